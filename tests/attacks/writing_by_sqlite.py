"""Has sqlite write the file."""
# ruff: noqa
# outcome: Raised OperationalError

import sqlite3


def attack():
    sqlite3.connect("@CANARY@/@MARK@").execute("create table t (x)")
