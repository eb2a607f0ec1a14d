"""Certified JSD: seconds for so many digits, against the textbook integrand in the same ball arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import flint
from flint import acb, arb

from benchmarks.timing import ratios, side_by_side
from numerics.certified import certified_js
from numerics.laws import Mixture, Normal

MODES = Mixture(["1/2", "1/2"], [Normal(-3), Normal(3)])
CASES = (
    ("N(0,1), N(1,1)", Normal(), Normal(1), (18, 38, 80)),
    ("N(-3,0.3), N(3,2)", Normal(-3, "0.3"), Normal(3, 2), (37,)),
    ("N(0,1), N(50,0.01)", Normal(), Normal(50, "0.01"), (37,)),
    ("N(0,1), N(0,1e-4)", Normal(), Normal(0, "0.0001"), (37,)),
    ("two modes, N(0,2)", MODES, Normal(0, 2), (30,)),
    ("two modes, two others", MODES, Mixture(["1/3", "2/3"], [Normal(-2, "1/2"), Normal(1, 3)]), (30,)),
)


def textbook(p: Any, q: Any, digits: int) -> arb:
    """p log(p/m) + q log(q/m) between +-25, as one would write it: its radius is often infinite."""

    def density(law: Normal, x: acb) -> acb:
        z = (x - arb(float(law.mean))) / arb(float(law.sd))
        return (-z * z / 2).exp() / (arb(float(law.sd)) * (2 * arb.pi()).sqrt())

    def integrand(x: acb, analytic: bool) -> acb:
        a, b = density(p, x), density(q, x)
        m = (a + b) / 2
        return (a * (a / m).log(analytic=analytic) + b * (b / m).log(analytic=analytic)) / 2

    with flint.ctx.workprec(int(digits * 3.4) + 20):
        return acb.integral(integrand, -25, 25, abs_tol=arb(10) ** -digits).real


def right(found: arb, ours: arb) -> bool:
    """Whether the textbook's ball is finite and meets ours: between +-25 it may miss a law altogether."""
    return found.is_finite() and found.overlaps(ours)


def speed(*, seconds: float) -> Iterator[dict[str, Any]]:
    """Seconds for ours, and the ratio of the textbook integrand where it gives a finite ball within a second."""
    for name, p, q, all_digits in CASES:
        for digits in all_digits:
            functions: dict[str, Any] = {"ours": lambda p=p, q=q, d=digits: certified_js(p, q, digits=d)}
            finite = (
                isinstance(p, Normal)
                and isinstance(q, Normal)
                and digits <= 38
                and right(textbook(p, q, digits), certified_js(p, q, digits=digits))
            )
            if finite:
                functions["textbook"] = lambda p=p, q=q, d=digits: textbook(p, q, d)
            timed = side_by_side(functions, seconds=seconds, rounds=3)
            yield {"case": f"{name}, {digits} digits", "ours": timed["ours"].median,
                   "ratio": ratios(timed) or {"textbook": float("inf")}}  # fmt: skip
