r"""Feature matching and the inception score: what each of them sees, and what it cannot.

Says
    L_G = |E_p d(x) - E_z d(G(z))|^2 is the squared MMD with the kernel <d(x), d(y)>, and 0 exactly if the mean features
    agree, which does not make the laws equal.  A batch's square is too large by trace Cov / n.
    The inception score exp E KL(label given image || label) lies between 1 and the number of labels.

Idea
    |E d - E' d|^2 = E<d, d> - 2 E<d, d'> + E<d', d'> over independent pairs.

Names
    t       the generator's scale, G(z) = t z, E z = 0, E z^2 = 1;  c  the data's mean of the feature x^2
    laws    on finitely many places, with features that are vectors of fractions

Source   Salimans et al. 2016, Sections 3.1 and 4; Gretton et al. 2012, Lemma 4; Barratt and Sharma 2018
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import arb

from theory.inequalities.finite_laws import kullback_leibler
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

SALIMANS = Source("Salimans et al. 2016, Improved techniques for training GANs", "Section 3.1")
MMD = Source("Gretton et al. 2012, A kernel two-sample test", "Lemma 4")
SCORE = Source("Salimans et al. 2016, Improved techniques for training GANs", "Section 4")
LABELLED = r"every row is the law of a label given an image"
Vector = tuple[Fraction, ...]
Features = tuple[tuple[int, ...], ...]
P: Vector = (Fraction(1, 2), Fraction(1, 2), Fraction(0))
Q: Vector = (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
D: Features = ((1, 0), (0, 2), (3, 1))


def mean_feature(law: Vector, features: Features) -> Vector:
    return tuple(
        sum((w * f[k] for w, f in zip(law, features, strict=True)), Fraction(0)) for k in range(len(features[0]))
    )


def feature_loss(p: Vector, q: Vector, features: Features) -> Fraction:
    """|E_p d - E_q d|^2."""
    pairs = zip(mean_feature(p, features), mean_feature(q, features), strict=True)
    return sum(((a - b) ** 2 for a, b in pairs), Fraction(0))


def squared_mmd(p: Vector, q: Vector, features: Features) -> Fraction:
    """E k(x, x') - 2 E k(x, y) + E k(y, y') over independent x, x' of p and y, y' of q, k = <d, d>."""
    places = range(len(features))

    def kernel(a: Vector, b: Vector) -> Fraction:
        inner = [[sum(u * v for u, v in zip(features[i], features[j], strict=True)) for j in places] for i in places]
        return sum((a[i] * b[j] * inner[i][j] for i, j in product(places, repeat=2)), Fraction(0))

    return kernel(p, p) - 2 * kernel(p, q) + kernel(q, q)


def mean_loss_of_batches(p: Vector, q: Vector, features: Features, n: int) -> Fraction:
    """The mean of |E_p d - (batch mean of d)|^2 over every batch of n fakes, each with its probability."""
    total = Fraction(0)
    for batch in product(range(len(q)), repeat=n):
        weight, empirical = Fraction(1), [Fraction(0)] * len(q)
        for at in batch:
            weight *= q[at]
            empirical[at] += Fraction(1, n)
        total += weight * feature_loss(p, tuple(empirical), features)
    return total


def trace_of_covariance(q: Vector, features: Features) -> Fraction:
    mean = mean_feature(q, features)
    spread = [sum(((f - m) ** 2 for f, m in zip(feature, mean, strict=True)), Fraction(0)) for feature in features]
    return sum((w * s for w, s in zip(q, spread, strict=True)), Fraction(0))


def loss_and_bias(p: Vector, q: Vector, features: Features, n: int) -> Fraction:
    """The loss plus trace Cov / n."""
    return feature_loss(p, q, features) + trace_of_covariance(q, features) / n


def inception_score(labels: tuple[Vector, ...]) -> arb:
    """exp of the mean of KL(row || mean row), for the label laws of equally many images."""
    marginal = tuple(sum(column, Fraction(0)) / len(labels) for column in zip(*labels, strict=True))
    return (sum((kullback_leibler(row, marginal) for row in labels), arb(0)) / len(labels)).exp()


def one_hot(*places: int) -> tuple[Vector, ...]:
    return tuple(tuple(Fraction(k == at) for k in range(3)) for at in places)


def closeness(batch: tuple[int, ...]) -> arb:
    """The closeness of the first of the batch to the others."""
    return sum(((-arb(abs(batch[0] - x))).exp() for x in batch[1:]), arb(0))


MATCHING = Claim(
    id="feature-matching",
    says=r"$L_G = \|\mathbb{E}_p d(x) - \mathbb{E}_z d(G(z))\|_2^2$ is the squared MMD with the kernel $\langle d(x), "
         r"d(y)\rangle$, has the gradient $2(\bar d_g - \bar d_p)^T\,\mathbb{E}[J_d J_G]$, and is 0 exactly if the "
         r"mean features agree. From batches of $n$ fakes its mean is too large by $\mathrm{tr}\,\mathrm{Cov}/n$. $L_G "
         r"= 0$ does not make the laws equal.",
    sources=(SALIMANS, MMD),
    proof=(
        Computed(about="three places with two features: the loss", by=feature_loss, on={"p": P, "q": Q, "features": D},
                 gives=Fraction(25, 16)),
        Computed(about="and the squared MMD, over pairs", by=squared_mmd, on={"p": P, "q": Q, "features": D},
                 gives=Fraction(25, 16)),
        Calc(about="in a formula, for one feature with means a and b", start="a*a - 2*a*b + b*b",
             lines=(Line("(a - b)**2", "zero exactly if a = b"),)),
        Slope(about="G(z) = t z and d(x) = x^2: the mean feature is t^2", of="(t**2 - c)**2", over="t",
              gives="2*(t**2 - c)*(2*t)", because="E[J_d J_G] = E[2 t z z] = 2 t"),
        Computed(about="all batches of 3: the mean of the batch's loss", by=mean_loss_of_batches,
                 on={"p": P, "q": Q, "features": D, "n": 3}, gives=Fraction(55, 24)),
        Computed(about="the loss plus trace Cov / 3", by=loss_and_bias, on={"p": P, "q": Q, "features": D, "n": 3},
                 gives=Fraction(55, 24)),
        Computed(about="d(x) = x sees no difference between a point at 0 and a fair choice of -1 and 1",
                 by=feature_loss,
                 on={"p": (Fraction(0), Fraction(1), Fraction(0)), "q": (Fraction(1, 2), Fraction(0), Fraction(1, 2)),
                     "features": ((-1,), (0,), (1,))}, gives=Fraction(0)),
    ),
)  # fmt: skip

INCEPTION = Claim(
    id="inception-score-bounds",
    says=r"The inception score $\exp\mathbb{E}\,\mathrm{KL}(p(y|x)\,\|\,p(y))$ lies in $[1, K]$ for $K$ labels: 1 if "
         r"all images get the same label law, $K$ if each is sure and all labels are equally frequent. One image for "
         r"each label reaches $K$. (Shown for three labels.)",
    assumes=(LABELLED,),
    sources=(SCORE, Source("Barratt and Sharma 2018, A note on the inception score", "Section 2.2")),
    uses=("kl-nonnegative",),
    proof=(
        Calc(about="E KL(row || mean row) = H(mean row) - E H(row); for sure rows, the entropy of the labels: K = 3",
             start="-3*(log(1/3)/3)", lines=(Line("log(3)", "and exp of it is K"),)),
        Calc(about="log K less the entropy of a mean row (a, b, c), K = 3, is KL from the uniform law, so not negative",
             symbols={"a": "(0, inf)", "b": "(0, inf)", "c": "(0, inf)"},
             start="a*log(a/(1/3)) + b*log(b/(1/3)) + c*log(c/(1/3))",
             lines=(Line("(a + b + c)*log(3) - (-a*log(a) - b*log(b) - c*log(c))", "and a + b + c = 1"),)),
        Sign(about="the entropy of a row is not negative: a term of it", symbols={"a": "(0, 1)"}, of="-a*log(a)",
             because="log a < 0; so E KL <= H(mean row) <= log K"),
        Computed(about="three sure labels, one image each", by=inception_score, on={"labels": one_hot(0, 1, 2)},
                 gives="exp(log(3))"),
        Computed(about="all images of one label", by=inception_score, on={"labels": one_hot(1, 1, 1)},
                 gives="exp(log(1))"),
        Computed(about="in between", by=inception_score, on={"labels": one_hot(0, 0, 1)}, gives="3/2**(2/3)"),
    ),
    needed=(Needed(hypothesis=LABELLED,
                   shown_by=Computed(about="rows that do not add up to one can score beyond K = 3", by=inception_score,
                                     on={"labels": ((Fraction(2), Fraction(0), Fraction(0)),
                                                    (Fraction(0), Fraction(2), Fraction(0)),
                                                    (Fraction(0), Fraction(0), Fraction(2)))}, relation=">",
                                     gives=Fraction(3)),),),
)  # fmt: skip

MINIBATCH = Claim(
    id="minibatch-discrimination-sees-collapse",
    says=r"Minibatch discrimination shows $D$ the closeness $o(x_i) = \sum_{j \ne i} e^{-\|x_i - x_j\|}$: at most $n - "
         r"1$, and exactly $n - 1$ if the batch has collapsed to one point.",
    sources=(Source("Salimans et al. 2016, Improved techniques for training GANs", "Section 3.2"),),
    proof=(
        Sign(about="a term falls short of 1 by", symbols={"u": "(0, inf)"}, of="1 - exp(-u)",
             because="for a distance u > 0"),
        Special(about="and by nothing at distance 0", of="1 - exp(-u)", put={"u": "0"}, gives="0",
                because="exp(0) = 1"),
        Computed(about="a collapsed batch of 5", by=closeness, on={"batch": (2, 2, 2, 2, 2)}, gives="4*exp(0)"),
        Computed(about="one on 0 and 1", by=closeness, on={"batch": (0, 0, 1, 1, 1)}, gives="1 + 3*exp(-1)"),
    ),
)  # fmt: skip

CLAIMS = (MATCHING, INCEPTION, MINIBATCH)
