r"""The two theorems of the WGAN slides, with the hypotheses they need: continuity in the parameters, and weak
convergence.

Says
    Theorem 1: if the network is Lipschitz in its parameters with an integrable constant, theta -> W(p, q_theta) is
    continuous and almost everywhere differentiable, since |W(p, q) - W(p, q')| <= W(q, q') <= E|G(z) - G'(z)|.
    A threshold unit, a square with heavy-tailed noise, or data without a mean break it.
    Theorem 2: KL -> 0 implies JSD -> 0, that is TV -> 0, which on a bounded space implies W -> 0; no arrow turns back.

Idea
    The same z for both parameters is a coupling.  The converses fail for point masses that approach each other, for
    intervals that slide, and, on an unbounded space, for a small mass that runs away.

Names
    n    the index of a sequence;  e = 1/n

Source   Arjovsky et al. 2017, Theorems 1 and 2
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.proving.gradient import Slope
from theory.transport.plans import Vector, distances_on_the_line, law, variation, wasserstein

THEOREM_1 = Source("Arjovsky et al. 2017, Wasserstein GAN", "Theorem 1 and Corollary 1")
THEOREM_2 = Source("Arjovsky et al. 2017, Wasserstein GAN", "Theorem 2")
LIPSCHITZ = r"the activations are Lipschitz, $\mathbb{E}\|z\| < \infty$, and the data have a mean"
BOUNDED = r"the space is compact (bounded by diam)"
NOISE = law(-1, 0, 2)


def images(noise: Vector, slope: Fraction, shift: Fraction) -> Vector:
    """The points G(z) = slope z + shift."""
    return tuple(slope * z + shift for z in noise)


def distance_of_images(noise: Vector, first: tuple, second: tuple) -> Fraction:
    """W between the laws of G(z) and G'(z), z uniform on the points of `noise`, by an optimal plan."""
    xs, ys = images(noise, *first), images(noise, *second)
    points = tuple(sorted({*xs, *ys}))
    share = Fraction(1, len(noise))
    p = tuple(share * xs.count(point) for point in points)
    q = tuple(share * ys.count(point) for point in points)
    return wasserstein(p, q, distances_on_the_line(points))


def mean_move(noise: Vector, first: tuple, second: tuple) -> Fraction:
    """E|G(z) - G'(z)| with the same z for both."""
    moves = [abs(x - y) for x, y in zip(images(noise, *first), images(noise, *second), strict=True)]
    return sum(moves, Fraction(0)) / len(noise)


def never_above(noise: Vector, parameters: tuple) -> bool:
    """Whether W <= E|G - G'| for all pairs of these parameters."""
    return all(distance_of_images(noise, a, b) <= mean_move(noise, a, b) for a in parameters for b in parameters)


def threshold_distance(theta: Fraction) -> Fraction:
    """W(delta_0, law of 1{z + theta > 0}) for z = 0."""
    image = law(0, 1) if theta > 0 else law(1, 0)
    return wasserstein(law(1, 0), image, distances_on_the_line(law(0, 1)))


def tail_moment(order: int, terms: int) -> Fraction:
    """The first terms of E z^order for P(z = 2^k) = 2/3^(k+1), k = 0, 1, ...: the sum of 2^(k order) 2/3^(k+1)."""
    return sum((Fraction(2 ** (k * order) * 2, 3 ** (k + 1)) for k in range(terms)), Fraction(0))


CONTINUOUS = Claim(
    id="wgan-theorem-1",
    says=r"$|W(\pi, p_\theta) - W(\pi, p_{\theta'})| \le W(p_\theta, p_{\theta'}) \le \mathbb{E}\|G_\theta(z) - "
         r"G_{\theta'}(z)\|$: $\theta \mapsto W(\pi, p_\theta)$ is locally Lipschitz, hence continuous, and "
         r"differentiable almost everywhere. (The first inequalities are shown for affine $G$.)",
    assumes=(LIPSCHITZ,),
    sources=(THEOREM_1,),
    uses=("wasserstein-definition", "rademacher-theorem"),
    proof=(
        Calc(about="G = a z + b: the same z moves by", start="(a1*z + b1) - (a2*z + b2)",
             lines=(Line("(a1 - a2)*z + (b1 - b2)", "at most |a1 - a2| |z| + |b1 - b2|, with a mean if |z| has one"),)),
        Computed(about="three values of z, G = z and G' = -z + 1: W", by=distance_of_images,
                 on={"noise": NOISE, "first": law(1, 0), "second": law(-1, 1)}, gives=Fraction(1, 3)),
        Computed(about="and E|G - G'|, which is more", by=mean_move, on={"noise": NOISE, "first": law(1, 0),
                 "second": law(-1, 1)}, gives=Fraction(7, 3)),
        Computed(about="W <= E|G - G'| for all pairs of four parameters", by=never_above,
                 on={"noise": NOISE, "parameters": (law(1, 0), law(-1, 1), law("1/2", 0), law(2, "1/3"))}, gives=True),
    ),
    needed=(
        Needed(hypothesis=LIPSCHITZ,
               shown_by=Computed(about="a threshold unit 1{z + theta > 0}, z = 0, at theta = 1/10^9: W(delta_0, .)",
                                 by=threshold_distance, on={"theta": Fraction(1, 10**9)}, gives=Fraction(1),
                                 because="it is 0 at theta = 0: a jump")),
        Needed(hypothesis=LIPSCHITZ,
               shown_by=Computed(about="P(z = 2^k) = 2/3^(k+1): the second moment exceeds 1000 within 30 terms",
                                 by=tail_moment, on={"order": 2, "terms": 30}, relation=">", gives=Fraction(1000),
                                 because="G = theta z^2 has no mean for theta /= 0: W jumps from 0 to infinity")),
        Needed(hypothesis=LIPSCHITZ,
               shown_by=Computed(about="though the first stays below 2: 2 (1 - (2/3)^30)", by=tail_moment,
                                 on={"order": 1, "terms": 30}, gives=2 - 2 * Fraction(2, 3) ** 30)),
    ),
)  # fmt: skip

ANY_NETWORK = Claim(
    id="wgan-theorem-1-as-printed",
    entry="wgan-theorem-1",
    says=r"For any feedforward network and any data, $W(\pi, p_\theta)$ is continuous everywhere and differentiable.",
    sources=(THEOREM_1,),
    printed=Printed(deck="003", heading="Theorem 1", rows=(45,),
                    sentence=r"any feedforward neural network; then $W(\pi, p_\theta)$ is continuous everywhere and "
                             r"differentiable almost everywhere"),
    instead=r"The activations must be Lipschitz, the noise and the data must have a mean.",
    corrected_by=("wgan-theorem-1",),
    proof=(
        Computed(about="a threshold unit at theta = 0", by=threshold_distance, on={"theta": Fraction(0)},
                 gives=Fraction(0)),
        Computed(about="and just above it", by=threshold_distance, on={"theta": Fraction(1, 10**9)}, gives=Fraction(1)),
        Computed(about="a square of noise with a mean and no second moment: partial sums beyond 1000", by=tail_moment,
                 on={"order": 2, "terms": 30}, relation=">", gives=Fraction(1000)),
    ),
)  # fmt: skip

ORDER = Claim(
    id="wgan-theorem-2",
    says=r"$\mathrm{KL} \to 0$ (either way) implies $\mathrm{JSD} \to 0$, equivalent to $\mathrm{TV} \to 0$, which "
         r"implies $W \to 0$; on a compact space that is weak convergence. No implication can be reversed.",
    assumes=(BOUNDED,),
    sources=(THEOREM_2,),
    uses=("w1-tv-bounds", "wasserstein-metrizes-weak-convergence", "jsd-at-most-half-log2-kl",
          "tv-at-most-root-two-jsd",
          "jsd-at-most-log2-tv"),
    proof=(
        Calc(about="the chain of bounds: W <= diam TV <= diam sqrt(2 JSD) <= diam sqrt(log 2 KL)",
             symbols={"k": "(0, inf)"},
             start="2*(log(2)/2*k)", lines=(Line("log(2)*k", "JSD <= (log 2)/2 KL"),)),
        Special(about="W -> 0 without JSD: delta_0 and delta_(1/n), W = 1/n, JSD of laws on disjoint sets",
                of="p*log(p/((p + q)/2))",
                put={"q": "0"}, gives="p*log(2)", because="log 2 for every n"),
        Calc(about="JSD -> 0 without KL: U[0, 1] and U[e, 1 + e] share 1 - e, where the integrand is 0; on each end e "
                   "it is",
             start="e1*log(2)/2 + e1*log(2)/2", lines=(Line("e1*log(2)", "(log 2)/n; both KL are infinite"),)),
    ),
    needed=(
        Needed(hypothesis=BOUNDED,
               shown_by=Slope(about="delta_0 and (1 - e) delta_0 + e delta_(n^2), e = 1/n: KL = -log(1 - e) tends to 0 "
                                    "with e",
                              of="-log(1 - t)", over="t", domain="(0, 1)", gives="1/(1 - t)", because="it is about e")),
        Needed(hypothesis=BOUNDED,
               shown_by=Computed(about="but at n = 1000 W is 1000", by=wasserstein,
                                 on={"p": law(1, 0), "q": law("999/1000", "1/1000"),
                                     "distance": distances_on_the_line(law(0, 10**6))}, gives=Fraction(1000))),
        Needed(hypothesis=BOUNDED,
               shown_by=Computed(about="with TV 1/1000", by=variation,
                                 on={"p": law(1, 0), "q": law("999/1000", "1/1000")},
                                 gives=Fraction(1, 1000))),
    ),
)  # fmt: skip

CLAIMS = (CONTINUOUS, ANY_NETWORK, ORDER)
