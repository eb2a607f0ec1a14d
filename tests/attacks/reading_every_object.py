"""Searches every object of the process for the secret."""
# ruff: noqa
# outcome: Returned

import gc


def attack():
    texts = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple))]
    inner = [str(v) for o in texts for v in (o.values() if isinstance(o, dict) else o) if type(v) is str]
    return [t[:200] for t in inner if "secret-of" in t][:50]
