"""Returns a subclass of dict."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(dict):
    pass


def attack():
    return Fake(x=1.0)
