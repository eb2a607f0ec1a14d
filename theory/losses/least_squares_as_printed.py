r"""Least squares and the logarithmic loss with one sign or code wrong: discriminators that discriminate nothing, or
explode.

Says
    The least-squares discriminator pays (D - 1)^2 on real points and D^2 on fakes: its optimum is p/(p + q), its least
    cost the integral of p q/(p + q).  With (D - 1)^2 on both it answers 1 everywhere, at no cost, whatever the
    generator does. The generator pays (D - 1)^2: at D* that is E_q (q/(p + q))^2, and its frozen gradient is that of an
    f-divergence. E_p log D - E_q log D is no loss for a discriminator: it has no bound unless q = p.

Idea
    Parabolas; and log D has no lower bound where q > p.

Names
    a, b    the values of p and q at one point;  y  what the discriminator says there;  e  a small number

Source   Mao et al. 2017, Section 3
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Printed, Source
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Gradient, Slope

MAO = Source("Mao et al. 2017", "Section 3.1")
GOODFELLOW = Source("Goodfellow et al. 2014", "Section 3")
POSITIVE = {"a": "(0, inf)", "b": "(0, inf)"}

CODES = Claim(
    id="lsgan-discriminator-codes",
    entry="lsgan-d-loss",
    says=r"$\mathbb{E}_p(D - 1)^2 + \mathbb{E}_q D^2$ has its only minimum at $D^* = \frac{p}{p+q}$, where it is "
         r"$\int\frac{pq}{p+q}\,dx$.",
    sources=(MAO,),
    proof=(
        Extremum(about="a parabola at every point", symbols=POSITIVE, over="y", domain="real", maximum=False,
                 of="a*(y - 1)**2 + b*y**2", at="a/(a + b)", slope="2*((a + b)*y - a)", curvature="2*(a + b)"),
        Calc(about="the least cost", start="E_p((Dstar - 1)**2) + E_q(Dstar**2)",
             lines=(Line("Integral(p*(q/(p + q))**2 + q*(p/(p + q))**2, x)", "1 - D* = q/(p+q)"),
                    Line("Integral(p*q/(p + q), x)", "p q (p + q)/(p+q)^2"))),
        Number(about="on two points: 7/15", of="Integral(p*q/(p + q), x)",
               is_about="0.46666666666666666666666666666667"),
    ),
)  # fmt: skip

ONE_CODE = Claim(
    id="lsgan-d-loss",
    says=r"The least-squares discriminator minimises $\mathbb{E}_x(D - 1)^2 + \mathbb{E}_z(D(G(z)) - 1)^2$.",
    sources=(MAO,),
    printed=Printed(deck="001", heading="(LSGAN)", rows=(33,),
                    sentence=r"D: $\min_w \mathbb{E}_x[(D_w(x) - 1)^2] + \mathbb{E}_z[(D_w(G_\theta(z)) - 1)^2]$"),
    instead=r"The second term is $\mathbb{E}_z[D_w(G_\theta(z))^2]$: fakes have the code 0.",
    corrected_by=("lsgan-discriminator-codes", "lsgan-optimal-discriminator"),
    proof=(
        Extremum(about="as printed the best answer is 1 at every point, real or fake", symbols=POSITIVE, over="y",
                 domain="real", maximum=False, of="a*(y - 1)**2 + b*(y - 1)**2", at="1", slope="2*(a + b)*(y - 1)",
                 curvature="2*(a + b)"),
        Special(about="at no cost, whatever the laws", of="E_p((D - 1)**2) + E_q((D - 1)**2)", put={"D": "1"},
                gives="0",
                because="both squares vanish"),
        Gradient(about="and the generator's gradient there is 0", of="E_q((D - 1)**2)", frozen="1", gives="0",
                 because="the loss is flat at its minimum"),
        Differ(about="the right optimum is another", left="Dstar", right="1"),
    ),
)  # fmt: skip

GENERATOR = Claim(
    id="lsgan-g-loss",
    says=r"With codes 0 and 1 the generator's loss $\mathbb{E}_q(D - 1)^2$ is $\mathbb{E}_q(\frac{q}{p+q})^2$ at "
         r"$D^*$, and its frozen gradient is that of the f-divergence with $f'(t) = (\frac{t}{1+t})^2$, $f'' = "
         r"\frac{2t}{(1+t)^3} > 0$.",
    sources=(MAO,),
    uses=("lsgan-optimal-discriminator",),
    proof=(
        Calc(about="the value at D*", start="E_q((Dstar - 1)**2)",
             lines=(Line("E_q((q/(p + q))**2)", "1 - D* = q/(p+q)"),)),
        Number(about="on two points: 67/225", of="E_q((q/(p + q))**2)", is_about="0.29777777777777777777777777777778"),
        Gradient(about="the gradient at frozen D*", of="E_q((D - 1)**2)", frozen="Dstar",
                 gives="Integral(qdot*(q/(p + q))**2, x)", because="f'(t) at t = q/p"),
        Number(about="on two points: -56/225, twice the -28/225 of the loss with its half",
               of="Integral(qdot*(q/(p + q))**2, x)", is_about="-0.24888888888888888888888888888889"),
        Slope(about="f''", of="(t/(1 + t))**2", over="t", domain="(0, inf)", gives="2*t/(1 + t)**3",
              because="the quotient rule"),
        Sign(about="f is convex", symbols={"t": "(0, inf)"}, of="2*t/(1 + t)**3", because="t > 0"),
    ),
)  # fmt: skip

TWO_LOGS = Claim(
    id="discriminator-loss-with-both-logs",
    entry="loss-minus-log-d",
    says=r"$\mathbb{E}_p\log D + \mathbb{E}_q\log(1 - D)$ is at most 0, and its maximum is $2\,\mathrm{JSD}(p\,\|\,q) "
         r"- \log 4$.",
    sources=(GOODFELLOW,),
    uses=("v-at-dstar", "optimal-discriminator", "jsd-max-iff-singular"),
    proof=(
        Calc(about="the maximum", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Calc(about="which is at most", start="2*log(2) - log(4)", lines=(Line("0", "JSD is at most log 2"),)),
    ),
)  # fmt: skip

ONE_LOG = Claim(
    id="loss-minus-log-d",
    says=r"The game is $\min_\theta\max_\omega \mathbb{E}_x\log D_\omega(x) - \mathbb{E}_z\log D_\omega(G_\theta(z))$.",
    sources=(GOODFELLOW,),
    printed=Printed(deck="001", heading="GAN Loss used in practice", rows=(30,),
                    sentence=r"$\min_\theta\max_\omega \mathbb{E}_x[\log D_\omega(x)] - \mathbb{E}_z[\log D(G(z))]$"),
    instead=r"$\mathbb{E}_x\log D_\omega(x) + \mathbb{E}_z\log(1 - D_\omega(G(z)))$; only the generator's half, "
            r"$-\mathbb{E}_z\log D$, stands alone, as the non-saturating loss.",
    corrected_by=("discriminator-loss-with-both-logs",),
    proof=(
        Calc(about="as printed, one integrand", start="E_p(log(D)) - E_q(log(D))",
             lines=(Line("Integral((p - q)*log(D), x)", "log D comes out"),)),
        Special(about="two points of R4, D = (1, e) with e = exp(-t): the value is t/4, with no bound",
                symbols={"t": "(0, inf)"}, of="(1/2 - 1/4)*log(d) + (1/2 - 3/4)*log(y)", put={"d": "1", "y": "exp(-t)"},
                gives="t/4", because="log 1 = 0"),
        Special(about="at e = 1/1000: log(1000)/4 = 1.727", of="(1/2 - 1/4)*log(d) + (1/2 - 3/4)*log(y)",
                put={"d": "1", "y": "1/1000"}, gives="log(1000)/4", because="it grows by 1.727 with every thousand"),
        Special(about="and for equal laws it says nothing", of="E_p(log(D)) - E_q(log(D))", put={"q": "p"}, gives="0",
                because="whatever D is"),
    ),
)  # fmt: skip

CLAIMS = (CODES, ONE_CODE, GENERATOR, TWO_LOGS, ONE_LOG)
