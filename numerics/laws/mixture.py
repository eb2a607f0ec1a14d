"""Mixtures of laws on the line, such as two normal modes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb

from numerics.laws.on_the_line import Exact, Exponent, NotALaw, OnTheLine, Outside, ball, exact


@dataclass(frozen=True)
class Mixture(OnTheLine):
    """Draw a part with its weight, then from that part.  Weights are exact and add up to exactly 1.

    >>> Mixture(["1/2", "1/2"], [Normal(-3), Normal(3)]).mean
    Fraction(0, 1)
    """

    weights: tuple[Fraction, ...]
    parts: tuple[Any, ...]

    def __init__(self, weights: Sequence[Exact], parts: Sequence[Any]) -> None:
        object.__setattr__(self, "weights", tuple(exact(w, "a weight") for w in weights))
        object.__setattr__(self, "parts", tuple(parts))
        if len(self.weights) != len(self.parts) or not self.parts:
            raise NotALaw(f"{len(self.weights)} weights for {len(self.parts)} parts; give one weight for each part")
        if min(self.weights) <= 0:
            raise NotALaw(f"the weight {min(self.weights)} is not positive; leave out parts that are never drawn")
        if sum(self.weights) != 1:
            raise NotALaw(f"the weights add up to {sum(self.weights)}, not to 1; give fractions such as '1/3'")

    def each(self) -> zip[tuple[Fraction, Any]]:
        return zip(self.weights, self.parts, strict=True)

    @property
    def mean(self) -> Fraction:  # type: ignore[override]
        return sum((w * part.mean for w, part in self.each()), Fraction(0))

    @property
    def variance(self) -> Fraction:
        return sum((w * (part.variance + part.mean**2) for w, part in self.each()), Fraction(0)) - self.mean**2

    def density(self, x: Any) -> Any:
        return sum(float(w) * part.density(x) for w, part in self.each())

    def cdf(self, x: Any) -> Any:
        return sum(float(w) * part.cdf(x) for w, part in self.each())

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        counts = rng.multinomial(size, [float(w) for w in self.weights])
        return rng.permutation(
            np.concatenate([part.sample(rng, int(n)) for n, part in zip(counts, self.parts, strict=True)])
        )

    @property
    def breakpoints(self) -> tuple[Fraction, ...]:
        return tuple(sorted({x for part in self.parts for x in part.breakpoints}))

    @property
    def support(self) -> tuple[Fraction | None, Fraction | None]:
        """The ends; whether there are gaps, `exponents` tells piece by piece."""
        lows, highs = zip(*(part.support for part in self.parts), strict=True)
        return (None if None in lows else min(lows)), (None if None in highs else max(highs))

    def landmarks(self) -> list[Fraction]:
        return [x for part in self.parts for x in part.landmarks()]

    def exponents(self, at: Fraction) -> list[Exponent]:
        return [(a + ball(w).log(), b, c) for w, part in self.each() for a, b, c in part.exponents(at)]

    def window(self, bits: int) -> tuple[Fraction, Fraction]:
        ends = [part.window(bits) for part in self.parts]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def outside(self, low: Fraction, high: Fraction) -> Outside:
        each = [(ball(w), part.outside(low, high)) for w, part in self.each()]
        return Outside(sum((w * o.mass for w, o in each), arb(0)), sum((w * o.square for w, o in each), arb(0)))

    def distribution(self, x: arb) -> arb:
        return sum((ball(w) * part.distribution(x) for w, part in self.each()), arb(0))

    def integrated(self, x: arb) -> arb:
        return sum((ball(w) * part.integrated(x) for w, part in self.each()), arb(0))
