"""The variational autoencoder: the evidence bound, its derivation, Gaussian closed forms, reparameterisation."""

from __future__ import annotations

from types import ModuleType

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = ()
