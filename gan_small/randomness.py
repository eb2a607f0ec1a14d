"""Random numbers that are a function of their place: (seed, stream, step, member, index), and of nothing else.

Philox4x32-10 turns a counter of four 32-bit words and a key of two into four random words.  Here

    counter = (index // 4, step, member, stream)        key = (low, high word of the seed)

so member k draws the same numbers in an ensemble of any size, in any order, on any device, and a run that is resumed
needs no generator's state: the step's number is the state.

    uniform    ((w >> 9) + 1/2) 2^-23: 23 bits, strictly between 0 and 1, the same in float32 and float64
    normal     Box and Muller: r cos(2 pi v), r sin(2 pi v) with r = sqrt(-2 log u), u and v the uniforms of two words

Accuracy: words and uniforms are exact and equal on every device; normals to rounding, |normal| <= 5.77.

Source   Salmon, Moraes, Dror and Shaw 2011, Section 3.3 (Philox); Box and Muller 1958
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum

import torch
from torch import Tensor

ROUNDS = 10
MULTIPLY = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
LOW = 0xFFFFFFFF

Places = Sequence[int] | Tensor
"""Steps or members, by number: a range, a list, or an int64 tensor."""


class Stream(IntEnum):
    """What a draw is for.  The inner discriminator step j of a training step adds 256 j."""

    REAL = 0
    NOISE_FOR_D = 1
    NOISE_FOR_G = 2
    REAL_FOR_G = 3
    BETWEEN = 4
    BLUR_REAL = 5
    BLUR_FAKE_FOR_D = 6
    BLUR_FAKE_FOR_G = 7
    BLUR_REAL_FOR_G = 8
    INITIAL_D = 16
    INITIAL_G = 17
    TARGET = 18
    REFERENCE = 19
    HELD_OUT_REAL = 32
    HELD_OUT_NOISE = 33
    FRESH_REAL = 34
    FRESH_NOISE = 35
    FRESH_INITIAL = 36

    def inner(self, j: int) -> int:
        """The stream of the j-th discriminator step within one training step."""
        return int(self) + 256 * j


def words(
    seed: int, stream: int, steps: Places, members: Places, blocks: int, *, first: int = 0, device: torch.device
) -> Tensor:
    """Random words, int64 in [0, 2^32), shape [S, E, blocks, 4]; `first` is the number of the first block."""
    if not 0 <= seed < 2**64:
        raise ValueError(f"the seed is {seed}; it is a key of 64 bits: give a whole number from 0 to 2^64 - 1")
    step = listed(steps, dtype=torch.int64, device=device)[:, None, None]
    member = listed(members, dtype=torch.int64, device=device)[None, :, None]
    index = torch.arange(first, first + blocks, dtype=torch.int64, device=device)[None, None, :]
    shape = torch.broadcast_shapes(step.shape, member.shape, index.shape)
    counter = [
        index.expand(shape),
        step.expand(shape),
        member.expand(shape),
        torch.full_like(index, stream).expand(shape),
    ]
    return torch.stack(philox(counter, (seed & LOW, seed >> 32)), -1)


def listed(values: Sequence[float] | Tensor, *, dtype: torch.dtype, device: torch.device) -> Tensor:
    """A few numbers on a device; from pinned memory, so that nothing waits for a GPU."""
    found = torch.as_tensor(values, dtype=dtype)
    if device.type == "cuda" and found.device.type == "cpu":
        found = found.pin_memory()
    return found.to(device, non_blocking=True)


def philox(counter: Sequence[Tensor], key: tuple[int, int]) -> list[Tensor]:
    """Philox4x32-10 of four int64 tensors that hold 32-bit words.

    A product of two words may exceed int64; it wraps around, which keeps all 64 bits, and the mask mends the sign.
    """
    a, b, c, d = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        left, right = a * MULTIPLY[0], c * MULTIPLY[1]
        a, b, c, d = (right >> 32 & LOW) ^ b ^ k0, right & LOW, (left >> 32 & LOW) ^ d ^ k1, left & LOW
        k0, k1 = k0 + WEYL[0] & LOW, k1 + WEYL[1] & LOW
    return [a, b, c, d]


def uniforms(
    seed: int,
    stream: int,
    steps: Places,
    members: Places,
    count: int,
    *,
    device: torch.device | str = "cpu",
    dtype: torch.dtype = torch.float32,
) -> Tensor:
    """Independent uniforms on (0, 1), shape [S, E, count]: `count` for every step and member."""
    drawn = words(seed, stream, steps, members, -(-count // 4), device=torch.device(device))
    return _uniform(drawn.flatten(2)[:, :, :count], dtype)


def normals(
    seed: int,
    stream: int,
    steps: Places,
    members: Places,
    count: int,
    *,
    device: torch.device | str = "cpu",
    dtype: torch.dtype = torch.float32,
) -> Tensor:
    """Independent N(0, 1), shape [S, E, count]: `count` for every step and member."""
    drawn = words(seed, stream, steps, members, -(-count // 4), device=torch.device(device))
    u, v = _uniform(drawn[..., 0::2], dtype), _uniform(drawn[..., 1::2], dtype)  # [S, E, blocks, 2] each
    radius, angle = torch.sqrt(-2 * torch.log(u)), 2 * math.pi * v
    pairs = torch.stack((radius * torch.cos(angle), radius * torch.sin(angle)), -1)
    return pairs.flatten(2)[:, :, :count]


def _uniform(drawn: Tensor, dtype: torch.dtype) -> Tensor:
    return ((drawn >> 9).to(dtype) + 0.5) * 2.0**-23
