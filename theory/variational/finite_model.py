"""A model with two hidden states, in exact fractions: its evidence, posterior, bound and gap, each from its
definition."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Model:
    """p(z) and p(x|z) for one x."""

    prior: Vector
    likelihood: Vector

    def __str__(self) -> str:
        return f"p(z) = ({', '.join(map(str, self.prior))}), p(x|z) = ({', '.join(map(str, self.likelihood))})"

    def joint(self) -> Vector:
        return tuple(a * b for a, b in zip(self.prior, self.likelihood, strict=True))


#: The example R9.
FINITE = Model((Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 4), Fraction(3, 4)))


def log(x: Fraction) -> arb:
    """The logarithm as a ball."""
    return (arb(x.numerator) / x.denominator).log()


def weighted(q: Vector, inside: Vector) -> arb:
    """E_q log(inside), where 0 log anything = 0."""
    total = arb(0)
    for weight, value in zip(q, inside, strict=True):
        if weight:
            total += log(value) * weight.numerator / weight.denominator
    return total


def evidence(model: Model) -> arb:
    """log p(x), p(x) = sum of p(z) p(x|z)."""
    return log(sum(model.joint(), Fraction(0)))


def posterior(model: Model) -> Vector:
    """p(z|x) = p(z) p(x|z)/p(x)."""
    total = sum(model.joint(), Fraction(0))
    return tuple(j / total for j in model.joint())


def quotient(a: Vector, b: Vector) -> Vector:
    """a/b, point by point; 1 where b vanishes (there the weight is 0, too: the models here have positive priors)."""
    return tuple(x / y if y else Fraction(1) for x, y in zip(a, b, strict=True))


def bound(q: Vector, model: Model) -> arb:
    """E_q log p(x, z)/q(z)."""
    return weighted(q, quotient(model.joint(), q))


def gap(q: Vector, model: Model) -> arb:
    """KL(q || p(z|x))."""
    return weighted(q, quotient(q, posterior(model)))


def reconstruction(q: Vector, model: Model) -> arb:
    """E_q log p(x|z)."""
    return weighted(q, model.likelihood)


def kl_to_prior(q: Vector, model: Model) -> arb:
    """KL(q || p(z))."""
    return weighted(q, quotient(q, model.prior))


def without_prior(q: Vector, model: Model) -> arb:
    """E_q log p(x|z)/q(z): the prior has been lost."""
    return weighted(q, quotient(model.likelihood, q))


def posterior_below(q: Vector, model: Model) -> arb:
    """E_q log p(x|z) p(z)/p(z|x): the posterior stands where q should."""
    return weighted(q, quotient(model.joint(), posterior(model)))


def posterior_over_evidence(q: Vector, model: Model) -> arb:
    """-E_q log [p(z|x)/q(z) times 1/p(x)]: the posterior stands where the joint should."""
    total = sum(model.joint(), Fraction(0))
    return -weighted(q, tuple(a / b / total for a, b in zip(posterior(model), q, strict=True)))


def scaled_bound(q: Vector, model: Model, weight: Fraction) -> arb:
    """E_q log p(x|z) - weight KL(q || p(z))."""
    return reconstruction(q, model) - kl_to_prior(q, model) * weight.numerator / weight.denominator
