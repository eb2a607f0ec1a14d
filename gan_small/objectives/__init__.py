"""What the two players minimise: a table of formulas, in the outputs C of the discriminator's network.

    saturating        E_p log D + E_q log(1 - D), as printed; labels may be smoothed       minimax.py
    non-saturating    the same D, and G minimises -E_q log D                               minimax.py
    least-squares     squared distances to the codes a (fake), b (real) and c (G's)        least_squares.py
    hinge             margins: real above 1, fake below -1                                 hinge.py
    wasserstein       a difference of means, for a critic whose slope is kept in check     wasserstein.py
    relativistic      real sample i above fake sample i, pair by pair                      relativistic.py
    f-gan(...)        the dual bound on an f-divergence                                    f_gan.py

`objective("least-squares(-1, 1, 0)")` reads a name; `Objective.name` is what it reads back.
"""

from __future__ import annotations

from gan_small.objectives.by_name import NAMES, objective
from gan_small.objectives.f_gan import FGan
from gan_small.objectives.hinge import Hinge
from gan_small.objectives.least_squares import LeastSquares
from gan_small.objectives.minimax import Minimax, NonSaturating
from gan_small.objectives.objective import NoScore, NotAnObjective, Objective
from gan_small.objectives.relativistic import Relativistic
from gan_small.objectives.wasserstein import Wasserstein

__all__ = [
    "NAMES",
    "FGan",
    "Hinge",
    "LeastSquares",
    "Minimax",
    "NoScore",
    "NonSaturating",
    "NotAnObjective",
    "Objective",
    "Relativistic",
    "Wasserstein",
    "objective",
]
