"""The random numbers of gan_small.randomness, by compiled code and written in place."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np

from gan_small.fused.build import library
from gan_small.fused.memory import Array, address, shape


def fill_uniforms(out: Array, seed: int, stream: int, *, first: int, members: Sequence[int]) -> None:
    """Uniforms on (0, 1) into out, float32 [E, S, count], for these members and the steps first, first + 1, ...

    The numbers are those of gan_small.randomness.uniforms, bit for bit, with the member's axis first.
    Raises ValueError, TypeError, NoCompiler.
    """
    _fill("fill_uniforms", out, seed, stream, first, members)


def fill_normals(out: Array, seed: int, stream: int, *, first: int, members: Sequence[int]) -> None:
    """Independent N(0, 1), as `fill_uniforms`.

    Accuracy: within 3 * 2^-24 of r, the pair's length, of the exact Box-Muller transform; the numbers of
    gan_small.randomness.normals up to its rounding and ours.
    """
    _fill("fill_normals", out, seed, stream, first, members)


def philox(counter: Sequence[int], key: Sequence[int]) -> list[int]:
    """One block of Philox4x32-10: four words of a counter of four and a key of two.

    Source: Salmon, Moraes, Dror and Shaw 2011, Section 3.3.
    """
    out = (ctypes.c_uint32 * 4)()
    library("random.c").philox_block((ctypes.c_uint32 * 4)(*counter), (ctypes.c_uint32 * 2)(*key), out)
    return list(out)


def _fill(name: str, out: Array, seed: int, stream: int, first: int, members: Sequence[int]) -> None:
    e, s, count = shape("out", out, 3)
    if not 0 <= seed < 2**64:
        raise ValueError(f"the seed is {seed}; it is a key of 64 bits: give a whole number from 0 to 2^64 - 1")
    numbers = np.asarray(members, np.int64)
    if numbers.shape != (e,):
        raise ValueError(
            f"{numbers.size} members for an array of shape {list(out.shape)}; give one number for each row"
        )
    for what, low, high in (
        ("stream", stream, stream),
        ("step", first, first + s),
        ("member", min(members), max(members)),
    ):
        if not 0 <= low <= high < 2**32:
            raise ValueError(f"a {what} from {low} to {high} does not fit a word of 32 bits of the counter")
    getattr(library("random.c"), name)(
        ctypes.c_void_p(address("out", out, (e, s, count))), ctypes.c_uint64(seed), ctypes.c_uint32(stream),
        ctypes.c_int64(first), ctypes.c_int64(s), ctypes.c_void_p(address("members", numbers, (e,), "int64")),
        ctypes.c_int64(e), ctypes.c_int64(count),
    )  # fmt: skip
