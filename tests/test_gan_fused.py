"""The compiled kernels take autograd's steps: every objective, penalty, optimiser and shape, against float64."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import gan_autograd
import pytest
import torch
from gan_fused_runs import NEAR, drawn_run, far_apart, run_of

from gan_small.fused import OBJECTIVES, OPTIMISERS, Kernel, Settings, available

# dimension, latent, width, hidden.  One number in, two hidden layers, one number out is its own code; the rest is
# matrix products.  Widths: less than a vector, not whole vectors, whole vectors.
LINE, HALF, PLANE = Kernel(1, 1, 20, 2), Kernel(1, 2, 32, 2), Kernel(2, 2, 20, 2)
OTHERS = [HALF, Kernel(1, 1, 8, 1), Kernel(2, 1, 32, 3), Kernel(1, 1, 20, 3), Kernel(2, 3, 8, 2), Kernel(1, 1, 32, 2)]
CODES = [*OBJECTIVES.values(), *range(20, 27)]
OPTIONS: dict[str, dict[str, Any]] = {
    "none": {},
    "r1": {"r1": 0.7},
    "r2": {"r2": 0.4},
    "gp": {"gp": 0.9},
    "gp-one-sided": {"gp": 0.9, "one_sided": True},
    "all-penalties": {"r1": 0.3, "r2": 0.5, "gp": 0.2},
    "clip": {"clip": 0.3},
    "labels": {"real_label": 0.9, "fake_label": 0.2},
    "targets": {"a": -1.0, "b": 0.7, "c": 0.2},
    "blur": {"r2": 0.2},
    "simultaneous": {"simultaneous": True, "r1": 0.1},
    "relu": {"slope": 0.0, "r1": 0.7},
}
GENTLE: dict[str, Any] = {"eps": 0.1, "beta1": 0.5, "beta2": 0.9}


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """All variants, compiled side by side."""
    if not available():
        pytest.skip(available().reason)
    with ThreadPoolExecutor() as pool:
        list(pool.map(Kernel.load, [LINE, PLANE, *OTHERS]))


def check(kernel: Kernel, settings: Settings, **how) -> None:
    run, expected = run_of(kernel, settings, **how)
    assert far_apart(run, expected) <= 1, (kernel, settings, how)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_objective_takes_the_steps_of_autograd_on_the_line(option: str) -> None:
    for code in CODES:
        check(LINE, Settings(objective=code, **GENTLE, **OPTIONS[option]), seed=code, blur=option == "blur")


@pytest.mark.parametrize("option", OPTIONS)
def test_the_objectives_take_the_steps_of_autograd_in_the_plane(option: str) -> None:
    for code in CODES if option == "none" else CODES[list(OPTIONS).index(option) % 3 :: 3]:
        check(PLANE, Settings(objective=code, **GENTLE, **OPTIONS[option]), seed=code, blur=option == "blur")


@pytest.mark.parametrize("kernel", OTHERS, ids=str)
def test_every_shape_takes_the_steps_of_autograd(kernel: Kernel) -> None:
    for seed, option in enumerate(("none", "all-penalties", "simultaneous", "relu", "blur")):
        check(kernel, Settings(objective=1, **GENTLE, **OPTIONS[option]), seed=seed, blur=option == "blur")


@pytest.mark.parametrize("kernel", [LINE, PLANE], ids=["line", "plane"])
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_optimiser_takes_the_steps_of_autograd(optimiser: str, kernel: Kernel) -> None:
    for d_steps, simultaneous in ((1, False), (3, False), (3, True)):
        settings = Settings(
            objective=1, optimiser=OPTIMISERS[optimiser], simultaneous=simultaneous, r1=0.5, average=0.7, **GENTLE
        )
        check(kernel, settings, d_steps=d_steps, seed=d_steps, batch=16)


@pytest.mark.parametrize("batch", [1, 31, 32, 33, 100])
def test_a_batch_need_not_fill_its_tiles(batch: int) -> None:
    """Tiles hold 32 samples; what stands in the padding must not count."""
    for kernel in (LINE, PLANE):
        check(kernel, Settings(objective=1, r1=0.5, r2=0.1, gp=0.2, **GENTLE), batch=batch, seed=batch)


CHANGED = {  # what autograd is told instead; each of these errors was made somewhere, or could be
    "R1 without its half": {"r1": 1.4},
    "R2 without its half": {"r2": 0.8},
    "the gradient penalty is halved": {"gp": 0.45},
    "the gradient penalty is one-sided": {"one_sided": True},
    "no clipping": {"clip": 0.0},
    "real labels are 1": {"real_label": 1.0},
    "fake labels are 0": {"fake_label": 0.0},
    "labels exchanged": {"real_label": 0.2, "fake_label": 0.9},
    "G is judged by the old D": {"simultaneous": True},
    "another slope": {"slope": 0.1},
    "no momentum": {"beta1": 0.0},
    "another memory": {"beta2": 0.91},
    "another eps": {"eps": 0.11},
    "another average": {"average": 0.98},
    "the saturating loss": {"objective": 0},
    "another optimiser": {"optimiser": 1},
}
FULL = Settings(objective=1, r1=0.7, r2=0.4, gp=0.9, clip=0.4, real_label=0.9, fake_label=0.2, **GENTLE)


@pytest.mark.parametrize("kernel", [LINE, PLANE], ids=["line", "plane"])
@pytest.mark.parametrize("error", CHANGED)
def test_autograd_with_one_thing_changed_disagrees(error: str, kernel: Kernel) -> None:
    run, expected = run_of(kernel, FULL, seed=5)
    assert far_apart(run, expected) <= 1
    state, losses, _ = run.reference(dataclasses.replace(FULL, **CHANGED[error]))
    assert far_apart(run, (state, losses)) > 1


def test_wrong_formulas_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    run, _ = run_of(PLANE, FULL, seed=5)

    def disagrees() -> bool:
        state, losses, _ = run.reference()
        return far_apart(run, (state, losses)) > 1

    assert not disagrees()
    right = gan_autograd.Player.move

    def eps_inside_the_root(self, s, gradient, rate, t):
        before = self.flat
        right(self, s, gradient, rate, t)
        step = rate / (1 - s.beta1**t)
        self.flat = before - step * self.m / torch.sqrt(self.v / (1 - s.beta2**t) + s.eps**2)

    def never_corrected(self, s, gradient, rate, t):
        right(self, s, gradient, rate, 10**6)

    def counted_by_training_steps(self, s, gradient, rate, t):
        right(self, s, gradient, rate, t + 1)

    for wrong in (eps_inside_the_root, never_corrected, counted_by_training_steps):
        with monkeypatch.context() as patch:
            patch.setattr(gan_autograd.Player, "move", wrong)
            assert disagrees(), wrong.__name__

    def one_norm_for_the_batch(s, d, flat, real, fake, between):
        points = (between[:, None] * real + (1 - between[:, None]) * fake).requires_grad_()
        slope = torch.autograd.grad(d(points, flat).sum(), points, create_graph=True)[0]
        return s.gp * (slope.norm() - 1) ** 2

    monkeypatch.setattr(gan_autograd, "penalties", one_norm_for_the_batch)
    assert disagrees()


def test_units_without_a_kink_and_units_with_the_same_one() -> None:
    """On the line a unit with weight 0 is on or off everywhere, and kinks may coincide."""
    for seed in range(20):
        run = drawn_run(LINE, Settings(objective=1, r1=0.5, **GENTLE), seed, batch=40, d_steps=1, blur=False)
        for player in (run.state[0], run.state[3]):
            player[0:3], player[20:23] = 0.0, torch.tensor([0.5, -0.5, 0.25])  # weights and biases of the first layer
            player[3:6], player[23:26] = torch.tensor([1.0, 2.0, -4.0]), torch.tensor([0.25, 0.5, -1.0])
        state, losses, closest = run.reference()
        if closest > NEAR:
            break
    else:
        raise AssertionError("no draw keeps clear of the kinks")
    assert far_apart(run, (state, losses)) <= 1


def test_a_unit_leaks_at_its_kink_as_it_does_in_torch() -> None:
    """All data at 0 and all first biases 0, as for a Dirac: on each side of the kink the gradient is another."""
    for kernel in (LINE, PLANE):
        run = drawn_run(kernel, Settings(objective=1, r1=0.5, **GENTLE), 1, batch=40, d_steps=1, blur=False)
        real, inner = run.drawn["real"], kernel.dimension * kernel.width
        assert real is not None
        run.drawn["real"] = torch.zeros_like(real)[:1]
        for name in ("noise_d", "noise_g"):
            run.drawn[name] = torch.zeros_like(run.drawn[name])[:1]  # type: ignore[arg-type]
        run.rates = run.rates[:, :1].contiguous()
        run.state[0][inner : inner + kernel.width] = 0.0
        run.state[0][inner + kernel.width :] *= 2
        state, losses, closest = run.reference()
        assert closest == 0
        assert far_apart(run, (state, losses)) <= 1
        run.drawn["real"] += 1e-20
        assert far_apart(run, (state, losses)) > 1


def test_what_cancels_between_real_and_fake_cancels_exactly() -> None:
    """Wasserstein's loss does not see a constant added to D, nor the bias of a unit that is on everywhere.  Its
    gradient is 0, in torch as here, also for a batch whose shares 1/100 are rounded; a rest would make Adam drift."""
    for kernel in (LINE, PLANE):
        settings = Settings(objective=OBJECTIVES["wasserstein"], beta1=0.0)
        run = drawn_run(kernel, settings, 4, batch=100, d_steps=1, blur=False)
        above = (kernel.dimension + 1 + kernel.width) * kernel.width  # where the second layer's biases begin
        second = slice(above, above + kernel.width)
        run.state[0][second] = 50.0
        for moment in run.state[1:3]:
            moment.zero_()
        (d, m, *_), _ = run.fused()
        assert torch.equal(d[second], run.state[0][second])
        assert torch.equal(d[-1], run.state[0][-1])
        assert not m[second].any()
        assert m[above + kernel.width : -1].all()


def test_a_unit_that_is_off_at_every_sample_has_gradient_zero() -> None:
    """Exactly: Adam with its usual eps would turn a rest of 1e-9 into a full step."""
    for kernel in (LINE, PLANE):
        settings = Settings(objective=1, slope=0.0, r1=0.5, beta1=0.0)
        run = drawn_run(kernel, settings, 3, batch=40, d_steps=1, blur=False)
        n, off = kernel.dimension * kernel.width, slice(2, 5)
        for moment in run.state[1:3]:
            moment.zero_()
        for k in range(kernel.dimension):
            run.state[0][k * kernel.width : (k + 1) * kernel.width][off] *= 1e-3
        run.state[0][n : n + kernel.width][off] = -1.0
        (d, m, v, *_), _ = run.fused()
        for row in (*range(kernel.dimension + 1), *(kernel.dimension + 1 + k for k in range(2, 5))):
            place = slice(row * kernel.width, (row + 1) * kernel.width)
            inner = off if row <= kernel.dimension else slice(None)  # into these units, and out of them
            assert torch.equal(d[place][inner], run.state[0][place][inner])
            assert not m[place][inner].any()
            assert not v[place][inner].any()
        assert not torch.equal(d, run.state[0])
