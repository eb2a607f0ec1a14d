"""What a student's training function returns: two networks as plain numbers.

    {"generator": [[W, b], ...], "discriminator": [[W, b], ...]}        and, if wanted, "snapshots": [generator, ...]

Hidden layers are h <- leaky(h @ W + b) with leaky(a) = max(a, 0.2 a), and the last layer is h @ W + b: so W has shape
(in, out), b shape (out,).  The generator takes noise of dimension `latent` to points, the discriminator a point to a
logit C, D = sigmoid(C).  Widths are free up to WIDEST, and the number of layers up to DEEPEST.

snapshots: the generator at FEWEST moments or more, at equal distances over the last quarter of the run, oldest first,
in the sizes of the generator.  With them it is judged whether the generator rests, and a swing can be called one.
Without them it is not; but an orbit passes the certificate only where it is caught near its centre, which does not
happen to nearly all of many targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from grading.sandbox.outcomes import shown

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Layers: TypeAlias = "tuple[tuple[Array, Array], ...]"

WIDEST, DEEPEST = 256, 6
#: Snapshots that a swing is judged by (`gan_small.history.FEWEST`), and the most that are taken.
FEWEST, MOST = 6, 64
KEYS = ("generator", "discriminator", "snapshots")


class NotPlayers(ValueError):
    """What came back is not two networks: names the place, what is there, the law, and the way out."""


@dataclass(frozen=True)
class Players:
    """Two networks, and earlier generators of the same sizes, oldest first."""

    generator: Layers
    discriminator: Layers
    snapshots: tuple[Layers, ...] = ()


def sizes(layers: Layers) -> tuple[int, ...]:
    """From input to output."""
    return (layers[0][0].shape[0], *(weight.shape[1] for weight, _ in layers))


def players(value: Any, *, latent: int, dimension: int) -> Players:
    """The networks in a value that came from the sandbox; raises NotPlayers."""
    if not isinstance(value, dict) or not {"generator", "discriminator"} <= value.keys() <= set(KEYS):
        given = (
            f"a dict with the keys {shown(', '.join(value), length=80)}" if isinstance(value, dict) else _kind(value)
        )
        raise NotPlayers(f'it returned {given}; return {{"generator": [[W, b], ...], "discriminator": [[W, b], ...]}}')
    generator = _network(value["generator"], "generator", latent, dimension)
    discriminator = _network(value["discriminator"], "discriminator", dimension, 1)
    given = value.get("snapshots", [])
    if not isinstance(given, list) or (given and not FEWEST <= len(given) <= MOST):
        count = len(given) if isinstance(given, list) else _kind(given)
        raise NotPlayers(f"snapshots: {count}; give a list of {FEWEST} to {MOST} generators, or leave them out")
    snapshots = tuple(_network(each, f"snapshots[{k}]", latent, dimension) for k, each in enumerate(given))
    for k, each in enumerate(snapshots):
        if sizes(each) != sizes(generator):
            raise NotPlayers(f"snapshots[{k}] has sizes {sizes(each)} and the generator {sizes(generator)}; keep one")
    return Players(generator, discriminator, snapshots)


def _network(value: Any, name: str, first: int, last: int) -> Layers:
    if not isinstance(value, list) or not 1 <= len(value) <= DEEPEST:
        given = f"a list of {len(value)}" if isinstance(value, list) else _kind(value)
        raise NotPlayers(f"{name} is {given}; give a list of 1 to {DEEPEST} layers [W, b]")
    layers = tuple(_layer(each, f"{name}[{k}]") for k, each in enumerate(value))
    joints = [(first, layers[0][0].shape[0]), *((a.shape[1], b.shape[0]) for (a, _), (b, _) in pairwise(layers))]
    joints.append((last, layers[-1][0].shape[1]))
    shapes = ", ".join(str(weight.shape) for weight, _ in layers)
    if any(wanted != found for wanted, found in joints):
        turned = [weight.T.shape for weight, _ in layers]
        chain = [first, *(shape[1] for shape in turned)]
        fits = all(a == shape[0] for a, shape in zip(chain, turned, strict=False)) and chain[-1] == last
        hint = "; these fit when they are transposed" if fits else ""
        raise NotPlayers(
            f"{name} has weights of shapes {shapes}; it takes {first} to {last} numbers, by h @ W + b with W of shape "
            f"(in, out){hint}"
        )
    return layers


def _layer(value: Any, name: str) -> tuple[Array, Array]:
    if not isinstance(value, list) or len(value) != 2:
        raise NotPlayers(f"{name} is {_kind(value)}; a layer is a pair [W, b]")
    weight, bias = _numbers(value[0], f"W of {name}"), _numbers(value[1], f"b of {name}")
    if weight.ndim != 2 or not (1 <= weight.shape[0] <= WIDEST and 1 <= weight.shape[1] <= WIDEST):
        raise NotPlayers(f"W of {name} has shape {weight.shape}; give (in, out), each from 1 to {WIDEST}")
    if bias.shape not in ((weight.shape[1],), (1, weight.shape[1])):
        turned = "; W is used as h @ W + b: transpose it" if bias.shape == weight.shape[:1] else ""
        raise NotPlayers(
            f"b of {name} has shape {bias.shape} beside a W of shape {weight.shape}; give ({weight.shape[1]},){turned}"
        )
    return weight, bias.ravel()


def _numbers(value: Any, name: str) -> Array:
    """Of an array, or of lists of numbers; what is not finite is let through: the certificate calls it diverged."""
    try:
        found = np.asarray(value)
    except (ValueError, OverflowError) as why:  # lists of unequal lengths
        raise NotPlayers(f"{name} is no array of numbers ({why}); give rows of one length") from None
    if found.dtype.kind not in "fi":
        raise NotPlayers(f"{name} is {_kind(value)} and no array of numbers; give floats")
    return found.astype(np.float64)


def _kind(value: Any) -> str:
    """A value in a word: its type, as a student knows it."""
    if value is None:
        return "None"
    shape = f" of shape {value.shape}" if isinstance(value, np.ndarray) else ""
    length = f" of {len(value)}" if isinstance(value, list) else ""
    return f"a value of type {type(value).__name__}{shape}{length}"
