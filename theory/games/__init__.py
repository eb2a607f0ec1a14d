"""Two players and their dynamics: saddle points, zero sums, gradient steps, Dirac-GAN, the bilinear game."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
