"""The laws themselves: densities by quadrature, and samples by their distribution functions.

A sample is compared with a distribution function by the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's
constant: P(sup |F_n - F| > e) <= 2 exp(-2 n e^2), for every n and every F.  The seeds are fixed; for fresh ones the
risk of each comparison would be RISK = 1e-8, and there are fewer than 100 of them.
"""

import math
from typing import Any

import numpy as np
import pytest
import torch
from gan_targets import IN_THE_PLANE, ON_THE_LINE, WITHOUT_DENSITY, drawn, made, projected
from scipy import stats

from gan_small.targets import (
    NAMES,
    CorrelatedGaussians,
    Dirac,
    Exponentials,
    Gaussians,
    Laplaces,
    Mixtures,
    ParallelLine,
    Uniforms,
    population,
)

E, N, RISK = 3, 20000, 1e-8
DKW = math.sqrt(math.log(2 / RISK) / (2 * N))  # 0.0219
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


def pieces(target: Any, k: int) -> np.ndarray:
    """Breakpoints between which the density of member k is smooth; the mass outside is below 1e-16."""
    match target:
        case Gaussians():
            m, s = float(target.means[k, 0]), float(target.scales[k, 0])
            return np.linspace(m - 9 * s, m + 9 * s, 19)
        case Mixtures():
            ends = [(float(m), float(s)) for m, s in zip(target.means[k, :, 0], target.scales[k], strict=True)]
            return np.unique(np.concatenate([np.linspace(m - 9 * s, m + 9 * s, 19) for m, s in ends]))
        case Exponentials():
            return float(target.starts[k, 0]) + np.arange(41) / float(target.rates[k, 0])
        case Laplaces():
            return float(target.means[k, 0]) + np.arange(-40, 41) * float(target.widths[k, 0])
        case Uniforms():
            return np.array([float(target.lows[k, 0]), float(target.highs[k, 0])])
    raise AssertionError(target)


def quadrature(target: Any, k: int, powers=(0, 1, 2)) -> list[float]:
    """The integrals of x^power p(x), Gauss-Legendre with 40 nodes on each piece."""
    ends = pieces(target, k)
    half, middle = np.diff(ends) / 2, (ends[1:] + ends[:-1]) / 2
    x = middle[:, None] + half[:, None] * NODES
    points = torch.tensor(x).reshape(1, -1, 1)
    p = target.select(slice(k, k + 1)).log_density(points).exp().numpy().reshape(x.shape)
    return [float((half[:, None] * WEIGHTS * p * x**power).sum()) for power in powers]


@pytest.mark.parametrize("name", ON_THE_LINE)
def test_on_the_line_the_density_integrates_to_1_and_has_the_mean_and_the_spread(name):
    """40 nodes integrate a degree of 79 exactly: what is left is rounding, 1e-13 of second moments up to 30."""
    target = made(name, E)
    for k in range(E):
        total, first, second = quadrature(target, k)
        assert total == pytest.approx(1, abs=1e-13)
        assert first == pytest.approx(float(target.mean()[k, 0]), abs=1e-12)
        assert second - first**2 == pytest.approx(float(target.spread()[k, 0]) ** 2, abs=1e-11)


@pytest.mark.parametrize("name", IN_THE_PLANE)
def test_in_the_plane_the_density_integrates_to_1_and_has_the_mean_and_the_spread(name):
    """The trapezoid rule with step s/2 is off by 2 exp(-8 pi^2) = 1e-34 for a normal law of deviation s, its axes'
    least; the window leaves out less than 1e-15."""
    target = made(name, 2)
    for k in range(2):
        one: Any = target.select(slice(k, k + 1))
        if isinstance(target, Mixtures):
            least, most, centre = float(one.scales[0, 0]), float(one.scales[0, 0]), (0.0, 0.0)
            reach = float(one.means.abs().max())
        else:
            root = one.factors[0] if isinstance(one, CorrelatedGaussians) else torch.diag(one.spread()[0])
            axes = torch.linalg.svdvals(root)
            least, most, centre, reach = float(axes[-1]), float(axes[0]), tuple(one.mean()[0].tolist()), 0.0
        step = least / 2
        half = int((reach + 9 * most) / step) + 1
        x, y = (c + step * torch.arange(-half, half + 1, dtype=torch.float64) for c in centre)
        grid = torch.stack(torch.meshgrid(x, y, indexing="ij"), -1).reshape(1, -1, 2)
        p = one.log_density(grid).exp()[0] * step**2
        mean = (p[:, None] * grid[0]).sum(0)
        square = (p[:, None] * (grid[0] - mean) ** 2).sum(0)
        # 1e6 terms are added up by pairs: about 20 roundings of a size up to 10
        assert float(p.sum()) == pytest.approx(1, abs=1e-13)
        assert mean.tolist() == pytest.approx(one.mean()[0].tolist(), abs=1e-12)
        assert square.tolist() == pytest.approx(one.spread()[0].square().tolist(), abs=1e-11)


def test_a_variance_in_the_place_of_a_scale_would_not_integrate_to_1():
    law = Gaussians(torch.zeros(1, 1), torch.full((1, 1), 0.5))

    class Wrong(Gaussians):
        def _log_density_of_each(self, x):
            return super()._log_density_of_each(x) - self.scales.log()

    assert quadrature(law, 0)[0] == pytest.approx(1, abs=1e-13)
    assert quadrature(Wrong(law.means, law.scales), 0)[0] == pytest.approx(2)


@pytest.mark.parametrize("name", sorted(set(ON_THE_LINE) | set(IN_THE_PLANE)))
def test_in_float32_a_density_is_that_of_float64_up_to_rounding(name):
    """A standardised distance z is off by 4 roundings of (|x| + |mean|)/scale, its square by 2 |z| times that."""
    target = made(name, E)
    x = target.sample(*drawn(target, n=500)).float()
    scales = target.scales.amin(-1) if isinstance(target, Mixtures) else target.spread().amin(-1)
    z = 4 * 2.0**-24 * 2 * float(x.abs().max()) / scales[:, None]
    exact, found = target.log_density(x.double()), target.log_density(x).double()
    inside = torch.isfinite(exact) & torch.isfinite(found)
    assert bool((inside.float().mean() > 0.99).all())  # an ulp over the end of a support is outside
    stretch = 20 if name == "gauss-correlated" else 4  # the condition number of a correlation of 0.9
    assert bool(((exact - found).abs()[inside] <= (stretch * 10 * (z + 2.0**-22)).expand_as(exact)[inside]).all())


def distance(sample: np.ndarray, cdf: np.ndarray) -> float:
    """sup |F_n - F| from F at the sorted sample."""
    n = len(sample)
    return float(max((np.arange(1, n + 1) / n - cdf).max(), (cdf - np.arange(n) / n).max()))


@pytest.mark.parametrize("name", ON_THE_LINE + IN_THE_PLANE)
def test_samples_follow_the_law_in_every_direction(name):
    target = made(name, E)
    x = target.sample(*drawn(target, n=N, seed=11)).numpy()
    angles = (0.0, 1.0, 2.0) if target.dimension == 2 else (0.0,)
    for k in range(E):
        for angle in angles:
            direction = np.array([math.cos(angle), math.sin(angle)])[: target.dimension]
            values = np.sort(x[k] @ direction)
            assert distance(values, projected(target, k, direction, values)) <= DKW


def test_the_comparison_of_samples_sees_a_wrong_scale_a_wrong_weight_and_a_shared_number():
    target: Any = population("bimodal(0.3, 0, 4, 0.5)", members=1, uniforms=torch.zeros(1, 0))
    normals, uniforms = drawn(target, n=N, seed=11)
    one = np.ones(1)

    def off(wrong, normals=normals) -> float:
        values = np.sort(wrong.sample(normals, uniforms).numpy()[0, :, 0])
        return distance(values, projected(target, 0, one, values))

    assert off(target) <= DKW
    assert off(Mixtures(target.weights, target.means, target.scales * 1.2)) > DKW
    assert off(Mixtures(target.weights.flip(1), target.means, target.scales)) > DKW
    shared = torch.special.ndtri(uniforms)  # the component and the place within it from one number
    assert off(target, shared) > DKW


def test_parallel_lines_and_points_draw_what_they_say():
    target = ParallelLine(torch.tensor([-1.0, 0.0, 2.0]))
    x = target.sample(*drawn(target, n=N, seed=11)).numpy()
    for k, theta in enumerate((-1.0, 0.0, 2.0)):
        assert (x[k, :, 0] == theta).all()
        values = np.sort(x[k, :, 1])
        assert distance(values, values) <= DKW
    assert target.mean().tolist() == [[-1, 0.5], [0, 0.5], [2, 0.5]]
    assert target.spread()[0].tolist() == pytest.approx([0, stats.uniform.std()])
    points = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    fixed = Dirac(points)
    assert torch.equal(fixed.sample(*drawn(fixed, 2)), points.double()[:, None].expand(2, 2, 7, 2))
    assert torch.equal(fixed.mean(), points.double())
    assert not fixed.spread().any()


def test_a_uniform_on_the_border_of_two_components_belongs_to_the_right_one():
    """i = #{j : u >= w_1 + ... + w_j}: then a component of weight 0 is never drawn, wherever it stands."""
    weights = torch.tensor([[0.0, 0.5, 0.0, 0.5, 0.0]], dtype=torch.float64)
    law = Mixtures(weights, torch.arange(5.0).reshape(1, 5, 1), torch.full((1, 5), 0.1))
    u = torch.tensor([2.0**-53, 0.25, 0.5 - 2.0**-53, 0.5, 0.75, 1 - 2.0**-53], dtype=torch.float64)
    x = law.sample(torch.zeros(1, 6, 1, dtype=torch.float64), u.reshape(1, 6, 1))
    assert x.flatten().tolist() == [1, 1, 1, 3, 3, 3]


def test_a_density_far_out_is_small_and_not_lost():
    """exp(-5e5) is 0 in a double; the logarithm is not."""
    target = made("ring", 1)
    far = torch.tensor([[[102.0, 0.0]]], dtype=torch.float64)
    expected = -(1000.0**2) / 2 - math.log(2 * math.pi * 0.01) - math.log(8)
    # 102 - 2 over 0.1 is a thousand up to 2 eps, its square up to 4 eps of a million
    assert float(target.log_density(far)) == pytest.approx(expected, rel=1e-14)


def test_a_point_that_is_no_number_has_no_density():
    for name in set(NAMES) - WITHOUT_DENSITY:
        target = made(name, 2)
        assert target.log_density(torch.full((2, 1, target.dimension), math.nan)).isnan().all()
