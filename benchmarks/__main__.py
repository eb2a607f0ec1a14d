"""`python -m benchmarks numerics`: see benchmarks.main."""

import sys

from benchmarks.main import main
from numerics.command_line.leaving import quietly

if __name__ == "__main__":
    sys.exit(quietly(main))
