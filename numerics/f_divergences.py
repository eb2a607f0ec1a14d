"""Any f-divergence D_f(p || q) = sum of q f(p/q), by its generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from numerics.weights import pair


@dataclass(frozen=True)
class Generator:
    """A convex f on (0, inf) with f(1) = 0, and its two ends.

    f           vectorised, for positive ratios
    at_zero     f(0), the limit (inf is allowed): the price of an outcome that p lacks, per mass of q
    slope       the limit of f(u)/u as u grows (inf is allowed): the price of an outcome that q lacks, per mass of p
    """

    f: Callable[[Any], Any]
    at_zero: float
    slope: float


def f_divergence(p: ArrayLike, q: ArrayLike, generator: Generator, *, axis: int = -1) -> Any:
    """D_f(p || q) = sum of q f(p/q), with f(0) q where p = 0 and slope p where q = 0.

    Accuracy: that of `generator.f`; the named divergences of numerics.divergences do not cancel near p = q, a textbook
    formula for f does.  Source: Csiszar 1967; Liese and Vajda 2006.

    Raises
    ------
    ValueError
        If f(1) is not 0 (its divergence would not vanish at p = q).

    >>> import numpy as np
    >>> kl_generator = Generator(lambda u: u * np.log(u), at_zero=0.0, slope=np.inf)
    >>> round(f_divergence([0.5, 0.5], [0.25, 0.75], kl_generator), 12)
    0.143841036226
    """
    at_one = float(np.asarray(generator.f(np.array([1.0])))[0])
    if not abs(at_one) <= 1e-12:
        raise ValueError(f"f(1) is {at_one}, and must be 0: subtract it from the generator")
    a, b, _ = pair(p, q, axis=axis)
    both = (a > 0) & (b > 0)
    with np.errstate(over="ignore"):  # a ratio beyond a double is inf, and so is what f makes of it
        ratio = np.divide(a, b, out=np.ones_like(a), where=both)
        total = np.where(both, b * generator.f(ratio), 0.0)
    only_q, only_p = (a == 0) & (b > 0), (b == 0) & (a > 0)
    total[only_q] = b[only_q] * generator.at_zero
    total[only_p] = a[only_p] * generator.slope
    return np.add.reduce(total, axis=-1)[()]
