"""`python -m gan_small`: see gan_small.command_line.main."""

import sys

from gan_small.command_line.main import main
from numerics.command_line.leaving import quietly

if __name__ == "__main__":
    sys.exit(quietly(main))
