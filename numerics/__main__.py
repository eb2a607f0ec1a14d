"""`python -m numerics`: see numerics.command_line.main."""

import sys

from numerics.command_line.leaving import quietly
from numerics.command_line.main import main

if __name__ == "__main__":
    sys.exit(quietly(main))
