r"""A derivation is followed step by step, to the first line that does not follow.

A chain that begins with a name of the writer's defines it: `C(G) = \max_D V(D, G) = ...` says nothing about C that
could be false.  The rest is followed from the first right side, and when the name begins another chain, that is
compared with what it was defined as.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grading.derivations.admissible import compared
from grading.derivations.lecture import Placed, given
from grading.derivations.names import name_of
from grading.derivations.room import Given
from grading.derivations.steps import (
    DEFINES,
    FOLLOWS,
    NOT_CHECKED,
    WRONG,
    Outcome,
    Step,
    is_known,
    meaning,
)
from theory.terms.expr import Expect, Functional, Integral, walk

ALL_FOLLOW, FIRST_WRONG, IN_PART = "every step follows", "first wrong step", "not checked in part"
END_IS_RIGHT = "the end is right, but reached through a wrong step"
ALONE_WRONG = "this line alone is wrong: what comes next is equal to the line before it"


@dataclass(frozen=True)
class Followed:
    """A chain and its verdict: all its steps, and the first that is wrong, if one is."""

    where: str
    steps: tuple[Step, ...]
    end_is_right: bool

    @property
    def wrong(self) -> Step | None:
        return next((step for step in self.steps if step.verdict == WRONG), None)

    @property
    def verdict(self) -> str:
        if self.wrong:
            return FIRST_WRONG
        return ALL_FOLLOW if all(step.verdict == FOLLOWS for step in self.steps) else IN_PART


@dataclass(frozen=True)
class _Definition:
    """What a name was defined as; `derived` says that the definition was followed by steps."""

    name: str
    text: str
    line: int
    display: int
    derived: bool
    integrates: bool


def follow(placed: Sequence[Placed]) -> Iterator[Followed]:
    """The verdict of every chain of one file, in order."""
    named = [(each, found) for each in placed for found in _names_given(each)]
    known: dict[object, _Definition] = {}
    for each in placed:
        # a name may be solved for after the equation: definitions of the whole section count
        mentioned = [*each.prose, *(found for by, found in named if by.scope == each.scope and by is not each)]
        yield _Walk(each, mentioned, known).followed()


def _defines(each: Placed) -> str | None:
    """The name that the first side of a chain defines."""
    chain = each.chain
    name = name_of(each.formula(chain.sides[0].text))
    relation = chain.relations[0]
    if name is None or relation.relation not in ("equality", "definition") or relation.text == "=:":
        return None
    explicit = relation.relation == "definition"
    return name if explicit or not is_known(each.formula(chain.sides[0].text), each.symbols) else None


def _names_given(each: Placed) -> list[Given]:
    """`y = a/(a+b)` as something that may be put in elsewhere."""
    if _defines(each) is None:
        return []
    (left, why_not), *rest = (each.said(side.text) for side in each.chain.sides)
    where = f"line {each.line(each.chain.relations[0].at)}"
    found = [given(left, right, each.symbols, where) for right, why in rest if not (why or why_not)]
    return [one for one in found if one is not None][:1]


class _Walk:
    """One chain, from its first side to its last."""

    def __init__(self, placed: Placed, mentioned: list[Given], known: dict[object, _Definition]) -> None:
        self.placed, self.chain, self.known = placed, placed.chain, known
        said = [placed.said(side.text) for side in self.chain.sides]
        self.texts, self.why_not = [text for text, _ in said], [why for _, why in said]
        self.mentioned = mentioned
        self.name = _defines(placed)
        self.definition = known.get((placed.scope, self.name)) if self.name else None

    def followed(self) -> Followed:
        steps = list(self._steps())
        if self.name:
            self._remember()
        wrong = any(step.verdict == WRONG for step in steps)
        if wrong and self._ends_are_equal():
            first = next(k for k, step in enumerate(steps) if step.verdict == WRONG)
            steps[first] = replace(steps[first], notes=(*steps[first].notes, END_IS_RIGHT))
            return Followed(self.placed.address(self.chain.sides[0].at), tuple(steps), True)
        return Followed(self.placed.address(self.chain.sides[0].at), tuple(steps), False)

    def _steps(self) -> Iterator[Step]:
        before_wrong: int | None = None
        pending: Step | None = None
        for k, relation in enumerate(self.chain.relations):
            outcome = self._outcome(k)
            step = self._step(k, k + 1, outcome)
            if outcome.verdict == WRONG and before_wrong is not None:
                again = self._decided(before_wrong, k + 1)
                if again.verdict == FOLLOWS:
                    # the slip is in one line: the line after it is right, and not a second slip
                    outcome = Outcome(FOLLOWS, "from the line before the wrong one")
                    step = self._step(k, k + 1, outcome)
                    pending = replace(pending, notes=(*pending.notes, ALONE_WRONG)) if pending else None
                    before_wrong = None
            if pending is not None:
                yield pending
                pending = None
            if outcome.verdict == WRONG:
                before_wrong = k if before_wrong is None else before_wrong
                pending = step
            else:
                before_wrong = None if relation.relation == "equality" else before_wrong
                yield step
            yield from self._across(k)
        if pending is not None:
            yield pending

    def _step(self, i: int, k: int, outcome: Outcome, *, across: bool = False) -> Step:
        relation = self.chain.relations[k - 1]
        left, right = self.chain.sides[i], self.chain.sides[k]
        place = self.placed
        sign = "=" if across else relation.text
        return Step(place.address(relation.at), place.line(relation.at), left.text, sign, right.text, outcome, across)

    def _outcome(self, k: int) -> Outcome:
        relation = self.chain.relations[k]
        if relation.relation in ("order", "loose"):
            return Outcome(NOT_CHECKED, f"{relation.text} is not an equality")
        if relation.relation == "implication":
            return Outcome(NOT_CHECKED, f"{relation.text} is an implication, not an equality")
        if k == 0 and self.name:
            return self._defined()
        if relation.relation == "definition":
            return self._said_to_define(k)
        if self.why_not[k] or self.why_not[k + 1]:
            return Outcome(NOT_CHECKED, self.why_not[k] or self.why_not[k + 1])
        found = self._decided(k, k + 1)
        return self._as_condition(k, found) if found.verdict == WRONG else found

    def _said_to_define(self, k: int) -> Outcome:
        """Between two formulas a sign of definition says no less than equality; beside a name it gives the name."""
        what = self.chain.sides[k + 1 if self.chain.relations[k].text == "=:" else k].text
        if not (self.why_not[k] or self.why_not[k + 1]):
            found = self._decided(k, k + 1)
            if found.verdict == FOLLOWS or name_of(self.placed.formula(what)) is None:
                return found
        return Outcome(NOT_CHECKED, f"{DEFINES} {what}")

    def _decided(self, i: int, k: int) -> Outcome:
        return self._compared(self.texts[i], self.texts[k])

    def _compared(self, left: str, right: str) -> Outcome:
        place = self.placed
        return compared(place.words, left, right, symbols=place.symbols, given=place.given, mentioned=self.mentioned,
                        example=place.example, tight=place.tight)  # fmt: skip

    def _as_condition(self, k: int, found: Outcome) -> Outcome:
        """Before an implication, and after one whose premise was not proved, an equation is a condition."""
        kinds = [relation.relation for relation in self.chain.relations]
        premise = "implication" in kinds[k + 1 :]
        conclusion = "implication" in kinds[:k] and any(
            kind == "equality" and self._outcome(i).verdict != FOLLOWS for i, kind in enumerate(kinds[:k])
        )
        if premise or conclusion:
            return Outcome(NOT_CHECKED, f"a condition in an implication, not an identity (false {found.reason})")
        return found

    def _across(self, k: int) -> Iterator[Step]:
        """What stands before and after sides that cannot be read is compared all the same."""
        if not self.why_not[k] or self.why_not[k + 1] or k == 0:
            return
        start = next((i for i in range(k - 1, -1, -1) if not self.why_not[i]), None)
        if start is None or (start == 0 and self.name):
            return
        if any(relation.relation != "equality" for relation in self.chain.relations[start : k + 1]):
            return
        yield self._step(start, k + 1, self._decided(start, k + 1), across=True)

    def _defined(self) -> Outcome:
        """The first step of a chain that begins with a name of the writer's."""
        left, old, place = self.chain.sides[0].text, self.definition, self.placed
        if old is None or self.chain.relations[0].relation == "definition":
            # p(x) = \int p(x,z) dz says what p(x) is, and is true of it as well
            found = self._decided(0, 1) if place.words and not (self.why_not[0] or self.why_not[1]) else None
            return found if found and found.verdict == FOLLOWS else Outcome(NOT_CHECKED, f"{DEFINES} {left}")
        if self.why_not[1]:
            return Outcome(NOT_CHECKED, self.why_not[1])
        found = self._compared(old.text, self.texts[1])
        said = f"compared with line {old.line}, which defines {left}"
        if found.verdict != WRONG:
            return replace(found, reason=f"{found.reason}; {said}")
        if old.integrates and (old.derived or old.display == place.display):
            return replace(found, reason=f"{found.reason}; {said} (write := for a new definition)")
        new = f"a new definition of {left}, or a slip ({found.reason})"
        return Outcome(NOT_CHECKED, f"not equal to line {old.line}, which says {left} = {old.text}: {new}")

    def _remember(self) -> None:
        """The first right side that can be read is what the name stands for, until a section ends."""
        place, key = self.placed, (self.placed.scope, self.name or "")
        explicit = self.chain.relations[0].relation == "definition"
        if self.definition is not None and self.definition.integrates and not explicit and self.definition.derived:
            return
        for k, text in enumerate(self.texts[1:]):
            if any(relation.relation not in ("equality", "definition") for relation in self.chain.relations[: k + 1]):
                return
            e = None if self.why_not[k + 1] else meaning(text, place.symbols)
            if e is not None:
                integrates = any(isinstance(part, Integral | Expect | Functional) for part in walk(e))
                line = place.line(self.chain.relations[0].at)
                self.known[key] = _Definition(self.name or "", text, line, place.display,
                                              len(self.chain.relations) > 1 or explicit, integrates)  # fmt: skip
                return

    def _ends_are_equal(self) -> bool:
        """Whether the last side is right although a step was wrong."""
        readable = [k for k, why in enumerate(self.why_not) if not why and (k > 0 or not self.name)]
        if any(relation.relation != "equality" for relation in self.chain.relations[1:]):
            return False
        if len(readable) < 2 or readable[-1] != len(self.texts) - 1:
            return False
        if self.definition is not None:
            return self._compared(self.definition.text, self.texts[-1]).verdict == FOLLOWS
        return self._decided(readable[0], readable[-1]).verdict == FOLLOWS
