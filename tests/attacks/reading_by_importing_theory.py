"""Puts the project on its path and imports the reference solutions."""
# ruff: noqa
# outcome: Raised ModuleNotFoundError

import sys

sys.path.insert(0, "@ROOT@")
sys.path_importer_cache.clear()

import theory


def attack():
    return theory.__doc__
