"""Defines nothing."""
# ruff: noqa
# outcome: Raised NameError.*functions.py defines no attack

pass
