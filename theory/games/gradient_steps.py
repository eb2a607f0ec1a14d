r"""Gradient steps on L(t, w) = t w, the smallest game: simultaneous, alternating, averaged, with a look ahead.

Says
    Simultaneous steps multiply the distance to the saddle by sqrt(1 + h^2), every time.  Alternating steps stay on an
    ellipse.  The mean of the simultaneous iterates converges all the same, and extragradient steps contract.

Idea
    With z = t + i w a simultaneous step is z -> (1 + i h) z, an extragradient step z -> (1 + i h - h^2) z.

Names
    t, w   generator (descends) and discriminator (ascends)
    h      the step size, 0 < h < 1

Source   Gidel et al. 2019, A variational inequality perspective on GANs; Mescheder et al. 2018
"""

from __future__ import annotations

from fractions import Fraction

import flint
from flint import acb, arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Touches
from theory.proving.facts import Differ, Sign, Special
from theory.proving.planar import Eigenvalues

GIDEL = Source("Gidel et al. 2019, A variational inequality perspective on GANs", "Section 3")
LECTURE = Source("Mescheder et al. 2018, Which training methods for GANs do actually converge?", "Algorithms 1 and 2")
PLANE = {"t": "real", "w": "real", "h": "(0, inf)"}
SMALL = {"t": "real", "w": "real", "h": "(0, 1)"}


def last_simultaneous(steps: int, rate: Fraction) -> arb:
    """The distance to the saddle after so many simultaneous steps from (1, 1), one at a time."""
    theta = omega = Fraction(1)
    for _ in range(steps):
        theta, omega = theta - rate * omega, omega + rate * theta
    square = theta**2 + omega**2
    return (arb(square.numerator) / square.denominator).sqrt()


def farthest_alternating(steps: int, rate: Fraction) -> arb:
    """The largest squared distance to the saddle on so many alternating steps from (1, 1)."""
    with flint.ctx.workprec(1024):  # balls grow by 1 + h a step, though the iterates do not
        theta = omega = arb(1)
        farthest, h = theta**2 + omega**2, arb(rate.numerator) / rate.denominator
        for _ in range(steps):
            omega = omega + h * theta
            theta = theta - h * omega
            farthest = farthest.max(theta**2 + omega**2)
    return farthest


def mean_simultaneous(steps: int, rate: Fraction) -> arb:
    """The distance of the mean of the first so many iterates from (1, 1), which is x ((1 + ih)^T - 1)/(ihT)."""
    turn = acb(0, arb(rate.numerator) / rate.denominator)
    return abs(acb(1, 1) * ((1 + turn) ** steps - 1) / (turn * steps))


def mean_one_by_one(steps: int, rate: Fraction) -> arb:
    """The same mean, added up."""
    z, turn = acb(1, 1), acb(1, arb(rate.numerator) / rate.denominator)
    total = acb(0)
    for _ in range(steps):
        total, z = total + z, z * turn
    return abs(total / steps)


UPDATES = Claim(
    id="gda-updates",
    says=r"With both gradients taken at $(\theta_t, w_t)$ the steps are simultaneous; alternating steps use $w_{t+1}$ "
         r"in the second line. On $L = \theta w$ simultaneous steps multiply $\theta^2 + w^2$ by $1 + \eta^2$; "
         r"alternating ones keep $\theta^2 + w^2 + \eta\theta w$, with both eigenvalues on the unit circle for $\eta < "
         r"2$.",
    assumes=(r"$0 < \eta < 2$",),
    sources=(LECTURE,),
    proof=(
        Calc(about="a simultaneous step", symbols=PLANE, start="(t - h*w)**2 + (w + h*t)**2",
             lines=(Line("(1 + h**2)*(t**2 + w**2)", "the cross terms cancel"),)),
        Calc(about="an alternating step: t sees the new w", symbols=PLANE,
             start="(t - h*(w + h*t))**2 + (w + h*t)**2 + h*(t - h*(w + h*t))*(w + h*t)",
             lines=(Line("t**2 + w**2 + h*t*w", "kept exactly"),)),
        Eigenvalues(about="the matrix of an alternating step", symbols={"h": "(0, 2)"}, a11="1 - h**2", a12="-h",
                    a21="h", a22="1", middle="1 - h**2/2", square="h**2*(h - 2)*(h + 2)/4", modulus="1",
                    because="(1 - h^2/2)^2 - 1, negative for h < 2"),
        Eigenvalues(about="that of a simultaneous one", symbols={"h": "(0, 2)"}, a11="1", a12="-h", a21="h", a22="1",
                    middle="1", square="-h**2", modulus="1 + h**2", because="1 plus and minus i h"),
    ),
    needed=(Needed(hypothesis=r"$0 < \eta < 2$",
                   shown_by=Special(about="at h = 3 the alternating eigenvalues are real, -7/2 plus and minus "
                                          "sqrt(45/4): they grow, too",
                                    of="h**2*(h - 2)*(h + 2)/4", put={"h": "3"}, gives="45/4", because="positive")),),
)  # fmt: skip

UPDATES_AS_PRINTED = Claim(
    id="gda-updates-as-printed",
    entry="gda-updates",
    says=r"The printed updates, with both gradients at $(\theta_t, w_t)$, alternate.",
    sources=(LECTURE,),
    printed=Printed(deck="001", heading="(training by gradient descent and ascent)", rows=(32,),
                    sentence=r"$w_{t+1} = w_t + \eta\nabla_w L,\ \theta_{t+1} = \theta_t - \eta\nabla_\theta L$, in an "
                             r"alternate fashion"),
    instead=r"They are simultaneous. Alternating: $\theta_{t+1} = \theta_t - \eta\nabla_\theta L(\theta_t, w_{t+1})$.",
    corrected_by=("gda-updates",),
    proof=(
        Differ(about="one step, as printed and alternating", symbols=PLANE, left="t - h*w", right="t - h*(w + h*t)"),
        Computed(about="eta = 1/10, from (1, 1): the distance from the saddle after 1000 printed steps",
                 by=last_simultaneous, on={"steps": 1000, "rate": Fraction(1, 10)}, gives="204.739618236498917549"),
        Computed(about="alternating, the largest squared distance on the way", by=farthest_alternating,
                 on={"steps": 1000, "rate": Fraction(1, 10)}, relation="<", gives=Fraction(42, 19),
                 because="the ellipse through (1, 1): 21/10 over 1 - 1/20"),
    ),
)  # fmt: skip

NO_GUARANTEES = Claim(
    id="no-guarantees",
    says=r"On the convex-concave game $\theta w$ the last simultaneous iterate diverges for every $\eta > 0$, while "
         r"the mean of $T$ iterates with $\eta = T^{-1/2}$ is at most $\frac{\sqrt e + 1}{\sqrt T}$ times the start "
         r"away, and extragradient steps contract the square of the distance by $1 - \eta^2 + \eta^4$.",
    assumes=(r"$0 < \eta < 1$",),
    sources=(GIDEL, Source("Nemirovski 2004, Prox-method", "Theorem 3.2")),
    uses=("gda-updates",),
    proof=(
        Calc(about="extragradient: a step with the gradients at (t - h w, w + h t)", symbols=SMALL,
             start="(t - h*(w + h*t))**2 + (w + h*(t - h*w))**2",
             lines=(Line("(1 - h**2 + h**4)*(t**2 + w**2)", "(1 - h^2)^2 + h^2"),)),
        Sign(about="it contracts", symbols=SMALL, of="1 - (1 - h**2 + h**4)", because="h^2 (1 - h)(1 + h)"),
        Eigenvalues(about="its eigenvalues", symbols=SMALL, a11="1 - h**2", a12="-h", a21="h", a22="1 - h**2",
                    middle="1 - h**2", square="-h**2", modulus="1 - h**2 + h**4", because="1 - h^2 plus and minus i h"),
        Calc(about="the steps of w add up to h times the sum of t: two of them", symbols=PLANE,
             start="((w + h*t) + h*(t - h*w)) - w",
             lines=(Line("h*(t + (t - h*w))", "so the mean of t is (w_T - w_0)/(hT)"),)),
        Touches(about="|x_T| is (1 + h^2)^(T/2) |x_0|, at most sqrt(e) |x_0| for h^2 = 1/T, as log(1 + u) <= u",
                of="u - log(1 + u)", over="u", at="0", slope="1 - 1/(1 + u)", domain="(-1, inf)"),
        Computed(about="the mean of 100 iterates, eta = 1/10, from (1, 1)", by=mean_one_by_one,
                 on={"steps": 100, "rate": Fraction(1, 10)}, gives="0.36118"),
        Computed(about="and from the closed form", by=mean_simultaneous, on={"steps": 100, "rate": Fraction(1, 10)},
                 gives="0.36118"),
        Computed(about="of 10000, eta = 1/100", by=mean_simultaneous, on={"steps": 10**4, "rate": Fraction(1, 100)},
                 gives="0.01327"),
    ),
    needed=(Needed(hypothesis=r"$0 < \eta < 1$",
                   shown_by=Special(about="at eta = 2 the extragradient step multiplies by 13", of="1 - h**2 + h**4",
                                    put={"h": "2"}, gives="13", because="1 - 4 + 16")),),
)  # fmt: skip

GUARANTEED = Claim(
    id="no-guarantees-as-printed",
    entry="no-guarantees",
    says=r"In a convex-concave setting the printed updates would be guaranteed to reach the optimum.",
    sources=(GIDEL,),
    printed=Printed(deck="001", heading="(training by gradient descent and ascent)",
                    sentence=r"than in a other convex-concave setting: no guarantees for an optimal solution"),
    instead=r"Convex-concavity alone does not rescue the printed iteration: its mean converges, its last iterate "
            r"diverges on $\theta w$.",
    corrected_by=("no-guarantees",),
    proof=(
        Calc(about="theta w is linear in each: convex-concave, and a printed step moves away", symbols=PLANE,
             start="(t - h*w)**2 + (w + h*t)**2 - (t**2 + w**2)",
             lines=(Line("h**2*(t**2 + w**2)", "the cross terms cancel"),)),
        Sign(about="by a positive amount", symbols={"t": "nonzero", "w": "nonzero", "h": "(0, inf)"},
             of="h**2*(t**2 + w**2)", because="a sum of squares"),
        Computed(about="200 steps of 1/10 from (1, 1)", by=last_simultaneous,
                 on={"steps": 200, "rate": Fraction(1, 10)}, gives="3.825"),
    ),
)  # fmt: skip

CLAIMS = (UPDATES, UPDATES_AS_PRINTED, NO_GUARANTEES, GUARANTEED)
