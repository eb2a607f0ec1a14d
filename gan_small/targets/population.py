"""Targets by name: each member's own law, drawn from uniforms; or one law for all, as in gauss(1, 0.5).

    population("gauss", members=64, uniforms=u)          mean and scale of member k from u[k]
    population("gauss(1, 0.5)", members=64, uniforms=u)  every member learns N(1, 0.5^2); u has shape [64, 0]

In brackets stand all parameters of a name in the order below, and scales are standard deviations, not variances.
Member k's law is a function of u[k]: with the same uniforms it is the same in a population of any size.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

import torch
from torch import Tensor

from gan_small.targets.gaussian import CorrelatedGaussians, Gaussians
from gan_small.targets.lines_and_points import Dirac, ParallelLine
from gan_small.targets.mixture import Mixtures
from gan_small.targets.on_the_line import Exponentials, Laplaces, Uniforms
from gan_small.targets.ring_and_grid import GRID_SPREAD, RADIUS, RING_SPREAD, SPACING, grid_of_25, ring_of_8
from gan_small.targets.target import NotATarget, Target

PATTERN = re.compile(r"\s*([^()\s]+)\s*(?:\(([^()]*)\)\s*)?")


@dataclass(frozen=True)
class Family:
    """One name: its parameters with the range that each is drawn from, uniformly; low = high is a constant."""

    sentence: str
    ranges: dict[str, tuple[float, float]]
    made: Callable[[Tensor], Target]  # from parameters [E, number of ranges]


def _gauss(p: Tensor) -> Target:
    half = p.shape[1] // 2
    return Gaussians(p[:, :half], p[:, half:])


def _correlated(p: Tensor) -> Target:
    mean, scale, r = p[:, :2], p[:, 2:4], p[:, 4]
    if bool((r.abs() >= 1).any()):
        raise NotATarget("a correlation lies strictly between -1 and 1")
    factors = p.new_zeros(len(p), 2, 2)
    factors[:, 0, 0], factors[:, 1, 0] = scale[:, 0], r * scale[:, 1]
    factors[:, 1, 1] = (1 - r.square()).sqrt() * scale[:, 1]
    return CorrelatedGaussians(mean, factors)


def _bimodal(p: Tensor) -> Target:
    weight, centre, distance, scale = p.unbind(1)
    means = torch.stack((centre - distance / 2, centre + distance / 2), 1).unsqueeze(-1)
    return Mixtures(torch.stack((weight, 1 - weight), 1), means, torch.stack((scale, scale), 1))


def _ring(p: Tensor) -> Target:
    radius, spread = p[0].tolist()
    return ring_of_8(members=len(p), radius=radius, spread=spread, device=p.device)


def _grid(p: Tensor) -> Target:
    spacing, spread = p[0].tolist()
    return grid_of_25(members=len(p), spacing=spacing, spread=spread, device=p.device)


FAMILIES: dict[str, Family] = {
    "gauss": Family(
        "normal on the line, mean in [-3, 3] and scale in [0.3, 2]",
        {"mean": (-3, 3), "scale": (0.3, 2)},
        _gauss,
    ),
    "gauss-2d": Family(
        "normal in the plane, independent coordinates, each as in gauss",
        {"mean x": (-3, 3), "mean y": (-3, 3), "scale x": (0.3, 2), "scale y": (0.3, 2)},
        _gauss,
    ),
    "gauss-correlated": Family(
        "normal in the plane as gauss-2d, with a correlation in [-0.9, 0.9]",
        {"mean x": (-3, 3), "mean y": (-3, 3), "scale x": (0.3, 2), "scale y": (0.3, 2), "correlation": (-0.9, 0.9)},
        _correlated,
    ),
    "bimodal": Family(
        "two normal modes of one scale on the line, 5 to 30 scales apart; weight is that of the left one",
        {"weight": (0.3, 0.7), "centre": (-1, 1), "distance": (3, 6), "scale": (0.2, 0.6)},
        _bimodal,
    ),
    "exponential": Family(
        "exponential from start on, the skewed one, rate in [0.5, 3] and start in [-3, 3]",
        {"rate": (0.5, 3), "start": (-3, 3)},
        lambda p: Exponentials(p[:, :1], p[:, 1:]),
    ),
    "laplace": Family(
        "Laplace with heavy tails on both sides, mean in [-3, 3] and width in [0.2, 1.4] (deviation sqrt(2) width)",
        {"mean": (-3, 3), "width": (0.2, 1.4)},
        lambda p: Laplaces(p[:, :1], p[:, 1:]),
    ),
    "uniform": Family(
        "uniform on an interval, low end in [-3, 0] and high end in [0.5, 3]",
        {"low": (-3, 0), "high": (0.5, 3)},
        lambda p: Uniforms(p[:, :1], p[:, 1:]),
    ),
    "ring": Family(
        f"the canonical ring of 8 in the plane, radius {RADIUS:g} and spread {RING_SPREAD:g}, for every member",
        {"radius": (RADIUS, RADIUS), "spread": (RING_SPREAD, RING_SPREAD)},
        _ring,
    ),
    "grid": Family(
        f"the canonical grid of 25 in the plane, spacing {SPACING:g} and spread {GRID_SPREAD:g}, for every member",
        {"spacing": (SPACING, SPACING), "spread": (GRID_SPREAD, GRID_SPREAD)},
        _grid,
    ),
    "parallel-lines": Family(
        "uniform on a unit segment in the plane, {offset} x [0, 1], offset in [-2, 2]; no density",
        {"offset": (-2, 2)},
        lambda p: ParallelLine(p[:, 0]),
    ),
    "dirac": Family(
        "a point mass on the line, point in [-3, 3]; no density",
        {"point": (-3, 3)},
        Dirac,
    ),
}

NAMES: dict[str, str] = {name: f"{of.sentence}; {name}({', '.join(of.ranges)})" for name, of in FAMILIES.items()}
"""What each name stands for, in a sentence, and its parameters."""


def uniforms_wanted(name: str) -> int:
    """How many uniforms a member's law takes: 0 for a law with its parameters in brackets.  Raises NotATarget."""
    family, given = _read(name)
    return 0 if given else sum(low < high for low, high in family.ranges.values())


def population(name: str, *, members: int, uniforms: Tensor) -> Target:
    """The target of that name for so many members, on the device of `uniforms`.

    name: one of NAMES, which is drawn for each member, or one with its parameters in brackets, the same for all.
    uniforms: [members, uniforms_wanted(name)], strictly between 0 and 1; parameter j is low + (high - low) u_j.
    Raises NotATarget for unknown names, with the nearest that exists, malformed ones, and wrong uniforms.
    """
    family, given = _read(name)
    wanted = uniforms_wanted(name)
    if members < 1 or tuple(uniforms.shape) != (members, wanted):
        raise NotATarget(
            f"uniforms has shape {list(uniforms.shape)} for {members} members of {name}; give at least one member, "
            f"and shape [members, {wanted}]: uniforms_wanted({name!r}) is {wanted}"
        )
    if not bool(((uniforms > 0) & (uniforms < 1)).all()):
        raise NotATarget("a uniform is not strictly between 0 and 1; those of gan_small.randomness are")
    drawn, columns = iter(uniforms.to(torch.float64).unbind(1)), []
    for j, (low, high) in enumerate(family.ranges.values()):
        if given or low == high:
            fixed = given[j] if given else low
            columns.append(torch.full((members,), fixed, dtype=torch.float64, device=uniforms.device))
        else:
            columns.append(low + (high - low) * next(drawn))
    try:
        return family.made(torch.stack(columns, 1))
    except NotATarget as refused:
        raise NotATarget(f"{name}: {refused}") from None


def _read(name: str) -> tuple[Family, list[float]]:
    """The family, and the parameters in brackets (none: they are drawn)."""
    found = PATTERN.fullmatch(name)
    if found is None:
        raise NotATarget(f"{name!r} is no name of a target; write one such as gauss, or gauss(1, 0.5)")
    stem, inside = found.groups()
    if stem not in FAMILIES:
        near = get_close_matches(stem, FAMILIES, 1, 0.4)
        hint = f"did you mean {near[0]}? " if near else ""
        raise NotATarget(f"there is no target named {stem!r}; {hint}there are {', '.join(FAMILIES)}")
    family = FAMILIES[stem]
    if inside is None:
        return family, []
    given = [_number(text, name) for text in inside.split(",")]
    if len(given) != len(family.ranges):
        order = ", ".join(family.ranges)
        raise NotATarget(f"{name!r} has {len(given)} parameters; write {stem}({order}), or {stem} to have them drawn")
    return family, given


def _number(text: str, name: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise NotATarget(f"{text.strip()!r} in {name!r} is no number; write decimals, as in gauss(1, 0.5)") from None
    if not math.isfinite(number):
        raise NotATarget(f"{text.strip()} in {name!r} is not finite; write decimals, as in gauss(1, 0.5)")
    return number
