"""Small rational cases on which two expressions are compared: first the simple ones, then wilder ones.

The sequence is fixed (a seeded generator), so that a verdict never depends on chance from run to run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from theory.deciding.balls import Case
from theory.deciding.intervals import ends
from theory.deciding.vocabulary import Vocabulary
from theory.terms.domain import REAL, Domain, Setting

F = Fraction
#: Bernoulli and three-point pairs tried first; the first is the pair R4 of the claims.
PAIRS: tuple[tuple[tuple[Fraction, ...], tuple[Fraction, ...]], ...] = (
    ((F(1, 2), F(1, 2)), (F(1, 4), F(3, 4))),
    ((F(2, 3), F(1, 3)), (F(1, 5), F(4, 5))),
    ((F(3, 5), F(1, 10), F(3, 10)), (F(1, 4), F(1, 2), F(1, 4))),
    ((F(1, 7), F(6, 7)), (F(9, 10), F(1, 10))),
)
HOW_MANY, FEWEST = 160, 24
#: Nodes evaluated in all: a large expression is tried on fewer cases.
MOST_NODES = 40_000


def cases(names: Vocabulary, setting: Setting) -> Iterator[Case]:
    """The cases to try, in order."""
    rng = random.Random(20140610)  # any fixed number
    for k in range(max(FEWEST, min(HOW_MANY, MOST_NODES // names.size))):
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
        for name in sorted(names.functions):
            if name in ("p", "q", "p_z") and name not in declared:
                functions[name] = {"p": p, "q": q, "p_z": tuple(reversed(p))}[name]
            elif name == "q'":
                functions[name] = _direction(rng, widths, setting.normalised)
            else:
                functions[name] = tuple(_inside(rng, setting.domain(name), wild) for _ in p)
        if names.coordinates:
            domain = next((setting.symbols[n] for n in sorted(names.coordinates) if n in setting.symbols), REAL)
            functions["x"] = tuple(_inside(rng, domain, wild) for _ in p)
        for name, var in sorted(names.free):
            functions[f"{name}({var})"] = (_inside(rng, setting.domain(name), wild),)
        parameters = {n: _inside(rng, setting.domain(n), wild) for n in sorted(names.parameters)}
        unknown = {n: tuple(F(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(4)) for n in sorted(names.unknown)}
        ranges = {n: ends(setting.domain(n)) for n in unknown if n in setting.symbols}
        yield Case(functions, parameters, widths, unknown, ranges)


def _pair(rng: random.Random, n: int, wild: bool) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    def weights() -> tuple[Fraction, ...]:
        counts = [rng.choice((1, 1, 2, 50, 1000)) * rng.randint(1, 9) if wild else rng.randint(1, 9) for _ in range(n)]
        return tuple(F(c, sum(counts)) for c in counts)

    return weights(), weights()


def _direction(rng: random.Random, widths: tuple[Fraction, ...], normalised: bool) -> tuple[Fraction, ...]:
    """How a density can change: by values that integrate to zero, if it stays normalised."""
    values = [F(rng.randint(1, 9), rng.randint(1, 4)) * rng.choice((-1, 1)) for _ in widths]
    if not normalised:
        return tuple(values)
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
