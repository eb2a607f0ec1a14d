"""f-divergences: dual bounds, second order, sharp inequalities between divergences, the root of JSD as a distance."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
