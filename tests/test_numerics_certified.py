"""Certified numbers of laws on the line: closed forms lie inside, other roads agree, the digits asked for are there."""

import math
from fractions import Fraction
from itertools import pairwise

import flint
import mpmath as mp
import numpy as np
import pytest
from scipy import integrate

from numerics.certified import (
    CannotCertify,
    certified_chi_square,
    certified_js,
    certified_kl,
    certified_tv,
    certified_value,
    certified_w1,
)
from numerics.certified import integral as integration
from numerics.laws import Exponential, Laplace, Mixture, Normal, NotALaw, PointMass, Uniform

TWO_MODES = Mixture(["1/2", "1/2"], [Normal(-3), Normal(3)])
LAWS = {
    "normal": Normal(),
    "shifted": Normal(1),
    "wide": Normal(0, 2),
    "laplace": Laplace("1/2", 2),
    "exponential": Exponential(2, -1),
    "uniform": Uniform(-1, 3),
    "two modes": TWO_MODES,
    "uneven": Mixture(["1/3", "2/3"], [Normal(-2, "1/2"), Laplace(1, 3)]),
}


def contains(ball: flint.arb, decimal: str) -> bool:
    """Whether the ball meets the decimal, rounded in its last place."""
    with flint.ctx.workprec(900):
        digits = len(decimal.partition(".")[2])
        return bool(abs(ball - flint.arb(decimal)) < flint.arb(10) ** -digits)


def encloses(ball: flint.arb, closed_form) -> bool:
    with flint.ctx.workprec(400):
        return bool(ball.overlaps(closed_form()))


# Reference numbers R1, R2, R10 of the lecture's ledger.
REFERENCE = [
    (certified_js, Normal(), Normal(1), "0.1114214821847361797172368122175602442556"),
    (certified_value, Normal(), Normal(1), "-1.16345139675041825939999061848123264764"),
    (certified_tv, Normal(), Normal(1), "0.3829249225480262072754092212166754797672"),
    (certified_w1, Normal(), Normal(1), "1.0000000000000000000000000000000000000000"),
    (certified_js, Normal(), Normal(0, 2), "0.09273338166641253422122524339226742914928"),
    (certified_kl, Normal(), Normal(0, 2), "0.3181471805599453094172321214581765680755"),
    (certified_kl, Normal(0, 2), Normal(), "0.8068528194400546905827678785418234319245"),
]


@pytest.mark.parametrize(("of", "p", "q", "decimal"), REFERENCE)
def test_the_ledgers_numbers_lie_in_the_balls(of, p, q, decimal):
    digits = len(decimal.partition(".")[2]) - 1
    ball = of(p, q, digits=digits)
    assert contains(ball, decimal)
    assert ball.rad() < flint.arb(10) ** -digits
    wrong = decimal[:-3] + str((int(decimal[-3]) + 5) % 10) + decimal[-2:]
    assert not contains(ball, wrong)


def test_200_digits_of_jsd_agree_with_an_independent_quadrature():
    """The trapezoid rule converges geometrically for an integrand that is analytic about the line."""
    ball = certified_js(Normal(), Normal(1), digits=200)
    assert ball.rad() < flint.arb(10) ** -200
    with mp.workdps(230):

        def integrand(x):
            d = x - mp.mpf(1) / 2
            return mp.exp(-x * x / 2) * (mp.log(2) - mp.log1p(mp.exp(d))) / mp.sqrt(2 * mp.pi)

        h = mp.mpf(1) / 32  # exp(-2 pi a/h) with the singularity at a = pi: below 1e-270
        total = h * mp.fsum(integrand(k * h) for k in range(-32 * 33, 32 * 33))
        assert contains(ball, mp.nstr(total, 199))


CLOSED = [
    (certified_kl, Normal(1, 2), Normal(-1, 3), lambda: flint.arb(1.5).log() + flint.arb(8) / 18 - flint.arb(1) / 2),
    (certified_kl, Uniform(0, 1), Uniform(0, 4), lambda: flint.arb(4).log()),
    (certified_kl, Exponential(2), Exponential(1), lambda: flint.arb(2).log() - flint.arb(1) / 2),
    (certified_kl, Laplace(0, 1), Laplace(0, 2), lambda: flint.arb(2).log() - flint.arb(1) / 2),
    (certified_tv, Uniform(0, 1), Uniform("1/4", "5/4"), lambda: flint.arb(1) / 4),
    (certified_js, Uniform(0, 1), Uniform("1/4", "5/4"), lambda: flint.arb(2).log() / 4),
    (certified_js, Uniform(0, 1), Uniform(2, 3), lambda: flint.arb(2).log()),
    (certified_tv, Uniform(0, 1), Exponential(1, 2), lambda: flint.arb(1)),
    (certified_w1, Exponential(1), Exponential(2), lambda: flint.arb(1) / 2),
    (certified_w1, Normal(0, 1), Normal(0, 3), lambda: 2 * (2 / flint.arb.pi()).sqrt()),
    (certified_w1, Uniform(0, 1), Uniform(5, 6), lambda: flint.arb(5)),
    (certified_chi_square, Normal(2), Normal(0), lambda: flint.arb(4).exp() - 1),
    (certified_chi_square, Normal(0, "6/5"), Normal(0), lambda: 25 / (36 * (flint.arb(50) / 36 - 1).sqrt()) - 1),
    (certified_chi_square, Exponential(3), Exponential(2), lambda: flint.arb(9) / 8 - 1),
    (certified_chi_square, Uniform(0, 1), Uniform(0, 2), lambda: flint.arb(1)),
]  # fmt: skip


@pytest.mark.parametrize(("of", "p", "q", "closed_form"), CLOSED)
def test_closed_forms_lie_in_the_balls(of, p, q, closed_form):
    ball = of(p, q, digits=30)
    assert encloses(ball, closed_form)
    assert not encloses(ball, lambda: closed_form() * (1 + flint.arb(10) ** -25))


@pytest.mark.parametrize("first", LAWS)
@pytest.mark.parametrize("second", LAWS)
def test_every_pair_agrees_with_floating_point_quadrature(first, second):
    p, q = LAWS[first], LAWS[second]
    cuts = sorted({float(x) for law in (p, q) for x in (*law.breakpoints, *law.landmarks(), law.mean)})
    ends = [-60.0, *cuts, 60.0]

    def integrated(f) -> float:
        # 60 is fifteen scales of the widest exponential tail: what is left is below 1e-6 of what is found
        return sum(integrate.quad(f, a, b, epsabs=1e-11, limit=200)[0] for a, b in pairwise(ends))

    def js(x: float) -> float:
        a, b = p.density(x), q.density(x)
        return sum(w * math.log(2 * w / (a + b)) for w in (a, b) if w > 0) / 2

    # 1e-6: quad's error at kinks it was not told about (crossings), and the cut at 60
    assert float(certified_js(p, q, digits=10).mid()) == pytest.approx(integrated(js), abs=1e-6)
    tv = integrated(lambda x: abs(float(p.density(x) - q.density(x))) / 2)
    assert float(certified_tv(p, q, digits=10).mid()) == pytest.approx(tv, abs=1e-6)
    w1 = integrated(lambda x: abs(float(p.cdf(x) - q.cdf(x))))
    assert float(certified_w1(p, q, digits=10).mid()) == pytest.approx(w1, abs=1e-6)


def test_infinite_is_said_where_it_is_true_and_only_there():
    infinite = [(Uniform(0, 2), Uniform(0, 1)), (Normal(), Exponential()), (Uniform(0, 1), Uniform(2, 3))]
    for p, q in infinite:
        assert certified_kl(p, q) == flint.arb("inf")
        assert certified_chi_square(p, q) == flint.arb("inf")
    gap = Mixture(["1/2", "1/2"], [Uniform(0, 1), Uniform(2, 3)])
    assert certified_kl(Uniform(0, 3), gap) == flint.arb("inf")
    assert certified_kl(Uniform("1/4", "1/2"), gap).is_finite()
    assert certified_chi_square(Normal(0, 2), Normal()) == flint.arb("inf")  # 4 >= 2 times 1
    assert certified_chi_square(Laplace(), Normal()) == flint.arb("inf")
    assert certified_chi_square(Exponential(1), Exponential(2)) == flint.arb("inf")
    assert certified_kl(Laplace(), Normal()).is_finite()
    assert certified_chi_square(Normal(0, 2), TWO_MODES) == flint.arb(
        "inf"
    )  # no part's tails are heavy enough, nor the sum
    assert certified_chi_square(Normal(0, 2), Mixture(["9/10", "1/10"], [Normal(), Normal(0, 3)])).is_finite()


def test_what_cannot_be_certified_is_said(monkeypatch):
    equal = Mixture(["1/2", "1/2"], [Normal(), Normal()])
    with pytest.raises(CannotCertify, match="the laws may be equal"):
        certified_tv(equal, Normal(), digits=5)
    monkeypatch.setattr(integration, "bits_for", lambda digits: 20)
    with pytest.raises(CannotCertify, match="ask for fewer than 60 digits"):
        certified_js(Normal(), Normal(1), digits=60)


def test_the_tails_are_inside_the_ball_not_forgotten(monkeypatch):
    """With a window of three deviations the ball must grow to hold what is outside, and still contain the value."""
    monkeypatch.setattr(Normal, "window", lambda self, bits: (self.mean - 3 * self.sd, self.mean + 3 * self.sd))
    monkeypatch.setattr("numerics.certified.divergences.at_precision", lambda compute, digits, what: compute())
    ball = certified_js(Normal(), Normal(1), digits=15)
    assert contains(ball, "0.1114") or bool(ball.overlaps(flint.arb("0.1114214821847361797")))
    assert 1e-4 < float(ball.rad()) < 1e-2


@pytest.mark.parametrize("name", LAWS)
def test_laws_know_their_own_moments_distribution_and_samples(name, generator):
    law = LAWS[name]
    cuts = [-80.0, *sorted(float(x) for x in law.breakpoints), 80.0]

    def integrated(f) -> float:
        centres = (-3.0, -2.0, 1.0, 3.0)
        return sum(integrate.quad(f, a, b, limit=300, points=[c for c in centres if a < c < b])[0]
                   for a, b in pairwise(cuts))  # fmt: skip

    # quad's own accuracy on these smooth pieces is far better than 1e-7
    assert integrated(law.density) == pytest.approx(1, abs=1e-7)
    assert integrated(lambda x: x * law.density(x)) == pytest.approx(float(law.mean), abs=1e-7)
    square = integrated(lambda x: x * x * law.density(x))
    assert square - float(law.mean) ** 2 == pytest.approx(float(law.variance), abs=1e-5)
    for x in (-2.3, -0.4, 0.7, 2.9):
        below = integrate.quad(law.density, -80, x, limit=400, points=[c for c in (-3.0, -2.0, -1.0, 0.5) if c < x])[0]
        assert float(law.cdf(x)) == pytest.approx(below, abs=1e-6)
        with flint.ctx.workprec(80):
            assert float(law.distribution(flint.arb(x)).mid()) == pytest.approx(float(law.cdf(x)), abs=1e-12)
            slope = (law.integrated(flint.arb(x) + 1e-6) - law.integrated(flint.arb(x))) / 1e-6
            assert float(slope.mid()) == pytest.approx(float(law.cdf(x)), abs=1e-5)
    sample = law.sample(generator, 40_000)
    # five standard errors of the mean: a false alarm once in 1.7 million runs
    assert abs(sample.mean() - float(law.mean)) < 5 * math.sqrt(float(law.variance) / 40_000)
    share = np.mean(sample <= 0.7)
    assert abs(share - float(law.cdf(0.7))) < 5 * 0.5 / math.sqrt(40_000)


@pytest.mark.parametrize("name", LAWS)
def test_what_is_outside_a_window_is_bounded(name):
    law = LAWS[name]
    low, high = law.window(30)
    with flint.ctx.workprec(120):
        outside = law.outside(low, high)
        true = law.distribution(flint.arb(low.numerator) / low.denominator) + 1 - law.distribution(
            flint.arb(high.numerator) / high.denominator)  # fmt: skip
        assert not true > outside.mass + flint.arb(2) ** -100
        assert outside.mass < flint.arb(2) ** -30
        x = np.linspace(float(high), float(high) + 60, 200_001)[1:]
        beyond = np.trapezoid(x * x * law.density(x), x)  # a quadrature of one tail alone, good to 1e-3 of itself
        assert beyond * 0.999 <= float(outside.square.upper())


@pytest.mark.parametrize("of", [certified_js, certified_kl, certified_tv, certified_w1, certified_chi_square])
def test_only_laws_on_the_line_and_whole_numbers_of_digits(of):
    with pytest.raises(TypeError, match="has no density on the line"):
        of(Normal(), PointMass(0))
    for digits in (0, -5, 2.5, "a"):
        with pytest.raises(ValueError, match="whole number of decimals"):
            of(Normal(), Normal(1), digits=digits)


WRONG = [
    (lambda: Normal(0, 0), "sd, the standard deviation, is 0; it must be positive"),
    (lambda: Normal("nan"), "mean is 'nan'"),
    (lambda: Normal(math.inf), "mean is inf"),
    (lambda: Uniform(1, 1), "low = 1 is not below high = 1"),
    (lambda: Exponential(-1), "rate is -1"),
    (lambda: Laplace(0, -2), "scale is -2"),
    (lambda: Mixture([0.5, 0.6], [Normal(), Normal()]), "add up to"),
    (lambda: Mixture(["1/2", "1/2", 0], [Normal()] * 3), "weight 0 is not positive"),
    (lambda: Mixture(["1"], [Normal(), Normal(1)]), "1 weights for 2 parts"),
]


@pytest.mark.parametrize(("make", "message"), WRONG)
def test_no_law_is_made_of_wrong_parameters(make, message):
    with pytest.raises(NotALaw, match=message):
        make()


def test_parameters_are_exact():
    assert Normal("0.1").mean == Fraction(1, 10)
    assert Normal(0.1).mean == Fraction(0.1) != Fraction(1, 10)
