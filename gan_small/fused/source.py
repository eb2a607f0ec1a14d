"""The draws of gan_small.randomness for consecutive steps on the CPU, filled in by the compiled code.

Same names and places, same words: uniforms are equal bit for bit, normals to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from gan_small.fused.draws import fill_normals, fill_uniforms


def uniforms(
    seed: int, stream: int, steps: range, members: Sequence[int], count: int, *, device: object, dtype: torch.dtype
) -> Tensor:
    """As gan_small.randomness.uniforms, for a range of steps in float32 on the CPU."""
    out = torch.empty(len(members), len(steps), count)
    if count:
        fill_uniforms(out, seed, stream, first=steps.start, members=members)
    return out.transpose(0, 1)


def normals(
    seed: int, stream: int, steps: range, members: Sequence[int], count: int, *, device: object, dtype: torch.dtype
) -> Tensor:
    """As gan_small.randomness.normals, for a range of steps in float32 on the CPU."""
    out = torch.empty(len(members), len(steps), count)
    if count:
        fill_normals(out, seed, stream, first=steps.start, members=members)
    return out.transpose(0, 1)
