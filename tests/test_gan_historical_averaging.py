"""Historical averaging is a pull to the mean of all parameters so far, and ends where the ledger says."""

import dataclasses
import math

import pytest
import torch
from torch import Tensor

from gan_small import historical_averaging, step
from gan_small.engines import reference, settled
from gan_small.game import game
from gan_small.optimisers import Player
from gan_small.recipe import Recipe

SMALL = Recipe(history=0.5, d_steps=2, members=4, batch=8, width=6, steps=20, engine="torch", dtype="float64")


def bilinear(weight: float, monkeypatch, steps: int = 2000) -> Tensor:
    """The distance to the saddle of two numbers that the real step trains, simultaneously by 1/10, from (1, 1)."""
    recipe = Recipe(
        target="dirac(0)", loss="wasserstein", depth=0, optimiser="sgd", rate_d=0.1, rate_g=0.1, decay="constant",
        simultaneous=True, members=2, batch=1, history=weight, dtype="float64", engine="torch", steps=steps,
    )  # fmt: skip
    played = game(recipe)
    start = played.start()
    point, slope = torch.tensor([[0.0, 1.0]]).double(), torch.tensor([[1.0, 0.0]]).double()  # G = 1, C(x) = x
    players = [Player(x.expand(2, 2).clone(), *(torch.zeros(2, 2).double() for _ in "mv")) for x in (slope, point)]
    start = dataclasses.replace(start, d=players[0], g=players[1])
    if weight:
        start.past = torch.cat((players[0].x, players[1].x), 1)
    # the noise is silenced: G is the point of its bias alone
    monkeypatch.setattr(type(played), "noise", lambda self, stream, steps, n: torch.zeros(len(steps), 2, n, 1).double())
    end, _ = reference.advance(played, start, steps)
    return torch.hypot(end.d.x[:, 0], end.g.x[:, 1])


def test_training_with_history_ends_where_the_ledger_says(monkeypatch):
    """historical-averaging: 29640.722159 without and 0.51122053 with weight 1, to all digits printed."""
    assert (bilinear(0.0, monkeypatch) - 29640.722159).abs().max() < 1e-6
    assert (bilinear(1.0, monkeypatch) - 0.51122053).abs().max() < 1e-8


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("pull", lambda theta, past, weight: weight * (theta - past).abs().sum(-1)),
        ("running_mean", lambda past, theta, count: past + (theta - past) / count.to(past.dtype)),
    ],
)
def test_another_history_ends_elsewhere(name, wrong, monkeypatch):
    monkeypatch.setattr(step, name, wrong)
    assert (bilinear(1.0, monkeypatch) - 0.51122053).abs().min() > 1e-3


def test_the_running_mean_is_the_mean_of_all_parameters_so_far():
    played = game(settled(SMALL))
    state = played.start()
    seen = [torch.cat((state.d.x, state.g.x), 1)]
    for _ in range(5):
        state, _ = reference.advance(played, state, 1)
        seen.append(torch.cat((state.d.x, state.g.x), 1))
    torch.testing.assert_close(state.past, torch.stack(seen).mean(0), rtol=1e-12, atol=1e-14)
    assert not torch.allclose(state.past, torch.stack(seen[1:]).mean(0))


def test_a_member_that_stopped_keeps_its_past():
    played = game(settled(SMALL))
    state, _ = reference.advance(played, played.start(), 3)
    state.d.x[1, 0] = math.nan
    after, _ = reference.advance(played, state, 3)
    assert after.stopped.tolist() == [-1, 3, -1, -1]
    assert torch.equal(after.past[1], state.past[1])
    assert not torch.equal(after.past[0], state.past[0])


def test_the_mean_of_the_past_is_taken_in_the_precision_of_the_parameters():
    past = historical_averaging.running_mean(torch.zeros(2, 3), torch.ones(2, 3), torch.tensor(3.0).double())
    assert past.dtype == torch.float32
    assert (past == 0.25).all()
