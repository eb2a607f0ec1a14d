r"""Maximum likelihood: products, logarithms and sums; densities are not probabilities; and what the limit minimises.

Says
    The same theta maximises a product of likelihoods, its logarithm, and the sum of logarithms.
    A density may exceed 1: a likelihood of a continuous model is not a probability.
    E_pi log p(x|theta) = -KL(pi || p_theta) - H(pi): the best theta is the same, the values differ by the entropy, and
    the likelihood of n points is n times as large.

Idea
    The logarithm climbs, so it keeps the order.

Names
    k, n    successes among n;  y  the parameter;  a, b  two likelihoods;  p   the data's density, q the model's

Source   Bishop 2006, Section 1.2; Cover and Thomas 2006, Section 2.3
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Sign, Special
from theory.proving.gradient import Gradient, Slope

BISHOP = Source("Bishop 2006, Pattern Recognition and Machine Learning", "Section 1.2")
COVER = Source("Cover and Thomas 2006", "Section 2.3")
COUNTS = {"k": "(0, inf)", "l": "(0, inf)"}
INDEPENDENT = r"the data are independent, each with the law of the model"


def uniform_likelihood(data: tuple, theta: Fraction) -> Fraction:
    """The product of the densities of U[0, theta] at the data: theta^-n if all lie in [0, theta], else 0."""
    return Fraction(1) / theta ** len(data) if max(data) <= theta and min(data) >= 0 else Fraction(0)


def best_uniform(data: tuple, candidates: tuple) -> Fraction:
    """The candidate of the largest likelihood."""
    return max(candidates, key=lambda theta: uniform_likelihood(data, theta))


COIN = Extremum(about="k heads and l tails", symbols=COUNTS, over="y", of="k*log(y) + l*log(1 - y)", at="k/(k + l)",
                slope="(k - (k + l)*y)/(y*(1 - y))", curvature="-k/y**2 - l/(1 - y)**2")  # fmt: skip

CHAIN = Claim(
    id="mle-chain",
    says=r"$\arg\max\prod_i p(x_i; \theta) = \arg\max\log\prod_i p(x_i; \theta) = \arg\max\sum_i\log p(x_i; \theta)$: "
         r"for a coin it is the share of heads, for a Gaussian the mean, for $U[0, \theta]$ the largest point.",
    assumes=(INDEPENDENT,),
    sources=(BISHOP,),
    proof=(
        Calc(about="the logarithm of a product", symbols={"a": "(0, inf)", "b": "(0, inf)", "c": "(0, inf)"},
             start="log(a*b*c)",
             lines=(Line("log(a) + log(b) + log(c)", "a sum"),)),
        Slope(about="the logarithm keeps the order", of="log(a)", over="a", domain="(0, inf)", gives="1/a",
              because="it climbs"),
        COIN,
        Extremum(about="a Gaussian of variance 1 and three points", over="y", domain="real",
                 of="-((y - f)**2 + (y - b)**2 + (y - c)**2)/2", at="(f + b + c)/3", slope="(f + b + c) - 3*y",
                 curvature="-3"),
        Computed(about="U[0, theta] and the data 1, 2, 3/2: the best of 1, 3/2, 2, 5/2, 3", by=best_uniform,
                 on={"data": (Fraction(1), Fraction(2), Fraction(3, 2)),
                     "candidates": tuple(Fraction(k, 2) for k in range(2, 7))}, gives=Fraction(2)),
    ),
    needed=(Needed(hypothesis=INDEPENDENT,
                   shown_by=Differ(about="two points that are always equal have the chance a, not a a",
                                   symbols={"a": "(0, 1)"},
                                   left="a", right="a*a")),),
)  # fmt: skip

DENSITY = Claim(
    id="likelihood-is-probability",
    says=r"The likelihood of a discrete model is a probability, at most 1; that of a continuous one is a density, "
         r"which may exceed 1.",
    sources=(BISHOP,),
    proof=(
        Sign(about="N(0, 1/100) at 0 is 10/sqrt(2 pi) > 3", of="10/sqrt(2*pi) - 3", because="3.989"),
        Special(about="U[0, theta] at a point inside, theta = 1/4", symbols={"t": "(0, inf)"}, of="1/t",
                put={"t": "1/4"}, gives="4",
                because="a density of 4 over a length of 1/4"),
        Calc(about="its mass is 1 all the same", symbols={"t": "(0, inf)"}, start="(1/t)*t",
             lines=(Line("1", "height times length"),)),
    ),
)  # fmt: skip

PROBABILITY = Claim(
    id="likelihood-is-probability-as-printed",
    entry="likelihood-is-probability",
    says=r"The likelihood is the probability that the model assigns to the observed data, for images too.",
    sources=(BISHOP,),
    printed=Printed(deck="002", heading="Maximum likelihood estimation", rows=(35,),
                    sentence=r"Likelihood: the probability that the model assigns to the observed data"),
    instead=r"A probability for discrete models, a probability *density* for continuous ones.",
    corrected_by=("likelihood-is-probability",),
    proof=(
        Sign(about="N(0, 1/100) assigns 10/sqrt(2 pi) to 0, more than any probability", of="10/sqrt(2*pi) - 1",
             because="3.989 > 1"),
        Computed(about="U[0, 1/4] assigns 4 to each point: 16 to two", by=uniform_likelihood,
                 on={"data": (Fraction(1, 8), Fraction(1, 5)), "theta": Fraction(1, 4)}, gives=Fraction(16)),
    ),
)  # fmt: skip

AS_KL = Claim(
    id="mle-is-kl",
    says=r"$\mathbb{E}_\pi\log p(x|\theta) = -\mathrm{KL}(\pi\,\|\,p_\theta) - H(\pi)$: the $\theta$ that maximises "
         r"the one minimises the other; the values differ by the entropy of $\pi$.",
    assumes=(r"$\mathbb{E}_\pi\log\pi$ is finite",),
    sources=(COVER,),
    proof=(
        Calc(about="p the data's density, q the model's", start="E_p(log(q))",
             lines=(Line("E_p(log(p)) - E_p(log(p/q))", "log q = log p - log(p/q)"),
                    Line("-H(p) - KL(p, q)", "the definitions"))),
        Gradient(about="the likelihood's gradient as the model moves", of="E_p(log(q))", gives="Integral(p*qdot/q, x)",
                 because="d log q = dq/q"),
        Gradient(about="minus the KL's", of="-KL(p, q)", gives="Integral(p*qdot/q, x)",
                 because="the entropy of the data does not move"),
        Special(about="the best model, q = p, has the value", of="E_p(log(q))", put={"q": "p"}, gives="-H(p)",
                because="not 0"),
    ),
    needed=(Needed(hypothesis=r"$\mathbb{E}_\pi\log\pi$ is finite",
                   shown_by=Special(about="two equal infinities do not cancel: with the entropy h = t growing, -KL = L "
                                          "+ t",
                                    symbols={"t": "(0, inf)"}, of="l1 + h1", put={"h1": "t"}, gives="l1 + t",
                                    because="no value is left at t = infinity"),),),
)  # fmt: skip

EQUAL_VALUES = Claim(
    id="mle-is-kl-as-printed",
    entry="mle-is-kl",
    says=r"$\max\log p(X|\theta) = \max\mathbb{E}_\pi\log p(x|\theta) = \min\mathrm{KL}(\pi\,\|\,p_\theta)$, as "
         r"equalities of values.",
    sources=(COVER,),
    printed=Printed(deck="003", heading="Likelihood-based vs GAN", rows=(42,),
                    sentence=r"$\max_\theta\log p(X|\theta) \approx \max_\theta\mathbb{E}_\pi\log p(x|\theta) = "
                             r"\min_\theta KL(\pi\,\|\,p(x|\theta))$"),
    instead=r"$\arg\max$ and $\arg\min$ agree; the likelihood of $n$ points is $n$ times the mean, the values differ "
            r"by the entropy, and $\max(-KL) = -\min KL$.",
    corrected_by=("mle-is-kl",),
    proof=(
        Special(about="at the best model, q = p, the left side minus the right is minus the entropy",
                of="E_p(log(q)) - KL(p, q)",
                put={"q": "p"}, gives="-H(p)", because="KL vanishes"),
        Sign(about="which for N(0, 1) is -log(2 pi e)/2, not 0", of="-log(2*pi*exp(1))/2", positive=False,
             because="-1.4189"),
        Differ(about="elsewhere the sign is wrong too", left="E_p(log(q)) + H(p)", right="KL(p, q)"),
        Calc(about="and two points have twice the mean", start="log(a) + log(b)",
             symbols={"a": "(0, inf)", "b": "(0, inf)"},
             lines=(Line("2*((log(a) + log(b))/2)", "the factor n"),)),
    ),
)  # fmt: skip

CLAIMS = (CHAIN, DENSITY, PROBABILITY, AS_KL, EQUAL_VALUES)
