"""What certified balls rest on: what is outside a window, and laws evaluated at balls instead of points."""

import math
from fractions import Fraction

import flint
import mpmath as mp
import pytest

from numerics.certified import (
    CannotCertify,
    by_sign,
    certified_chi_square,
    certified_js,
    certified_kl,
    certified_tv,
    certified_w1,
)
from numerics.certified import chi_square as squares
from numerics.certified import divergences as logs
from numerics.laws import Exponential, Laplace, Mixture, Normal, Uniform
from numerics.laws.on_the_line import ball

LAWS = {
    "normal": Normal("-1/2", 2),
    "laplace": Laplace("1/2", 2),
    "exponential": Exponential(2, -1),
    "uniform": Uniform(-1, 3),
    "mixture": Mixture(["1/4", "3/4"], [Normal(-2, "1/2"), Laplace(1, 3)]),
}


def density(law, x):
    """The density at 40 digits, from the textbook: a second road to `exponents`."""
    x = number(x) if isinstance(x, Fraction) else mp.mpf(x)
    if isinstance(law, Mixture):
        return mp.fsum(number(w) * density(part, x) for w, part in law.each())
    if isinstance(law, Normal):
        return mp.npdf(x, number(law.mean), number(law.sd))
    if isinstance(law, Laplace):
        return mp.exp(-abs(x - number(law.mean)) / number(law.scale)) / (2 * number(law.scale))
    if isinstance(law, Exponential):
        rate, u = number(law.rate), x - number(law.start)
        return rate * mp.exp(-rate * u) if u >= 0 else mp.mpf(0)
    return 1 / number(law.high - law.low) if number(law.low) <= x <= number(law.high) else mp.mpf(0)


def number(x: Fraction):
    return mp.mpf(x.numerator) / x.denominator


def beyond(f, low, high):
    """The integral of f outside [low, high]; pieces of growing length, as all tails here are exponential or thinner."""
    steps = [0, 1, 3, 8, 20, 60, 150]
    left = mp.quad(f, [number(Fraction(low)) - k for k in reversed(steps)])
    return left + mp.quad(f, [number(Fraction(high)) + k for k in steps])


@pytest.mark.parametrize(
    ("law", "low", "high"),
    [(Normal(), -2, 2), (Normal(3, 2), -1, 7), (Laplace(), -3, 3), (Laplace("1/2", 2), "-11/2", "13/2"),
     (Exponential(2), 0, 3), (Exponential("1/3"), 0, 1), (Normal(), -1, 3), (Laplace(), -1, 4)],
)  # fmt: skip
def test_outside_is_the_mass_and_at_most_twice_the_square(law, low, high):
    """(m + u)^2 <= 2 m^2 + 2 u^2 about a centre m; with a window about m, or m = 0, it is twice what is there."""
    with mp.workdps(30), flint.ctx.workprec(120):
        outside = law.outside(Fraction(low), Fraction(high))
        mass = beyond(lambda x: density(law, x), low, high)
        square = beyond(lambda x: x * x * density(law, x), low, high)
        # 1e-12: the quadrature's cuts are far smooth tails, beyond 150 at most exp(-50) is left
        assert float(outside.mass) == pytest.approx(float(mass), rel=1e-12)
        assert float(outside.square) == pytest.approx(2 * float(square), rel=1e-12)


def test_outside_of_a_mixture_is_the_mean_of_its_parts():
    law = Mixture(["1/4", "3/4"], [Normal(-2), Normal(5, 2)])
    low, high = Fraction(-4), Fraction(8)
    parts = [part.outside(low, high) for part in law.parts]
    for name in ("mass", "square"):
        mean = sum(w * float(getattr(o, name)) for w, o in zip((0.25, 0.75), parts, strict=True))
        assert float(getattr(law.outside(low, high), name)) == pytest.approx(mean, rel=1e-13)


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("bits", [4, 15, 30, 111, 700])
def test_a_window_holds_all_but_the_mass_asked_for(name, bits):
    law = LAWS[name]
    low, high = law.window(bits)
    with flint.ctx.workprec(1000):
        assert law.outside(low, high).mass < flint.arb(2) ** -bits
        # and no more than it must: a window of twice the size would cost twice the pieces, one of half misses
        assert law.outside(low, high).mass == 0 or law.outside(low, high).mass > flint.arb(2) ** -(2 * bits + 16)


def test_a_window_that_cuts_the_support_is_not_taken_for_a_bound():
    for law, low, high in ((Uniform(), "1/4", 2), (Uniform(), -1, "1/2"), (Exponential(), "1/4", 9)):
        with pytest.raises(ValueError, match="use one from window"):
            law.outside(Fraction(low), Fraction(high))
    assert Uniform().outside(Fraction(0), Fraction(1)).mass == 0
    assert Exponential().outside(Fraction(0), Fraction(9)).mass > 0


def test_moments_of_a_mixture_have_the_spread_of_its_means():
    law = Mixture(["1/4", "3/4"], [Normal(1, 2), Uniform(2, 6)])
    assert law.mean == Fraction(13, 4)
    # E of the variances is 1/4 4 + 3/4 4/3 = 2, the variance of the means is 1/4 3/4 3^2
    assert law.variance == 2 + Fraction(27, 16)
    assert law.support == (None, None)
    assert Mixture(["1/2", "1/2"], [Uniform(2, 6), Uniform(-1, 3)]).support == (-1, 6)
    assert Mixture(["1/2", "1/2"], [Uniform(2, 6), Exponential(1, 1)]).support == (1, None)


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("at", ["-1", "-1/2", "1/2", "1", "3", "-7/3", "5/3"])
@pytest.mark.parametrize("radius", ["1/1000", "1/2", "4"])
def test_at_a_ball_a_law_is_a_ball_that_holds_its_values_at_every_point(name, at, radius):
    """Inclusion, also across a kink; and the ball is not much wider than the slope allows."""
    law, at, radius = LAWS[name], Fraction(at), Fraction(radius)
    with flint.ctx.workprec(100):
        wide = flint.arb(ball(at), ball(radius))
        whole, area = law.distribution(wide), law.integrated(wide)
        for k in range(-8, 9):
            point = ball(at + radius * Fraction(k, 8))
            assert whole.overlaps(law.distribution(point))
            assert area.overlaps(law.integrated(point))
        if radius < 1:
            # the distribution function has a slope of at most 2 here, its integral one of at most 1; 4 times that
            # for what balls forget
            assert float(whole.rad()) <= 8 * radius
            assert float(area.rad()) <= 8 * radius


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("x", ["-3", "-3/4", "2/3", "5"])
def test_exponents_distribution_and_its_integral_to_25_digits(name, x):
    law, x = LAWS[name], Fraction(x)
    with mp.workdps(40), flint.ctx.workprec(140):
        value = sum(((a + ball(b) * ball(x) + ball(c) * ball(x) ** 2).exp() for a, b, c in law.exponents(x)),
                    flint.arb(0))  # fmt: skip
        cuts = sorted({*(number(y) for y in law.breakpoints if y < x), *(number(x) - k for k in (0, 1, 3, 9, 25, 250))})
        below = mp.quad(lambda y: density(law, y), cuts)
        area = mp.quad(lambda y: (number(x) - y) * density(law, y), cuts)  # E (x - X)+
        for found, true in ((value, density(law, x)), (law.distribution(ball(x)), below),
                            (law.integrated(ball(x)), area)):  # fmt: skip
            # 250 below, the widest tail (scale 3) has a mass of exp(-83) = 1e-36
            assert abs(found - flint.arb(mp.nstr(true, 38))) < flint.arb(10) ** -25


PAIRS = [
    (Normal(), Normal(1)), (Normal(1), Normal("-1/2", 2)), (Laplace(), Normal()), (Normal(), Laplace("1/2", 2)),
    (Laplace("1/2"), Laplace(0, 2)), (LAWS["mixture"], Normal(0, 3)), (Exponential(2), Exponential(1)),
]  # fmt: skip


@pytest.mark.parametrize(("p", "q"), PAIRS)
@pytest.mark.parametrize("size", [4, 7])
def test_the_tails_of_kl_are_bounded(p, q, size):
    low, high = Fraction(0 if p.support[0] == 0 else -size), Fraction(size)

    def integrand(x):
        a = density(p, x)
        return abs(a * mp.log(a / density(q, x))) if a > 1e-200 else mp.mpf(0)

    with mp.workdps(30), flint.ctx.workprec(120):
        bound, true = logs._tail(p, q, low, high), beyond(integrand, low, high)
        assert true <= float(bound.upper()) * (1 + 1e-12)


@pytest.mark.parametrize(
    ("p", "q"),
    [(Normal(1), Normal()), (Normal(), Laplace("1/2", 2)), (Laplace("1/2"), Laplace(0, 2)),
     (Exponential(3), Exponential(2)), (Normal("1/2"), Normal(0, 2))],
)  # fmt: skip
def test_the_tails_of_chi_square_are_exactly_what_is_outside_for_laws_of_one_term(p, q):
    low, high = Fraction(0 if p.support[0] == 0 else -3), Fraction(4)

    def integrand(x):
        a = density(p, x)
        return a * a / density(q, x) if a > 1e-200 else mp.mpf(0)

    with mp.workdps(30), flint.ctx.workprec(120):
        bound, true = squares._tails(p, q, low, high), beyond(integrand, low, high)
        assert float(bound) == pytest.approx(float(true), rel=1e-12)


@pytest.mark.parametrize(
    ("of", "module", "true"),
    [(certified_tv, by_sign, 0.38292492254802620), (certified_w1, by_sign, 1.0),
     (certified_js, logs, 0.11142148218473618), (certified_chi_square, squares, math.e - 1)],
)  # fmt: skip
def test_the_ball_holds_all_that_the_tails_could_add(of, module, true, monkeypatch):
    """A window of a few deviations: the ball goes from nothing to all that can be outside, so that is its diameter."""
    # for chi-square a window beyond which p^2/q has less than 1e-4, or it would be widened
    low, high = (Fraction(-11, 5), Fraction(31, 5)) if of is certified_chi_square else (Fraction(-3), Fraction(4))
    monkeypatch.setattr(module, "window", lambda laws, bits: (low, high))
    monkeypatch.setattr(module, "at_precision", lambda compute, digits, what: compute())
    inside = squares.integral
    monkeypatch.setattr(squares, "integral", lambda f, laws, a, b, digits: inside(f, laws, a, b, 15))
    p, q = Normal(1), Normal()
    found = of(p, q, digits=2 if of is certified_chi_square else 15)
    mass = float(p.outside(low, high).mass + q.outside(low, high).mass)
    a, b = ball(low), ball(high)
    outside = {
        certified_tv: mass / 2,
        # E(low - X)+ and E(X - high)+ of both
        certified_w1: sum(float(law.integrated(a) + law.integrated(b) - b + ball(law.mean)) for law in (p, q)),
        certified_js: mass * math.log(2) / 2,
        # p^2/q is e times the density of N(2, 1)
        certified_chi_square: math.e * float(Normal(2).outside(low, high).mass),
    }[of]
    assert float(found.lower()) <= true <= float(found.upper())
    if of is certified_chi_square:  # here the bound on the tails is what they are: the upper end is the true value
        assert float(found.upper()) == pytest.approx(true, abs=1e-6 * outside)
    assert 2 * float(found.rad()) == pytest.approx(outside, rel=1e-6)  # what the integral inside leaves open


@pytest.mark.parametrize("sd", ["5/4", "7/5"])
def test_any_number_of_digits_is_reached(sd):
    """Also where p^2/q and x^2 make more of the tails than p does: no digits may get a window that is too small."""
    for digits in range(1, 50):
        for of in (certified_chi_square, certified_kl):
            assert of(Normal(0, sd), Normal(), digits=digits).rad() < flint.arb(10) ** -digits / 2


def test_equal_laws_in_two_disguises_are_undecided_not_zero(monkeypatch):
    """A law and a mixture of it with itself: no ball ever tells the sign of the difference."""
    monkeypatch.setattr(by_sign, "PATIENCE", 500)
    for of in (certified_tv, certified_w1):
        with pytest.raises(CannotCertify, match=r"still unknown on \d+ pieces after 500 halvings"):
            of(Normal(), Mixture(["1/2", "1/2"], [Normal(), Normal()]))


@pytest.mark.parametrize("place", [-300, 0, 70])
def test_certified_numbers_do_not_depend_on_where_the_laws_are(place):
    """Also where the window has to be widened for p^2/q, whose deviation here is 7, and for x^2 in the tails of KL."""
    wide, narrow = Normal(place, "7/5"), Normal(place)
    assert certified_chi_square(wide, narrow).overlaps(flint.arb(18) / 7)
    with flint.ctx.workprec(120):
        assert certified_kl(wide, narrow).overlaps(flint.arb(12) / 25 - (flint.arb(7) / 5).log())
        assert certified_w1(wide, narrow).overlaps(flint.arb(2) / 5 * (2 / flint.arb.pi()).sqrt())
