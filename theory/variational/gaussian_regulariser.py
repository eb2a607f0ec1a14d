r"""The KL of Gaussians in closed form: in one dimension, in d dimensions, and what a diagonal covariance cannot do.

Says
    KL(N(m, s^2) || N(0, 1)) = (m^2 + s^2 - 1 - log s^2)/2, >= 0, and for product laws the KL is the sum over
    coordinates. In d dimensions KL(N(mu, S) || N(nu, T)) = (tr(T^-1 S) + (nu - mu)^T T^-1 (nu - mu) - d + log(det T/det
    S))/2. The best diagonal q for N(0, S) in the reverse KL has the variances 1/(S^-1)_ii; what is left is -log(1 -
    r^2)/2.

Idea
    log q - log p is a quadratic in z; its mean needs only E z and E z^2, which are written a and b until the end.

Names
    a, b    E z = m and E z^2 = m^2 + s^2 under q;  r   a correlation;  v, w   variances (s^2 is written v)

Source   Kingma and Welling 2014, Appendix B; Bishop 2006, Section 10.1.2
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Extremum, Touches
from theory.proving.facts import Special
from theory.proving.gradient import Slope
from theory.variational.gaussian_laws import (
    against_standard,
    correlated,
    determinant,
    diagonal,
    diagonal_fit,
    exponential,
    gaussian_kl,
    is_square,
    precision,
    shape,
    sum_of_coordinates,
)

APPENDIX_B = Source("Kingma and Welling 2014, Auto-Encoding Variational Bayes", "Appendix B")
BISHOP = Source("Bishop 2006, Pattern Recognition and Machine Learning", "Section 10.1.2")
V = {"v": "(0, inf)", "w": "(0, inf)"}
MOMENTS = r"under $q$, $\mathbb{E}z = \mu$ and $\mathbb{E}z^2 = \mu^2 + \sigma^2$"

MEAN_VARIANCE = (Fraction(1), Fraction(1, 2)), (Fraction(4), Fraction(1, 4))

ONE_DIMENSION = Claim(
    id="gaussian-kl-closed-form",
    says=r"$\mathrm{KL}(N(\mu, \sigma^2)\,\|\,N(\nu, \tau^2)) = \frac12\Big[\log\frac{\tau^2}{\sigma^2} + "
         r"\frac{\sigma^2 + (\mu - \nu)^2}{\tau^2} - 1\Big]$; against $N(0, 1)$ it is $\frac12(\mu^2 + \sigma^2 - 1 - "
         r"\log\sigma^2)$, which is zero only at $\mu = 0$, $\sigma = 1$.",
    assumes=(MOMENTS,),
    sources=(APPENDIX_B,),
    proof=(
        Calc(about="log q - log p is a quadratic in z", symbols=V,
             start="(-log(2*pi*v)/2 - (z - m)**2/(2*v)) - (-log(2*pi*w)/2 - (z - n)**2/(2*w))",
             lines=(Line("log(w/v)/2 + (z**2 - 2*n*z + n**2)/(2*w) - (z**2 - 2*m*z + m**2)/(2*v)",
                         "expand the squares"),)),
        Special(about="its mean, z -> a = m, z^2 -> b = m^2 + v", symbols=V,
                of="log(w/v)/2 + (b - 2*n*a + n**2)/(2*w) - (b - 2*m*a + m**2)/(2*v)", put={"a": "m", "b": "m**2 + v"},
                gives="(log(w/v) + (v + (m - n)**2)/w - 1)/2", because="the second square has the mean v"),
        Special(about="against N(0, 1)", symbols=V, of="(log(w/v) + (v + (m - n)**2)/w - 1)/2",
                put={"w": "1", "n": "0"},
                gives="(m**2 + v - 1 - log(v))/2", because="log(1/v) = -log v"),
        Touches(about="in the variance it is zero only at 1", of="v - 1 - log(v)", over="v", at="1", slope="(v - 1)/v"),
        Computed(about="N(1, 4)", by=against_standard, on={"mean": (Fraction(1),), "variances": (Fraction(4),)},
                 gives="1.3068528194400546905827678785418"),
    ),
    needed=(Needed(hypothesis=MOMENTS,
                   shown_by=Special(about="with E z = 0 in place of mu another number comes out", symbols=V,
                                    of="(b - 2*m*a + m**2)/v", put={"a": "0", "b": "v"}, gives="1 + m**2/v",
                                    because="not 1"),),),
)  # fmt: skip

D_DIMENSIONS = Claim(
    id="gaussian-kl-in-d-dimensions",
    says=r"$\mathrm{KL}(N(\mu, S)\,\|\,N(\nu, T)) = \frac12[\mathrm{tr}(T^{-1}S) + (\nu - \mu)^T T^{-1}(\nu - \mu) - d "
         r"+ \log\frac{\det T}{\det S}]$; shown for two dimensions by the means of the quadratics.",
    assumes=(r"$S$ and $T$ are symmetric and positive definite",),
    sources=(APPENDIX_B,),
    proof=(
        Calc(about="two dimensions: the mean of (z - n)^T A (z - n) for a symmetric A, moments b11, b12, b22 about n",
             start="a11*(s11 + d1**2) + 2*a12*(s12 + d1*d2) + a22*(s22 + d2**2)",
             lines=(Line("(a11*s11 + 2*a12*s12 + a22*s22) + (a11*d1**2 + 2*a12*d1*d2 + a22*d2**2)",
                         "the trace of A S, and the quadratic of the gap"),)),
        Calc(about="for A = S^-1 and no gap the trace is 2 = d", symbols={"s11": "(0, inf)"},
             start="(s22*s11 - 2*s12*s12 + s11*s22)/(s11*s22 - s12**2)",
             lines=(Line("2", "S^-1 = (s22, -s12; -s12, s11)/det"),)),
        Computed(about="against a correlated T (r = 9/10) from N(0, I)", by=gaussian_kl,
                 on={"mean": (Fraction(0), Fraction(0)), "covariance": diagonal((Fraction(1), Fraction(1))),
                     "to_mean": (Fraction(1), Fraction(0)), "to_covariance": correlated(Fraction(9, 10))},
                 gives="(200/19 + 100/19 - 2 + log(19/100))/2"),
    ),
    needed=(Needed(hypothesis=r"$S$ and $T$ are symmetric and positive definite",
                   shown_by=Computed(about="correlation 1 has no inverse and no density: det T", by=determinant,
                                     on={"m": correlated(Fraction(1))}, gives=Fraction(0))),),
)  # fmt: skip

FACTORISES = Claim(
    id="kl-factorises",
    says=r"For a product $q$ and a product prior, $\mathrm{KL} = \sum_j\mathrm{KL}_j$; against $N(0, I)$ it is "
         r"$\frac12\sum_j(\mu_j^2 + \sigma_j^2 - 1 - \log\sigma_j^2)$.",
    assumes=(r"both $q$ and the prior are products over the coordinates",),
    sources=(APPENDIX_B,),
    uses=("gaussian-kl-closed-form",),
    proof=(
        Calc(about="two coordinates: the logarithm of a product",
             symbols={"q1": "(0, 1)", "q2": "(0, 1)", "p1": "(0, 1)",
             "p2": "(0, 1)"}, start="log(q1*q2/(p1*p2))",
             lines=(Line("log(q1/p1) + log(q2/p2)", "and each mean needs one coordinate"),)),
        Computed(about="N(1, 4) and N(1/2, 1/4) together", by=against_standard,
                 on={"mean": MEAN_VARIANCE[0], "variances": MEAN_VARIANCE[1]},
                 gives="(1 + 4 - 1 - log(4) + 1/4 + 1/4 - 1 - log(1/4))/2"),
        Computed(about="coordinate by coordinate", by=sum_of_coordinates,
                 on={"mean": MEAN_VARIANCE[0], "variances": MEAN_VARIANCE[1]},
                 gives="(1 + 4 - 1 - log(4) + 1/4 + 1/4 - 1 - log(1/4))/2"),
        Computed(about="the second alone", by=against_standard,
                 on={"mean": (Fraction(1, 2),), "variances": (Fraction(1, 4),)},
                 gives="0.44314718055994530941723212145818"),
    ),
    needed=(Needed(hypothesis=r"both $q$ and the prior are products over the coordinates",
                   shown_by=Computed(about="correlation 9/10: coordinates agree with N(0, I), the KL is not 0",
                                     by=gaussian_kl,
                                     on={"mean": (Fraction(0), Fraction(0)), "covariance": correlated(Fraction(9, 10)),
                                         "to_mean": (Fraction(0), Fraction(0)),
                                         "to_covariance": diagonal((Fraction(1), Fraction(1)))},
                                     gives="-log(19/100)/2")),),
)  # fmt: skip

DIAGONAL = Claim(
    id="approximate-posterior",
    says=r"$q = N(\mu, \mathrm{diag}(\sigma_1^2, \dots, \sigma_k^2))$ with a square diagonal covariance has "
         r"independent coordinates. The best one for a correlated $N(0, S)$ in $\mathrm{KL}(q\,\|\,p)$ has variances "
         r"$1/(S^{-1})_{ii} = 1 - \rho^2$, and $-\frac12\log(1 - \rho^2)$ is left.",
    assumes=(r"the posterior is correlated, $\rho \ne 0$",),
    sources=(BISHOP,),
    uses=("gaussian-kl-in-d-dimensions",),
    proof=(
        Extremum(about="KL by one variance v, c = (S^-1)_ii", symbols={"c": "(0, inf)"}, over="v", domain="(0, inf)",
                 maximum=False,
                 of="(c*v - 1 - log(v))/2", at="1/c", slope="(c - 1/v)/2", curvature="1/(2*v**2)"),
        Computed(about="(S^-1)_11 for r = 9/10", by=precision, on={"r": Fraction(9, 10)}, gives=Fraction(100, 19)),
        Computed(about="what is left at v = 19/100", by=diagonal_fit,
                 on={"r": Fraction(9, 10), "variance": Fraction(19, 100)},
                 gives="-log(19/100)/2"),
        Computed(about="more is left at v = 1", by=diagonal_fit, on={"r": Fraction(9, 10), "variance": Fraction(1)},
                 relation=">",
                 gives="-log(19/100)/2"),
    ),
    needed=(Needed(hypothesis=r"the posterior is correlated, $\rho \ne 0$",
                   shown_by=Computed(about="for rho = 0 nothing is left", by=diagonal_fit,
                                     on={"r": Fraction(0), "variance": Fraction(1)}, relation="<=", gives=0)),),
)  # fmt: skip

ARRAY = Claim(
    id="approximate-posterior-as-printed",
    entry="approximate-posterior",
    says=r"The covariance of $q$ is the array with rows $(\sigma_1^2, 0)$, $(0, \sigma_2^2)$, $(0, 0)$.",
    sources=(APPENDIX_B,),
    printed=Printed(deck="001", heading="(the approximate posterior)", rows=(27,), ocr=True,
                    sentence=r"$\Sigma = [[\sigma_1^2, 0], [0, \sigma_2^2], [0, 0]]$"),
    instead=r"A covariance is square: $\mathrm{diag}(\sigma_1^2, \dots, \sigma_k^2)$.",
    corrected_by=("approximate-posterior",),
    proof=(
        Computed(about="rows and columns of the printed array", by=shape, on={"array": ((4, 0), (0, 9), (0, 0))},
                 gives=(3, 2)),
        Computed(about="it is not square", by=is_square, on={"array": ((4, 0), (0, 9), (0, 0))}, gives=False),
        Computed(about="a covariance of two coordinates is", by=is_square, on={"array": ((4, 0), (0, 9))}, gives=True),
    ),
)  # fmt: skip

ENCODER = Claim(
    id="encoder-parametrisation",
    says=r"$\sigma^2 = \exp(a)$ for an unrestricted output $a = \log\sigma^2$ of the network is positive for every "
         r"value of the parameters, and every positive variance is reached.",
    sources=(APPENDIX_B,),
    proof=(
        Slope(about="it climbs", of="exp(a)", over="a", gives="exp(a)", because="the exponential"),
        Special(about="and reaches every v > 0, at a = log v", symbols={"v": "(0, inf)"}, of="exp(a)",
                put={"a": "log(v)"}, gives="v",
                because="the logarithm undoes it"),
        Computed(about="at a = -700 it is positive still", by=exponential, on={"a": -700}, relation=">", gives=0),
    ),
)  # fmt: skip

CLAIMS = (ONE_DIMENSION, D_DIMENSIONS, FACTORISES, DIAGONAL, ARRAY, ENCODER)
