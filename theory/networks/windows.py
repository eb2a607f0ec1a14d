"""Convolution and transposed convolution of integer grids, written as what they do to a window.

A convolution (cross-correlation, as in every framework) gathers: output o is the sum of kernel[j] input[o s - p + j d].
A transposed convolution spreads: input o adds input[o] kernel[j] to the place o s - p + j d.  What falls outside is
cropped away.  n: side, k: kernel, s: stride, p: padding, d: dilation.
"""

from __future__ import annotations

from itertools import product

Row = tuple[int, ...]
Grid = tuple[Row, ...]


def size_after_gather(n: int, k: int, s: int, p: int, d: int = 1) -> int:
    """floor((n + 2p - d(k - 1) - 1)/s) + 1."""
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def size_after_spread(n: int, k: int, s: int, p: int, extra: int = 0, d: int = 1) -> int:
    """(n - 1)s - 2p + d(k - 1) + 1 + output padding."""
    return (n - 1) * s - 2 * p + d * (k - 1) + 1 + extra


def gather(signal: Row, kernel: Row, s: int, p: int, d: int = 1) -> Row:
    """The convolution of a row."""
    n, k = len(signal), len(kernel)
    reach = range(size_after_gather(n, k, s, p, d))
    return tuple(sum(kernel[j] * signal[at] for j in range(k) if 0 <= (at := o * s - p + j * d) < n) for o in reach)


def spread(signal: Row, kernel: Row, s: int, p: int, extra: int = 0, d: int = 1) -> Row:
    """The transposed convolution of a row."""
    out = [0] * size_after_spread(len(signal), len(kernel), s, p, extra, d)
    for o, value in enumerate(signal):
        for j, weight in enumerate(kernel):
            if 0 <= (at := o * s - p + j * d) < len(out):
                out[at] += value * weight
    return tuple(out)


def spread_grid(image: Grid, kernel: Grid, s: int, p: int) -> Grid:
    """The transposed convolution of a square image, one number times the kernel at a time."""
    side = size_after_spread(len(image), len(kernel), s, p)
    out = [[0] * side for _ in range(side)]
    for (y, row), (i, weights) in product(enumerate(image), enumerate(kernel)):
        for (x, value), (j, weight) in product(enumerate(row), enumerate(weights)):
            down, across = y * s - p + i, x * s - p + j
            if 0 <= down < side and 0 <= across < side:
                out[down][across] += value * weight
    return tuple(map(tuple, out))


def gather_grid(image: Grid, kernel: Grid, s: int, p: int) -> Grid:
    """The convolution of a square image, one window at a time."""
    n, k = len(image), len(kernel)
    side, window = size_after_gather(n, k, s, p), list(product(range(k), repeat=2))

    def at(y: int, x: int) -> int:
        places = ((i, j, y * s - p + i, x * s - p + j) for i, j in window)
        return sum(kernel[i][j] * image[a][b] for i, j, a, b in places if 0 <= a < n and 0 <= b < n)

    return tuple(tuple(at(y, x) for x in range(side)) for y in range(side))


def transposed_matrix_times(image: Grid, kernel: Grid, s: int, p: int) -> Grid:
    """C^T times the image, where C is the matrix of `gather_grid` on the larger grid: entry i is <C e_i, image>."""
    side = size_after_spread(len(image), len(kernel), s, p)

    def unit(y: int, x: int) -> Grid:
        return tuple(tuple(int((a, b) == (y, x)) for b in range(side)) for a in range(side))

    def inner(a: Grid, b: Grid) -> int:
        return sum(u * v for r, t in zip(a, b, strict=True) for u, v in zip(r, t, strict=True))

    return tuple(tuple(inner(gather_grid(unit(y, x), kernel, s, p), image) for x in range(side)) for y in range(side))
