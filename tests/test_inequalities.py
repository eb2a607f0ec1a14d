"""The sharp inequalities between divergences on random laws, by numpy; and that constants 1% better are false."""

import numpy as np
import pytest

LOG2 = np.log(2)
POINTS = 4


def random_pairs(rng, n, *, pairs=2):
    """Rows of Dirichlet laws, some of them nearly degenerate."""
    draw = np.random.default_rng(rng.getrandbits(64))
    alpha = draw.choice([0.05, 0.3, 1, 20], size=n)
    laws = draw.gamma(alpha[:, None, None], size=(n, pairs, POINTS)) + 1e-300
    return np.moveaxis(laws / laws.sum(axis=2, keepdims=True), 1, 0)


def kl(p, q):
    return np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / q), 0), axis=-1)


def jsd(p, q):
    return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2


def tv(p, q):
    return np.abs(p - q).sum(axis=-1) / 2


def delta(p, q):
    return ((p - q) ** 2 / (p + q)).sum(axis=-1)


def hellinger(p, q):
    return ((np.sqrt(p) - np.sqrt(q)) ** 2).sum(axis=-1) / 2


def least_jsd(v):
    u = (1 - v) / 2
    return LOG2 + np.where(u > 0, u * np.log(np.where(u > 0, u, 1)), 0) + (1 - u) * np.log(1 - u)


#: Smaller side, constant, larger side.
SHARP = {
    "JSD <= (log 2)/2 KL": (jsd, LOG2 / 2, kl),
    "JSD <= (log 2)/2 reverse KL": (jsd, LOG2 / 2, lambda p, q: kl(q, p)),
    "JSD <= J/8": (jsd, 1 / 8, lambda p, q: kl(p, q) + kl(q, p)),
    "Delta <= 4 JSD": (delta, 4, jsd),
    "JSD <= (log 2)/2 Delta": (jsd, LOG2 / 2, delta),
    "H^2 <= JSD/log 2": (hellinger, 1 / LOG2, jsd),
    "JSD <= H^2": (jsd, 1, hellinger),
    "JSD <= (log 2) TV": (jsd, LOG2, tv),
    "least JSD <= JSD": (lambda p, q: least_jsd(tv(p, q)), 1, jsd),
    "TV^2 <= 2 JSD": (lambda p, q: tv(p, q) ** 2, 2, jsd),
    "TV^2 <= KL/2": (lambda p, q: tv(p, q) ** 2, 1 / 2, kl),
    "TV^2 <= 1 - exp(-KL)": (lambda p, q: tv(p, q) ** 2, 1, lambda p, q: 1 - np.exp(-kl(p, q))),
    "2 TV^2 <= Delta": (lambda p, q: 2 * tv(p, q) ** 2, 1, delta),
    "Delta <= 2 TV": (delta, 2, tv),
    "(1 - log 2) KL <= 2 KL(m || p)": (lambda p, q: (1 - LOG2) * kl(q, p), 1, lambda p, q: 2 * kl((p + q) / 2, p)),
    "2 KL(m || p) <= KL": (lambda p, q: 2 * kl((p + q) / 2, p), 1, lambda p, q: kl(q, p)),
}


@pytest.mark.parametrize("name", SHARP)
def test_the_inequality_on_random_pairs(name, rng):
    smaller, constant, larger = SHARP[name]
    p, q = random_pairs(rng, 20_000)
    gap = constant * larger(p, q) - smaller(p, q)
    assert gap.min() > -1e-12


#: What comes within 1% of equality: two laws.  Where a density vanishes, a tiny number stands in for 0.
TINY = 1e-300
SPLIT = ([0.5, TINY, 0.5], [TINY, 0.5, 0.5])
REVERSED = ([0.505, 0.495], [0.495, 0.505])
CORNER = ([TINY, 1], [1e-4, 1 - 1e-4])
LARGE = ([TINY, 1], [0.5, 0.5])
WITNESS = {
    "JSD <= (log 2)/2 KL": CORNER, "JSD <= (log 2)/2 reverse KL": CORNER[::-1], "JSD <= J/8": REVERSED,
    "Delta <= 4 JSD": REVERSED, "JSD <= (log 2)/2 Delta": SPLIT, "H^2 <= JSD/log 2": SPLIT, "JSD <= H^2": REVERSED,
    "JSD <= (log 2) TV": SPLIT, "least JSD <= JSD": REVERSED, "TV^2 <= 2 JSD": REVERSED,
    "TV^2 <= KL/2": REVERSED, "TV^2 <= 1 - exp(-KL)": ([TINY, 1], [1 - 1e-4, 1e-4]), "2 TV^2 <= Delta": REVERSED,
    "Delta <= 2 TV": SPLIT, "(1 - log 2) KL <= 2 KL(m || p)": CORNER[::-1], "2 KL(m || p) <= KL": LARGE,
}  # fmt: skip


@pytest.mark.parametrize("name", SHARP)
def test_one_percent_better_is_false(name):
    smaller, constant, larger = SHARP[name]
    p, q = (np.array(law) for law in WITNESS[name])
    assert 0.99 * constant * larger(p, q) < smaller(p, q)


def test_the_triangle_inequality_of_the_root(rng):
    p, q, r = random_pairs(rng, 100_000, pairs=3)
    sides = [np.sqrt(np.maximum(jsd(a, b), 0)) for a, b in ((p, q), (q, r), (p, r))]
    assert (sides[0] + sides[1] - sides[2]).min() > -1e-7
    near = [jsd(a, b) for a, b in ((p, q), (q, r), (p, r))]
    assert (near[0] + near[1] - near[2]).min() < -0.01  # and JSD itself violates it


def test_mixing_pairs_does_not_help(rng):
    p, q, r, s = random_pairs(rng, 5000, pairs=4)
    w = np.random.default_rng(rng.getrandbits(64)).uniform(size=(5000, 1))
    for divergence in (kl, jsd):
        apart = w[:, 0] * divergence(p, q) + (1 - w[:, 0]) * divergence(r, s)
        assert (apart - divergence(w * p + (1 - w) * r, w * q + (1 - w) * s)).min() > -1e-12
