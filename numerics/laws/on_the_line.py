r"""Laws on the line with a density: normal, uniform, Laplace, exponential.

Each knows its density (numpy, for arrays), its distribution function, how to sample, mean and variance; and for
certified work, in balls: it between breakpoints, its distribution function, the integral of that, and what is outside a
window.  Parameters are exact: an int, a Fraction, a decimal text such as "0.1", or a float, which stands for itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np
from flint import arb
from scipy import special

Exact = int | float | str | Fraction
Exponent = tuple[arb, Fraction, Fraction]


class NotALaw(ValueError):
    """The parameters belong to no law; the text says which, and what to give instead."""


def exact(x: Exact, name: str) -> Fraction:
    """The number itself, as a fraction."""
    try:
        return Fraction(x.item() if isinstance(x, np.generic) else x)
    except (ValueError, ArithmeticError, TypeError):
        raise NotALaw(f"{name} is {x!r}; give a finite number, a fraction or a decimal text") from None


def positive(x: Exact, name: str) -> Fraction:
    value = exact(x, name)
    if value <= 0:
        raise NotALaw(f"{name} is {x}; it must be positive")
    return value


def ball(x: Fraction) -> arb:
    return arb(x.numerator) / x.denominator


@dataclass(frozen=True)
class Outside:
    """What a law has outside a window: its mass, and its part of E x^2, both from above."""

    mass: arb
    square: arb


class OnTheLine(ABC):
    """What the certified integrals ask of a law; all of it in balls.

    breakpoints          where the logarithm of the density has a kink or a jump
    support              (lowest, highest), None where it does not end
    landmarks            places that an integration should know about: centres and a few deviations around them
    exponents(at)        on the piece that the real point `at` lies in the density is a sum of exp(a + b x + c x^2): the
                         triples (a, b, c), a as a ball at the present precision, b and c exact; none where there is
                         no mass
    window(bits)         (low, high), beyond which it has a mass below 2^-bits
    outside(low, high)   an upper bound on what is beyond
    distribution(x)      P(X <= x);  integrated(x)  the integral of it from -infinity
    """

    mean: Fraction

    @abstractmethod
    def sample(self, rng: np.random.Generator, size: int) -> Any:
        """So many independent draws."""

    @abstractmethod
    def density(self, x: Any) -> Any:
        """The density at numbers or an array of them, in doubles."""


@lru_cache(maxsize=256)
def _normal_exponent(mean: Fraction, sd: Fraction, precision: int) -> Exponent:
    """The exponent of a normal density at a working precision (it is the same on every piece)."""
    v = sd * sd
    return ball(-mean * mean / (2 * v)) - (2 * arb.pi() * ball(v)).log() / 2, mean / v, -1 / (2 * v)


@dataclass(frozen=True)
class Normal(OnTheLine):
    """The normal law with mean and standard deviation `sd` (not the variance).

    >>> float(Normal(0, 2).density(0))
    0.19947114020071635
    """

    mean: Fraction
    sd: Fraction

    def __init__(self, mean: Exact = 0, sd: Exact = 1) -> None:
        object.__setattr__(self, "mean", exact(mean, "mean"))
        object.__setattr__(self, "sd", positive(sd, "sd, the standard deviation,"))

    @property
    def variance(self) -> Fraction:
        return self.sd**2

    def standard(self, x: Any) -> Any:
        return (np.asarray(x, float) - float(self.mean)) / float(self.sd)

    def density(self, x: Any) -> Any:
        return np.exp(-(self.standard(x) ** 2) / 2) / (float(self.sd) * np.sqrt(2 * np.pi))

    def cdf(self, x: Any) -> Any:
        return special.ndtr(self.standard(x))

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        return float(self.mean) + float(self.sd) * rng.standard_normal(size)

    breakpoints = ()
    support = (None, None)

    def landmarks(self) -> list[Fraction]:
        return [self.mean + k * self.sd for k in (-6, 6)]

    def exponents(self, at: Fraction) -> list[Exponent]:
        return [_normal_exponent(self.mean, self.sd, flint.ctx.prec)]

    def window(self, bits: int) -> tuple[Fraction, Fraction]:
        # the mass beyond r deviations is below exp(-r^2/2), and 2 log 2 < 1.39
        r = Fraction(int(np.sqrt(1.39 * bits)) + 1)
        return self.mean - r * self.sd, self.mean + r * self.sd

    def outside(self, low: Fraction, high: Fraction) -> Outside:
        mass = square = arb(0)
        for end, sign in ((low, -1), (high, 1)):
            r = sign * (ball(end) - ball(self.mean)) / ball(self.sd)
            tail = (r / arb(2).sqrt()).erfc() / 2
            beyond = r * (-r * r / 2).exp() / (2 * arb.pi()).sqrt() + tail  # E z^2 beyond r
            mass += tail
            square += 2 * ball(self.mean) ** 2 * tail + 2 * ball(self.variance) * beyond
        return Outside(mass, square)

    def distribution(self, x: arb) -> arb:
        return (-(x - ball(self.mean)) / ball(self.sd) / arb(2).sqrt()).erfc() / 2

    def integrated(self, x: arb) -> arb:
        z = (x - ball(self.mean)) / ball(self.sd)
        phi = (-z * z / 2).exp() / (2 * arb.pi()).sqrt()
        return ball(self.sd) * (z * self.distribution(x) + phi)


@dataclass(frozen=True)
class Uniform(OnTheLine):
    """The uniform law on [low, high]."""

    low: Fraction
    high: Fraction

    def __init__(self, low: Exact = 0, high: Exact = 1) -> None:
        object.__setattr__(self, "low", exact(low, "low"))
        object.__setattr__(self, "high", exact(high, "high"))
        if self.low >= self.high:
            raise NotALaw(f"low = {low} is not below high = {high}; for a single value use PointMass")

    @property
    def mean(self) -> Fraction:  # type: ignore[override]
        return (self.low + self.high) / 2

    @property
    def variance(self) -> Fraction:
        return (self.high - self.low) ** 2 / 12

    def density(self, x: Any) -> Any:
        x = np.asarray(x, float)
        return np.where((x >= float(self.low)) & (x <= float(self.high)), 1 / float(self.high - self.low), 0.0)

    def cdf(self, x: Any) -> Any:
        return np.clip((np.asarray(x, float) - float(self.low)) / float(self.high - self.low), 0, 1)

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        return rng.uniform(float(self.low), float(self.high), size)

    @property
    def breakpoints(self) -> tuple[Fraction, ...]:
        return self.low, self.high

    @property
    def support(self) -> tuple[Fraction, Fraction]:
        return self.low, self.high

    def landmarks(self) -> list[Fraction]:
        return [self.low, self.high]

    def exponents(self, at: Fraction) -> list[Exponent]:
        return [(-ball(self.high - self.low).log(), Fraction(0), Fraction(0))] if self.low < at < self.high else []

    def window(self, bits: int) -> tuple[Fraction, Fraction]:
        return self.low, self.high

    def outside(self, low: Fraction, high: Fraction) -> Outside:
        if low > self.low or high < self.high:
            raise ValueError(f"the window {low} to {high} leaves out a part of the support: use one from window(bits)")
        return Outside(arb(0), arb(0))

    def distribution(self, x: arb) -> arb:
        u = (x - ball(self.low)) / ball(self.high - self.low)
        return u.max(arb(0)).min(arb(1))

    def integrated(self, x: arb) -> arb:
        inside = (x - ball(self.low)).max(arb(0)).min(ball(self.high - self.low))
        return inside * inside / (2 * ball(self.high - self.low)) + (x - ball(self.high)).max(arb(0))
