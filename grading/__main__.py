"""`python -m grading`: lint the derivations of notes, or compare two formulas."""

import sys

from grading.command_line.main import main

if __name__ == "__main__":
    sys.exit(main())
