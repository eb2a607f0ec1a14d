"""Rules keep their word: declared eigenvalues, energies and rates against measurement and against theory's proofs."""

import cmath
import math
from fractions import Fraction

import flint
import numpy as np
import pytest

from numerics.dynamics import (
    Alternating,
    Clipped,
    Consensus,
    Extragradient,
    Gan,
    InstanceNoise,
    NonSaturating,
    Plain,
    Simultaneous,
    SlopeOnePenalty,
    Wgan,
    ZeroCentredPenalty,
    averaged,
    critical_penalty,
    declared_rate,
    largest_step,
    measured_rate,
    orbit,
)
from theory.book import BOOK
from theory.deciding.balls import Case, evaluate
from theory.proving.planar import Eigenvalues

FIELDS = [
    Plain(), Plain(Wgan()), NonSaturating(), NonSaturating(Wgan()), InstanceNoise(0.7), InstanceNoise(2.0),
    ZeroCentredPenalty(0.5), ZeroCentredPenalty(2.0), ZeroCentredPenalty(0.3, Wgan()),
    Consensus(0.4), Consensus(0.2, Wgan()),
]  # fmt: skip
BILINEAR = Plain(Wgan())


def jacobian(step, width: float = 1e-5) -> np.ndarray:
    """Central differences at (0, 0): their error is of order width^2."""
    columns = [(np.array(step(*(width * e))) - np.array(step(*(-width * e)))) / (2 * width) for e in np.eye(2)]
    return np.array(columns).T


def same_pair(found, declared, tolerance: float) -> bool:
    """Equal as sets of two numbers."""
    (a, b), (c, d) = found, declared
    return min(max(abs(a - c), abs(b - d)), max(abs(a - d), abs(b - c))) < tolerance


@pytest.mark.parametrize("field", FIELDS, ids=repr)
def test_a_field_has_the_eigenvalues_it_declares(field):
    # 1e-8: second-order differences with a width of 1e-5; near a double eigenvalue the root magnifies it to 1e-4
    matrix = jacobian(field.velocity)
    declared = field.eigenvalues()
    assert np.trace(matrix) == pytest.approx(sum(declared).real, abs=1e-8)
    assert np.linalg.det(matrix) == pytest.approx((declared[0] * declared[1]).real, abs=1e-8)
    wrong = (declared[0] + 0.01, declared[1])
    assert abs(np.trace(matrix) - sum(wrong).real) > 1e-3


@pytest.mark.parametrize("field", FIELDS, ids=repr)
@pytest.mark.parametrize("make", [Simultaneous, Extragradient, Alternating], ids=lambda m: m.__name__)
def test_a_step_has_the_eigenvalues_it_declares(make, field):
    rule = make(field, 0.3)
    if make is Alternating and sum(field.eigenvalues()) != 0:
        with pytest.raises(ArithmeticError, match="without damping"):
            rule.multipliers()
        return
    found = np.linalg.eigvals(jacobian(rule.step))
    assert same_pair(found, rule.multipliers(), 1e-6)
    assert not same_pair(found, tuple(1.01 * z for z in rule.multipliers()), 1e-6)


@pytest.mark.parametrize(("n_g", "n_d"), [(1, 1), (1, 5), (3, 2)])
@pytest.mark.parametrize("h", [0.1, 0.5, 1.9])
def test_turns_of_many_steps(n_g, n_d, h):
    rule = Alternating(BILINEAR, h, n_g=n_g, n_d=n_d)
    assert same_pair(np.linalg.eigvals(jacobian(rule.step)), rule.multipliers(), 1e-6)
    inside = n_g * n_d * h * h < 4
    assert (abs(declared_rate(rule) - 1) < 1e-12) == inside


RULES = [make(BILINEAR, h) for make in (Simultaneous, Alternating, Extragradient) for h in (0.1, 0.5, 0.9)]


@pytest.mark.parametrize("rule", [*RULES, Alternating(BILINEAR, 0.3, n_g=2, n_d=3)], ids=repr)
def test_on_the_bilinear_game_the_energy_changes_as_declared(rule):
    """Each step multiplies it by rule.factor(); 50 steps of rounding stay below 1e-12 of it."""
    here = (1.0, 0.3)
    start = rule.energy(*here)
    for k in range(1, 51):
        here = rule.step(*here)
        assert rule.energy(*here) == pytest.approx(start * rule.factor() ** k, rel=1e-12)


def test_what_is_not_declared_is_refused():
    with pytest.raises(ArithmeticError, match="declared for the bilinear game"):
        Simultaneous(ZeroCentredPenalty(1.0), 0.1).factor()
    with pytest.raises(ValueError, match="a rate needs a step"):
        measured_rate(Simultaneous(BILINEAR, 0.1), start=(0.0, 0.0), steps=5)


def theorys(claim: str, about: str, **values: float) -> tuple[complex, complex]:
    """middle +- sqrt(square), as a proof step of theory states them, at these values of its symbols."""
    [step] = [s for s in BOOK[claim].proof if isinstance(s, Eigenvalues) and about in s.about]

    def at(formula) -> float:
        case = Case({}, {name: Fraction(v) for name, v in values.items()}, (Fraction(1),))
        with flint.ctx.workprec(96):
            return float(evaluate(step.expr(formula), case).ball.real.mid())

    root = cmath.sqrt(at(step.square))
    return at(step.middle) + root, at(step.middle) - root


A, C = 0.5, -0.25


@pytest.mark.parametrize(
    ("declared", "claim", "about", "values"),
    [
        (Plain().eigenvalues(), "dirac-gan-unregularised", "", {"a": A}),
        (Simultaneous(Plain(), 0.3).multipliers(), "dirac-gan-simultaneous", "", {"a": A, "h": 0.3}),
        (Alternating(Plain(), 0.3, n_g=2, n_d=3).multipliers(), "dirac-gan-alternating", "",
         {"r": math.sqrt(6) * 0.3 * A}),
        (NonSaturating().eigenvalues(), "dirac-gan-non-saturating", "", {"a": A}),
        (InstanceNoise(0.7).eigenvalues(), "dirac-gan-instance-noise", "", {"a": A, "c": C, "s": 0.7}),
        (ZeroCentredPenalty(0.5).eigenvalues(), "dirac-gan-zero-centred-penalty", "with a", {"a": A, "g": 0.5}),
        (Simultaneous(ZeroCentredPenalty(0.5), 0.4).multipliers(), "dirac-gan-zero-centred-penalty", "simultaneous",
         {"a": A, "r": 0.5, "h": 0.4}),
        (Consensus(0.4).eigenvalues(), "dirac-gan-consensus", "", {"a": A, "g": 0.4}),
        (Extragradient(BILINEAR, 0.5).multipliers(), "no-guarantees", "", {"h": 0.5}),
        (Alternating(BILINEAR, 0.5).multipliers(), "gda-updates", "alternating", {"h": 0.5}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_declared_is_what_theory_proves(declared, claim, about, values):
    assert same_pair(declared, theorys(claim, about, **values), 1e-12)


CONVERGING = [
    Simultaneous(ZeroCentredPenalty(0.5), 0.4), Simultaneous(InstanceNoise(0.7), 0.2),
    Simultaneous(Consensus(0.4), 0.3), Extragradient(Plain(), 0.5), Extragradient(BILINEAR, 0.5),
]  # fmt: skip


@pytest.mark.parametrize("rule", [*CONVERGING, Simultaneous(Plain(), 0.1)], ids=repr)
def test_the_measured_rate_is_the_declared_one(rule):
    """From a small start the distance changes by |z| a step; turning (the matrix is not normal) adds a bounded
    factor, whose 400th root is within 1 percent."""
    assert measured_rate(rule, start=(1e-6, 1e-6), steps=400) == pytest.approx(declared_rate(rule), rel=0.01)
    assert (declared_rate(rule) < 1) == (rule in CONVERGING)


def test_a_penalised_step_converges_below_its_bound_and_not_above():
    bound = largest_step(0.5, Gan().slope)
    assert bound == 2.0
    assert declared_rate(Simultaneous(ZeroCentredPenalty(0.5), 0.99 * bound)) < 1
    assert declared_rate(Simultaneous(ZeroCentredPenalty(0.5), 1.01 * bound)) > 1
    meet = ZeroCentredPenalty(critical_penalty(Gan().slope)).eigenvalues()
    assert meet[0] == meet[1] == -0.5
    with pytest.raises(ValueError, match="up to critical damping"):
        largest_step(3.0, 0.5)


def test_clipping_and_slope_one_do_not_reach_the_equilibrium():
    clipped = orbit(Clipped(Alternating(BILINEAR, 0.1), 1.0), start=(1.0, 1.0), steps=5000)
    assert min(math.hypot(*point) for point in clipped[1000:]) > 0.8
    penalised = orbit(Simultaneous(SlopeOnePenalty(1.0), 0.05), start=(0.5, 0.5), steps=5000)
    assert max(math.hypot(*point) for point in penalised[-200:]) > 0.1
    with pytest.raises(ArithmeticError, match="does not rest"):
        SlopeOnePenalty(1.0).eigenvalues()


def test_the_mean_converges_where_the_last_point_diverges():
    """R: with h = T^(-1/2) the mean is 0.3612 at T = 100 and 0.01327 at T = 10^4, from (1, 1)."""
    for steps, value in ((100, 0.3612), (10_000, 0.01327)):
        points = orbit(Simultaneous(BILINEAR, steps**-0.5), start=(1.0, 1.0), steps=steps - 1)
        assert math.hypot(*averaged(points)) == pytest.approx(value, abs=5e-5)
        assert math.hypot(*points[-1]) > 2
    assert math.hypot(*orbit(Simultaneous(BILINEAR, 0.1), start=(1.0, 1.0), steps=1000)[-1]) == pytest.approx(
        204.739618236498917549, rel=1e-11)  # fmt: skip
    with pytest.raises(ValueError, match="steps is -1"):
        orbit(Simultaneous(BILINEAR, 0.1), start=(1.0, 1.0), steps=-1)
