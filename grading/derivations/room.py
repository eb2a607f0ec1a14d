r"""Room for a reading under which a step is right, although it is false for all densities and parameters at once.

Notes leave things unsaid: that sigma is positive, that y is the optimum that stands two lines above, that an equation
is to be solved.  A step that holds under such a reading is not called wrong; it is said what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from theory.deciding.blocked import Blocked
from theory.deciding.decide import decide
from theory.deciding.vocabulary import Vocabulary, vocabulary
from theory.terms.derivative import substituted
from theory.terms.domain import POSITIVE, UNIT, Setting
from theory.terms.expr import Apply, At, Expr, Functional, Sym, as_expr, children, rebuild, walk

#: Names that mean something by themselves; every other is the writer's.
KNOWN = frozenset({"p", "q", "m", "D", "D*", "q'"})
Pair = tuple[Expr, Expr]


@dataclass(frozen=True)
class Given:
    """`old = new`, as line `where` says: by a declaration (`sure`), by a definition, or in passing (`prose`)."""

    old: Expr
    new: Expr
    where: str
    words: str
    sure: bool = False
    prose: bool = False

    def put(self, pair: Pair) -> Pair | None:
        """The two sides with the new in the place of the old, or None if the old does not occur."""
        new = (lambda point: _taken_at(self.new, point)) if isinstance(self.old, At) else self.new
        try:
            put = (substituted(pair[0], self.old, new), substituted(pair[1], self.old, new))
        except ValueError:
            return None
        return put if put != pair else None


def _taken_at(e: Expr, point: str | None) -> Expr:
    """The functions of which no point is said, at the point: q = p says that q(y) = p(y)."""
    if isinstance(e, At):
        return At(e.name, e.var or point)
    kids = children(e)
    return rebuild(e, tuple(_taken_at(kid, point) for kid in kids)) if kids else e


def granted(pair: Pair, setting: Setting, given: Iterable[Given]) -> str:
    """The declarations under which the sides are equal, in words; "" if they are not."""
    used, now = [], pair
    for each in given:
        put = each.put(now)
        if put is not None:
            now = put
            used.append(f"{each.words} ({each.where})")
    return ", ".join(used) if used and decide(*now, setting).equal else ""


def room(pair: Pair, setting: Setting, mentioned: Sequence[Given], *, example: bool = False) -> str:
    """What a false step needs in order to be right, in words; "" if there is nothing that would help."""
    found = _needs_a_domain(pair, setting) or _holds_where(pair, setting, mentioned)
    found = found or _holds_at_the_optimum(pair, setting) or _to_be_solved(pair, setting) or _unsaid(pair, setting)
    if not found and example and any(map(_is_constant, pair)):
        return "a number, where the text speaks of particular laws: for them it may be right, in general it is not"
    return found


def _needs_a_domain(pair: Pair, setting: Setting) -> str:
    names = sorted({e.name for side in pair for e in walk(side) if isinstance(e, Sym | At)} - KNOWN - {"p_z"})
    open_names = [name for name in names if name not in setting.symbols]
    for words, domain in (("(0,inf)", POSITIVE), ("(0,1)", UNIT)):
        tried = Setting({**setting.symbols, **dict.fromkeys(open_names, domain)}, setting.normalised)
        if open_names and decide(*pair, tried).equal:
            one = open_names[0] if len(open_names) == 1 else "each of " + ", ".join(open_names)
            return f"holds for {one} in {words} but not for all reals; declare it: domain: {open_names[0]}: {words}"
    return ""


def _holds_where(pair: Pair, setting: Setting, mentioned: Sequence[Given]) -> str:
    for each in mentioned:
        put = each.put(pair)
        # p = q makes every divergence vanish, also one with a wrong factor: it excuses only a side that is a constant
        if isinstance(each.old, At) and each.old.name in ("p", "q") and not any(map(_is_constant, pair)):
            continue
        if put is not None and decide(*put, setting).equal:
            where = f"holds where {each.words} ({each.where}), and not in general"
            return f"{where}; if that is meant, declare it: given: {each.words}"
    if len(mentioned) > 1:
        definitions = [g for g in mentioned if not g.prose and isinstance(g.old, Sym)]
        words = granted(pair, setting, definitions)
        return f"holds where {words}, and not in general" if words else ""
    return ""


def _holds_at_the_optimum(pair: Pair, setting: Setting) -> str:
    best = Given(At("D"), At("p") / (At("p") + At("q")), "", "D = p/(p+q)")
    put = best.put(pair)
    if put is not None and decide(*put, setting).equal:
        return f"holds for the best discriminator, {best.words}, and not for every D; write D^* if it is meant"
    return ""


def _unsaid(pair: Pair, setting: Setting) -> str:
    """Names of the writer's that stand on one side only: what they are is said elsewhere, or nowhere."""
    try:
        left, right = (vocabulary(side) for side in pair)
    except Blocked:
        return ""
    alone = (_own(left, setting) ^ _own(right, setting)) - {""}
    if alone:
        names = ", ".join(sorted(alone))
        verb = "stands" if len(alone) == 1 else "stand"
        return f"{names} {verb} on one side only, and nothing that can be read here says what is meant"
    applied = [{e for e in walk(side) if isinstance(e, Apply)} for side in pair]
    if applied[0] != applied[1]:
        names = ", ".join(sorted({e.name for e in applied[0] ^ applied[1]}))
        return f"{names} is taken at other values on the one side than on the other: true or not, as {names} is"
    points = [{point for _, point in v.free} for v in (left, right)]
    if points[0] and points[1] and points[0] != points[1]:
        return f"the points {', '.join(sorted(points[0] ^ points[1]))} stand on one side only"
    return ""


def _own(found: Vocabulary, setting: Setting) -> set[str]:
    names = found.parameters | found.unknown | found.functions | {name for name, _ in found.free}
    return names - KNOWN - set(setting.symbols)


def _to_be_solved(pair: Pair, setting: Setting) -> str:
    if as_expr(0) not in pair:
        return ""
    try:
        found = vocabulary(*pair)
    except Blocked:
        return ""
    if _own(found, setting) or not found.integrates:
        return "read as an equation that is to be solved, not as one that always holds"
    return ""


def _is_constant(e: Expr) -> bool:
    return not any(isinstance(s, At | Functional | Apply) for s in walk(e))
