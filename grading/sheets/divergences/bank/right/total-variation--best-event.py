# The largest difference over events: the event where p is larger.


def total_variation(p, q):
    event = p > q
    return float(p[event].sum() - q[event].sum())
