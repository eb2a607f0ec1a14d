"""What a viewer reads off a figure, as an assertion: found, wanted, how near, and why that near.

A check yields these, one for each thing that the picture claims.  A figure with a feature that does not hold is not
written; one whose features hold carries them, with their values, in the manifest and in the gallery.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


class CheckFailed(Exception):
    """The picture would show something else than it says."""

    def __init__(self, name: str, failed: list[Feature]) -> None:
        lines = "; ".join(str(each) for each in failed)
        super().__init__(f"{name} is not drawn, because what it would show is not so: {lines}")


@dataclass(frozen=True)
class Feature:
    """says: the sentence; found: what the data has; law: what it must be, with the reason of the tolerance."""

    says: str
    found: str
    law: str
    holds: bool

    def __str__(self) -> str:
        return f"{self.says}: {self.found}, must be {self.law}"

    def as_json(self) -> dict[str, str]:
        return {"says": self.says, "found": self.found, "law": self.law}


def close(says: str, found: npt.ArrayLike, wanted: npt.ArrayLike, *, within: float, because: str) -> Feature:
    """|found - wanted| <= within, everywhere; shapes must agree, and nan is near nothing.

    `because` is the reason for `within`: a rounding analysis, the accuracy of a quadrature, a stated risk.
    """
    a, b = np.asarray(found, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    if a.shape != b.shape and b.ndim:
        return Feature(says, f"shape {a.shape}", f"of shape {b.shape}", holds=False)
    if not a.size:
        return Feature(says, "nothing", "at least one number", holds=False)
    with np.errstate(invalid="ignore"):  # inf - inf: equal infinities agree
        off = np.where(a == b, 0.0, np.abs(a - b))
    law = f"within {within:.2g} ({because})"
    if a.ndim == 0:
        return Feature(says, _number(a), f"{_number(b)} {law}", holds=bool(off <= within))
    most = float(np.max(off))  # of nan, nan: which is not <= anything
    return Feature(says, f"off by at most {most:.2g} at {a.size} points", law, holds=bool(most <= within))


def same(says: str, found: Any, wanted: Any) -> Feature:
    """Exactly equal: counts, names, shapes, sequences."""
    if isinstance(found, np.ndarray) or isinstance(wanted, np.ndarray):
        agree = np.shape(found) == np.shape(wanted) and bool(np.all(np.asarray(found) == np.asarray(wanted)))
    else:
        agree = bool(found == wanted)
    return Feature(says, _shown(found), _shown(wanted), holds=agree)


def below(says: str, found: npt.ArrayLike, bar: float, *, because: str) -> Feature:
    """The largest of `found` is < bar; `because` says where the bar comes from."""
    most = float(np.max(np.asarray(found, dtype=np.float64))) if np.size(found) else np.nan  # nothing is no number
    return Feature(says, _number(most), f"below {_number(bar)} ({because})", holds=most < bar)


def above(says: str, found: npt.ArrayLike, bar: float, *, because: str) -> Feature:
    """The smallest of `found` is > bar."""
    least = float(np.min(np.asarray(found, dtype=np.float64))) if np.size(found) else np.nan
    return Feature(says, _number(least), f"above {_number(bar)} ({because})", holds=least > bar)


def failed(features: Iterable[Feature]) -> list[Feature]:
    return [each for each in features if not each.holds]


def _number(value: npt.ArrayLike) -> str:
    return f"{float(np.asarray(value)):.10g}"


def _shown(value: Any) -> str:
    """A value in words, short enough for a line."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    text = value if isinstance(value, str) else in_order(value)
    return text if len(text) <= 120 else f"{text[:100]}… ({len(text)} characters)"


def in_order(value: Any) -> str:
    """repr, with the members of sets in an order that does not change from run to run."""
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(in_order, value))) + "}"
    if isinstance(value, tuple | list):
        inside = ", ".join(map(in_order, value))
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_order(key)}: {in_order(each)}" for key, each in value.items()) + "}"
    return repr(value)
