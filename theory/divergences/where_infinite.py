r"""Where KL is infinite, and JSD is not: supports, Diracs, uniform laws, and what infinity forces a model to do.

Says
    KL(p || q) is infinite if q = 0 on a set that p charges: it is *defined*, as infinity.  On finite sets that is the
    only way; on infinite ones sums may diverge over equal supports.  A Gaussian is never 0.
    So forward KL forces q > 0 where p > 0 (zero-avoiding), reverse KL forces q = 0 where p = 0 (zero-forcing).
    Two Diracs: both KL infinite, JSD = log 2, W = the distance.

Idea
    p log(p/e) grows like p log(1/e) as e -> 0.

Names
    t    e = exp(-t) is what q has left of a point that p charges

Source   Cover and Thomas 2006, Section 2.3; Bishop 2006, Section 10.1.2; Minka 2005
"""

from __future__ import annotations

from fractions import Fraction

from theory.divergences.finite_values import is_infinite, jsd, kl, of_uniforms, partial_kl, table
from theory.divergences.gaussian_mixtures import kl as gaussian_kl
from theory.divergences.gaussian_mixtures import normal, two_modes
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.proving.gradient import Slope

COVER = Source("Cover and Thomas 2006", "Section 2.3")
MINKA = Source("Minka 2005, Divergence measures and message passing", "Section 3")
T = {"t": "(0, inf)"}
ONE, NONE, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
DIRACS = {"p": (ONE, NONE), "q": (NONE, ONE)}
FIRST = (2, 4)
OTHERS = ((5, 7), (4, 6), (3, 5), (1, 5), (Fraction(5, 2), Fraction(7, 2)), (2, 4))
FINITE = r"the set is finite"

FORWARD_INFINITE = Claim(
    id="forward-kl-infinite",
    says=r"If $q = 0$ on a set that $p$ charges, $\mathrm{KL}(p\,\|\,q) = +\infty$: defined, and infinite. For a "
         r"Gaussian $q$ and a mixture $p$ it is finite, however badly they fit.",
    sources=(COVER,),
    proof=(
        Computed(about="p = (1/2, 1/2), q = (1, 0)", by=kl, on={"p": (HALF, HALF), "q": (ONE, NONE)}, gives="infinity"),
        Special(about="its limit: q = (1 - e, e) with e = exp(-t)", symbols=T, of="log(1/2/(1 - e1))/2 + log(1/2/e1)/2",
                put={"e1": "exp(-t)"}, gives="(t - log(4) - log(1 - exp(-t)))/2", because="it grows with t"),
        Computed(about="half N(-3, 1), half N(3, 1) against N(3, 1): large and finite", by=gaussian_kl,
                 on={"first": two_modes(3), "second": normal(3, 1)}, gives="8.3107020669709222"),
    ),
)  # fmt: skip

NOT_DEFINED = Claim(
    id="forward-kl-infinite-as-printed",
    entry="forward-kl-infinite",
    says=r"The forward KL is not defined where $Q = 0$, as for a Gaussian $Q$ on one mode.",
    sources=(COVER,),
    printed=Printed(deck="000", heading="Forward KL-Div", rows=(20,),
                    sentence=r"not defined, where $Q(x) = 0$; the picture has a Gaussian $Q$"),
    instead=r"It is $+\infty$ there; and a Gaussian is nowhere 0.",
    corrected_by=("forward-kl-infinite",),
    proof=(
        Computed(about="where q = 0 < p it has a value", by=kl, on={"p": (HALF, HALF), "q": (ONE, NONE)},
                 gives="infinity"),
        Computed(about="and for the Gaussian of the picture another, below 9", by=gaussian_kl,
                 on={"first": two_modes(3), "second": normal(3, 1)}, relation="<", gives=9),
    ),
)  # fmt: skip

IFF = Claim(
    id="kl-infinite-iff",
    says=r"On a finite set $\mathrm{KL}(p\,\|\,q) = \infty$ exactly if $q = 0 < p$ somewhere. On infinite sets no "
         r"overlap is sufficient, not necessary: $P_n = \frac{6}{\pi^2 n^2}$ and $Q_n = 2^{-n}$ have one support and "
         r"partial sums beyond every bound.",
    assumes=(FINITE,),
    sources=(COVER,),
    proof=(
        Computed(about="overlapping, not covered: KL(p || q), KL(q || p) infinite?", by=is_infinite,
                 on={"p": (HALF, HALF, NONE), "q": (NONE, HALF, HALF)}, gives=(True, True)),
        Computed(about="covered one way", by=is_infinite,
                 on={"p": (HALF, HALF, NONE), "q": (HALF, Fraction(1, 4), Fraction(1, 4))},
                 gives=(False, True)),
    ),
    needed=(
        Needed(hypothesis=FINITE,
               shown_by=Computed(about="6/(pi n)^2 against 2^-n, 10 terms: less than 1/50", by=partial_kl,
                                 on={"terms": 10},
                                 relation="<", gives=Fraction(1, 50))),
        Needed(hypothesis=FINITE,
               shown_by=Computed(about="1000 terms: beyond 3/2", by=partial_kl, on={"terms": 1000}, relation=">",
                                 gives=Fraction(3, 2))),
        Needed(hypothesis=FINITE,
               shown_by=Calc(about="each term n log 2 P(n) is a multiple of 1/n, and these add up to infinity",
                             symbols={"n": "(0, inf)"}, start="6/(pi**2*n**2)*n*log(2)",
                             lines=(Line("6*log(2)/pi**2*(1/n)", "the harmonic series"),))),
    ),
)  # fmt: skip

AVOIDING = Claim(
    id="forward-kl-zero-avoiding",
    says=r"As $q \to 0$ at a point with $p > 0$ the forward KL grows like $p\log\frac1q$: to keep it finite $q$ must "
         r"be positive wherever $p$ is.",
    assumes=(r"$p > 0$ at the point",),
    sources=(MINKA,),
    proof=(
        Special(about="a point with mass a, q = exp(-t)", symbols={**T, "a": "(0, 1)"}, of="a*log(a/e1)",
                put={"e1": "exp(-t)"},
                gives="a*t + a*log(a)", because="log(1/e) = t"),
        Slope(about="its slope in t is a: the divergence is exactly that fast", symbols={"a": "(0, 1)"},
              of="a*t + a*log(a)", over="t",
              gives="a", because="linear"),
    ),
    needed=(Needed(hypothesis=r"$p > 0$ at the point",
                   shown_by=Computed(about="where p = 0 nothing is paid, though q = 0 too", by=kl,
                                     on={"p": (ONE, NONE), "q": (ONE, NONE)}, gives=0)),),
)  # fmt: skip

FORCING = Claim(
    id="reverse-kl-zero-forcing",
    says=r"$\mathrm{KL}(q\,\|\,p) = \infty$ if $q$ charges a set where $p = 0$; as $p \to 0$ at a point it costs "
         r"$q\log\frac1p$: the reverse KL forces $q = 0$ where $p = 0$.",
    assumes=(r"$q > 0$ at the point",),
    sources=(MINKA,),
    proof=(
        Computed(about="q = (1/2, 1/2) charges a point where p = (1, 0) does not", by=kl,
                 on={"p": (HALF, HALF), "q": (ONE, NONE)},
                 gives="infinity"),
        Special(about="a point where q has mass b and p = exp(-t)", symbols={**T, "b": "(0, 1)"}, of="b*log(b/e1)",
                put={"e1": "exp(-t)"},
                gives="b*t + b*log(b)", because="log(1/e) = t"),
    ),
    needed=(Needed(hypothesis=r"$q > 0$ at the point",
                   shown_by=Computed(about="where q = 0 nothing is paid, though p = 0 there", by=kl,
                                     on={"p": (HALF, HALF, NONE), "q": (HALF, HALF, NONE)}, gives=0)),),
)  # fmt: skip

DIRAC_KL = Claim(
    id="two-dirac-kl",
    says=r"For $\delta_0$ and $\delta_\theta$, $\theta \ne 0$, both KL are infinite whatever the distance, while $W_1 "
         r"= |\theta|$.",
    sources=(COVER,),
    uses=("theta-lines-w",),
    proof=(
        Computed(about="KL(P || Q), KL(Q || P) infinite?", by=is_infinite, on=DIRACS, gives=(True, True)),
        Calc(about="the mass 1 moves from 0 to t", symbols=T, start="1*abs(t - 0)",
             lines=(Line("t", "the only plan"),)),
    ),
)  # fmt: skip

DIRAC_JSD = Claim(
    id="jsd-two-dirac",
    says=r"For $\delta_0$ and $\delta_{1/2}$: $\mathrm{KL}(P\,\|\,M) = \mathrm{KL}(Q\,\|\,M) = \log 2$, and "
         r"$\mathrm{JSD} = \log 2$.",
    sources=(Source("Lin 1991", "Theorem 3"),),
    proof=(
        Computed(about="JSD", by=jsd, on=DIRACS, gives="log(2)"),
        Computed(about="KL(P || M)", by=kl, on={"p": (ONE, NONE), "q": (HALF, HALF)}, gives="log(2)"),
        Special(about="at a point of its own mass, log(p/m)", of="log(p/((p + q)/2))", put={"q": "0"}, gives="log(2)",
                because="m = p/2"),
    ),
)  # fmt: skip

TWELVE = Claim(
    id="twelve-kl-values",
    says=r"For uniform laws $\mathrm{KL}(U_A\,\|\,U_B) = \log\frac{|B|}{|A|}$ if $A \subseteq B$, else $\infty$. For "
         r"$P = U[2,4]$ and six $Q_i$ of our own (the slide's are lost): 8 of 12 values are infinite, JSD tells "
         r"containment from overlap, only $W_1$ tells $[5,7]$ from $[4,6]$.",
    sources=(COVER,),
    proof=(
        Computed(about="KL(P || Q_i) infinite, KL(Q_i || P) infinite, W_1, for the six", by=table,
                 on={"first": FIRST, "others": OTHERS},
                 gives=((True, True, Fraction(3)), (True, True, Fraction(2)), (True, True, ONE), (False, True, HALF),
                        (True, False, Fraction(1, 4)), (False, False, NONE))),
        Computed(about="KL(P || U[1,5])", by=of_uniforms, on={"measure": kl, "first": FIRST, "second": (1, 5)},
                 gives="log(2)"),
        Computed(about="KL(U[5/2,7/2] || P)", by=of_uniforms, on={"measure": kl, "first": OTHERS[4], "second": FIRST},
                 gives="log(2)"),
        Computed(about="JSD with U[4,6]: as far as can be", by=of_uniforms,
                 on={"measure": jsd, "first": FIRST, "second": (4, 6)},
                 gives="log(2)"),
        Computed(about="JSD with U[3,5]", by=of_uniforms, on={"measure": jsd, "first": FIRST, "second": (3, 5)},
                 gives="log(2)/2"),
        Computed(about="JSD with U[1,5]", by=of_uniforms, on={"measure": jsd, "first": FIRST, "second": (1, 5)},
                 gives="3/4*log(4/3)"),
    ),
)  # fmt: skip

CLAIMS = (FORWARD_INFINITE, NOT_DEFINED, IFF, AVOIDING, FORCING, DIRAC_KL, DIRAC_JSD, TWELVE)
