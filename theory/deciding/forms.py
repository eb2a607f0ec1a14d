"""Values that may contain integrals: linear combinations of integral atoms, with fractions as coefficients.

An atom is the integral of one monomial over the common denominator, on one cell of the space.  Distinct atoms are
linearly independent, apart from the laws  integral of p = integral of q = 1  and  integral of q' = 0, which are used
up when atoms are made (`theory.deciding.integrals`).  The key of an atom is a string; the key of 1 is "".
"""

from __future__ import annotations

from fractions import Fraction

from theory.deciding.ring import Frac, Ring

Form = dict[str, Frac]

ONE = ""


def constant_form(u: Frac) -> Form:
    return {ONE: u}


def plus(ring: Ring, a: Form, b: Form) -> Form:
    out = dict(a)
    for key, u in b.items():
        out[key] = ring.add(out[key], u) if key in out else u
    return {k: u for k, u in out.items() if u.num}


def scaled(ring: Ring, a: Form, u: Frac) -> Form:
    return {k: w for k, v in a.items() if (w := ring.mul(v, u)).num}


def minus(ring: Ring, a: Form, b: Form) -> Form:
    return plus(ring, a, scaled(ring, b, ring.rational(-1)))


def plain_value(ring: Ring, a: Form) -> Frac | None:
    """The fraction that a form without atoms is; None if it has atoms."""
    if not a:
        return ring.rational(0)
    return a[ONE] if len(a) == 1 and ONE in a else None


def lifted(ring: Ring, a: Form) -> Frac:
    """Atoms turned into generators of the ring, where a form is used in a way that is not linear."""
    out = ring.rational(0)
    for key, u in a.items():
        if key == ONE:
            out = ring.add(out, u)
        else:
            positive = Fraction(0) if key.endswith("+") else None
            g = ring.gen(key, "atom", lower=positive)
            out = ring.add(out, ring.mul(u, ring.of(ring.poly(g))))
    return out


def times(ring: Ring, a: Form, b: Form) -> Form:
    for one, other in ((a, b), (b, a)):
        value = plain_value(ring, one)
        if value is not None:
            return scaled(ring, other, value)
    return constant_form(ring.mul(lifted(ring, a), lifted(ring, b)))


def is_zero(ring: Ring, a: Form) -> bool:
    """Is the form zero?  Atoms that were lifted elsewhere are lifted here too, so that both spellings meet."""
    if all(ring.is_zero(u) for u in a.values()):
        return True
    if any(key in ring.by_key for key in a):
        return ring.is_zero(lifted(ring, a))
    return False
