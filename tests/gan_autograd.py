"""Training as autograd does it, in float64 and member by member: what the compiled kernels are compared with.

Nothing here is shared with gan_small: the formulas are written down a second time, each on one line.
`closest` is how near any unit came to a kink: closer than float32 can tell, both sides are right, and a comparison of
gradients says nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid, relu, softplus

LOG2 = math.log(2)
F_GAN = {  # g(v) and f*(g(v)), Nowozin, Cseke and Tomioka 2016, Tables 2 and 6
    0: (lambda v: v, lambda t: torch.exp(t - 1)),
    1: (lambda v: -torch.exp(-v), lambda t: -1 - torch.log(-t)),
    2: (lambda v: v, lambda t: t * t / 4 + t),
    3: (lambda v: 1 - torch.exp(-v), lambda t: 2 - 2 * torch.sqrt(1 - t)),
    4: (lambda v: 1 - torch.exp(-v), lambda t: t / (1 - t)),
    5: (lambda v: LOG2 - softplus(-v), lambda t: -torch.log(2 - torch.exp(t))),
    6: (lambda v: -softplus(-v), lambda t: -torch.log1p(-torch.exp(t))),
}


def loss_d(s, x: Tensor, y: Tensor) -> Tensor:
    """What D minimises, given its logits at real points x and at fakes y."""
    if s.objective in (0, 1):
        cross = lambda c, one: -(one * logsigmoid(c) + (1 - one) * logsigmoid(-c)).mean()  # noqa: E731
        return cross(x, s.real_label) + cross(y, s.fake_label)
    if s.objective == 2:
        return ((x - s.b) ** 2).mean() / 2 + ((y - s.a) ** 2).mean() / 2
    if s.objective == 3:
        return relu(1 - x).mean() + relu(1 + y).mean()
    if s.objective == 4:
        return y.mean() - x.mean()
    if s.objective == 5:
        return softplus(-(x - y)).mean()
    g, conjugate = F_GAN[s.objective % 10]
    return -(g(x).mean() - conjugate(g(y)).mean())


def loss_g(s, x: Tensor | None, y: Tensor) -> Tensor:
    """What G minimises."""
    if s.objective == 0:
        return logsigmoid(-y).mean()
    if s.objective == 1:
        return -logsigmoid(y).mean()
    if s.objective == 2:
        return ((y - s.c) ** 2).mean() / 2
    if s.objective in (3, 4):
        return -y.mean()
    if s.objective == 5:
        assert x is not None
        return softplus(-(y - x)).mean()
    g, conjugate = F_GAN[s.objective % 10]
    return -g(y).mean() if s.objective >= 20 else -conjugate(g(y)).mean()


@dataclass
class Player:
    """A network's parameters by layers, its optimiser's moments, and how near its units came to a kink."""

    flat: Tensor
    sizes: tuple[int, ...]
    slope: float
    m: Tensor
    v: Tensor
    closest: list[float] = field(default_factory=list)

    def __call__(self, x: Tensor, flat: Tensor | None = None) -> Tensor:
        flat, start = self.flat if flat is None else flat, 0
        for i, (a, b) in enumerate(zip(self.sizes, self.sizes[1:], strict=False)):
            w, bias = flat[start : start + a * b].view(a, b), flat[start + a * b : start + a * b + b]
            start += a * b + b
            if i:
                self.closest.append(float(x.detach().abs().min()))
                x = torch.where(x > 0, x, self.slope * x)
            x = x @ w + bias
        return x

    def move(self, s, gradient: Tensor, rate: float, t: int) -> None:
        if s.optimiser == 0:
            self.m = s.beta1 * self.m + (1 - s.beta1) * gradient
            self.v = s.beta2 * self.v + (1 - s.beta2) * gradient**2
            root = torch.sqrt(self.v / (1 - s.beta2**t))
            self.flat = self.flat - rate * self.m / (1 - s.beta1**t) / (root + s.eps)
        elif s.optimiser == 1:
            self.v = s.beta2 * self.v + (1 - s.beta2) * gradient**2
            self.flat = self.flat - rate * gradient / (torch.sqrt(self.v) + s.eps)
        else:
            self.m = s.beta1 * self.m + gradient
            self.flat = self.flat - rate * self.m


def penalties(s, d: Player, flat: Tensor, real: Tensor, fake: Tensor, between: Tensor | None) -> Tensor:
    """R1, R2 and the gradient penalty, each by differentiating twice."""

    def slope(points: Tensor) -> Tensor:
        points = points.clone().requires_grad_()
        return torch.autograd.grad(d(points, flat).sum(), points, create_graph=True)[0]

    total = flat.new_zeros(())
    if s.r1:
        total = total + s.r1 / 2 * (slope(real) ** 2).sum(1).mean()
    if s.r2:
        total = total + s.r2 / 2 * (slope(fake) ** 2).sum(1).mean()
    if between is not None:
        over = slope(between[:, None] * real + (1 - between[:, None]) * fake).norm(dim=1) - 1
        total = total + s.gp * ((relu(over) if s.one_sided else over) ** 2).mean()
    return total


def differentiated(loss, flat: Tensor) -> tuple[float, Tensor]:
    """loss(flat) gives what is reported and what is minimised; the first and the gradient of the second."""
    flat = flat.clone().requires_grad_()
    told, minimised = loss(flat)
    return float(told.detach()), torch.autograd.grad(minimised, flat)[0]


def learn(s, d: Player, real: Tensor, fake: Tensor, between: Tensor | None, rate: float, t: int) -> float:
    """One update of D; its loss before, without penalties."""

    def loss(flat: Tensor) -> tuple[Tensor, Tensor]:
        x, y = d(real, flat)[:, 0], d(fake, flat)[:, 0]
        if s.objective == 3:
            d.closest.append(float(torch.cat([x.detach() - 1, y.detach() + 1]).abs().min()))
        told = loss_d(s, x, y)
        return told, told + penalties(s, d, flat, real, fake, between)

    told, gradient = differentiated(loss, d.flat)
    d.move(s, gradient, rate, t)
    if s.clip:
        d.flat = d.flat.clamp(-s.clip, s.clip)
    return told


def train(s, d: Player, g: Player, average: Tensor, first: int, rates: Tensor, drawn: dict[str, Tensor | None]):
    """All steps of one member, Algorithm 1; the losses [S, 2] and the averaged generator. d and g change."""
    real, noise_d, noise_g = (drawn[name] for name in ("real", "noise_d", "noise_g"))
    assert real is not None and noise_d is not None and noise_g is not None  # noqa: PT018
    steps, k = real.shape[:2]
    at = lambda name, *place: None if drawn[name] is None else drawn[name][place]  # type: ignore[index]  # noqa: E731

    def imitate(t: int) -> tuple[float, Tensor]:
        blur, seen = at("blur_g", t), at("real_g", t)

        def loss(flat: Tensor) -> tuple[Tensor, Tensor]:
            fake = g(noise_g[t], flat)
            y = d(fake if blur is None else fake + blur)[:, 0]
            told = loss_g(s, None if seen is None else d(seen)[:, 0], y)
            return told, told

        return differentiated(loss, g.flat)

    losses = torch.zeros(steps, 2, dtype=torch.float64)
    for t in range(steps):
        early = imitate(t) if s.simultaneous else None
        for j in range(k):
            fake, blur = g(noise_d[t, j]).detach(), at("blur_d", t, j)
            fake = fake if blur is None else fake + blur
            number = (first + t) * k + j + 1
            losses[t, 0] = learn(s, d, real[t, j], fake, at("between", t, j), float(rates[0, t]), number)
        losses[t, 1], gradient = early or imitate(t)
        g.move(s, gradient, float(rates[1, t]), first + t + 1)
        average = s.average * average + (1 - s.average) * g.flat
    return losses, average
