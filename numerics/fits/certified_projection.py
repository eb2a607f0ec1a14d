r"""Proof that a local minimum is where the search found it: Krawczyk's test in two dimensions, in balls.

With F the gradient of the objective in (mu, s), c a point, Y about the inverse Hessian there, X a small box about c,

    K = c - Y F(c) + (1 - Y F'(X)) (X - c)  inside X   =>   F has exactly one zero in X, and it lies in K.

If besides F'(X), a matrix of balls, is positive definite, the zero is a strict local minimum and the only one in X.
All integrals are over |z| < R, z = (x - mu)/s, by acb.integral; what lies beyond is bounded (`_tail`) and added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np
from flint import acb, arb

from numerics.certified import CannotCertify, certified_js, certified_kl
from numerics.certified.integral import Density, bits_for
from numerics.fits.gaussian_projection import Blend, Found, Landscape, local_minima, normal_parts
from numerics.laws import Normal
from numerics.laws.on_the_line import ball

Pair = tuple[arb, arb]
Triple = tuple[arb, arb, arb]


@dataclass(frozen=True)
class CertifiedMinimum:
    """A strict local minimum: mean, sd and value as balls that hold the true ones; `hessian` (mu mu, mu s, s s) on the
    box, positive definite; there is no other stationary point within `box` of mean and sd (each)."""

    mean: arb
    sd: arb
    value: arb
    hessian: Triple
    box: arb


def certified_minima(
    target: Any,
    objective: Blend,
    *,
    digits: int = 12,
    means: tuple[float, float] = (-6.0, 6.0),
    deviations: tuple[float, float] = (0.3, 6.0),
    starts: tuple[int, int] = (9, 7),
) -> list[CertifiedMinimum]:
    """The local minima that `local_minima` finds in the box, each proved, lowest first.

    Each is certified; that there are no others in the box is not (it is the search's word).  Raises CannotCertify.
    """
    found = local_minima(target, objective, means=means, deviations=deviations, starts=starts)
    return [certified_minimum(target, objective, near, digits=digits) for near in found]


def certified_minimum(target: Any, objective: Blend, near: Found, *, digits: int = 12) -> CertifiedMinimum:
    """The local minimum next to `near`: mean and sd with radii below 10^-digits, the value likewise.

    target: Normal, or a Mixture of Normals.  near: within Newton's reach of the minimum, as from `local_minima`.

    Raises
    ------
    CannotCertify
        Where Krawczyk's test fails: `near` is too far off, or the minimum too flat for so many digits; and where
        what is there is no minimum.
    """
    box = Landscape(target, objective, means=(near.mean - 1, near.mean + 1), deviations=(near.sd / 2, near.sd * 2))
    y = [[arb(float(v)) for v in row] for row in np.linalg.inv(box([[near.mean, near.sd]])[2][0])]
    with flint.ctx.workprec(bits_for(digits) + 40):
        small, radius = arb(10) ** -(digits + 2), arb(10) ** -digits / 2
        of = _Derivatives(target, objective, digits)
        centre: Pair = (arb(near.mean), arb(near.sd))
        for _ in range(8):
            step = _times(y, of.gradient(*centre))
            centre = (centre[0] - step[0]).mid(), (centre[1] - step[1]).mid()
            if all(abs(x) < small for x in step):
                break
        around_0 = arb(0, radius.upper())
        wide = centre[0] + around_0, centre[1] + around_0
        if not wide[1] > 0:
            raise CannotCertify(f"from sd = {near.sd} Newton's method went to {float(centre[1]):.6g}; start closer")
        f, (h11, h12, h22) = of.gradient(*centre), of.hessian(*wide)
        newton = _times(y, f)
        rest = [[1 - (y[0][0] * h11 + y[0][1] * h12), -(y[0][0] * h12 + y[0][1] * h22)],
                [-(y[1][0] * h11 + y[1][1] * h12), 1 - (y[1][0] * h12 + y[1][1] * h22)]]  # fmt: skip
        spread = _times(rest, (around_0, around_0))
        moved = spread[0] - newton[0], spread[1] - newton[1]
        if not all(abs(x) < radius for x in moved):
            raise CannotCertify(
                f"near mu = {near.mean}, s = {near.sd} no zero of the gradient is proved within 10^-{digits}; "
                "start from local_minima, or ask for fewer digits"
            )
        if not (h11 > 0 and h11 * h22 - h12 * h12 > 0):
            raise CannotCertify(
                f"near mu = {near.mean}, s = {near.sd} the gradient vanishes, but the Hessian there, "
                f"[{h11.str(5)}, {h12.str(5)}; {h22.str(5)}], is not positive definite: no minimum"
            )
        change = f[0] * moved[0] + f[1] * moved[1]
        bent = _times([[h11, h12], [h12, h22]], moved)
        curved = (bent[0] * moved[0] + bent[1] * moved[1]) / 2
        value = objective_at(target, objective, _exactly(centre[0]), _exactly(centre[1]), digits=digits + 1)
        mean, sd = (c + m for c, m in zip(centre, moved, strict=True))
        return CertifiedMinimum(mean, sd, value + change + curved, (h11, h12, h22), radius)


def objective_at(target: Any, objective: Blend, mean: Fraction, sd: Fraction, *, digits: int = 15) -> arb:
    """The objective at N(mean, sd^2), a ball: by numerics.certified, which shares no integrand with the gradient."""
    q, total = Normal(mean, sd), arb(0)
    with flint.ctx.workprec(bits_for(digits) + 40):
        if objective.kl:
            total += objective.kl * certified_kl(q, target, digits=digits + 1)
        if objective.js:
            total += objective.js * certified_js(target, q, digits=digits + 1)
        return total


class _Derivatives:
    """Gradient and Hessian at (mu, s), points or boxes, as balls."""

    def __init__(self, target: Any, objective: Blend, digits: int) -> None:
        self.parts = normal_parts(target)
        self.a, self.b = objective.kl, objective.js
        self.density = Density(target.exponents(Fraction(0)))
        self.digits = digits
        # exp(-R^2/2) < 10^-(digits + 22): log 10 < 2.303; the factors in _tail are far below 10^20
        self.reach = Fraction(int((2 * 2.303 * (digits + 22)) ** 0.5) + 1)

    def gradient(self, mu: arb, s: arb) -> Pair:
        """The two partial derivatives, to digits + 4 decimals at exact points."""
        first, second = self._integrals(mu, s, lambda z, g, w: (g * z, g * (z * z - 1)), self.digits + 4)
        return first / s, second / s

    def hessian(self, mu: arb, s: arb) -> Triple:
        """The entries (mu mu, mu s, s s), to about 1e-7: enough for Krawczyk's test."""
        h11, h12 = self._integrals(
            mu, s, lambda z, g, w: (g * (z * z - 1) + w * z * z, (g * (z * z - 3) + w * (z * z - 1)) * z), 7
        )
        h22, _ = self._integrals(
            mu, s, lambda z, g, w: (g * ((z * z - 5) * z * z + 2) + w * (z * z - 1) * (z * z - 1), acb(0)), 7
        )
        return h11 / (s * s), h12 / (s * s), h22 / (s * s)

    def _integrals(self, mu: arb, s: arb, pick: Callable[..., tuple[acb, acb]], digits: int) -> Pair:
        """int phi(z) pick(z, g, w) dz for two integrands at once: real on the real line, they are added as u + i v."""
        log2, i = arb(2).log(), acb(0, 1)
        log_scale = s.log() + (2 * arb.pi()).log() / 2

        def integrand(z: acb, analytic: bool) -> acb:
            x = mu + s * z
            k = self.density.largest(x.real.mid())
            log_p = self.density.terms[k](x) + self.density.over(k, x).log(analytic=analytic)
            d = -z * z / 2 - log_scale - log_p
            g, w = self.a * d, acb(self.a)
            if self.b:
                if d.real.mid() > 0:
                    e = (-d).exp()
                    softplus, share = (1 + e).log(analytic=analytic), e / (1 + e)
                else:
                    e = d.exp()
                    softplus, share = (1 + e).log(analytic=analytic) - d, 1 / (1 + e)
                g, w = g + self.b * (log2 - softplus) / 2, w + self.b * share / 2
            u, v = pick(z, g, w)
            return (-z * z / 2).exp() * (u + i * v)

        goal, reach = arb(10) ** -digits, ball(self.reach)
        total = acb(0)
        for low, high in ((-reach, arb(0)), (arb(0), reach)):
            total += acb.integral(integrand, low, high, abs_tol=goal, rel_tol=arb(2) ** -flint.ctx.prec)
        total /= (2 * arb.pi()).sqrt()
        tail = arb(0, self._tail(mu, s).upper())
        return total.real + tail, total.imag + tail

    def _tail(self, mu: arb, s: arb) -> arb:
        """A bound on the integrals beyond R.  There |g| <= (|a| + |b|/2)|d| + |b| log 2 and |w| <= |a| + |b|/2; the
        polynomials are at most z^4 in size, each, for |z| >= 3; and |d| <= A + B z^2, since p is at least its first
        part, at most the sum of weights over (sd sqrt(2 pi)), and (mu - m + s z)^2 <= 2 (mu - m)^2 + 2 s^2 z^2."""
        weight, part = self.parts[0]
        root, away = (2 * arb.pi()).sqrt(), mu - ball(part.mean)
        # products, not powers: flint 0.9 gives nan for (0 +/- r) ** 2
        least = [abs((ball(weight) / (ball(part.sd) * root)).log()) + away * away / ball(part.variance),
                 s * s / ball(part.variance)]  # fmt: skip
        most = abs(sum((ball(w) / (ball(n.sd) * root) for w, n in self.parts), arb(0)).log())
        constant = abs((s * root).log()) + least[0] + most
        slope = arb(0.5) + least[1]
        steep = arb(abs(self.a)) + arb(abs(self.b)) / 2
        factor = steep * (constant + slope + 1) + abs(self.b) * arb(2).log()  # times z^6 for |z| >= 1
        r = ball(self.reach)
        beyond = (-r * r / 2).exp() / root * (r**5 + 5 * r**3 + 15 * r) + 15 * (r / arb(2).sqrt()).erfc() / 2
        return 2 * factor * beyond


def _times(matrix: Any, vector: Pair) -> Pair:
    (a, b), (c, d) = matrix
    return a * vector[0] + b * vector[1], c * vector[0] + d * vector[1]


def _exactly(x: arb) -> Fraction:
    """The number that a ball of radius 0 is."""
    mantissa, exponent = x.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
