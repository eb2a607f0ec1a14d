"""A formula is decided against the reference: for all densities, discriminators and parameters in their domains."""

from __future__ import annotations

from grading.assignment.items import FormulaItem
from grading.bounded import OutOfBounds, bounded
from grading.items import as_written
from grading.items.slips import MISTAKES, slip_in
from grading.items.words import beyond, both_in_digits, is_constant, names_beyond, nothing_in, too_many
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked, Witness
from theory.command_line.question import Question, Unreadable, answer, declared
from theory.deciding.decide import decide
from theory.proving.witness import case_in_words
from theory.reading import ReadingError, read
from theory.terms.domain import Setting
from theory.terms.expr import Apply, At, Expr, Sym


def judge(item: FormulaItem, text: str | None) -> Answer:
    """The verdict on an answer; a text that would take for ever is stopped."""
    nothing = nothing_in(text)
    if nothing is not None or text is None:
        return nothing or NotChecked("nothing was answered")
    try:
        return bounded(_decided, item, text)
    except OutOfBounds as why:
        return NotChecked(f"the answer is not decided: {why}")


def _decided(item: FormulaItem, text: str) -> Answer:
    try:
        found = answer(Question(as_written.formula(text), item.reference, "auto", item.symbols, item.normalised,
                                sides=("your answer", "the reference")))  # fmt: skip
    except Unreadable as why:
        return NotChecked(f"cannot be read: {why.in_one_line()}")
    if found.verdict == "equal" and (other := _unequal_side(item, text, found.right)):
        return Incorrect(f"the two sides of your equation are not equal: {other}", mistake="a false equation")
    if item.only is not None and (words := beyond(found.left, item.only)):
        allowed = f"only {', '.join(item.only)} may stand there" if item.only else "it is to be written out"
        return Incorrect(f"the answer uses {words}; {allowed}", mistake="not written out")
    if found.verdict == "equal" and (many := too_many(found.left, item.at_most)):
        return Incorrect(f"{many}, as it is written", mistake="not written out")
    if found.verdict == "equal":
        return Correct(f"proved: {found.reason}")
    if found.witness is None:
        return NotChecked(f"undecided: {found.reason}")
    unknown = names_beyond(found.left, found.right, item.symbols)
    if unknown:
        return NotChecked(f"{unknown}: not a name that the question speaks of; say what is meant, or write it out")
    setting = Setting(declared(item.symbols), item.normalised)
    mistake, hint = slip_in(found.left, found.right, setting, item.slips)
    ours, theirs = both_in_digits(found.witness.left, found.witness.right)
    if is_constant(found.right):
        # there is one right value, so that a witness would be the reference
        return Incorrect(f"{ours} is not what is asked for", None, hint, mistake)
    seen = Witness(case_in_words(found.witness.case), ours, theirs)
    return Incorrect("not equal to what is asked for", seen, hint, mistake)


def _unequal_side(item: FormulaItem, text: str, right: Expr) -> str:
    """A side before the last that is decided to be another value; a name or a side that cannot be read is free."""
    symbols = declared(item.symbols)
    setting = Setting(symbols, item.normalised)
    for side in as_written.sides(text)[:-1]:
        try:
            e = read(as_written.formula(side), syntax="auto", symbols=symbols)
        except ReadingError:
            continue
        if not isinstance(e, At | Sym | Apply) and decide(e, right, setting).answer == "different":
            return side
    return ""


def mistakes(item: FormulaItem) -> set[str]:
    """The names that a rubric may speak of."""
    return {
        UNANSWERED,
        "too long",
        "not written out",
        "a false equation",
        *MISTAKES,
        *(slip.mistake for slip in item.slips),
    }


def faults(item: FormulaItem) -> list[str]:
    """What is wrong with the item itself: a reference that cannot be read or used, a slip that is right."""
    setting = Setting(declared(item.symbols), item.normalised)
    reference = read(item.reference, syntax="auto", symbols=dict(setting.symbols))
    found = []
    if item.only is not None and (words := beyond(reference, item.only)):
        found.append(f"the reference itself uses {words}, which `only` does not name")
    for slip in item.slips:
        wrong = read(slip.answer, syntax="auto", symbols=dict(setting.symbols))
        if decide(wrong, reference, setting).answer != "different":
            found.append(f"the slip {slip.answer!r} is not wrong: it is equal to the reference, or undecided")
    return found
