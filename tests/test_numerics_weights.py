"""Bad input to numerics: what was given, the law it breaks, and the way out."""

import numpy as np
import pytest

import numerics
from numerics import NotWeights

WRONG = {
    "counts": ([3, 1], [1, 3], r"p adds up to 4, not to 1.*normalise\(p\)"),
    "negative": ([0.5, 0.5], [1.5, -0.5], r"q\[1\] is -0.5; weights are finite and not negative"),
    "the first of several": ([0.5, -0.5, -1, 2], [0.25] * 4, r"p\[1\] is -0.5"),
    "nan": ([0.5, np.nan], [0.5, 0.5], r"p\[1\] is nan"),
    "infinite": ([0.5, np.inf], [0.5, 0.5], r"p\[1\] is inf"),
    "other outcomes": ([0.5, 0.5], [0.2, 0.3, 0.5], "p has 2 outcomes and q has 3"),
    "number": (0.5, [0.5, 0.5], "p is the number 0.5"),
    "empty": ([], [], "no outcomes"),
    "row of a batch": ([[0.5, 0.5], [0.5, 0.6]], [0.5, 0.5], r"p adds up to 1\.1.* in row 1"),
    "batches": (np.full((2, 2), 0.5), np.full((3, 2), 0.5), r"shapes \(2,\) and \(3,\)"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("name", ["kl", "js", "tv", "squared_hellinger", "cross_entropy"])
def test_an_error_names_what_was_given_and_the_way_out(case, name):
    p, q, message = WRONG[case]
    with pytest.raises(NotWeights, match=message):
        getattr(numerics, name)(p, q)


@pytest.mark.parametrize("bad", [np.array([0.5, 0.5j]), np.array(["a", "b"])])
def test_what_is_not_a_real_number_is_refused(bad):
    with pytest.raises(TypeError, match="weights are real numbers"):
        numerics.kl(bad, [0.5, 0.5])


def test_tensors_of_another_library_are_refused_with_the_remedy():
    tensor = type("Tensor", (), {"__module__": "torch"})()
    with pytest.raises(TypeError, match=r"pass p\.detach\(\)\.cpu\(\)\.numpy\(\)"):
        numerics.js(tensor, [0.5, 0.5])


@pytest.mark.parametrize(("dtype", "allowed"), [(np.float16, 0.03), (np.float32, 3e-4), (np.float64, 1e-8)])
def test_a_sum_may_be_off_by_the_rounding_of_its_dtype_and_no_more(dtype, allowed):
    p = np.array([0.5, 0.5 + allowed / 2], dtype)
    assert numerics.kl(p, p) == 0.0
    with pytest.raises(NotWeights):
        numerics.kl(np.array([0.5, 0.5 + allowed * 2], dtype), [0.5, 0.5])


def test_masks_and_empty_batches_are_refused():
    with pytest.raises(TypeError, match="whose mask would be lost"):
        numerics.kl(np.ma.array([0.5, 0.25, 0.25], mask=[0, 0, 1]), [0.5, 0.25, 0.25])
    with pytest.raises(NotWeights, match="no laws"):
        numerics.js(np.ones((0, 3)), np.ones((0, 3)))


def test_float32_input_is_computed_in_double():
    p, q = np.array([0.3125, 0.6875], np.float32), np.array([0.375, 0.625], np.float32)
    assert numerics.js(p, q) == numerics.js(p.astype(float), q.astype(float))
    assert numerics.js(p, q).dtype == np.float64


def test_integers_and_booleans_are_weights_too():
    assert numerics.tv([1, 0], [True, False]) == 0.0


def test_normalise_divides_by_the_sum_and_refuses_what_has_none():
    np.testing.assert_array_equal(numerics.normalise([[1, 3], [2, 2]]), [[0.25, 0.75], [0.5, 0.5]])
    for bad in ([0, 0], [-1, 2], [np.inf, 1]):
        with pytest.raises(NotWeights, match="not all zero"):
            numerics.normalise(bad)


def test_bases_and_orders_have_a_range():
    p = [0.5, 0.5]
    for base in (1, 0, -2):
        with pytest.raises(ValueError, match="base is"):
            numerics.kl(p, p, base=base)
    with pytest.raises(ValueError, match="order from 0 to inf"):
        numerics.renyi(p, p, order=-1)
    with pytest.raises(ValueError, match="give a finite one"):
        numerics.alpha_divergence(p, p, order=np.inf)
    with pytest.raises(ValueError, match="prior probability of p"):
        numerics.weighted_js(p, p, weight=1.5)
    assert numerics.js([1, 0], [0, 1], base=2) == 1.0
    assert numerics.entropy([0.25] * 4, base=4) == pytest.approx(1.0, rel=1e-15)


def test_the_weighted_and_the_generalised_forms_agree_with_their_definitions(generator):
    p, q, r = generator.dirichlet(np.ones(6), 3)
    m = 0.2 * p + 0.8 * q
    # 1e-14: the definitions' own rounding, at values of order one
    definition = 0.2 * numerics.kl(p, m) + 0.8 * numerics.kl(q, m)
    assert numerics.weighted_js(p, q, weight=0.2) == pytest.approx(definition, rel=1e-13)
    assert numerics.weighted_js(p, q, weight=0.5) == pytest.approx(numerics.js(p, q), rel=1e-13)
    assert numerics.weighted_js(p, q, weight=1.0) == 0.0
    assert numerics.js_of([p, q]) == pytest.approx(numerics.js(p, q), rel=1e-13)
    assert numerics.js_of(np.eye(3)) == pytest.approx(np.log(3), rel=1e-15)
    middle = (p + q + r) / 3
    mixed = numerics.entropy(middle) - np.mean([numerics.entropy(x) for x in (p, q, r)])
    assert numerics.js_of([p, q, r]) == pytest.approx(mixed, rel=1e-12)
    near = p * (1 + 1e-9 * generator.uniform(-1, 1, 6))
    near /= near.sum()
    # at 1e-9 entropies would be off by 100%; the second-order form has a relative error of 1e-9
    assert numerics.weighted_js(p, near, weight=0.3) == pytest.approx(0.21 * numerics.chi_square(p, near) / 2, rel=1e-6)
    for bad in (p, np.ones((2, 2, 2)) / 2):
        with pytest.raises(NotWeights, match="one law a row"):
            numerics.js_of(bad)
    with pytest.raises(NotWeights, match="3 laws need 3 priors"):
        numerics.js_of([p, q, r], priors=[0.5, 0.5])


def test_any_generator_gives_its_divergence(generator):
    p, q = generator.dirichlet(np.ones(8), 2)
    p[0] = 0.0
    p /= p.sum()
    squared = numerics.Generator(lambda u: (u - 1) ** 2, at_zero=1.0, slope=np.inf)
    half = numerics.Generator(lambda u: abs(u - 1) / 2, at_zero=0.5, slope=0.5)
    assert numerics.f_divergence(p, q, squared) == pytest.approx(numerics.chi_square(p, q), rel=1e-13)
    assert numerics.f_divergence(p, q, half) == pytest.approx(numerics.tv(p, q), rel=1e-13)
    assert numerics.f_divergence(q, p, squared) == np.inf
    reverse_kl = numerics.Generator(lambda u: -np.log(u), at_zero=np.inf, slope=0.0)
    # an outcome that neither has costs nothing, whatever the prices of the ends
    for generator_of, first, second in (
        (reverse_kl, [0, 0.4, 0.6], [0, 0.5, 0.5]),
        (squared, [0.4, 0, 0.6], [1, 0, 0]),
    ):
        assert not np.isnan(numerics.f_divergence(first, second, generator_of))
    assert numerics.f_divergence([0, 0.4, 0.6], [0, 0.5, 0.5], reverse_kl) == pytest.approx(
        numerics.kl([0.5, 0.5], [0.4, 0.6]), rel=1e-13
    )
    assert numerics.f_divergence([0, 0.4, 0.6], [0, 0.5, 0.5], squared) == pytest.approx(0.04, rel=1e-13)
    assert numerics.f_divergence([0, 1], [0.5, 0.5], reverse_kl) == np.inf
    assert numerics.f_divergence([0.5, 0.5], [0, 1], reverse_kl) == pytest.approx(np.log(2), rel=1e-13)
    with pytest.raises(ValueError, match=r"f\(1\) is 1"):
        numerics.f_divergence(p, q, numerics.Generator(lambda u: u, at_zero=0.0, slope=1.0))
