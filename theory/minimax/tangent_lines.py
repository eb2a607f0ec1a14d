"""Two one-variable inequalities on which every divergence here stands.

Says
    u - 1 - log u >= 0 for u > 0, with equality only at u = 1: the logarithm lies below its tangent at 1.
    log(1 + u) >= 0 for u >= 0, with equality only at u = 0.

Idea
    A function that is zero at one point, and whose slope points away from that point on both sides, is positive
    everywhere else.  The signs of the slopes are signs of rational functions, which are decided.

Names
    u    a ratio of densities, later: q/p for KL(p || q), m/p for KL(p || m)

Source   Gibbs' inequality; Cover and Thomas 2006, Theorem 2.6.3
"""

from __future__ import annotations

from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Touches

TANGENT = Touches(
    about="the logarithm lies below its tangent at 1",
    of="u - 1 - log(u)", over="u", at="1", slope="(u - 1)/u",
)  # fmt: skip

LOG_TANGENT = Claim(
    id="log-below-tangent",
    says=r"$u - 1 - \log u \ge 0$ for $u > 0$, with equality only at $u = 1$.",
    assumes=(r"$u > 0$",),
    sources=(Source("Cover and Thomas 2006", "Theorem 2.6.3"),),
    proof=(
        TANGENT,
    ),
    needed=(Needed(hypothesis=r"$u > 0$",
            shown_by=Dropped(about="at negative u the logarithm is not real",
                             step=TANGENT, change={"domain": "real"})),),
)  # fmt: skip

CLIMB = Touches(about="log(1 + u) climbs from 0", of="log(1 + u)", over="u", at="0", slope="1/(1 + u)")  # fmt: skip

LOG_ABOVE_ZERO = Claim(
    id="log-one-plus-positive",
    says=r"$\log(1 + u) > 0$ for $u > 0$, and it is 0 at $u = 0$.",
    assumes=(r"$u \ge 0$",),
    sources=(Source("Cover and Thomas 2006", "Section 2.6"),),
    proof=(CLIMB,),
    needed=(
        Needed(
            hypothesis=r"$u \ge 0$",
            shown_by=Dropped(
                about="below zero the logarithm is negative", step=CLIMB, change={"domain": "(-1/2, inf)"}
            ),
        ),
    ),
)

CLAIMS = (LOG_TANGENT, LOG_ABOVE_ZERO)
