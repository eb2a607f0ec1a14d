"""KL in both directions and the Jensen-Shannon divergence: when infinite, which modes, exact values."""

from __future__ import annotations

from theory.divergences import (
    definitions,
    modes,
    plateau,
    where_infinite,
)

#: In the order in which they are best read.
PAGES = (
    definitions,
    where_infinite,
    modes,
    plateau,
)
