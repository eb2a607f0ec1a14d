r"""Which member of a one-parameter family is closest?  It depends on the divergence, and here on nothing else.

The data law has weights p_0, ..., p_n, all positive; the family is the binomial q_k(theta) = C(n,k) theta^k
(1-theta)^(n-k), 0 < theta < 1.  A divergence is D(theta) = sum_k p_k f(t_k) with t_k = q_k/p_k, and

    D'  = sum_k f'(t_k) q_k'                      D'' = sum_k f''(t_k) q_k'^2 / p_k + f'(t_k) q_k''

All stationary points are found, by proof: (0, 1) is halved until on each interval either D' has one sign or D'' has one
sign (then there is at most one zero, and the ends tell whether); everything in balls.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import flint
from flint import arb, fmpq_poly

from numerics.certified import CannotCertify
from numerics.certified.integral import bits_for
from numerics.laws.on_the_line import Exact, NotALaw, ball, exact

Curve = Callable[[arb], arb]


@dataclass(frozen=True)
class Convex:
    """A generator f with f' and f'', as functions of t = q/p > 0 in balls.  f convex, so that f' increases; a constant
    may be missing from f', since sum_k q_k' = 0.  `steep`: whether f' tends to -inf at t = 0."""

    value: Curve
    slope: Curve
    curvature: Curve
    steep: bool


def _half(t: arb) -> arb:
    return (1 + t) / 2


#: The lecture's divergences, in nats: what a generator with the optimal discriminator minimises, and its relatives.
DIVERGENCES: dict[str, Convex] = {
    "JSD": Convex(
        lambda t: (t * (t / _half(t)).log() - _half(t).log()) / 2,
        lambda t: (t / _half(t)).log() / 2,
        lambda t: 1 / (2 * t * (1 + t)),
        True,
    ),
    "KL(q||m)": Convex(
        lambda t: t * (t / _half(t)).log(),
        lambda t: (t / _half(t)).log() + 1 / (1 + t),
        lambda t: 1 / (t * (1 + t) ** 2),
        True,
    ),
    "2KL(m||p)": Convex(
        lambda t: (1 + t) * _half(t).log(), lambda t: _half(t).log(), lambda t: 1 / (1 + t), False
    ),
    "E_q[-log D*]": Convex(
        lambda t: t * (1 + t).log(),
        lambda t: (1 + t).log() + t / (1 + t),
        lambda t: 1 / (1 + t) + 1 / (1 + t) ** 2,
        False,
    ),
    "KL(q||p)": Convex(lambda t: t * t.log(), lambda t: t.log() + 1, lambda t: 1 / t, True),
    "KL(p||q)": Convex(lambda t: -t.log(), lambda t: -1 / t, lambda t: 1 / t**2, True),
    "KL(p||m)": Convex(
        lambda t: -_half(t).log(), lambda t: -1 / (1 + t), lambda t: 1 / (1 + t) ** 2, False
    ),
    "triangular": Convex(
        lambda t: (1 - t) ** 2 / (1 + t),
        lambda t: 1 - 4 / (1 + t) ** 2,
        lambda t: 8 / (1 + t) ** 3,
        False,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Stationary:
    """Where D' = 0: theta as a ball that holds exactly one zero, the value there, and which kind it is."""

    theta: arb
    value: arb
    is_minimum: bool


class BinomialFit:
    """A divergence (a name in DIVERGENCES, or a Convex of your own) from p to the binomial laws, as a function of
    theta.

    p: at least two positive exact weights that add up to 1, for 0, 1, ..., n.

    >>> BinomialFit(["0.6", "0.1", "0.3"], "KL(p||q)").global_minimum(digits=12).theta.str(10, radius=False)
    '0.3500000000'
    """

    def __init__(self, p: Sequence[Exact], divergence: str | Convex) -> None:
        self.p = [exact(w, f"p[{k}]") for k, w in enumerate(p)]
        if len(self.p) < 2 or min(self.p) <= 0 or sum(self.p) != 1:
            raise NotALaw(
                f"p = {[str(w) for w in self.p]}; give two or more positive weights that add up to exactly 1, "
                "such as ['0.6', '0.1', '0.3']"
            )
        if isinstance(divergence, str):
            if divergence not in DIVERGENCES:
                raise ValueError(f"no divergence {divergence!r} here; there are {', '.join(map(repr, DIVERGENCES))}")
            divergence = DIVERGENCES[divergence]
        self.f = divergence
        n, theta = len(self.p) - 1, fmpq_poly([0, 1])
        self.q = [math.comb(n, k) * theta**k * (1 - theta) ** (n - k) for k in range(n + 1)]
        self.dq = [q.derivative() for q in self.q]
        self.ddq = [q.derivative() for q in self.dq]

    def value(self, theta: arb) -> arb:
        """D at theta in (0, 1), in nats."""
        return sum((ball(w) * self.f.value(_at(q, theta) / ball(w)) for w, q in zip(self.p, self.q, strict=True)),
                   arb(0))  # fmt: skip

    def slope(self, theta: arb) -> arb:
        """D' on the ball theta.  Where a weight q_k touches 0: -inf or inf for a proved sign, or else nan."""
        total, open_below, open_above = arb(0), False, False
        n = len(self.p) - 1
        for k, (w, q, dq) in enumerate(zip(self.p, self.q, self.dq, strict=True)):
            t, rate = _at(q, theta) / ball(w), _at(dq, theta)
            if not self.f.steep or t > 0:
                total += self.f.slope(t) * rate
                continue
            # f' <= f'(largest t) =: top < 0 on this ball, and goes to -inf: only one side of the product is bounded
            top = self.f.slope(t.upper())
            # q_k rises up to theta = k/n and falls beyond
            rising, falling = k == n or n * theta < k, k == 0 or n * theta > k
            if not (top < 0 and (rising or falling)):
                return arb("nan")
            steepest = rate.lower().max(arb(0)) if rising else rate.upper().min(arb(0))
            total += top * steepest
            open_below, open_above = open_below or rising, open_above or falling
        if open_below and open_above:
            return arb("nan")
        if open_below:
            return arb("-inf") if total < 0 else arb("nan")
        if open_above:
            return arb("inf") if total > 0 else arb("nan")
        return total

    def curvature(self, theta: arb) -> arb:
        """D'' on the ball theta."""
        total = arb(0)
        for w, q, dq, ddq in zip(self.p, self.q, self.dq, self.ddq, strict=True):
            t = _at(q, theta) / ball(w)
            rate = _at(dq, theta)  # rate * rate: flint 0.9 gives nan for (0 +/- r) ** 2
            total += self.f.curvature(t) * rate * rate / ball(w) + self.f.slope(t) * _at(ddq, theta)
        return total

    def stationary(self, *, digits: int = 15) -> list[Stationary]:
        """All zeros of D' in (0, 1), from left to right, theta with a radius below 10^-digits/2.

        Raises
        ------
        CannotCertify
            Where halving 40 times decides nothing, as at a zero of D' and D'' at once.
        """
        with flint.ctx.workprec(2 * bits_for(digits) + 20):
            found = []
            # not at round numbers, there or where an interval is halved: a zero on a cut would never be inside
            cuts = [Fraction(0), *(Fraction(k, 16) + Fraction(1, 1009) for k in range(16)), Fraction(1)]
            stack = list(reversed(list(pairwise(cuts))))
            while stack:
                low, high = stack.pop()
                inside = _between(low, high)
                slope = self.slope(inside)
                if slope > 0 or slope < 0:
                    continue
                bend = self.curvature(inside) if low > 0 and high < 1 else arb("nan")
                first, last = (self.slope(ball(x)) for x in (low, high))
                if (bend > 0 or bend < 0) and first * last > 0:
                    continue
                if (bend > 0 or bend < 0) and first * last < 0:
                    theta = self._refined(low, high, digits)
                    found.append(Stationary(theta, self.value(theta), bool(bend > 0)))
                    continue
                if high - low < Fraction(1, 2**40):
                    raise CannotCertify(
                        f"near theta = {float(low):.9f} neither D' nor D'' has one sign on an interval of 2^-40; "
                        "change p a little, or the divergence"
                    )
                middle = low + (high - low) * Fraction(15, 31)
                stack += [(middle, high), (low, middle)]
            return found

    def minima(self, *, digits: int = 15) -> list[Stationary]:
        """All local minima in (0, 1), from left to right."""
        return [s for s in self.stationary(digits=digits) if s.is_minimum]

    def global_minimum(self, *, digits: int = 15) -> Stationary:
        """The lowest of the local minima, proved lowest: D falls after theta = 0 and rises before 1, and the balls of
        the values are apart."""
        minima = self.minima(digits=digits)
        with flint.ctx.workprec(2 * bits_for(digits) + 20):
            first, last = (
                self.slope(_between(x, x + Fraction(1, 2**60))) for x in (Fraction(0), 1 - Fraction(1, 2**60))
            )
            if not (first < 0 and last > 0 and minima):
                raise CannotCertify("the divergence is lowest, or may be, at an end of (0, 1); look at minima()")
            lowest = min(minima, key=lambda s: float(s.value.mid()))
            if not all(lowest.value < other.value for other in minima if other is not lowest):
                raise CannotCertify(f"{len(minima)} minima have values that {digits} digits do not tell apart")
        return lowest

    def _refined(self, low: Fraction, high: Fraction, digits: int) -> arb:
        """The only zero between, by halving; D' has different signs at the ends."""
        falls = bool(self.slope(ball(low)) > 0)
        while high - low > Fraction(1, 2 * 10**digits):
            middle = (low + high) / 2
            at = self.slope(ball(middle))
            if not (at > 0 or at < 0):  # the zero itself, or nearly: step beside it
                middle += (high - low) / 7
                at = self.slope(ball(middle))
            if not (at > 0 or at < 0):
                raise CannotCertify(f"the zero near {float(middle):.9f} is too flat for {digits} digits; ask for fewer")
            low, high = (middle, high) if bool(at > 0) == falls else (low, middle)
        return _between(low, high)


def _at(polynomial: fmpq_poly, x: arb) -> arb:
    """Its value on a ball, by Horner's rule."""
    total = arb(0)
    for c in reversed(polynomial.coeffs()):
        total = total * x + arb(c)
    return total


def _between(low: Fraction, high: Fraction) -> arb:
    """The ball [low, high]."""
    return ball(low).union(ball(high))
