r"""The saddle of the game: min max = max min = -log 4 where both sides range over everything; and where they do not.

Says
    min over q of max over D of V = max over D of min over q of V = -log 4, at q = p, D = 1/2.  V is concave in D and
    linear in q.  In the parameters of networks it is neither convex in one nor concave in the other, in general.

Idea
    Against a fixed D the best q sits where D is largest, s = sup D: V = E_p log D + log(1 - s) <= log s + log(1 - s).

Names
    s      the largest value of D;  r a value as a part of it
    t, w   the place of the fake, the slope of the discriminator's logit, in the Dirac-GAN

Source   Goodfellow et al. 2014, Theorem 1 and Proposition 2; von Neumann 1928
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Extremum
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Gradient, Slope

GOODFELLOW = Source("Goodfellow et al. 2014", "Theorem 1 and Proposition 2")
EVERYTHING = r"$D$ ranges over all functions with values in $(0, 1)$, $q$ over all laws"
Pair = tuple[Fraction, Fraction]


def best_guarantee(n: int) -> tuple[Fraction, Pair]:
    """max over D in multiples of 1/n of min over q of exp(3 V), for p = (1/3, 2/3), and a D that attains it.

    V is linear in q, so one of the two point masses is the worst: exp(3 V) = D_1 D_2^2 (1 - D_k)^3.
    """
    values = [Fraction(k, n) for k in range(1, n)]
    return max((min(a * b**2 * (1 - d) ** 3 for d in (a, b)), (a, b)) for a, b in product(values, repeat=2))


def order_of_play(n: int) -> tuple[Fraction, Fraction]:
    """p = (1/2, 1/2), and a generator that knows point masses only: exp(2 V) of max min over a grid of D, of min max.

    exp(2 V) = D_1 D_2 (1 - D_k)^2; against the point mass k the best D is 1/3 there and 1 at the other point.
    """
    values = [Fraction(k, n) for k in range(n + 1)]
    pairs = list(product(values, repeat=2))
    max_min = max(min(a * b * (1 - d) ** 2 for d in (a, b)) for a, b in pairs)
    min_max = min(max(pair[0] * pair[1] * (1 - pair[k]) ** 2 for pair in pairs) for k in (0, 1))
    return max_min, min_max


SADDLE = Claim(
    id="minimax-saddle",
    says=r"$\min_q\max_D V = \max_D\min_q V = -\log 4$, with the saddle $q = p$, $D = \tfrac12$: $V(D, p) \le "
         r"V(\tfrac12, p) = V(\tfrac12, q)$. Where $p$ has no mass, a saddle's $D$ must be at most $\tfrac12$.",
    assumes=(EVERYTHING,),
    sources=(GOODFELLOW,),
    uses=("global-min-minus-log4",),
    proof=(
        Special(about="against D = 1/2 every law has the same value", of="V(D)", put={"D": "1/2"}, gives="-log(4)",
                because="both laws integrate to one"),
        Extremum(about="against q = p no D does better: the integrand is log D + log(1 - D), over the density p",
                 of="log(y) + log(1 - y)", over="y", at="1/2", slope="1/y - 1/(1 - y)",
                 curvature="-1/y**2 - 1/(1 - y)**2"),
        Special(about="its value there", of="log(y) + log(1 - y)", put={"y": "1/2"}, gives="-log(4)",
                because="2 log(1/2)"),
        Sign(about="max min: q sits where D is s, its largest value, and elsewhere D = s r gains p less",
             symbols={"s": "(0, 1)", "r": "(0, 1)"}, of="log(s) - log(s*r)",
             because="so V <= log s + log(1 - s) <= -log 4"),
        Computed(about="p = (1/3, 2/3), D in eighths: the best guarantee exp(3 V) = (1/4)^3, at D = (1/2, 1/2)",
                 by=best_guarantee, on={"n": 8}, gives=(Fraction(1, 64), (Fraction(1, 2), Fraction(1, 2)))),
        Sign(about="where p has no mass, D = s > 1/2 lets q escape there", symbols={"s": "(1/2, 1)"},
             of="log(1/2) - log(1 - s)", because="V = log(1/2) + log(1 - s) < -log 4"),
    ),
    needed=(Needed(hypothesis=EVERYTHING,
                   shown_by=Computed(about="a generator with point masses only: the order of play matters, -log 4 "
                                           "against log(4/27)/2 = -0.955", by=order_of_play, on={"n": 12},
                                     gives=(Fraction(1, 16), Fraction(4, 27)))),),
)  # fmt: skip

CONCAVE = Claim(
    id="value-concave-in-d-affine-in-q",
    entry="not-convex-concave",
    says=r"$V$ is strictly concave in the values of $D$ and affine in the law $q$.",
    sources=(GOODFELLOW,),
    proof=(
        Slope(about="the integrand, with a and b for the values of p and q", symbols={"a": "(0, inf)", "b": "(0, inf)"},
              of="a*log(y) + b*log(1 - y)", over="y", domain="(0, 1)", gives="a/y - b/(1 - y)",
              because="two logarithms"),
        Slope(about="again", symbols={"a": "(0, inf)", "b": "(0, inf)"}, of="a/y - b/(1 - y)", over="y",
              domain="(0, 1)", gives="-(a/y**2 + b/(1 - y)**2)", because="negative: concave"),
        Sign(about="its sign", symbols={"a": "(0, inf)", "b": "(0, inf)", "y": "(0, 1)"},
             of="-(a/y**2 + b/(1 - y)**2)", positive=False, because="a sum of positive terms"),
        Gradient(about="in q the derivative does not depend on q", of="V(D)", gives="Integral(qdot*log(1 - D), x)",
                 because="linear"),
    ),
)  # fmt: skip

NOT_CONVEX_CONCAVE = Claim(
    id="not-convex-concave",
    says=r"$L(\theta, \psi)$ need not be convex in $\theta$: for the Dirac-GAN $\partial^2_\theta L = "
         r"-\frac{\psi^2}{4\cosh^2(\theta\psi/2)} < 0$, strictly concave in the variable of the player who minimises.",
    assumes=(r"$\psi \ne 0$",),
    sources=(Source("Mescheder et al. 2018", "Definition 2.1"),),
    uses=("dirac-gan-vector-field",),
    proof=(
        Slope(about="L = f(t w) + f(0), f(u) = -softplus(-u)", symbols={"w": "nonzero"},
              of="-softplus(-(t*w)) - log(2)",
              over="t", gives="w*sigmoid(-(t*w))", because="softplus' = sigmoid"),
        Slope(about="again", symbols={"w": "nonzero"}, of="w*sigmoid(-(t*w))", over="t",
              gives="-w**2*sigmoid(t*w)*sigmoid(-(t*w))", because="sigmoid' = sigmoid (1 - sigmoid)"),
        Calc(about="in terms of cosh", symbols={"t": "real", "w": "nonzero"},
             start="-w**2*sigmoid(t*w)*sigmoid(-(t*w))",
             lines=(Line("-w**2/(4*cosh(t*w/2)**2)", "sigmoid(u) sigmoid(-u) = 1/(2 cosh(u/2))^2"),)),
        Sign(about="its sign", symbols={"t": "real", "w": "nonzero"}, of="-w**2*sigmoid(t*w)*sigmoid(-(t*w))",
             positive=False, because="a square and two probabilities"),
    ),
    needed=(Needed(hypothesis=r"$\psi \ne 0$",
                   shown_by=Special(about="at w = 0 L does not depend on t", of="-w**2*sigmoid(t*w)*sigmoid(-(t*w))",
                                    put={"w": "0"}, gives="0", because="the second derivative vanishes")),),
)  # fmt: skip

CLAIMS = (SADDLE, CONCAVE, NOT_CONVEX_CONCAVE)
