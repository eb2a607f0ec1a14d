"""A small picture, six distortions of it in exact numbers, and what is measured on them."""

from __future__ import annotations

import itertools
from fractions import Fraction

Picture = tuple[tuple[Fraction, ...], ...]


def picture(*rows: str) -> Picture:
    """A picture from its rows of grey values."""
    return tuple(tuple(Fraction(value) for value in row.split()) for row in rows)


#: A checkerboard of grey values 5 and 7.
ROWS = ("5 7 5 7", "7 5 7 5", "5 7 5 7", "7 5 7 5")


def shifted() -> Picture:
    """Every pixel brighter by 1."""
    return tuple(tuple(v + 1 for v in row) for row in picture(*ROWS))


def contrasted() -> Picture:
    """The distance from 6 doubled."""
    return tuple(tuple(6 + 2 * (v - 6) for v in row) for row in picture(*ROWS))


def with_impulse() -> Picture:
    """One pixel brighter by 4."""
    (first, *rest), *rows = picture(*ROWS)
    return ((first + 4, *rest), *rows)


def with_moved_patch() -> Picture:
    """The patch of 2 x 2 pixels in the corner moved by one pixel: 5 and 7 change places there."""
    rows = picture(*ROWS)
    return tuple((row[1], row[0], *row[2:]) if k < 2 else row for k, row in enumerate(rows))


def in_blocks() -> Picture:
    """Every block of 2 x 2 pixels replaced by its mean."""
    rows = picture(*ROWS)
    return tuple(tuple(sum((rows[2 * (i // 2) + a][2 * (j // 2) + b] for a in (0, 1) for b in (0, 1)), Fraction(0)) / 4
                       for j in range(4)) for i in range(4))  # fmt: skip


def with_stripes() -> Picture:
    """Rows brighter and darker by 1, in turn."""
    return tuple(tuple(v + (-1) ** k for v in row) for k, row in enumerate(picture(*ROWS)))


DISTORTIONS = (shifted, contrasted, with_impulse, with_moved_patch, in_blocks, with_stripes)


def _gaps(distorted: Picture) -> list[Fraction]:
    return [abs(a - b) for r, s in zip(picture(*ROWS), distorted, strict=True) for a, b in zip(r, s, strict=True)]


def errors(distortions: tuple) -> tuple[Fraction, ...]:
    """The mean squared error of each distortion."""
    return tuple(sum((g * g for g in _gaps(make())), Fraction(0)) / 16 for make in distortions)


def changed(distortions: tuple) -> tuple[int, ...]:
    """How many pixels each distortion changes."""
    return tuple(sum(g != 0 for g in _gaps(make())) for make in distortions)


def largest(distortions: tuple) -> tuple[Fraction, ...]:
    """The largest change of a pixel."""
    return tuple(max(_gaps(make())) for make in distortions)


def roughness(distortions: tuple) -> tuple[Fraction, ...]:
    """The sum of squared differences of neighbours in a row: how much texture is left (48 in the original)."""
    return tuple(sum(((a - b) ** 2 for row in make() for a, b in itertools.pairwise(row)), Fraction(0))
                 for make in distortions)  # fmt: skip


def mean_error(data: tuple[Fraction, ...], at: Fraction) -> Fraction:
    """(1/2) sum of (x - a)^2."""
    return sum(((x - at) ** 2 for x in data), Fraction(0)) / 2


def median_error(data: tuple[Fraction, ...], at: Fraction) -> Fraction:
    """The sum of |x - a|."""
    return sum((abs(x - at) for x in data), Fraction(0))
