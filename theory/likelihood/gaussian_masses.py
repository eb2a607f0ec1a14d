"""Gaussian integrals in balls: the mass of a density, the chance of an interval."""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb


def ball(x: Fraction | int) -> arb:
    """The number as a ball."""
    x = Fraction(x)
    return arb(x.numerator) / x.denominator


def total_mass(variance: Fraction) -> arb:
    """The integral of exp(-x^2/(2 v))/sqrt(2 pi v): to 40 standard deviations, beyond which less than exp(-800) is
    left."""
    v = ball(variance)
    inside = acb.integral(lambda x, _: (-x * x / (2 * v)).exp(), -40 * v.sqrt(), 40 * v.sqrt()).real
    return inside / (2 * arb.pi() * v).sqrt() + arb(0, (-arb(800)).exp().upper())


def mass_without_sigma(variance: Fraction) -> arb:
    """The same with sqrt(2 pi) in place of sqrt(2 pi v)."""
    return total_mass(variance) * ball(variance).sqrt()


def within(bound: Fraction) -> arb:
    """P(|Z| < bound) for a standard normal Z: erf(bound/sqrt 2)."""
    return (ball(bound) / arb(2).sqrt()).erf()


def log_density_of_kernels(points: tuple[Fraction, ...], width: Fraction, at: Fraction) -> arb:
    """log of the mean of N(at | x_i, width) over the points: a kernel density estimate in one dimension."""
    w, total = ball(width), arb(0)
    for x in points:
        total += (-(ball(at - x) ** 2) / (2 * w)).exp()
    return (total / len(points) / (2 * arb.pi() * w).sqrt()).log()


def width_times_log_density(points: tuple[Fraction, ...], width: Fraction, at: Fraction) -> arb:
    """width times that: it tends to minus half the squared distance of the nearest point."""
    return ball(width) * log_density_of_kernels(points, width, at)


def mean_log_density(dimension: int) -> arb:
    """E log N(x; 0, I_d) = -(d/2) log(2 pi e)."""
    return -ball(dimension) / 2 * (2 * arb.pi() * arb(1).exp()).log()


def share_of_log_100(dimension: int) -> arb:
    """log 100 over the modulus of that."""
    return arb(100).log() / -mean_log_density(dimension)


def log10_of_power(base: int, exponent: int) -> arb:
    """log10 of base^exponent."""
    return exponent * arb(base).log() / arb(10).log()
