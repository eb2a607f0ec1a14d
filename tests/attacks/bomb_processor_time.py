"""Uses more processor time than it has."""
# ruff: noqa
# outcome: Stopped more than 1 s of processor time
# limits: cpu_seconds=1, call_seconds=30


def attack():
    while True:
        pass
