"""Laws with finitely many outcomes are exact; the normal law in several dimensions agrees with scipy and samples."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from numerics import kl
from numerics.laws import NotALaw
from numerics.laws.finite import Finite, PointMass
from numerics.laws.many_dimensions import MultivariateNormal

DIE = Finite(dict.fromkeys(range(1, 7), "1/6"))
PETS = Finite({"cat": "0.6", "dog": "0.1", ("a", "pair"): "0.3"})
COVARIANCE = np.array([[2.0, 0.6, 0.0], [0.6, 1.0, -0.3], [0.0, -0.3, 0.5]])
MEAN = np.array([1.0, -2.0, 0.5])


def test_weights_are_exact():
    assert PETS.probability("cat") == Fraction(3, 5)
    assert PETS.probability("bird") == 0
    assert DIE.mean == Fraction(7, 2)
    assert DIE.variance == Fraction(35, 12)
    assert Finite({0.5: "1/2", Fraction(1, 3): "1/2"}).mean == Fraction(5, 12)
    assert Finite.from_counts(Counter("abra")) == Finite({"a": "1/2", "b": "1/4", "r": "1/4"})
    assert Finite.from_counts({"a": 0.1, "b": 0.1}) == Finite({"a": "1/2", "b": "1/2"})


def test_equality_forgets_order_and_weight_zero_and_nothing_else():
    law = Finite({"a": "1/2", "b": "1/2", "c": 0})
    same = Finite({"b": "1/2", "a": "1/2"})
    assert law == same
    assert hash(law) == hash(same)
    assert law.labels == ("a", "b", "c")
    assert law.support == ("a", "b")
    assert law != Finite({"a": "1/2", "c": "1/2"})
    assert law != "law"
    assert repr(PETS) == "Finite({'cat': '3/5', 'dog': '1/10', ('a', 'pair'): '3/10'})"


def test_weights_on_a_common_list_can_be_compared():
    labels = ["bird", *PETS.labels]
    row = PETS.weights(labels)
    assert row.dtype == np.float64
    assert row.tolist() == [0.0, 0.6, 0.1, 0.3]
    other = Finite({"cat": "1/2", "dog": "1/4", ("a", "pair"): "1/4"}).weights(labels)
    by_hand = 0.6 * math.log(0.6 / 0.5) + 0.1 * math.log(0.1 / 0.25) + 0.3 * math.log(0.3 / 0.25)
    assert kl(row, other) == pytest.approx(by_hand, rel=1e-14)  # rounding of three terms
    assert PETS.weights().tolist() == [0.6, 0.1, 0.3]


def test_a_point_mass_is_a_law_of_one_value(generator):
    law = PointMass(3)
    assert law == Finite({3: 1})
    assert (law.mean, law.variance) == (3, 0)
    assert repr(law) == "PointMass(3)"
    assert np.all(law.sample(generator, 5) == 3)
    assert law != PointMass(4)


def test_samples_have_the_frequencies(generator):
    drawn = PETS.sample(generator, 20_000)
    assert drawn.dtype == object
    counts = Counter(drawn)
    assert set(counts) == set(PETS.labels)
    for label in PETS.labels:
        w = float(PETS.probability(label))
        # five standard errors: a false alarm once in 1.7 million runs, for each of three
        assert abs(counts[label] / 20_000 - w) < 5 * math.sqrt(w * (1 - w) / 20_000)
    throws = DIE.sample(generator, 20_000)
    assert throws.dtype == np.float64
    assert abs(throws.mean() - 3.5) < 5 * math.sqrt(35 / 12 / 20_000)
    assert "c" not in Finite({"a": 1, "c": 0}).sample(generator, 100)


WRONG = [
    (lambda: Finite({"a": 0.6, "b": 0.1, "c": 0.3}), "add up to 1 - 2.78e-17, not to 1.*from_counts"),
    (lambda: Finite({"a": "1/2", "b": "1/3"}), "add up to 5/6, not to 1; give exact ones such as '1/3'"),
    (lambda: Finite({"a": "3/2", "b": "-1/2"}), "the weight of 'b' is -1/2"),
    (lambda: Finite({"a": math.nan}), "the weight of 'a' is nan"),
    (lambda: Finite({}), "at least one outcome"),
    (lambda: Finite([0.5, 0.5]), "a list; give a mapping .* dict\\(enumerate\\(weights\\)\\)"),  # pyright: ignore
    (lambda: Finite.from_counts({"a": 0}), "the counts add up to 0"),
    (lambda: PETS.mean, "the label 'cat' is no number"),
    (lambda: PETS.variance, "the label 'cat' is no number"),
    (lambda: PETS.weights(["cat", "dog"]), "has weight 3/10 and is not in the list"),
    (lambda: PETS.weights(["cat", "cat"]), "'cat' stands twice"),
    (lambda: MultivariateNormal([0, 0], [[1, 0.5], [0.4, 1]]), r"covariance\[0, 1\] is 0.5 and .*\(C \+ C.T\)/2"),
    (lambda: MultivariateNormal([0, 0], [[1, 2], [2, 1]]), "smallest eigenvalue of the covariance is -1"),
    (lambda: MultivariateNormal([0, 0], [[1, 1], [1, 1]]), "not positive definite"),
    (lambda: MultivariateNormal([0, 0], [[0, 0], [0, 0]]), "not positive definite"),
    (lambda: MultivariateNormal([0, 0], [1, 1]), r"np.diag\(variances\)"),
    (lambda: MultivariateNormal(0, [[1]]), r"mean has shape \(\)"),
    (lambda: MultivariateNormal([0, math.inf], np.eye(2)), "nan or inf"),
    (lambda: MultivariateNormal([0, 0], np.eye(2)).density([1, 2, 3]), r"x has shape \(3,\)"),
]


@pytest.mark.parametrize(("make", "message"), WRONG)
def test_what_is_no_law_is_refused_with_the_remedy(make, message):
    with pytest.raises(NotALaw, match=message):
        make()


def test_the_density_in_several_dimensions_is_scipys(generator):
    law, other = MultivariateNormal(MEAN, COVARIANCE), stats.multivariate_normal(MEAN, COVARIANCE)
    points = generator.normal(size=(4, 5, 3)) * 3
    assert law.log_density(points).shape == (4, 5)
    # condition number 10: rounding of about 1e-15 of the largest term
    np.testing.assert_allclose(law.log_density(points), other.logpdf(points), rtol=1e-12)
    np.testing.assert_allclose(law.density(points), other.pdf(points), rtol=1e-12)
    assert law.density(MEAN) == pytest.approx((2 * math.pi) ** -1.5 / math.sqrt(np.linalg.det(COVARIANCE)), rel=1e-13)
    assert law.log_density(MEAN + 100) < -700  # where the density underflows
    assert law.dimension == 3


def test_samples_have_mean_and_covariance(generator):
    sample = MultivariateNormal(MEAN, COVARIANCE).sample(generator, 50_000)
    assert sample.shape == (50_000, 3)
    errors = np.sqrt(np.diag(COVARIANCE) / 50_000)
    # five standard errors: a false alarm once in 1.7 million runs, for each of 3 + 9
    assert np.all(np.abs(sample.mean(axis=0) - MEAN) < 5 * errors)
    spread = np.sqrt((COVARIANCE**2 + np.outer(np.diag(COVARIANCE), np.diag(COVARIANCE))) / 50_000)
    assert np.all(np.abs(np.cov(sample.T) - COVARIANCE) < 5 * spread)
