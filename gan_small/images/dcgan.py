"""DCGAN for images of 8x8 pixels: the paper's rules at the smallest size at which there is something to double.

    G    z [latent] -> 4x4x64 -> 8x8x1      transposed convolutions; batch norm and ReLU between, tanh at the end
    D    8x8x1 -> 4x4x16 -> 2x2x32 -> 1     strided convolutions; LeakyReLU 0.2, batch norm but at the input

No pooling, no dense hidden layer: what projects z is itself a transposed convolution, of kernel 4 on one pixel, and D
ends in a convolution that takes all that is left.  Kernels are 4 with stride 2 and padding 1, the other usual choice
that doubles (the paper's are 5, 2, 2 and output padding 1).  Weights start as N(0, 0.02^2).

A network holds E members, which share nothing: member k's output depends on row k of each parameter alone.

Claims   dcgan-002, dcgan-recipe, dcgan-without-pooling, tconv-output-size
Source   Radford et al. 2016, Section 3, Figure 1 and Section 4
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from gan_small.images.layers import BatchNorm, Convolution, Layer, TransposedConvolution

SLOPE = 0.2
SPREAD = 0.02


class Generator(nn.Module):
    """Noise [E, n, latent] to images [E, n, 64] in (-1, 1)."""

    def __init__(self, members: int, *, latent: int = 16, channels: int = 64) -> None:
        super().__init__()
        self.latent = latent
        project = TransposedConvolution(
            members, latent, channels, side=1, kernel=4, stride=1, padding=0, bias=False
        )  # fmt: skip
        paint = TransposedConvolution(members, channels, 1, side=4, kernel=4, stride=2, padding=1, bias=True)
        self.layers = nn.Sequential(project, BatchNorm(members, channels), nn.ReLU(), paint, nn.Tanh())

    def forward(self, noise: Tensor) -> Tensor:
        return self.layers(noise)


class Discriminator(nn.Module):
    """Images [E, n, 64] to logits [E, n].

    batch_norm    False for R1: with batch statistics an output depends on the whole batch, and has no slope per point
    """

    def __init__(self, members: int, *, channels: int = 16, batch_norm: bool = True) -> None:
        super().__init__()
        wide = 2 * channels
        first = Convolution(members, 1, channels, side=8, kernel=4, stride=2, padding=1, bias=True)
        second = Convolution(members, channels, wide, side=4, kernel=4, stride=2, padding=1, bias=not batch_norm)
        last = Convolution(members, wide, 1, side=2, kernel=2, stride=1, padding=0, bias=True)
        normal = [BatchNorm(members, wide)] if batch_norm else []
        self.layers = nn.Sequential(first, nn.LeakyReLU(SLOPE), second, *normal, nn.LeakyReLU(SLOPE), last)

    def forward(self, images: Tensor) -> Tensor:
        return self.layers(images)[..., 0]


def start(network: nn.Module, normals: Callable[[int], Tensor]) -> None:
    """Kernels from N(0, 0.02^2), in place; batch norms and biases stay at 1 and 0.

    normals    hands out that many independent N(0, 1) for each member, [E, count]; it is called once
    """
    kernels = [layer.weight for layer in network.modules() if isinstance(layer, Layer)]
    counts = [kernel[0].numel() for kernel in kernels]
    drawn = SPREAD * normals(sum(counts))
    with torch.no_grad():
        for kernel, part in zip(kernels, drawn.split(counts, 1), strict=True):
            kernel.copy_(part.view_as(kernel))
