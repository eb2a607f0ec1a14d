"""The questions of a sheet as students get them: nothing of it answers them."""

from __future__ import annotations

from collections.abc import Iterator

from grading.assignment.items import ChoiceItem, DerivationItem, FunctionItem, Item, NumberItem, Sheet, TrainingItem


def questions(sheet: Sheet) -> str:
    """All of them, as one page of Markdown."""
    lines = [f"# {sheet.title}", ""]
    for item in sheet.items:
        lines += [f"## {item.id} ({item.points:g} point{'' if item.points == 1 else 's'})", "", question(item), ""]
    return "\n".join(lines).rstrip() + "\n"


def question(item: Item) -> str:
    """The question, what a function has to do exactly, the options, and where the answer goes; Markdown."""
    return "\n\n".join([item.question.strip(), *_more(item)])


def _more(item: Item) -> Iterator[str]:
    match item:
        case FunctionItem():
            if item.probes:
                from grading.probes.listed import probed

                page = probed(item.probes)
                yield f"`{page.signature}`\n\n{page.says.strip()}"
            yield f"Where: the function `{item.function}`."
        case ChoiceItem():
            yield "\n".join(f"- {letter}: {text}" for letter, text in item.options.items())
            how = "the letter of the one that holds" if len(item.right) == 1 else "the letters of all that hold"
            yield f"Answer with {how}."
        case NumberItem():
            unit = f" in {item.unit}" if item.unit else ""
            yield f"To {item.digits} significant digits{unit}, or as a formula."
        case DerivationItem():
            yield f"Where: `{item.id}.tex` (or .md, .ipynb), as a displayed chain `A &= B \\\\ &= C`."
        case TrainingItem():
            from grading.items.training import SAYS, SIGNATURE

            yield f"Where: a recipe `{item.id}.toml` as `python -m gan_small` reads it, or this function."
            yield f"`{SIGNATURE.replace('train', item.function, 1)}`\n\n{SAYS.strip()}"
