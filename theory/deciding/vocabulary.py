"""What occurs in an expression and must be given a value before the expression has one."""

from __future__ import annotations

from dataclasses import dataclass, field

from theory.deciding.pushforward import pushed_forward, sees_noise
from theory.deciding.scopes import FREE, Scope, densities_of, is_coordinate, level_of
from theory.terms.expr import Apply, At, Const, Expect, Expr, Functional, Integral, Sym, children
from theory.terms.named import ABBREVIATIONS, FUNCTIONALS


@dataclass
class Vocabulary:
    """Names by the part they play.

    functions     functions of the point of an integral
    free          functions at a point that no integral binds, as (name, point)
    coordinates   names under which the point itself occurs: E_p[x]
    parameters    numbers
    unknown       unknown functions of a value: f(p/q)
    size          how many nodes there are
    """

    functions: set[str] = field(default_factory=set)
    free: set[tuple[str, str]] = field(default_factory=set)
    coordinates: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    integrates: bool = False
    complex: bool = False
    size: int = 0

    @property
    def two_faced(self) -> set[str]:
        """Names used both for a function of a point and for one of a value: f(x) and f(2x), p(x) and p(-x)."""
        of_points = self.functions | {name for name, _ in self.free} | {"p", "q", "m", "D", "D*", "p_z"}
        return self.unknown & of_points


def vocabulary(*expressions: Expr) -> Vocabulary:
    """What occurs in the expressions, named functionals written out; Blocked where the noise is used outside G."""
    found = Vocabulary()
    for e in expressions:
        _collect(e, (), found)
    return found


def _collect(e: Expr, scope: Scope, found: Vocabulary) -> None:
    found.size += 1
    match e:
        case At(name, var):
            names = ("p", "q") if name in ABBREVIATIONS else (name,)
            if level_of(var, scope) == FREE:
                found.free.update((n, var or "x") for n in names)
            else:
                found.functions.update(names)
        case Sym(name):
            (found.coordinates if is_coordinate(name, scope) else found.parameters).add(name)
        case Const("i"):
            found.complex = True
        case Apply(name, args):
            found.unknown.add(name)
            for a in args:
                _collect(a, scope, found)
        case Expect() | Integral() if sees_noise(e):
            _collect(pushed_forward(e), scope, found)
        case Expect(law, body, var):
            _collect(Integral(law * body, var), scope, found)
        case Integral(body, var):
            found.integrates = True
            _collect(body, (*scope, var), found)
        case Functional(name, args):
            _collect(FUNCTIONALS[name][1](*densities_of(args)), scope, found)
        case _:
            for c in children(e):
                _collect(c, scope, found)
