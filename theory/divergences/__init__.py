"""KL in both directions and the Jensen-Shannon divergence: when infinite, which modes, exact values."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
