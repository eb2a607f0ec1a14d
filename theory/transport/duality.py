r"""The Wasserstein distance: plans above, potentials below, and where they meet.

Says
    W(p, q) = min over plans of the mean distance = max over 1-Lipschitz f of E_p f - E_q f, on finite sets.
    It is a metric.  d_min TV <= W <= diam TV.

Idea
    For a plan and a 1-Lipschitz f, E_p f - E_q f is the plan's mean of f(x) - f(y), at most its mean of d(x, y).  That
    the two meet is certified law by law: the solver returns both, and they are equal.  What the laws share need not
    move: TV has to, at least d_min and at most diam far.

Names
    g12, g21, ...    what a plan carries from point 1 to 2, ...;  f1, f2, f3   values of a potential

Source   Villani 2009, Theorem 5.10 and Chapter 6; Gibbs and Su 2002
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign
from theory.transport.plans import Matrix, Vector, cost, law, marginals, optimal_plan, variation, wasserstein

VILLANI = Source("Villani 2009, Optimal Transport", "Theorem 5.10")
GIBBS_SU = Source("Gibbs and Su 2002, On choosing and bounding probability metrics", "Theorem 4")
TRIANGLE: Matrix = (law(0, 2, 3), law(2, 0, 4), law(3, 4, 0))
METRIC = r"$d$ is a distance: symmetric, with the triangle inequality"


def laws_in(parts: int, points: int) -> list[Vector]:
    """All laws on so many points whose weights are multiples of 1/parts."""
    return [
        tuple(Fraction(k, parts) for k in ks) for ks in product(range(parts + 1), repeat=points) if sum(ks) == parts
    ]


def certified_pairs(parts: int, distance: Matrix) -> int:
    """For how many pairs of laws plan and potential have been computed and prove each other (`wasserstein` raises if
    not)."""
    laws = laws_in(parts, len(distance))
    return len([wasserstein(p, q, distance) for p, q in product(laws, repeat=2)])


def axioms(parts: int, distance: Matrix) -> tuple[bool, bool, bool]:
    """On all these laws: W = 0 exactly for equal laws; symmetry; the triangle inequality."""
    laws = laws_in(parts, len(distance))
    w = {(p, q): wasserstein(p, q, distance) for p, q in product(laws, repeat=2)}
    return (
        all((value == 0) == (p == q) for (p, q), value in w.items()),
        all(w[p, q] == w[q, p] for p, q in w),
        all(w[p, r] <= w[p, q] + w[q, r] for p, q, r in product(laws, repeat=3)),
    )


def between(parts: int, distance: Matrix) -> bool:
    """On all pairs of these laws: d_min TV <= W <= diam TV."""
    apart = [d for i, row in enumerate(distance) for j, d in enumerate(row) if i != j]
    laws = laws_in(parts, len(distance))
    return all(min(apart) * variation(p, q) <= wasserstein(p, q, distance) <= max(apart) * variation(p, q)
               for p, q in product(laws, repeat=2))  # fmt: skip


def over_the_middle(distance: Matrix) -> tuple[Fraction, Fraction]:
    """What it costs to carry a mass 1 from point 1 to 3, and from 1 to 2 and on to 3."""
    first, second, third = law(1, 0, 0), law(0, 1, 0), law(0, 0, 1)
    direct = cost(optimal_plan(first, third, distance), distance)
    return direct, cost(optimal_plan(first, second, distance), distance) + cost(
        optimal_plan(second, third, distance), distance
    )


def plan_has_marginals(p: Vector, q: Vector, distance: Matrix) -> bool:
    """Whether the optimal plan's rows add up to p and its columns to q."""
    return marginals(optimal_plan(p, q, distance)) == (p, q)


WEAK = Claim(
    id="wasserstein-weak-duality",
    says=r"For every plan from $p$ to $q$ and every $f$ with $f(x) - f(y) \le d(x, y)$: $\mathbb{E}_p f - \mathbb{E}_q "
         r"f \le \mathbb{E}_\gamma d(x, y)$. Shown for three points, term by term.",
    assumes=(r"the rows of the plan add up to $p$, its columns to $q$",),
    sources=(VILLANI,),
    proof=(
        Calc(about="E_p f - E_q f, with p and q written as sums of rows and columns",
             start="(g11 + g12 + g13)*f1 + (g21 + g22 + g23)*f2 + (g31 + g32 + g33)*f3 - (g11 + g21 + g31)*f1 - (g12 + "
                   "g22 + g32)*f2 - (g13 + g23 + g33)*f3",
             lines=(Line("g12*(f1 - f2) + g21*(f2 - f1) + g13*(f1 - f3) + g31*(f3 - f1) + g23*(f2 - f3) + g32*(f3 - "
                         "f2)",
                         "what stays put cancels; each difference is at most a distance"),)),
        Sign(about="a term g (d - (f1 - f2)) that is left over is not negative: here with slack s > 0",
             symbols={"g": "(0, inf)", "s": "(0, inf)"}, of="g*s", because="g > 0 and f1 - f2 = d - s"),
    ),
    needed=(Needed(hypothesis=r"the rows of the plan add up to $p$, its columns to $q$",
                   shown_by=Computed(about="the empty plan costs 0 and carries nothing: it is no plan", by=marginals,
                                     on={"plan": (law(0, 0), law(0, 0))}, relation="/=",
                                     gives=(law("1/2", "1/2"), law("1/4", "3/4")))),),
)  # fmt: skip

DUALITY = Claim(
    id="kantorovich-rubinstein-duality",
    says=r"$W(p, q) = \max_{\|f\|_{Lip} \le 1} \mathbb{E}_p f - \mathbb{E}_q f$: for all 225 pairs of laws in quarters "
         r"on three points a plan and a potential of equal value are exhibited; for all laws by the cited theorem.",
    assumes=(METRIC,),
    sources=(VILLANI,),
    uses=("wasserstein-weak-duality", "kantorovich-duality-theorem"),
    proof=(
        Computed(about="pairs for which plan and potential prove each other", by=certified_pairs,
                 on={"parts": 4, "distance": TRIANGLE}, gives=225),
        Computed(about="(1/2, 1/2, 0) against (0, 1/4, 3/4)", by=wasserstein,
                 on={"p": law("1/2", "1/2", 0), "q": law(0, "1/4", "3/4"), "distance": TRIANGLE}, gives=Fraction(5, 2)),
    ),
    needed=(Needed(hypothesis=METRIC,
                   shown_by=Computed(about="squared distances on 0, 1, 2: carrying costs 4, a steepest function gains "
                                           "2",
                                     by=over_the_middle, on={"distance": (law(0, 1, 4), law(1, 0, 1), law(4, 1, 0))},
                                     gives=(Fraction(4), Fraction(2)))),),
)  # fmt: skip

DEFINITION = Claim(
    id="wasserstein-definition",
    says=r"$W(\pi, p) = \min_{\gamma} \mathbb{E}_\gamma\|x - y\|$ over plans with marginals $\int\gamma\,dy = \pi(x)$ "
         r"and $\int\gamma\,dx = p(y)$; it is zero only for equal laws, symmetric, and obeys the triangle inequality "
         r"(all laws in thirds on three points).",
    assumes=(METRIC,),
    sources=(VILLANI, Source("Villani 2009, Optimal Transport", "Definition 6.1")),
    uses=("kantorovich-rubinstein-duality",),
    proof=(
        Computed(about="the optimal plan has the right marginals", by=plan_has_marginals,
                 on={"p": law("1/2", "1/2", 0), "q": law(0, "1/4", "3/4"), "distance": TRIANGLE}, gives=True),
        Computed(about="zero only for equal laws; symmetry; triangle inequality", by=axioms,
                 on={"parts": 3, "distance": TRIANGLE}, gives=(True, True, True)),
    ),
    needed=(Needed(hypothesis=METRIC,
                   shown_by=Computed(about="with d(1, 3) = 9 point masses are 9 apart directly, 2 + 4 by way of the "
                                           "middle",
                                     by=over_the_middle, on={"distance": (law(0, 2, 9), law(2, 0, 4), law(9, 4, 0))},
                                     gives=(Fraction(9), Fraction(6)))),),
)  # fmt: skip

BOUNDS = Claim(
    id="w1-tv-bounds",
    says=r"$d_{min}\,\mathrm{TV} \le W_1 \le \mathrm{diam}\cdot\mathrm{TV}$, and on two points all three are equal.",
    assumes=(r"the points are at least $d_{min} > 0$ and at most diam apart",),
    sources=(GIBBS_SU,),
    uses=("wasserstein-weak-duality",),
    proof=(
        Calc(about="upper bound: keep min(p, q) where it is; what is left to carry has the mass",
             start="1 - Integral(min(p, q), x)",
             lines=(Line("TV(p, q)", "|p - q| = p + q - 2 min(p, q)"),)),
        Sign(about="carried a distance d = diam - s it costs less than diam",
             symbols={"g": "(0, inf)", "s": "(0, inf)"},
             of="g*(d + s) - g*d", because="g s > 0"),
        Calc(about="lower bound: the potential d_min times the indicator of p > q gains d_min times",
             start="Integral(max(p - q, 0), x)", lines=(Line("TV(p, q)", "the positive part is half of |p - q|"),)),
        Computed(about="all 225 pairs of laws in quarters on three points at distances 2, 3, 4", by=between,
                 on={"parts": 4, "distance": TRIANGLE}, gives=True),
        Computed(about="two points at distance 7: W = 7/4 = 7 TV", by=wasserstein,
                 on={"p": law("1/2", "1/2"), "q": law("1/4", "3/4"), "distance": (law(0, 7), law(7, 0))},
                 gives=Fraction(7, 4)),
        Computed(about="where TV is", by=variation, on={"p": law("1/2", "1/2"), "q": law("1/4", "3/4")},
                 gives=Fraction(1, 4)),
    ),
    needed=(Needed(hypothesis=r"the points are at least $d_{min} > 0$ and at most diam apart",
                   shown_by=Computed(about="a mass 1/1000 carried 1000000 far: TV is 1/1000 but W is 1000",
                                     by=wasserstein,
                                     on={"p": law("999/1000", "1/1000"), "q": law(1, 0),
                                         "distance": (law(0, 10**6), law(10**6, 0))}, gives=Fraction(1000)),),),
)  # fmt: skip

CLAIMS = (WEAK, DUALITY, DEFINITION, BOUNDS)
