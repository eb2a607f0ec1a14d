r"""The gradient of -log D with a noisy discriminator: a ratio of Gaussians, which has no mean.

Says
    If D = eps and its gradient is r on the fakes, with eps and r independent centred Gaussian noise, each coordinate of
    -grad D/D is centred Cauchy with the scale sigma_r/sigma_eps: its median size is that ratio, and it has neither
    expectation nor variance.  With the exact D* the gradient is finite.

Idea
    The density of r/eps at t is the mean of |eps| phi(t eps) over eps: the integral of |u| exp(-u^2 (1 + t^2)/2)/(2
    pi).

Names
    u       a value of eps;  t  a value of the ratio;  c = 1 + t^2
    T       where the mean size is cut off, written b

Source   Arjovsky and Bottou 2017, Theorem 2.6
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from theory.inequalities.finite_laws import ball
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

THEOREM = Source("Arjovsky and Bottou 2017, Towards principled methods for training GANs", "Theorem 2.6")
NOISY = (r"$D^* - D$ and $\nabla D^* - \nabla D$ are independent centred Gaussians, and $D^* = 0$, $\nabla D^* = 0$ on "
         r"the fakes")  # fmt: skip


def within(size: Fraction) -> arb:
    """The probability that a standard Cauchy is at most so large in absolute value: 2 atan(size)/pi."""
    return 2 * ball(size).atan() / arb.pi()


def ratio_within(size: Fraction) -> arb:
    """P(|r| <= size |eps|) for independent standard Gaussians: the share of directions in two cones of angle
    atan(size),
    from the density of the angle, which is uniform: 1 - 2 atan(1/size)/pi."""
    return 1 - 2 * (1 / ball(size)).atan() / arb.pi()


def density_by_integration(t: Fraction) -> arb:
    """2 times the integral of u exp(-u^2 (1 + t^2)/2)/(2 pi) from 0 to 30; the rest is below exp(-450)."""
    c = 1 + ball(t) ** 2

    def integrand(u: acb, _: bool) -> acb:
        return u * (-u * u * c / 2).exp() / arb.pi()

    return acb.integral(integrand, 0, 30).real + arb(0, "1e-190")


def exact_gradient(mean: Fraction) -> arb:
    """N(0,1) against N(mean,1) moved by its mean, frozen D*: the gradient of E_q[-log D] is mean E_q[q/(p + q)]."""
    mu = ball(mean)

    def integrand(x: acb, _: bool) -> acb:
        return (-((x - mu) ** 2) / 2).exp() / (1 + (mu * mu / 2 - mu * x).exp())

    return mu * (acb.integral(integrand, -25, 30).real / (2 * arb.pi()).sqrt() + arb(0, "1e-120"))


CAUCHY = Claim(
    id="ns-gradients-mean-variance",
    says=r"Each coordinate of the per-sample gradient $-\nabla D/D = -r/\epsilon$ of the non-saturating loss is "
         r"centred Cauchy, with density $\frac{1}{\pi(1 + t^2)}$ in units of $\sigma_r/\sigma_\epsilon$: median size "
         r"1, and no expectation, hence no variance.",
    assumes=(NOISY,),
    sources=(THEOREM,),
    proof=(
        Slope(about="an antiderivative of u exp(-c u^2/2), c = 1 + t^2", symbols={"c": "(1, inf)"},
              of="-exp(-c*u**2/2)/c",
              over="u", gives="u*exp(-c*u**2/2)", because="chain rule"),
        Special(about="from 0 to infinity: minus its value at 0", symbols={"c": "(1, inf)"}, of="exp(-c*u**2/2)/c",
                put={"u": "0"},
                gives="1/c", because="it vanishes at infinity"),
        Calc(about="twice that, for both signs of eps, over 2 pi", symbols={"t": "real"},
             start="2*(1/(1 + t**2))/(2*pi)",
             lines=(Line("1/(pi*(1 + t**2))", "Cauchy's density"),)),
        Computed(about="at t = 1, by integration", by=density_by_integration, on={"t": Fraction(1)}, gives="1/(2*pi)"),
        Computed(about="half of the mass is within 1", by=within, on={"size": Fraction(1)}, gives="1/2"),
        Computed(about="within 7, from the angle of (eps, r)", by=ratio_within, on={"size": Fraction(7)},
                 gives="0.909665529398266903"),
        Computed(about="and from Cauchy's distribution function", by=within, on={"size": Fraction(7)},
                 gives="0.909665529398266903"),
        Slope(about="the mean size, cut off at t", of="log(1 + t**2)/pi", over="t", gives="2*t/(pi*(1 + t**2))",
              because="twice t times the density"),
        Special(about="it grows without bound: at t^2 = exp(pi b) - 1", symbols={"b": "(0, inf)"}, of="log(1 + s)/pi",
                put={"s": "exp(pi*b) - 1"}, gives="b", because="there is no expectation"),
    ),
    needed=(Needed(hypothesis=NOISY,
                   shown_by=Computed(about="with the exact D* on N(0,1), N(3,1) the gradient is finite, near the "
                                           "distance 3",
                                     by=exact_gradient, on={"mean": Fraction(3)}, gives="2.704136246700837392"),),
            Needed(hypothesis=NOISY,
                   shown_by=Special(about="and with r = eps, not independent, the ratio is 1", symbols={"u": "nonzero"},
                                    of="r/u", put={"r": "u"}, gives="1", because="no noise at all"))),
)  # fmt: skip

STRONGER = Claim(
    id="non-saturating-gradient-is-stronger",
    entry="ns-gradients-mean-variance",
    says=r"In the logit the non-saturating slope $1 - D$ is larger than the saturating $D$ exactly while $D < "
         r"\tfrac12$ on the fake.",
    assumes=(r"$D < \tfrac12$",),
    sources=(THEOREM,),
    uses=("diminishing-gradient",),
    proof=(
        Sign(about="the difference of the sizes", symbols={"y": "(0, 1/2)"}, of="(1 - y) - y", because="1 - 2 D"),
        Calc(about="their ratio", symbols={"y": "(0, 1/2)"}, start="(1 - y)/y",
             lines=(Line("1/y - 1", "99 at D = 1/100"),)),
    ),
    needed=(Needed(hypothesis=r"$D < \tfrac12$",
                   shown_by=Special(about="at D = 3/4 it is weaker", of="(1 - y) - y", put={"y": "3/4"}, gives="-1/2",
                                    because="1 - 3/2")),),
)  # fmt: skip

CLAIMS = (CAUCHY, STRONGER)
