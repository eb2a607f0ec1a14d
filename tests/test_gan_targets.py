"""What every target keeps to: shapes, dtypes, devices, and members that do not know of one another."""

import numpy as np
import pytest
import torch
from gan_targets import WITHOUT_DENSITY, E, drawn, made

from gan_small.targets import (
    NAMES,
    Dirac,
    Exponentials,
    Gaussians,
    Laplaces,
    NotATarget,
    ParallelLine,
    Uniforms,
    population,
)


@pytest.fixture(params=sorted(NAMES))
def name(request):
    return request.param


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("lead", [(), (3,), (2, 4)])
def test_points_have_the_shape_and_the_dtype_of_their_random_numbers(name, lead, dtype):
    target = made(name)
    x = target.sample(*drawn(target, *lead, dtype=dtype))
    assert x.shape == (*lead, E, 7, target.dimension)
    assert x.dtype == dtype
    assert torch.isfinite(x).all()
    if name not in WITHOUT_DENSITY:
        density = target.log_density(x)
        assert density.shape == (*lead, E, 7)
        assert density.dtype == dtype
        assert torch.isfinite(density).all()


def test_axes_in_front_are_separate_draws_of_the_same_laws(name):
    target = made(name)
    normals, uniforms = drawn(target, 2, 3)
    x = target.sample(normals, uniforms)
    assert torch.equal(x[1, 2], target.sample(normals[1, 2], uniforms[1, 2]))
    if name not in WITHOUT_DENSITY:
        # equal up to the order in which a reduction adds: 8 roundings of a value of size 10
        assert torch.allclose(target.log_density(x)[1, 2], target.log_density(x[1, 2]), rtol=0, atol=2e-14)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_member_k_draws_the_same_bits_in_an_ensemble_of_any_size(name, dtype):
    many = made(name, 67)
    x = many.sample(*drawn(many, 2, n=33, dtype=dtype))
    for members in (1, 3, 16):
        few = made(name, members)
        assert torch.equal(few.sample(*drawn(few, 2, n=33, dtype=dtype)), x[:, :members])
        assert torch.equal(few.mean(), many.mean()[:members])


def test_an_ensemble_that_shares_a_number_between_members_would_be_noticed():
    """The check above, seen failing: a target whose points are centred over the members."""
    many, few = made("gauss", 67), made("gauss", 3)
    x, y = (t.sample(*drawn(t)) for t in (many, few))
    assert not torch.equal((y - y.mean(0)), (x - x.mean(0))[:3])


@pytest.mark.parametrize("chosen", [slice(1, 4), slice(4, 5), torch.tensor([3, 0]), torch.arange(E) % 2 == 1])
def test_select_keeps_the_laws_of_those_members(name, chosen):
    target = made(name)
    normals, uniforms = drawn(target)
    part = target.select(chosen)
    kept = torch.arange(E)[chosen]
    assert part.members == len(kept)
    assert type(part) is type(target)
    assert torch.equal(part.sample(normals[kept], uniforms[kept]), target.sample(normals, uniforms)[kept])
    assert torch.equal(part.spread(), target.spread()[kept])
    assert torch.equal(part.scale(), target.scale()[kept])
    assert [part.describe(j) for j in range(len(kept))] == [target.describe(int(k)) for k in kept]


def test_to_moves_every_parameter(name):
    """To torch's device without memory, so that what stays behind is noticed on a machine with a CPU only."""
    target = made(name)
    moved = target.to("meta")
    assert {t.device.type for t in vars(moved).values() if isinstance(t, torch.Tensor)} == {"meta"}
    assert moved.mean().device.type == moved.spread().device.type == moved.scale().device.type == "meta"
    normals, uniforms = (t.to("meta") for t in drawn(target, 3, dtype=torch.float32))
    x = moved.sample(normals, uniforms)
    assert (x.device.type, x.dtype, x.shape) == ("meta", torch.float32, (3, E, 7, target.dimension))
    if name not in WITHOUT_DENSITY:
        assert moved.log_density(x).device.type == "meta"


def test_points_lie_where_their_random_numbers_do(name):
    """Parameters left on the CPU are brought along."""
    target = made(name)
    assert target.sample(*(t.to("meta") for t in drawn(target))).device.type == "meta"


def test_float32_points_are_those_of_float64_up_to_rounding(name):
    """Each of at most 8 roundings costs 2^-24 of the largest number on the way: |mean| + 6 scales and the tails."""
    target = made(name)
    normals, uniforms = (t.float() for t in drawn(target, n=200))
    x, exact = target.sample(normals, uniforms), target.sample(normals.double(), uniforms.double())
    size = float(exact.abs().max()) + float(target.spread().max()) * 6
    assert float((x - exact).abs().max()) <= 8 * 2.0**-24 * size


def test_a_float32_point_of_an_interval_is_inside_it():
    """With the largest uniform and the least; with a uniform of 1, which there is none of, it can be outside."""
    rng = np.random.default_rng(0)
    ends = [torch.tensor(rng.uniform(*between, (100000, 1))) for between in ((-2, 0), (0.01, 3))]
    target = Uniforms(*ends)
    for u, inside in ((1 - 2.0**-24, True), (2.0**-24, True), (1.0, False)):
        uniforms = torch.full((100000, 1, 1), u)
        x = target.sample(uniforms[..., :0], uniforms)
        assert bool(torch.isfinite(target.log_density(x)).all()) == inside


def test_scale_is_the_standard_deviation_on_the_line_and_of_a_round_law():
    assert torch.equal(made("gauss").scale(), made("gauss").spread()[:, 0])
    round_law = Gaussians(torch.zeros(1, 3), torch.full((1, 3), 0.5))
    assert round_law.scale().tolist() == pytest.approx([0.5], rel=1e-15)
    assert made("dirac").scale().tolist() == [1.0] * E


def test_describe_names_the_law():
    given = torch.tensor([[1.234]]), torch.tensor([[0.5]])
    assert Gaussians(*given).describe(0) == "N(1.234, 0.500)"
    assert Gaussians(torch.zeros(1, 2), torch.ones(1, 2)).describe(0) == "N((0.000, 0.000), (1.000, 1.000))"
    assert Exponentials(*given).describe(0) == "Exp(rate 1.234, from 0.500)"
    assert Laplaces(*given).describe(0) == "Laplace(1.234, 0.500)"
    assert Uniforms(given[1], given[0]).describe(0) == "U(0.500, 1.234)"
    assert Dirac(given[0]).describe(0) == "point mass at 1.234"
    assert ParallelLine(torch.tensor([0.5])).describe(0) == "uniform on {0.500} x [0, 1]"
    assert made("ring").describe(0) == "ring of 8, radius 2, spread 0.1"
    assert population("bimodal(0.25, 0, 4, 0.5)", members=1, uniforms=torch.zeros(1, 0)).describe(0) == (
        "0.250 N(-2.000, 0.500) + 0.750 N(2.000, 0.500)"
    )
    with pytest.raises(NotATarget, match="from 0 to 4"):
        made("gauss").describe(5)
