r"""The generator's objective: with the logarithm, without it, with the whole of V, and with -log D.

Says
    min_G E_z log(1 - D(G(z))).  For a fixed D the first term of V may be added or dropped; for D = D* it may not.
    Without the logarithm it is another game: other preferences for a fixed D, another gradient at D*.
    -log D in place of log(1 - D) is no equivalent either: it prefers other generators, and its gradient is another.

Idea
    For a fixed D a loss E_q h(D) is linear in q, so two point masses or one mixture are enough to tell losses apart.

Names
    D0 = (9/10, 1/20, 1/2), D1 = (99/100, 1/100, 2/5)   fixed discriminators on three points
    A = (1/2, 1/2, 0), B = (0, 0, 1)                    two generators

Source   Goodfellow et al. 2014, Section 3; Arjovsky and Bottou 2017, Section 2.2
"""

from __future__ import annotations

from fractions import Fraction

from theory.deciding.balls import Case
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Gradient, Slope

SECTION_3 = Source("Goodfellow et al. 2014", "Section 3")
SECTION_2_2 = Source("Arjovsky and Bottou 2017", "Section 2.2")
HALF, ONE, ZERO = Fraction(1, 2), Fraction(1), Fraction(0)


def played(d: tuple[Fraction, ...], q: tuple[Fraction, ...]) -> Case:
    """The fixed discriminator d against the generator q, on three points."""
    return Case({"D": d, "q": q, "p": (ONE / 3,) * 3}, {}, (ONE,) * 3)


MIXED, LAST = (HALF, HALF, ZERO), (ZERO, ZERO, ONE)
D0 = (Fraction(9, 10), Fraction(1, 20), HALF)
D1 = (Fraction(99, 100), Fraction(1, 100), Fraction(2, 5))

OBJECTIVE = Claim(
    id="generator-objective",
    entry="generator-missing-log",
    says=r"The generator minimises $\mathbb{E}_z\log(1 - D(G(z)))$, the part of $V$ that it can move; at frozen $D^*$ "
         r"its gradient is $\int\dot q\log\frac{q}{p+q}\,dx$, that of $2\,\mathrm{JSD}$.",
    sources=(SECTION_3,),
    uses=("saturating-gradient-is-2jsd",),
    proof=(
        Calc(about="V, and what it has besides", start="V(D) - E_p(log(D))",
             lines=(Line("E_z(log(1 - D(G(z))))", "q is the law of G(z)"),)),
        Gradient(about="V and this part have the same gradient for a fixed D", of="V(D)",
                 gives="Integral(qdot*log(1 - D), x)", because="E_p log D does not move"),
        Gradient(about="at D*", of="E_q(log(1 - D))", frozen="Dstar", gives="Integral(qdot*log(q/(p + q)), x)",
                 because="1 - D* = q/(p+q)"),
    ),
)  # fmt: skip

MISSING_LOG = Claim(
    id="generator-missing-log",
    says=r"The generator minimises $\mathbb{E}_z(1 - D(G(z)))$, which is the same problem.",
    sources=(SECTION_3,),
    printed=Printed(deck="000", heading="Generator needs to fool Discriminator", rows=(8,), ocr=True,
                    sentence=r"$\min_G \mathbb{E}_z(1 - D(G(z)))$"),
    instead=r"$\min_G \mathbb{E}_z\log(1 - D(G(z)))$: the logarithm is missing.",
    corrected_by=("generator-objective",),
    proof=(
        Number(about="for the fixed D0, without the logarithm, A costs 21/40", of="E_q(1 - D)", case=played(D0, MIXED),
               is_about="0.52500000000000000000"),
        Number(about="and B costs 1/2: B is preferred", of="E_q(1 - D)", case=played(D0, LAST),
               is_about="0.50000000000000000000"),
        Number(about="with it, A costs", of="E_q(log(1 - D))", case=played(D0, MIXED),
               is_about="-1.17693919369079811"),
        Number(about="and B costs -log 2: A is preferred", of="E_q(log(1 - D))", case=played(D0, LAST),
               is_about="-0.69314718055994530942"),
        Calc(about="at D* the value without the logarithm", start="E_q(1 - Dstar)",
             lines=(Line("1/2 + Delta(p, q)/4", "q^2/(p+q) = (p+q)/4 + (q-p)/2 + (p-q)^2/(4(p+q))"),)),
        Gradient(about="and its gradient at frozen D* is that of KL(p || m)", of="KL(p, m)",
                 gives="Integral(qdot*q/(p + q), x)", because="-p/(p+q) and q/(p+q) differ by a constant"),
        Number(about="on two points -4/15, not log(5/9)", of="Integral(qdot*q/(p + q), x)",
               is_about="-0.26666666666666666666666666666667"),
        Differ(about="not the gradient of 2 JSD", left="Integral(qdot*q/(p + q), x)",
               right="Integral(qdot*log(q/(p + q)), x)"),
    ),
)  # fmt: skip

COMPLETE = Claim(
    id="generator-complete-loss",
    says=r"Adding $\mathbb{E}_p\log D$ to the generator's loss changes nothing, neither its gradient nor its "
         r"minimisers.",
    assumes=(r"$D$ is held fixed",),
    sources=(SECTION_3,),
    proof=(
        Gradient(about="the added term does not move", of="E_p(log(D))", gives="0", because="it has no q in it"),
        Gradient(about="with it", of="E_p(log(D)) + E_q(log(1 - D))", gives="Integral(qdot*log(1 - D), x)",
                 because="only the second term moves"),
        Gradient(about="without it", of="E_q(log(1 - D))", gives="Integral(qdot*log(1 - D), x)",
                 because="the law moves"),
    ),
    needed=(Needed(hypothesis=r"$D$ is held fixed",
                   shown_by=Calc(about="with D* following q the term is a divergence, and moves",
                                 start="E_p(log(Dstar))",
                                 lines=(Line("KL(p, m) - log(2)", "p/(p+q) = p/(2m)"),))),
            Needed(hypothesis=r"$D$ is held fixed",
                   shown_by=Gradient(about="its derivative", of="E_p(log(Dstar))",
                                     gives="-Integral(qdot*p/(p + q), x)", because="d/dq log(p/(p+q)) = -1/(p+q)"))),
)  # fmt: skip

COST_AND_PAYOFF = Claim(
    id="success-of-d-is-loss-of-g",
    says=r"What the discriminator gains on fakes, $\mathbb{E}_z\log(1 - D(G(z)))$, is what the generator pays: the "
         r"gradients of the payoff and of the cost are one functional.",
    assumes=(r"the generator's loss is the saturating one, $\log(1 - D)$",),
    sources=(SECTION_3,),
    proof=(
        Gradient(about="the discriminator's payoff V, moved by the generator", of="V(D)",
                 gives="Integral(qdot*log(1 - D), x)", because="only the second term moves"),
        Gradient(about="the generator's cost", of="E_q(log(1 - D))", gives="Integral(qdot*log(1 - D), x)",
                 because="the law moves"),
    ),
    needed=(Needed(hypothesis=r"the generator's loss is the saturating one, $\log(1 - D)$",
                   shown_by=Differ(about="with -log D the two are not one", left="Integral(-qdot*log(D), x)",
                                   right="Integral(qdot*log(1 - D), x)")),),
)  # fmt: skip

NON_SATURATING = Claim(
    id="log-d-trick-loss",
    says=r"With $D = \sigma(a)$ the loss $-\log D$ has slope $-(1 - D)$ in the logit where $\log(1 - D)$ has $-D$; the "
         r"two slopes add up to $-1$, and the first does not vanish as $D \to 0$.",
    sources=(SECTION_2_2,),
    uses=("diminishing-gradient", "the-two-gradients-add-up"),
    proof=(
        Slope(about="the loss -log D", of="-log(sigmoid(a))", over="a", gives="-(1 - sigmoid(a))",
              because="it is softplus(-a)"),
        Slope(about="the loss log(1 - D)", of="log(1 - sigmoid(a))", over="a", gives="-sigmoid(a)",
              because="it is -softplus(a)"),
        Calc(about="together", symbols={"D": "(0, 1)"}, start="-(1 - D) + (-D)", lines=(Line("-1", "D cancels"),)),
        Special(about="at D = 0", symbols={"D": "[0, 1)"}, of="-(1 - D)", put={"D": "0"}, gives="-1",
                because="the strongest pull where the fake is worst"),
    ),
)  # fmt: skip

SAME_DIRECTION = Claim(
    id="two-generator-losses-agree-in-sign",
    entry="logd-equivalence",
    says=r"$\log(1 - D)$ and $-\log D$ both fall as $D$ climbs, and at $q = p$ the gradients of both, with $D = "
         r"\tfrac12$, vanish; their slopes in $D$ are in the ratio $\frac{1-D}{D}$.",
    sources=(SECTION_3, SECTION_2_2),
    proof=(
        Slope(about="the saturating loss", of="log(1 - a)", over="a", domain="(0, 1)", gives="-1/(1 - a)",
              because="negative: it falls"),
        Slope(about="the other", of="-log(a)", over="a", domain="(0, 1)", gives="-1/a", because="negative: it falls"),
        Calc(about="their ratio", symbols={"a": "(0, 1)"}, start="(-1/a)/(-1/(1 - a))",
             lines=(Line("(1 - a)/a", "99 at a = 1/100"),)),
        Gradient(about="at D = 1/2 the first has no gradient", of="E_q(log(1 - D))", frozen="1/2", gives="0",
                 because="a constant against q'"),
        Gradient(about="nor has the second", of="E_q(-log(D))", frozen="1/2", gives="0",
                 because="a constant against q'"),
    ),
)  # fmt: skip

EQUIVALENT = Claim(
    id="logd-equivalence",
    says=r"Minimising $\mathbb{E}_z\log(1 - D(G(z)))$ is equivalent to maximising $\mathbb{E}_z\log D(G(z))$.",
    sources=(SECTION_3, SECTION_2_2),
    printed=Printed(deck="000", heading="Diminishing Gradients", rows=(19,),
                    sentence=r"Equivalent to $\max_G \mathbb{E}\log D(G(z))$"),
    instead=r"They agree in direction and in the fixed point $q = p$, $D = \tfrac12$ only; values, gradients and the "
            r"generators they prefer differ.",
    corrected_by=("two-generator-losses-agree-in-sign", "log-d-trick-divergence"),
    proof=(
        Number(about="for the fixed D1, log D: A has", of="E_q(log(D))", case=played(D1, MIXED),
               is_about="-2.30761026092079640"),
        Number(about="and B has more: log D prefers B", of="E_q(log(D))", case=played(D1, LAST),
               is_about="-0.916290731874155065184"),
        Number(about="log(1 - D): A has", of="E_q(log(1 - D))", case=played(D1, MIXED),
               is_about="-2.30761026092079640"),
        Number(about="and B has more: the saturating loss prefers A", of="E_q(log(1 - D))", case=played(D1, LAST),
               is_about="-0.510825623765990683206"),
        Sign(about="the difference of the preferences, for log D", of="log(2/5) - (log(99/100) + log(1/100))/2",
             because="positive: B is better"),
        Sign(about="and for the saturating loss", of="log(3/5) - (log(1/100) + log(99/100))/2",
             because="positive: B is worse"),
        Differ(about="nor are the gradients at D* the same", left="Integral(qdot*log((p + q)/p), x)",
               right="Integral(qdot*log(q/(p + q)), x)"),
    ),
)  # fmt: skip

CLAIMS = (OBJECTIVE, MISSING_LOG, COMPLETE, COST_AND_PAYOFF, NON_SATURATING, SAME_DIRECTION, EQUIVALENT)
