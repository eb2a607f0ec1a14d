"""Two normal laws of one variance: their divergences in closed form, or enclosed by rigorous integration."""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from theory.inequalities.finite_laws import ball

#: Beyond |x| = 25 the standard normal density times (|x| + 1) integrates to less than 10^-130.
REACH, TAIL = 25, arb(0, "1e-130")


def gaussian_kl(mean: Fraction) -> Fraction:
    """KL(N(0,1) || N(mean,1)) = mean^2/2: the expectation under N(0,1) of -mean x + mean^2/2."""
    return mean**2 / 2


def gaussian_jeffreys(mean: Fraction) -> Fraction:
    """KL both ways; the other way is the same with the mean reversed."""
    return gaussian_kl(mean) + gaussian_kl(-mean)


def gaussian_jensen_shannon(mean: Fraction) -> arb:
    """JSD(N(0,1) || N(mean,1)), |mean| <= 1: by symmetry KL(p || m) = log 2 - E_p log(1 + exp(mean x - mean^2/2))."""
    shift = ball(mean)

    def integrand(x: acb, analytic: bool) -> acb:
        odds = (shift * x - shift**2 / 2).exp()
        return (-x * x / 2).exp() * (1 + odds).log(analytic=analytic)

    inside = acb.integral(integrand, -REACH, REACH).real / (2 * arb.pi()).sqrt()
    return arb(2).log() - inside + TAIL


def gaussian_variation(mean: Fraction) -> arb:
    """TV(N(0,1), N(mean,1)) = erf(|mean|/(2 sqrt 2)): the densities cross at mean/2 only."""
    return (abs(ball(mean)) / (2 * arb(2).sqrt())).erf()


def gaussian_overlap(mean: Fraction) -> arb:
    """1 - TV, the integral of min(p, q): for mean > 0, that is q left of mean/2 and p right of it."""
    half = ball(mean) / 2

    def below_mean(x: acb, _: bool) -> acb:
        return (-((x - 2 * half) ** 2) / 2).exp()

    def above_mean(x: acb, _: bool) -> acb:
        return (-x * x / 2).exp()

    left = acb.integral(below_mean, -REACH, half).real
    right = acb.integral(above_mean, half, REACH).real
    return (left + right) / (2 * arb.pi()).sqrt() + TAIL


def gaussian_scale_variation(deviation: Fraction) -> arb:
    """TV(N(0,1), N(0,s^2)) for s > 1: N(0,1) is larger up to |x| with x^2 (1 - 1/s^2)/2 = log s."""
    s = ball(deviation)
    x = (2 * s.log() / (1 - 1 / s**2)).sqrt()
    return (x / arb(2).sqrt()).erf() - (x / (s * arb(2).sqrt())).erf()
