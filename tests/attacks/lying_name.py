"""Returns an object of a class that is called float."""
# ruff: noqa
# outcome: Stopped it returned a float,

Fake = type("float", (), {"__module__": "builtins"})


def attack():
    return Fake()
