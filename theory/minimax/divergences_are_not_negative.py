"""KL and JSD are never negative, vanish only at equality, and JSD never exceeds log 2.

Says
    KL(p || q) >= 0, with equality iff p = q almost everywhere.
    0 <= JSD(p || q) <= log 2; zero iff p = q, and log 2 iff the two laws live on disjoint sets.

Assumes
    p and q are densities with respect to one measure.  KL is infinite where q = 0 < p (then there is nothing to prove).

Idea
    KL(p || q) is the integral of  p (u - 1 - log u)  at u = q/p: the part u - 1 integrates to zero because p and q
    integrate to one, and makes the integrand positive at every point.

Names
    m      the mixture (p + q)/2

Source   Lin 1991, Theorem 3; Cover and Thomas 2006, Theorem 2.6.3
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_ABOVE_ZERO, LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Special

KL_NOT_NEGATIVE = Claim(
    id="kl-nonnegative",
    says=r"$\mathrm{KL}(p\,\|\,q) \ge 0$, with equality if and only if $p = q$ almost everywhere.",
    assumes=(r"$p$ and $q$ integrate to one",
             r"$q > 0$ where $p > 0$: elsewhere $\mathrm{KL}$ is infinite"),
    sources=(Source("Cover and Thomas 2006", "Theorem 2.6.3"),),
    proof=(
        Calc(
            about="KL with a positive integrand",
            start="KL(p, q)",
            lines=(
                Line("Integral(p*(-log(q/p)), x)", "log(p/q) = -log(q/p)"),
                Line("Integral(p*(q/p - 1 - log(q/p)), x)", "q - p integrates to zero"),
            ),
        ),
        Bound(
            about="and so it is not negative",
            start="KL(p, q)",
            lines=(
                Drop("0", dropped="Integral(p*(q/p - 1 - log(q/p)), x)", because="the logarithm lies below its tangent",
                     lemma=LOG_TANGENT, weight="p", argument="q/p", moving="q", to="p"),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ integrate to one",
            shown_by=Special(about="against twice itself it is negative",
                             normalised=False, of="KL(p, q)", put={"q": "2*p"},
                gives="-log(2)*Integral(p, x)", because="log(1/2) < 0")),),
)  # fmt: skip

JSD_ZERO = Claim(
    id="jsd-zero-iff-equal",
    says=r"$\mathrm{JSD}(p\,\|\,q) \ge 0$, with equality if and only if $p = q$ almost everywhere; $p$ and $q$ need "
         r"not even integrate to one.",
    sources=(Source("Lin 1991", "Theorem 3"),),
    proof=(
        Bound(
            about="two quantities that are positive at every point", normalised=False,
            start="JSD(p, q)",
            lines=(
                Drop("Integral(q*(m/q - 1 - log(m/q)), x)/2", dropped="Integral(p*(m/p - 1 - log(m/p)), x)/2",
                     because="the linear parts cancel: (m - p) + (m - q) = 0",
                     lemma=LOG_TANGENT, weight="p/2", argument="m/p", moving="q", to="p"),
                Drop("0", dropped="Integral(q*(m/q - 1 - log(m/q)), x)/2", because="log lies below its tangent",
                     lemma=LOG_TANGENT, weight="q/2", argument="m/q", moving="q", to="p"),
            ),
        ),
        Special(about="it vanishes at q = p", of="JSD(p, q)", put={"q": "p"}, gives="0", because="log 1 = 0"),
    ),
)  # fmt: skip

JSD_MAX = Claim(
    id="jsd-max-iff-singular",
    says=r"$\mathrm{JSD}(p\,\|\,q) \le \log 2$, with equality if and only if $p\,q = 0$ almost everywhere (mutually "
         r"singular laws).",
    assumes=(r"$p$ and $q$ integrate to one",),
    sources=(Source("Lin 1991", "Theorem 3"), Source("Arjovsky and Bottou 2017", "Theorem 2.3")),
    proof=(
        Bound(
            about="what is missing to log 2 is positive wherever p and q are",
            start="JSD(p, q)",
            relation="<=",
            lines=(
                Drop("log(2) - Integral(q*log(1 + p/q), x)/2", dropped="Integral(p*log(1 + q/p), x)/2",
                     because="p log(1 + q/p) >= 0",
                     lemma=LOG_ABOVE_ZERO, weight="p/2", argument="q/p", moving="q", to="0"),
                Drop("log(2)", dropped="Integral(q*log(1 + p/q), x)/2",
                     because="q log(1 + p/q) >= 0",
                     lemma=LOG_ABOVE_ZERO, weight="q/2", argument="p/q", moving="p", to="0"),
            ),
        ),
        Special(about="where q vanishes, the integrand of KL(p || m) is p log 2", of="p*log(p/((p + q)/2))",
                put={"q": "0"}, gives="p*log(2)", because="m = p/2 there"),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ integrate to one",
            shown_by=Special(about="it grows with the mass of p, beyond any bound", normalised=False, of="JSD(p, q)",
                             put={"q": "3*p"}, gives="(3*log(3/2) - log(2))/2*Integral(p, x)", because="m = 2p")),),
)  # fmt: skip

CLAIMS = (KL_NOT_NEGATIVE, JSD_ZERO, JSD_MAX)
