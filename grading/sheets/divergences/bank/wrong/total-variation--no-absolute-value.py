# Without the absolute value all differences cancel.


def total_variation(p, q):
    return (p - q).sum() / 2
