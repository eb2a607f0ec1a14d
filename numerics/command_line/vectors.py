"""`python -m numerics js P Q`: a number for two vectors of weights, and the siblings people confuse it with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import numerics
from numerics.divergences import unit as unit_of

RELATIVE = "relative error below 1.4e-14 (64 eps)"
Value = Callable[[Any, Any], float]


@dataclass(frozen=True)
class Quantity:
    """What the command prints: how it is computed, in which unit, and its siblings (name, value)."""

    says: str
    of: Value
    siblings: tuple[tuple[str, Value], ...]
    logarithmic: bool = True


def swapped(of: Value) -> Value:
    return lambda p, q: of(q, p)


KL = Quantity("KL(p || q), the relative entropy", numerics.kl, (
    ("reversed, KL(q || p)", swapped(numerics.kl)),
    ("Jeffreys, both ways added", numerics.jeffreys),
    ("cross-entropy, -E_p log q", numerics.cross_entropy),
    ("entropy of p", lambda p, q: numerics.entropy(p)),
))  # fmt: skip
JS = Quantity("JSD(p || q), the Jensen-Shannon divergence", numerics.js, (
    ("Jensen-Shannon distance, its root (what scipy calls jensenshannon)", numerics.js_distance),
    ("largest possible", lambda p, q: math.log(2)),
    ("KL(p || q)", numerics.kl),
    ("Jeffreys' divergence", numerics.jeffreys),
))  # fmt: skip
QUANTITIES: dict[str, Quantity] = {
    "kl": KL,
    "js": JS,
    "js-distance": Quantity("the Jensen-Shannon distance, the root of JSD", numerics.js_distance,
                            (("Jensen-Shannon divergence, its square", numerics.js),)),
    "jeffreys": Quantity("Jeffreys' divergence, KL both ways added, no half", numerics.jeffreys,
                         (("half of it", lambda p, q: numerics.jeffreys(p, q) / 2), ("KL(p || q)", numerics.kl),
                          ("KL(q || p)", swapped(numerics.kl)))),
    "tv": Quantity("total variation distance, half the sum of |p - q|", numerics.tv,
                   (("without the half (L1)", lambda p, q: 2 * numerics.tv(p, q)),), logarithmic=False),
    "chi-square": Quantity("Pearson's chi-square, sum of (p - q)^2/q", numerics.chi_square,
                           (("reversed, p below", swapped(numerics.chi_square)),
                            ("triangular, p + q below", numerics.triangular)), logarithmic=False),
    "hellinger": Quantity("Hellinger distance H", numerics.hellinger_distance,
                          (("squared", numerics.squared_hellinger),), logarithmic=False),
    "triangular": Quantity("triangular discrimination, sum of (p - q)^2/(p + q)", numerics.triangular,
                           (("half of it", lambda p, q: numerics.triangular(p, q) / 2),), logarithmic=False),
}  # fmt: skip


def vector(text: str, name: str) -> Any:
    """0.1,0.2,0.7 or 1/3,2/3 as weights; counts have to be normalised on request."""
    from fractions import Fraction

    try:
        return np.array([float(Fraction(part.strip())) for part in text.replace(" ", ",").split(",") if part.strip()])
    except (ValueError, ArithmeticError):
        raise numerics.NotWeights(
            f"{name} = {text!r}; give numbers with commas between them, such as 0.1,0.2,0.7"
        ) from None


def answer(name: str, p: Any, q: Any, *, base: float | None) -> dict[str, Any]:
    """What is printed, as data."""
    quantity = QUANTITIES[name]
    # a distance scales with the root of the unit, a divergence with the unit
    unit = "nats" if base is None else "bits" if base == 2 else f"base {base:g}"

    def scaled(label: str, value: float) -> float:
        if base is None or not quantity.logarithmic or value == math.inf:
            return value
        scale = unit_of(base)
        return value / (math.sqrt(scale) if "distance" in label else scale)

    siblings = [{"name": label, "value": scaled(label, float(of(p, q)))} for label, of in quantity.siblings]
    if quantity.logarithmic and base is None:
        siblings.insert(0, {"name": "in bits", "value": _in_bits(name, float(quantity.of(p, q)))})
    return {
        "quantity": name,
        "says": quantity.says,
        "value": scaled(name, float(quantity.of(p, q))),
        "unit": unit
        if quantity.logarithmic and "distance" not in name
        else ("root of " + unit if "js" in name else "none"),
        "accuracy": RELATIVE,
        "siblings": siblings,
    }


def _in_bits(name: str, value: float) -> float:
    return value / (math.sqrt(math.log(2)) if "distance" in name else math.log(2))
