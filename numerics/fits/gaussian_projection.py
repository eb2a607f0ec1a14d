r"""The closest normal law to a target with several modes: it covers them or it seeks one, as the divergence decides.

Family q = N(mu, s^2), s the standard deviation; target p a normal law or a mixture of them.  The objective is a blend

    a KL(q||p) + b JSD(p, q)       reverse KL (1, 0)      JSD (0, 1)      log-D trick (1, -2), which is 2 KL(m||p)

With d = log q - log p, z = (x - mu)/s, and g, w below (g is f' up to a constant, w is t f'' at t = q/p = exp d),

    g = a d + (b/2)(log 2 - log(1 + exp(-d)))                     w = a + (b/2)/(1 + exp d)
    gradient_i = (1/s) int q g A_i,     A = (z, z^2 - 1)          Hessian_ij = (1/s^2) int q (g B_ij + w A_i A_j)
    B = ((z^2 - 1, z^3 - 3z), (z^3 - 3z, z^4 - 5z^2 + 2))

Forward KL(p||q) needs none of this: its minimum matches mean and variance, exactly.  This page searches in doubles;
numerics.fits.certified_projection proves what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.certified import certified_kl
from numerics.certified.integral import bits_for
from numerics.laws import Mixture, Normal
from numerics.laws.on_the_line import ball

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Blend:
    """The objective kl * KL(q||p) + js * JSD(p, q), in nats."""

    kl: int
    js: int


REVERSE_KL = Blend(1, 0)
JSD = Blend(0, 1)
#: KL(q||p) - 2 JSD = 2 KL(m||p): what the generator descends with the log-D trick and the optimal discriminator.
LOG_D = Blend(1, -2)


@dataclass(frozen=True)
class Found:
    """A local minimum found in doubles: no proof."""

    mean: float
    sd: float
    value: float


@dataclass(frozen=True)
class MomentMatch:
    """The minimum of KL(p||q) over all normal q: mean and variance are those of p, exactly."""

    mean: Fraction
    variance: Fraction
    value: arb


def forward_projection(target: Any, *, digits: int = 15) -> MomentMatch:
    r"""The only minimum of KL(p||q) over q = N(mu, s^2), and its value as a ball of radius below 10^-digits.

    KL(p||q) = KL(p||q*) + KL(q*||q) for the normal law q* with the moments of p (Pythagoras): q* is best, and only q*.
    The value is taken at a rational s0 next to the true one, and log(s0/s) + v/(2 s0^2) - 1/2 = KL(q*||q0) taken off.

    target: a law of numerics.laws on the line that has exact `mean` and `variance`.  Raises CannotCertify.
    """
    mean, variance = target.mean, target.variance
    near = Fraction(float(variance) ** 0.5)
    there = certified_kl(target, Normal(mean, near), digits=digits + 2)
    with flint.ctx.workprec(bits_for(digits) + 60):
        excess = ball(near).log() - ball(variance).log() / 2 + ball(variance / near**2) / 2 - arb(0.5)
        return MomentMatch(mean, variance, there - excess)


class Landscape:
    """A blend as a function of (mu, s), by the trapezoid rule: values, gradients and Hessians for many points at once.

    target: Normal, or a Mixture of Normals.  means, deviations: the box, (low, high) each, 0 < low for deviations.

    Accuracy: the integrands are analytic, so that the rule converges geometrically; with `per_deviation` points for the
    smallest deviation in the box or the target, 1e-12 relative to the size of the objective.
    """

    def __init__(
        self,
        target: Any,
        objective: Blend,
        *,
        means: tuple[float, float] = (-6.0, 6.0),
        deviations: tuple[float, float] = (0.3, 6.0),
        per_deviation: int = 8,
    ) -> None:
        if not (means[0] < means[1] and 0 < deviations[0] < deviations[1]):
            raise ValueError(f"the box {means} x {deviations} is empty or reaches s <= 0; give (low, high), low < high")
        self.parts = normal_parts(target)
        self.objective, self.means, self.deviations = objective, means, deviations
        sds = [float(part.sd) for _, part in self.parts]
        centres = [
            *((m, deviations[1]) for m in means),
            *((float(part.mean), float(part.sd)) for _, part in self.parts),
        ]
        # 12 deviations: beyond, a normal law has a mass below 1e-32, and the factors grow like x^6 only
        low, high = min(m - 12 * s for m, s in centres), max(m + 12 * s for m, s in centres)
        self.step = min(deviations[0], *sds) / per_deviation
        # whole multiples of the step: np.arange(low, high, step) rounds its own step, which costs three digits
        self.x: Array = np.arange(np.floor(low / self.step), np.ceil(high / self.step) + 1) * self.step
        logs = [np.log(float(w)) - np.log(float(part.sd)) - part.standard(self.x) ** 2 / 2 for w, part in self.parts]
        self.log_p: Array = np.logaddexp.reduce(logs, axis=0) - np.log(2 * np.pi) / 2

    def __call__(self, points: Any) -> tuple[Array, Array, Array]:
        """Values (n,), gradients (n, 2) and Hessians (n, 2, 2) at points (n, 2) of columns mu, s."""
        mu, s = np.asarray(points, float).T[:, :, None]
        if not np.all(s > 0):
            raise ValueError(f"a standard deviation is {np.min(s)}; points are rows (mu, s) with s > 0")
        a, b = self.objective.kl, self.objective.js
        z = (self.x - mu) / s
        log_q = -z * z / 2 - np.log(s) - np.log(2 * np.pi) / 2
        d = log_q - self.log_p
        shared_q, shared_p = np.log(2) - np.logaddexp(0, -d), np.log(2) - np.logaddexp(0, d)
        q = np.exp(log_q) * self.step
        p = np.exp(self.log_p) * self.step
        g = a * d + b / 2 * shared_q
        w = a + b / 2 * np.exp(-np.logaddexp(0, d))
        values = (q * g).sum(-1) + b / 2 * (shared_p @ p)
        first, second = z, z * z - 1
        gradients = np.stack([(q * g * first).sum(-1), (q * g * second).sum(-1)], axis=-1) / s
        entries = [
            (q * (g * (z**2 - 1) + w * first**2)).sum(-1),
            (q * (g * (z**3 - 3 * z) + w * first * second)).sum(-1),
            (q * (g * (z**4 - 5 * z**2 + 2) + w * second**2)).sum(-1),
        ]
        hessians = np.stack([entries[0], entries[1], entries[1], entries[2]], axis=-1).reshape(-1, 2, 2)
        return values, gradients, hessians / s[:, :, None] ** 2

    def minima(self, *, starts: tuple[int, int] = (9, 7)) -> list[Found]:
        """Local minima inside the box by Newton's method from a grid of starts, lowest first.

        Each step is a Newton step with the Hessian's eigenvalues replaced by their sizes (so that saddles repel), at
        most half a deviation long, and halved where the value rises.  A grid proves nothing: a minimum with a small
        basin can be missed, and the more starts the less likely.
        """
        mu, s = np.meshgrid(np.linspace(*self.means, starts[0]), np.geomspace(*self.deviations, starts[1]))
        points = np.column_stack([mu.ravel(), s.ravel()])
        values, gradients, hessians = self(points)
        lowest, highest = np.array([self.means[0], self.deviations[0]]), np.array([self.means[1], self.deviations[1]])
        for _ in range(80):
            eigenvalues, vectors = np.linalg.eigh(hessians)
            sizes = np.maximum(np.abs(eigenvalues), 1e-3)  # any positive floor does: the step is cut below
            steps = -np.einsum("nij,nj,nkj,nk->ni", vectors, 1 / sizes, vectors, gradients)
            longest = points[:, 1:] / 2
            steps *= np.minimum(1, longest / np.maximum(np.abs(steps).max(axis=1, keepdims=True), 1e-300))
            if np.abs(steps).max() < 1e-13:
                break
            new = np.clip(points + steps, lowest, highest)
            fresh = self(new)
            # 1e-14: the rounding of a sum of values of order 1, which must not stop the last Newton steps
            for _ in range(8):
                rises = fresh[0] > values + 1e-14
                if not rises.any():
                    break
                new[rises] = (new[rises] + points[rises]) / 2
                again = self(new[rises])
                for kept, update in zip(fresh, again, strict=True):
                    kept[rises] = update
            points, (values, gradients, hessians) = new, fresh
        inside = np.all((points > lowest) & (points < highest), axis=1)
        # a gradient of 1e-9 is 1000 times the rule's error, and 1e-6 of its size away from stationary points
        good = inside & (np.abs(gradients).max(axis=1) < 1e-9) & (np.linalg.eigvalsh(hessians)[:, 0] > 0)
        found: list[Found] = []
        for k in np.flatnonzero(good)[np.argsort(values[good], kind="stable")]:
            # two starts that reach one minimum agree to 1e-9; different minima lie a good part of a deviation apart
            if all(np.hypot(points[k, 0] - f.mean, points[k, 1] - f.sd) > 1e-5 for f in found):
                found.append(Found(float(points[k, 0]), float(points[k, 1]), float(values[k])))
        return found


def local_minima(
    target: Any,
    objective: Blend,
    *,
    means: tuple[float, float] = (-6.0, 6.0),
    deviations: tuple[float, float] = (0.3, 6.0),
    starts: tuple[int, int] = (9, 7),
) -> list[Found]:
    """The local minima of the objective over normal laws with (mu, s) inside the box, lowest first; see Landscape.

    Accuracy: 1e-8 in mu and s, 1e-12 in the value, on targets whose minima are not flat.

    Raises
    ------
    TypeError
        For a target that is no mixture of normal laws.
    ValueError
        For an empty box.
    """
    return Landscape(target, objective, means=means, deviations=deviations).minima(starts=starts)


def normal_parts(target: Any) -> list[tuple[Fraction, Normal]]:
    """Weights and normal laws of a target; other targets are refused."""
    parts = list(target.each()) if isinstance(target, Mixture) else [(Fraction(1), target)]
    for _, part in parts:
        if not isinstance(part, Normal):
            raise TypeError(f"{type(part).__name__} in the target; give a Normal or a Mixture of Normals")
    return parts
