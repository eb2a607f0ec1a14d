"""Small rational cases on which two expressions are compared: first the simple ones, then wilder ones.

The sequence is fixed (a seeded generator), so that a verdict never depends on chance from run to run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from theory.deciding.balls import Case
from theory.deciding.intervals import ends
from theory.deciding.scopes import free_points
from theory.terms.domain import Domain, Setting
from theory.terms.expr import Apply, At, Const, Expect, Expr, Functional, Integral, Sym, walk
from theory.terms.named import ABBREVIATIONS

F = Fraction
#: Bernoulli and three-point pairs tried first; the first is the pair R4 of the claims.
PAIRS: tuple[tuple[tuple[Fraction, ...], tuple[Fraction, ...]], ...] = (
    ((F(1, 2), F(1, 2)), (F(1, 4), F(3, 4))),
    ((F(2, 3), F(1, 3)), (F(1, 5), F(4, 5))),
    ((F(3, 5), F(1, 10), F(3, 10)), (F(1, 4), F(1, 2), F(1, 4))),
    ((F(1, 7), F(6, 7)), (F(9, 10), F(1, 10))),
)
HOW_MANY = 160


@dataclass(frozen=True)
class Names:
    """What must be given a value before an expression has one."""

    functions: frozenset[str]  # of a point inside integrals
    free: frozenset[tuple[str, str]]  # (name, point) outside every integral
    parameters: frozenset[str]
    unknown: frozenset[str]
    integrates: bool
    complex: bool


def names_in(*expressions: Expr) -> Names:
    functions, parameters, unknown = set(), set(), set()
    free = {(n, var) for e in expressions for name, var in free_points(e) for n in _basic(name)}
    integrates = complex_numbers = False
    for e in expressions:
        for part in walk(e):
            match part:
                case At(name, _):
                    functions.update(_basic(name))
                case Sym(name):
                    parameters.add(name)
                case Apply(name, _):
                    unknown.add(name)
                case Const("i"):
                    complex_numbers = True
                case Functional("D_f", _):
                    unknown.add("f")
                    integrates = True
                case Functional("V", _):
                    functions.update("pq")
                    integrates = True
                case Expect(law, _, _):
                    integrates = True
                    if isinstance(law, At) and law.name == "p_z":
                        functions.add("q")
                case Integral() | Functional():
                    integrates = True
    return Names(frozenset(functions), frozenset(free), frozenset(parameters), frozenset(unknown),
                 integrates, complex_numbers)  # fmt: skip


def _basic(name: str) -> tuple[str, ...]:
    """D* and m are made of p and q; the noise is seen through G, that is, through q."""
    return ("p", "q") if name in ABBREVIATIONS else ("q",) if name == "p_z" else (name,)


def cases(names: Names, setting: Setting) -> Iterator[Case]:
    """The cases to try, in order."""
    rng = random.Random(20140610)  # any fixed number
    for k in range(HOW_MANY):
        wild = k >= 24
        p, q = PAIRS[k] if k < len(PAIRS) else _pair(rng, 2 + (k % 3 == 0), wild)
        if not setting.normalised:
            p, q = tuple(v * (2 + i) for i, v in enumerate(p)), tuple(v * F(3 + i, 2) for i, v in enumerate(q))
        widths = (F(1),) * len(p)
        declared = {"p", "q"} & set(setting.symbols)
        if k >= 8 and k % 4 == 0 and not declared:  # step densities: a density, unlike a probability, may exceed one
            widths = tuple(F(1, rng.randint(1, 9)) for _ in p)
            p, q = (tuple(v / w for v, w in zip(d, widths, strict=True)) for d in (p, q))
        if setting.normalised:
            declared = set()  # under an integral declared p and q are densities all the same
        functions = {}
        for name in sorted(names.functions) if names.integrates else ():
            if name == "p" and name not in declared:
                functions[name] = p
            elif name == "q" and name not in declared:
                functions[name] = q
            elif name == "q'":
                functions[name] = _direction(rng, widths)
            else:
                functions[name] = tuple(_inside(rng, setting.domain(name), wild) for _ in p)
        for name in sorted(names.parameters & set("xyz")) if names.integrates else ():
            functions[name] = tuple(_inside(rng, setting.domain(name), wild) for _ in p)
        for name, var in sorted(names.free):
            functions[f"{name}({var})"] = (_inside(rng, setting.domain(name), wild),)
        points = {n for n in names.parameters if names.integrates and n in "xyz" and n not in setting.symbols}
        parameters = {n: _inside(rng, setting.domain(n), wild) for n in sorted(names.parameters - points)}
        unknown = {n: tuple(F(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(4)) for n in sorted(names.unknown)}
        yield Case(functions, parameters, widths, unknown)


def _pair(rng: random.Random, n: int, wild: bool) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    def weights() -> tuple[Fraction, ...]:
        counts = [rng.choice((1, 1, 2, 50, 1000)) * rng.randint(1, 9) if wild else rng.randint(1, 9) for _ in range(n)]
        return tuple(F(c, sum(counts)) for c in counts)

    return weights(), weights()


def _direction(rng: random.Random, widths: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Values that integrate to zero: how a normalised density can change."""
    values = [F(rng.randint(1, 9), rng.randint(1, 4)) * rng.choice((-1, 1)) for _ in widths]
    values[-1] = -sum((v * w for v, w in zip(values[:-1], widths[:-1], strict=True)), F(0)) / widths[-1]
    return tuple(values)


def _inside(rng: random.Random, domain: Domain, wild: bool) -> Fraction:
    lo, hi = ends(domain)
    if lo is not None and hi is not None:
        n = rng.choice((7, 10, 1000)) if wild else 12
        return lo + (hi - lo) * F(rng.randint(1, n - 1), n)
    size = F(rng.randint(1, 12), rng.randint(1, 6))
    if wild and rng.random() < 0.5:
        size = size * F(10) ** rng.choice((-3, -1, 1, 2))
    if lo is not None:
        return lo + size
    if hi is not None:
        return hi - size
    return size * rng.choice((-1, 1))
