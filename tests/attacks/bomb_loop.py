"""Never ends."""
# ruff: noqa
# outcome: Stopped no answer within


def attack():
    while True:
        pass
