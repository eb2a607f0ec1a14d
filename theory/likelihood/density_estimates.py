r"""Likelihood and quality of samples are two things: kernels on the training points, and a mixture with noise.

Says
    Narrow kernels on the training points sample perfectly and give held-out points a log-likelihood that falls like
    -d^2/(2 e), d the distance of the nearest training point (and the training points one that climbs to infinity).
    A mixture of 1% model and 99% noise has a log-likelihood at most log 100 below the model's, and samples noise.
    In high dimension |log p| is large, and log 100 a small share of it; log p itself need not grow.

Idea
    Put a number into a Gaussian; drop a positive term from a logarithm.

Names
    e    the variance of the kernels (not its root);  p   the model, q the noise;  d   the dimension

Source   Theis et al. 2016, arXiv 1511.01844, Section 3
"""

from __future__ import annotations

from fractions import Fraction

from theory.likelihood.gaussian_masses import (
    log_density_of_kernels,
    mean_log_density,
    share_of_log_100,
    width_times_log_density,
)
from theory.minimax.tangent_lines import LOG_ABOVE_ZERO
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special

THEIS = Source("Theis et al. 2016, A note on the evaluation of generative models", "Section 3")
POINTS = (Fraction(0), Fraction(1))
HALF = Fraction(1, 2)


def widths(exponent: int, at: Fraction) -> dict:
    """Kernels of variance 10^-exponent on 0 and 1, asked at a point."""
    return {"points": POINTS, "width": Fraction(1, 10**exponent), "at": at}


KERNELS = Claim(
    id="kde-great-samples-poor-likelihood",
    says=r"For $p_1 = \frac1n\sum_i N(x|x_i, \epsilon I)$ and a held-out $x$, $\log p_1(x) \le -\frac{\min_i\|x - "
         r"x_i\|^2}{2\epsilon} - \frac d2\log 2\pi\epsilon \to -\infty$ as $\epsilon \to 0$, while its samples are "
         r"training points with noise of size $\sqrt\epsilon$. Shown for the points 0 and 1 at $\tfrac12$.",
    assumes=(r"$x$ is held out: it is none of the training points",),
    sources=(THEIS,),
    proof=(
        Computed(about="e = 1/10", by=log_density_of_kernels, on=widths(1, HALF), gives="-1.0176459867076498998"),
        Computed(about="e = 1/100", by=log_density_of_kernels, on=widths(2, HALF), gives="-11.116353440210627058"),
        Computed(about="e = 1/1000", by=log_density_of_kernels, on=widths(3, HALF), gives="-122.46506089371360422"),
        Computed(about="e = 1/10000", by=log_density_of_kernels, on=widths(4, HALF), gives="-1246.3137683472165814"),
        Computed(about="e times that, at e = 10^-9, is near -1/8", by=width_times_log_density, on=widths(9, HALF),
                 gives="-0.12499999"),
        Calc(about="exactly, at distance 1/2 of both points", symbols={"e1": "(0, inf)"},
             start="e1*(-(1/2)**2/(2*e1) - log(2*pi*e1)/2)",
             lines=(Line("-1/8 - e1*log(2*pi*e1)/2", "and e log e tends to 0"),)),
    ),
    needed=(Needed(hypothesis=r"$x$ is held out: it is none of the training points",
                   shown_by=Computed(about="at a training point the likelihood climbs: e = 1/10000",
                                     by=log_density_of_kernels,
                                     on=widths(4, Fraction(0)), relation=">", gives=2)),),
)  # fmt: skip

MIXTURE = Claim(
    id="noise-mixture-likelihood",
    says=r"$\log[0.01\,p + 0.99\,r] \ge \log p - \log 100$, with equality only where the noise density $r$ vanishes.",
    sources=(THEIS,),
    proof=(
        Calc(about="the model's part comes out", start="log(p/100 + 99/100*q)",
             lines=(Line("log(p) - log(100) + log(1 + 99*q/p)", "p/100 is a factor"),)),
        Bound(about="what is dropped is not negative, averaged over the data here", start="E_p(log(p/100 + 99/100*q))",
              lines=(Drop("E_p(log(p)) - log(100)", dropped="Integral(p*log(1 + 99*q/p), x)", because="log(1 + u) >= 0",
                          lemma=LOG_ABOVE_ZERO, weight="p", argument="99*q/p", moving="q", to="0"),)),
    ),
)  # fmt: skip

HIGH_DIMENSION = Claim(
    id="noise-mixture-high-dim",
    says=r"For $N(0, I_d)$, $\mathbb{E}\log p = -\frac d2\log(2\pi e)$: its *modulus* grows with the dimension, and "
         r"$\log 100$ becomes a small share of it.",
    sources=(THEIS,),
    proof=(
        Calc(about="the mean of log N(x; 0, 1), with E x^2 = 1", start="-log(2*pi)/2 - 1/2",
             lines=(Line("-log(2*pi*exp(1))/2", "log e = 1"),)),
        Computed(about="d = 1: log 100 is 3.25 times |E log p|", by=share_of_log_100, on={"dimension": 1},
                 relation=">", gives=3),
        Computed(about="d = 784: less than 1/200", by=share_of_log_100, on={"dimension": 784}, relation="<",
                 gives=Fraction(1, 200)),
        Computed(about="d = 196608: less than 1/60000", by=share_of_log_100, on={"dimension": 196608}, relation="<",
                 gives=Fraction(1, 60000)),
        Computed(about="E log p at d = 784", by=mean_log_density, on={"dimension": 784}, gives="-1112.4478"),
    ),
)  # fmt: skip

LARGER = Claim(
    id="noise-mixture-high-dim-as-printed",
    entry="noise-mixture-high-dim",
    says=r"In high dimension $\log p(x)$ becomes larger.",
    sources=(THEIS,),
    printed=Printed(deck="003", heading="Likelihood based models", rows=(36,),
                    sentence=r"Noisy irrelevant samples, but for high dimensions $\log p(x)$ becomes larger"),
    instead=r"Its modulus becomes larger; $\log p$ itself falls, for $N(0, I_d)$ to $-4359$ at $d = 3072$.",
    corrected_by=("noise-mixture-high-dim",),
    proof=(
        Computed(about="d = 1", by=mean_log_density, on={"dimension": 1}, gives="-1.4189385332"),
        Computed(about="d = 3072: smaller", by=mean_log_density, on={"dimension": 3072}, gives="-4358.9792"),
        Computed(about="d = 196608: smaller still", by=mean_log_density, on={"dimension": 196608}, relation="<",
                 gives=-278974),
    ),
)  # fmt: skip

NEITHER = Claim(
    id="likelihood-not-quality",
    says=r"Good samples do not imply a high likelihood, nor a high likelihood good samples: narrow kernels on the "
         r"training points, and a mixture with 99% noise.",
    sources=(THEIS,),
    uses=("kde-great-samples-poor-likelihood", "noise-mixture-likelihood"),
    proof=(
        Computed(about="kernels of variance 10^-4: log-likelihood of the held-out 1/2", by=log_density_of_kernels,
                 on=widths(4, HALF),
                 relation="<", gives=-1246),
        Computed(about="while at the training point, where its samples are", by=log_density_of_kernels,
                 on=widths(4, Fraction(0)),
                 relation=">", gives=2),
        Special(about="the mixture's loss is at most log 100, at a point without noise exactly",
                of="log(p) - log(p/100 + 99/100*q)",
                put={"q": "0"}, gives="log(100)", because="4.6 nats, whatever the dimension"),
    ),
)  # fmt: skip

CLAIMS = (KERNELS, MIXTURE, HIGH_DIMENSION, LARGER, NEITHER)
