r"""When the game is zero-sum, and what the slides' versions of it are instead.

Says
    With costs -V for the discriminator and V for the generator the sum is 0.  With the generator's cost cut to
    E_q log(1 - D) it is -E_p log D, never 0, but the generator cannot tell.  With -log D it is another game.
    Two players who both push L up are no opponents.

Idea
    Add the two costs.  Let both climb, on two points, and see where V ends.

Names
    D = (sigmoid(a), sigmoid(b)), q = (sigmoid(c), sigmoid(-c)), p = (1, 0)    the game on two points
    t, w   in L = log(1/2) + log(1 - sigmoid(w t)): the place of the fake (generator), the slope (discriminator)

Source   Goodfellow et al. 2014, Section 3; Goodfellow 2016 (tutorial), Section 3.2
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.inequalities.finite_laws import ball
from theory.inequalities.gaussian_pair import gaussian_jensen_shannon
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Gradient, Slope

SECTION_3 = Source("Goodfellow et al. 2014", "Section 3")
TUTORIAL = Source("Goodfellow 2016, NIPS 2016 tutorial", "Section 3.2.1")
SATURATING = r"the generator's loss is the saturating one"


def value_after(steps: int, rate: Fraction, generator: int) -> arb:
    """V after so many simultaneous steps on two points, p = (1, 0), from a = b = 0 and c = -1, D climbing.

    generator = 1: it climbs too; -1: it descends.
    """
    a, b, c, h = arb(0), arb(0), arb(-1), ball(rate)

    def sigmoid(u: arb) -> arb:
        return 1 / (1 + (-u).exp())

    for _ in range(steps):
        on_first, off = sigmoid(c), sigmoid(-c)
        up_a = sigmoid(-a) - on_first * sigmoid(a)
        up_b = -off * sigmoid(b)
        up_c = on_first * off * (sigmoid(-a).log() - sigmoid(-b).log())
        a, b, c = a + h * up_a, b + h * up_b, c + generator * h * up_c
    return sigmoid(a).log() + sigmoid(c) * sigmoid(-a).log() + sigmoid(-c) * sigmoid(-b).log()


def sum_of_costs(mean: Fraction) -> arb:
    """-E_p log D* for N(0,1) against N(mean,1): log 2 - KL(p || m), and KL(p || m) = JSD by symmetry."""
    return arb(2).log() - gaussian_jensen_shannon(mean)


ZERO_SUM = Claim(
    id="zero-sum-claim",
    says=r"With the payoffs $V$ for $D$ and $-V$ for $G$ the game is zero-sum, and $D$'s cost $-V$ is its "
         r"cross-entropy: what one loses the other gains.",
    assumes=(SATURATING,),
    sources=(SECTION_3, TUTORIAL),
    proof=(
        Calc(about="the discriminator's cross-entropy", start="-(E_p(log(D)) + E_q(log(1 - D)))",
             lines=(Line("-V(D)", "label 1 on data, 0 on fakes"),)),
        Calc(about="the sum of the costs", start="-V(D) + (E_p(log(D)) + E_q(log(1 - D)))",
             lines=(Line("0", "they cancel, for all D and q"),)),
        Gradient(about="the cost V moves the generator by its second term only", of="V(D)",
                 gives="Integral(qdot*log(1 - D), x)", because="E_p log D has no q"),
    ),
    needed=(Needed(hypothesis=SATURATING,
                   shown_by=Differ(about="with -log D the sum of the costs is not constant: D = 1/2 and D*",
                                   left="-V(Dstar) + E_q(-log(Dstar))", right="log(4) + log(2)")),),
)  # fmt: skip

PLAYERS = Claim(
    id="zero-sum-game-of-costs",
    entry="zero-sum-optimisation-problem",
    says=r"With $D_\omega$ and $G_\theta$: $\max_\omega L$ and $\min_\theta L$, that is, costs $C^D = -L$ and $C^G = "
         r"L$, both minimised, with $C^D + C^G = 0$.",
    sources=(SECTION_3,),
    uses=("zero-sum-claim",),
    proof=(
        Slope(about="L = log(1/2) + log(1 - sigmoid(w t)): the generator's slope", symbols={"w": "(0, inf)"},
              of="log(1/2) + log(1 - sigmoid(w*t))", over="t", gives="-w*sigmoid(w*t)", because="chain rule"),
        Sign(about="going down in L he moves to where D is larger: -dL/dt > 0 for w > 0",
             symbols={"t": "real", "w": "(0, inf)"}, of="w*sigmoid(w*t)", because="two positive factors"),
        Slope(about="the discriminator's slope", symbols={"t": "(0, inf)"}, of="log(1/2) + log(1 - sigmoid(w*t))",
              over="w", gives="-t*sigmoid(w*t)", because="chain rule"),
        Sign(about="going up in L she makes D smaller on a fake at t > 0", symbols={"t": "(0, inf)", "w": "real"},
             of="-t*sigmoid(w*t)", positive=False, because="w falls, and D(t) = sigmoid(w t) with it"),
        Computed(about="on two points, D climbing and G descending: V ends near -log 4 = -1.386", by=value_after,
                 on={"steps": 400, "rate": Fraction(1, 2), "generator": -1}, relation="<", gives="-1.37"),
        Computed(about="from below, too", by=value_after,
                 on={"steps": 400, "rate": Fraction(1, 2), "generator": -1}, relation=">", gives="-1.40"),
    ),
)  # fmt: skip

BOTH_CLIMB = Claim(
    id="zero-sum-optimisation-problem",
    says=r"The discriminator maximises $L^D = L$ over $\theta$ and the generator minimises $L^G = -L^D$ over $\omega$.",
    sources=(SECTION_3,),
    printed=Printed(deck="001", heading="(a zero-sum game)", rows=(28,),
                    sentence=r"$\max_\theta L^D = L(\theta, \omega)$, $\min_\omega L^G = -L^D$, $L^D + L^G = 0$"),
    instead=r"$\max_\omega L$ and $\min_\theta L$: the parameters are exchanged, and minimising $-L$ is maximising "
            r"$L$, so both players push $L$ up.",
    corrected_by=("zero-sum-game-of-costs",),
    proof=(
        Calc(about="minimising the printed L^G = -L: its gradient step is the step of the one who maximises L",
             symbols={"g": "real", "h": "(0, inf)"}, start="-h*(-g)", lines=(Line("h*g", "up"),)),
        Special(about="laws apart and D = 1 - e on data, e on fakes: V", symbols={"e1": "(0, 1)"},
                of="log(b) + log(1 - c)", put={"b": "1 - e1", "c": "e1"}, gives="2*log(1 - e1)",
                because="tends to the cooperative value 0"),
        Special(about="where it tends", of="2*log(1 - e1)", put={"e1": "0"}, gives="0", because="log 1"),
        Sign(about="above the minimax value -log 4", of="0 - (-log(4))", because="log 4 > 0"),
        Computed(about="both climb on two points: V ends near 0", by=value_after,
                 on={"steps": 400, "rate": Fraction(1, 2), "generator": 1}, relation=">", gives="-0.05"),
    ),
)  # fmt: skip

SUM = Claim(
    id="zero-sum-004",
    says=r"$J_D + J_G = -\mathbb{E}_p\log D > 0$; the game is zero-sum for $J_G := -J_D$, which has the same gradient "
         r"in the generator, so it plays alike.",
    assumes=(r"$D < 1$",),
    sources=(SECTION_3,),
    uses=("jd-jg-definition",),
    proof=(
        Calc(about="the sum", start="-V(D) + E_q(log(1 - D))",
             lines=(Line("-E_p(log(D))", "the second terms cancel"),)),
        Sign(about="its integrand", symbols={"y": "(0, 1)"}, of="-log(y)", because="D < 1"),
        Gradient(about="J_G moves by", of="E_q(log(1 - D))", gives="Integral(qdot*log(1 - D), x)",
                 because="the law moves"),
        Gradient(about="and so does -J_D = V", of="V(D)", gives="Integral(qdot*log(1 - D), x)",
                 because="its first term does not move"),
    ),
    needed=(Needed(hypothesis=r"$D < 1$",
                   shown_by=Special(about="D = 1 costs nothing on data", of="-log(y)", put={"y": "1"}, gives="0",
                                    because="log 1")),),
)  # fmt: skip

SUM_AS_PRINTED = Claim(
    id="zero-sum-004-as-printed",
    entry="zero-sum-004",
    says=r"With $J_D = -V$ and $J_G = \mathbb{E}_q\log(1 - D)$ the game is zero-sum.",
    sources=(SECTION_3,),
    printed=Printed(deck="004", heading="Zero sum game between players G and D", rows=(49,),
                    sentence=r"Zero sum game between players $G$ and $D$"),
    instead=r"$J_D + J_G = -\mathbb{E}_p\log D$, which is not 0.",
    corrected_by=("zero-sum-004",),
    proof=(
        Differ(about="the sum is not 0", left="-V(D) + E_q(log(1 - D))", right="0"),
        Number(about="at D*, on two points", of="-V(Dstar) + E_q(log(1 - Dstar))", is_about="0.660877919991"),
        Computed(about="N(0,1) against N(1,1), at D*", by=sum_of_costs, on={"mean": Fraction(1)},
                 gives="0.58172569837520912970"),
    ),
)  # fmt: skip

CLAIMS = (ZERO_SUM, PLAYERS, BOTH_CLIMB, SUM, SUM_AS_PRINTED)
