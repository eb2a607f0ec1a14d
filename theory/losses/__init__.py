"""The losses as slides print them: discriminator and generator objectives, right ones and misprinted ones."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
