"""Convolutions of E networks at once, as batched products: on images of 8x8 a convolution is a small matrix.

    a convolution is a linear map:      out[to, o] = sum over from, c of  K[from - s to + p, c, o] in[from, c]
    a transposed one is its transpose:  every pixel spreads its kernel over the output, and overlaps are added

K is zero where from - s to + p is no place of the kernel.  Which weight joins which two pixels is a constant tensor of
0 and 1 (`places`), and a product with it does what is elsewhere done by moving numbers about: a grouped convolution of
E groups, the other way to train E networks at once, spends most of its time on that.

Layout   images [E, n, h h C]: member, point, then row by row, pixel by pixel, the channels of a pixel side by side

Claims   conv-vs-transpose-conv, tconv-output-size
Source   Dumoulin and Visin 2016, Sections 2 and 4; Ioffe and Szegedy 2015, Algorithm 1
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from theory.networks.windows import size_after_gather, size_after_spread


class NoImage(ValueError):
    """A layer whose output would have no pixel."""


class Layer(nn.Module):
    """What both kinds share: images of side `side` with `ins` channels to images of side `out_side` with `outs`.

    weight    [E, k k, ins, outs]
    bias      [E, 1, 1, outs]; None before a batch normalisation, which would take it out again
    Raises NoImage if no pixel would be left.
    """

    def __init__(
        self, members: int, ins: int, outs: int, *, side: int, kernel: int, stride: int, padding: int, bias: bool
    ) -> None:
        super().__init__()
        self.ins, self.outs, self.side = ins, outs, side
        self.kernel, self.stride, self.padding = kernel, stride, padding
        self.out_side = self.side_of_output()
        if self.out_side < 1:
            raise NoImage(
                f"side {side}, kernel {kernel}, stride {stride}, padding {padding}: the output's side would be "
                f"{self.out_side}; change the padding or the kernel"
            )
        self.weight = nn.Parameter(torch.zeros(members, kernel**2, ins, outs))
        self.bias = nn.Parameter(torch.zeros(members, 1, 1, outs)) if bias else None

    def side_of_output(self) -> int:
        raise NotImplementedError

    def linear(self, x: Tensor) -> Tensor:
        """The layer without its bias, [E, n, ins side side] to [E, n, outs out_side out_side]."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        out = self.linear(x)
        return out if self.bias is None else (out.unflatten(2, (-1, self.outs)) + self.bias).flatten(2)


class Convolution(Layer):
    """A strided convolution (a cross-correlation, as in every framework)."""

    def __init__(
        self, members: int, ins: int, outs: int, *, side: int, kernel: int, stride: int, padding: int, bias: bool
    ) -> None:
        super().__init__(members, ins, outs, side=side, kernel=kernel, stride=stride, padding=padding, bias=bias)
        self.register_buffer("places", places(side, self.out_side, kernel, stride, padding), persistent=False)

    def side_of_output(self) -> int:
        return size_after_gather(self.side, self.kernel, self.stride, self.padding)

    def linear(self, x: Tensor) -> Tensor:
        joined = self.get_buffer("places")  # [k k, from, to]
        e, n, to = len(x), x.shape[1], self.out_side**2
        if self.ins == 1:  # windows of one channel are smaller than the matrix: gather them, then apply the kernel
            windows = x @ joined.permute(1, 2, 0).flatten(1)  # [E, n, to k k]
            return torch.bmm(windows.view(e, n * to, -1), self.weight[:, :, 0]).view(e, n, -1)
        spread = joined.flatten(1).T @ self.weight.flatten(2)  # [E, from to, ins outs]
        matrix = spread.view(e, -1, to, self.ins, self.outs).transpose(2, 3).reshape(e, x.shape[2], -1)
        return torch.bmm(x, matrix)


class TransposedConvolution(Layer):
    """A transposed convolution: the side grows to (n - 1)s - 2p + k."""

    def __init__(
        self, members: int, ins: int, outs: int, *, side: int, kernel: int, stride: int, padding: int, bias: bool
    ) -> None:
        super().__init__(members, ins, outs, side=side, kernel=kernel, stride=stride, padding=padding, bias=bias)
        self.register_buffer("places", places(self.out_side, side, kernel, stride, padding), persistent=False)

    def side_of_output(self) -> int:
        return size_after_spread(self.side, self.kernel, self.stride, self.padding)

    def linear(self, x: Tensor) -> Tensor:
        e, n, pixels = len(x), x.shape[1], self.side**2
        kernels = self.weight.transpose(1, 2).reshape(e, self.ins, -1)  # [E, ins, k k outs]
        stamps = torch.bmm(x.view(e, n * pixels, self.ins), kernels)  # [E, n from, k k outs]
        if pixels == 1 and not self.padding:  # one stamp is the whole image
            return stamps
        added = self.get_buffer("places").permute(2, 0, 1).flatten(0, 1)  # [from k k, to]
        stamps = stamps.view(e, n, len(added), self.outs)
        if self.outs == 1:
            return stamps[..., 0] @ added
        return (stamps.transpose(2, 3) @ added).transpose(2, 3).flatten(2)


class BatchNorm(nn.Module):
    """Each channel to mean 0 and variance 1 over points and pixels, then times scale plus shift, member by member.

    In training the statistics are those of the batch, and the last batch's are kept; in evaluation the kept ones are
    used, so that an image depends on its own noise alone.  Run one large batch through in training, then call `eval`.
    """

    mean: Tensor
    variance: Tensor

    def __init__(self, members: int, channels: int, *, eps: float = 1e-5) -> None:
        super().__init__()
        self.channels, self.eps = channels, eps
        self.scale = nn.Parameter(torch.ones(members, 1, channels))
        self.shift = nn.Parameter(torch.zeros(members, 1, channels))
        self.register_buffer("mean", torch.zeros(members, 1, channels))
        self.register_buffer("variance", torch.ones(members, 1, channels))

    def forward(self, x: Tensor) -> Tensor:
        """[E, n, h h channels] to the same shape."""
        rows = x.view(len(x), -1, self.channels)
        if self.training:
            mean = rows.mean(1, keepdim=True)
            centred = rows - mean
            variance = centred.square().mean(1, keepdim=True)
            self.mean, self.variance = mean.detach(), variance.detach()
        else:
            centred, variance = rows - self.mean, self.variance
        return torch.addcmul(self.shift, centred, self.scale * (variance + self.eps).rsqrt()).view_as(x)


def places(side: int, out_side: int, kernel: int, stride: int, padding: int) -> Tensor:
    """Which weight of a k x k kernel joins input pixel `from` to output pixel `to`: 0 and 1, [k k, n n, h h]."""
    along = torch.zeros(kernel, side, out_side)
    for to in range(out_side):
        for at in range(kernel):
            if 0 <= (here := to * stride + at - padding) < side:
                along[at, here, to] = 1
    return torch.einsum("iyu,jxv->ijyxuv", along, along).reshape(kernel**2, side**2, out_side**2)
