"""Least squares GAN: its best discriminator, a chi-square value, and a warning about its gradient.

Says
    With codes a (fake), b (real):  D* = (b p + a q)/(p + q).
    With the generator's code c:    E_p(D* - c)^2 + E_q(D* - c)^2 = integral of ((b-c)(p+q) - (b-a)q)^2/(p+q).
    For b - c = 1 and b - a = 2 that is the Pearson chi-square of 2q against p + q, which is Delta(p, q).
    Warning: this holds for values.  With codes (-1, 1, 0) the gradient at frozen D* can point *away* from p.

Assumes
    D is any real function, optimal where the value is taken.

Idea
    (1/2) p (y - b)^2 + (1/2) q (y - a)^2 is a parabola in y.

Names
    y         what the discriminator says at one point, any real number
    Delta     integral of (p - q)^2/(p + q);  chi2(a, b) = integral of (a - b)^2/b, the second argument below
              (the paper writes its arguments in the other order)

Source   Mao et al. 2017, Section 3.2
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Number, Special
from theory.proving.gradient import Gradient

SOURCE = Source("Mao et al. 2017", "Section 3.2")
CODES = {"a": "real", "b": "real", "c": "real"}
DLS = "(b*p + a*q)/(p + q)"
TWO_C = "Integral(((b - c)*(p + q) - (b - a)*q)**2/(p + q), x)"

PARABOLA = Extremum(
    about="a parabola at every point", symbols=CODES, over="y", domain="real", maximum=False,
    of="p*(y - b)**2/2 + q*(y - a)**2/2", at=DLS,
    slope="(p + q)*y - (b*p + a*q)", curvature="p + q",
)  # fmt: skip

OPTIMUM = Claim(
    id="lsgan-optimal-discriminator",
    says=r"The least-squares discriminator is $D^* = \frac{bp + aq}{p+q}$; with codes 0 and 1 it is $\frac{p}{p+q}$.",
    assumes=(r"$D$ is any real function",
             r"$p, q > 0$ at the point"),
    sources=(SOURCE,),
    proof=(
        PARABOLA,
        Special(about="codes 0 and 1", symbols=CODES, of=DLS, put={"a": "0", "b": "1"}, gives="Dstar",
                because="the same optimum as the logarithmic loss"),
        Special(about="the least loss with codes 0 and 1, without the halves", symbols=CODES,
                of=f"E_p(({DLS} - b)**2) + E_q(({DLS} - a)**2)",
                put={"a": "0", "b": "1"}, gives="Integral(p*q/(p + q), x)",
                because="(1 - D*)^2 p + D*^2 q = p q/(p+q)"),
    ),
    needed=(Needed(hypothesis=r"$D$ is any real function",
            shown_by=Dropped(about="a D in (0, 1) cannot reach codes outside",
                             step=PARABOLA, change={"domain": "(0, 1)"})),),
)  # fmt: skip

VALUE = Claim(
    id="lsgan-value-is-chi-square",
    says=r"For $b - c = 1$, $b - a = 2$: $\mathbb{E}_p(D^* - c)^2 + \mathbb{E}_q(D^* - c)^2 = \chi^2(2q, p+q) = "
         r"\Delta(p, q) = 2\chi^2(q, m)$.",
    assumes=(r"$D$ is optimal for every $q$",
             r"the term $\mathbb{E}_p(D - c)^2$ is added to the generator's loss"),
    sources=(SOURCE,),
    uses=("lsgan-optimal-discriminator",),
    proof=(
        Calc(
            about="the value at D*", symbols=CODES, start=f"E_p(({DLS} - c)**2) + E_q(({DLS} - c)**2)",
            lines=(
                Line("Integral((p + q)*((b*p + a*q)/(p + q) - c)**2, x)", "one integrand"),
                Line(TWO_C, "b p + a q - c(p+q) = (b-c)(p+q) - (b-a)q"),
            ),
        ),
        Special(about="for b - c = 1 and b - a = 2", symbols=CODES, of=TWO_C, put={"b": "c + 1", "a": "c - 1"},
                gives="chi2(2*q, p + q)", because="(p + q - 2q)^2/(p+q)"),
        Calc(about="three names of one divergence", start="chi2(2*q, p + q)",
             lines=(Line("Delta(p, q)", "(p - q)^2/(p+q)"), Line("2*chi2(q, m)", "q - m = (q - p)/2"))),
        Special(about="for a = 0, b = c = 1", symbols=CODES, of=TWO_C, put={"a": "0", "b": "1", "c": "1"},
                gives="1/2 + Delta(p, q)/4", because="q^2/(p+q), and p and q integrate to one"),
        Number(about="on two points: 2/15", of="Delta(p, q)", is_about="0.13333333333333333333333333333333"),
    ),
    needed=(Needed(hypothesis=r"the term $\mathbb{E}_p(D - c)^2$ is added to the generator's loss",
            shown_by=Differ(about="the generator's own term alone",
                            left="E_q(((p - q)/(p + q))**2)", right="Delta(p, q)")),),
)  # fmt: skip

WARNING = Claim(
    id="lsgan-frozen-gradient",
    says=r"With codes $(-1, 1, 0)$ the gradient at frozen $D^*$ is not that of the chi-square value: the signs can "
         r"differ.",
    assumes=(r"$D$ is optimal for the present $q$ and held fixed",),
    sources=(SOURCE,),
    uses=("lsgan-optimal-discriminator",),
    proof=(
        Gradient(about="the generator's gradient, D* = (p-q)/(p+q) held fixed", of="E_q(D**2/2)",
                 frozen="(p - q)/(p + q)", gives="Integral(qdot*((p - q)/(p + q))**2/2, x)",
                 because="only the law moves"),
        Gradient(about="the gradient of the value", of="Delta(p, q)",
                 gives="Integral(qdot*(1 - 4*p**2/(p + q)**2), x)", because="(p-q)^2/(p+q) = p + q - 4pq/(p+q)"),
        Number(about="on two points the first is +8/225: q moves away from p",
               of="Integral(qdot*((p - q)/(p + q))**2/2, x)", is_about="0.035555555555555555555555555555556"),
        Number(about="and the second is -256/225", of="Integral(qdot*(1 - 4*p**2/(p + q)**2), x)",
               is_about="-1.137777777777777777777777777777778"),
        Gradient(about="with codes (0, 1, 1), D* = p/(p+q) held fixed", of="E_q((D - 1)**2/2)", frozen="Dstar",
                 gives="Integral(qdot*(q/(p + q))**2/2, x)", because="only the law moves"),
        Number(about="it has the right sign there: -28/225", of="Integral(qdot*(q/(p + q))**2/2, x)",
               is_about="-0.124444444444444444444444444444444"),
        Differ(about="the two gradients are different functionals", left="Integral(qdot*((p - q)/(p + q))**2/2, x)",
               right="Integral(qdot*(1 - 4*p**2/(p + q)**2), x)"),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for the present $q$ and held fixed",
            shown_by=Differ(about="with another D",
                            left="Integral(qdot*D**2/2, x)", right="Integral(qdot*((p - q)/(p + q))**2/2, x)")),),
)  # fmt: skip

CLAIMS = (OPTIMUM, VALUE, WARNING)
