"""Raises SystemExit while it is loaded."""
# ruff: noqa
# outcome: Raised SystemExit

import sys

sys.exit(0)
