"""The sign of an expression on its whole domain: what a bound needs to know of the quantity it drops."""

from __future__ import annotations

from theory.deciding.attempts import settled
from theory.deciding.blocked import Blocked, Restart
from theory.deciding.normal import Normal
from theory.terms.domain import Setting
from theory.terms.expr import Expr


def sign_of(e: Expr, setting: Setting | None = None) -> int | None:
    """+1 or -1 if `e` is positive or negative (up to a null set) wherever `setting` allows; None if not proved.

    `e` is a pointwise expression: densities are positive numbers, D lies in (0, 1), parameters in their domains.
    A perfect square counts as positive: it vanishes on a null set only.

    >>> from theory.terms.expr import At
    >>> sign_of((At("p") - At("q")) ** 2 / (At("p") + At("q")))
    1
    """

    def run(normal: Normal) -> int | None:
        u = normal.value(e, ())
        return normal.algebra.sign(u.num) * normal.algebra.sign(u.den) if u.num else None

    try:
        return settled((e,), setting or Setting(), run)
    except (Blocked, Restart):
        return None
