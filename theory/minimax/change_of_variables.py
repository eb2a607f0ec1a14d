"""From noise to data space: no inverse of G is needed.

Says
    E_z h(G(z)) = E_q h(x) for every measurable G, where q is the law of G(z).
    If G is invertible, q(x) = p_z(G^-1(x)) |dG^-1/dx|, with the modulus; a 2-to-1 map has two such terms.

Assumes
    For the first: G measurable, nothing else (128 noise numbers may become 65536 pixels).
    For the formula: G a differentiable bijection between spaces of the same dimension.

Idea
    P(G(z) in A) = P(z in G^-1(A)) is the definition of the law of G(z): the identity for indicator functions h.
    Sums, limits and differences of these are all h (cited).  Densities come from distribution functions: F_z(G^-1(x))
    if G climbs, 1 - F_z(G^-1(x)) if it falls; differentiate.

Names
    F      the distribution function of the noise, F' its density
    a, b   the affine map G(z) = a z + b

Source   Billingsley 1995, Theorem 16.13 and Section 20
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.facts import Differ, Special
from theory.proving.gradient import Slope

SOURCE = Source("Billingsley 1995, Probability and Measure", "Theorem 16.13 and Section 20")

LOTUS = Claim(
    id="value-as-integrals",
    says=r"$\mathbb{E}_p\log D(x) + \mathbb{E}_z\log(1 - D(G(z))) = \int [\,p\log D + q\log(1 - D)]\,dx$ for every "
         r"measurable $G$: it need not be invertible, nor keep the dimension.",
    assumes=(r"$q$ is the law of $G(z)$",),
    sources=(SOURCE,),
    proof=(
        Calc(
            about="the value of the game in data space", start="E_p(log(D(x))) + E_z(log(1 - D(G(z))))",
            lines=(
                Line("E_p(log(D(x))) + E_q(log(1 - D(x)))", "G(z) has the law q"),
                Line("Integral(p*log(D) + q*log(1 - D), x)", "expectations are integrals against the density"),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$q$ is the law of $G(z)$",
            shown_by=Differ(about="with another law in its place", left="E_z(h(G(z)))", right="E_p(h(x))")),),
)  # fmt: skip

DENSITY = Claim(
    id="change-of-variables-density",
    says=r"For an invertible $G$, $q(x) = p_z(G^{-1}(x))\,|dG^{-1}/dx|$; for a 2-to-1 map the two branches are added. "
         r"(Shown for affine maps of both signs, which are every such map near a point, and for $z^2$.)",
    assumes=(r"$G$ is differentiable with a differentiable inverse, or has two such branches",),
    sources=(SOURCE,),
    proof=(
        Slope(about="a climbing map x = a z + b: the distribution function is F((x - b)/a)", symbols={"a": "(0, inf)"},
              of="F((x - b)/a)", over="x", gives="F'((x - b)/a)*abs(1/a)", because="the chain rule; a > 0"),
        Slope(about="a falling map x = a z + b: it is 1 - F((x - b)/a)", symbols={"a": "(-inf, 0)"},
              of="1 - F((x - b)/a)", over="x", gives="F'((x - b)/a)*abs(1/a)", because="the chain rule; a < 0"),
        Slope(about="the 2-to-1 map x = z^2: it is F(sqrt x) - F(-sqrt x)",
              of="F(sqrt(x)) - F(-sqrt(x))", over="x", domain="(0, inf)",
              gives="F'(sqrt(x))*abs(1/(2*sqrt(x))) + F'(-sqrt(x))*abs(-1/(2*sqrt(x)))",
              because="one term for each branch, each with its modulus"),
    ),
    needed=(Needed(hypothesis=r"$G$ is differentiable with a differentiable inverse, or has two such branches",
            shown_by=Differ(about="a 2-to-1 map, with one branch only",
                            symbols={"x": "(0, inf)"}, left="f(sqrt(x))/(2*sqrt(x))",
               right="f(sqrt(x))/(2*sqrt(x)) + f(-sqrt(x))/(2*sqrt(x))")),),
)  # fmt: skip

AS_PRINTED = Claim(
    id="change-of-variables-density-as-printed",
    says=r"$q(x) = p_z(G^{-1}(x))\,dG^{-1}(x)/dx$, without the modulus, for every $G$.",
    sources=(SOURCE,),
    entry="change-of-variables-density",
    printed=Printed(deck="000", heading="Point-01, Proving point-01", rows=(12,),
                    sentence=r"$p_g(x) = p_z(G^{-1}(x))\,\frac{dG^{-1}(x)}{dx}$"),
    corrected_by=("change-of-variables-density", "value-as-integrals"),
    instead=r"The modulus is needed, and $G$ must be invertible; the deck's conclusion about the integral holds by "
            r"push-forward alone.",
    proof=(
        Differ(about="a falling map: the printed density has the wrong sign", symbols={"a": "(-inf, 0)"},
               left="f((x - b)/a)*(1/a)", right="f((x - b)/a)*abs(1/a)"),
        Special(about="G(z) = 1 - z on uniform noise: the printed density is -1", symbols={"a": "(-inf, 0)"},
                of="c*(1/a)", put={"a": "-1", "c": "1"}, gives="-1", because="the inverse has slope -1"),
        Differ(about="G(z) = z^2: one branch is not the density", symbols={"x": "(0, inf)"},
               left="f(sqrt(x))/(2*sqrt(x))", right="f(sqrt(x))/(2*sqrt(x)) + f(-sqrt(x))/(2*sqrt(x))"),
    ),
)  # fmt: skip

CLAIMS = (LOTUS, DENSITY, AS_PRINTED)
