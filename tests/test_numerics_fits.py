"""Binomial laws closest to three weights: the ledger's minimisers, proved, by a second road, able to fail."""

from dataclasses import replace
from fractions import Fraction

import flint
import numpy as np
import pytest
from scipy import optimize

from numerics.certified import CannotCertify
from numerics.fits import DIVERGENCES, BinomialFit
from numerics.laws import NotALaw

P = ("0.6", "0.1", "0.3")


def holds(ball: flint.arb, decimal: str) -> bool:
    """Whether the ball meets the decimal, rounded or cut in its last place."""
    with flint.ctx.workprec(300):
        return bool(abs(ball - flint.arb(decimal)) <= flint.arb(10) ** -len(decimal.partition(".")[2]))


def mutated(decimal: str) -> str:
    """Another digit in the third place from the end."""
    return decimal[:-3] + str((int(decimal[-3]) + 5) % 10) + decimal[-2:]


# Reference numbers R5 of the lecture's ledger: the minimisers theta.
MINIMISERS = {
    "JSD": ["0.26383316848517260463729523555144304"],
    "KL(q||m)": ["0.34706184976243497391552466617839098"],
    "2KL(m||p)": ["0.088366919109714985325767529295006284", "0.7664273290717374338"],
    "E_q[-log D*]": ["0.091059120653415880650275639913530911"],
    "KL(q||p)": ["0.1240983450506846579816614722393027"],
    "KL(p||q)": ["0.35000000000000000000000000000000000"],
    "KL(p||m)": ["0.09967529381514628814210557277073561"],
    "triangular": ["0.21591439972593209429730857679947405"],
}


@pytest.mark.parametrize("name", MINIMISERS)
def test_minimisers_over_the_binomial_laws_are_those_of_the_ledger(name):
    decimals = MINIMISERS[name]
    fit = BinomialFit(P, name)
    minima = fit.minima(digits=36)
    assert len(minima) == len(decimals)
    for found, decimal in zip(minima, decimals, strict=True):
        assert holds(found.theta, decimal)
        assert not holds(found.theta, mutated(decimal))
        assert found.theta.rad() < 1e-36
    assert holds(fit.global_minimum(digits=36).theta, decimals[0])
    kinds = [s.is_minimum for s in fit.stationary()]
    assert kinds == [k % 2 == 0 for k in range(len(kinds))]  # minima and maxima take turns, a minimum at each end


@pytest.mark.parametrize("name", MINIMISERS)
def test_every_divergence_has_another_minimiser(name):
    others = [d for other, decimals in MINIMISERS.items() if other != name for d in decimals]
    assert not any(holds(s.theta, d) for s in BinomialFit(P, name).minima() for d in others)


def test_smallest_jsd_and_opposite_slopes():
    assert holds(BinomialFit(P, "JSD").global_minimum(digits=24).value, "0.084917097490047191421")
    with flint.ctx.workprec(200):
        theta = flint.arb(3) / 10
        assert holds(2 * BinomialFit(P, "JSD").slope(theta), "0.068677096251420460262212762540071538")
        assert holds(BinomialFit(P, "KL(q||m)").slope(theta), "-0.086580490198826540443503539506505738")


def by_weights(name: str, theta: float) -> float:
    """The divergence straight from its definition, in doubles."""
    p, q = np.array([0.6, 0.1, 0.3]), np.array([(1 - theta) ** 2, 2 * theta * (1 - theta), theta**2])
    m = (p + q) / 2

    def kl(a, b):
        return float(np.sum(a * np.log(a / b)))

    return {
        "JSD": (kl(p, m) + kl(q, m)) / 2,
        "KL(q||m)": kl(q, m),
        "2KL(m||p)": 2 * kl(m, p),
        "E_q[-log D*]": float(-np.sum(q * np.log(p / (p + q)))),
        "KL(q||p)": kl(q, p),
        "KL(p||q)": kl(p, q),
        "KL(p||m)": kl(p, m),
        "triangular": float(np.sum((p - q) ** 2 / (p + q))),
    }[name]


@pytest.mark.parametrize("name", MINIMISERS)
def test_scipy_finds_the_same_minimisers_from_the_definitions(name):
    for found in BinomialFit(P, name).minima():
        theta = float(found.theta.mid())
        second = optimize.minimize_scalar(
            lambda t: by_weights(name, t), bounds=(theta - 0.1, theta + 0.1 - max(0.0, theta - 0.89)), method="bounded",
            options={"xatol": 1e-10})  # fmt: skip
        # doubles see a minimum only to the square root of their epsilon, 1.5e-8 times the size of the curvature
        assert second.x == pytest.approx(theta, abs=1e-6)
        assert float(found.value.mid()) == pytest.approx(second.fun, abs=1e-14)
        with flint.ctx.workprec(80):  # D' against differences of D: error of order h^2
            slope = float(BinomialFit(P, name).slope(flint.arb(theta + 0.05)).mid())
        difference = (by_weights(name, theta + 0.05001) - by_weights(name, theta + 0.04999)) / 2e-5
        assert slope == pytest.approx(difference, rel=1e-5)


def test_a_mutated_generator_has_another_minimiser():
    true = DIVERGENCES["JSD"]
    wrong = replace(true, slope=lambda t: (t / (1 + t)).log() + 0 * t, curvature=lambda t: 1 / (t * (1 + t)))
    assert holds(BinomialFit(P, wrong).minima(digits=20)[0].theta, "0.2638331684851726")  # twice JSD: the same
    wrong = replace(true, slope=lambda t: (t / (2 + t)).log() / 2, curvature=lambda t: 1 / (t * (2 + t)))
    assert not holds(BinomialFit(P, wrong).minima(digits=20)[0].theta, "0.2638")


def test_a_law_in_the_family_is_found_and_more_outcomes_do():
    quarter = [Fraction(27, 64), Fraction(27, 64), Fraction(9, 64), Fraction(1, 64)]  # Bin(3, 1/4)
    for name in DIVERGENCES:
        best = BinomialFit(quarter, name).global_minimum(digits=15)
        assert holds(best.theta, "0.250000000000000")
        if name != "E_q[-log D*]":  # which is log 2 there
            assert abs(best.value) < 1e-14
    symmetric = BinomialFit(["0.45", "0.1", "0.45"], "2KL(m||p)").minima()
    assert len(symmetric) == 2
    assert (symmetric[0].theta + symmetric[1].theta).overlaps(flint.arb(1))
    with pytest.raises(CannotCertify, match="2 minima have values"):
        BinomialFit(["0.45", "0.1", "0.45"], "2KL(m||p)").global_minimum()


WRONG = [
    (lambda: BinomialFit(["0.6", "0.3"], "JSD"), NotALaw, "add up to exactly 1"),
    (lambda: BinomialFit(["1", "0"], "JSD"), NotALaw, "positive weights"),
    (lambda: BinomialFit(P, "Hellinger"), ValueError, "no divergence 'Hellinger' here; there are 'JSD'"),
]


@pytest.mark.parametrize(("make", "error", "message"), WRONG)
def test_errors_name_the_remedy(make, error, message):
    with pytest.raises(error, match=message):
        make()
