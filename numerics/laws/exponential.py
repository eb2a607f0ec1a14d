"""Laws with exponential tails: Laplace on both sides, exponential on one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb

from numerics.laws.on_the_line import Exact, Exponent, OnTheLine, Outside, ball, exact, positive


@dataclass(frozen=True)
class Exponential(OnTheLine):
    """Density rate exp(-rate (x - start)) for x >= start."""

    rate: Fraction
    start: Fraction

    def __init__(self, rate: Exact = 1, start: Exact = 0) -> None:
        object.__setattr__(self, "rate", positive(rate, "rate"))
        object.__setattr__(self, "start", exact(start, "start"))

    @property
    def mean(self) -> Fraction:  # type: ignore[override]
        return self.start + 1 / self.rate

    @property
    def variance(self) -> Fraction:
        return 1 / self.rate**2

    def density(self, x: Any) -> Any:
        u = float(self.rate) * (np.asarray(x, float) - float(self.start))
        return np.where(u >= 0, float(self.rate) * np.exp(-np.maximum(u, 0)), 0.0)

    def cdf(self, x: Any) -> Any:
        return -np.expm1(-float(self.rate) * np.maximum(np.asarray(x, float) - float(self.start), 0))

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        return float(self.start) + rng.exponential(1 / float(self.rate), size)

    @property
    def breakpoints(self) -> tuple[Fraction, ...]:
        return (self.start,)

    @property
    def support(self) -> tuple[Fraction | None, Fraction | None]:
        return self.start, None

    def landmarks(self) -> list[Fraction]:
        return [self.start, self.start + 4 / self.rate]

    def exponents(self, at: Fraction) -> list[Exponent]:
        height = ball(self.rate).log() + ball(self.rate * self.start)
        return [(height, -self.rate, Fraction(0))] if at > self.start else []

    def window(self, bits: int) -> tuple[Fraction, Fraction]:
        return self.start, self.start + Fraction(7 * bits // 10 + 1) / self.rate

    def outside(self, low: Fraction, high: Fraction) -> Outside:
        if low > self.start:
            raise ValueError(f"the window from {low} leaves out the beginning, {self.start}: use one from window(bits)")
        r, rate = ball(self.rate * (high - self.start)), ball(self.rate)
        mass = (-r).exp()
        square = 2 * ball(self.start) ** 2 * mass + 2 * (r * r + 2 * r + 2) * mass / rate**2
        return Outside(mass, square)

    def distribution(self, x: arb) -> arb:
        return 1 - (-(ball(self.rate) * (x - ball(self.start))).max(arb(0))).exp()

    def integrated(self, x: arb) -> arb:
        u = (x - ball(self.start)).max(arb(0))
        return u - (1 - (-ball(self.rate) * u).exp()) / ball(self.rate)


@dataclass(frozen=True)
class Laplace(OnTheLine):
    """Density exp(-|x - mean|/scale)/(2 scale)."""

    mean: Fraction
    scale: Fraction

    def __init__(self, mean: Exact = 0, scale: Exact = 1) -> None:
        object.__setattr__(self, "mean", exact(mean, "mean"))
        object.__setattr__(self, "scale", positive(scale, "scale"))

    @property
    def variance(self) -> Fraction:
        return 2 * self.scale**2

    def standard(self, x: Any) -> Any:
        return (np.asarray(x, float) - float(self.mean)) / float(self.scale)

    def density(self, x: Any) -> Any:
        return np.exp(-np.abs(self.standard(x))) / (2 * float(self.scale))

    def cdf(self, x: Any) -> Any:
        u = self.standard(x)
        return np.where(u < 0, np.exp(np.minimum(u, 0)) / 2, 1 - np.exp(-np.maximum(u, 0)) / 2)

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        return rng.laplace(float(self.mean), float(self.scale), size)

    @property
    def breakpoints(self) -> tuple[Fraction, ...]:
        return (self.mean,)

    support = (None, None)

    def landmarks(self) -> list[Fraction]:
        return [self.mean - 4 * self.scale, self.mean, self.mean + 4 * self.scale]

    def exponents(self, at: Fraction) -> list[Exponent]:
        slope = (1 if at < self.mean else -1) / self.scale
        return [(-ball(slope * self.mean) - ball(2 * self.scale).log(), slope, Fraction(0))]

    def window(self, bits: int) -> tuple[Fraction, Fraction]:
        r = Fraction(7 * bits // 10 + 1) * self.scale
        return self.mean - r, self.mean + r

    def outside(self, low: Fraction, high: Fraction) -> Outside:
        mass = square = arb(0)
        for end, sign in ((low, -1), (high, 1)):
            r = ball(sign * (end - self.mean) / self.scale)
            tail = (-r).exp() / 2
            mass += tail
            square += 2 * ball(self.mean) ** 2 * tail + 2 * ball(self.scale) ** 2 * (r * r + 2 * r + 2) * tail
        return Outside(mass, square)

    def distribution(self, x: arb) -> arb:
        u = (x - ball(self.mean)) / ball(self.scale)
        if u < 0:
            return u.exp() / 2
        if u > 0:
            return 1 - (-u).exp() / 2
        return (u.min(arb(0)).exp() / 2).union(1 - (-(u.max(arb(0)))).exp() / 2)

    def integrated(self, x: arb) -> arb:
        u = (x - ball(self.mean)) / ball(self.scale)
        below, above = u.min(arb(0)).exp() / 2, u.max(arb(0)) + (-(u.max(arb(0)))).exp() / 2
        if u < 0:
            return ball(self.scale) * below
        return ball(self.scale) * (above if u > 0 else below.union(above))
