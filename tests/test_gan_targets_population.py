"""Targets by name: what a name stands for, what its brackets mean, and the names that are none."""

import math

import pytest
import torch

from gan_small.targets import (
    NAMES,
    CorrelatedGaussians,
    NotATarget,
    population,
    uniforms_wanted,
)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("guass", "did you mean gauss"),
        ("rings", "did you mean ring"),
        ("zzz", "there are gauss, "),
        ("", "no name of a target"),
        ("gauss(1, 0.5", "no name of a target"),
        ("gauss(1, 0.5) + 1", "no name of a target"),
        ("gauss 1 0.5", "no name of a target"),
        ("gauss()", "'' in 'gauss.*' is no number"),
        ("gauss(1)", r"has 1 parameters; write gauss\(mean, scale\)"),
        ("gauss(1, 2, 3)", "has 3 parameters"),
        ("gauss(1, x)", "'x' in .* is no number"),
        ("gauss(1, 2**3)", "is no number"),
        ("gauss(nan, 1)", "not finite"),
        ("gauss(inf, 1)", "not finite"),
        ("gauss(1, -0.5)", r"gauss\(1, -0.5\): scales\[0, 0\] is -0.5"),
        ("ring(0, 0.1)", "coincide"),
        ("bimodal(1.5, 0, 4, 1)", "not negative"),
        ("gauss-correlated(0, 0, 1, 1, 1)", "strictly between -1 and 1"),
        ("uniform(1, 0)", "not above the low end"),
    ],
)
def test_a_name_of_no_target_is_refused_with_the_way_out(name, says):
    with pytest.raises(NotATarget, match=says):
        population(name, members=2, uniforms=torch.zeros(2, 0))


def test_the_scale_in_brackets_is_no_variance():
    target = population(" gauss( 1, 0.5 ) ", members=3, uniforms=torch.zeros(3, uniforms_wanted("gauss(1, 0.5)")))
    assert target.spread().tolist() == [[0.5]] * 3
    assert target.mean().tolist() == [[1.0]] * 3


def test_the_correlation_in_brackets_is_that_of_the_law():
    target = population("gauss-correlated(1, 2, 0.5, 3, 0.6)", members=1, uniforms=torch.zeros(1, 0))
    assert isinstance(target, CorrelatedGaussians)
    covariance = target.factors[0] @ target.factors[0].T
    assert covariance.flatten().tolist() == pytest.approx([0.25, 0.9, 0.9, 9.0], rel=1e-15)
    assert target.describe(0) == "N((1.000, 2.000), covariance (0.250, 0.900), (0.900, 9.000))"


def test_a_population_fills_the_ranges_that_its_name_promises():
    """Uniforms near 0 and 1 give the ends, and 1/2 the middle: low + (high - low) u."""
    u = torch.tensor([[1e-9, 1e-9], [0.5, 0.5], [1 - 1e-9, 1 - 1e-9]], dtype=torch.float64)
    target = population("gauss", members=3, uniforms=u)
    assert target.mean()[:, 0].tolist() == pytest.approx([-3, 0, 3], abs=1e-8)
    assert target.spread()[:, 0].tolist() == pytest.approx([0.3, 1.15, 2], abs=1e-8)
    for given in (1e-9, 0.5, 1 - 1e-9):
        for name in NAMES:
            wanted = torch.full((1, uniforms_wanted(name)), given, dtype=torch.float64)
            population(name, members=1, uniforms=wanted)  # no end of a range leaves the laws


@pytest.mark.parametrize(
    ("uniforms", "says"),
    [
        (torch.full((3, 2), 0.5), "for 4 members"),
        (torch.full((4, 1), 0.5), "is 2"),
        (torch.ones(4, 2), "strictly between 0 and 1"),
        (torch.zeros(4, 2), "strictly between 0 and 1"),
        (torch.full((4, 2), math.nan), "strictly between 0 and 1"),
    ],
)
def test_wrong_uniforms_for_a_population_are_refused(uniforms, says):
    with pytest.raises(NotATarget, match=says):
        population("gauss", members=4, uniforms=uniforms)


def test_every_name_has_a_sentence_and_says_its_parameters():
    for name, sentence in NAMES.items():
        assert f"{name}(" in sentence
        count = sentence.rpartition("(")[2].count(",") + 1
        with pytest.raises(NotATarget, match="parameters; write"):
            uniforms_wanted(f"{name}({', '.join('1' * (count + 1))})")
        assert uniforms_wanted(f"{name}({', '.join('1' * count)})") == 0
