"""Whether proved steps lead from what is given, through what has to be seen, to what is asked.

Every side of every chain is a place, and every proved step joins two of them; a definition joins a name to what it
stands for.  Right equations that are not joined are no derivation, and neither is a step from the start to the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grading.derivations.follow import Followed
from grading.derivations.lecture import Placed, anywhere
from grading.derivations.steps import FOLLOWS, Step, is_definition, is_known, meaning
from theory.deciding.decide import decide
from theory.terms.domain import Setting
from theory.terms.expr import Add, At, Div, Expect, Expr, Functional, Integral, as_expr, walk

Key = Expr | str
#: Functionals that do not mind the order of their arguments.
SYMMETRIC = frozenset({"JSD", "J", "TV", "H2", "Delta", "BC"})
_MIXTURE = Div(Add((At("p"), At("q"))), as_expr(2))


@dataclass
class Steps:
    """The places of a derivation and the steps between them."""

    forms: dict[Key, Expr | None] = field(default_factory=dict)
    joined: dict[Key, set[Key]] = field(default_factory=dict)
    telling: set[frozenset[Key]] = field(default_factory=set)

    def join(self, left: Key, right: Key, *, tells: bool) -> None:
        self.joined.setdefault(left, set()).add(right)
        self.joined.setdefault(right, set()).add(left)
        if tells and left != right:
            self.telling.add(frozenset((left, right)))

    def places(self, forms: Sequence[Expr], setting: Setting, *, exactly: bool = False) -> set[Key]:
        """The places that have one of the forms: equal to it, and in no other words; `exactly`: in all of them."""
        return {key for key, e in self.forms.items() if e is not None and has_form(e, forms, setting, exactly)}

    def reached(self, start: Iterable[Key], avoiding: set[Key]) -> set[Key]:
        """What steps lead to without passing a place that is to be avoided; such a place may be where they end."""
        found, waiting = set(start), deque(start)
        while waiting:
            here = waiting.popleft()
            for there in self.joined.get(here, ()):
                if there not in found:
                    found.add(there)
                    if there not in avoiding:
                        waiting.append(there)
        return found

    def count(self, start: set[Key], end: set[Key]) -> int:
        """The steps that say something among those that hang together with the start, but for a jump to the end."""
        near = self.reached(start, set())
        jumps = {frozenset((a, b)) for a in start for b in end}
        return len([step for step in self.telling - jumps if step <= near])


def steps_of(placed: Sequence[Placed], chains: Sequence[Followed]) -> Steps:
    """All places and proved steps of a derivation."""
    found = Steps()
    for place, chain in zip(placed, chains, strict=True):
        for side in place.chain.sides:
            key, e = _key(place, side.text)
            found.forms[key] = e
        for step in chain.steps:
            if step.verdict == FOLLOWS or is_free(place, step):
                left, right = _key(place, step.left)[0], _key(place, step.right)[0]
                found.join(left, right, tells=step.verdict == FOLLOWS)
    return found


def is_free(place: Placed, step: Step) -> bool:
    """Whether a step says what a name of the writer's stands for: V, KL and m stand for something already."""
    return is_definition(step) and not is_known(place.formula(step.left), place.symbols)


def _key(place: Placed, text: str) -> tuple[Key, Expr | None]:
    formula = place.formula(text)
    e = meaning(formula, place.symbols)
    return (anywhere(e), e) if e is not None else ("".join(formula.split()), None)


def has_form(side: Expr, forms: Iterable[Expr], setting: Setting, exactly: bool) -> bool:
    """Equal to one of the forms, and in no other words than it: V(D*) is no form of 2 JSD - log 4."""
    used = words(side)
    return any(
        (used == words(form) if exactly else used <= words(form)) and decide(side, form, setting).equal
        for form in forms
    )


def words(e: Expr) -> set[str]:
    """What a formula is written in: its functionals with their arguments, expectations, integrals, the best D."""
    found = set()
    for part in walk(e):
        if isinstance(part, Functional):
            arguments = [_argument(argument) for argument in part.args]
            found.add(f"{part.name}{sorted(arguments) if part.name in SYMMETRIC else arguments}")
        elif isinstance(part, Expect):
            found.add("E")
        elif isinstance(part, Integral):
            found.add("Integral")
        elif isinstance(part, At) and part.name == "D*":
            found.add("Dstar")
    return found


def _argument(e: Expr) -> str:
    e = anywhere(e)
    return "m" if e == At("m") or decide(e, _MIXTURE).equal else repr(e)
