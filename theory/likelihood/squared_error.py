r"""Squared error: its minimiser is the mean, its likelihood is Gaussian, and what a picture of it hides.

Says
    The loss is (1/2)|a - x|^2/(MN), with the square: its minimiser over a constant a is the mean.  Without the square
    it is the median.  log N(x; a, I) = -|a - x|^2/2 - (d/2) log 2 pi: minimising one is maximising the other for a
    *fixed* variance.  Only the residual is modelled as Gaussian; the minimiser is the mean for any law.
    For two modes +-a the mean is 0, where there are no data.  Very different distortions have the same mean squared
    error.

Idea
    Parabolas.  A log turns the factor 1/Z into an added constant.

Names
    y    the prediction;  v   a variance;  a   the place of a mode;  f, b, c   data points

Source   Bishop 2006, Section 1.2.5; Wang and Bovik 2009 (the distortions)
"""

from __future__ import annotations

from fractions import Fraction

from theory.likelihood.distortions import DISTORTIONS, changed, errors, largest, mean_error, median_error, roughness
from theory.likelihood.gaussian_masses import mass_without_sigma, total_mass
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Special
from theory.proving.gradient import Slope

BISHOP = Source("Bishop 2006, Pattern Recognition and Machine Learning", "Section 1.2.5")
WANG = Source("Wang and Bovik 2009, Mean squared error: love it or leave it?", "Figure 2")
V = {"v": "(0, inf)"}
DATA = (Fraction(0), Fraction(0), Fraction(3))
FIXED = r"the variance is fixed"

DISTORTED = Claim(
    id="equal-mse-distortions",
    says=r"Six distortions of one 4 x 4 picture (shift, contrast, one bright pixel, a moved patch, block averages, "
         r"stripes) have the same mean squared error, 1, though from one to all 16 pixels are changed, by at most 1 up "
         r"to 4, and the texture that is left ranges from none to four times the original's.",
    sources=(WANG,),
    proof=(
        Computed(about="the six mean squared errors", by=errors, on={"distortions": DISTORTIONS},
                 gives=(Fraction(1),) * 6),
        Computed(about="pixels that are changed", by=changed, on={"distortions": DISTORTIONS},
                 gives=(16, 16, 1, 4, 16, 16)),
        Computed(about="the largest change of a pixel", by=largest, on={"distortions": DISTORTIONS},
                 gives=(Fraction(1), Fraction(1), Fraction(4), Fraction(2), Fraction(1), Fraction(1))),
        Computed(about="texture: squared differences of neighbours", by=roughness, on={"distortions": DISTORTIONS},
                 gives=tuple(map(Fraction, (48, 192, 48, 40, 0, 48)))),
    ),
)  # fmt: skip

MEAN = Extremum(about="three data points", over="y", domain="real", maximum=False,
                of="((y - f)**2 + (y - b)**2 + (y - c)**2)/2",
                at="(f + b + c)/3", slope="3*y - (f + b + c)", curvature="3")  # fmt: skip

SQUARED = Claim(
    id="squared-loss-and-the-mean",
    entry="mse-loss-normalisation",
    says=r"$\mathcal{L} = \frac{1}{2MN}\|\hat x - x\|_2^2$ is homogeneous of degree 2 in the error, and over constants "
         r"its only minimiser is the mean of the data.",
    sources=(BISHOP,),
    proof=(
        MEAN,
        Calc(about="degree 2: the error times c", start="(c*d)**2/2", lines=(Line("c**2*(d**2/2)", "a square"),)),
        Computed(about="data 0, 0, 3: the squared loss at the mean 1", by=mean_error,
                 on={"data": DATA, "at": Fraction(1)},
                 gives=Fraction(3)),
        Computed(about="at the median 0 it is higher", by=mean_error, on={"data": DATA, "at": Fraction(0)},
                 gives=Fraction(9, 2)),
    ),
)  # fmt: skip

UNSQUARED = Claim(
    id="mse-loss-normalisation",
    says=r"The loss is proportional to $\frac12\|\hat x - x\|$.",
    sources=(BISHOP,),
    printed=Printed(deck="000", heading="Problems with L2 / MSE loss", rows=(1,),
                    sentence=r"$\mathcal{L} \propto \frac12\|\hat x - x\|$"),
    instead=r"$\frac12\|\hat x - x\|_2^2$: the square is missing.",
    corrected_by=("squared-loss-and-the-mean",),
    proof=(
        Computed(about="data 0, 0, 3, without the square: at the median 0", by=median_error,
                 on={"data": DATA, "at": Fraction(0)},
                 gives=Fraction(3)),
        Computed(about="at the mean 1: worse, so another minimiser", by=median_error,
                 on={"data": DATA, "at": Fraction(1)},
                 gives=Fraction(4)),
        Computed(about="with the square the mean is better", by=mean_error, on={"data": DATA, "at": Fraction(1)},
                 relation="<",
                 gives=Fraction(9, 2)),
        Special(about="doubling the error doubles the one and multiplies the other by 4", symbols={"c": "(0, inf)"},
                of="(c*d)**2/(c*d**2)", put={"c": "2"}, gives="2", because="the ratio of the two factors"),
    ),
)  # fmt: skip

DENSITY = Claim(
    id="gaussian-density",
    says=r"$p(x|\mu, \sigma^2) = \frac1Z e^{-(\mu - x)^2/2\sigma^2}$ with $Z = \sqrt{2\pi\sigma^2}$ integrates to one; "
         r"for $d$ independent coordinates of variance 1, $Z = (2\pi)^{d/2}$.",
    assumes=(r"$Z = \sqrt{2\pi\sigma^2}$",),
    sources=(BISHOP,),
    proof=(
        Computed(about="variance 1: the integral, tails included", by=total_mass, on={"variance": Fraction(1)},
                 gives="1.000000000000000000000000000000"),
        Computed(about="variance 4", by=total_mass, on={"variance": Fraction(4)},
                 gives="1.000000000000000000000000000000"),
        Calc(about="d coordinates: the constants multiply", symbols={"d": "(0, inf)"}, start="d*(log(2*pi)/2)",
             lines=(Line("log((2*pi)**(d/2))", "the logarithm of Z"),)),
    ),
    needed=(Needed(hypothesis=r"$Z = \sqrt{2\pi\sigma^2}$",
                   shown_by=Computed(about="without sigma in Z, variance 4: the integral is 2", by=mass_without_sigma,
                                     on={"variance": Fraction(4)}, gives="2.000000000000000000000000000000")),),
)  # fmt: skip

LIKELIHOOD = Claim(
    id="mse-equals-gaussian-mle",
    says=r"$\log N(x; \hat x, I_d) = -\frac12\|\hat x - x\|_2^2 - \frac d2\log 2\pi$: with a fixed variance the "
         r"squared error is least where the likelihood is greatest.",
    assumes=(FIXED,),
    sources=(BISHOP,),
    proof=(
        Calc(about="one coordinate of variance v", symbols=V, start="log(exp(-(y - x)**2/(2*v))/sqrt(2*pi*v))",
             lines=(Line("-(y - x)**2/(2*v) - log(2*pi*v)/2", "the logarithm of the product"),)),
        Slope(about="its slope in the prediction is minus that of the squared error over v", symbols=V,
              of="-(y - x)**2/(2*v) - log(2*pi*v)/2", over="y", gives="-(y - x)/v",
              because="the constant does not move"),
        Extremum(about="greatest where the error vanishes", symbols=V, over="y", domain="real", of="-(y - 1)**2/(2*v)",
                 at="1",
                 slope="-(y - 1)/v", curvature="-1/v"),
    ),
    needed=(Needed(hypothesis=FIXED,
                   shown_by=Slope(about="with the variance learned, squared error s, the best v is s: then log s "
                                        "counts, not s",
                                  symbols={"s": "(0, inf)"}, over="v", domain="(0, inf)", of="log(v)/2 + s/(2*v)",
                                  gives="(v - s)/(2*v**2)", because="negative below s, positive above")),),
)  # fmt: skip

PROPORTIONAL = Claim(
    id="mse-equals-gaussian-mle-as-printed",
    entry="mse-equals-gaussian-mle",
    says=r"$\log p(x|\hat x)$ is proportional to $-\frac12\|\hat x - x\|_2^2$.",
    sources=(BISHOP,),
    printed=Printed(deck="000", heading="Problems with L2 / MSE loss", rows=(2,),
                    sentence=r"$\log p(x|\hat x) \propto -\frac12\|\hat x - x\|_2^2$"),
    instead=r"It equals $-\frac12\|\hat x - x\|_2^2$ minus a constant, $\frac d2\log 2\pi$.",
    corrected_by=("mse-equals-gaussian-mle",),
    proof=(
        Special(about="no error, d = 1: the right side is 0, the left", of="-(y - x)**2/2 - log(2*pi)/2",
                put={"y": "x"},
                gives="-log(2*pi)/2", because="-0.9189: no factor turns 0 into it"),
        Differ(about="the two differ by more than a factor, which would be 2 here", left="-(2)**2/2 - log(2*pi)/2",
               right="2*(-(2)**2/2)"),
    ),
)  # fmt: skip

RESIDUAL = Claim(
    id="mse-assumes-gaussian",
    says=r"The squared error is the likelihood of a Gaussian *residual* $x - \hat x$; its minimiser is the mean, "
         r"whatever the law of the data, if it has second moments: for a coin of chance $t$ it is $t$.",
    sources=(BISHOP,),
    uses=("squared-loss-and-the-mean", "mse-equals-gaussian-mle"),
    proof=(
        Extremum(about="a coin: mean squared error of the prediction y", symbols={"t": "(0, 1)"}, over="y",
                 domain="real", maximum=False,
                 of="t*(y - 1)**2/2 + (1 - t)*y**2/2", at="t", slope="y - t", curvature="1"),
        Calc(about="any law with mean u and second moment w", start="(y**2 - 2*y*u + w)/2",
             lines=(Line("(y - u)**2/2 + (w - u**2)/2", "only the first term depends on y"),)),
    ),
)  # fmt: skip

BIMODAL = Claim(
    id="mse-bimodal-average",
    says=r"For the data $\pm a$, equally often, the best prediction under squared error is 0, where there are no data; "
         r"the likelihood of a Gaussian with free variance is greatest at $N(0, a^2)$, and $N(0, a^2 + s^2)$ for modes "
         r"of variance $s^2$.",
    assumes=(r"the prediction is one number, the same for both modes",),
    sources=(BISHOP,),
    proof=(
        Extremum(about="the best prediction", symbols={"a": "(0, inf)"}, over="y", domain="real", maximum=False,
                 of="((y - a)**2 + (y + a)**2)/4", at="0", slope="y", curvature="1"),
        Calc(about="what it costs", start="((0 - a)**2 + (0 + a)**2)/4",
             lines=(Line("a**2/2", "both modes are missed by a"),)),
        Calc(about="mean log-likelihood of N(0, v), second moment a^2 + s^2", symbols=V,
             start="-log(2*pi*v)/2 - (a**2 + s**2)/(2*v)",
             lines=(Line("-(log(v) + (a**2 + s**2)/v)/2 - log(2*pi)/2", "a function of v"),)),
        Slope(about="its slope in v vanishes at v = a^2 + s^2 =: w", symbols={"w": "(0, inf)"}, of="-(log(v) + w/v)/2",
              over="v",
              domain="(0, inf)", gives="(w - v)/(2*v**2)", because="positive below w, negative above"),
    ),
    needed=(Needed(hypothesis=r"the prediction is one number, the same for both modes",
                   shown_by=Special(about="told the mode, a prediction without error is possible", of="(y - a)**2/2",
                                    put={"y": "a"},
                                    gives="0", because="the error vanishes"),),),
)  # fmt: skip

TRAINED = Claim(
    id="mse-bimodal-average-trained",
    entry="mse-bimodal-average",
    says=r"A network trained with squared error on two-mode targets answers near their mean; trained against a "
    r"discriminator it does not.",
    sources=(BISHOP,),
    experiment=Experiment(
        name="squared-error-average", shows=r"the outputs of both networks on targets $\pm a$: near 0, and near $\pm a$"
    ),
)

RECONSTRUCTION = Claim(
    id="reconstruction-data-term",
    says=r"$-\log p(x|z)$ is a reconstruction loss: the squared error plus a constant for a Gaussian decoder, the "
         r"cross-entropy for a Bernoulli decoder.",
    sources=(BISHOP,),
    proof=(
        Calc(about="Gaussian, variance v", symbols=V, start="-log(exp(-(x - y)**2/(2*v))/sqrt(2*pi*v))",
             lines=(Line("(x - y)**2/(2*v) + log(2*pi*v)/2", "squared error, and a constant"),)),
        Special(about="Bernoulli, a white pixel x = 1", symbols={"y": "(0, 1)"}, of="-(x*log(y) + (1 - x)*log(1 - y))",
                put={"x": "1"},
                gives="-log(y)", because="minus the log-probability of 1"),
        Special(about="and a black one", symbols={"y": "(0, 1)"}, of="-(x*log(y) + (1 - x)*log(1 - y))", put={"x": "0"},
                gives="-log(1 - y)", because="minus the log-probability of 0"),
    ),
)  # fmt: skip

CLAIMS = (DISTORTED, SQUARED, UNSQUARED, DENSITY, LIKELIHOOD, PROPORTIONAL, RESIDUAL, BIMODAL, TRAINED, RECONSTRUCTION)
