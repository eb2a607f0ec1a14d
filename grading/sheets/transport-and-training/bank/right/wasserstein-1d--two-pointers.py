# mass is carried from the lowest places up, in plain Python


def wasserstein_1d(x, y):
    x, y = sorted(map(float, x)), sorted(map(float, y))
    n, m = len(x), len(y)
    i = j = 0
    left, right = m, n  # masses in units of 1/(n m)
    cost = 0.0
    while i < n and j < m:
        carried = min(left, right)
        cost += carried * abs(x[i] - y[j])
        left, right = left - carried, right - carried
        if left == 0:
            i, left = i + 1, m
        if right == 0:
            j, right = j + 1, n
    return cost / (n * m)
