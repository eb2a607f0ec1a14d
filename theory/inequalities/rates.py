"""The rates behind "KL implies JSD and TV implies Wasserstein": Theorem 2 of the WGAN paper with constants.

Says
    JSD <= (log 2)/2 min(KL(p || q), KL(q || p));  log 2 - h((1 - TV)/2) <= JSD <= (log 2) TV;  TV <= sqrt(2 JSD).
    On a space of diameter d: W1 <= d TV <= d sqrt(2 JSD) <= d sqrt((log 2) KL), and directly W1 <= d sqrt(KL/2),
    which is better.  On two points at distance d the constants of the bounds by TV, JSD and KL cannot be lowered by 1%.

Idea
    Everything but W1 <= d TV is on the pages before; that is w1-tv-bounds.

Names
    d    the diameter          k    a value of KL

Source   Arjovsky, Chintala and Bottou 2017, Theorem 2; Gibbs and Su 2002
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.inequalities.convergence import LOWER, NORMALISED, WITH_S_TV
from theory.inequalities.finite_laws import Law, ball, jensen_shannon, kullback_leibler, variation
from theory.inequalities.jensen_shannon_and_kl import BY_KL, BY_REVERSE_KL
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.facts import Sign, Special

ONE = Fraction(1)
POSITIVE = {"d": "(0, inf)", "k": "(0, inf)", "j": "(0, inf)"}
R4 = {"p": (ONE / 2, ONE / 2), "q": (ONE / 4, 3 * ONE / 4)}
CLOSE = {"p": (ONE * 101 / 200, ONE * 99 / 200), "q": (ONE * 99 / 200, ONE * 101 / 200)}
CENTRED = {"p": (ONE * 101 / 200, ONE * 99 / 200), "q": (ONE / 2, ONE / 2)}


def two_point_distance(p: Law, q: Law, diameter: Fraction) -> Fraction:
    """W1 on two points: what is missing on one is carried from the other."""
    return diameter * abs(p[0] - q[0])


def excess_over_variation(p: Law, q: Law, diameter: Fraction) -> Fraction:
    """W1 - d TV."""
    return two_point_distance(p, q, diameter) - diameter * variation(p, q)


def part_of_jsd_bound(p: Law, q: Law, diameter: Fraction) -> arb:
    """W1 / (d sqrt(2 JSD))."""
    return ball(two_point_distance(p, q, diameter) / diameter) / (2 * jensen_shannon(p, q)).sqrt()


def part_of_pinsker_bound(p: Law, q: Law, diameter: Fraction) -> arb:
    """W1 / (d sqrt(KL/2))."""
    return ball(two_point_distance(p, q, diameter) / diameter) / (kullback_leibler(p, q) / 2).sqrt()


RATES = Claim(
    id="wgan-theorem-2-quantitative",
    says=r"$\mathrm{JSD} \le \frac{\log 2}{2}\min(\mathrm{KL}(p\|q), \mathrm{KL}(q\|p))$ and "
         r"$\mathrm{TV} \le \sqrt{2\,\mathrm{JSD}}$; on a space of diameter $d$, $W_1 \le d\,\mathrm{TV} \le "
         r"d\sqrt{2\,\mathrm{JSD}} \le d\sqrt{(\log 2)\,\mathrm{KL}}$, and better $W_1 \le "
         r"d\sqrt{\frac12\mathrm{KL}}$.",
    assumes=(NORMALISED,),
    sources=(Source("Arjovsky, Chintala and Bottou 2017", "Theorem 2"),
             Source("Gibbs and Su 2002, On choosing and bounding probability metrics", "Theorem 4")),
    uses=("w1-tv-bounds", "pinsker-inequality", "jsd-at-least-in-tv", "jsd-at-most-log2-tv"),
    proof=(
        BY_KL,
        BY_REVERSE_KL,
        LOWER,
        WITH_S_TV,
        Special(about="so TV <= sqrt(2 JSD), and the bound by JSD becomes one by KL", of="d*sqrt(2*j)",
                symbols=POSITIVE,
                put={"j": "log(2)/2*k"}, gives="d*sqrt(log(2)*k)", because="JSD <= (log 2)/2 KL"),
        Sign(about="Pinsker's is better: 1/2 < log 2", of="log(2)*k - k/2", symbols=POSITIVE,
             because="log 2 = 0.69..."),
        Computed(about="on two points at distance 7, W1 = d TV", by=excess_over_variation,
                 on={**R4, "diameter": 7 * ONE}, gives=0 * ONE),
        Computed(about="where d sqrt(2 JSD) cannot be lowered by 1%", by=part_of_jsd_bound,
                 on={**CLOSE, "diameter": 7 * ONE}, relation=">", gives="99/100"),
        Computed(about="nor d sqrt(KL/2)", by=part_of_pinsker_bound,
                 on={**CENTRED, "diameter": 7 * ONE}, relation=">", gives="99/100"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=BY_KL, change={"normalised": False})),),
)  # fmt: skip

CLAIMS = (RATES,)
