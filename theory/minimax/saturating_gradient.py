"""What the minimax loss gives a generator: the gradient of 2 JSD, but not its value.

Says
    With D* frozen, the gradient of E_q log(1 - D*) is the gradient of 2 JSD(p || q).
    The *value* is another matter: E_q log(1 - D*) = KL(q || m) - log 2.

Assumes
    D is optimal at the present q and then held fixed while the generator's gradient is taken; q moves smoothly enough
    to differentiate under the integral.

Idea
    q moves with velocity q' and only the expectation moves: the gradient is the integral of q' log(1 - D*).  The
    derivative of 2 JSD along q' is the integral of q' log(q/m).  They differ by log 2 times the integral of q', which
    is zero because q stays normalised.

Names
    q'     the velocity dq/dtheta, written qdot; it integrates to zero
    m      the mixture (p + q)/2

Source   Goodfellow et al. 2014, Theorem 1; Arjovsky and Bottou 2017, Section 2
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Number
from theory.proving.gradient import Gradient

GOODFELLOW = Source("Goodfellow et al. 2014", "Theorem 1")

SATURATING = Claim(
    id="saturating-gradient-is-2jsd",
    says=r"The gradient of $\mathbb{E}_q\log(1 - D)$, with $D$ frozen at $D^*$, is the gradient of "
         r"$2\,\mathrm{JSD}(p\,\|\,q)$.",
    assumes=(r"$D$ is optimal for the present $q$ and held fixed",
             r"differentiation under the integral is allowed"),
    sources=(GOODFELLOW, Source("Arjovsky and Bottou 2017", "Section 2")),
    uses=("optimal-discriminator",),
    proof=(
        Gradient(
            about="the generator's gradient", of="E_q(log(1 - D))", frozen="Dstar",
            gives="Integral(qdot*log(q/(p + q)), x)", because="only the law moves; 1 - D* = q/(p+q)",
        ),
        Gradient(
            about="the gradient of 2 JSD", of="2*JSD(p, q)",
            gives="Integral(qdot*log(q/(p + q)), x)",
            because="log(q/m) = log(q/(p+q)) + log 2, and q' integrates to zero",
        ),
        Number(about="on two points, with q' = (1, -1): log(5/9)", of="Integral(qdot*log(q/(p + q)), x)",
               is_about="-0.587786664902119008189731140619"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for the present $q$ and held fixed",
            shown_by=Differ(about="with another D",
                            left="Integral(qdot*log(1 - D), x)", right="Integral(qdot*log(q/(p + q)), x)")),),
)  # fmt: skip

SATURATING_VALUE = Claim(
    id="saturating-value",
    says=r"$\mathbb{E}_q\log(1 - D^*) = \mathrm{KL}(q\,\|\,m) - \log 2$; its total derivative is that of "
         r"$\mathrm{KL}(q\,\|\,m)$.",
    assumes=(r"$D$ is optimal for every $q$",),
    sources=(GOODFELLOW,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(
            about="the value at D*", start="E_q(log(1 - Dstar))",
            lines=(
                Line("Integral(q*log(q/(p + q)), x)", "1 - D* = q/(p+q)"),
                Line("Integral(q*log(q/m), x) - log(2)", "p + q = 2m, and q integrates to one"),
                Line("KL(q, m) - log(2)", "the definition of KL"),
            ),
        ),
        Gradient(
            about="the total derivative, D* following q", of="E_q(log(1 - Dstar))",
            gives="Integral(qdot*(log(q/(p + q)) + p/(p + q)), x)", because="D* moves too: q times d/dq log(q/(p+q))",
        ),
        Number(about="on two points: log(5/9) + 4/15", of="Integral(qdot*(log(q/(p + q)) + p/(p + q)), x)",
               is_about="-0.321119998235452341523064473952"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for every $q$",
            shown_by=Differ(about="with another D", left="E_q(log(1 - D))", right="KL(q, m) - log(2)")),),
)  # fmt: skip

ENVELOPE = Claim(
    id="envelope-theorem",
    says=r"The total derivative of $V(D^*, q)$ along $\dot q$ is its partial derivative with $D^*$ held fixed.",
    assumes=(r"$D$ is optimal for every $q$",
             r"differentiation under the integral is allowed"),
    sources=(Source("Milgrom and Segal 2002", "Theorem 2"),),
    uses=("optimal-discriminator",),
    proof=(
        Gradient(about="D* follows q", of="V(Dstar)", gives="Integral(qdot*log(q/(p + q)), x)",
                 because="the terms from the motion of D* cancel"),
        Gradient(about="D* is held fixed", of="V(D)", frozen="Dstar", gives="Integral(qdot*log(q/(p + q)), x)",
                 because="the first term of V does not move, and may be dropped"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for every $q$",
            shown_by=Differ(about="at another D",
                            left="Integral(qdot*log(1 - D), x)", right="Integral(qdot*log(q/(p + q)), x)")),),
)  # fmt: skip

CLAIMS = (SATURATING, SATURATING_VALUE, ENVELOPE)
