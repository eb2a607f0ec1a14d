r"""Low-dimensional supports: rarely disjoint, hardly ever aligned, and so as far apart as JSD can tell.

Says
    Two segments that cross share one point, which has no mass: TV = 1, JSD = log 2, KL infinite both ways.  Parallel
    segments moved by a continuous random amount overlap with probability 0.  Intervals on the line overlap often.

Idea
    What matters is the mass of what is shared, not whether anything is.

Names
    n       an odd number of equal pieces that a segment is cut into;  d  the step from one line to the next
    v       the distance by which a copy of [0, 1] is shifted

Source   Arjovsky and Bottou 2017, Lemmas 2 and 3, Theorem 2.3
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import arb

from theory.inequalities.finite_laws import jensen_shannon
from theory.inequalities.gaussian_pair import gaussian_jensen_shannon
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.transport.plans import Vector, variation

AB = "Arjovsky and Bottou 2017, Towards principled methods for training GANs"
THEOREM = Source(AB, "Theorem 2.3")
LEMMAS = Source(AB, "Lemmas 2 and 3")
NOT_ALIGNED = r"what the supports share has mass 0 under both laws"
LOW = r"one law is carried by a set $A$ of volume 0"
RANDOM = r"the shift of the other has a density on the whole space"


def crossing(n: int) -> tuple[Vector, Vector]:
    """Uniform laws on the diagonals of an n x n grid of cells, n odd: they share the cell in the middle."""
    cells = list(product(range(n), repeat=2))
    one = tuple(Fraction(x == y, n) for x, y in cells)
    other = tuple(Fraction(x + y == n - 1, n) for x, y in cells)
    return one, other


def shared_mass(n: int) -> Fraction:
    """1 - TV of the two."""
    return 1 - variation(*crossing(n))


def meeting(slopes: int, heights: int) -> tuple[int, int]:
    """Of all pairs of different lines y = a x + b with whole a, b in a range: how many meet, and how many are
    parallel."""
    lines = list(product(range(slopes), range(heights)))
    pairs = [(s, t) for k, s in enumerate(lines) for t in lines[:k]]
    return sum(s[0] != t[0] for s, t in pairs), sum(s[0] == t[0] for s, t in pairs)


def shifted(parts: int, by: int) -> tuple[Vector, Vector]:
    """[0, 1] in equal parts, and the same moved by so many of them: the laws on the line, or (if `by` >= parts)
    apart."""
    places = parts + by
    here = tuple(Fraction(k < parts, parts) for k in range(places))
    return here, tuple(Fraction(k >= by, parts) for k in range(places))


def shifted_divergence(parts: int, by: int) -> arb:
    """JSD of an interval and its shifted copy."""
    return jensen_shannon(*shifted(parts, by))


def mean_mass(n: int, law: str) -> Fraction:
    """Q uniform on the first row, or on the diagonal, of an n x n torus: the mean of Q_shift(first row) over all
    shifts."""
    cells = [(0, y) if law == "row" else (y, y) for y in range(n)]
    shifts = list(product(range(n), repeat=2))
    return sum((Fraction((x + a) % n == 0, n) for x, _ in cells for a, _ in shifts), Fraction(0)) / len(shifts)


CROSSING = Claim(
    id="disjoint-manifolds-kl-jsd",
    says=r"Laws on manifolds that are disjoint, or not perfectly aligned, so that what they share has no mass: "
         r"$\mathrm{TV} = 1$, $\mathrm{JSD} = \log 2$ and $\mathrm{KL} = \infty$ both ways. Segments that cross share "
         r"one point.",
    assumes=(NOT_ALIGNED,),
    sources=(THEOREM,),
    uses=("jsd-max-iff-singular", "kl-infinite-iff"),
    proof=(
        Computed(about="crossing segments in pieces of 1/9: the shared mass", by=shared_mass, on={"n": 9},
                 gives=Fraction(1, 9)),
        Computed(about="in pieces of 1/31", by=shared_mass, on={"n": 31}, gives=Fraction(1, 31)),
        Special(about="whatever the pieces, 1 - TV <= 1/n; with e1 = 1/n", of="1 - e1", put={"e1": "0"}, gives="1",
                because="TV = 1"),
        Special(about="where only p lives the integrand of KL(p || m)", of="p*log(p/((p + q)/2))", put={"q": "0"},
                gives="p*log(2)",
                because="m = p/2"),
        Calc(about="JSD", start="log(2)/2 + log(2)/2", lines=(Line("log(2)", "both halves"),)),
    ),
    needed=(Needed(hypothesis=NOT_ALIGNED,
                   shown_by=Computed(about="segments on one line, shifted by half their length: not log 2 but half of "
                                           "it",
                                     by=shifted_divergence, on={"parts": 4, "by": 2}, gives="log(2)/2")),),
)  # fmt: skip

LIKELY_DISJOINT = Claim(
    id="disjoint-manifolds-kl-jsd-as-printed",
    entry="disjoint-manifolds-kl-jsd",
    says=r"Low-dimensional manifolds are likely to be disjoint.",
    sources=(LEMMAS,),
    printed=Printed(deck="003", heading="References", rows=(46,),
                    sentence=r"Low-dimensional manifolds are likely be disjoint"),
    instead=r"They are likely not to be perfectly aligned: two lines in the plane nearly always meet, in a point of "
            r"mass 0. (Disjoint they are, generically, only if their dimensions add up to less than that of the "
            r"space.)",
    corrected_by=("disjoint-manifolds-kl-jsd",),
    proof=(
        Calc(about="y = a x + b and y = c x + d, a /= c, meet at",
             symbols={"b": "real", "d": "real", "s": "nonzero", "c": "real"},
             start="(c + s)*((d - b)/s) + b", lines=(Line("c*((d - b)/s) + d", "with a = c + s"),)),
        Computed(about="of all pairs among 100 lines: how many meet, how many are parallel", by=meeting,
                 on={"slopes": 10, "heights": 10}, gives=(4500, 450)),
        Computed(about="and all the same the uniform laws on crossing segments share only", by=shared_mass,
                 on={"n": 31},
                 gives=Fraction(1, 31)),
    ),
)  # fmt: skip

ALMOST_SURELY = Claim(
    id="js-log2-almost-surely",
    says=r"JSD of two fixed laws is a number. If one law lives on a set $A$ of volume 0 and the other is moved by a "
         r"random shift with a density, however small, then with probability 1 the moved law gives $A$ no mass, and "
         r"$\mathrm{JSD} = \log 2$: the mean over the shifts of $Q_\eta(A)$ is $\int P(y + \eta \in A)\,Q(dy) = 0$. "
         r"(Computed on a torus of $n \times n$ cells: that mean is $A$'s share of the cells, whatever $Q$ is.)",
    assumes=(LOW, RANDOM),
    sources=(LEMMAS, THEOREM),
    uses=("disjoint-manifolds-kl-jsd", "theta-lines-kl-jsd"),
    proof=(
        Computed(about="a row of a 9 x 9 torus, Q on the same row: mean mass on it over all shifts", by=mean_mass,
                 on={"n": 9, "law": "row"}, gives=Fraction(1, 9)),
        Computed(about="Q on the diagonal", by=mean_mass, on={"n": 9, "law": "diagonal"}, gives=Fraction(1, 9)),
        Computed(about="finer cells, 31 x 31: the share of a row tends to 0", by=mean_mass, on={"n": 31, "law": "row"},
                 gives=Fraction(1, 31)),
        Computed(about="segments apart, however near: JSD", by=shifted_divergence, on={"parts": 4, "by": 4},
                 gives="log(2)"),
        Computed(about="the exceptional event, shift 0: JSD", by=shifted_divergence, on={"parts": 4, "by": 0},
                 relation="<",
                 gives=Fraction(1, 10**60)),
    ),
    needed=(Needed(hypothesis=LOW,
                   shown_by=Computed(about="intervals on the line have volume; shifted by 1/4: they overlap, and JSD = "
                                           "log 2/4",
                                     by=shifted_divergence, on={"parts": 4, "by": 1}, gives="log(2)/4")),
            Needed(hypothesis=RANDOM,
                   shown_by=Computed(about="a random shift along a segment only, which has no density in the plane: by "
                                           "a quarter of its length JSD is log 2/4", by=shifted_divergence,
                                     on={"parts": 4, "by": 1},
                                     gives="log(2)/4"))),
)  # fmt: skip

SURELY_AS_PRINTED = Claim(
    id="js-log2-almost-surely-as-printed",
    entry="js-log2-almost-surely",
    says=r"$P(\mathrm{JS}(P_r\,\|\,P_g) = \log 2) = 1$.",
    sources=(THEOREM,),
    printed=Printed(deck="004", heading="Gradient Vanishing", rows=(55,), sentence=r"$P(JS(P_r\|P_g) = \log 2) = 1$"),
    instead=r"The probability is that of a random perturbation, and the supports must be low-dimensional; for fixed "
            r"laws JS is a number, and with full dimension less than $\log 2$.",
    corrected_by=("js-log2-almost-surely",),
    proof=(
        Computed(about="N(0,1) and N(1,1): JSD", by=gaussian_jensen_shannon, on={"mean": Fraction(1)},
                 gives="0.11142148218473617972"),
        Computed(about="surely less than log 2", by=gaussian_jensen_shannon, on={"mean": Fraction(1)}, relation="<",
                 gives=Fraction(69, 100)),
        Sign(about="as 69/100 is less than log 2", of="log(2) - 69/100", because="0.6931"),
    ),
)  # fmt: skip

CLAIMS = (CROSSING, LIKELY_DISJOINT, ALMOST_SURELY, SURELY_AS_PRINTED)
