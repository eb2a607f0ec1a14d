"""Wasserstein distance: plans, duality, parallel lines, the two WGAN theorems, Lipschitz bookkeeping."""

from __future__ import annotations

from theory.transport import (
    cited,
    critic_slope,
    duality,
    earth_movers,
    on_the_line,
    parallel_lines,
    wgan_loss,
    wgan_theorems,
)

#: In the order in which they are best read.
PAGES = (
    earth_movers,
    duality,
    on_the_line,
    parallel_lines,
    wgan_loss,
    wgan_theorems,
    critic_slope,
    cited,
)
