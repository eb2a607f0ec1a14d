"""Parameters of stacked laws: checked once, when a target is made, and brought to the points when it is used."""

from __future__ import annotations

import torch
from torch import Tensor

from gan_small.targets.target import NotATarget


def parameters(given: Tensor, name: str, axes: str) -> Tensor:
    """The tensor in float64, with as many axes as `axes` names ("E d"), all of it finite."""
    if not isinstance(given, Tensor) or given.is_complex() or given.dtype == torch.bool:
        kind = given.dtype if isinstance(given, Tensor) else type(given).__name__
        raise NotATarget(f"{name} is {kind}; give a tensor of real numbers, [{', '.join(axes.split())}]")
    if given.dim() != len(axes.split()) or 0 in given.shape[1:]:
        raise NotATarget(
            f"{name} has shape {list(given.shape)}; give [{', '.join(axes.split())}], the members on the first axis"
        )
    found = given.to(torch.float64)
    refuse(~torch.isfinite(found), found, name, "parameters are finite numbers")
    return found


def positive(given: Tensor, name: str, what: str) -> Tensor:
    """The tensor itself, if all its entries are above 0."""
    refuse(given <= 0, given, name, f"{what} is positive: for a point mass use Dirac")
    return given


def alike(shape: torch.Size | tuple[int, ...], like: Tensor, **others: Tensor) -> None:
    """The others must have this shape, and lie on the device of `like`."""
    for name, tensor in others.items():
        if tensor.shape != shape or tensor.device != like.device:
            raise NotATarget(
                f"{name} has shape {list(tensor.shape)} on {tensor.device}; the other parameters ask for shape "
                f"{list(shape)} on {like.device}: expand it to one entry for each member"
            )


def refuse(wrong: Tensor, given: Tensor, name: str, law: str) -> None:
    """An error that names the first entry that is wrong."""
    if bool(wrong.any()):
        place = wrong.nonzero()[0].tolist()
        raise NotATarget(f"{name}[{', '.join(map(str, place))}] is {float(given[tuple(place)]):g}; {law}")


def at_points(like: Tensor, *given: Tensor) -> list[Tensor]:
    """Parameters [E, ...] as [E, 1, ...], to go with points [..., E, n, .]: in their dtype, on their device."""
    return [tensor.to(like).unsqueeze(1) for tensor in given]


def printed(row: Tensor) -> str:
    """1.234, or (1.234, 5.678)."""
    numbers = [f"{number:.3f}" for number in row.tolist()]
    return numbers[0] if len(numbers) == 1 else f"({', '.join(numbers)})"
