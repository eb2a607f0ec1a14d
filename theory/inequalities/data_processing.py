"""Processing never makes two laws easier to tell apart; mixing pairs of laws does not either.

Says
    Log sum.          a log(a/c) + b log(b/d) >= (a + b) log((a + b)/(c + d)), equality iff a/c = b/d: merged cells.
    Data processing.  If k(x) is the chance that x is sent to a cell, a = E_p k and c = E_q k its masses, then
                      E_p[k log(p/q)] >= a log(a/c).  Summed over the cells: KL(p || q) >= KL of the laws of the cells.
                      JSD is the mean of two KLs to the mixture, which is processed along, so it obeys the same.
    Joint convexity.  KL of mixtures is at most the mixture of the KLs, hence JSD too.

Idea
    The logarithm lies below its tangent at 1: at a q/(c p), and at the ratio of p/q to the ratio of the mixtures.

Names
    k            a channel: the chance of one cell, between 0 and 1; with values 0 and 1, a set
    r, s         a second pair of densities, mixed into p and q with weight 1 - w

Source   Cover and Thomas 2006, Theorems 2.7.1, 2.7.2 and 2.8.1; Csiszar 1967
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from theory.inequalities.finite_laws import Divergence, Law, jensen_shannon, kullback_leibler
from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.proving.generators import Convex

ONE = Fraction(1)
COVER = "Cover and Thomas 2006"
POSITIVE = {"a": "(0, inf)", "c": "(0, inf)", "d": "(0, inf)"}
CHANNEL = {"k": "(0, 1)", "a": "(0, inf)", "c": "(0, inf)"}
PAIRS = {"r": "(0, inf)", "s": "(0, inf)", "w": "(0, 1)"}
P_MIX, Q_MIX = "(w*p + (1 - w)*r(x))", "(w*q + (1 - w)*s(x))"


def sent(law: Law, channel: tuple[Law, ...]) -> Law:
    """The law of the output: channel[i][j] is the chance that i is sent to j."""
    return tuple(sum((law[i] * row[j] for i, row in enumerate(channel)), Fraction(0)) for j in range(len(channel[0])))


def processed(divergence: Divergence, p: Law, q: Law, denominator: int) -> tuple[int, int]:
    """How many channels from three points to two there are with that denominator, and for how many of them the
    divergence is shown to fall."""
    before = divergence(p, q)
    rows = [(Fraction(k, denominator), Fraction(denominator - k, denominator)) for k in range(denominator + 1)]
    channels = list(product(rows, repeat=3))
    after = [divergence(sent(p, channel), sent(q, channel)) for channel in channels]
    return len(channels), sum(bool(value < before) for value in after)


LOG_SUM = Claim(
    id="log-sum-inequality",
    says=r"$a\log\frac{a}{c} + b\log\frac{b}{d} \ge (a+b)\log\frac{a+b}{c+d}$ for $a, b, c, d > 0$, with equality only "
         r"at $\frac{a}{c} = \frac{b}{d}$.",
    sources=(Source(COVER, "Theorem 2.7.1"),),
    proof=(
        Convex(about="convex in b, and zero with zero slope at b = a d/c", over="b", at="a*d/c", symbols=POSITIVE,
               of="a*log(a/c) + b*log(b/d) - (a + b)*log((a + b)/(c + d))",
               slope="log(b/d) - log((a + b)/(c + d))", curvature="a/(b*(a + b))"),
    ),
)  # fmt: skip

PROCESSING = Claim(
    id="data-processing-inequality",
    says=r"Let a channel send $x$ to a cell with probability $k(x)$, and $a = \mathbb{E}_p k$, $c = "
         r"\mathbb{E}_q k$. Then "
         r"$\int k\,p\log\frac{p}{q} \ge a\log\frac{a}{c}$; summed over all cells, $\mathrm{KL}$ and therefore "
         r"$\mathrm{JSD}$ do not grow when both laws are sent through one channel.",
    sources=(Source(COVER, "Theorem 2.8.1"),),
    proof=(
        Bound(about="one cell, with free numbers a and c", start="Integral(k(x)*p*log(p/q), x)", symbols=CHANNEL,
              lines=(Drop("Integral(k(x)*p, x)*(1 + log(a/c)) - a/c*Integral(k(x)*q, x)",
                          dropped="Integral(k(x)*p*(a*q/(c*p) - 1 - log(a*q/(c*p))), x)",
                          because="the logarithm lies below its tangent",
                          lemma=LOG_TANGENT, weight="k(x)*p", argument="a*q/(c*p)"),)),
        Special(about="with the masses of the cell for a and c", of="y*(1 + log(a/c)) - a/c*z",
                symbols={"a": "(0, inf)", "c": "(0, inf)", "y": "(0, inf)", "z": "(0, inf)"},
                put={"y": "a", "z": "c"}, gives="a*log(a/c)", because="a - a/c c = 0"),
        Calc(about="all cells together: the chances of k and of 1 - k", start="Integral(k(x)*p*log(p/q), x) + "
             "Integral((1 - k(x))*p*log(p/q), x)", symbols=CHANNEL,
             lines=(Line("KL(p, q)", "they add up to one"),)),
        Calc(about="the mixture is processed along", start="(Integral(k(x)*p, x) + Integral(k(x)*q, x))/2",
             symbols=CHANNEL,
             lines=(Line("Integral(k(x)*m, x)", "m = (p + q)/2; so JSD is a mean of two KLs before and after"),)),
        Computed(about="all 125 channels from three points to two with chances in quarters: JSD falls", by=processed,
                 on={"divergence": jensen_shannon, "p": (ONE / 2, ONE / 3, ONE / 6),
                     "q": (ONE / 6, ONE / 6, 2 * ONE / 3),
                     "denominator": 4}, gives=(125, 125)),
        Computed(about="and so does KL", by=processed,
                 on={"divergence": kullback_leibler, "p": (ONE / 2, ONE / 3, ONE / 6),
                     "q": (ONE / 6, ONE / 6, 2 * ONE / 3), "denominator": 4}, gives=(125, 125)),
    ),
)  # fmt: skip

CONVEXITY = Claim(
    id="kl-and-jsd-jointly-convex",
    says=r"For $0 < w < 1$: $\mathrm{KL}(wp + (1-w)r \| wq + (1-w)s) \le w\,\mathrm{KL}(p\|q) + "
         r"(1-w)\,\mathrm{KL}(r\|s)$; "
         r"since mixtures of pairs have mixtures of $m$, the same holds for $\mathrm{JSD}$.",
    sources=(Source(COVER, "Theorem 2.7.2"),),
    proof=(
        Bound(about="the gap is two integrals of the tangent's gap", symbols=PAIRS,
              start="w*Integral(p*log(p/q), x) + (1 - w)*Integral(r(x)*log(r(x)/s(x)), x)",
              lines=(
                  Drop(f"(1 - w)*Integral(r(x)*log(r(x)/s(x)), x) + w*Integral(p*(1 + log({P_MIX}/{Q_MIX})) "
                       f"- q*{P_MIX}/{Q_MIX}, x)",
                       dropped=f"Integral(w*p*(q*{P_MIX}/(p*{Q_MIX}) - 1 - log(q*{P_MIX}/(p*{Q_MIX}))), x)",
                       because="the logarithm lies below its tangent",
                       lemma=LOG_TANGENT, weight="w*p", argument=f"q*{P_MIX}/(p*{Q_MIX})"),
                  Drop(f"Integral({P_MIX}*log({P_MIX}/{Q_MIX}), x)",
                       dropped=f"Integral((1 - w)*r(x)*(s(x)*{P_MIX}/(r(x)*{Q_MIX}) - 1 "
                               f"- log(s(x)*{P_MIX}/(r(x)*{Q_MIX}))), x)",
                       because="and the rests cancel: w q + (1 - w) s is the mixture below",
                       lemma=LOG_TANGENT, weight="(1 - w)*r(x)", argument=f"s(x)*{P_MIX}/(r(x)*{Q_MIX})"),
              )),
        Calc(about="the mixture of the mixed pair is the mixed mixture", start=f"({P_MIX} + {Q_MIX})/2", symbols=PAIRS,
             lines=(Line("w*m + (1 - w)*(r(x) + s(x))/2", "so KL to the mixture is a case of this"),)),
    ),
)  # fmt: skip

CLAIMS = (LOG_SUM, PROCESSING, CONVEXITY)
