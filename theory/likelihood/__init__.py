"""Maximum likelihood and its losses: squared error, Gaussian models, density estimates, and what they miss."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
