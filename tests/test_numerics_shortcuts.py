"""What makes numerics fast does not change what it says: with every shortcut taken away the answers are the same."""

from fractions import Fraction

import flint
import numpy as np
import pytest

import numerics
from numerics import Laplace, Normal, certified_js, certified_tv, certified_w1, terms
from numerics.certified import divergences

PAIRS = [
    (Normal(), Normal(0, "0.0001")), (Normal(), Normal(50, "0.01")), (Normal(-3, "0.3"), Normal(3, 2)),
    (Laplace(), Normal(1, "0.001")),
]  # fmt: skip


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_pieces_that_are_not_integrated_give_the_same_ball(p, q, monkeypatch):
    """Where one density is far below the other the integral is half of log 2 times a mass: with and without."""
    quick = certified_js(p, q, digits=20)
    skipped = []
    original = divergences._far_apart

    def watched(left, right, *rest):
        found = original(left, right, *rest)
        skipped.append(found is not None)
        return found

    monkeypatch.setattr(divergences, "_far_apart", watched)
    certified_js(p, q, digits=20)
    assert any(skipped)
    monkeypatch.setattr(divergences, "_far_apart", lambda *_: None)
    slow = certified_js(p, q, digits=20)
    with flint.ctx.workprec(200):
        assert quick.overlaps(slow)
        assert abs(quick - slow) < flint.arb(10) ** -20


def test_the_error_of_a_skipped_piece_is_in_its_ball():
    """At a threshold of 2^-4 the mass alone is visibly wrong, and the ball is wide enough to hold the true integral."""
    p, q, left, right = Normal(), Normal(1), Fraction(-8), Fraction(-5)
    with flint.ctx.workprec(100):
        piece = divergences._far_apart(left, right, p, q, -10)
        term = divergences._js((left + right) / 2, p, q)
        assert piece is not None
        assert term is not None
        true = flint.acb.integral(term, -8, -5).real
        assert piece.contains(true)
        assert divergences._far_apart(left, right, p, q, 60) is None


@pytest.mark.parametrize("name", ["kl", "js"])
def test_the_quick_sums_and_the_careful_ones_agree(name, generator, monkeypatch):
    """Up to the stated 64 eps, whatever the size: around one block, and over several."""
    sizes = (2, 10, terms.BLOCK - 1, terms.BLOCK, terms.BLOCK + 1, 3 * terms.BLOCK + 5)
    pairs = [generator.dirichlet(np.full(n, 0.7), 2) + 1e-300 for n in sizes]
    quick = [getattr(numerics, name)(p, q) for p, q in pairs]
    monkeypatch.setattr(terms, "LARGE", np.inf)
    careful = [getattr(numerics, name)(p, q) for p, q in pairs]
    np.testing.assert_allclose(quick, careful, rtol=128 * 2.0**-52)
    assert quick != careful  # they are two computations


def test_laws_that_nearly_agree_and_laws_of_very_different_widths_are_certified_too():
    """TV of N(0,1) and N(d,1) is erf(d/(2 sqrt 2)), W1 is d: to 40 decimals at d = 1e-20, where p - q cancels."""
    near = Normal("1e-20", 1)
    with flint.ctx.workprec(300):
        d = 1 / flint.arb(10) ** 20
        assert certified_tv(Normal(), near, digits=40).overlaps((d / (2 * flint.arb(2).sqrt())).erf())
        assert certified_w1(Normal(), near, digits=40).overlaps(d)
        wide = certified_tv(Laplace(0, "1e-6"), Normal(), digits=20)
        assert 1 - flint.arb("2e-5") < wide < 1 - flint.arb("1e-5")  # what is lost is some 1e-6 wide around 0


def test_huge_places_have_an_infinite_distance_and_no_warning():
    assert numerics.wasserstein([1e308], [-1e308]) == np.inf


def test_what_leaves_a_double_on_the_way_is_computed_all_the_same():
    """Values that a textbook formula turns into inf or 0: closed forms in one or two terms."""
    assert numerics.renyi([0.5, 0.5], [1e-100, 1.0], order=5) == pytest.approx(
        100 * np.log(10) - 5 / 4 * np.log(2), rel=1e-13
    )
    assert numerics.renyi([0.9, 0.1], [0.1, 0.9], order=1000) == pytest.approx(
        np.log(9) + (np.log(0.9)) / 999, rel=1e-13)  # fmt: skip
    assert numerics.chi_square([1e-10, 1 - 1e-10], [1e-319, 1]) == pytest.approx(
        1e-20 / 1e-319, rel=1e-4
    )  # 1e-319 is coarse
    assert numerics.gaussian_kl(0, 1e-300, 0, 1) == pytest.approx((300 * np.log(10) - 1) / 2, rel=1e-14)
    tall = numerics.gaussian_kl([0, 0], np.diag([1e-20, 1]), [0, 0], np.eye(2))
    assert tall == pytest.approx((20 * np.log(10) - 1) / 2, rel=1e-13)
    assert numerics.gaussian_w2(0, 1, 0, 1 + 1e-10) == pytest.approx(5e-11, rel=1e-5)
    assert numerics.gaussian_w2([0, 0], np.eye(2), [0, 0], (1 + 1e-9) * np.eye(2)) == pytest.approx(
        2**0.5 * 5e-10, rel=1e-6
    )
    assert numerics.gaussian_w2(1e200, 1, 0, 1) == 1e200


@pytest.mark.parametrize("order", [1, 2, 10, 50, np.inf])
def test_equal_weights_of_different_numbers_are_exact(order):
    """Each point twice is the same law, at every order (a mass of rounding would move W_50 by half of the range)."""
    assert numerics.wasserstein([0, 1, 2], [0, 0, 1, 1, 2, 2], order=order) == 0.0
    six = numerics.wasserstein([0] * 3 + [3] * 3, [1] * 4 + [4] * 2, order=order)
    assert numerics.wasserstein([0, 3], [1, 1, 4], order=order) == pytest.approx(six, rel=1e-14)


def test_small_costs_are_solved_as_well_as_large_ones():
    plan = numerics.optimal_plan([0.3, 0.7], [0.6, 0.4], [[0, 1e-9], [1e-9, 0]])
    assert plan.cost == pytest.approx(3e-10, rel=1e-9)
