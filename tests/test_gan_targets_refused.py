"""What is no target, or asks of one what it does not have: each is refused, with what was wrong and the way out."""

import math

import pytest
import torch
from gan_targets import WITHOUT_DENSITY, E, drawn, made

from gan_small.targets import (
    CorrelatedGaussians,
    Dirac,
    Exponentials,
    Gaussians,
    Laplaces,
    Mixtures,
    NoDensity,
    NotATarget,
    ParallelLine,
    Uniforms,
)
from gan_small.targets.parameters import alike

ONE, TWO, NAN = torch.ones(2, 1), torch.ones(2, 2), torch.tensor([[1.0], [math.nan]])
PAIR, PLACES = torch.full((2, 2), 0.5), torch.tensor([[[0.0], [1.0]], [[0.0], [1.0]]])


@pytest.mark.parametrize("chosen", [2, torch.tensor(2), "all"])
def test_select_refuses_what_would_drop_the_members_axis(chosen):
    with pytest.raises(NotATarget, match=r"slice\(3, 4\)"):
        made("gauss").select(chosen)


@pytest.mark.parametrize("name", sorted(WITHOUT_DENSITY))
def test_a_law_without_density_says_so_and_names_the_way_out(name):
    target = made(name)
    with pytest.raises(NoDensity, match="Wasserstein"):
        target.log_density(target.sample(*drawn(target)))


@pytest.mark.parametrize("name", ["ring", "grid", "gauss-2d", "gauss-correlated", "parallel-lines"])
def test_the_plane_has_no_quantiles(name):
    with pytest.raises(NotATarget, match="order a line"):
        made(name).quantile(torch.full((E, 3), 0.5))
    with pytest.raises(NotATarget, match="order a line"):
        made(name).cdf(torch.full((E, 3), 0.5))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda n, u: (n[:4], u[:4]), "5, n, 1"),
        (lambda n, u: (n[:1], u[:1]), "5, n, 1"),  # would be broadcast
        (lambda n, u: (n.expand(-1, -1, 2), u), "takes 1 of them"),
        (lambda n, u: (n, u[..., :0]), "takes 1 of them"),
        (lambda n, u: (n, u[:, :3]), "same points"),
        (lambda n, u: (n, u.float()), "one dtype"),
        (lambda n, u: (n.long(), u), "floating-point"),
        (lambda n, u: (n[0], u[0]), "5, n, 1"),
    ],
)
def test_random_numbers_of_a_wrong_shape_are_refused(change, says):
    target = made("bimodal")
    with pytest.raises(NotATarget, match=says):
        target.sample(*change(*drawn(target)))


@pytest.mark.parametrize("shape", [(4, 7, 1), (1, 7, 1), (5, 7, 2), (5, 7), (5, 1, 7)])
def test_points_of_a_wrong_shape_are_refused(shape):
    with pytest.raises(NotATarget, match="5, n, 1"):
        made("gauss").log_density(torch.zeros(shape))


@pytest.mark.parametrize("shape", [(5, 7, 1), (5,), (1, 7)])
def test_a_last_axis_of_1_is_refused_on_the_line(shape):
    with pytest.raises(NotATarget, match="without a last axis"):
        made("gauss").quantile(torch.full(shape, 0.5))


@pytest.mark.parametrize(
    ("attempt", "says"),
    [
        (lambda: Gaussians(ONE, -ONE), r"scales\[0, 0\] is -1; a standard deviation is positive"),
        (lambda: Gaussians(ONE, 0 * ONE), "use Dirac"),
        (lambda: Gaussians(NAN, ONE), r"means\[1, 0\] is nan"),
        (lambda: Gaussians(ONE, ONE / 0), "finite"),
        (lambda: Gaussians(ONE, TWO), r"\[2, 1\]"),
        (lambda: Gaussians(ONE[:, 0], ONE[:, 0]), r"\[E, d\]"),
        (lambda: Gaussians(torch.ones(2, 0), torch.ones(2, 0)), r"\[E, d\]"),
        (lambda: Gaussians([[1.0]], ONE), "list; give a tensor"),  # type: ignore[arg-type]
        (lambda: Gaussians(ONE + 1j, ONE), "real numbers"),
        (lambda: alike(ONE.shape, ONE, scales=ONE.to("meta")), "scales has shape .* on meta"),
        (lambda: CorrelatedGaussians(TWO, torch.ones(2, 2, 2)), "lower triangular"),
        (lambda: CorrelatedGaussians(TWO, -torch.eye(2).repeat(2, 1, 1)), "positive"),
        (lambda: CorrelatedGaussians(TWO, torch.eye(2)), r"\[E, d, d\]"),
        (lambda: CorrelatedGaussians.from_covariances(TWO, torch.ones(2, 2, 2)), "minor"),
        (lambda: CorrelatedGaussians.from_covariances(TWO, torch.tensor([[[1, 0.5], [0, 1]]] * 2)), "symmetric"),
        (lambda: CorrelatedGaussians.from_covariances(TWO, torch.ones(2, 2, 3)), "square"),
        (lambda: Mixtures(PAIR * 0.9, PLACES, PAIR), r"sum of weights\[0\] is 0.9; weights add up to 1"),
        (lambda: Mixtures(torch.tensor([[1.5, -0.5]] * 2), PLACES, PAIR), "not negative"),
        (lambda: Mixtures(torch.full((1, 3), 1 / 3), torch.zeros(1, 3, 1), torch.ones(1, 3)), "in float64"),
        (lambda: Mixtures(PAIR, PLACES, -PAIR), "standard deviation is positive"),
        (lambda: Mixtures(PAIR, PLACES[:, :1], PAIR), r"\[2, 1\]"),
        (lambda: Mixtures(PAIR, PLACES[..., 0], PAIR), r"\[E, c, d\]"),
        (lambda: Mixtures(PAIR, torch.zeros(2, 2, 1), PAIR), "components 0 and 1 of member 0 coincide"),
        (lambda: Uniforms(ONE, ONE), "not above the low end"),
        (lambda: Uniforms(ONE, 0 * ONE), r"highs\[0, 0\] is 0"),
        (lambda: Exponentials(-ONE, ONE), "a rate is positive"),
        (lambda: Exponentials(ONE, NAN), r"starts\[1, 0\] is nan"),
        (lambda: Laplaces(ONE, 0 * ONE), "a width is positive"),
        (lambda: ParallelLine(ONE), r"\[E\]"),
        (lambda: ParallelLine(NAN[:, 0]), "finite"),
        (lambda: Dirac(NAN), "finite"),
        (lambda: Dirac(NAN[:, 0]), r"\[E, d\]"),
    ],
)
def test_parameters_of_no_law_are_refused(attempt, says):
    with pytest.raises(NotATarget, match=says):
        attempt()


def test_components_of_one_place_and_two_widths_are_two_components():
    law = Mixtures(PAIR, torch.zeros(2, 2, 1), torch.tensor([[1.0, 2.0]] * 2))
    assert law.spread().flatten().tolist() == pytest.approx([math.sqrt(2.5)] * 2)


@pytest.mark.parametrize("what", ["quantile", "cdf"])
def test_a_law_of_the_plane_in_one_dimension_says_what_to_use(what):
    one = torch.ones(2, 1, 1, dtype=torch.float64)
    target = CorrelatedGaussians(one[:, 0], one)
    with pytest.raises(NotATarget, match=f"has no {what}.*on the line use Gaussians"):
        getattr(target, what)(torch.full((2, 3), 0.5, dtype=torch.float64))
