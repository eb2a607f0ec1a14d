r"""The optimal critic's slope: one along every route, and how layers are kept from exceeding it.

Says
    Where an optimal plan carries mass from x to y, an optimal critic falls by exactly |x - y|; along the segment
    between them it falls at slope one.  A linear layer divided by its spectral norm is 1-Lipschitz; a product of such
    layers, too.

Idea
    f gains at most |x - y| on every route, and its total gain is the total cost: no route may fall short.  Along a
    segment, falling slower somewhere would need a slope above one elsewhere.

Names
    l    the length of a segment, r the part of it that is behind;  s  the spectral norm

Source   Gulrajani et al. 2017, Proposition 1; Miyato et al. 2018, Section 2.1
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.transport.plans import Matrix, Vector, distances_on_the_line, law, optimal_plan, optimal_potential

GULRAJANI = Source("Gulrajani et al. 2017, Improved training of Wasserstein GANs", "Proposition 1")
MIYATO = Source("Miyato et al. 2018, Spectral normalization", "Section 2.1")
OPTIMAL = r"the critic is optimal among 1-Lipschitz functions"


def falls_on_routes(p: Vector, q: Vector, distance: Matrix) -> tuple[bool, bool]:
    """For an optimal plan and potential: is f(x) - f(y) = d(x, y) on every route that carries mass; is it <= d on
    all?"""
    plan, f = optimal_plan(p, q, distance), optimal_potential(p, q, distance)
    gaps = [(plan[i][j], distance[i][j] - (f[i] - f[j])) for i in range(len(p)) for j in range(len(q))]
    return all(gap == 0 for mass, gap in gaps if mass), all(gap >= 0 for _, gap in gaps)


def stretched(matrix: Matrix, vector: Vector) -> Fraction:
    """|W v|^2/|v|^2."""
    image = [sum((w * v for w, v in zip(row, vector, strict=True)), Fraction(0)) for row in matrix]
    return sum((x * x for x in image), Fraction(0)) / sum((v * v for v in vector), Fraction(0))


SLOPE_ONE = Claim(
    id="critic-slope-one-on-transport-segments",
    says=r"Where an optimal plan carries mass from $x$ to $y$, an optimal critic has $f(x) - f(y) = \|x - y\|$, and "
         r"falls at slope 1 along the segment from $x$ to $y$. (The first is shown on a finite set, the second for any "
         r"segment.)",
    assumes=(OPTIMAL,),
    sources=(GULRAJANI,),
    uses=("kantorovich-rubinstein-duality",),
    proof=(
        Computed(about="(1/2, 1/2, 0) to (0, 1/4, 3/4) on 0, 1, 3: every route is used up, none exceeded",
                 by=falls_on_routes,
                 on={"p": law("1/2", "1/2", 0), "q": law(0, "1/4", "3/4"),
                     "distance": distances_on_the_line(law(0, 1, 3))},
                 gives=(True, True)),
        Calc(about="after the part r of a segment of length l it can have fallen by r l at most, with (1 - r) l at "
                   "most to come",
             start="r*l + (1 - r)*l", lines=(Line("l", "the sum is just enough, so both are exact"),)),
    ),
    needed=(Needed(hypothesis=OPTIMAL,
                   shown_by=Special(about="half an optimal critic is 1-Lipschitz, and falls by half the distance only",
                                    of="l*r",
                                    put={"r": "1/2"}, gives="l/2", because="slope 1/2")),),
)  # fmt: skip

SPECTRAL = Claim(
    id="spectral-normalisation-is-lipschitz",
    says=r"$\|Wv\| \le \sigma\|v\|$ with the largest singular value $\sigma$ of $W$, so $W/\sigma$ is 1-Lipschitz, and "
         r"so is a product of such layers with 1-Lipschitz activations between them. (Shown for $2 \times 2$ matrices "
         r"in their singular directions.)",
    assumes=(r"$\sigma$ is the largest singular value",),
    sources=(MIYATO,),
    proof=(
        Calc(about="in singular directions W stretches u by s and v by s r, r < 1: what is left of s^2 |(u, v)|^2",
             symbols={"s": "(0, inf)", "r": "(0, 1)", "u": "nonzero", "v": "nonzero"},
             start="s**2*(u**2 + v**2) - ((s*u)**2 + (s*r*v)**2)",
             lines=(Line("s**2*v**2*(1 - r)*(1 + r)", "the shorter direction"),)),
        Sign(about="it is not negative", symbols={"s": "(0, inf)", "r": "(0, 1)", "v": "nonzero"},
             of="s**2*v**2*(1 - r)*(1 + r)",
             because="positive factors"),
        Computed(about="((3, 0), (4, 5)) has singular values sqrt 45 and sqrt 5; the first is reached at (1, 1)",
                 by=stretched,
                 on={"matrix": (law(3, 0), law(4, 5)), "vector": law(1, 1)}, gives=Fraction(45)),
        Computed(about="and the second at (1, -1)", by=stretched,
                 on={"matrix": (law(3, 0), law(4, 5)), "vector": law(1, -1)},
                 gives=Fraction(5)),
    ),
    needed=(Needed(hypothesis=r"$\sigma$ is the largest singular value",
                   shown_by=Computed(about="divided by the smaller one it stretches by 3", by=stretched,
                                     on={"matrix": (law(3, 0), law(4, 5)), "vector": law(1, 1)}, relation=">",
                                     gives=Fraction(5)),),),
)  # fmt: skip

CLAIMS = (SLOPE_ONE, SPECTRAL)
