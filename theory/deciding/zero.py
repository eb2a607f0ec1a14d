"""The proof side of a decision: the difference has normal form zero in every case of the signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from flint import fmpz_mpoly

from theory.deciding.algebra import Algebra
from theory.deciding.blocked import Blocked, NeedDenominator, NeedRoom, NeedRoot, NeedScale, NeedSign
from theory.deciding.forms import is_zero, minus
from theory.deciding.integrals import Integrator
from theory.deciding.normal import Normal
from theory.deciding.ring import Ring, lcm
from theory.deciding.signs import cells_of, univariate
from theory.terms.domain import Setting
from theory.terms.expr import At, Call, Const, Div, Expr, Num, Pow, walk
from theory.terms.named import ABBREVIATIONS

MOST_RESTARTS = 60
MOST_CELLS = 32
MOST_CASES = 64
PLACES = (24, 72)


@dataclass(frozen=True)
class Proof:
    equal: bool
    reason: str


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

    def begin(self) -> None:
        self.ring = Ring(self.places)
        self.integrands = self.exponents = None
        self.splits = []


def proved_equal(a: Expr, b: Expr, setting: Setting) -> Proof:
    """Whether a - b has normal form zero, and the reason in words."""
    known = _Known(order=_first_order(a, b))
    for _ in range(MOST_RESTARTS):
        try:
            return _Attempt(a, b, setting, known).run()
        except NeedRoot as need:
            known.order = need.order
            if known.order > 24:
                raise Blocked(f"roots of order {known.order}") from None
            known.begin()
        except NeedScale as need:
            known.scales[need.key] = need.scale
            known.begin()
        except NeedRoom:
            if known.places == PLACES[-1]:
                raise Blocked(f"more than {known.places} independent quantities") from None
            known.places = PLACES[-1]
            known.begin()
        except NeedDenominator as need:
            if need.of == "integrands":
                known.integrands = need.denominator  # type: ignore[assignment]
            else:
                known.exponents = need.denominator  # type: ignore[assignment]
        except NeedSign as need:  # of a factor that varies over the space
            known.splits.append(need.factor)  # type: ignore[arg-type]
            if 2 ** len(known.splits) > 2**8:
                raise Blocked("too many signs that change over the space") from None
    raise Blocked("the normal form did not settle")


class _Attempt:
    def __init__(self, a: Expr, b: Expr, setting: Setting, known: _Known) -> None:
        self.a, self.b, self.setting = a, b, setting
        ring = self.ring = known.ring
        self.algebra = Algebra(ring, order=known.order, scales=known.scales, denominator=known.exponents)
        self.normal = Normal(self.algebra, None, setting, cells(ring, known.splits))
        relations = self._relations() if setting.normalised else []
        self.normal.integrator = Integrator(ring, known.integrands, len(self.normal.cells), relations)
        self.complex = any(isinstance(e, Const) and e.name == "i" for side in (a, b) for e in walk(side))

    def run(self) -> Proof:
        self.cases = 0
        worst = self._case({}, [])
        if worst is None:
            return Proof(True, self._reason())
        return Proof(False, worst)

    def _case(self, assumed: dict[str, int], split: list[fmpz_mpoly]) -> str | None:
        """None if the sides agree in this case of the signs, otherwise why not."""
        self.cases += 1
        if self.cases > MOST_CASES:
            raise Blocked(f"more than {MOST_CASES} cases of signs")
        self.algebra.signs.assumed = assumed
        try:
            return self._agree()
        except NeedSign as need:
            if need.bound:
                raise
            f: fmpz_mpoly = need.factor  # type: ignore[assignment]
        for sign in (1, -1):
            inner = {**assumed, str(f): sign}
            if not feasible(self.ring, [*split, f], inner):
                continue
            gap = self._case(inner, [*split, f])
            if gap is not None:
                return gap
        return None

    def _agree(self) -> str | None:
        alg = self.algebra
        alg.not_real = False
        left = self.normal.form(self.a)
        left_real, alg.not_real = not alg.not_real, False
        right = self.normal.form(self.b)
        right_real = not alg.not_real
        if not is_zero(self.ring, minus(self.ring, left, right)):
            return "the normal forms differ, but no small case was found on which the values do"
        if left_real != right_real and not self.complex:
            return "the sides agree as complex numbers, but only one of them stays real on the whole domain"
        return None

    def _relations(self) -> list[tuple[fmpz_mpoly, int]]:
        """Densities that occur inside integrals, as polynomials, with what they integrate to."""
        found = {name for side in (self.a, self.b) for e in walk(side) for name in _densities(e)}
        out = []
        for name, total in (("p", 1), ("q", 1), ("q'", 0)):
            if name in found:
                out.append((self.normal.form(At(name), (None,))[""].num, total))
        return out

    def _reason(self) -> str:
        how = "the difference has normal form zero"
        if self.cases > 1:
            how += f" in each of {self.cases} cases of signs"
        return how


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


def cells(ring: Ring, splits: list[fmpz_mpoly]) -> list[dict[str, int]]:
    """The cells into which the factors whose sign matters cut the space, without those proved empty."""
    found = []
    for pattern in product((1, -1), repeat=len(splits)):
        assumed = {str(f): s for f, s in zip(splits, pattern, strict=True)}
        if feasible(ring, splits, assumed):
            found.append(assumed)
    if len(found) > MOST_CELLS:
        raise Blocked(f"more than {MOST_CELLS} cells")
    return found


def feasible(ring: Ring, polys: list[fmpz_mpoly], signs: dict[str, int]) -> bool:
    """Whether these signs can occur together; True also where that is not known.

    Decided for polynomials in one generator, and for homogeneous ones in two positive generators (p and q, say), by
    isolating all roots.
    """
    groups: dict[tuple[int, ...], list[fmpz_mpoly]] = {}
    for f in polys:
        used = ring.used(f)
        degree = {sum(int(k) for k in m) for m in f.to_dict()}
        if len(used) == 1:
            groups.setdefault((used[0].index,), []).append(f)
        elif len(used) == 2 and len(degree) == 1 and all((g.lower, g.upper) == (0, None) for g in used):
            groups.setdefault(tuple(g.index for g in used), []).append(f)
    for places, members in groups.items():
        g = ring.gens[places[0]]
        ones = [f.subs({f"g{places[1]}": 1}) if len(places) == 2 else f for f in members]
        pattern = tuple(signs[str(f)] for f in members)
        if pattern not in cells_of([univariate(f, g) for f in ones], g):
            return False
    return True
