"""`python -m theory`: the claims, one claim with its proof, or a decision about two formulas of your own."""

import sys

from theory.command_line.main import main

if __name__ == "__main__":
    sys.exit(main())
