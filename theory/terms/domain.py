"""Where a parameter may live: an open or closed interval, or the line without zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from theory.terms.expr import Expr, as_expr


@dataclass(frozen=True, slots=True)
class Domain:
    """An interval; an end that is None is infinite.

    Equality is decided up to null sets, so whether an end belongs to the domain changes no verdict;
    it is kept because it is printed.
    """

    lower: Expr | None = None
    upper: Expr | None = None
    closed_below: bool = False
    closed_above: bool = False
    without_zero: bool = False


REAL = Domain()
NONZERO = Domain(without_zero=True)
POSITIVE = Domain(lower=as_expr(0))
NONNEGATIVE = Domain(lower=as_expr(0), closed_below=True)
NEGATIVE = Domain(upper=as_expr(0))
UNIT = Domain(lower=as_expr(0), upper=as_expr(1))


@dataclass(frozen=True, slots=True)
class Setting:
    """What is assumed when two expressions are compared.

    symbols
        domains of the declared parameters and functions; p and q are positive densities and D lies in (0, 1)
        unless declared otherwise, any other name is real.
    normalised
        whether p and q integrate to one (they do unless told otherwise).
    """

    symbols: Mapping[str, Domain] = field(default_factory=dict)
    normalised: bool = True

    def domain(self, name: str) -> Domain:
        return self.symbols.get(name) or DEFAULTS.get(name, REAL)

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.symbols.items(), key=lambda kv: kv[0])), self.normalised))


DEFAULTS: dict[str, Domain] = {
    "p": POSITIVE, "q": POSITIVE, "m": POSITIVE, "p_z": POSITIVE, "D": UNIT, "D*": UNIT,
}  # fmt: skip
