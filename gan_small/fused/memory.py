"""Where an array lies in memory, once it is seen to be what a kernel expects there."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

Array = np.ndarray[Any, Any] | torch.Tensor


def address(name: str, array: Array | None, expected: tuple[int, ...], dtype: str = "float32") -> int | None:
    """The address of a contiguous array of this shape and dtype on the CPU; None of None, which is a null pointer.

    The caller keeps the array alive.  Raises TypeError, ValueError.
    """
    if array is None:
        return None
    if isinstance(array, torch.Tensor):
        if array.device.type != "cpu":
            raise ValueError(f"{name} is on {array.device}; the compiled kernels run on the CPU: give {name}.cpu()")
        kind, contiguous, place = str(array.dtype).removeprefix("torch."), array.is_contiguous(), array.data_ptr()
    elif isinstance(array, np.ndarray):
        kind, contiguous, place = array.dtype.name, array.flags.c_contiguous, array.ctypes.data
    else:
        raise TypeError(f"{name} is of type {type(array).__name__}; give a numpy array or a torch tensor")
    if kind != dtype:
        raise TypeError(f"{name} has dtype {kind}; the kernels read {dtype} there")
    if tuple(array.shape) != expected:
        raise ValueError(f"{name} has shape {list(array.shape)}; here it must be {list(expected)}")
    if not contiguous:
        raise ValueError(f"{name} is not contiguous in memory; give {name}.contiguous(), or numpy.ascontiguousarray")
    return place


def shape(name: str, array: Array, dimensions: int) -> tuple[int, ...]:
    """The shape of an array with so many axes, none of them empty."""
    found = tuple(array.shape)
    if len(found) != dimensions or 0 in found:
        raise ValueError(f"{name} has shape {list(found)}; it must have {dimensions} axes and no empty one")
    return found
