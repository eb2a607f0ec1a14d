"""The table of verdicts stays a table, whatever the numbers are."""

from __future__ import annotations

from typing import Any

import pytest

from gan_small.command_line import verdict_table


def table(distance: float | None) -> list[str]:
    member: dict[str, Any] = {"member": 0, "target": "N(0, 1)", "verdict": "diverged", "stopped": None,
                              "d_real": 0.25, "d_fake": 0.5, "distance": distance, "fresh_accuracy": 1.0}  # fmt: skip
    counts = {"diverged": {"count": 1, "low": 0.025, "high": 1.0}}
    return verdict_table.lines({"members": [member], "counts": counts, "confidence": 0.95})


@pytest.mark.parametrize(
    ("distance", "text"),
    [(0.12345, "0.123"), (9999.5, "9999.500"), (12345.6, "1.23e+04"), (1.7e308, "1.7e+308"), (-2e50, "-2e+50"),
     (None, "-")],
)  # fmt: skip
def test_a_large_number_takes_three_digits(distance, text):
    assert table(distance)[-1].split()[-3:] == ["0.500", text, "1.000"]
