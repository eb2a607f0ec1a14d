"""Layers as torch and gan_small have them, passed once: what theory says in fractions, in floating point.

torch is imported inside: a page that draws needs no torch.
"""

from __future__ import annotations

import numpy as np

from figures.stage.remembered import Arrays
from theory.networks.dcgan import GENERATOR, PROJECTED


def dcgan_generator() -> Arrays:
    """The generator of DCGAN's Figure 1, with random weights.

    shapes [6, 3]: channels, height, width, from the noise on; weights [5]: of each kernel; image [2]: least, largest.
    """
    import torch
    from torch import nn

    torch.manual_seed(0)
    x = torch.randn(2, GENERATOR[0].ins, 1, 1)
    shapes, weights = [tuple(x.shape[1:])], []
    with torch.no_grad():
        for layer in GENERATOR:
            stride, padding = (1, 0) if layer.kind == PROJECTED else (layer.s, layer.p)
            spread = nn.ConvTranspose2d(
                layer.ins, layer.outs, layer.k, stride, padding, output_padding=layer.extra, bias=False
            )
            x = spread(x)
            x = torch.relu(nn.BatchNorm2d(layer.outs)(x)) if layer.batch_norm else torch.tanh(x)
            shapes.append(tuple(x.shape[1:]))
            weights.append(spread.weight.numel())
    image = [float(x.min()), float(x.max())]
    return {"shapes": np.array(shapes), "weights": np.array(weights), "image": np.array(image)}


def spread_out(image: list[list[float]], kernel: list[list[float]], paddings: list[int]) -> Arrays:
    """torch's transposed convolution of stride 1, one result for each padding: padding 0, padding 1, ..."""
    import torch
    from torch.nn.functional import conv_transpose2d

    x, k = (torch.tensor(each, dtype=torch.float64)[None, None] for each in (image, kernel))
    return {f"padding {p}": conv_transpose2d(x, k, padding=p)[0, 0].numpy() for p in paddings}


def activations(at: list[float], slopes: list[float]) -> Arrays:
    """relu [n]; prelu [s, n] for each slope; by_input, by_slope [s, n]: its derivatives, by autograd."""
    import torch
    from torch.nn.functional import prelu, relu

    u = torch.tensor(at, dtype=torch.float64)
    values, by_input, by_slope = [], [], []
    for slope in slopes:
        x = u.clone().requires_grad_()
        a = torch.full((len(at), 1), slope, dtype=torch.float64).squeeze(1).requires_grad_()
        y = torch.stack([prelu(x[k : k + 1], a[k : k + 1])[0] for k in range(len(at))])
        dx, da = torch.autograd.grad(y.sum(), (x, a))
        values.append(y.detach().numpy())
        by_input.append(dx.numpy())
        by_slope.append(da.numpy())
    return {
        "relu": relu(u).numpy(),
        "prelu": np.array(values),
        "by_input": np.array(by_input),
        "by_slope": np.array(by_slope),
    }


def normalised(batches: list[list[float]], reference: list[float]) -> Arrays:
    """batch, virtual [b, n]: each batch through one normalised unit of gan_small; eps: what is added to a variance.

    (Weight 1, scale 1, shift 0, and a leaky ReLU of slope 1, which is the identity; float32.)
    """
    import torch

    from gan_small.batch_norm import EPS, BatchNormalised, VirtuallyNormalised

    held = torch.tensor(reference)[None, :, None]
    nets = {"batch": BatchNormalised((1, 1, 1), 1.0), "virtual": VirtuallyNormalised((1, 1, 1), 1.0, reference=held)}
    theta = torch.tensor([[1.0, 1.0, 0.0, 1.0, 0.0]])  # W_1, scale_1, shift_1, W_2, b_2
    inputs = [torch.tensor(each)[None, :, None] for each in batches]
    with torch.no_grad():
        found = {name: np.array([net(theta, x)[0, :, 0].numpy() for x in inputs]) for name, net in nets.items()}
    return {**found, "eps": np.array(EPS)}
