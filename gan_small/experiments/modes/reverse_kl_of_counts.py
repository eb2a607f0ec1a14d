"""Is the reverse KL of the mode counts at least log(N/modes)?

Says       the reverse KL of the mode counts is at least the logarithm of N over the number of modes
Measures   the reverse KL, from counts of the nearest mode, less log(N/modes), on the canonical ring: with the modes
           hit by any sample, the least over all members; with the modes covered, which is the number printed beside
           it, the share of members that keep the bound
Bar        -1e-9, which no rounding reaches; for the share 0.9: a law holds for every member, and one that fails for a
           tenth of them is none
Control    log(N/modes) + log 2, as if half as many modes had been hit
Claims     log-sum-inequality: counts (c_1, ..., c_m, 0, ..., 0) against N equal weights.  A mode with less than 1% of
           the samples, or with samples far off, is hit and not covered, and for covered modes nothing is claimed.
           The first part is a theorem, here a check of the counting: a count that broke it would stop the page
Source     Cover and Thomas 2006, Theorem 2.7.1; Srivastava et al. 2017 (VEEGAN), Section 4.1, for the score
"""

from __future__ import annotations

import math

from gan_small.experiments.effects import Effect, computed, share
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.mode_collapse import AHEAD, PLAIN, WITH_R1, scores
from gan_small.experiments.modes.scores import ROUNDING, Scores, least_reverse_kl

BAR = -1e-9
MOST = 0.9
SET_UPS = {"plain": PLAIN, "R1": WITH_R1, "G ahead of D": AHEAD}


def measure(setting: Setting) -> list[Effect]:
    """Three set-ups with the modes hit, and the one that collapses with the modes covered."""
    found = {name: scores(of, setting, quick=32) for name, of in SET_UPS.items()}
    ahead = found["G ahead of D"]
    return [
        *(least(f"least excess over log(N/hit), {name} (nats)", of) for name, of in found.items()),
        share(
            "members at or above log(N/covered), G ahead of D",
            ahead.reverse_kl - least_reverse_kl(ahead.covered, of=ahead.modes) > BAR,
            above=MOST,
        ),
    ]


def control(setting: Setting) -> list[Effect]:
    """Half of the modes."""
    return [least("least excess over log(2N/hit), plain (nats)", scores(PLAIN, setting), more=math.log(2))]


def least(what: str, found: Scores, *, more: float = 0.0) -> Effect:
    """Over all members; once they are trained nothing is drawn."""
    excess = found.reverse_kl - least_reverse_kl(found.hit, of=found.modes) - more
    return computed(what, float(excess.min()), error=ROUNDING, above=BAR)
