"""Wasserstein distance: plans, duality, parallel lines, the two WGAN theorems, Lipschitz bookkeeping."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
