# the smallest places are matched, and the rest is the same problem


def matched(x, y):
    """Cost of moving the masses of x to those of y; both are sorted tuples of (place, mass)."""
    if not x or not y:
        return 0.0
    (a, p), (b, q) = x[0], y[0]
    move = min(p, q)
    rest_x = x[1:] if p == move else ((a, p - move), *x[1:])
    rest_y = y[1:] if q == move else ((b, q - move), *y[1:])
    return move * abs(a - b) + matched(rest_x, rest_y)


def wasserstein_1d(x, y):
    n, m = len(x), len(y)
    whole = matched(tuple((float(a), m) for a in sorted(x)), tuple((float(b), n) for b in sorted(y)))
    return whole / (n * m)
