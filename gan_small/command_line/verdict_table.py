"""The verdicts as text: how many of each, with the interval of the share, and a line for every member."""

from __future__ import annotations

from typing import Any

from theory.command_line.terminal import plain_columns

MEMBERS = ("member", "target", "verdict", "|D - 1/2|", "W1/scale", "accuracy")


def lines(data: dict[str, Any]) -> list[str]:
    """What a reader sees of `gan_small.runs.verdicts.as_data`.

    |D - 1/2| is the larger of its means on real and on fake points; accuracy is that of the fresh discriminator.
    """
    members = data["members"]
    found = {word: c for word, c in data["counts"].items() if c["count"]}
    rows = [(word, f"{c['count']} of {len(members)}", f"{c['low']:.3f} - {c['high']:.3f}") for word, c in found.items()]
    percent = f"{100 * data['confidence']:g}%"
    return [
        *plain_columns([("verdict", "members", f"share of all such runs, {percent}"), *rows]),
        "",
        *plain_columns([MEMBERS, *map(_cells, members)]),
    ]


def _cells(member: dict[str, Any]) -> tuple[str, ...]:
    sides = [member["d_real"], member["d_fake"]]
    flat = None if None in sides else max(sides)
    at = "" if member["stopped"] is None else f" (stopped at step {member['stopped']})"
    numbers = (_number(x) for x in (flat, member["distance"], member["fresh_accuracy"]))
    return (str(member["member"]), member["target"], member["verdict"] + at, *numbers)


def _number(value: float | None) -> str:
    """Three decimals; beyond 1e4 three digits, as a run that diverged would fill the line."""
    if value is None:
        return "-"
    return f"{value:.3g}" if abs(value) > 1e4 else f"{value:.3f}"
