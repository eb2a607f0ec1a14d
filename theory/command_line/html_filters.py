"""Filters of a page that has no script: radio buttons, labels that press them, and a rule of CSS for each.

    choices = {"deck": ["000", ...], "status": ["proved", ...]}     beside them there is always "all"

The buttons come before everything that they filter: a rule can only look at what follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Choices = Mapping[str, Sequence[str]]
#: What stands on a label where the value is no word for a reader.
SHOWN = {"none": "not on a slide"}


def filters(choices: Choices) -> str:
    """The buttons, and a bar of labels for each choice."""
    buttons = [_button(name, value) for name, values in choices.items() for value in ["all", *values]]
    bars = [_bar(name, ["all", *values]) for name, values in choices.items()]
    return f'{"".join(buttons)}<div class="filters">{"".join(bars)}</div>'


def filter_rules(choices: Choices, *, items: str, told_by: Mapping[str, str]) -> str:
    """For each button what it hides, and how its label looks.

    items: the selector of what is filtered; told_by: for each choice the attribute that an item is told by, with its
    operator, such as `data-decks~=` for one of several words.
    """
    hide = [
        f'#{name}-{value}:checked ~ {items}:not([{told_by[name]}"{value}"]),'
        for name, values in choices.items()
        for value in values
    ]
    names = [f"{name}-{value}" for name, values in choices.items() for value in ["all", *values]]
    chosen = [f"#{name}:checked ~ .filters label[for={name}]," for name in names]
    focused = [f"#{name}:focus-visible ~ .filters label[for={name}]," for name in names]
    return "\n".join(
        [
            *hide, ".never { display: none; }",
            *chosen, ".never { background: var(--ink); color: var(--paper); }",
            *focused, ".never { outline: 2px solid var(--link); }",
        ]
    ) + "\n"  # fmt: skip


def _button(name: str, value: str) -> str:
    checked = " checked" if value == "all" else ""
    return f'<input type="radio" name="{name}" id="{name}-{value}" autocomplete="off"{checked}>'


def _bar(name: str, values: Sequence[str]) -> str:
    labels = [f'<label for="{name}-{value}">{SHOWN.get(value, value)}</label>' for value in values]
    return f'<div role="group" aria-label="{name}"><span>{name.capitalize()}</span>{"".join(labels)}</div>'
