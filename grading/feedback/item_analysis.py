"""How each item fared in a class: how many answered, how well it discriminates, and which mistake how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from grading.assignment.items import Item, Sheet
from grading.feedback.hostile import markdown_text
from grading.feedback.mark_book import cell, of_the_sheet, table
from grading.feedback.shown import number
from grading.report import Marked, Report
from grading.results import UNANSWERED, Correct, Incorrect, NotChecked

#: What a wrong answer is counted under that no slip is known for.
OTHER = "other"
# A correlation of two pairs is always 1 or -1.
_FEWEST = 3


@dataclass(frozen=True)
class Mistake:
    """A slip, how many made it, and the hint that most of them got."""

    name: str
    count: int
    hint: str


@dataclass(frozen=True)
class Analysis:
    """One item over a class.  `answered` = correct + incorrect + not checked; the rest handed in nothing for it.

    `mean_share`: mean of points earned / points, over all submissions but those where a person has to look yet.
    `discrimination`: correlation of that share with the points earned on all other items (the corrected item-total
    correlation; where an item is all or nothing, the point-biserial one).  None where it is not defined: `undefined`
    then says why.
    """

    item: Item
    submissions: int
    answered: int
    correct: int
    incorrect: int
    not_checked: int
    mean_share: float | None
    discrimination: float | None
    undefined: str
    mistakes: tuple[Mistake, ...]


def item_analysis(reports: Iterable[Report], sheet: Sheet) -> list[Analysis]:
    """The items in the order of the sheet."""
    found = sorted(reports, key=lambda report: report.submission)
    for report in found:
        of_the_sheet(report, sheet)
    return [_item(item, index, found) for index, item in enumerate(sheet.items)]


def _item(item: Item, index: int, reports: list[Report]) -> Analysis:
    here = [report.marked[index] for report in reports]
    answers = [each.answer for each in here]
    wrong = [answer for answer in answers if isinstance(answer, Incorrect) and answer.mistake != UNANSWERED]
    correct = sum(isinstance(answer, Correct) for answer in answers)
    unchecked = sum(isinstance(answer, NotChecked) for answer in answers)
    decided = [(_share(each), report.points - each.points) for report, each in zip(reports, here, strict=True)
               if not isinstance(each.answer, NotChecked)]  # fmt: skip
    mean = sum(share for share, _ in decided) / len(decided) if decided else None
    value, undefined = _correlation(decided)
    counted = Counter(answer.mistake or OTHER for answer in wrong)
    mistakes = tuple(
        Mistake(name, count, _hint([answer.hint for answer in wrong if (answer.mistake or OTHER) == name]))
        for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return Analysis(item, len(reports), correct + len(wrong) + unchecked, correct, len(wrong), unchecked,
                    mean, value, undefined, mistakes)  # fmt: skip


def _share(each: Marked) -> float:
    if each.item.points:
        return each.points / each.item.points
    return float(isinstance(each.answer, Correct))


def _hint(hints: Sequence[str]) -> str:
    counted = Counter(hint for hint in hints if hint)
    return min(counted, key=lambda hint: (-counted[hint], hint)) if counted else ""


def _correlation(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, str]:
    """Pearson's correlation, or why there is none."""
    n = len(pairs)
    if n < _FEWEST:
        return None, f"fewer than {_FEWEST} submissions are marked"
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    # an exact zero is out of reach of rounded sums
    if xx <= 1e-18 * n:
        return None, "everybody earned the same on it"
    if yy <= 1e-18 * n * max(1.0, mean_y**2):
        return None, "everybody earned the same on the rest"
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sqrt(xx * yy), ""


_HEAD = ["item", "kind", "points", "submissions", "answered", "correct", "incorrect", "not checked",
         "mean share", "discrimination"]  # fmt: skip


def analysis_csv(analyses: Iterable[Analysis]) -> str:
    """One row an item; its mistakes stand in one cell, most frequent first."""
    # only text is made harmless: a negative correlation is a number, and an apostrophe would make it a text
    rows = [[*map(cell, _names(each)), *_figures(each), cell("; ".join(_mistakes(each)))] for each in analyses]
    return table([*(name.replace(" ", "_") for name in _HEAD), "mistakes"], rows)


def analysis_markdown(analyses: Iterable[Analysis]) -> str:
    """A table of the items, and below it which mistake how often."""
    found = list(analyses)
    lines = [f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
    lines += [f"| {' | '.join([*map(markdown_text, _names(each)), *_figures(each)])} |" for each in found]
    for each in found:
        if each.mistakes:
            lines += [
                "",
                f"## {markdown_text(each.item.id)}",
                "",
                "| mistake | how often | hint |",
                "| --- | --- | --- |",
            ]
            for slip in each.mistakes:
                lines.append(f"| {markdown_text(slip.name)} | {slip.count} | {markdown_text(slip.hint)} |")
    return "\n".join([*lines, ""])


def _names(each: Analysis) -> list[str]:
    return [each.item.id, each.item.kind]


def _figures(each: Analysis) -> list[str]:
    mean = "" if each.mean_share is None else f"{each.mean_share:.3f}"
    value = f"undefined: {each.undefined}" if each.discrimination is None else f"{each.discrimination + 0.0:.3f}"
    heads = (each.submissions, each.answered, each.correct, each.incorrect, each.not_checked)
    return [number(each.item.points), *map(str, heads), mean, value]


def _mistakes(each: Analysis) -> list[str]:
    return [f"{slip.count} x {slip.name}" + (f" ({slip.hint})" if slip.hint else "") for slip in each.mistakes]
