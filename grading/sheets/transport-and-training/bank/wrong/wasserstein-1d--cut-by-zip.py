# zip stops at the shorter sample
# hint: cut to the length of the shorter


def wasserstein_1d(x, y):
    gaps = [abs(a - b) for a, b in zip(sorted(x), sorted(y))]  # noqa: B905
    return sum(gaps) / len(gaps)
