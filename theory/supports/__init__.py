"""Low-dimensional supports: perfect discriminators, vanishing and noisy gradients, and what noise repairs."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
