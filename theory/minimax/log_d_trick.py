"""The log-D trick: minimise -log D instead of log(1 - D).

Says
    Gradient.  With D* frozen, the gradient of E_q[-log D*] is that of KL(q || p) - 2 JSD(p || q).
    Net.       That divergence is 2 KL(m || p) >= 0: nothing pushes q away from p.
    Value.     E_q[-log D*] = log 2 + KL(q || p) - KL(q || m), which is *not* KL(q || p) - 2 JSD plus a constant.

Assumes
    D is optimal at the present q and then held fixed; densities are positive, so that KL(q || p) is finite.

Idea
    The frozen gradient is the integral of q' log((p+q)/p); the derivative of KL(q || p) - 2 JSD is the same up to a
    constant under the integral, and q' integrates to zero.

Names
    q'     the velocity dq/dtheta, written qdot
    m      the mixture (p + q)/2

Source   Arjovsky and Bottou 2017, Theorem 2.5; Shannon et al. 2020, arXiv 2010.08029
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.facts import Differ, Number, Special
from theory.proving.gradient import Gradient

THEOREM_2_5 = Source("Arjovsky and Bottou 2017", "Theorem 2.5")
FROZEN = "Integral(qdot*log((p + q)/p), x)"

GRADIENT = Claim(
    id="log-d-trick-divergence",
    says=r"The gradient of $\mathbb{E}_q[-\log D]$, with $D$ frozen at $D^*$, is the gradient of "
         r"$\mathrm{KL}(q\,\|\,p) - 2\,\mathrm{JSD}(p\,\|\,q) = 2\,\mathrm{KL}(m\,\|\,p)$.",
    assumes=(r"$D$ is optimal for the present $q$ and held fixed",
             r"$p$ and $q$ are positive",
             r"differentiation under the integral is allowed"),
    sources=(THEOREM_2_5,),
    uses=("optimal-discriminator",),
    proof=(
        Gradient(about="the generator's gradient", of="E_q(-log(D))", frozen="Dstar", gives=FROZEN,
                 because="only the law moves; 1/D* = (p+q)/p"),
        Gradient(about="the gradient of KL - 2 JSD", of="KL(q, p) - 2*JSD(p, q)", gives=FROZEN,
                 because="log(q/p) - log(q/m) = log(m/p); constants vanish against q'"),
        Gradient(about="the gradient of 2 KL(m || p)", of="2*KL(m, p)", gives=FROZEN,
                 because="m moves half as fast as q"),
        Number(about="on two points, with q' = (1, -1): log(3/5)", of=FROZEN,
               is_about="-0.510825623765990683205514096304"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for the present $q$ and held fixed",
            shown_by=Differ(about="with another D", left="Integral(-qdot*log(D), x)", right=FROZEN)),),
)  # fmt: skip

NET = Claim(
    id="kl-minus-2jsd-is-2kl",
    says=r"$\mathrm{KL}(q\,\|\,p) - 2\,\mathrm{JSD}(p\,\|\,q) = 2\,\mathrm{KL}(m\,\|\,p) \ge 0$, zero only at $q = p$.",
    assumes=(r"$p$ and $q$ are positive and integrate to one",),
    sources=(Source("Shannon et al. 2020, arXiv 2010.08029"),),
    proof=(
        Calc(
            about="the net divergence", start="KL(q, p) - 2*JSD(p, q)",
            lines=(
                Line("KL(q, p) - KL(p, m) - KL(q, m)", "the definition of JSD"),
                Line("Integral(q*log(m/p) - p*log(p/m), x)", "log(q/p) - log(q/m) = log(m/p)"),
                Line("Integral((p + q)*log(m/p), x)", "-log(p/m) = log(m/p)"),
                Line("2*KL(m, p)", "p + q = 2m"),
            ),
        ),
        Bound(
            about="it is not negative", start="KL(q, p) - 2*JSD(p, q)",
            lines=(
                Drop("0", dropped="2*Integral(m*log(m/p), x)", because="KL(m || p) >= 0",
                     lemma=LOG_TANGENT, weight="2*m", argument="p/m", moving="q", to="p"),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ are positive and integrate to one",
            shown_by=Special(about="without normalisation it can be negative",
                             normalised=False, of="2*KL(m, p)", put={"q": "p/2"},
                gives="(3/2)*log(3/4)*Integral(p, x)", because="m = 3p/4")),),
)  # fmt: skip

VALUE = Claim(
    id="log-d-trick-value",
    says=r"$\mathbb{E}_q[-\log D^*] = \log 2 + \mathrm{KL}(q\,\|\,p) - \mathrm{KL}(q\,\|\,m)$, which exceeds "
         r"$\mathrm{KL}(q\,\|\,p) - 2\,\mathrm{JSD}$ by $\log 2 + \mathrm{KL}(p\,\|\,m)$.",
    assumes=(r"$D$ is optimal for every $q$",
             r"$p$ and $q$ are positive"),
    sources=(THEOREM_2_5,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(
            about="the value at D*", start="E_q(-log(Dstar))",
            lines=(
                Line("Integral(q*log((p + q)/p), x)", "1/D* = (p+q)/p"),
                Line("log(2) + Integral(q*log(m/p), x)", "p + q = 2m, and q integrates to one"),
                Line("log(2) + KL(q, p) - KL(q, m)", "log(m/p) = log(q/p) - log(q/m)"),
                Line("log(2) + 2*KL(m, p) + KL(p, m)", "KL(q || p) - 2 JSD = 2 KL(m || p)"),
                Line("(KL(q, p) - 2*JSD(p, q)) + log(2) + KL(p, m)", "the excess over the divergence depends on q"),
            ),
        ),
        Gradient(about="the total derivative, D* following q", of="E_q(-log(Dstar))",
                 gives="Integral(qdot*(log((p + q)/p) - p/(p + q)), x)", because="D* moves too"),
        Number(about="on two points: the value", of="E_q(-log(Dstar))",
               is_about="0.78858432593265739438214868769209559"),
        Number(about="on two points: the divergence", of="KL(q, p) - 2*JSD(p, q)",
               is_about="0.063167884803926499128454608391922556"),
        Number(about="on two points: log(3/5) - 4/15", of="Integral(qdot*(log((p + q)/p) - p/(p + q)), x)",
               is_about="-0.777492290432657349872180762970"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for every $q$",
            shown_by=Differ(about="with another D", left="E_q(-log(D))", right="log(2) + KL(q, p) - KL(q, m)")),),
)  # fmt: skip

AS_PRINTED = Claim(
    id="log-d-trick-divergence-as-printed",
    says=r"With optimal $D$, $\min \mathbb{E}_q[-\log D] = \min\{\mathrm{KL}(q\,\|\,p) - 2\,\mathrm{JSD}(p\,\|\,q)\}$, "
         r"read as an equality of values.",
    sources=(THEOREM_2_5,),
    entry="log-d-trick-divergence",
    printed=Printed(deck="004", heading="Unstability", rows=(56,),
                    sentence=r"with optimal D, $\min J_G = \min\{KL(P_g\|P_r) - 2JS(P_g\|P_r)\}$"),
    corrected_by=("log-d-trick-divergence", "log-d-trick-value"),
    instead=r"The equality holds for gradients at frozen $D^*$; the value is $\log 2 + \mathrm{KL}(q\,\|\,p) - "
            r"\mathrm{KL}(q\,\|\,m)$.",
    proof=(
        Differ(about="the values differ", left="E_q(-log(Dstar))", right="KL(q, p) - 2*JSD(p, q)"),
        Special(about="at q = p they differ by log 2", of="E_q(-log(Dstar)) - (KL(q, p) - 2*JSD(p, q))",
                put={"q": "p"}, gives="log(2)", because="D* = 1/2 and both divergences vanish"),
        Differ(about="and not by a constant", left="E_q(-log(Dstar)) - (KL(q, p) - 2*JSD(p, q))", right="log(2)"),
    ),
)  # fmt: skip

MIN_JG_AS_PRINTED = Claim(
    id="min-jg-is-js",
    says=r"With optimal $D$, $\min \mathbb{E}_q\log(1 - D) = \min\mathrm{JSD}(p\,\|\,q)$, read as an equality of "
         r"values, up to a constant.",
    sources=(Source("Goodfellow et al. 2014", "Theorem 1"),),
    printed=Printed(deck="004", heading="With optimal D, what happens to G?", rows=(53,),
                    sentence=r"After some math twists, we have $\min J_G = \min\{JS(P_r\|P_g)\}$"),
    corrected_by=("saturating-value", "saturating-gradient-is-2jsd"),
    instead=r"$\mathbb{E}_q\log(1 - D^*) = \mathrm{KL}(q\,\|\,m) - \log 2$; $2\,\mathrm{JSD}$ is right for the "
            r"gradient at frozen $D^*$.",
    proof=(
        Differ(about="not JSD - log 2", left="E_q(log(1 - Dstar))", right="JSD(p, q) - log(2)"),
        Differ(about="not 2 JSD - log 2", left="E_q(log(1 - Dstar))", right="2*JSD(p, q) - log(2)"),
        Special(about="yet at q = p the first agrees: the constant would have to be -log 2",
                of="E_q(log(1 - Dstar)) - JSD(p, q)", put={"q": "p"}, gives="-log(2)", because="D* = 1/2"),
    ),
)  # fmt: skip

CLAIMS = (GRADIENT, NET, VALUE, AS_PRINTED, MIN_JG_AS_PRINTED)
