"""Quantiles and distribution functions of the laws on the line, against scipy; and numerics/ as a second witness."""

import numpy as np
import pytest
import torch
from gan_targets import ON_THE_LINE, drawn, made, projected
from scipy import stats

from gan_small.targets import CorrelatedGaussians, Dirac, Exponentials, Gaussians, Laplaces, Mixtures, Uniforms
from numerics import laws

E = 3


def line(target, x):
    """[..., E, n] from a vector of places."""
    return torch.tensor(x, dtype=torch.float64).expand(target.members, -1)


@pytest.mark.parametrize("name", ON_THE_LINE)
def test_quantile_and_cdf_are_inverse_and_agree_with_scipy(name):
    """cdf(quantile(u)) against u, in the tail that is the smaller one; scipy's cdf is another implementation."""
    target = made(name, E)
    u = np.concatenate([[2.0**-24, 1e-4], np.linspace(0.01, 0.99, 99), [1 - 1e-4, 1 - 2.0**-24]])
    x = target.quantile(line(target, u))
    assert bool((x.diff(dim=-1) > 0).all())
    tail = np.minimum(u, 1 - u)
    # a quantile x with |z| < 8 deviations is known to eps (|x| + |mean|)/scale: its tail relatively to 8 times that;
    # and a value of F near 1 to eps
    size = 3 * float(x.abs().max()) / float(target.spread().min())
    slack = 2.0**-52 * (16 * size * 8 * tail + 4)
    for k in range(E):
        assert (np.abs(projected(target, k, np.ones(1), x[k].numpy()) - u) <= slack).all()
        assert (np.abs(target.cdf(x)[k].numpy() - u) <= slack).all()


@pytest.mark.parametrize(("dtype", "z"), [(torch.float32, -12), (torch.float64, -37)])
def test_the_normal_distribution_function_is_accurate_in_its_lower_tail(dtype, z):
    """erfc of an argument that is rounded: relatively z^2 eps, and a few eps of torch's own.  torch's ndtr is not."""
    law = Gaussians(torch.zeros(1, 1), torch.ones(1, 1))
    x = torch.linspace(z, 3, 200, dtype=dtype)
    exact = stats.norm.cdf(x.double().numpy())
    allowed = (x.double().numpy() ** 2 + 8) * torch.finfo(dtype).eps * exact
    assert (np.abs(law.cdf(x[None])[0].double().numpy() - exact) <= allowed).all()
    assert not (np.abs(torch.special.ndtr(x).double().numpy() - exact) <= allowed).all()


def test_a_mixtures_quantile_keeps_the_relative_accuracy_of_both_tails():
    law = Mixtures(torch.tensor([[0.3, 0.7]], dtype=torch.float64), torch.tensor([[[-2.0], [2.0]]]), torch.ones(1, 2))
    u = torch.tensor([[1e-300, 1e-30, 1e-7]], dtype=torch.float64)
    x = law.quantile(u)[0]
    lower = 0.3 * stats.norm.cdf(x + 2) + 0.7 * stats.norm.cdf(x - 2)
    # relative error |x| eps |x| for x up to 40
    assert lower.tolist() == pytest.approx(u[0].tolist(), rel=40**2 * 2.0**-52, abs=0)
    top = law.quantile(1 - u[:, 2:])[0]
    upper = 0.3 * stats.norm.sf(top + 2) + 0.7 * stats.norm.sf(top - 2)
    exact = float(1 - (1 - u[0, 2]))
    assert upper.tolist() == pytest.approx([exact], rel=40**2 * 2.0**-52, abs=0)


def test_quantile_and_cdf_take_axes_in_front_and_keep_the_dtype():
    for name in [*ON_THE_LINE, "dirac"]:
        target = made(name, E)
        u = torch.rand(2, E, 9, generator=torch.Generator().manual_seed(0)) * 0.98 + 0.01
        x = target.quantile(u)
        assert x.shape == u.shape
        assert x.dtype == torch.float32
        assert target.cdf(x).shape == u.shape
        assert torch.equal(target.quantile(u[1]), x[1])


def test_a_point_masss_quantile_is_the_point_and_its_cdf_a_step():
    law = Dirac(torch.tensor([[1.0], [-1.0]]))
    assert law.quantile(torch.full((2, 3), 0.25)).tolist() == [[1, 1, 1], [-1, -1, -1]]
    assert law.cdf(torch.tensor([[0.0, 1.0, 2.0]]).expand(2, 3)).tolist() == [[0, 1, 1], [1, 1, 1]]


def test_the_inverse_distribution_function_is_how_points_are_made():
    for name in ("exponential", "laplace", "uniform"):
        target = made(name, E)
        normals, uniforms = drawn(target)
        assert torch.equal(target.sample(normals, uniforms)[..., 0], target.quantile(uniforms[..., 0]))


def test_the_first_percent_of_an_exponential_is_not_lost_to_rounding():
    """F^-1(u) = u + u^2/2 + ... for small u; 1 - u would keep no digit of 1e-17."""
    law = Exponentials(torch.ones(1, 1), torch.zeros(1, 1))
    u = torch.tensor([[1e-17, 1e-9]], dtype=torch.float64)
    assert law.quantile(u)[0].tolist() == pytest.approx([1e-17, 1e-9 + 5e-19], rel=4 * 2.0**-52, abs=0)


def cased():
    """The same laws twice: a target of one member, and numerics' law."""
    t = lambda *rows: torch.tensor(rows, dtype=torch.float64)  # noqa: E731
    return {
        "normal": (Gaussians(t([1.25]), t([0.5])), laws.Normal("1.25", "0.5")),
        "uniform": (Uniforms(t([-0.5]), t([2.0])), laws.Uniform("-0.5", 2)),
        "exponential": (Exponentials(t([2.0]), t([-1.0])), laws.Exponential(2, -1)),
        "laplace": (Laplaces(t([0.5]), t([0.25])), laws.Laplace("0.5", "0.25")),
        "mixture": (
            Mixtures(t([0.25, 0.75]), t([[-2.0], [1.0]]), t([0.5, 1.5])),
            laws.Mixture(["1/4", "3/4"], [laws.Normal(-2, "0.5"), laws.Normal(1, "1.5")]),
        ),
    }


@pytest.mark.parametrize("case", sorted(cased()))
def test_numerics_laws_are_the_same_laws(case):
    """Two implementations with different parameters: the rate, the standard deviation, the start mean the same."""
    target, law = cased()[case]
    x = np.linspace(-4, 6, 401)
    with np.errstate(divide="ignore"):
        expected = np.log(law.density(x))
    found = target.log_density(torch.tensor(x).reshape(1, -1, 1))[0].numpy()
    assert (np.isinf(found) == np.isinf(expected)).all()
    there = np.isfinite(expected)
    # the logarithm of a density that was rounded relatively by 20 eps, and sums of terms up to 100
    assert np.abs(found[there] - expected[there]).max() <= 200 * 2.0**-52
    assert target.cdf(torch.tensor(x).reshape(1, -1))[0].numpy() == pytest.approx(law.cdf(x), abs=1e-15, rel=1e-13)
    assert float(target.mean()) == pytest.approx(float(law.mean), rel=1e-15)
    assert float(target.spread()) ** 2 == pytest.approx(float(law.variance), rel=1e-15)


def test_numerics_multivariate_normal_is_the_same_law():
    covariance = np.array([[2.0, 0.6, 0.1], [0.6, 1.0, -0.3], [0.1, -0.3, 0.5]])
    mean = np.array([1.0, -2.0, 0.5])
    x = np.random.default_rng(5).normal(size=(50, 3)) * 2
    target = CorrelatedGaussians.from_covariances(torch.tensor(mean)[None], torch.tensor(covariance)[None])
    expected = laws.MultivariateNormal(mean, covariance).log_density(x)
    # values up to 100, condition number of the covariance about 10
    assert np.abs(target.log_density(torch.tensor(x)[None])[0].numpy() - expected).max() <= 1e-12
    assert target.spread()[0].tolist() == pytest.approx(np.sqrt(np.diag(covariance)).tolist(), rel=1e-15)
    own = laws.MultivariateNormal([0, 0], np.diag([0.25, 4.0]))
    plane = Gaussians(torch.zeros(1, 2), torch.tensor([[0.5, 2.0]]))
    assert plane.log_density(torch.tensor(x[None, :, :2]))[0].numpy() == pytest.approx(own.log_density(x[:, :2]))
