"""Leaves the process while it is loaded."""
# ruff: noqa
# outcome: Stopped the process ended with status 0

import os

os._exit(0)
