r"""The velocities of two players with one parameter each: Dirac-GAN, the bilinear game, and what is added to them.

Data at 0, one fake at theta, D with the logit psi x.  The value is f(theta psi) + f(0); the generator descends it and
the discriminator climbs:

    v = (-psi f'(theta psi), theta f'(theta psi)),        f(u) = -log(1 + exp(-u)) for the GAN, f(u) = u for the WGAN.

With f(u) = u this is the bilinear game theta psi.  Every field declares the eigenvalues of its Jacobian at (0, 0).
Source: Mescheder et al. 2018.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import Protocol

Point = tuple[float, float]


class Field(Protocol):
    """A velocity, and what it does near (0, 0)."""

    def velocity(self, theta: float, psi: float) -> Point: ...

    def eigenvalues(self) -> tuple[complex, complex]: ...


def sigmoid(u: float) -> float:
    return 1 / (1 + math.exp(-u)) if u >= 0 else math.exp(u) / (1 + math.exp(u))


@dataclass(frozen=True)
class Gan:
    """f(u) = -log(1 + exp(-u)): f'(0) = 1/2, f''(0) = -1/4."""

    slope: float = 0.5
    curvature: float = -0.25

    def first(self, u: float) -> float:
        """f'(u)."""
        return sigmoid(-u)

    def second(self, u: float) -> float:
        """f''(u)."""
        return -sigmoid(u) * sigmoid(-u)


@dataclass(frozen=True)
class Wgan:
    """f(u) = u: the bilinear game."""

    slope: float = 1.0
    curvature: float = 0.0

    def first(self, u: float) -> float:
        return 1.0

    def second(self, u: float) -> float:
        return 0.0


Loss = Gan | Wgan


@dataclass(frozen=True)
class Plain:
    """The game as it is; eigenvalues +-i f'(0).  theta^2 + psi^2 is constant along the flow."""

    loss: Loss = Gan()

    def velocity(self, theta: float, psi: float) -> Point:
        g = self.loss.first(theta * psi)
        return -psi * g, theta * g

    def eigenvalues(self) -> tuple[complex, complex]:
        return _pair(0.0, -(self.loss.slope**2))


@dataclass(frozen=True)
class NonSaturating:
    """The generator climbs f(-theta psi) instead: the same eigenvalues, inwards at second order for the GAN."""

    loss: Loss = Gan()

    def velocity(self, theta: float, psi: float) -> Point:
        return -psi * self.loss.first(-theta * psi), theta * self.loss.first(theta * psi)

    def eigenvalues(self) -> tuple[complex, complex]:
        return _pair(0.0, -(self.loss.slope**2))


@dataclass(frozen=True)
class InstanceNoise:
    """Noise +-sigma on data and fakes; eigenvalues f''(0) sigma^2 +- sqrt(f''(0)^2 sigma^4 - f'(0)^2)."""

    sigma: float
    loss: Loss = Gan()

    def velocity(self, theta: float, psi: float) -> Point:
        up, down = theta + self.sigma, theta - self.sigma
        g_up, g_down = self.loss.first(psi * up), self.loss.first(psi * down)
        data = self.sigma * (self.loss.first(psi * self.sigma) - self.loss.first(-psi * self.sigma)) / 2
        return -psi * (g_up + g_down) / 2, (up * g_up + down * g_down) / 2 + data

    def eigenvalues(self) -> tuple[complex, complex]:
        middle = self.loss.curvature * self.sigma**2
        return _pair(middle, middle**2 - self.loss.slope**2)


@dataclass(frozen=True)
class ZeroCentredPenalty:
    """R1 or R2, gamma/2 |grad D|^2 with the half; eigenvalues -gamma/2 +- sqrt(gamma^2/4 - f'(0)^2)."""

    gamma: float
    loss: Loss = Gan()

    def velocity(self, theta: float, psi: float) -> Point:
        v, w = Plain(self.loss).velocity(theta, psi)
        return v, w - self.gamma * psi

    def eigenvalues(self) -> tuple[complex, complex]:
        return _pair(-self.gamma / 2, self.gamma**2 / 4 - self.loss.slope**2)


@dataclass(frozen=True)
class Consensus:
    """v - gamma grad |v|^2/2, with the half; eigenvalues -gamma f'(0)^2 +- i f'(0)."""

    gamma: float
    loss: Loss = Gan()

    def velocity(self, theta: float, psi: float) -> Point:
        v, w = Plain(self.loss).velocity(theta, psi)
        g, k = self.loss.first(theta * psi), self.loss.second(theta * psi)
        square = theta**2 + psi**2
        return (
            v - self.gamma * (g * k * psi * square + g * g * theta),
            w - self.gamma * (g * k * theta * square + g * g * psi),
        )

    def eigenvalues(self) -> tuple[complex, complex]:
        return _pair(-self.gamma * self.loss.slope**2, -(self.loss.slope**2))


@dataclass(frozen=True)
class SlopeOnePenalty:
    """WGAN-GP: gamma/2 (|grad D| - 1)^2 pulls |psi| to 1.  (0, 0) is no rest point, so it has no eigenvalues there."""

    gamma: float

    def velocity(self, theta: float, psi: float) -> Point:
        return -psi, theta - self.gamma * (abs(psi) - 1) * (1.0 if psi >= 0 else -1.0)

    def eigenvalues(self) -> tuple[complex, complex]:
        raise ArithmeticError("WGAN-GP does not rest at (0, 0): psi moves with velocity gamma there")


def _pair(middle: float, square: float) -> tuple[complex, complex]:
    """middle +- sqrt(square)."""
    root = cmath.sqrt(square)
    return middle + root, middle - root
