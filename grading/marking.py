"""One submission, item by item: each is given to the judge of its kind, and no item can spoil another."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import fields
from typing import TYPE_CHECKING

from grading.assignment.items import (
    ChoiceItem,
    DerivationItem,
    FormulaItem,
    FunctionItem,
    Item,
    NumberItem,
    Sheet,
    TrainingItem,
)
from grading.bounded import GraderFailed
from grading.items import choice, derivation, formula, number
from grading.report import Marked, Report
from grading.results import UNANSWERED, Answer, Incorrect, NotChecked
from grading.sandbox.protections import WeakSandbox
from grading.sandbox.worker import NotStarted
from grading.submission.reading import Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grading.sandbox import Limits, Worker

#: A submission that trains may compute for longer than one whose functions are called.
TRAINING_LIMITS = {"call_seconds": 120.0, "cpu_seconds": 600, "memory_mib": 2048}


def mark(
    sheet: Sheet, submission: Submission, *, weak: bool = False, began: Callable[[Item], None] | None = None
) -> Report:
    """The report on a submission.  `began` is told each item before it is judged.

    Raises WeakSandbox where code is to be run and a protection is missing, unless `weak`.
    """
    marking = _Marking(sheet, submission, weak)
    try:
        marked = tuple(marking.marked(began))
        return Report(sheet, submission.name, marked, submission.problems, tuple(marking.failures))
    finally:
        marking.close()


class _Marking:
    """The judges of one submission, and the processes in which its code runs."""

    def __init__(self, sheet: Sheet, submission: Submission, weak: bool) -> None:
        self.sheet, self.given, self.weak = sheet, submission, weak
        self._workers: dict[str, Worker] = {}
        self.failures: list[str] = []

    def close(self) -> None:
        for worker in self._workers.values():
            worker.close()

    def marked(self, began: Callable[[Item], None] | None) -> Iterator[Marked]:
        for item in self.sheet.items:
            if began:
                began(item)
            try:
                answer = self._unless_unread(item, self._answer(item))
            except WeakSandbox:
                raise
            except Exception as why:
                # our own fault, whatever it is: no item spoils another, and nothing is held against the student
                known = isinstance(why, (NotStarted, GraderFailed))
                self.failures.append(f"{item.id}: {why if known else ''.join(traceback.format_exception(why))}")
                answer = NotChecked("the grader failed on this item")
            yield Marked(item, answer)

    def _unless_unread(self, item: Item, answer: Answer) -> Answer:
        """What was handed in and could not be read is not "nothing": a person has to look."""
        if not isinstance(answer, Incorrect) or answer.mistake != UNANSWERED:
            return answer
        place = "code" if isinstance(item, FunctionItem) else "answers"
        parts = (item.id, "code") if isinstance(item, TrainingItem) else (item.id, place)
        if isinstance(item, DerivationItem):
            parts = (item.id,)
        why = next((self.given.unread[part] for part in parts if part in self.given.unread), "")
        return NotChecked(f"could not be read: {why}") if why else answer

    def _answer(self, item: Item) -> Answer:
        text = self.given.answers.get(item.id)
        match item:
            case FormulaItem():
                return formula.judge(item, text)
            case NumberItem():
                return number.judge(item, text)
            case ChoiceItem():
                return choice.judge(item, text)
            case DerivationItem():
                return derivation.judge(item, self.given.derivations.get(item.id))
            case FunctionItem():
                from numpy.random import default_rng

                from grading.items import function

                worker = self._worker("functions")
                if worker is None:
                    return Incorrect(f"no {self.sheet.code} was handed in, or an empty one", mistake=UNANSWERED)
                return function.judge(item, worker, default_rng(self._seed(item)))
            case TrainingItem():
                from grading.items import training

                return training.judge(item, self.given.recipes.get(item.id), self._worker("training"), self._seed(item))
        raise TypeError(f"no judge for an item of kind {item.kind!r}")

    def _seed(self, item: Item) -> int:
        """The same for the same text, so that a verdict can be repeated; and unknown to whoever wrote the text."""
        text = f"{self.sheet.seed}:{self.given.digest}:{item.id}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])

    def _worker(self, kind: str) -> Worker | None:
        """The sandbox with the submission's code; None where it handed in none."""
        if not self.given.code.strip():
            return None
        if kind not in self._workers:
            from grading.sandbox import Worker

            self._workers[kind] = Worker(self.given.code, filename=self.sheet.code, limits=self._limits(kind),
                                         weak=self.weak)  # fmt: skip
        return self._workers[kind]

    def _limits(self, kind: str) -> Limits:
        from grading.sandbox import Limits

        types = {each.name: type(getattr(Limits(), each.name)) for each in fields(Limits)}
        chosen = {**self.sheet.limits, **(TRAINING_LIMITS if kind == "training" else {})}
        return Limits(**{name: types[name](value) for name, value in chosen.items()})
