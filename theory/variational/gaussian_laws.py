"""Gaussian laws by their means and covariances, in exact fractions up to one logarithm: the KL of two of them."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

Matrix = tuple[tuple[Fraction, ...], ...]


def determinant(m: Matrix) -> Fraction:
    """By the first row."""
    if len(m) == 1:
        return m[0][0]
    minors = (tuple(row[:j] + row[j + 1 :] for row in m[1:]) for j in range(len(m)))
    return sum(((-1) ** j * m[0][j] * determinant(minor) for j, minor in enumerate(minors)), Fraction(0))


def inverse(m: Matrix) -> Matrix:
    """By cofactors."""
    n, det = len(m), determinant(m)
    if n == 1:
        return ((1 / det,),)

    def minor(i: int, j: int) -> Matrix:
        return tuple(row[:j] + row[j + 1 :] for k, row in enumerate(m) if k != i)

    return tuple(tuple((-1) ** (i + j) * determinant(minor(j, i)) / det for j in range(n)) for i in range(n))


def gaussian_kl(mean: tuple, covariance: Matrix, to_mean: tuple, to_covariance: Matrix) -> arb:
    """(tr(T^-1 S) + (nu - mu)^T T^-1 (nu - mu) - d + log(det T/det S))/2, the logarithm as a ball, the rest exact."""
    t, d = inverse(to_covariance), len(mean)
    gap = [b - a for a, b in zip(mean, to_mean, strict=True)]
    exact = sum((t[i][j] * (covariance[j][i] + gap[i] * gap[j]) for i in range(d) for j in range(d)), Fraction(0)) - d
    ratio = determinant(to_covariance) / determinant(covariance)
    return (arb(exact.numerator) / exact.denominator + (arb(ratio.numerator) / ratio.denominator).log()) / 2


def diagonal(variances: tuple) -> Matrix:
    """The matrix with these on its diagonal."""
    n = len(variances)
    return tuple(tuple(variances[i] if i == j else Fraction(0) for j in range(n)) for i in range(n))


def sum_of_coordinates(mean: tuple, variances: tuple) -> arb:
    """The sum over j of KL(N(mu_j, s_j^2) || N(0, 1))."""
    one = ((Fraction(1),),)
    return sum((gaussian_kl((m,), ((v,),), (Fraction(0),), one) for m, v in zip(mean, variances, strict=True)), arb(0))


def against_standard(mean: tuple, variances: tuple) -> arb:
    """KL(N(mu, diag) || N(0, I)) in all dimensions at once."""
    d = len(mean)
    return gaussian_kl(mean, diagonal(variances), (Fraction(0),) * d, diagonal((Fraction(1),) * d))


def correlated(r: Fraction) -> Matrix:
    """Unit variances with correlation r."""
    return ((Fraction(1), r), (r, Fraction(1)))


def diagonal_fit(r: Fraction, variance: Fraction) -> arb:
    """KL(N(0, variance I) || N(0, S)) for the S of correlation r."""
    zero = (Fraction(0), Fraction(0))
    return gaussian_kl(zero, diagonal((variance, variance)), zero, correlated(r))


def precision(r: Fraction) -> Fraction:
    """The first entry of the inverse of the matrix with correlation r."""
    return inverse(correlated(r))[0][0]


def shape(array: tuple) -> tuple[int, int]:
    """Rows and columns."""
    return len(array), len(array[0])


def is_square(array: tuple) -> bool:
    """Whether there are as many rows as columns."""
    return len(array) == len(array[0])


def exponential(a: int) -> arb:
    """exp(a) as a ball."""
    return arb(a).exp()
