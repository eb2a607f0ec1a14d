"""Layers and recipes: convolutions and their transposes, activations, normalisation, feature matching."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
