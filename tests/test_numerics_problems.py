"""The zoo's exact answers are met, and theory's functionals, evaluated in balls, contain numerics' values."""

from fractions import Fraction

import flint
import numpy as np
import pytest

import numerics
from numerics.problems import PROBLEMS
from theory.deciding.balls import Case, evaluate
from theory.proving.formulas import expression

#: The bound of numerics.divergences; the root of it for distances is half as large.
BOUND = 64 * 2.0**-52

#: theory's functional for each function of numerics.
FUNCTIONALS = {
    "kl": "KL(p, q)", "js": "JSD(p, q)", "jeffreys": "J(p, q)", "tv": "TV(p, q)", "chi_square": "chi2(p, q)",
    "squared_hellinger": "H2(p, q)", "triangular": "Delta(p, q)", "entropy": "H(p)", "cross_entropy": "CE(p, q)",
}  # fmt: skip


@pytest.mark.parametrize("known", PROBLEMS, ids=lambda known: known.name)
def test_the_exact_answers_are_met(known):
    p, q = np.array(known.p, float), np.array(known.q, float)
    for name, value in known.values.items():
        found = getattr(numerics, name)(p, q)
        with flint.ctx.workprec(200):
            exact = value()
            if not exact.is_finite():
                assert found == np.inf
            else:
                # the weights themselves are rounded: one more eps each, times a condition number of order one
                assert abs(flint.arb(float(found)) - exact) <= 4 * BOUND * abs(exact), (name, found)


def test_a_wrong_answer_is_noticed():
    known = PROBLEMS[2]
    with flint.ctx.workprec(200):
        reversed_kl = numerics.kl(np.array(known.q, float), np.array(known.p, float))
        assert abs(flint.arb(float(reversed_kl)) - known.values["kl"]()) > 1e-3


def theory_value(formula, p, q) -> flint.arb:
    """theory's evaluation on the doubles themselves, as exact fractions.

    A zero is replaced by 2^-4000: where a functional is continuous there (0 log 0 = 0), that changes it by less than
    2^-3900, far below everything that is compared.
    """
    p, q = (tuple(Fraction(float(x)) or Fraction(1, 2**4000) for x in weights) for weights in (p, q))
    return evaluate(formula, Case({"p": p, "q": q}, {}, (Fraction(1),) * len(p))).ball.real


def random_pair(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Laws of 2 to 5 outcomes: spread out, near to each other, with zeros, with tiny weights."""
    n = int(generator.integers(2, 6))
    kind = generator.integers(4)
    p = generator.dirichlet(np.full(n, 0.7))
    q = generator.dirichlet(np.full(n, 0.7))
    if kind == 1:
        q = p * (1 + 10.0 ** -generator.integers(1, 13) * generator.uniform(-1, 1, n))
    if kind == 2:
        q[generator.integers(n)] = 0.0
        p[generator.integers(n)] = 0.0
    if kind == 3:
        p[generator.integers(n)] *= 1e-200
    return p / p.sum(), q / q.sum()


@pytest.mark.parametrize("name", FUNCTIONALS)
def test_theorys_functional_contains_the_value(name, generator):
    """1500 random pairs each: theory's formula in ball arithmetic on the exact doubles, less its linear part."""
    formula, linear = expression(FUNCTIONALS[name]), {"kl": 1, "cross_entropy": 0, "entropy": 0}.get(name, 0)
    checked = 0
    for _ in range(1500):
        p, q = random_pair(generator)
        if np.any((q == 0) & (p > 0)) and name in ("kl", "jeffreys", "chi_square", "cross_entropy"):
            assert getattr(numerics, name)(p, q) == np.inf
            continue
        if name == "jeffreys" and np.any((p == 0) & (q > 0)):
            assert numerics.jeffreys(p, q) == np.inf
            continue
        keep = (p > 0) | (q > 0)
        exact_p, exact_q = map(Fraction, map(float, p)), map(Fraction, map(float, q))
        with flint.ctx.workprec(300):
            ball = theory_value(formula, p[keep], q[keep])
            off = sum(exact_p, Fraction(0)) - sum(exact_q, Fraction(0))
            ball -= linear * flint.arb(off.numerator) / off.denominator
            found = numerics.entropy(p) if name == "entropy" else getattr(numerics, name)(p, q)
            gap = abs(flint.arb(float(found)) - ball)
            assert gap <= BOUND * abs(ball) + flint.arb(2) ** -1060, (name, p, q, found, ball)
        checked += 1
    assert checked > 500
