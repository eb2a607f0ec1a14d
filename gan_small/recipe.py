"""Everything that decides how a run turns out, and nothing else: one frozen recipe.

A run's result is a function of its recipe: two runs of one recipe on one machine agree bit for bit, whether or not one
of them was killed and resumed.  Where a run is stored, logged or shown is not in it.  "auto" is settled before the
first step, and what it came to is what is stored (see `gan_small.engines`).
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


class NotARecipe(ValueError):
    """A setting that no run can have."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of an ensemble of GANs, with the law that each must keep (see `_LAWS`)."""

    # what is learnt, and how often
    target: str = "gauss"  # a population: each member's own law, from gan_small.targets
    members: int = 64  # E, the number of independent GANs
    seed: int = 0  # the only source of randomness

    # the game
    loss: str = "non-saturating"  # from gan_small.objectives
    real_label: float = 1.0  # 0.9 is one-sided label smoothing; minimax losses only
    fake_label: float = 0.0  # above 0: two-sided
    r1: float = 0.0  # gamma: gamma/2 E|grad C|^2 on real points, with the half
    r2: float = 0.0  # the same on fake points
    gp: float = 0.0  # lambda: lambda E(|grad C| - 1)^2 between real and fake points, per point
    gp_one_sided: bool = False  # max(0, |grad C| - 1) instead
    clip: float = 0.0  # D's parameters are cut to [-clip, clip] after each update; 0: they are not
    spectral: bool = False  # each weight of D is divided by its largest singular value
    noise: float = 0.0  # instance noise: standard deviation added to what D sees, in units of x
    noise_until: float = 0.0  # it falls linearly to 0 at this share of the run; 0: it stays
    feature_matching: bool = False  # G minimises |E f(x) - E f(G(z))|^2 of D's last hidden layer f
    history: float = 0.0  # weight of |theta - mean of its past|^2 in the costs of both players

    # the players: multilayer perceptrons of leaky ReLUs
    width: int = 32  # units of a hidden layer
    depth: int = 2  # hidden layers
    latent: int = 1  # dimension of G's noise z ~ N(0, 1)
    slope: float = 0.2  # of the leaky ReLU
    norm: str = "none"  # of G's hidden layers: "batch", or "virtual" by a fixed reference batch
    minibatch: int = 0  # kernels by which D sees how near a minibatch's points are; 0: none

    # Algorithm 1
    steps: int = 2000  # updates of G in the whole run
    batch: int = 256  # points of a minibatch
    d_steps: int = 1  # k: updates of D for each of G
    simultaneous: bool = False  # G moves against the D of before this step, not of after
    optimiser: str = "adam"  # adam, rmsprop or sgd
    rate_d: float = 1e-3  # D's step size, before decay
    rate_g: float = 1e-3  # G's step size, before decay
    beta1: float = 0.0  # of sgd: the momentum
    beta2: float = 0.99  # of adam and rmsprop: the memory of squared gradients
    decay: str = "cosine"  # of the rates over the run: rate (1 + cos(pi t/steps))/2, or "constant"
    average: float = 0.99  # memory of the averaged generator
    looks: int = 50  # how often a run is looked at: its history, by which oscillation is judged

    # arithmetic
    device: str = "cpu"  # "auto": the GPU if there is one
    dtype: str = "float32"  # float32 or float64
    engine: str = "auto"  # "torch" is the reference; "fused" is compiled C for CPUs; "graph" is for GPUs
    chunk: int = 0  # members that are trained at once, to save memory; 0: all

    def __post_init__(self) -> None:
        for name, kind in TYPES.items():
            object.__setattr__(self, name, _typed(name, getattr(self, name), kind))
        for names, law, holds in _LAWS:
            for name in names.split():
                given = getattr(self, name)
                if not holds(given):
                    raise NotARecipe(f"{name} is {given!r}; {law}")
        for names, law, holds in _TOGETHER:
            if not holds(self):
                given = ", ".join(f"{name} is {getattr(self, name)!r}" for name in names.split())
                raise NotARecipe(f"{given}; {law}")

    def replace(self, **changes: Any) -> Recipe:
        """A changed copy; an unknown setting is refused with the nearest that exists."""
        for name in changes:
            known(name)
        return dataclasses.replace(self, **changes)

    def settings(self) -> dict[str, Any]:
        """All of it, by name, in the order above."""
        return dataclasses.asdict(self)

    def rate(self, step: int) -> float:
        """By what the rates are multiplied at step 0, 1, ..., steps - 1."""
        return (1 + math.cos(math.pi * step / self.steps)) / 2 if self.decay == "cosine" else 1.0

    def blur(self, step: int) -> float:
        """The standard deviation of the instance noise at that step."""
        end = self.noise_until * self.steps
        return self.noise * (max(0.0, 1 - step / end) if end else 1.0)


TYPES: dict[str, type] = {
    field.name: {"str": str, "int": int, "float": float, "bool": bool}[str(field.type)]
    for field in dataclasses.fields(Recipe)
}


#: Settings that came after recipes had been stored, and the defaults by which those are as they were.
ADDED: dict[str, Any] = {"feature_matching": False, "history": 0.0, "norm": "none", "minibatch": 0}


def known(name: str) -> str:
    """The name, if a recipe has such a setting."""
    if name in TYPES:
        return name
    near = get_close_matches(name, TYPES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(TYPES)}"
    raise NotARecipe(f"a recipe has no setting {name!r}: {hint}")


def _typed(name: str, given: Any, kind: type) -> Any:
    """The value as its type; whole floats pass for whole numbers, and whole numbers for floats."""
    if isinstance(given, bool) or kind in (bool, str):
        if type(given) is kind:
            return given
    elif isinstance(given, int):
        if kind is int:
            return given
        if abs(given) < 2**1023:  # beyond it there is no float
            return float(given)
    elif isinstance(given, float):
        if kind is float:
            return given
        if given.is_integer():
            return int(given)
    raise NotARecipe(f"{name} is {given!r}; it must be of type {kind.__name__}")


def _one_of(*names: str) -> tuple[str, Any]:
    return f"give one of {', '.join(names)}", lambda given: given in names


_FINITE_NOT_NEGATIVE = ("it must be a finite number, not negative", lambda given: 0 <= given < math.inf)
_LAWS: tuple[tuple[str, str, Any], ...] = (
    ("members steps batch d_steps width latent looks", "give a whole number from 1 on", lambda given: given >= 1),
    ("chunk", "give a whole number from 0 on; 0 is all members at once", lambda given: given >= 0),
    ("depth", "give a whole number from 0 on; 0 is an affine map", lambda given: given >= 0),
    ("seed", "it is a key of 64 bits: give a whole number from 0 to 2^64 - 1", lambda given: 0 <= given < 2**64),
    ("r1 r2 gp clip noise history rate_d rate_g", *_FINITE_NOT_NEGATIVE),
    ("real_label fake_label", "a label is a probability: give a number from 0 to 1", lambda given: 0 <= given <= 1),
    ("slope noise_until", "give a number from 0 to 1", lambda given: 0 <= given <= 1),
    ("beta1 beta2 average", "it is a share that is kept: give a number from 0 to below 1", lambda g: 0 <= g < 1),
    ("minibatch", "give a number of kernels, a whole number from 0 on; 0 is none", lambda given: given >= 0),
    ("norm", *_one_of("none", "batch", "virtual")),
    ("optimiser", *_one_of("adam", "rmsprop", "sgd")),
    ("decay", *_one_of("constant", "cosine")),
    ("dtype", *_one_of("float32", "float64")),
    ("engine", *_one_of("auto", "torch", "fused", "graph")),
)

#: Laws of settings together: which, the law, and whether a recipe keeps it.
_TOGETHER: tuple[tuple[str, str, Any], ...] = (
    (
        "minibatch r1 r2 gp spectral",
        "kernels let D judge a point by its whole minibatch, so it has no slope at a point, which the others are "
        "about: give minibatch 0, or none of the others",
        lambda r: not (r.minibatch and (r.r1 or r.r2 or r.gp or r.spectral)),
    ),
    ("minibatch batch", "a point needs others beside it: give a batch of 2 or more",
     lambda r: not r.minibatch or r.batch > 1),
    ("norm batch", "one point has no variance: give a batch of 2 or more", lambda r: r.norm == "none" or r.batch > 1),
    ("norm depth", "there is no hidden layer to normalise: give a depth of 1 or more",
     lambda r: r.norm == "none" or r.depth > 0),
)  # fmt: skip
