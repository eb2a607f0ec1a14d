r"""z = mu + sigma eps: the same law, and the same gradient as the score function, for smooth f.

Says
    z = mu + sigma eps has the mean mu and the variance sigma^2, and for smooth f
    d/dmu E f(z) = E f'(z),  d/dsigma E f(z) = E f'(z) eps.  The score function gives the same: E f(z) (z - mu)/sigma^2.
    For f the indicator of z > 0 the first gives 0, the truth is the density at 0.

Idea
    For polynomials everything is moments of eps: 1, 0, 1, 0, 3.

Names
    e2, e4    E eps^2 = 1, E eps^4 = 3 (odd moments vanish);  u, s   mu and sigma

Source   Kingma and Welling 2014, Section 2.4; Williams 1992
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.gradient import Slope

KINGMA = Source("Kingma and Welling 2014, Auto-Encoding Variational Bayes", "Section 2.4")
WILLIAMS = Source("Williams 1992, Simple statistical gradient-following algorithms", "Theorem 1")
SMOOTH = r"$f$ is absolutely continuous, with at most polynomial growth of $f'$"

Polynomial = tuple[Fraction, ...]


def moment(n: int) -> Fraction:
    """E eps^n for a standard normal eps: 0 for odd n, (n - 1)(n - 3)...1 for even n."""
    out = Fraction(1)
    for k in range(n - 1, 0, -2):
        out *= k
    return Fraction(0) if n % 2 else out


def mean(f: Polynomial, mu: Fraction, sigma: Fraction, extra: Polynomial = (Fraction(1),)) -> Fraction:
    """E f(mu + sigma eps) g(eps), f by its coefficients in z and g by those in eps."""
    total, power = [Fraction(0)], [Fraction(1)]
    for coefficient in f:
        total = [a + coefficient * b for a, b in zip(_long(total, power), _long(power, total), strict=True)]
        power = [mu * a + sigma * b for a, b in zip([*power, Fraction(0)], [Fraction(0), *power], strict=True)]
    product = [Fraction(0)] * (len(total) + len(extra))
    for i, a in enumerate(total):
        for j, b in enumerate(extra):
            product[i + j] += a * b
    return sum((c * moment(n) for n, c in enumerate(product)), Fraction(0))


def _long(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    return a + [Fraction(0)] * (len(b) - len(a))


def pathwise(f: Polynomial, mu: Fraction, sigma: Fraction) -> tuple[Fraction, Fraction]:
    """E f'(z) and E f'(z) eps."""
    slope = tuple(k * c for k, c in enumerate(f))[1:]
    return mean(slope, mu, sigma), mean(slope, mu, sigma, (Fraction(0), Fraction(1)))


def score_function(f: Polynomial, mu: Fraction, sigma: Fraction) -> tuple[Fraction, Fraction]:
    """E f(z) d/dmu log q(z) and E f(z) d/dsigma log q(z): eps/sigma and (eps^2 - 1)/sigma."""
    return (mean(f, mu, sigma, (Fraction(0), 1 / sigma)),
            mean(f, mu, sigma, (-1 / sigma, Fraction(0), 1 / sigma)))  # fmt: skip


def pathwise_of_the_step(mu: Fraction, sigma: Fraction) -> Fraction:
    """The pathwise gradient of P(z > 0): the mean over many eps of the difference quotient of the indicator at mu +
    sigma eps.

    (No eps of the grid is at the jump, which lies at a fraction with a small denominator.)
    """
    h, eps = Fraction(1, 2**60), [Fraction(2 * k + 1, 8) + Fraction(1, 10**9 + 7) for k in range(-16, 16)]
    moved = sum((mu + h + sigma * e > 0) - (mu + sigma * e > 0) for e in eps)
    return moved / h / len(eps)


def density_at_zero(mu: Fraction, sigma: Fraction) -> arb:
    """d/dmu P(z > 0) = phi(mu/sigma)/sigma."""
    t = arb(mu.numerator) / mu.denominator / (arb(sigma.numerator) / sigma.denominator)
    return (-t * t / 2).exp() / (2 * arb.pi()).sqrt() / (arb(sigma.numerator) / sigma.denominator)


FIFTH = tuple(map(Fraction, (1, -2, 0, 3, Fraction(1, 2), 1)))
AT = {"mu": Fraction(1, 3), "sigma": Fraction(2)}

TRICK = Claim(
    id="reparameterisation",
    says=r"For $\epsilon \sim N(0, 1)$, $z = \mu + \sigma\epsilon$ has the law $N(\mu, \sigma^2)$, and "
         r"$\nabla_{\mu,\sigma}\mathbb{E}f(z) = \mathbb{E}[f'(z)\,(1, \epsilon)]$: shown for $z^2$, $z^4$ and, "
         r"exactly, for a polynomial of degree 5, where it equals the score-function gradient.",
    assumes=(SMOOTH,),
    sources=(KINGMA, WILLIAMS),
    proof=(
        Calc(about="mean and variance, with E eps = e1 and E eps^2 = e2",
             start="u**2 + 2*u*s*e1 + s**2*e2 - (u + s*e1)**2",
             lines=(Line("s**2*(e2 - e1**2)", "e1 = 0 and e2 = 1 leave s^2"),)),
        Calc(about="E z^4, with e2 = E eps^2, e4 = E eps^4 and odd moments 0", start="u**4 + 6*u**2*s**2*e2 + s**4*e4",
             lines=(Line("u**4 + 6*u**2*s**2 + 3*s**4 + 6*u**2*s**2*(e2 - 1) + s**4*(e4 - 3)", "e2 = 1, e4 = 3"),)),
        Slope(about="its slope in mu", of="u**4 + 6*u**2*s**2 + 3*s**4", over="u", gives="4*u**3 + 12*u*s**2",
              because="E 4 z^3"),
        Slope(about="in sigma", of="u**4 + 6*u**2*s**2 + 3*s**4", over="s", gives="12*u**2*s + 12*s**3",
              because="E 4 z^3 eps"),
        Computed(about="E f'(z), E f'(z) eps for f = 1 - 2z + 3z^3 + z^4/2 + z^5", by=pathwise, on={"f": FIFTH, **AT},
                 gives=(Fraction(24014, 81), Fraction(6016, 27))),
        Computed(about="E f(z) eps/sigma, E f(z) (eps^2 - 1)/sigma", by=score_function, on={"f": FIFTH, **AT},
                 gives=(Fraction(24014, 81), Fraction(6016, 27))),
    ),
    needed=(
        Needed(hypothesis=SMOOTH,
               shown_by=Computed(about="f = 1 for z > 0, else 0: the pathwise gradient at mu = 1, sigma = 2",
                                 by=pathwise_of_the_step,
                                 on={"mu": Fraction(1), "sigma": Fraction(2)}, gives=Fraction(0))),
        Needed(hypothesis=SMOOTH,
               shown_by=Computed(about="but P(z > 0) moves by phi(1/2)/2", by=density_at_zero,
                                 on={"mu": Fraction(1), "sigma": Fraction(2)}, gives="exp(-1/8)/(2*sqrt(2*pi))")),
    ),
)  # fmt: skip

CLAIMS = (TRICK,)
