"""The compiled kernels, called from Python: what they take, checked, and where it lies in memory.

All arrays are numpy arrays or torch tensors on the CPU, contiguous, members first; E members, S steps, K updates of D
in a step, B points of a batch.  A call gives up Python's lock while it computes, so threads that train different
members run side by side.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from gan_small.fused.build import library
from gan_small.fused.memory import Array, address, shape
from gan_small.fused.settings import PAIRING, Settings


class _Settings(ctypes.Structure):  # the struct of losses.h has the fields of Settings in their order
    _fields_ = [(f.name, ctypes.c_double if f.type == "float" else ctypes.c_int64) for f in fields(Settings)]


class _Counts(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in ("members", "steps", "batch", "d_steps", "first")]


class _Arrays(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_void_p)
        for name in (
            *("real", "noise_d", "noise_g", "real_g", "between", "blur_d", "blur_g", "fake", "rate_d", "rate_g"),
            *("d", "d_m", "d_v", "g", "g_m", "g_v", "average", "losses", "stopped"),
        )
    ]


@dataclass(frozen=True)
class Kernel:
    """The kernels for players of these sizes: D is dimension-width-...-width-1, G latent-width-...-width-dimension.

    hidden      the number of hidden layers, from 1 on
    Raises NoCompiler at the first call where there is none.
    """

    dimension: int
    latent: int
    width: int
    hidden: int

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value < 1:
                raise ValueError(f"{name} is {value}; give a whole number from 1 on")

    def parameters(self, inputs: int, outputs: int) -> int:
        """The number of parameters of a player."""
        width = self.width
        return (inputs + 1) * width + (self.hidden - 1) * (width + 1) * width + (width + 1) * outputs

    def train(
        self,
        settings: Settings,
        *,
        first: int,
        d: Sequence[Array],
        g: Sequence[Array],
        average: Array,
        stopped: Array,
        real: Array,
        noise_d: Array,
        noise_g: Array,
        rates: Array,
        real_g: Array | None = None,
        between: Array | None = None,
        blur_d: Array | None = None,
        blur_g: Array | None = None,
    ) -> np.ndarray[Any, Any]:
        """S steps of training, in place; the losses of D (of its last update, no penalties) and G, [E, S, 2].

        first             the steps that were done before: Adam counts from there
        d, g              parameters x and moments m, v of D and G, [E, P] each, changed
        average           the averaged generator [E, P], changed
        stopped           int64 [E]: -1 while a member runs; set to the step's number when a loss or a new parameter
                          is not finite: that update is not made, nothing of the member changes any more, and the
                          losses after it are NaN
        real, noise_d     [E, S, K, B, dimension], [E, S, K, B, latent]
        noise_g, real_g   [E, S, B, latent], [E, S, B, dimension]; real_g for pairing only
        rates             of D and G, float64 [2, S]
        between           [E, S, K, B], shares of the real point; for the gradient penalty only
        blur_d, blur_g    instance noise on the fakes, as real and real_g; real points come blurred already

        Accuracy: float32 throughout, sums over a batch in float32.  Raises ValueError, NoCompiler.
        """
        e, s, k, b, _ = shape("real", real, 5)
        points, noise = (e, s, k, b, self.dimension), (e, s, k, b, self.latent)
        if settings.gp and between is None:
            raise ValueError("the gradient penalty needs `between`: shares of the real point, in (0, 1), [E, S, K, B]")
        if settings.objective == PAIRING and real_g is None:
            raise ValueError("pairing needs `real_g`: the real points that G's fakes are paired with")
        losses, rate = np.empty((e, s, 2), np.float32), address("rates", rates, (2, s), "float64") or 0
        arrays = _Arrays(
            real=address("real", real, points),
            noise_d=address("noise_d", noise_d, noise),
            noise_g=address("noise_g", noise_g, (e, s, b, self.latent)),
            real_g=address("real_g", real_g, (e, s, b, self.dimension)) if settings.objective == PAIRING else None,
            between=address("between", between, (e, s, k, b)) if settings.gp else None,
            blur_d=address("blur_d", blur_d, points),
            blur_g=address("blur_g", blur_g, (e, s, b, self.dimension)),
            losses=address("losses", losses, (e, s, 2)),
            **self._state("d", d, e, self.dimension, 1),
            **self._state("g", g, e, self.latent, self.dimension),
            average=address("average", average, (e, self.parameters(self.latent, self.dimension))),
            stopped=address("stopped", stopped, (e,), "int64"),
            rate_d=rate,
            rate_g=rate + 8 * s,
        )
        self._run(settings, _Counts(e, s, b, k, first), arrays)
        return losses

    def train_discriminator(
        self,
        settings: Settings,
        *,
        first: int,
        d: Sequence[Array],
        stopped: Array,
        real: Array,
        fake: Array,
        rates: Array,
        between: Array | None = None,
    ) -> np.ndarray[Any, Any]:
        """D alone, against given fakes: one update in each of S steps; its losses [E, S].

        real, fake    [E, S, B, dimension]; between [E, S, B]; rates float64 [S]; the rest as in `train`
        """
        e, s, b, _ = shape("real", real, 4)
        if settings.gp and between is None:
            raise ValueError("the gradient penalty needs `between`: shares of the real point, in (0, 1), [E, S, B]")
        losses = np.empty((e, s, 2), np.float32)
        arrays = _Arrays(
            real=address("real", real, (e, s, b, self.dimension)),
            fake=address("fake", fake, (e, s, b, self.dimension)),
            between=address("between", between, (e, s, b)) if settings.gp else None,
            losses=address("losses", losses, (e, s, 2)),
            rate_d=address("rates", rates, (s,), "float64"),
            **self._state("d", d, e, self.dimension, 1),
            stopped=address("stopped", stopped, (e,), "int64"),
        )
        self._run(settings, _Counts(e, s, b, 1, first), arrays)
        return losses[..., 0]

    def load(self) -> ctypes.CDLL:
        """Compiles now, if need be, what the first call would compile."""
        return library("kernel.c", DIM=self.dimension, LATENT=self.latent, WIDTH=self.width, HIDDEN=self.hidden)

    def _state(self, name: str, player: Sequence[Array], members: int, inputs: int, outputs: int) -> dict[str, Any]:
        size = (members, self.parameters(inputs, outputs))
        names = (name, f"{name}_m", f"{name}_v")
        return {n: address(n, array, size) for n, array in zip(names, player, strict=True)}

    def _run(self, settings: Settings, counts: _Counts, arrays: _Arrays) -> None:
        told = _Settings(**{name: getattr(settings, name) for name, _ in _Settings._fields_})  # type: ignore[misc]
        if self.load().train(ctypes.byref(told), ctypes.byref(counts), ctypes.byref(arrays)):
            raise MemoryError(
                "no memory for one member's networks and a tile of samples; it is below 1 MiB at width 32"
            )
