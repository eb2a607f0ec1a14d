r"""The Wasserstein loss needs its constraint: what clipping weights does, and what clipping gradients does not.

Says
    Without a Lipschitz constraint sup E_p D - E_q D is infinite unless the laws agree: scale D.
    A network's Lipschitz constant is at most the product of its layers' norms; weights in [-c, c] keep a matrix of n x
    m below c sqrt(n m).  Clipping the *gradient* of an optimiser bounds the step, not the weight: w = 0.01 t grows for
    ever. The generator's gradient is minus that of E_z D(G(z)); for point masses it is sign(theta).

Idea
    Everything is linear in D, so scaling decides.

Names
    w    a weight, D(x) = w x;  c  the clipping bound;  t  the number of steps

Source   Arjovsky et al. 2017, Sections 2 and 3; Gulrajani et al. 2017
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Special
from theory.proving.gradient import Gradient, Slope
from theory.transport.plans import distances_on_the_line, gain, law, optimal_potential, wasserstein

WGAN = Source("Arjovsky et al. 2017, Wasserstein GAN", "Section 3 and Theorem 3")
LIPSCHITZ = r"$\|D\|_{Lip} \le 1$"
LINE = distances_on_the_line(law(0, 1, 3))
P, Q = law("1/2", "1/2", 0), law(0, "1/4", "3/4")
CLIP = Fraction(1, 100)


def clip(value: Fraction, bound: Fraction) -> Fraction:
    """The value, moved into [-bound, bound]."""
    return max(-bound, min(bound, value))


def ascent(steps: int, rate: Fraction, bound: Fraction, *, what: str) -> Fraction:
    """D(x) = w x on real data at 1 and fakes at 0: ascent on w, with the gradient or the weight clipped."""
    w = Fraction(0)
    for _ in range(steps):
        slope = Fraction(1)  # of E_p D - E_q D = w, by w
        w = w + rate * clip(slope, bound) if what == "gradient" else clip(w + rate * slope, bound)
    return w


def potential_gain(p: tuple, q: tuple) -> Fraction:
    """What the optimal potential on 0, 1, 3 gains."""
    return gain(optimal_potential(p, q, LINE), p, q)


def squared_stretch(matrix: tuple, vector: tuple) -> Fraction:
    """|M v|^2/|v|^2."""
    image = [sum((a * x for a, x in zip(row, vector, strict=True)), Fraction(0)) for row in matrix]
    return sum((y * y for y in image), Fraction(0)) / sum((x * x for x in vector), Fraction(0))


LOSS = Claim(
    id="wgan-loss",
    says=r"$W_1(p, q) = \sup \mathbb{E}_p D - \mathbb{E}_z D(G(z))$ over $D$ with $\|D\|_{Lip} \le 1$.",
    assumes=(LIPSCHITZ, r"$p$ and $q$ have finite first moments"),
    sources=(WGAN, Source("Villani 2009, Optimal Transport", "Theorem 5.10")),
    uses=("kantorovich-rubinstein-duality",),
    proof=(
        Calc(about="in data space", start="E_p(C(x)) - E_z(C(G(z)))",
             lines=(Line("E_p(C(x)) - E_q(C(x))", "the law of G(z) is q"),)),
        Computed(about="three points on the line: W", by=wasserstein, on={"p": P, "q": Q, "distance": LINE},
                 gives=Fraction(2)),
        Computed(about="and what the optimal 1-Lipschitz potential gains", by=potential_gain, on={"p": P, "q": Q},
                 gives=Fraction(2)),
    ),
    needed=(Needed(hypothesis=LIPSCHITZ,
                   shown_by=Calc(about="scaling D by c scales the gain, without bound", symbols={"c": "(0, inf)"},
                                 start="E_p(c*D) - E_q(c*D)",
                                 lines=(Line("c*(E_p(D) - E_q(D))", "an average is linear"),))),),
)  # fmt: skip

UNCONSTRAINED = Claim(
    id="wgan-loss-as-printed",
    entry="wgan-loss",
    says=r"The loss is $\max_D \mathbb{E}_p D - \mathbb{E}_z D(G(z))$, with no constraint on $D$.",
    sources=(WGAN,),
    printed=Printed(deck="001", heading="WGAN loss", rows=(31,), ocr=True,
                    sentence=r"$\min_\theta\max_w \mathbb{E}_{x}[D_w(x)] - \mathbb{E}_{z \sim "
                             r"p_{NF}}[D_w(G_\theta(z))]$"),
    instead=r"$D$ must be 1-Lipschitz, and $z \sim p_z$.",
    corrected_by=("wgan-loss",),
    proof=(
        Calc(about="c D gains c times what D gains", symbols={"c": "(0, inf)"}, start="E_p(c*D) - E_q(c*D)",
             lines=(Line("c*(E_p(D) - E_q(D))", "an average is linear"),)),
        Differ(about="and some D gains something, unless the laws agree", left="E_p(D) - E_q(D)", right="0"),
    ),
)  # fmt: skip

GENERATOR = Claim(
    id="wgan-generator-term",
    says=r"The generator's gradient is $-\nabla_\theta\mathbb{E}_z D(G_\theta(z))$, for $D$ held fixed; for $\delta_0$ "
         r"and $\delta_\theta$ with the optimal $D(x) = -x\,\mathrm{sign}\,\theta$ it is $\mathrm{sign}\,\theta = "
         r"\nabla_\theta|\theta|$.",
    assumes=(r"$D$ is held fixed, at the optimum",),
    sources=(WGAN,),
    proof=(
        Gradient(about="only the generator's term moves", of="E_p(D) - E_q(D)", gives="-Integral(qdot*D, x)",
                 because="p is fixed, and so is D"),
        Slope(about="the chain rule, for G = t z", of="-F(t*z)", over="t", gives="-F'(t*z)*z",
              because="discriminator, then generator"),
        Slope(about="point masses, theta > 0: the loss -D(theta) with D = -x", of="-(-t)", over="t", domain="(0, inf)",
              gives="1", because="sign(theta) = 1"),
        Calc(about="where W is", symbols={"t": "(0, inf)"}, start="abs(t)",
             lines=(Line("t", "with the slope 1, too"),)),
        Slope(about="theta < 0: with D = x", of="-t", over="t", domain="(-inf, 0)", gives="-1",
              because="sign(theta) = -1"),
        Calc(about="where W is", symbols={"t": "(-inf, 0)"}, start="abs(t)",
             lines=(Line("-t", "with the slope -1, too"),)),
    ),
    needed=(Needed(hypothesis=r"$D$ is held fixed, at the optimum",
                   shown_by=Differ(about="another D gives another gradient", left="-Integral(qdot*D, x)",
                                   right="-Integral(qdot*Dstar, x)")),),
)  # fmt: skip

WEIGHTS = Claim(
    id="weight-clipping-bounds-lipschitz",
    entry="gradient-clipping",
    says=r"Weights clipped to $[-c, c]$ stay there, and a layer of $n \times m$ of them stretches by at most "
         r"$c\sqrt{nm}$; a network of 1-Lipschitz activations by at most the product of its layers.",
    assumes=(r"the weights are clipped after every step",),
    sources=(WGAN,),
    proof=(
        Computed(about="D(x) = w x on 1 against 0, weight clipped at 1/100, 500 steps of rate 1: w", by=ascent,
                 on={"steps": 500, "rate": Fraction(1), "bound": CLIP, "what": "weight"}, gives=CLIP),
        Calc(about="one output: (a x + b y)^2 <= (a^2 + b^2)(x^2 + y^2), by",
             start="(a**2 + b**2)*(x**2 + y**2) - (a*x + b*y)**2",
             lines=(Line("(a*y - b*x)**2", "a square"),)),
        Calc(about="so a 2 x 3 matrix stretches squares by at most the sum of its entries' squares, all at most c^2",
             start="(c**2 + c**2 + c**2) + (c**2 + c**2 + c**2)", lines=(Line("(2*3)*c**2", "n m c^2"),)),
        Computed(about="reached where all weights are c and all inputs equal", by=squared_stretch,
                 on={"matrix": ((CLIP,) * 3,) * 2, "vector": law(1, 1, 1)}, gives=6 * CLIP**2),
        Calc(about="two layers: |F(G(x)) - F(G(y))| <= k |G(x) - G(y)| <= k l |x - y|", start="k*(l*d)",
             lines=(Line("(k*l)*d", "the constants multiply"),)),
    ),
    needed=(Needed(hypothesis=r"the weights are clipped after every step",
                   shown_by=Computed(about="with only the gradient clipped, after 500 steps: w", by=ascent,
                                     on={"steps": 500, "rate": Fraction(1), "bound": CLIP, "what": "gradient"},
                                     gives=Fraction(5))),),
)  # fmt: skip

GRADIENTS = Claim(
    id="gradient-clipping",
    says=r"The Lipschitz constraint can be enforced by clipping gradients.",
    sources=(WGAN, Source("Gulrajani et al. 2017, Improved Training of Wasserstein GANs", "Section 3")),
    printed=Printed(deck="003", heading="References", rows=(47,),
                    sentence=r"All we need to enforce is Lipschitz continuity (e.x. by gradient clipping)"),
    instead=r"WGAN clips *weights*; WGAN-GP penalises the gradient of $D$ in $x$. Clipping the optimiser's gradient "
            r"bounds the step only.",
    corrected_by=("weight-clipping-bounds-lipschitz",),
    proof=(
        Computed(about="D(x) = w x, gradient clipped at 1/100: after 100 steps the Lipschitz constant w is 1",
                 by=ascent,
                 on={"steps": 100, "rate": Fraction(1), "bound": CLIP, "what": "gradient"}, gives=Fraction(1)),
        Computed(about="after 1000 steps 10", by=ascent,
                 on={"steps": 1000, "rate": Fraction(1), "bound": CLIP, "what": "gradient"}, gives=Fraction(10)),
        Special(about="after t steps t/100", symbols={"t": "(0, inf)"}, of="t*c", put={"c": "1/100"}, gives="t/100",
                because="every clipped step is 1/100"),
    ),
)  # fmt: skip

CLAIMS = (LOSS, UNCONSTRAINED, GENERATOR, WEIGHTS, GRADIENTS)
