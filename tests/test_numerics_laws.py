"""The laws that divergences and distances obey, as properties of random cases: ranges, symmetry, processing,
convexity."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import numerics
from numerics.transport import wasserstein

#: 64 eps of each value that is compared, and a handful of them in one inequality.
SLACK = 512 * 2.0**-52
F_DIVERGENCES = ["kl", "js", "jeffreys", "tv", "chi_square", "squared_hellinger", "triangular"]
METRICS = ["js_distance", "hellinger_distance", "tv"]
RANGES = {"js": math.log(2), "tv": 1.0, "squared_hellinger": 1.0, "hellinger_distance": 1.0, "triangular": 2.0,
          "js_distance": math.sqrt(math.log(2))}  # fmt: skip
seeds = st.integers(0, 2**32 - 1)


def laws(seed: int, count: int, n: int | None = None) -> list[np.ndarray]:
    """Random laws on the same few outcomes: even, uneven, with zeros, some of them near to each other."""
    rng = np.random.default_rng(seed)
    n = n or int(rng.integers(2, 8))
    found = [rng.dirichlet(np.full(n, 10.0 ** rng.uniform(-1, 1))) for _ in range(count)]
    if rng.random() < 0.3:
        for law in found:
            law[rng.integers(n)] = 0.0
    if rng.random() < 0.3:
        found[1] = found[0] * (1 + 10.0 ** -rng.uniform(1, 10) * rng.uniform(-1, 1, n))
    return [law / law.sum() if law.sum() > 0 else np.eye(n)[0] for law in found]


def at_most(a: float, b: float) -> bool:
    return a <= b + SLACK * (abs(b) if math.isfinite(b) else 0) + 1e-300


@given(seeds, st.sampled_from(sorted(RANGES)))
def test_ranges(seed, name):
    p, q = laws(seed, 2)
    assert 0 <= getattr(numerics, name)(p, q) <= RANGES[name]


@given(seeds, st.sampled_from(F_DIVERGENCES))
def test_data_processing_never_increases_a_divergence(seed, name):
    """A random channel, a stochastic matrix, applied to both laws."""
    p, q = laws(seed, 2)
    channel = np.random.default_rng(seed + 1).dirichlet(np.full(4, 0.5), p.size)
    of = getattr(numerics, name)
    through = [law @ channel / (law @ channel).sum() for law in (p, q)]
    # what a channel mixes is rounded, so nearly equal laws may come out apart by eps: eps^2 for a divergence, eps for
    # TV
    assert at_most(of(*through), of(p, q) + (1e-15 if name == "tv" else 1e-29))


@given(seeds, st.sampled_from(F_DIVERGENCES), st.floats(0, 1))
def test_joint_convexity(seed, name, w):
    p, q, r, s = laws(seed, 4)
    of = getattr(numerics, name)
    bound = sum(weight * of(*pair) for weight, pair in ((w, (p, q)), (1 - w, (r, s))) if weight > 0)
    assert at_most(of(w * p + (1 - w) * r, w * q + (1 - w) * s), bound + 1e-15)


@given(seeds, st.sampled_from(METRICS))
def test_metric_axioms(seed, name):
    p, q, r = laws(seed, 3)
    d = getattr(numerics, name)
    assert d(p, p) == 0.0
    assert (d(p, q) == 0) == np.array_equal(p, q)
    assert d(p, q) == pytest.approx(d(q, p), rel=SLACK, abs=0)
    assert at_most(d(p, r), d(p, q) + d(q, r))


def test_js_itself_is_no_metric():
    """The triangle inequality needs the root: 0.693 > 2 * 0.216."""
    left, middle, right = [1, 0], [0.5, 0.5], [0, 1]
    assert numerics.js(left, right) > numerics.js(left, middle) + numerics.js(middle, right)


@given(seeds, st.sampled_from([1, 2, 3.5, math.inf]))
def test_wasserstein_is_a_metric_that_scales(seed, order):
    rng = np.random.default_rng(seed)
    x, y, z = (rng.normal(size=int(rng.integers(1, 7))) for _ in range(3))
    assert wasserstein(x, x, order=order) == 0.0
    assert wasserstein(x, y, order=order) == pytest.approx(wasserstein(y, x, order=order), rel=1e-12, abs=1e-15)
    assert wasserstein(x, z, order=order) <= wasserstein(x, y, order=order) + wasserstein(y, z, order=order) + 1e-7
    assert wasserstein(-3 * x, -3 * y, order=order) == pytest.approx(
        3 * wasserstein(x, y, order=order), rel=1e-9, abs=1e-12
    )


@given(seeds)
def test_wasserstein_orders_increase(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=5), rng.normal(size=5)
    values = [wasserstein(x, y, order=k) for k in (1, 1.5, 2, 4, math.inf)]
    assert all(a <= b * (1 + 1e-12) for a, b in pairwise(values))


@given(seeds)
def test_weights_that_do_not_sum_to_one_are_refused_and_normalised_ones_are_not(seed):
    """Scaling by anything but 1 (and its rounding) is refused; normalise undoes it, so the divergence is the same."""
    p, q = laws(seed, 2)
    scale = np.random.default_rng(seed).choice([0.5, 1.1, 1 - 1e-6, 7.0, 1e-5])
    for name in F_DIVERGENCES:
        with pytest.raises(numerics.NotWeights, match="adds up to"):
            getattr(numerics, name)(scale * p, q)
    assert numerics.js(numerics.normalise(scale * p), q) == pytest.approx(numerics.js(p, q), rel=1e-6, abs=1e-14)


@given(seeds)
def test_known_inequalities_between_them(seed):
    """The sharp ones of the ledger (R11); each constant, made smaller, is passed by some pair (see
    theory/inequalities)."""
    p, q = laws(seed, 2)
    js, tv, kl, delta = (getattr(numerics, name)(p, q) for name in ("js", "tv", "kl", "triangular"))
    hellinger, jeffreys = numerics.squared_hellinger(p, q), numerics.jeffreys(p, q)
    assert at_most(2 * tv**2, kl)  # Pinsker
    assert at_most(tv, math.sqrt(-math.expm1(-kl)))  # Bretagnolle and Huber
    assert at_most(js, math.log(2) * tv)
    assert at_most(delta / 4, js)
    assert at_most(js, math.log(2) / 2 * delta)
    assert at_most(js, jeffreys / 8)
    assert at_most(math.log(2) * hellinger, js)
    assert at_most(js, hellinger)
    assert at_most(kl, math.log1p(numerics.chi_square(p, q)))
