r"""Algorithm 1: whose parameters move, with which sign, and from which law the noise is drawn.

Says
    k steps up the minibatch value in the discriminator's parameters, one step down in the generator's; z is drawn from
    p_z, not from p_g; costs are descended, so both updates carry a minus; and in the non-saturating loss, too, it is
    the generator's parameters that are chosen.

Idea
    A minibatch gradient is the full gradient on average: enumerate all minibatches.  A wrong sign or a wrong parameter
    shows in one step.

Names
    a, b    the values of p and q at a point;  l   the logit of D there
    t, w    the place of the fake (generator), the slope of the logit (discriminator), D(x) = sigmoid(w x)

Source   Goodfellow et al. 2014, Algorithm 1
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import arb

from theory.inequalities.finite_laws import ball
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.expansion import Expansion
from theory.proving.facts import Differ, Sign, Special
from theory.proving.gradient import Slope

ALGORITHM_1 = Source("Goodfellow et al. 2014", "Algorithm 1")
Vector = tuple[Fraction, ...]
OWN_DRAWS = r"each minibatch is drawn from $p_{data}$ and $p_z$"
#: Three places; the data law, a prior on two codes, the generator (code -> place), and a discriminator.
DATA: Vector = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
PRIOR: Vector = (Fraction(1, 4), Fraction(3, 4))
GENERATOR = (1, 2)
CRITIC: Vector = (Fraction(3, 4), Fraction(1, 2), Fraction(1, 5))


def up(real: int, fake: int, critic: Vector) -> Vector:
    """The gradient of log D(real) + log(1 - D(fake)) in the three values of D."""
    return tuple((k == real) / d - (k == fake) / (1 - d) for k, d in enumerate(critic))


def mean_of(terms: list[tuple[Fraction, Vector]]) -> Vector:
    """Weighted sum of vectors."""
    return tuple(sum((w * v[k] for w, v in terms), Fraction(0)) for k in range(len(CRITIC)))


def expected_minibatch_gradient(m: int, prior: Vector) -> Vector:
    """The mean of (1/m) sum of `up` over every minibatch of m data and m codes, each with its probability."""
    draws = list(product(product(range(len(DATA)), range(len(prior))), repeat=m))
    terms = []
    for batch in draws:
        weight = Fraction(1)
        for x, z in batch:
            weight *= DATA[x] * prior[z]
        each = [(Fraction(1, m), up(x, GENERATOR[z], CRITIC)) for x, z in batch]
        terms.append((weight, mean_of(each)))
    return mean_of(terms)


def full_gradient(fakes: Vector) -> Vector:
    """The gradient of V in the values of D: p/D - q/(1 - D)."""
    return tuple(p / d - q / (1 - d) for p, q, d in zip(DATA, fakes, CRITIC, strict=True))


def pushed(prior: Vector) -> Vector:
    """The law of G(z)."""
    return tuple(
        sum((w for w, place in zip(prior, GENERATOR, strict=True) if place == k), Fraction(0)) for k in range(3)
    )


def twice_generated(z: Vector, scale: Fraction) -> tuple[Fraction, Fraction]:
    """The variance of G(z) = scale z for z uniform on the given values, and for "z" drawn from the law of G(z)."""
    variance = sum((v**2 for v in z), Fraction(0)) / len(z)
    return scale**2 * variance, scale**4 * variance


def tabular(p: Vector, q: Vector, steps: int, rate: Fraction, sign: int) -> tuple[arb, ...]:
    """D after so many steps logit += sign * rate * dJ_D/dlogit, from D* with every logit 1/1000 too large."""
    logits = [(ball(a) / ball(b)).log() + ball(Fraction(1, 1000)) for a, b in zip(p, q, strict=True)]
    for _ in range(steps):
        for k, (a, b) in enumerate(zip(p, q, strict=True)):
            d = 1 / (1 + (-logits[k]).exp())
            logits[k] += sign * ball(rate) * (ball(b) * d - ball(a) * (1 - d))
    return tuple(1 / (1 + (-logit).exp()) for logit in logits)


def at_point(point: int, p: Vector, q: Vector, steps: int, rate: Fraction, sign: int) -> arb:
    """One of its values."""
    return tabular(p, q, steps, rate, sign)[point]


TABLE = {"p": (Fraction(3, 10), Fraction(7, 10)), "q": (Fraction(1, 10), Fraction(9, 10)), "steps": 400,
         "rate": Fraction(1, 2)}  # fmt: skip

ALGORITHM = Claim(
    id="algorithm-1",
    says=r"Algorithm 1 takes $k$ ascent steps on $\frac1m\sum_i[\log D(x^{(i)}) + \log(1 - D(G(z^{(i)})))]$ in "
         r"$\theta_d$, then one descent step on $\frac1m\sum_i\log(1 - D(G(z^{(i)})))$ in $\theta_g$, with $x \sim "
         r"p_{data}$ and $z \sim p_z$: on average over the minibatches these are the gradients of $V$.",
    assumes=(OWN_DRAWS,),
    sources=(ALGORITHM_1,),
    uses=("image-measure",),
    proof=(
        Calc(about="what the minibatch stands for", start="E_p(log(D)) + E_z(log(1 - D(G(z))))",
             lines=(Line("V(D)", "q is the law of G(z)"),)),
        Computed(about="all 36 minibatches of two, each with its probability: the mean gradient",
                 by=expected_minibatch_gradient,
                 on={"m": 2, "prior": PRIOR}, gives=(Fraction(2, 3), Fraction(1, 6), Fraction(-5, 48))),
        Computed(about="the gradient of V at the law of G(z)", by=full_gradient, on={"fakes": pushed(PRIOR)},
                 gives=(Fraction(2, 3), Fraction(1, 6), Fraction(-5, 48))),
    ),
    needed=(Needed(hypothesis=OWN_DRAWS,
                   shown_by=Computed(about="codes drawn from another prior give another gradient",
                                     by=expected_minibatch_gradient,
                                     on={"m": 2, "prior": (Fraction(1, 2), Fraction(1, 2))}, relation="/=",
                                     gives=(Fraction(2, 3), Fraction(1, 6), Fraction(-5, 48)))),),
)  # fmt: skip

ALGORITHM_TRAINED = Claim(
    id="algorithm-1-trained",
    entry="algorithm-1",
    says=r"Algorithm 1 with $k = 1$ and momentum, as printed, brings a small network to $q = p$.",
    sources=(ALGORITHM_1,),
    experiment=Experiment(name="algorithm-1-converges", shows="Gaussians learnt with k = 1 and k = 5"),
)  # fmt: skip

ALGORITHM_AS_PRINTED = Claim(
    id="algorithm-1-as-printed",
    entry="algorithm-1",
    says=r"The noise $z$ is drawn from the prior $p_g(z)$.",
    sources=(ALGORITHM_1,),
    printed=Printed(deck="000", heading="Generative Adversarial Nets (Algorithm 1)", rows=(9,),
                    sentence=r"Sample minibatch of $m$ noise samples from noise prior $p_g(z)$"),
    instead=r"$z \sim p_z$; $p_g$ is the law of $G(z)$, on another space. The slip is in the paper, and decks 000 and "
            r"002 copy it, twice each; 004 has it right.",
    corrected_by=("algorithm-1",),
    proof=(
        Computed(about="where the spaces do agree, G(z) = 3 z, z = 1 or -1: the variance of p_g, and of G at a draw "
                       "from p_g",
                 by=twice_generated, on={"z": (Fraction(-1), Fraction(1)), "scale": Fraction(3)},
                 gives=(Fraction(9), Fraction(81))),
        Differ(about="and where they do not, G cannot even take such a z: an image of 256 x 256 numbers for a code of "
                     "128",
               left="256**2", right="128"),
    ),
)  # fmt: skip

MINUS = Claim(
    id="gradient-descent-on-costs",
    entry="algorithm-signs-004",
    says=r"$J_D$ and $J_G$ are costs: $\theta_d \leftarrow \theta_d - \alpha\,\partial J_D/\partial\theta_d$ and "
         r"$\theta_g \leftarrow \theta_g - \alpha\,\partial J_G/\partial\theta_g$ with $\alpha > 0$. For $D = "
         r"\sigma(\ell)$ this moves $\ell$ by $\alpha(p + q)(D^* - D)$: towards $D^*$.",
    sources=(ALGORITHM_1,),
    uses=("optimal-discriminator",),
    proof=(
        Slope(about="J_D at a point where p = a, q = b", symbols={"a": "(0, inf)", "b": "(0, inf)"},
              of="-a*log(sigmoid(l)) - b*log(1 - sigmoid(l))", over="l", gives="-(a*(1 - sigmoid(l)) - b*sigmoid(l))",
              because="slopes of softplus"),
        Calc(about="minus that", symbols={"a": "(0, inf)", "b": "(0, inf)", "l": "real"},
             start="a*(1 - sigmoid(l)) - b*sigmoid(l)",
             lines=(Line("(a + b)*(a/(a + b) - sigmoid(l))", "it has the sign of D* - D"),)),
        Slope(about="J_G = log(1 - D(t)) for D(x) = sigmoid(w x)", symbols={"w": "(0, inf)"},
              of="log(1 - sigmoid(w*t))", over="t", gives="-w*sigmoid(w*t)", because="chain rule"),
        Sign(about="minus that moves the fake to where D is larger (w > 0)", symbols={"t": "real", "w": "(0, inf)"},
             of="w*sigmoid(w*t)", because="two positive factors"),
        Computed(about="p = (0.3, 0.7), q = (0.1, 0.9): descent stays at D* = 3/4", by=at_point,
                 on={"point": 0, **TABLE, "sign": -1}, gives="0.7500000"),
        Computed(about="and 7/16", by=at_point, on={"point": 1, **TABLE, "sign": -1}, gives="0.4375000"),
    ),
)  # fmt: skip

PLUS = Claim(
    id="algorithm-signs-004",
    says=r"The costs are trained by $\theta \leftarrow \theta + \alpha\,\partial J/\partial\theta$.",
    sources=(ALGORITHM_1,),
    printed=Printed(deck="004", heading="Training algorithm for GAN", rows=(50, 51),
                    sentence=r"$\theta_d \leftarrow \theta_d + \alpha\,\partial J_D/\partial\theta_d$, $\theta_g "
                             r"\leftarrow \theta_g + \alpha\,\partial J_G/\partial\theta_g$"),
    instead=r"A minus in both: with a plus the discriminator runs away from $D^*$, and the generator is trained to be "
            r"caught.",
    corrected_by=("gradient-descent-on-costs",),
    proof=(
        Expansion(about="a small step with a plus, along a slope g, increases the cost",
                  symbols={"g": "real", "j": "real"},
                  of="j + g*(h*g)", over="h", value="j", slope="g**2", because="the slope times itself"),
        Calc(about="with a plus the logit moves by", symbols={"a": "(0, inf)", "b": "(0, inf)", "l": "real"},
             start="-(a*(1 - sigmoid(l)) - b*sigmoid(l))",
             lines=(Line("(a + b)*(sigmoid(l) - a/(a + b))", "away from D*"),)),
        Computed(about="400 steps of 1/2 from a thousandth beyond D* = (3/4, 7/16): the first value", by=at_point,
                 on={"point": 0, **TABLE, "sign": 1}, relation=">", gives="0.9999"),
        Computed(about="and the second", by=at_point, on={"point": 1, **TABLE, "sign": 1}, relation=">",
                 gives="0.9999"),
        Slope(about="the generator's printed step goes along", symbols={"w": "(0, inf)"}, of="log(1 - sigmoid(w*t))",
              over="t",
              gives="-w*sigmoid(w*t)", because="chain rule"),
        Sign(about="which is to where D calls it fake", symbols={"t": "real", "w": "(0, inf)"}, of="-w*sigmoid(w*t)",
             positive=False, because="w > 0: D grows with t, and t falls"),
    ),
)  # fmt: skip

GENERATOR_PARAMETERS = Claim(
    id="non-saturating-loss-over-the-generator",
    entry="ns-loss-parameters",
    says=r"$\min_\theta\log(1 - D(G_\theta(z)))$ becomes $\min_\theta -\log D(G_\theta(z))$: the minimum is over the "
         r"generator's parameters, and descent moves the fake to where $D$ is larger.",
    sources=(Source("Goodfellow et al. 2014", "Section 3"),),
    proof=(
        Slope(about="the new loss in the place of the fake", symbols={"w": "(0, inf)"}, of="-log(sigmoid(w*t))",
              over="t",
              gives="-w*(1 - sigmoid(w*t))", because="chain rule"),
        Sign(about="descent moves it up for w > 0", symbols={"t": "real", "w": "(0, inf)"}, of="w*(1 - sigmoid(w*t))",
             because="two positive factors"),
        Slope(about="where D grows", symbols={"w": "(0, inf)"}, of="sigmoid(w*t)", over="t",
              gives="w*sigmoid(w*t)*(1 - sigmoid(w*t))", because="positive for w > 0"),
    ),
)  # fmt: skip

OVER_OMEGA = Claim(
    id="ns-loss-parameters",
    says=r"The generator's loss is minimised over $\omega$, the discriminator's parameters.",
    sources=(Source("Goodfellow et al. 2014", "Section 3"),),
    printed=Printed(deck="001", heading="GAN Loss used in practice", rows=(29,),
                    sentence=r"$\min_\omega \log(1 - D_\omega(G_\theta(z))) \to \min_\omega -\log "
                             r"D_\omega(G_\theta(z))$"),
    instead=r"$\min_\theta$ in both: over $\omega$ it trains the discriminator to be fooled.",
    corrected_by=("non-saturating-loss-over-the-generator",),
    proof=(
        Slope(about="-log D at a fake t > 0, in the discriminator's slope", symbols={"t": "(0, inf)"},
              of="-log(sigmoid(w*t))",
              over="w", gives="-t*(1 - sigmoid(w*t))", because="chain rule"),
        Sign(about="descent makes w larger", symbols={"t": "(0, inf)", "w": "real"}, of="t*(1 - sigmoid(w*t))",
             because="two positive factors"),
        Slope(about="and with it D at the fake: the discriminator learns to call it real", symbols={"t": "(0, inf)"},
              of="sigmoid(w*t)", over="w", gives="t*sigmoid(w*t)*(1 - sigmoid(w*t))", because="positive for t > 0"),
        Special(about="the infimum over w is that of a D that says 1 on fakes", of="-log(y)", put={"y": "1"}, gives="0",
                because="log 1"),
    ),
)  # fmt: skip

CLAIMS = (ALGORITHM, ALGORITHM_TRAINED, ALGORITHM_AS_PRINTED, MINUS, PLUS, GENERATOR_PARAMETERS, OVER_OMEGA)
