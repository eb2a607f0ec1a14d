"""How large JSD can be for a given KL, and for a given Jeffreys divergence; it is not "symmetric KL".

Says
    JSD <= (log 2)/2 KL(p || q), and the same with KL(q || p).    JSD <= J/8, where J = KL(p || q) + KL(q || p).
    Both constants are the best possible.

Idea
    The inequalities between generators (generator_of_js), integrated.  The first constant is approached by
    P = (0, 1), Q = (s, 1 - s) as s tends to 0; the second by every pair that grows together.

Source   Topsoe 2000; Lin 1991
"""

from __future__ import annotations

from fractions import Fraction

from theory.inequalities.finite_laws import jeffreys, jensen_shannon, kullback_leibler, ratio
from theory.inequalities.gaussian_pair import gaussian_jeffreys, gaussian_jensen_shannon
from theory.inequalities.generator_of_js import BELOW_JEFFREYS, BELOW_KL, TOPSOE
from theory.proving.bound import Bound, Drop
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.expansion import Expansion
from theory.proving.facts import Differ, Special

ONE = Fraction(1)
NORMALISED = r"$p$ and $q$ integrate to one"
HALF = (ONE / 2, ONE / 2)

BY_KL = Bound(
    about="JSD <= (log 2)/2 KL(p || q)", start="JSD(p, q)", relation="<=",
    lines=(Drop("log(2)/2*KL(p, q)", dropped="log(2)/2*KL(p, q) - JSD(p, q)", because="the generators, at t = p/q",
                lemma=BELOW_KL, weight="q", argument="p/q", moving="q", to="p"),),
)  # fmt: skip
BY_REVERSE_KL = Bound(
    about="JSD <= (log 2)/2 KL(q || p)", start="JSD(p, q)", relation="<=",
    lines=(Drop("log(2)/2*KL(q, p)", dropped="log(2)/2*KL(q, p) - JSD(p, q)", because="the generators, at t = q/p",
                lemma=BELOW_KL, weight="p", argument="q/p", moving="q", to="p"),),
)  # fmt: skip

KL_BOUND = Claim(
    id="jsd-at-most-half-log2-kl",
    says=r"$\mathrm{JSD}(p\|q) \le \frac{\log 2}{2}\,\mathrm{KL}(p\|q)$ and "
         r"$\mathrm{JSD}(p\|q) \le \frac{\log 2}{2}\,\mathrm{KL}(q\|p)$; no smaller constant will do.",
    assumes=(NORMALISED,),
    sources=(TOPSOE,),
    proof=(
        BY_KL,
        BY_REVERSE_KL,
        Expansion(about="sharp: P = (0, 1), Q = (s, 1 - s), JSD", over="s",
                  of="(-log(1 - s/2) + s*log(2) + (1 - s)*log((1 - s)/(1 - s/2)))/2", value="0", slope="log(2)/2",
                  because="m = (s/2, 1 - s/2)"),
        Expansion(about="and KL(P || Q) for the same laws: the ratio tends to (log 2)/2", over="s",
                  of="-log(1 - s)", value="0", slope="1", because="only the second point counts"),
        Computed(about="that formula for JSD at s = 1/4", by=jensen_shannon,
                 on={"p": (0 * ONE, ONE), "q": (ONE / 4, 3 * ONE / 4)},
                 gives="(-log(7/8) + log(2)/4 + 3/4*log(6/7))/2"),
        Computed(about="a constant 1% smaller fails at s = 1/1000", by=ratio,
                 on={"above": jensen_shannon, "below": kullback_leibler, "p": (0 * ONE, ONE),
                     "q": (ONE / 1000, 999 * ONE / 1000)}, relation=">", gives="99/100*log(2)/2"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=BY_KL, change={"normalised": False})),),
)  # fmt: skip

JEFFREYS_BOUND = Claim(
    id="jsd-is-not-symmetric-kl",
    says=r"Symmetric KL is Jeffreys' $J = \mathrm{KL}(p\|q) + \mathrm{KL}(q\|p)$ (or half of it), and "
         r"$\mathrm{JSD} \le \frac18 J$, with equality only at $p = q$; no smaller constant will do.",
    sources=(TOPSOE,),
    proof=(
        Bound(about="JSD <= J/8", start="JSD(p, q)", relation="<=",
              lines=(Drop("J(p, q)/8", dropped="J(p, q)/8 - JSD(p, q)", because="the generators, at t = p/q",
                          lemma=BELOW_JEFFREYS, weight="q", argument="p/q", moving="q", to="p"),)),
        Special(about="J is symmetric: exchange p and q", of="J(p, q) - J(q, p)", put={}, gives="0",
                because="the two halves change places"),
        Expansion(about="sharp: near t = 1 the generator of JSD", of="(t*log(t) - (t + 1)*log((t + 1)/2))/2",
                  over="t", at="1", value="0", slope="0", second="1/4", because="f'' = 1/(2t(t + 1))"),
        Expansion(about="and that of J: the ratio tends to 1/8", of="(t - 1)*log(t)",
                  over="t", at="1", value="0", slope="0", second="2", because="1/t + 1/t^2"),
        Computed(about="a constant 1% smaller fails", by=ratio,
                 on={"above": jensen_shannon, "below": jeffreys, "p": HALF, "q": (ONE * 11 / 20, ONE * 9 / 20)},
                 relation=">", gives="99/100/8"),
    ),
)  # fmt: skip

SYMMETRIC_KL = Claim(
    id="jsd-is-not-symmetric-kl-as-printed",
    says=r"The Jensen-Shannon divergence is the symmetric KL divergence.",
    sources=(Source("Lin 1991", "Section II"),),
    entry="jsd-is-not-symmetric-kl",
    printed=Printed(deck="003", heading="Jensen-Shannon divergence", rows=(40,),
                    sentence=r"Also called symmetric KL divergence"),
    corrected_by=("jsd-is-not-symmetric-kl",),
    instead=r"Symmetric KL is Jeffreys' $J$; $\mathrm{JSD} \le \frac18 J$, and it stays below $\log 2$ where $J$ is "
            r"infinite.",
    proof=(
        Differ(about="JSD is not J", left="JSD(p, q)", right="J(p, q)"),
        Differ(about="nor half of it", left="JSD(p, q)", right="J(p, q)/2"),
        Computed(about="N(0,1) and N(1,1): J", by=gaussian_jeffreys, on={"mean": ONE}, gives=ONE),
        Computed(about="and JSD", by=gaussian_jensen_shannon, on={"mean": ONE},
                        gives="0.1114214821847361797172368122175602442556"),
        Computed(about="laws on disjoint sets: JSD is finite, KL either way is not", by=jensen_shannon,
                 on={"p": (ONE, 0 * ONE), "q": (0 * ONE, ONE)}, gives="log(2)"),
        Special(about="near them J has no bound: P = (1 - s, s) and Q reversed", symbols={"b": "(0, inf)"},
                of="2*(1 - 2*s)*log((1 - s)/s)", put={"s": "1/(1 + exp(b))"},
                gives="2*b*(exp(b) - 1)/(exp(b) + 1)", because="as b grows, s tends to 0 and J to infinity, like 2b"),
    ),
)  # fmt: skip

CLAIMS = (KL_BOUND, JEFFREYS_BOUND, SYMMETRIC_KL)
