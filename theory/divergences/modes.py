r"""Which modes a divergence covers: one Gaussian fitted to two, forwards, backwards and by JSD.

Says
    Forward KL matches moments: for half N(-a, s^2), half N(a, s^2) the best Gaussian is N(0, a^2 + s^2), over both
    modes. Its gradient at one mode is not 0: it never settles there.
    Reverse KL has minima at each mode, worth about log 2 for equal weights, and, for modes 3 apart from 0, a third
    between. JSD covers for equal weights and seeks for weights 7 : 3.  A missed mode is cheap (log 1/w), a gap between
    modes is dear.

Idea
    Forward KL depends on q through two moments of p only.  The rest are certified integrals.

Names
    u, v    mean and variance of the Gaussian;  M1, M2   first and second moment of p (written a1, a2);  w   a weight

Source   Minka 2005, Section 3; Bishop 2006, Section 10.1.2; Theis et al. 2016, Figure 1
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.divergences.gaussian_mixtures import (
    covering_minus_seeking,
    forward_kl,
    jsd,
    neighbours_are_higher,
    reverse_kl,
    two_modes,
    value_at,
)
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Sign, Special
from theory.proving.gradient import Slope

MINKA = Source("Minka 2005, Divergence measures and message passing", "Section 3")
BISHOP = Source("Bishop 2006, Pattern Recognition and Machine Learning", "Section 10.1.2")
THEIS = Source("Theis et al. 2016, arXiv 1511.01844", "Figure 1")
V = {"v": "(0, inf)", "w": "(0, 1)"}
EQUAL, UNEQUAL = two_modes(3), two_modes(3, Fraction(7, 10))
SEPARATED = r"the modes are separated"
MOMENTS = r"$p$ has a finite second moment"


def middle_better(apart: Fraction) -> bool:
    """Whether N(0, 1 + apart^2), with a rational deviation near it, has a lower reverse KL than N(apart, 1)."""
    target = two_modes(apart)
    return bool(value_at(reverse_kl, target, "0", "1.118") < value_at(reverse_kl, target, str(apart), "1"))


def forward_gap() -> arb:
    """KL(p || N(0, 3.16^2)) less KL(p || N(3, 1)), for the two equal modes."""
    return value_at(forward_kl, EQUAL, "0", "3.16") - value_at(forward_kl, EQUAL, "3", "1")


MATCHING = Claim(
    id="forward-kl-moment-matching",
    says=r"Over Gaussians, $\mathrm{KL}(p\,\|\,N(\mu, \sigma^2))$ is least for $\mu = \mathbb{E}_p x$ and $\sigma^2 = "
         r"\mathrm{Var}_p x$: it stretches over all modes. For $\tfrac12 N(\pm 3, 1)$ that is $N(0, 10)$.",
    assumes=(MOMENTS,),
    sources=(MINKA, BISHOP),
    proof=(
        Calc(about="the cross-entropy, with E_p x = a1 and E_p x^2 = a2", symbols=V,
             start="log(2*pi*v)/2 + (a2 - 2*a1*u + u**2)/(2*v)",
             lines=(Line("log(2*pi*v)/2 + ((a2 - a1**2) + (u - a1)**2)/(2*v)", "complete the square"),)),
        Slope(about="its slope in u vanishes only at the mean", symbols=V,
              of="log(2*pi*v)/2 + ((a2 - a1**2) + (u - a1)**2)/(2*v)", over="u",
              gives="(u - a1)/v", because="a parabola"),
        Slope(about="there its slope in v vanishes only at the variance, s2 = a2 - a1^2",
              of="log(2*pi*v)/2 + s2/(2*v)", over="v",
              domain="(0, inf)", gives="(v - s2)/(2*v**2)", because="negative below, positive above"),
        Calc(about="two modes +-3 of variance 1: a2", start="((3**2 + 1) + ((-3)**2 + 1))/2",
             lines=(Line("10", "9 + 1"),)),
        Computed(about="the value at N(0, 10), deviation 3.16227766...", by=value_at,
                 on={"measure": forward_kl, "target": EQUAL, "mean": "0", "deviation": "3.162277660168379332"},
                 gives="0.461994613467945"),
        Computed(about="which is less than at four neighbours", by=neighbours_are_higher,
                 on={"measure": forward_kl, "target": EQUAL, "mean": "0", "deviation": "3.16227766", "step": "1/50"},
                 gives=True),
    ),
    needed=(Needed(hypothesis=MOMENTS,
                   shown_by=Special(about="with a2 = t growing without bound, so does the cross-entropy, for every "
                                          "Gaussian",
                                    symbols={"t": "(0, inf)", "v": "(0, inf)"}, of="(a2 - 2*a1*u + u**2)/(2*v)",
                                    put={"a2": "t", "a1": "0", "u": "0"}, gives="t/(2*v)",
                                    because="no Gaussian is best"),),),
)  # fmt: skip

NEVER_ONE = Claim(
    id="forward-kl-never-learns-a-mode",
    says=r"At one of two equal modes $\pm 3$ the forward KL of a Gaussian has the slope $3$ in $\mu$: no stationary "
         r"point. A mixture with two modes can be learned exactly.",
    assumes=(r"$q$ is one Gaussian",),
    sources=(MINKA,),
    uses=("forward-kl-moment-matching",),
    proof=(
        Special(about="the slope (u - a1)/v at u = 3, v = 1, for a1 = 0", symbols={"v": "(0, inf)"}, of="(u - a1)/v",
                put={"u": "3", "v": "1", "a1": "0"}, gives="3", because="not 0"),
        Special(about="with almost all weight w on that mode, a1 = 6w - 3, the slope tends to 0", of="3 - (6*w1 - 3)",
                put={"w1": "1"},
                gives="0", because="then it is learned"),
    ),
    needed=(Needed(hypothesis=r"$q$ is one Gaussian",
                   shown_by=Special(about="a q that can be p itself learns every mode", of="KL(p, q)", put={"q": "p"},
                                    gives="0",
                                    because="log 1 = 0"),),),
)  # fmt: skip

SEEKING = Claim(
    id="reverse-kl-mode-seeking",
    says=r"For $p = \tfrac12 N(\pm 3, 1)$ the reverse KL of a Gaussian is lower near $\mu = 2.984$, $\sigma = 1.023$ "
         r"than at four neighbours, with the value $0.6888 < \log 2$; also near $\mu = 0$, $\sigma = 2.744$, with the "
         r"higher value $0.8406$. In the limit of far modes it is $\log\frac1w$ at a mode of weight $w$.",
    assumes=(SEPARATED,),
    sources=(BISHOP,),
    proof=(
        Computed(about="at a mode", by=value_at,
                 on={"measure": reverse_kl, "target": EQUAL, "mean": "2.9843059878357420465657",
                 "deviation": "1.0233685596611969891636"}, gives="0.6887689958549638"),
        Computed(about="lower than its neighbours", by=neighbours_are_higher,
                 on={"measure": reverse_kl, "target": EQUAL, "mean": "2.9843", "deviation": "1.02337", "step": "1/50"},
                 gives=True),
        Computed(about="below log 2", by=value_at,
                 on={"measure": reverse_kl, "target": EQUAL, "mean": "2.9843", "deviation": "1.02337"},
                 relation="<", gives="log(2)"),
        Computed(about="between the modes", by=value_at, on={"measure": reverse_kl, "target": EQUAL, "mean": "0",
                 "deviation": "2.7437693090912137"}, gives="0.8406214312789031"),
        Computed(about="lower than its neighbours, too", by=neighbours_are_higher,
                 on={"measure": reverse_kl, "target": EQUAL, "mean": "0", "deviation": "2.74377", "step": "1/10"},
                 gives=True),
        Calc(about="far modes: on its own mode p is w times q", symbols=V, start="log(q/(w*q))",
             lines=(Line("log(1/w)", "everywhere"),)),
    ),
    needed=(Needed(hypothesis=SEPARATED,
                   shown_by=Computed(about="modes +-1/2: the middle is better than at the mode", by=middle_better,
                                     on={"apart": Fraction(1, 2)}, gives=True),),),
)  # fmt: skip

BETWEEN = Claim(
    id="js-vs-kl-fits",
    says=r"Against $p = wN(-3, 1) + (1 - w)N(3, 1)$ the JSD prefers covering ($N(0, 3.12^2)$) to seeking ($N(2.97, "
         r"1.05^2)$) for $w = \tfrac12$, and seeking ($N(-2.98, 1.02^2)$) to covering ($N(-1.24, 2.86^2)$) for $w = "
         r"\tfrac7{10}$.",
    sources=(THEIS,),
    uses=("forward-kl-moment-matching", "reverse-kl-mode-seeking"),
    proof=(
        Computed(about="equal weights: JSD when covering, less JSD when seeking", by=covering_minus_seeking,
                 on={"target": EQUAL, "covering": ("0", "3.1198"), "seeking": ("2.96874", "1.04926")}, relation="<",
                 gives=0),
        Computed(about="weights 7 : 3: now seeking is lower", by=covering_minus_seeking,
                 on={"target": UNEQUAL, "covering": ("-1.237636", "2.862809"), "seeking": ("-2.98482", "1.02454")},
                 relation=">", gives=0),
        Computed(about="the value for equal weights at (0, 3.1198322761135530)", by=value_at,
                 on={"measure": jsd, "target": EQUAL, "mean": "0", "deviation": "3.1198322761135530"},
                 gives="0.12841087175019"),
    ),
)  # fmt: skip

DROPPING = Claim(
    id="mode-collapse-from-asymmetry",
    says=r"The reverse KL makes it cheap to drop a mode (keeping modes of total weight $w$ costs $\log\frac1w$) and "
         r"dear to cover a gap: that is zero-forcing. Forward KL is as asymmetric, and covers.",
    sources=(BISHOP,),
    uses=("reverse-kl-zero-forcing", "forward-kl-zero-avoiding"),
    proof=(
        Calc(about="dropping: q is p's one mode, of weight w", symbols=V, start="log(q/(w*q))",
             lines=(Line("log(1/w)", "finite"),)),
        Special(about="for w = 1/2", symbols=V, of="log(1/w)", put={"w": "1/2"}, gives="log(2)", because="0.69 nats"),
        Special(about="covering a gap where p = exp(-t), with mass b: t b + ..., without bound",
                symbols={"t": "(0, inf)", "b": "(0, 1)"},
                of="b*log(b/g)", put={"g": "exp(-t)"}, gives="b*t + b*log(b)", because="log(1/p) = t"),
        Special(about="forwards, dropping is dear: q = exp(-t) where p has mass a",
                symbols={"t": "(0, inf)", "a": "(0, 1)"},
                of="a*log(a/g)", put={"g": "exp(-t)"}, gives="a*t + a*log(a)", because="log(1/q) = t"),
    ),
)  # fmt: skip

ASYMMETRY = Claim(
    id="mode-collapse-from-asymmetry-as-printed",
    entry="mode-collapse-from-asymmetry",
    says=r"The asymmetry of KL leads to mode collapse: whatever is asymmetric collapses, and exploring modes is "
         r"punished.",
    sources=(BISHOP,),
    printed=Printed(deck="004", heading="Mode collapse by the log D trick", rows=(59,),
                    sentence=r"The $KL(P_g\,\|\,P_r)$ is asymmetric, which leads to mode collapse. The large KL value "
                             r"punishes the G for exploring different modes"),
    instead=r"Zero-forcing does it, not asymmetry: forward KL is as asymmetric and covers; a *real* mode has large "
            r"$P_r$ and costs nothing to explore.",
    corrected_by=("mode-collapse-from-asymmetry", "forward-kl-moment-matching"),
    proof=(
        Differ(about="forward KL is asymmetric as well", left="KL(p, q)", right="KL(q, p)"),
        Computed(about="and covers: its value over both modes is lower than at one", by=forward_gap, on={},
                 relation="<", gives=0),
        Sign(about="where P_r = 1/2 is larger than P_g = 1/4 the reverse integrand is negative: no punishment",
             of="log((1/4)/(1/2))/4",
             positive=False, because="log(1/2) < 0"),
    ),
)  # fmt: skip

RING = Claim(
    id="mode-collapse-figure",
    says=r"A generator trained on a ring of eight Gaussians covers few of its modes.",
    sources=(Source("Metz et al. 2017, Unrolled GANs", "Section 3.1"),),
    experiment=Experiment(
        name="mode-collapse",
        shows=r"the number of modes with at least 1% of the samples within 3 standard deviations, over many seeds",
    ),
)

CLAIMS = (MATCHING, NEVER_ONE, SEEKING, BETWEEN, DROPPING, ASYMMETRY, RING)
