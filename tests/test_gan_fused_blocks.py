"""Blocks of steps by the compiled kernels: members apart, blocks joined, threads side by side, the end of a member."""

from __future__ import annotations

import platform
import threading
from typing import Any

import gan_autograd
import numpy as np
import pytest
import torch
from gan_fused_runs import FIRST, NEAR, STEPS, drawn_run

from gan_small.fused import OBJECTIVES, Kernel, Settings, available

LINE, PLANE = Kernel(1, 1, 20, 2), Kernel(2, 2, 20, 2)
PLAYERS = ("d", "d_m", "d_v", "g", "g_m", "g_v", "average")


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    if not available():
        pytest.skip(available().reason)


class Block:
    """E members with K = 1, as arrays that `train` takes, and what one call makes of them."""

    def __init__(self, kernel: Kernel, members: int, settings: Settings, *, seed: int = 0) -> None:
        runs = [drawn_run(kernel, settings, seed + m, batch=40, d_steps=1, blur=False) for m in range(members)]
        self.kernel, self.settings, self.rates = kernel, settings, runs[0].rates
        self.state = {name: torch.stack([r.state[i] for r in runs]) for i, name in enumerate(PLAYERS)}
        self.stopped = torch.full((members,), -1)
        self.drawn = {
            name: None if value is None else torch.stack([r.drawn[name] for r in runs])  # type: ignore[misc]
            for name, value in runs[0].drawn.items()
        }

    def arguments(self) -> dict[str, Any]:
        s = self.state
        players = {p: [s[p], s[f"{p}_m"], s[f"{p}_v"]] for p in ("d", "g")}
        rest = {"average": s["average"], "stopped": self.stopped, "rates": self.rates, "first": FIRST}
        return {**players, **rest, **self.drawn}

    def train(self) -> np.ndarray[Any, Any]:
        return self.kernel.train(self.settings, **self.arguments())

    def part(self, members: slice, steps: slice) -> Block:
        """Copies of some members and some steps."""
        new = Block.__new__(Block)
        new.kernel, new.settings, new.rates = self.kernel, self.settings, self.rates[:, steps].contiguous()
        new.state = {name: value[members].clone() for name, value in self.state.items()}
        new.stopped = self.stopped[members].clone()
        new.drawn = {k: None if t is None else t[members, steps].contiguous() for k, t in self.drawn.items()}
        return new


def same(a: Block, b: Block) -> bool:
    return all(torch.equal(a.state[name], b.state[name]) for name in PLAYERS) and torch.equal(a.stopped, b.stopped)


EVERY = slice(None)
NS = Settings(objective=1, r1=0.3, gp=0.1)


@pytest.mark.parametrize("kernel", [LINE, PLANE], ids=["line", "plane"])
def test_a_member_is_trained_as_if_it_were_alone(kernel: Kernel) -> None:
    whole = Block(kernel, 3, NS)
    alone = [whole.part(slice(m, m + 1), EVERY) for m in range(3)]
    before = whole.part(EVERY, EVERY)
    losses = whole.train()
    for m, one in enumerate(alone):
        assert np.array_equal(one.train()[0], losses[m])
        assert same(whole.part(slice(m, m + 1), EVERY), one)
    assert not torch.equal(before.state["d"], whole.state["d"])
    assert not torch.equal(whole.state["d"][0], whole.state["d"][1])


@pytest.mark.parametrize("kernel", [LINE, PLANE], ids=["line", "plane"])
def test_two_blocks_are_one_longer_block_bit_for_bit(kernel: Kernel) -> None:
    whole = Block(kernel, 2, NS)
    first, second = whole.part(EVERY, slice(0, 1)), whole.part(EVERY, slice(1, STEPS))
    whole.train()
    first.train()
    second.state, second.stopped = first.state, first.stopped
    second.kernel.train(second.settings, **{**second.arguments(), "first": FIRST + 1})
    assert same(first, whole)
    again = Block(kernel, 2, NS)
    again.kernel.train(again.settings, **{**again.arguments(), "first": FIRST + 1})
    assert not same(again, whole)  # Adam counts its steps


def test_threads_train_side_by_side_with_the_same_result() -> None:
    blocks = [Block(LINE, 4, NS, seed=10 * i) for i in range(4)]
    alone = [b.part(EVERY, EVERY) for b in blocks]
    for b in alone:
        b.train()
    threads = [threading.Thread(target=b.train) for b in blocks]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert all(same(a, b) for a, b in zip(alone, blocks, strict=True))


def test_a_loss_that_is_not_finite_stops_its_member_and_no_other() -> None:
    for kernel in (LINE, PLANE):
        block = Block(kernel, 3, NS)
        clean = block.part(EVERY, EVERY)
        after_one = block.part(slice(1, 2), slice(0, 1))
        after_one.train()
        block.drawn["real"][1, 1, 0, 7] = float("inf")  # type: ignore[index]
        losses = block.train()
        clean.train()
        assert block.stopped.tolist() == [-1, FIRST + 1, -1]
        assert not np.isfinite(losses[1, 1, 0])
        for m in (0, 2):
            assert same(block.part(slice(m, m + 1), EVERY), clean.part(slice(m, m + 1), EVERY))
        stopped = block.part(slice(1, 2), EVERY)
        assert all(torch.equal(stopped.state[name], after_one.state[name]) for name in PLAYERS)
        kept = block.part(slice(1, 2), EVERY)
        assert np.isnan(stopped.train()).all()  # a member that has stopped stays as it is
        assert same(stopped, kept)


@pytest.mark.parametrize("name", ["noise_d", "noise_g"])
def test_what_was_right_before_the_fault_is_kept(name: str) -> None:
    block = Block(LINE, 1, NS)
    before, clean = block.part(EVERY, EVERY), block.part(EVERY, slice(0, 1))
    clean.train()
    block.drawn[name][0, 0] = float("nan")  # type: ignore[index]
    block.train()
    assert block.stopped.tolist() == [FIRST]
    d = clean if name == "noise_g" else before  # D had moved already when G's loss came out as no number
    assert torch.equal(block.state["d"], d.state["d"])
    assert torch.equal(block.state["g"], before.state["g"])
    assert torch.equal(block.state["average"], before.state["average"])


def test_an_update_beyond_the_floats_is_not_made() -> None:
    """The losses are finite; the step is not."""
    for optimiser, rate in ((0, 3e38), (2, 1e40)):
        block = Block(LINE, 1, Settings(objective=4, optimiser=optimiser, beta1=0.9))
        block.rates.fill_(rate)
        before = block.part(EVERY, EVERY)
        block.state["d"].mul_(1e2)
        block.train()
        assert block.stopped.tolist() == [FIRST]
        assert torch.equal(block.state["d"], before.state["d"] * 1e2)
        assert all(torch.isfinite(t).all() for t in block.state.values())


@pytest.mark.parametrize("kernel", [LINE, PLANE], ids=["line", "plane"])
def test_a_discriminator_alone_learns_from_given_fakes(kernel: Kernel) -> None:
    settings = Settings(objective=1, r1=0.5, gp=0.3, eps=0.1)
    for seed in range(50):
        run = drawn_run(kernel, settings, seed, batch=40, d_steps=1, blur=False)
        fake = torch.randn(run.drawn["real"].shape, generator=torch.Generator().manual_seed(seed))  # type: ignore[union-attr]
        x, m, v = (t.double() for t in run.state[:3])
        d = gan_autograd.Player(x, (kernel.dimension, *(kernel.width,) * kernel.hidden, 1), 0.2, m, v)
        losses = []
        for t in range(STEPS):
            real, y, between = (q[t, 0].double() for q in (run.drawn["real"], fake, run.drawn["between"]))  # type: ignore[index]
            losses.append(gan_autograd.learn(settings, d, real, y, between, float(run.rates[0, t]), FIRST + t + 1))
        if min(d.closest) > NEAR:
            break
    else:
        raise AssertionError("no draw keeps clear of the kinks")
    player, stopped = [t.clone()[None] for t in run.state[:3]], torch.full((1,), -1)
    given = {"real": run.drawn["real"], "fake": fake, "between": run.drawn["between"]}
    points: dict[str, Any] = {name: t[None, :, 0].contiguous() for name, t in given.items() if t is not None}
    told = kernel.train_discriminator(
        settings, first=FIRST, d=player, stopped=stopped, rates=run.rates[0].contiguous(), **points
    )
    np.testing.assert_allclose(told[0], losses, rtol=1e-5)
    for after, right, before in zip(player, (d.flat, d.m, d.v), run.state, strict=False):
        move = float((right - before).abs().max())
        np.testing.assert_allclose(after[0], right, rtol=2e-7 * STEPS, atol=1e-4 * move)  # as in gan_fused_runs


def test_small_numbers_are_zero_inside_and_stay_what_they_are_outside() -> None:
    """A moment below 1.2e-38 would stay there for ever and double the time of a step on x86."""
    block = Block(LINE, 1, Settings(objective=1, slope=0.0, beta1=0.5))
    off = slice(20, 40)  # the first layer's biases: no unit is on, nothing below the last layer has a gradient
    block.state["d"][:, :40] = torch.cat([torch.zeros(20), -torch.ones(20)])
    block.state["d_m"][:, off] = 2e-38
    block.train()
    if platform.machine() in ("x86_64", "AMD64"):
        assert not block.state["d_m"][:, off].any()
    assert float(np.float32(2e-38) * np.float32(0.5)) > 0


REFUSED = {
    "dtype float64": ("real", lambda t: t.double()),
    "real has shape": ("real", lambda t: t[0]),
    "noise_g has shape": ("noise_g", lambda t: t[:, :, :-1].contiguous()),
    "noise_d is not contiguous": ("noise_d", lambda t: torch.stack([t, t], -1)[..., 0]),
    "average has shape": ("average", lambda t: t[:, 1:].contiguous()),
    "stopped has dtype": ("stopped", lambda t: t.int()),
    "rates has dtype": ("rates", lambda t: t.float()),
    "needs `between`": ("between", lambda t: None),
    "is of type list": ("noise_g", lambda t: t.tolist()),
}


@pytest.mark.parametrize("says", REFUSED)
def test_an_array_that_is_not_what_a_kernel_reads_is_refused(says: str) -> None:
    name, spoilt = REFUSED[says]
    block = Block(LINE, 2, NS)
    given = block.arguments()
    with pytest.raises((ValueError, TypeError), match=says):
        LINE.train(NS, **{**given, name: spoilt(given[name])})
    LINE.train(NS, **given)


def test_pairing_without_real_points_for_g_is_refused() -> None:
    block = Block(LINE, 1, Settings(objective=OBJECTIVES["pairing"]))
    with pytest.raises(ValueError, match="real_g"):
        LINE.train(block.settings, **{**block.arguments(), "real_g": None})


@pytest.mark.parametrize("wrong", [{"objective": 7}, {"slope": 1.5}, {"eps": 0.0}, {"r1": -1.0}, {"optimiser": 3}])
def test_settings_that_no_kernel_keeps_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Settings(**{"objective": 1, **wrong})


def test_arrays_may_begin_anywhere_in_memory() -> None:
    """Vectors are read from addresses that are no multiples of a vector."""
    block = Block(LINE, 1, NS)
    plain = block.part(EVERY, EVERY)
    for name, value in block.drawn.items():
        if value is not None:
            moved = torch.empty(value.numel() + 1)[1:].view(value.shape)
            block.drawn[name] = moved.copy_(value)
    for name, value in block.state.items():
        block.state[name] = torch.empty(value.numel() + 1)[1:].view(value.shape).copy_(value)
    block.train()
    plain.train()
    assert same(block, plain)
