"""A derivation: every step decided, from what is given, through what has to be seen on the way, to what is asked.

The first wrong step is named with its witness, and a right end that is reached through it is said to be that.
"""

from __future__ import annotations

from collections.abc import Iterable

from grading.assignment.items import DerivationItem
from grading.bounded import OutOfBounds, bounded
from grading.derivations.follow import Followed, follow
from grading.derivations.lecture import Placed, lecture
from grading.derivations.notes import BadNotes, pages_of
from grading.derivations.steps import FOLLOWS, NOT_CHECKED, Step, is_definition, meaning
from grading.items.path import is_free, steps_of
from grading.items.slips import BITS, FACTORS, SIGN, SWAPPED, slip_in
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked, Witness
from grading.submission.reading import Derivation
from theory.command_line.question import declared
from theory.deciding.decide import decide
from theory.reading import read
from theory.terms.domain import Setting
from theory.terms.expr import Expr

RIGHT_END, WRONG_STEP, UNFINISHED = "right end, wrong step", "wrong step", "unfinished"
NO_START, NO_WAY, TOO_SHORT = "another start", "nothing on the way", "too few steps"
#: Names for rubrics.
MISTAKES = {UNANSWERED, RIGHT_END, WRONG_STEP, UNFINISHED, NO_START, NO_WAY, TOO_SHORT}
#: Slips that lead from one line to a wrong next one.
BETWEEN_LINES = {SIGN, SWAPPED, BITS, *(name for _, name in FACTORS)}
#: A decision of a whole derivation may take longer than one of a formula.
SECONDS = 60.0
#: Characters that are quoted of a side, or of a reason.
LONGEST = 200


def judge(item: DerivationItem, handed: Derivation | None) -> Answer:
    """The verdict on a derivation; one that would take for ever is stopped."""
    if handed is None or not handed.text.strip():
        return Incorrect("nothing was handed in", mistake=UNANSWERED)
    try:
        return bounded(_judged, item, handed, seconds=SECONDS)
    except OutOfBounds as why:
        return NotChecked(f"the derivation is not followed to its end: {why}")


def _judged(item: DerivationItem, handed: Derivation) -> Answer:
    try:
        # a derivation cannot declare for itself what it may take for granted: the sheet does
        placed = lecture(pages_of(handed.file, handed.text), item.symbols, given=item.given, declare=False)
    except BadNotes as why:
        return NotChecked(str(why))
    chains = list(follow(placed))
    if not any(chain.steps for chain in chains):
        return Incorrect("no displayed chain A &= B \\\\ &= C was found", mistake=UNANSWERED)
    for chain in chains:
        if chain.wrong is not None:
            return _wrong(item, chain, chain.wrong)
    # what is complete does not become less so by a remark that is not checked; what is not complete may be so by one
    missing = _what_is_missing(item, placed, chains)
    return (_unchecked(placed, chains) or missing) if missing else Correct(_counted(chains))


def _wrong(item: DerivationItem, chain: Followed, step: Step) -> Answer:
    data = step.outcome.data or {}
    at = ", ".join(f"{name} = {_values(value)}" for name, value in dict(data.get("at", {})).items())
    where = f"line {step.line}: {step.left} {step.relation} {step.right}" + (f", at {at}" if at else "")
    seen = Witness(where, _value(data.get("right")), _value(data.get("left"))) if data else None
    end = "; the end is right, but it is reached through this step" if chain.end_is_right else ""
    notes = [note for note in step.notes if "the end is right" not in note]
    hint = "; ".join([*_slip(item, step), *notes])
    mistake = RIGHT_END if chain.end_is_right else WRONG_STEP
    return Incorrect(f"line {step.line} is the first that does not follow{end}", seen, hint, mistake)


def _slip(item: DerivationItem, step: Step) -> list[str]:
    """The slip between two lines, where one of the usual ones makes the second out of the first."""
    left, right = meaning(step.left, item.symbols), meaning(step.right, item.symbols)
    if left is None or right is None:
        return []
    mistake, hint = slip_in(right, left, Setting(declared(item.symbols)), ())
    return [hint] if mistake in BETWEEN_LINES else []


def _values(value: object) -> str:
    return f"({', '.join(map(str, value))})" if isinstance(value, list) else str(value)


def _value(ball: object) -> str:
    """A ball as the decision writes it, `[-0.6255 +/- 1e-16]`, as the number a student would write."""
    return str(ball["ball"]).strip("[]").partition(" +/-")[0] if isinstance(ball, dict) else ""


def _unchecked(placed: list[Placed], chains: list[Followed]) -> Answer | None:
    pairs = [(place, step) for place, chain in zip(placed, chains, strict=True) for step in chain.steps]
    open_ = [step for place, step in pairs if step.verdict == NOT_CHECKED and not is_free(place, step)]
    if not open_:
        return None
    first = open_[0]
    more = f" (and {len(open_) - 1} more)" if len(open_) > 1 else ""
    step = f"{first.left[:LONGEST]} {first.relation} {first.right[:LONGEST]}"
    return NotChecked(f"line {first.line}: {step}: {first.outcome.reason[:LONGEST]}{more}")


def _counted(chains: list[Followed]) -> str:
    steps = [step for chain in chains for step in chain.steps]
    proved = sum(step.verdict == FOLLOWS for step in steps)
    beside = sum(step.verdict == NOT_CHECKED and not is_definition(step) for step in steps)
    return f"{proved} steps, each proved" + (f"; beside them {beside} not checked" if beside else "")


def _what_is_missing(item: DerivationItem, placed: list[Placed], chains: list[Followed]) -> Answer | None:
    """Steps that all follow may still be no derivation of what was asked."""
    setting = Setting(declared(item.symbols))
    steps = steps_of(placed, chains)
    start = steps.places(_read(item.begins, setting), setting, exactly=True)
    way, end = (steps.places(_read(texts, setting), setting) for texts in (item.through, [item.ends]))
    if not start:
        return Incorrect("the chain does not begin where the question does", mistake=NO_START)
    if not end & steps.reached(start, set()):
        return Incorrect("the chain does not arrive at the form that is asked for", mistake=UNFINISHED)
    if item.through and not steps.reached(way & steps.reached(start, end), start) & end:
        return Incorrect("the chain states the result: what had to be passed is not on the way", mistake=NO_WAY)
    telling = steps.count(start, end)
    if telling < item.steps:
        return Incorrect(f"a derivation of this has at least {item.steps} steps that say something; here: {telling}",
                         mistake=TOO_SHORT)  # fmt: skip
    return None


def _read(texts: Iterable[str], setting: Setting) -> list[Expr]:
    return [read(text, syntax="auto", symbols=dict(setting.symbols)) for text in texts]


def faults(item: DerivationItem) -> list[str]:
    """What is wrong with the item itself: forms that are not equal to each other."""
    setting = Setting(declared(item.symbols))
    forms = [*item.begins, *item.through, item.ends]
    first, *others = _read(forms, setting)
    return [f"{text!r} is not equal to {forms[0]!r}" for text, e in zip(forms[1:], others, strict=True)
            if not item.given and not decide(first, e, setting).equal]  # fmt: skip
