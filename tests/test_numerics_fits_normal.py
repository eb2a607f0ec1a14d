"""Normal laws closest to two modes: the ledger's minima, proved, by a second road, able to fail, in pairs."""

from fractions import Fraction

import flint
import numpy as np
import pytest
from scipy import optimize

from numerics.certified import CannotCertify, certified_kl
from numerics.fits import (
    JSD,
    LOG_D,
    REVERSE_KL,
    Blend,
    Found,
    Landscape,
    certified_minima,
    certified_minimum,
    certified_projection,
    forward_projection,
    local_minima,
    objective_at,
)
from numerics.laws import Laplace, Mixture, Normal, Uniform

TWO_MODES = Mixture(["1/2", "1/2"], [Normal(-3), Normal(3)])
UNEVEN = Mixture(["0.7", "0.3"], [Normal(-3), Normal(3)])
SKEW = Mixture(["1/3", "2/3"], [Normal(-2, "1/2"), Normal(1, 2)])


def holds(ball: flint.arb, decimal: str) -> bool:
    """Whether the ball meets the decimal, rounded or cut in its last place."""
    with flint.ctx.workprec(300):
        return bool(abs(ball - flint.arb(decimal)) <= flint.arb(10) ** -len(decimal.partition(".")[2]))


def mutated(decimal: str) -> str:
    """Another digit in the third place from the end."""
    return decimal[:-3] + str((int(decimal[-3]) + 5) % 10) + decimal[-2:]


# Reference numbers R10 of the lecture's ledger: objective, and mu, s, value of each minimum with mu >= 0, lowest first.
# (The ledger had a wrong 18th decimal, 4 for 0, in the fourth value; mpmath by the trapezoid rule gives it as below.)
R10 = [
    (REVERSE_KL, ["2.9843059878357420465657493800896677", "1.0233685596611969891636127121375579",
                  "0.68876899585496383790706463425775547"]),
    (REVERSE_KL, ["0.0000000000000000000000000000000000", "2.7437693090912137", "0.84062143127890310"]),
    (JSD, ["0.0000000000000000000000000000000000", "3.1198322761135530", "0.1284108717501880"]),
    (JSD, ["2.9687356010875987122119322030567254", "1.0492588818859099713142309975330142",
           "0.21407729572117070025436588830481276"]),
    (LOG_D, ["2.9903666776395024687907445654825033", "1.0134669468189345379808219792074042",
             "0.26038760187049422469712462236431363"]),
    (LOG_D, ["0.0000000000000000000000000000000000", "2.68122798578738844745", "0.5722149975606883"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def proved():
    blends = (REVERSE_KL, JSD, LOG_D, Blend(1, -1))
    return {blend: certified_minima(TWO_MODES, blend, digits=36, starts=(5, 4)) for blend in blends}


@pytest.mark.parametrize(("blend", "decimals"), R10)
def test_minima_over_the_normal_laws_are_those_of_the_ledger(blend, decimals, proved):
    places = [m for m in proved[blend] if holds(m.mean, decimals[0])]
    assert len(places) == 1
    (found,) = places
    for ball, decimal in zip((found.mean, found.sd, found.value), decimals, strict=True):
        assert holds(ball, decimal)
        assert not holds(ball, mutated(decimal))
        assert ball.rad() < 1e-36
    for other in proved:
        if other != blend and float(decimals[0]):  # another objective has its minima elsewhere
            assert not any(holds(m.mean, decimals[0]) for m in proved[other])
        if other != blend:
            assert not any(holds(m.sd, decimals[1]) for m in proved[other])


def test_there_are_three_minima_each_and_those_beside_the_middle_come_in_pairs(proved):
    for blend, minima in proved.items():
        assert len(minima) == 3
        left, middle, right = sorted(minima, key=lambda m: float(m.mean.mid()))
        assert middle.mean.contains(0)
        assert (left.mean + right.mean).contains(0)
        assert left.sd.overlaps(right.sd)
        assert left.value.overlaps(right.value)
        assert (middle.value < left.value) == (blend == JSD)  # JSD alone prefers to cover


def test_with_weights_seven_to_three_jsd_seeks_the_mode_too():
    seeking, covering = certified_minima(UNEVEN, JSD, digits=12, starts=(7, 5))
    for ball, decimal in zip(
        (seeking.mean, seeking.sd, seeking.value), ("-2.98482", "1.02454", "0.11624213"), strict=True
    ):
        assert holds(ball, decimal)
    for ball, decimal in zip(
        (covering.mean, covering.sd, covering.value), ("-1.237636", "2.862809", "0.12958233"), strict=True
    ):
        assert holds(ball, decimal)
    assert seeking.value < covering.value


def test_the_forward_divergence_matches_moments():
    match = forward_projection(TWO_MODES, digits=34)
    assert (match.mean, match.variance) == (0, 10)
    assert holds(match.value, "0.46199461346794507528602516217491501")
    uneven = forward_projection(UNEVEN)
    assert (uneven.mean, uneven.variance) == (Fraction(-6, 5), Fraction(214, 25))
    assert holds(uneven.value, "0.46618895")
    assert abs(forward_projection(Normal(1, 3)).value) < 1e-14


def test_modes_far_apart_reach_the_limits():
    far = Mixture(["1/2", "1/2"], [Normal(-30), Normal(30)])
    one = Fraction(30), Fraction(1)
    assert holds(objective_at(far, JSD, *one, digits=30), "0.21576155433883569557941425449537")
    assert holds(objective_at(far, LOG_D, *one, digits=20), "0.26162407188227391826")
    near = objective_at(TWO_MODES, REVERSE_KL, Fraction(3), Fraction(1), digits=33)
    assert holds(near, "0.6892979330290777667229705651672671")
    assert holds(certified_kl(TWO_MODES, Normal(3), digits=32), "8.3107020669709222332770294348327329")


def test_scipy_finds_the_same_minima_from_the_densities(proved):
    x = np.linspace(-60, 60, 12_001)
    p = TWO_MODES.density(x) + 1e-300  # where it underflows q has no mass either

    def objective(blend, v):
        q = np.exp(-(((x - v[0]) / v[1]) ** 2) / 2) / (v[1] * np.sqrt(2 * np.pi)) + 1e-300
        kl = np.trapezoid(q * np.log(q / p), x)
        return blend.kl * kl + blend.js * np.trapezoid(p * np.log(2 * p / (p + q)) + q * np.log(2 * q / (p + q)), x) / 2

    for blend in (REVERSE_KL, JSD, LOG_D):
        for found in proved[blend]:
            best = float(found.mean.mid()), float(found.sd.mid())
            start = best[0] + 0.1, best[1] + 0.15
            second = optimize.minimize(lambda v, b=blend: objective(b, v), start, method="Nelder-Mead",
                                       options={"xatol": 1e-9, "fatol": 1e-15})  # fmt: skip
            # the square root of 1e-15, the rounding of the value, over a curvature of 0.02 at the least
            np.testing.assert_allclose(second.x, best, atol=2e-6)
            assert second.fun == pytest.approx(float(found.value.mid()), abs=1e-12)


@pytest.mark.parametrize("blend", [REVERSE_KL, JSD, LOG_D])
def test_gradients_and_hessians_are_those_of_the_certified_value(blend):
    """Differences of balls that share no integrand with them; and the search's doubles lie there too."""
    of = certified_projection._Derivatives(SKEW, blend, 12)
    at, h = (Fraction(1, 2), Fraction(3, 2)), Fraction(1, 10**5)
    moves = ((h, Fraction(0)), (Fraction(0), h))
    with flint.ctx.workprec(160):
        exact = [flint.arb(v.numerator) / v.denominator for v in at]
        gradient, (h11, h12, h22) = of.gradient(*exact), of.hessian(*exact)
        for k, (dm, ds) in enumerate(moves):
            up, down = ([at[0] + sign * dm, at[1] + sign * ds] for sign in (1, -1))
            f = [objective_at(SKEW, blend, *v, digits=24) for v in (up, down)]
            assert abs((f[0] - f[1]) * 10**5 / 2 - gradient[k]) < 1e-8  # h^2 times a third derivative
            g = [of.gradient(*(flint.arb(v.numerator) / v.denominator for v in place)) for place in (up, down)]
            for j, entry in enumerate(((h11, h12), (h12, h22))[k]):
                assert abs((g[0][j] - g[1][j]) * 10**5 / 2 - entry) < 1e-6
    values, gradients, _ = Landscape(SKEW, blend)([[0.5, 1.5]])
    assert values[0] == pytest.approx(float(objective_at(SKEW, blend, *at).mid()), abs=1e-12)
    np.testing.assert_allclose(gradients[0], [float(g.mid()) for g in gradient], atol=1e-12)


def test_tails_are_in_the_balls_not_forgotten(monkeypatch):
    of = certified_projection._Derivatives(SKEW, JSD, 12)
    true = of.gradient(flint.arb(0.5), flint.arb(1.5))
    of.reach = Fraction(4)
    assert all(short.overlaps(t) and short.rad() > 1e-3 for short, t in zip(
        of.gradient(flint.arb(0.5), flint.arb(1.5)), true, strict=True))  # fmt: skip
    monkeypatch.setattr(of, "_tail", lambda mu, s: flint.arb(0))
    assert not of.gradient(flint.arb(0.5), flint.arb(1.5))[0].overlaps(true[0])


def test_saddles_and_far_starts_are_no_certified_minima():
    with pytest.raises(CannotCertify, match="not positive definite: no minimum"):
        certified_minimum(TWO_MODES, REVERSE_KL, Found(1.84049624, 2.10382264, 0.0))
    with pytest.raises(CannotCertify):
        certified_minimum(TWO_MODES, JSD, Found(6.0, 0.3, 0.0))
    (itself,) = certified_minima(Normal(1, 2), JSD, starts=(3, 3))
    assert itself.mean.contains(1)
    assert itself.sd.contains(2)


WRONG = [
    (lambda: Landscape(TWO_MODES, JSD)([[0.0, -1.0]]), ValueError, "a standard deviation is -1.0"),
    (lambda: local_minima(Laplace(), JSD), TypeError, "Laplace in the target; give a Normal or a Mixture"),
    (lambda: local_minima(Mixture([1], [Uniform()]), JSD), TypeError, "Uniform in the target"),
    (lambda: local_minima(TWO_MODES, JSD, deviations=(0.0, 1.0)), ValueError, "reaches s <= 0"),
    (lambda: local_minima(TWO_MODES, JSD, means=(1.0, 1.0)), ValueError, "is empty"),
]


@pytest.mark.parametrize(("make", "error", "message"), WRONG)
def test_errors_name_the_remedy(make, error, message):
    with pytest.raises(error, match=message):
        make()
