"""Penalties: each point has its own slope, R1 has its half, second derivatives are those of finite differences."""

import math

import pytest
import torch
from torch import Tensor

from gan_small.networks import Mlp
from gan_small.penalties import between, gradient_penalty, r1, r2, slope

EPS = 2.0**-52
NET = Mlp((2, 8, 8, 1), 0.2)


@pytest.fixture
def draw(rng):
    """Normal numbers of any shape, from this test's own seed."""
    g = torch.Generator().manual_seed(rng.getrandbits(32))
    return lambda *shape: torch.randn(*shape, generator=g, dtype=torch.float64)


def bent(theta: Tensor, x: Tensor) -> Tensor:
    """A smooth critic [E, n, 1] of a point in the plane: sum_k a_k tanh(b_k x + c_k y); theta [E, 15]."""
    a, b, c = theta.view(len(theta), 3, 1, 5).unbind(1)
    return (a * torch.tanh(b * x[..., :1] + c * x[..., 1:])).sum(-1, keepdim=True)


def test_a_linear_critics_slope_is_its_weight(draw):
    """C(x) = w x + b: R1 is gamma/2 |w|^2, wherever the points are, whatever b."""
    w, b, x = draw(4, 3, 1), draw(4, 1, 1), draw(4, 10, 3)
    found = slope(lambda points: points @ w + b, x)
    assert torch.equal(found, w.mT.expand(4, 10, 3))
    half = 0.7 / 2 * w.square().sum((1, 2))
    # three squares and ten equal terms: some 16 roundings
    torch.testing.assert_close(r1(found, 0.7), half, rtol=16 * EPS, atol=0)
    torch.testing.assert_close(r2(found, 0.7), half, rtol=16 * EPS, atol=0)
    assert not torch.allclose(r1(found, 0.7), 2 * half)  # without the half
    norm = w.square().sum((1, 2)).sqrt()
    # |w| - 1 is off by 8 eps |w|; its square by twice that times |w| - 1, which is below (|w| + 1)^2
    error = (64 * EPS * 10 * (norm + 1) ** 2).max().item()
    torch.testing.assert_close(gradient_penalty(found, 10), 10 * (norm - 1) ** 2, rtol=0, atol=error)


def test_r1_has_dirac_gans_half():
    """Claim dirac-gan-zero-centred-penalty: C = psi x gives R1 = gamma/2 psi^2, whose slope in psi is gamma psi."""
    psi = torch.tensor([[[3.0]]], requires_grad=True)
    penalty = r1(slope(lambda x: x @ psi, torch.zeros(1, 5, 1)), 0.5)
    (moved,) = torch.autograd.grad(penalty.sum(), psi)
    assert penalty.item() == 0.25 * 9
    assert moved.item() == 0.5 * 3


def penalties_of(found: Tensor) -> dict[str, Tensor]:
    return {
        "r1": r1(found, 2.0),
        "gp": gradient_penalty(found, 3.0),
        "one-sided": gradient_penalty(found, 3.0, one_sided=True),
    }


def one_by_one(theta: Tensor, x: Tensor) -> dict[str, Tensor]:
    """The same from a loop over members and points, each point alone, by the formulas."""
    sums = {name: torch.zeros(len(x), dtype=torch.float64) for name in ("r1", "gp", "one-sided")}
    for e in range(len(x)):
        for i in range(x.shape[1]):
            point = x[e, i].clone().requires_grad_()
            NET(theta[e : e + 1], point[None, None]).sum().backward()
            assert point.grad is not None
            size = math.hypot(*point.grad.tolist())
            terms = {"r1": size**2, "gp": 3 * (size - 1) ** 2, "one-sided": 3 * max(0, size - 1) ** 2}
            for name, term in terms.items():
                sums[name][e] += term / x.shape[1]
    return sums


def wrong(found: Tensor) -> dict[str, Tensor]:
    """One norm for the whole batch; one norm for coordinates instead of points; without the half."""
    whole = torch.linalg.vector_norm(found, dim=(-2, -1))
    return {
        "r1": 2 * found.square().sum(-1).mean(-1),
        "gp": 3 * (whole - 1).square(),
        "one-sided": 3 * (found.abs() - 1).relu().square().mean((-2, -1)),
    }


def test_each_point_has_its_own_norm(draw):
    """Stacked members against a loop; weights of size 1 make slopes on both sides of 1."""
    theta, x = draw(3, NET.count), draw(3, 7, 2)
    found = slope(lambda points: NET(theta, points), x)
    exact = one_by_one(theta, x)
    size = 1 + torch.linalg.vector_norm(found, dim=-1).max().item()
    for name, value in penalties_of(found).items():
        # slopes are sums of products over two layers of 8, perhaps in another order: 64 eps of their size at most
        torch.testing.assert_close(value, exact[name], rtol=0, atol=3 * 4 * 128 * EPS * size**2)
    for name, value in wrong(found).items():
        assert (value - exact[name]).abs().max() > 1e-3, name


@pytest.mark.parametrize("name", ["r1", "gp", "one-sided"])
def test_the_gradient_in_the_parameters_is_that_of_finite_differences(name):
    """A second derivative, through the slope: create_graph.

    Central differences with h = 1e-5: the error is h^2 f'''/6, some 1e-10 for third derivatives of order one, and
    rounding, eps f/h, some 1e-11.  With weights and points of order one f and its derivatives stay below 1e3: 1e-6.
    Next to the corner of the one-sided penalty differences say nothing: these points, of a fixed seed, are not there.
    """
    g = torch.Generator().manual_seed(0)
    theta, x = (torch.randn(*shape, generator=g, dtype=torch.float64) for shape in ((2, 15), (2, 6, 2)))

    def of(t: Tensor) -> Tensor:
        return penalties_of(slope(lambda points: bent(t, points), x))[name]

    at = theta.clone().requires_grad_()
    (found,) = torch.autograd.grad(of(at).sum(), at)
    h, wrong_by = 1e-5, 0.0
    for k in range(15):
        step = torch.zeros(15, dtype=torch.float64)
        step[k] = h
        difference = (of(theta + step) - of(theta - step)) / (2 * h)
        torch.testing.assert_close(found[:, k], difference, rtol=1e-6, atol=1e-6)
        # seen failing: the same gradient with R1's half lost, and with the wrong sign
        wrong_by = max(wrong_by, (2 * found[:, k] - difference).abs().max().item())
    assert wrong_by > 1e-3
    norms = torch.linalg.vector_norm(slope(lambda points: bent(theta, points), x), dim=-1)
    assert (norms - 1).abs().min() > 100 * h
    assert norms.min() < 1 < norms.max()


def test_a_slope_without_a_graph_is_noticed(draw):
    """What forgetting create_graph costs: the penalty is there and moves nothing."""
    theta, x = draw(1, 15).requires_grad_(), draw(1, 4, 2)
    kept = slope(lambda points: bent(theta, points), x)
    assert r1(kept, 1.0).requires_grad
    assert not r1(kept.detach(), 1.0).requires_grad


def test_points_are_constants(draw):
    """R2 on generated points moves D, and not G."""
    theta, x = draw(1, 15).requires_grad_(), draw(1, 4, 2).requires_grad_()
    moved = torch.autograd.grad(
        r2(slope(lambda points: bent(theta, points), x), 1.0).sum(), (theta, x), allow_unused=True
    )
    assert moved[0].any()
    assert moved[1] is None


def test_a_critic_of_shape_e_n_has_the_same_slope(draw):
    theta, x = draw(2, 15), draw(2, 4, 2)
    assert torch.equal(slope(lambda points: bent(theta, points)[..., 0], x), slope(lambda p: bent(theta, p), x))


@pytest.mark.parametrize("one_sided", [False, True])
def test_a_dead_critic_gives_no_nan(one_sided):
    """At slope 0 the norm has no derivative; 0 is taken.  A root of a sum of squares would give nan."""
    w = torch.zeros(1, 2, 1, requires_grad=True)
    found = slope(lambda points: points @ w, torch.ones(1, 3, 2))
    penalty = gradient_penalty(found, 10.0, one_sided=one_sided)
    (moved,) = torch.autograd.grad(penalty.sum(), w, retain_graph=True)
    assert penalty.item() == (0 if one_sided else 10)
    assert not moved.any()
    (naive,) = torch.autograd.grad((found.square().sum(-1).sqrt() - 1).square().mean(), w)
    assert naive.isnan().all()


def test_one_sided_leaves_slopes_below_one_alone():
    found = torch.tensor([[[0.6, 0.0], [3.0, 4.0]]], dtype=torch.float64)
    assert gradient_penalty(found, 2.0).item() == pytest.approx(0.4**2 + 16, rel=8 * EPS)
    assert gradient_penalty(found, 2.0, one_sided=True).item() == 16


def test_members_do_not_mix(draw):
    """Another member's points and parameters leave a member's penalty and its gradient bit for bit."""
    theta, x = draw(2, 15), draw(2, 5, 2)
    other = theta.clone()
    other[1] += 1

    def both(t: Tensor) -> tuple[Tensor, Tensor]:
        t = t.clone().requires_grad_()
        value = gradient_penalty(slope(lambda points: bent(t, points), x), 1.0)
        (g,) = torch.autograd.grad(value.sum(), t)
        return value, g

    (a, ga), (b, gb) = both(theta), both(other)
    assert a[0] == b[0] != b[1]
    assert torch.equal(ga[0], gb[0])
    assert not torch.equal(ga[1], gb[1])


def test_between_joins_point_i_to_point_i(draw):
    real, fake = draw(2, 5, 3), draw(2, 5, 3)
    zero = torch.zeros(2, 5, 1, dtype=torch.float64)
    assert torch.equal(between(real, fake, zero), fake)
    assert torch.equal(between(real, fake, zero + 1), real)
    u = torch.rand(2, 5, 1, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    points = between(real, fake, u)
    for e in range(2):
        for i in range(5):
            # two products and a sum of numbers below 10
            expected = fake[e, i] + u[e, i] * (real[e, i] - fake[e, i])
            torch.testing.assert_close(points[e, i], expected, rtol=0, atol=40 * EPS)


@pytest.mark.parametrize("shape", [(2, 5), (2, 1, 1), (5, 1), (2, 5, 3)])
def test_one_u_a_point_or_none(shape):
    """One u for the whole batch, or one for each coordinate, would be broadcast in silence."""
    x = torch.zeros(2, 5, 3)
    with pytest.raises(ValueError, match="joined one to one"):
        between(x, x, torch.zeros(shape))
    with pytest.raises(ValueError, match="joined one to one"):
        between(x, x[:, :1], torch.zeros(2, 5, 1))


@pytest.mark.parametrize("penalty", [r1, r2, gradient_penalty])
@pytest.mark.parametrize("weight", [-1.0, math.nan])
def test_a_negative_weight_is_refused(penalty, weight):
    with pytest.raises(ValueError, match="give a number from 0 on"):
        penalty(torch.zeros(1, 1, 1), weight)
    assert penalty(torch.ones(1, 1, 1), 0.0).item() == 0
