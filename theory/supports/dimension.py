r"""Why a generator's images, and perhaps the data, fill no volume.

Says
    The image of a k-dimensional cube under a Lipschitz map into n > k dimensions has volume 0, so q has no density.
    The points within r of a k-dimensional set fill a volume of order r^(n - k).

Idea
    Cut the cube into N^k cells of side 1/N.  Their images lie in N^k cubes of side 2 L sqrt(k)/N: together
    (2 L sqrt(k))^n N^(k - n).  A path that is merely continuous can fill a square: Hilbert's does.

Names
    b       the number N of cells along a side;  c = 2 L sqrt(k);  h  the distance r

Source   Arjovsky and Bottou 2017, Lemma 1; Narayanan and Mitter 2010; Hilbert 1891
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from flint import acb, arb

from theory.inequalities.finite_laws import ball
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

LEMMA_1 = Source("Arjovsky and Bottou 2017, Towards principled methods for training GANs", "Lemma 1")
MANIFOLD = Source("Narayanan and Mitter 2010, Sample complexity of testing the manifold hypothesis", "Section 1")
LIPSCHITZ = r"$G$ is Lipschitz on the cube"
BELOW = r"$k < n$"
Cell = tuple[int, int]


def hilbert(order: int, index: int) -> Cell:
    """The cell that Hilbert's path of this order visits at this time: bits of the index, quarter by quarter."""
    x = y = 0
    for k in range(order):
        side, quarter = 2**k, (index >> (2 * k)) & 3
        right, top = quarter >> 1, (quarter ^ (quarter >> 1)) & 1
        if not top:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x + side * right, y + side * top
    return x, y


def filled(order: int) -> tuple[int, bool]:
    """How many cells of the 2^order x 2^order grid the path visits, and whether it always steps to a neighbour."""
    path = [hilbert(order, index) for index in range(4**order)]
    return len(set(path)), all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in pairwise(path))


def tube_of_circle_in_the_plane(r: Fraction) -> arb:
    """The area within r < 1 of the unit circle: between the circles of radius 1 - r and 1 + r."""
    return arb.pi() * (ball(1 + r) ** 2 - ball(1 - r) ** 2)


def tube_of_circle_in_space(r: Fraction) -> arb:
    """The volume within r < 1 of the unit circle in space, cut by planes at the height r sin(a): rings again."""

    def ring(a: acb, _: bool) -> acb:
        outer, inner = 1 + ball(r) * a.cos(), 1 - ball(r) * a.cos()
        return arb.pi() * (outer**2 - inner**2) * ball(r) * a.cos()

    return acb.integral(ring, -arb.pi() / 2, arb.pi() / 2).real


def tube_of_cube(r: Fraction, k: int, n: int) -> Fraction:
    """The volume within r (in every coordinate) of a k-dimensional unit cube in n dimensions."""
    return (1 + 2 * r) ** k * (2 * r) ** (n - k)


def node(z: int) -> tuple[int, int]:
    """A smooth curve in the plane."""
    return z**2 - 1, z**3 - z


MANIFOLD_HYPOTHESIS = Claim(
    id="manifold-hypothesis",
    says=r"That data concentrate near a compact smooth manifold of dimension $k < n$ is an empirical hypothesis. Such "
         r"a set has volume 0, and its $r$-tube a volume of order $r^{n-k}$. (Shown for the unit circle, $4\pi r$ in "
         r"two and $2\pi^2r^2$ in three dimensions, and for a unit cube with the distance taken in each coordinate, "
         r"$(1 + 2r)^k(2r)^{n-k}$.) 'A tiny fraction' depends on the measure.",
    assumes=(BELOW,),
    sources=(MANIFOLD, LEMMA_1),
    proof=(
        Calc(about="the area of the ring of width 2 h around the unit circle", start="pi*(1 + h)**2 - pi*(1 - h)**2",
             lines=(Line("4*pi*h", "of order h: 2 - 1 = 1"),)),
        Computed(about="with r = 1/8", by=tube_of_circle_in_the_plane, on={"r": Fraction(1, 8)}, gives="pi/2"),
        Computed(about="around the circle in space, ring by ring: 2 pi^2 r^2, of order 3 - 1 = 2",
                 by=tube_of_circle_in_space,
                 on={"r": Fraction(1, 8)}, gives="2*pi**2/64"),
        Calc(about="a cube of dimension k in dimension k + j: the ratio to h^j",
             symbols={"h": "(0, 1)", "j": "(0, inf)"},
             start="(1 + 2*h)**k*(2*h)**j/h**j", lines=(Line("(1 + 2*h)**k*2**j", "bounded as h tends to 0"),)),
        Special(about="at h = 0", of="(1 + 2*h)**k*2**j", put={"h": "0"}, gives="2**j", because="and h^j tends to 0"),
        Computed(about="the segment in the plane, r = 1/100", by=tube_of_cube,
                 on={"r": Fraction(1, 100), "k": 1, "n": 2},
                 gives=Fraction(51, 2500)),
    ),
    needed=(Needed(hypothesis=BELOW,
                   shown_by=Computed(about="a square in the plane, k = n: its tube does not vanish with r",
                                     by=tube_of_cube,
                                     on={"r": Fraction(1, 10**6), "k": 2, "n": 2}, relation=">", gives=Fraction(1))),),
)  # fmt: skip

LOWER_DIMENSION = Claim(
    id="lower-dim-support",
    says=r"If $G$ maps $[0, 1]^k$ into $n > k$ dimensions and is Lipschitz, its image has volume 0, so $p_g$ has no "
         r"density (for a locally Lipschitz $G$ on $\mathbb{R}^k$: countably many such cubes). The image need not be a "
         r"manifold.",
    assumes=(LIPSCHITZ,),
    sources=(LEMMA_1,),
    proof=(
        Calc(about="b^k cells, each inside a cube of side c/b", symbols={"b": "(0, inf)", "c": "(0, inf)"},
             start="b**k*(c/b)**n", lines=(Line("c**n*b**(k - n)", "collect the powers of b"),)),
        Slope(about="the volume falls as the cells get smaller: for k = 1, n = 2", symbols={"c": "(0, inf)"},
              of="c**2/b",
              over="b", domain="(0, inf)", gives="-c**2/b**2", because="negative, and c^2/b tends to 0"),
        Sign(about="its sign", symbols={"b": "(0, inf)", "c": "(0, inf)"}, of="-c**2/b**2", positive=False,
             because="two squares"),
        Calc(about="a curve z -> (f, g): its Jacobian J has rank 1, so J J^T has determinant 0",
             symbols={"u": "real", "v": "real"},
             start="(u*u)*(v*v) - (u*v)*(u*v)", lines=(Line("0", "with u = f', v = g'"),)),
        Computed(about="z -> (z^2 - 1, z^3 - z) at z = -1", by=node, on={"z": -1}, gives=(0, 0)),
        Computed(about="and at z = 1: it crosses itself, so its image is no manifold", by=node, on={"z": 1},
                 gives=(0, 0)),
    ),
    needed=(Needed(hypothesis=LIPSCHITZ,
                   shown_by=Computed(about="Hilbert's path of order 5 visits all 4^5 cells, neighbour by neighbour; "
                                           "its limit is continuous, not Lipschitz, and fills the square",
                                     by=filled, on={"order": 5}, gives=(1024, True))),),
)  # fmt: skip

CLAIMS = (MANIFOLD_HYPOTHESIS, LOWER_DIMENSION)
