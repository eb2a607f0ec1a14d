"""Wrong functions that were once accepted, because no probe lay where they go wrong: now each of them is caught."""

from __future__ import annotations

import numpy as np
import pytest
from test_grading_functions_stand_in import InProcess

from grading.assignment.items import FunctionItem
from grading.items.function import judge
from grading.probes.listed import probed
from grading.results import Incorrect

of = {name: probed(name).reference for name in ("js", "total_variation", "wasserstein_1d", "gradient_penalty")}


def cut_softplus(at):
    """The softplus that is its argument above `at`."""
    return lambda a: np.where(a > at, a, np.log1p(np.exp(np.minimum(a, at))))


def cut_loss(at, *, real=True, fake=True):
    """The discriminator's loss with it, for the real batch, the fake one or both."""
    s, right = cut_softplus(at), cut_softplus(600)
    return lambda a, b: np.mean((s if real else right)(-a)) + np.mean((s if fake else right)(b))


def masked(p, q, *, above=0.0, least=0.0, cross=False):
    kept = p > above
    p, q = p[kept], q[kept]
    q = np.where(q > 0, np.maximum(q, least), q)
    return float(np.sum(p * ((0.0 if cross else np.log(p)) - np.log(q))))


def first(n, right, otherwise=0.0):
    """Right for up to n outcomes."""
    return lambda *laws: right(*laws) if len(laws[0]) <= n else otherwise


def value_clipped(d, p, q, *, low=0.0, high=1.0):
    inside = np.where((d > 0) & (d < 1), np.clip(d, low, high), d)
    real, fake = np.where(p > 0, p * np.log(inside), 0.0), np.where(q > 0, q * np.log1p(-inside), 0.0)
    return float(real.sum() + fake.sum())


def penalty(g, w, *, top=np.inf):
    return float(w * np.mean((np.minimum(np.linalg.norm(g, axis=1), top) - 1) ** 2))


def step_cut(theta, psi, rate):
    h = min(rate, 1)
    psi = psi + h * theta / (1 + np.exp(theta * psi))
    return theta - h * psi / (1 + np.exp(theta * psi)), psi


THRESHOLDS = (3.5, 5, 8, 10, 15, 20)
WRONG = [
    *(("discriminator_loss", f"cut at {t}", cut_loss(t)) for t in THRESHOLDS),
    *(("discriminator_loss", f"real cut at {t}", cut_loss(t, fake=False)) for t in THRESHOLDS),
    *(("discriminator_loss", f"fake cut at {t}", cut_loss(t, real=False)) for t in THRESHOLDS),
    *(("generator_loss", f"cut at {t}", lambda b, t=t: np.mean(cut_softplus(t)(-b))) for t in THRESHOLDS),
    *(("kl", f"p above {e}", lambda p, q, e=e: masked(p, q, above=e)) for e in (1e-10, 1e-12, 1e-15, 1e-200)),
    *(("kl", f"q at least {e}", lambda p, q, e=e: masked(p, q, least=e)) for e in (1e-10, 1e-15, 1e-200)),
    *(("cross_entropy", f"p above {e}", lambda p, q, e=e: masked(p, q, above=e, cross=True)) for e in (1e-10, 1e-200)),
    *(("cross_entropy", f"q from {e}", lambda p, q, e=e: masked(p, q, least=e, cross=True)) for e in (1e-10, 1e-200)),
    ("kl", "n up to 12", first(12, masked)),
    ("cross_entropy", "n up to 12", first(12, lambda p, q: masked(p, q, cross=True))),
    ("js", "n up to 12", first(12, of["js"])),
    ("gan_value", "n up to 12", first(12, value_clipped)),
    ("gan_value", "0.04 to 0.97", lambda d, p, q: value_clipped(d, p, q, low=0.04, high=0.97)),
    ("gan_value", "d up to 0.97", lambda d, p, q: value_clipped(d, p, q, high=0.97)),
    ("gan_value", "d from 0.04 or tiny",
     lambda d, p, q: value_clipped(np.where(d > 1e-9, np.maximum(d, 0.04), d), p, q)),
    ("gan_value", "d up to 1 - 1e-7", lambda d, p, q: value_clipped(d, p, q, high=1 - 1e-7)),
    ("wasserstein_1d", "two digits", lambda x, y: of["wasserstein_1d"](np.round(x, 2), np.round(y, 2))),
    ("wasserstein_1d", "n up to 12", lambda x, y: of["wasserstein_1d"](x, y) if max(len(x), len(y)) <= 12 else 0.0),
    ("gradient_penalty", "norms up to 150", lambda g, w: penalty(g, w, top=150)),
    ("gradient_penalty", "norms up to 900", lambda g, w: penalty(g, w, top=900)),
    ("gradient_penalty", "size of the weight", lambda g, w: penalty(g, abs(w))),
    ("gradient_penalty", "d up to 6", lambda g, w: penalty(g, w) if g.shape[1] <= 6 else 0.0),
    ("gradient_penalty", "d up to 10", lambda g, w: penalty(g, w) if g.shape[1] <= 10 else 0.0),
    ("alternating_step", "rate up to 1", step_cut),
    ("optimal_discriminator", "1/2 above 1e6", lambda p, q: np.where(p + q > 1e6, 0.5, p / (p + q))),
    ("optimal_discriminator", "plus 1e-300", lambda p, q: p / (p + q + 1e-300)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wrong"), [(n, f) for n, _, f in WRONG], ids=[f"{n}: {what}" for n, what, _ in WRONG])
def test_a_function_that_is_wrong_in_one_place_is_caught(name, wrong):
    item = FunctionItem("item", "", 1.0, function=name, probes=name)
    for seed in (1, 2, 3):
        assert isinstance(judge(item, InProcess(**{name: wrong}), np.random.default_rng(seed)), Incorrect)


@pytest.mark.parametrize("name", ["total_variation", "js"])
def test_of_a_bounded_distance_no_hint_speaks_of_infinite_answers(name):
    """It fails where q = 0 < p."""

    def wrong(p, q):
        return 1e9 if np.any((q == 0) & (p > 0)) and not np.all((p == 0) | (q == 0)) else of[name](p, q)

    item = FunctionItem("item", "", 1.0, function=name, probes=name)
    answer = judge(item, InProcess(**{name: wrong}), np.random.default_rng(1))
    assert isinstance(answer, Incorrect)
    assert answer.mistake == "fails on zeros"
    assert "infinite" not in answer.hint


def test_infinite_answers_are_tagged_where_there_are_some_only():
    for name in ("kl", "js", "total_variation", "cross_entropy", "gan_value"):
        for probe in probed(name).probes(np.random.default_rng(0)):
            assert probe.tag != "infinite values" or np.isinf(probe.expected), name
