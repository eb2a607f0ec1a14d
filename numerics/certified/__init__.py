"""Numbers of laws on the line as balls (`flint.arb`) that contain the true value, to any number of digits."""

from __future__ import annotations

from numerics.certified.by_sign import certified_tv, certified_w1
from numerics.certified.chi_square import certified_chi_square
from numerics.certified.divergences import certified_js, certified_kl, certified_value
from numerics.certified.integral import CannotCertify

__all__ = [
    "CannotCertify",
    "certified_chi_square",
    "certified_js",
    "certified_kl",
    "certified_tv",
    "certified_value",
    "certified_w1",
]
