r"""Transposed convolution: what it is, how large its output is, and when it leaves a checkerboard.

Says
    A convolution gathers a window into one number, a transposed convolution spreads one number over a window; as
    matrices they are transposes.  Output side: (n - 1)s - 2p + d(k - 1) + 1 + output padding.

Idea
    Output o of the convolution reads the places o s - p + j d; input o of the transposed one writes to the same places.

Names
    n, k, s, p, d   side, kernel, stride, padding, dilation

Source   Dumoulin and Visin 2016, A guide to convolution arithmetic; Odena et al. 2016
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from theory.networks.windows import (
    Grid,
    Row,
    gather,
    size_after_gather,
    size_after_spread,
    spread,
    spread_grid,
    transposed_matrix_times,
)
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed

GUIDE = Source("Dumoulin and Visin 2016, A guide to convolution arithmetic", "Section 4")
ODENA = Source("Odena et al. 2016, Deconvolution and checkerboard artifacts")
INTERIOR = r"away from the border"
ONES_4: Grid = ((1,) * 4,) * 4
ONES_3: Grid = ((1,) * 3,) * 3
PRINTED: Grid = (
    (1, 2, 3, 3, 2, 1),
    (2, 4, 6, 6, 4, 2),
    (3, 6, 9, 9, 6, 3),
    (3, 6, 9, 9, 6, 3),
    (2, 4, 6, 6, 4, 2),
    (1, 2, 3, 3, 2, 1),
)


def settings() -> list[tuple[int, int, int, int, int]]:
    """Every side, kernel size, stride, padding and dilation in a small range for which there is an output."""
    ranges = (range(1, 8), range(1, 5), range(1, 4), range(3), (1, 2))
    return [(n, k, s, p, d) for n, k, s, p, d in product(*ranges) if n + 2 * p > d * (k - 1) >= p]


def unit(n: int, at: int) -> Row:
    return tuple(int(k == at) for k in range(n))


def transposes() -> tuple[int, int]:
    """How many settings there are, and for how many the matrix of `spread`, with the kernel 1, 2, 3, ..., is that of
    `gather` transposed."""
    found = 0
    for n, k, s, p, d in settings():
        kernel = tuple(range(1, k + 1))
        small = size_after_gather(n, k, s, p, d)
        extra = n - size_after_spread(small, k, s, p, 0, d)
        rows = [gather(unit(n, i), kernel, s, p, d) for i in range(n)]
        columns = [spread(unit(small, o), kernel, s, p, extra, d) for o in range(small)]
        found += all(rows[i][o] == columns[o][i] for i in range(n) for o in range(small))
    return len(settings()), found


def sides_agree() -> bool:
    """Whether for all settings a convolution of a transposed convolution's output (without extra) has its input's
    side."""
    return all(size_after_gather(size_after_spread(n, k, s, p, 0, d), k, s, p, d) == n for n, k, s, p, d in settings()
               if size_after_spread(n, k, s, p, 0, d) > 0)  # fmt: skip


def side(n: int, k: int, s: int, p: int) -> int:
    """How many places in a row are written to, of which p are cut off at either end: o s + j for inputs o, weights
    j."""
    written = {o * s + j for o in range(n) for j in range(k)}
    return max(written) - min(written) + 1 - 2 * p


def total(grid: Grid) -> int:
    return sum(map(sum, grid))


def worked_example(p: int) -> Grid:
    """The 4 x 4 ones spread with the 3 x 3 ones, stride 1."""
    return spread_grid(ONES_4, ONES_3, 1, p)


def worked_example_by_the_matrix(p: int) -> Grid:
    """The same from the transposed matrix."""
    return transposed_matrix_times(ONES_4, ONES_3, 1, p)


def doubled(values: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Linear interpolation at the quarter points between neighbours: twice as many values, without the two at the
    ends."""
    pairs = pairwise(values)
    return tuple(v for a, b in pairs for v in ((3 * a + b) / 4, (a + 3 * b) / 4))


def doubled_by_spreading(values: tuple[int, ...]) -> tuple[Fraction, ...]:
    """The kernel (1, 3, 3, 1)/4, stride 2, padding 1; the value at either end left out."""
    return tuple(Fraction(v, 4) for v in spread(values, (1, 3, 3, 1), 2, 1)[1:-1])


def overlaps(n: int, k: int, s: int) -> Row:
    """How many inputs write to each place, away from the border: at least k places from either end."""
    counts = spread((1,) * n, (1,) * k, s, 0)
    return tuple(sorted(set(counts[k:-k])))


def even_exactly_if_divisible(up_to: int) -> bool:
    """Whether for all strides s <= k <= up_to: every place in the interior is written to k/s times, all equally often,
    exactly if s divides k."""
    pairs = [(k, s) for k in range(1, up_to + 1) for s in range(1, k + 1)]
    return all((overlaps(4 * k, k, s) == (k // s,)) == (k % s == 0) for k, s in pairs)


ADJOINT = Claim(
    id="conv-vs-transpose-conv",
    says=r"A convolution (cross-correlation) gathers a window into one number, a transposed convolution spreads one "
         r"number times the kernel, overlaps being added: as matrices, $C$ and $C^T$. Checked entry by entry for all "
         r"318 small settings of side, kernel, stride, padding and dilation.",
    sources=(GUIDE,),
    proof=(
        Computed(about="how many settings there are, and for how many the matrices are transposes", by=transposes,
                 gives=(318, 318)),
        Calc(about="in a formula, for stride 1, kernel (a, b), two inputs: <C x, y> = <x, C^T y>",
             start="(a*x1 + b*x2)*y1 + (a*x2 + b*x3)*y2",
             lines=(Line("x1*(a*y1) + x2*(b*y1 + a*y2) + x3*(b*y2)", "collect the places written to"),)),
    ),
)  # fmt: skip

OUTPUT = Claim(
    id="tconv-output-size",
    says=r"The side of the output is $(n - 1)s - 2p + d(k - 1) + 1$ plus the output padding: 6 for $n = 4$, $k = 3$, "
         r"$s = 1$, $p = 0$, and 4 for $p = 1$.",
    sources=(GUIDE,),
    uses=("conv-vs-transpose-conv",),
    proof=(
        Computed(about="p = 0", by=side, on={"n": 4, "k": 3, "s": 1, "p": 0}, gives=6),
        Computed(about="p = 1", by=side, on={"n": 4, "k": 3, "s": 1, "p": 1}, gives=4),
        Calc(about="it undoes the convolution's side: (N + 2p - d(k - 1) - 1)/s + 1 at that N",
             symbols={"s": "(0, inf)"}, start="((n - 1)*s - 2*p1 + d*(k - 1) + 1 + 2*p1 - d*(k - 1) - 1)/s + 1",
             lines=(Line("n", "padding and kernel cancel"),)),
        Computed(about="so too with the floor, for all small settings", by=sides_agree, gives=True),
    ),
)  # fmt: skip

OUTPUT_AS_PRINTED = Claim(
    id="tconv-output-size-as-printed",
    entry="tconv-output-size",
    says=r"Spread with stride 1 and pad 1, a $4 \times 4$ input and a $3 \times 3$ filter give a $6 \times 6$ output.",
    sources=(GUIDE,),
    printed=Printed(deck="002", heading="Output? (stride 1, pad 1, 6x6 output)", rows=(34,),
                    sentence=r"Output? (stride 1, pad 1, $6 \times 6$ output)"),
    instead=r"$p = 0$ gives $6 \times 6$; $p = 1$, as every framework counts it, the $4 \times 4$ core. (Right only if "
            r"the pad is read as the border around a $4 \times 4$ canvas.)",
    corrected_by=("tconv-output-size",),
    proof=(
        Computed(about="the side with pad 1", by=side, on={"n": 4, "k": 3, "s": 1, "p": 1}, relation="/=", gives=6),
        Computed(about="what comes out", by=worked_example, on={"p": 1},
                 gives=((4, 6, 6, 4), (6, 9, 9, 6), (6, 9, 9, 6), (4, 6, 6, 4))),
    ),
)  # fmt: skip

WORKED = Claim(
    id="tconv-worked-example",
    says=r"The $4 \times 4$ ones spread with the $3 \times 3$ ones, stride 1, no padding: the outer product of $(1, 2, "
         r"3, 3, 2, 1)$ with itself, whose entries add up to $16 \cdot 9 = 144$.",
    sources=(GUIDE,),
    proof=(
        Computed(about="one number times the kernel at a time", by=worked_example, on={"p": 0}, gives=PRINTED),
        Computed(about="by the transposed matrix", by=worked_example_by_the_matrix, on={"p": 0}, gives=PRINTED),
        Computed(about="the row and the column", by=spread, on={"signal": (1,) * 4, "kernel": (1,) * 3, "s": 1, "p": 0},
                 gives=(1, 2, 3, 3, 2, 1)),
        Computed(about="the sum", by=total, on={"grid": PRINTED}, gives=144),
    ),
)  # fmt: skip

LEARNED = Claim(
    id="tconv-learned",
    says=r"The kernel is trainable: each output is a sum of inputs times weights. Linear interpolation by 2 is one "
         r"fixed kernel, $(1, 3, 3, 1)/4$ with stride 2 and padding 1 (in two dimensions its outer product with "
         r"itself).",
    assumes=(INTERIOR,),
    sources=(GUIDE,),
    proof=(
        Computed(about="interpolated at the quarter points", by=doubled,
                 on={"values": (Fraction(4), Fraction(8), Fraction(0), Fraction(12))},
                 gives=(Fraction(5), Fraction(7), Fraction(6), Fraction(2), Fraction(3), Fraction(9))),
        Computed(about="and spread", by=doubled_by_spreading, on={"values": (4, 8, 0, 12)},
                 gives=(Fraction(5), Fraction(7), Fraction(6), Fraction(2), Fraction(3), Fraction(9))),
        Calc(about="between neighbours u and v", symbols={"u": "real", "v": "real"}, start="3*u/4 + v/4",
             lines=(Line("u + (v - u)/4", "a quarter of the way"),)),
    ),
    needed=(Needed(hypothesis=INTERIOR,
                   shown_by=Computed(about="at the border a constant 1 becomes 3/4: one weight is missing",
                                     by=spread, on={"signal": (4, 4, 4), "kernel": (1, 3, 3, 1), "s": 2, "p": 1},
                                     gives=(12, 16, 16, 16, 16, 12))),),
)  # fmt: skip

CHECKERBOARD = Claim(
    id="transposed-convolution-checkerboard",
    says=r"Away from the border every place is written to equally often if and only if the stride divides the kernel "
         r"size. Checked for all strides $s \le k \le 8$; then each place is written to $k/s$ times.",
    assumes=(INTERIOR,),
    sources=(ODENA,),
    proof=(
        Computed(about="all s <= k <= 8", by=even_exactly_if_divisible, on={"up_to": 8}, gives=True),
        Computed(about="k = 4, s = 2", by=overlaps, on={"n": 16, "k": 4, "s": 2}, gives=(2,)),
        Computed(about="k = 3, s = 2: once and twice in turn, the checkerboard", by=overlaps,
                 on={"n": 16, "k": 3, "s": 2}, gives=(1, 2)),
        Computed(about="k = 5, s = 2, as in many DCGANs", by=overlaps, on={"n": 16, "k": 5, "s": 2}, gives=(2, 3)),
    ),
    needed=(Needed(hypothesis=INTERIOR,
                   shown_by=Computed(about="the border is written to less often even at stride 1", by=spread,
                                     on={"signal": (1,) * 4, "kernel": (1,) * 3, "s": 1, "p": 0},
                                     gives=(1, 2, 3, 3, 2, 1))),),
)  # fmt: skip

CLAIMS = (ADJOINT, OUTPUT, OUTPUT_AS_PRINTED, WORKED, LEARNED, CHECKERBOARD)
