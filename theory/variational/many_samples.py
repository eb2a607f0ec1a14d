r"""The importance-weighted bound: more samples, a tighter bound.

Says
    L_K = E log((w_1 + ... + w_K)/K), w = p(x, z)/q(z|x) with independent z from q(z|x): L_1 is the evidence bound,
    L_1 <= L_2 <= L_3 <= ... <= log p(x).

Idea
    The logarithm is concave: the log of a mean is at least the mean of the logs.  A mean of three weights is the mean
    of its three means of two.

Names
    a, b, c   weights w;  R9 the model of the evidence bound's page

Source   Burda et al. 2016, Importance weighted autoencoders, Theorem 1
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign
from theory.variational.finite_model import FINITE, Model, Vector, evidence, log, quotient

BURDA = Source("Burda et al. 2016, Importance weighted autoencoders", "Theorem 1")
INDEPENDENT = r"the samples are drawn from $q$, independently"
HALVES = (Fraction(1, 2), Fraction(1, 2))


def many_sample_bound(q: Vector, model: Model, samples: int) -> arb:
    """L_K, over all draws of K values of z with their probabilities."""
    weights, total = quotient(model.joint(), q), arb(0)
    for draw in product(range(len(q)), repeat=samples):
        chance, mean = Fraction(1), Fraction(0)
        for z in draw:
            chance *= q[z]
            mean += weights[z] / samples
        total += log(mean) * chance.numerator / chance.denominator
    return total


def climbs(q: Vector, model: Model, up_to: int) -> bool:
    """Whether L_1 < L_2 < ... < L_K < log p(x)."""
    bounds = [many_sample_bound(q, model, k) for k in range(1, up_to + 1)]
    return all(bool(a < b) for a, b in zip(bounds, [*bounds[1:], evidence(model)], strict=True))


def copied(q: Vector, model: Model) -> arb:
    """E log((w + w)/2): two copies of one draw in place of two draws."""
    weights = quotient(model.joint(), q)
    return sum((log((w + w) / 2) * c.numerator / c.denominator for w, c in zip(weights, q, strict=True)), arb(0))


MONOTONE = Claim(
    id="importance-weighted-bound-climbs",
    says=r"$L_K = \mathbb{E}\log\frac1K\sum_k w_k$ with $w_k = p(x, z_k)/q(z_k|x)$: $L_1$ is the ELBO, $L_K \le "
         r"L_{K+1} \le \log p(x)$. (Shown for $K = 1$ in general, and for $K \le 5$ on R9.)",
    assumes=(INDEPENDENT,),
    sources=(BURDA,),
    uses=("elbo-definition",),
    proof=(
        Calc(about="two weights: twice the log of the mean less the sum of logs, of one fraction",
             symbols={"a": "(0, inf)", "b": "(0, inf)"}, start="2*log((a + b)/2) - log(a) - log(b)",
             lines=(Line("log(1 + (a - b)**2/(4*a*b))", "(a + b)^2 = 4 a b + (a - b)^2: at least 0"),)),
        Sign(about="so the log of a mean of two is at least the mean of the logs", symbols={"r": "(0, inf)"},
             of="log(1 + r)", because="with r for the fraction"),
        Calc(about="a mean of three is the mean of its means of two", symbols={"a": "real", "b": "real", "c": "real"},
             start="(a + b + c)/3", lines=(Line("((a + b)/2 + (a + c)/2 + (b + c)/2)/3", "each weight stands in two "
                                                                                         "pairs"),)),
        Computed(about="R9: the bound of one sample is the ELBO", by=many_sample_bound,
                 on={"q": HALVES, "model": FINITE, "samples": 1}, gives="-0.89587973461402750041"),
        Computed(about="L_1 < L_2 < ... < L_5 < log p(x)", by=climbs, on={"q": HALVES, "model": FINITE, "up_to": 5},
                 gives=True),
    ),
    needed=(Needed(hypothesis=INDEPENDENT,
                   shown_by=Computed(about="the same draw twice gains nothing: the ELBO again", by=copied,
                                     on={"q": HALVES, "model": FINITE}, gives="-0.89587973461402750041"),),),
)  # fmt: skip

CLAIMS = (MONOTONE,)
