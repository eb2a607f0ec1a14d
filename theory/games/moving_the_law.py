r"""Generator updates in function space converge; and the dilemma of those who train in parameter space.

Says
    q -> max_D V is convex in q, with gradient log(q/(p + q)): small steps on the density itself lead to p.  Moving
    particles does not, when the laws live apart.  A bad discriminator misses the divergence by its regret; a perfect
    one leaves the saturating loss without a slope.

Idea
    The second derivative of the integrand in q is p/(q (p + q)) > 0.  On two point masses JSD is log 2 wherever they
    are, but falls at once when mass is moved over.

Names
    a, b    the values of p and q at a point
    s       the mass of q that has been moved onto the datum
    l       the logit of D on a fake

Source   Goodfellow et al. 2014, Proposition 2; Arjovsky and Bottou 2017, Section 2
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise

import flint
from flint import arb

from theory.inequalities.finite_laws import ball, jensen_shannon
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Gradient, Slope

PROPOSITION_2 = Source("Goodfellow et al. 2014", "Proposition 2")
AB = Source("Arjovsky and Bottou 2017", "Sections 2.1 and 2.2")
SMALL = r"the steps are small and move the density itself"
Law = tuple[Fraction, ...]
TARGET: Law = tuple(Fraction(k, 100) for k in (50, 30, 15, 5))
FROM: Law = tuple(Fraction(k, 100) for k in (1, 1, 1, 97))


def divergence(p: list[arb], q: list[arb]) -> arb:
    """JSD of two laws given as balls."""
    return sum(
        ((a * (2 * a / (a + b)).log() + b * (2 * b / (a + b)).log()) / 2 for a, b in zip(p, q, strict=True)), arb(0)
    )


@cache
def descent(steps: int, rate: Fraction) -> tuple[arb, ...]:
    """JSD on the way of exponentiated gradient steps q <- q (q/(p + q))^-rate, normalised, from FROM to TARGET."""
    with flint.ctx.workprec(2048):  # dividing by the sum widens the balls a little at every step
        p, q, h = [ball(x) for x in TARGET], [ball(x) for x in FROM], ball(rate)
        on_the_way = [divergence(p, q)]
        for _ in range(steps):
            q = [b * ((a + b) / b) ** h for a, b in zip(p, q, strict=True)]
            total = sum(q, arb(0))
            q = [b / total for b in q]
            on_the_way.append(divergence(p, q))
    return tuple(on_the_way)


def falls(steps: int, rate: Fraction) -> bool:
    """Whether JSD falls at every step."""
    return all(bool(after < before) for before, after in pairwise(descent(steps, rate)))


def divergence_after(steps: int, rate: Fraction) -> arb:
    """JSD after so many steps."""
    return descent(steps, rate)[-1]


def of_particles(place: Fraction) -> arb:
    """JSD of a datum at 0 and a fake at `place`, as laws on the points {0, place}."""
    both = (Fraction(0), place) if place else (Fraction(0),)
    return jensen_shannon(*(tuple(Fraction(at == where) for at in both) for where in (Fraction(0), place)))


FUNCTION_SPACE = Claim(
    id="function-space-convergence",
    says=r"$q \mapsto \max_D V$ is convex, with gradient $\log\frac{q}{p + q}$ at $D^*$, so suitably small steps on "
         r"the density lead to $p$: exponentiated gradient steps of $\tfrac1{10}$ on four points from $(0.01, 0.01, "
         r"0.01, 0.97)$ to $(0.5, 0.3, 0.15, 0.05)$ lower the JSD at every one of 200 steps, to less than $10^{-8}$.",
    assumes=(SMALL,),
    sources=(PROPOSITION_2,),
    uses=("v-at-dstar", "jsd-zero-iff-equal"),
    proof=(
        Gradient(about="the gradient at the frozen D*", of="V(D)", frozen="Dstar",
                 gives="Integral(qdot*log(q/(p + q)), x)", because="1 - D* = q/(p + q)"),
        Slope(about="the integrand of V(D*), with a and b for the values of p and q", symbols={"a": "(0, inf)"},
              of="a*log(a/(a + b)) + b*log(b/(a + b))", over="b", domain="(0, inf)", gives="log(b/(a + b))",
              because="the other terms cancel"),
        Slope(about="again", symbols={"a": "(0, inf)"}, of="log(b/(a + b))", over="b", domain="(0, inf)",
              gives="a/(b*(a + b))", because="1/b - 1/(a + b)"),
        Sign(about="strictly convex", symbols={"a": "(0, inf)", "b": "(0, inf)"}, of="a/(b*(a + b))",
             because="positive factors"),
        Slope(about="mass s moved onto the datum lowers JSD((1, 0), (s, 1 - s)) at once",
              of="log(2/(1 + s))/2 + (s*log(2*s/(1 + s)) + (1 - s)*log(2))/2", over="s", domain="(0, 1)",
              gives="log(s/(1 + s))/2", because="negative, and -inf at s = 0"),
        Computed(about="JSD falls at every step", by=falls, on={"steps": 200, "rate": Fraction(1, 10)}, gives=True),
        Computed(about="and ends near 0", by=divergence_after, on={"steps": 200, "rate": Fraction(1, 10)}, relation="<",
                 gives="0.00000001"),
    ),
    needed=(Needed(hypothesis=SMALL,
                   shown_by=Computed(about="steps of 3 overshoot: the second one raises JSD from 0.07 to 0.50",
                                     by=falls,
                                     on={"steps": 2, "rate": Fraction(3)}, gives=False)),
            Needed(hypothesis=SMALL,
                   shown_by=Computed(about="steps that move the fake's place: at 2 it has JSD log 2", by=of_particles,
                                     on={"place": Fraction(2)}, gives="log(2)")),
            Needed(hypothesis=SMALL,
                   shown_by=Computed(about="and at 1/1000 as well: nothing is gained", by=of_particles,
                                     on={"place": Fraction(1, 1000)}, gives="log(2)"))),
)  # fmt: skip

DILEMMA = Claim(
    id="dilemma",
    says=r"A discriminator short of $D^*$ shows $V(D)$, less than $2\,\mathrm{JSD} - \log 4$ by its regret "
         r"$2\,\mathbb{E}_m\mathrm{kl}(D^*\|D)$. With $D^*$ and laws apart ($D = 0$ on fakes) the saturating loss has "
         r"slope 0 in the logit, $-\log D$ has slope $-1$, and a WGAN critic at its optimum keeps slope 1: the dilemma "
         r"is the saturating loss's.",
    sources=(AB,),
    uses=("regret-identity", "diminishing-gradient", "theta-lines-w"),
    proof=(
        Calc(about="what a discriminator misses", start="2*JSD(p, q) - log(4) - V(D)",
             lines=(Line("2*Integral(m*(Dstar*log(Dstar/D) + (1 - Dstar)*log((1 - Dstar)/(1 - D))), x)",
                         "the regret identity, p + q = 2 m"),)),
        Special(about="a constant D = 1/2 sees nothing", of="V(D)", put={"D": "1/2"}, gives="-log(4)",
                because="whatever p and q are"),
        Slope(about="the saturating loss, in the logit", of="log(1 - sigmoid(l))", over="l", gives="-sigmoid(l)",
              because="-D"),
        Special(about="at D = 0", of="-y", put={"y": "0"}, gives="0", because="no slope left"),
        Slope(about="the other loss", of="-log(sigmoid(l))", over="l", gives="-(1 - sigmoid(l))", because="-(1 - D)"),
        Special(about="at D = 0", of="-(1 - y)", put={"y": "0"}, gives="-1", because="its full slope"),
    ),
)  # fmt: skip

CLAIMS = (FUNCTION_SPACE, DILEMMA)
