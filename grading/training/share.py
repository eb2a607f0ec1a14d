"""How many members have to hold the certificate: so many that a right answer has fewer with probability <= RISK.

One member proves nothing: a method that works may miss a certificate, and one that does not may hit one.  So
n members, each with a target of its own, are judged, and k of them are asked for:

    k = the largest number with  P(Bin(n, SHARE) < k) <= RISK

SHARE is what `gan_small` claims of its recipe `gauss` (768 random Gaussians; see its README).
Tails are sums of positive terms in float64: relative error below n eps.
"""

from __future__ import annotations

from math import comb

#: Share of members that hold the certificate if the method is right: an assumption, which the verdict states.
SHARE = 0.9955
#: With what probability a method of that share may be called wrong.
RISK = 1e-4
#: A method that works every other time, and how often it may pass at most: the least a sheet should ask.
HALF, POWER = 0.5, 0.2


def fewer(k: int, members: int, *, share: float) -> float:
    """P(Bin(members, share) < k).

    >>> fewer(2, 2, share=0.5)
    0.75
    """
    return sum(comb(members, j) * share**j * (1 - share) ** (members - j) for j in range(k))


def at_least(k: int, members: int, *, share: float) -> float:
    """P(Bin(members, share) >= k).

    >>> at_least(2, 2, share=0.5)
    0.25
    """
    return sum(comb(members, j) * share**j * (1 - share) ** (members - j) for j in range(k, members + 1))


def needed(members: int) -> int:
    """k for so many members; 0 if there are too few for any number to be asked at this risk.

    >>> [needed(n) for n in (1, 2, 8, 16)]
    [0, 1, 6, 14]
    """
    return max(k for k in range(members + 1) if fewer(k, members, share=SHARE) <= RISK)


def terms(members: int) -> str:
    """What is asked of so many members, with both risks, for the reader of a verdict."""
    k = needed(members)
    wrong, passes = fewer(k, members, share=SHARE), at_least(k, members, share=HALF)
    return (
        f"at least {k} of {members} are asked for: where each member holds it with probability {SHARE:.2%}, fewer do "
        f"with probability {wrong:.1e}; where it is {HALF:.0%}, as many do with probability {passes:.2g}"
    )
