# exact fractions, rounded once at the end

from fractions import Fraction
from itertools import pairwise


def wasserstein_1d(x, y):
    x, y = [Fraction(float(a)) for a in x], [Fraction(float(b)) for b in y]
    places = sorted(x + y)
    area = Fraction(0)
    for low, high in pairwise(places):
        gap = Fraction(sum(a <= low for a in x), len(x)) - Fraction(sum(b <= low for b in y), len(y))
        area += abs(gap) * (high - low)
    return float(area)
