"""Never ends while it is loaded."""
# ruff: noqa
# outcome: Stopped the import took more than 1 s
# limits: load_seconds=1

while True:
    pass
