r"""How two players take turns: simultaneous, alternating, extragradient, clipped.

A rule is one step of a field, a pure function of the point.  It declares what it does near (0, 0): the eigenvalues z
of one step, so that distances change by |z| a step, and on the bilinear game an energy that every step multiplies by
`factor`.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import Protocol

from numerics.dynamics.fields import Field, Plain, Point, Wgan


class Rule(Protocol):
    """One step, and the two eigenvalues of its linear part at (0, 0)."""

    def step(self, theta: float, psi: float) -> Point: ...

    def multipliers(self) -> tuple[complex, complex]: ...


@dataclass(frozen=True)
class Simultaneous:
    """Both velocities are taken at the old point: z = 1 + h l for the eigenvalues l of the field.

    On the bilinear game theta^2 + psi^2 is multiplied by 1 + h^2.
    """

    field: Field
    h: float

    def step(self, theta: float, psi: float) -> Point:
        v, w = self.field.velocity(theta, psi)
        return theta + self.h * v, psi + self.h * w

    def multipliers(self) -> tuple[complex, complex]:
        first, second = self.field.eigenvalues()
        return 1 + self.h * first, 1 + self.h * second

    def energy(self, theta: float, psi: float) -> float:
        return theta**2 + psi**2

    def factor(self) -> float:
        _bilinear(self.field)
        return 1 + self.h**2


@dataclass(frozen=True)
class Alternating:
    """n_g steps of the generator, then n_d of the discriminator, each at the newest point (for the plain field).

    z = 1 - a^2/2 +- sqrt((1 - a^2/2)^2 - 1), a^2 = n_g n_d h^2 f'(0)^2: on the unit circle for a < 2.
    """

    field: Field
    h: float
    n_g: int = 1
    n_d: int = 1

    def step(self, theta: float, psi: float) -> Point:
        for _ in range(self.n_g):
            theta += self.h * self.field.velocity(theta, psi)[0]
        for _ in range(self.n_d):
            psi += self.h * self.field.velocity(theta, psi)[1]
        return theta, psi

    def multipliers(self) -> tuple[complex, complex]:
        first, second = self.field.eigenvalues()
        if first + second != 0:
            raise ArithmeticError("declared for fields without damping only (eigenvalues +-i a)")
        middle = 1 - self.n_g * self.n_d * self.h**2 * abs(first) ** 2 / 2
        root = cmath.sqrt(middle**2 - 1)
        return middle + root, middle - root

    def energy(self, theta: float, psi: float) -> float:
        """Kept on the bilinear game, for any n_g and n_d: n_d theta^2 + n_g psi^2 - n_g n_d h theta psi."""
        return self.n_d * theta**2 + self.n_g * psi**2 - self.n_g * self.n_d * self.h * theta * psi

    def factor(self) -> float:
        _bilinear(self.field)
        return 1.0


@dataclass(frozen=True)
class Extragradient:
    """A step with the velocity found at the end of a trial step: z = 1 + h l + h^2 l^2.

    On the bilinear game theta^2 + psi^2 is multiplied by 1 - h^2 + h^4.
    """

    field: Field
    h: float

    def step(self, theta: float, psi: float) -> Point:
        v, w = self.field.velocity(theta, psi)
        v, w = self.field.velocity(theta + self.h * v, psi + self.h * w)
        return theta + self.h * v, psi + self.h * w

    def multipliers(self) -> tuple[complex, complex]:
        first, second = (self.h * each for each in self.field.eigenvalues())
        return 1 + first + first**2, 1 + second + second**2

    def energy(self, theta: float, psi: float) -> float:
        return theta**2 + psi**2

    def factor(self) -> float:
        _bilinear(self.field)
        return 1 - self.h**2 + self.h**4


@dataclass(frozen=True)
class Clipped:
    """Another rule, with |psi| cut to `bound` after every step: weight clipping.  Near (0, 0) it is the other rule."""

    rule: Rule
    bound: float

    def step(self, theta: float, psi: float) -> Point:
        theta, psi = self.rule.step(theta, psi)
        return theta, max(-self.bound, min(self.bound, psi))

    def multipliers(self) -> tuple[complex, complex]:
        return self.rule.multipliers()


def _bilinear(field: Field) -> None:
    if field != Plain(Wgan()):
        raise ArithmeticError(
            f"the energy and its factor are declared for the bilinear game, Plain(Wgan()), not for {field}"
        )


def orbit(rule: Rule, *, start: Point, steps: int) -> list[Point]:
    """The start and the points after each of so many steps.

    Raises
    ------
    ValueError
        If steps is negative.
    """
    if steps < 0:
        raise ValueError(f"steps is {steps}; give 0 or more")
    points = [start]
    for _ in range(steps):
        points.append(rule.step(*points[-1]))
    return points


def averaged(points: list[Point]) -> Point:
    """The mean of the iterates: on the bilinear game it converges where the last one diverges."""
    n = len(points)
    return math.fsum(t for t, _ in points) / n, math.fsum(w for _, w in points) / n


def measured_rate(rule: Rule, *, start: Point, steps: int) -> float:
    """The factor by which the distance from (0, 0) changes a step, as a geometric mean: of |z| for a small start."""
    if steps < 1 or start == (0, 0):
        raise ValueError(f"steps is {steps} and start {start}; a rate needs a step, from a point that is not at rest")
    points = orbit(rule, start=start, steps=steps)
    return (math.hypot(*points[-1]) / math.hypot(*points[0])) ** (1 / steps)


def declared_rate(rule: Rule) -> float:
    """The larger |z|: below 1 the rule converges near (0, 0), at 1 it circles, above 1 it leaves."""
    return max(map(abs, rule.multipliers()))


def critical_penalty(loss_slope: float) -> float:
    """The gamma of a zero-centred penalty at which the eigenvalues meet, 2|f'(0)|: 1 for the GAN."""
    return 2 * abs(loss_slope)


def largest_step(gamma: float, loss_slope: float) -> float:
    """With a zero-centred penalty of weight gamma < 2|f'(0)| simultaneous steps converge for h below gamma/f'(0)^2."""
    if not 0 < gamma <= critical_penalty(loss_slope):
        raise ValueError(
            f"gamma is {gamma}; the bound holds up to critical damping, 2|f'(0)| = {critical_penalty(loss_slope)}"
        )
    return gamma / loss_slope**2
