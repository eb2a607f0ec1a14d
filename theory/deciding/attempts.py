"""Computing with normal forms until they settle: what a computation learns on the way starts it again.

A normal form may turn out to need a root of higher order, a larger common denominator, or the sign of a factor that
changes over the space.  Each such need is an exception (`theory.deciding.blocked`) that is answered here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from flint import fmpz_mpoly

from theory.deciding.algebra import Algebra
from theory.deciding.blocked import Blocked, NeedDenominator, NeedRoom, NeedRoot, NeedScale, NeedSign
from theory.deciding.integrals import Integrator
from theory.deciding.normal import Normal
from theory.deciding.ring import Ring, lcm
from theory.terms.domain import Setting
from theory.terms.expr import At, Call, Div, Expr, Num, Pow, walk
from theory.terms.named import ABBREVIATIONS

T = TypeVar("T")

MOST_RESTARTS = 60
MOST_SPLITS = 8
HIGHEST_ROOT = 24
PLACES = (24, 72)


@dataclass
class _Known:
    """What has been learnt about a problem; a restart computes the normal form again with more of it."""

    places: int = PLACES[0]
    order: int = 1
    scales: dict[str, int] = field(default_factory=dict)
    ring: Ring = field(init=False)
    integrands: fmpz_mpoly | None = None
    exponents: fmpz_mpoly | None = None
    splits: list[fmpz_mpoly] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self, spent: int = 0) -> None:
        """A new ring, with nothing learnt about signs and denominators; the work spent stays spent."""
        self.ring = Ring(self.places)
        self.ring.work = spent
        self.integrands = self.exponents = None
        self.splits = []


def settled(sides: tuple[Expr, ...], setting: Setting, run: Callable[[Normal], T]) -> T:
    """What `run` returns, given normal forms for `sides`; raises Blocked, or NeedSign for a sign outside integrals."""
    known = _Known(order=_first_order(*sides))
    for _ in range(MOST_RESTARTS):
        normal = None
        try:
            normal = _normal(sides, setting, known)
            result = run(normal)
            if not _wants_more(normal, known):
                return result
        except Blocked:
            if normal is None or not _wants_more(normal, known):
                raise
        except NeedRoot as need:
            if need.order > HIGHEST_ROOT:
                raise Blocked(f"roots of order {need.order}") from None
            known.order = need.order
            known.begin(known.ring.work)
        except NeedScale as need:
            known.scales[need.key] = need.scale
            known.begin(known.ring.work)
        except NeedRoom:
            if known.places == PLACES[-1]:
                raise Blocked(f"more than {known.places} independent quantities") from None
            known.places = PLACES[-1]
            known.begin(known.ring.work)
        except NeedDenominator as need:
            known.exponents = need.denominator
        except NeedSign as need:
            if not need.bound:
                raise
            known.splits.append(need.factor)
            if len(known.splits) > MOST_SPLITS:
                raise Blocked("too many signs that change over the space") from None
    raise Blocked("the normal form did not settle")


def _wants_more(normal: Normal, known: _Known) -> bool:
    """Were there integrands that the common denominator does not cover?  Then it is enlarged."""
    integrator = normal.integrator
    if integrator is None or integrator.wanted == integrator.common:
        return False
    known.integrands = integrator.wanted
    return True


def _normal(sides: tuple[Expr, ...], setting: Setting, known: _Known) -> Normal:
    ring = known.ring
    algebra = Algebra(ring, order=known.order, scales=known.scales, denominator=known.exponents)
    normal = Normal(algebra, setting, known.splits)
    found = {name for side in sides for e in walk(side) for name in _densities(e)}
    # the scope (None,) is that of an integrand
    laws = [(normal.form(At(name), (None,))[""].num, total) for name, total in LAWS if name in found]
    normal.integrator = Integrator(ring, known.integrands, len(normal.cells), laws if setting.normalised else [])
    return normal


#: What normalised densities, and the direction in which one moves, integrate to.
LAWS = (("p", 1), ("q", 1), ("p_z", 1), ("q'", 0))


def _densities(e: Expr) -> tuple[str, ...]:
    if isinstance(e, At):
        return ("p", "q") if e.name in ABBREVIATIONS else (e.name, "q") if e.name == "p_z" else (e.name,)
    return ("p", "q") if getattr(e, "name", None) == "V" else ()


def _first_order(*sides: Expr) -> int:
    """The least common order of the roots that are written."""
    n = 1
    for side in sides:
        for e in walk(side):
            if isinstance(e, Call) and e.fn == "sqrt":
                n = lcm(n, 2)
            elif isinstance(e, Pow):
                for part in walk(e.exponent):
                    if isinstance(part, Num):
                        n = lcm(n, min(part.value.denominator, 6))
                if isinstance(e.exponent, Div) and isinstance(e.exponent.bottom, Num):
                    n = lcm(n, min(abs(e.exponent.bottom.value.numerator) or 1, 6))
            if getattr(e, "name", None) == "H2":
                n = lcm(n, 2)
    return n
