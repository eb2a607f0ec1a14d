"""A zoo of pairs (p, q) whose numbers are known exactly, each with the reason it is known.

Values are functions without arguments that return a ball at the working precision of the moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb

Weights = tuple[Fraction, ...]


def law(*weights: str | int) -> Weights:
    return tuple(Fraction(w) for w in weights)


def log(x: str | int) -> Callable[[], arb]:
    """The logarithm of a fraction, at the working precision of the moment."""
    value = Fraction(x)
    return lambda: (arb(value.numerator) / value.denominator).log()


@dataclass(frozen=True, kw_only=True)
class Known:
    """Two laws on the same outcomes, and what is known of them.

    p, q        weights, exact
    values      name of a function of numerics -> a function that returns the exact value as a ball
    because     the reason
    """

    name: str
    p: Weights
    q: Weights
    values: dict[str, Callable[[], arb]] = field(hash=False)
    because: str


def number(x: str | int) -> Callable[[], arb]:
    value = Fraction(x)
    return lambda: arb(value.numerator) / value.denominator


INFINITE: Callable[[], arb] = lambda: arb("inf")  # noqa: E731 - a value like the others

PROBLEMS = (
    Known(
        name="equal", p=law("1/3", "2/3"), q=law("1/3", "2/3"), because="every divergence vanishes at p = q",
        values=dict.fromkeys(("kl", "js", "js_distance", "jeffreys", "tv", "chi_square", "squared_hellinger",
                              "hellinger_distance", "triangular"), number(0)),
    ),
    Known(
        name="disjoint", p=law("1/2", "1/2", 0), q=law(0, 0, 1),
        because="nothing is shared: all bounded ones are at their top",
        values={"kl": INFINITE, "js": log(2), "jeffreys": INFINITE, "tv": number(1), "chi_square": INFINITE,
                "squared_hellinger": number(1), "triangular": number(2)},
    ),
    Known(
        name="the two-point pair R4", p=law("1/2", "1/2"), q=law("1/4", "3/4"),
        because="two terms each: KL = log(4/3)/2, chi-square = (1/16)(4 + 4/3), Delta = (1/16)(4/3 + 4/5)",
        values={"kl": lambda: log("4/3")() / 2, "tv": number("1/4"), "chi_square": number("1/3"),
                "triangular": number("2/15"), "jeffreys": lambda: log(3)() / 4,
                "squared_hellinger": lambda: 1 - (arb(2).sqrt() + arb(6).sqrt()) / 4,
                "js": lambda: (log("4/3")() + log("4/5")() + log("2/3")() / 2 + 3 * log("6/5")() / 2) / 4},
    ),
    Known(
        name="half of q is not in p", p=law(1, 0), q=law("1/2", "1/2"),
        because="p is q given the first outcome: KL(p || q) = -log q(that) = log 2; q has mass where p has none",
        values={"kl": log(2), "jeffreys": INFINITE, "tv": number("1/2"), "chi_square": number(1),
                "squared_hellinger": lambda: 1 - 1 / arb(2).sqrt(),
                "js": lambda: (log("4/3")() + log("2/3")() / 2 + log(2)() / 2) / 2},
    ),
    Known(
        name="uniform against uniform on half", p=law("1/2", "1/2", 0, 0), q=law("1/4", "1/4", "1/4", "1/4"),
        because="the ratio is 2 on half of the outcomes and 0 on the others",
        values={"kl": log(2), "tv": number("1/2"), "chi_square": number(1), "triangular": number("2/3"),
                "js": lambda: (log("4/3")() + log("2/3")() / 2 + log(2)() / 2) / 2},
    ),
    Known(
        name="the slide's earth mover's masses R7",
        p=law("3/10", "2/10", "1/10", "4/10"), q=law("1/10", "2/10", "4/10", "3/10"),
        because="four terms; half the sum of |p - q| is 3/10",
        values={"tv": number("3/10"), "kl": lambda: (3 * log(3)() - log(4)() + 4 * log("4/3")()) / 10},
    ),
)  # fmt: skip
