"""An ensemble is its members: trained together or each alone, whatever else is trained beside them."""

import dataclasses

import pytest
import torch

from gan_small.engines import reference, settled
from gan_small.game import State, game
from gan_small.objectives import objective
from gan_small.optimisers import Player
from gan_small.recipe import Recipe

#: Every part of a step that could mix members, or steps: penalties, smoothing, noise, spectral vectors, momenta.
RECIPES = {
    "adam, R1": Recipe(r1=1.0, beta1=0.5),
    "rmsprop, clipped, k = 3": Recipe(loss="wasserstein", optimiser="rmsprop", clip=0.01, d_steps=3),
    "Algorithm 1": Recipe(loss="saturating", optimiser="sgd", beta1=0.5, rate_d=0.1, rate_g=0.1, decay="constant"),
    "gradient penalty": Recipe(loss="wasserstein", gp=10.0),
    "spectral, R2, noise": Recipe(loss="hinge", spectral=True, r2=1.0, noise=0.3, noise_until=0.5),
    "relativistic, simultaneous": Recipe(loss="relativistic", r1=1.0, r2=1.0, simultaneous=True),
    "smoothed": Recipe(loss="saturating", real_label=0.9, fake_label=0.1),
    "in the plane": Recipe(target="ring", latent=2, r1=0.1),
}
SMALL = {"members": 5, "batch": 16, "width": 8, "steps": 20, "engine": "torch", "dtype": "float64"}
STEPS = 6


def parts(state: State) -> dict[str, torch.Tensor]:
    """Everything that training changes, the optimisers' moments included."""
    players = {f"{who}.{name}": t for who in ("d", "g") for name, t in getattr(state, who)._asdict().items()}
    return {**players, "average": state.average, "spectral": state.spectral, "stopped": state.stopped}


def together_and_alone(recipe: Recipe, member: int) -> tuple[dict, dict]:
    whole = game(settled(recipe))
    alone = whole.select(slice(member, member + 1))
    a, _ = reference.advance(whole, whole.start(), STEPS)
    b, _ = reference.advance(alone, alone.start(), STEPS)
    return parts(a.select(slice(member, member + 1))), parts(b)


@pytest.mark.parametrize("name", RECIPES)
def test_training_together_is_training_alone(name):
    """Six steps in float64.  Sums of at most 16 terms may be taken in another order: some eps a step, and Adam divides
    by the root of a gradient's square, which magnifies a relative error by at most the gradient's own cancellation:
    1e-9 leaves six digits for that, and any mixing of members changes the second digit."""
    a, b = together_and_alone(RECIPES[name].replace(**SMALL), 3)
    for part, value in a.items():
        torch.testing.assert_close(value, b[part], rtol=1e-9, atol=1e-9, msg=lambda m, part=part: f"{part}: {m}")


def test_a_mixture_of_members_is_noticed(monkeypatch):
    """A batch statistic over all members, as a careless batch normalisation would take it."""
    from gan_small import networks

    plain = networks.Mlp.forward
    monkeypatch.setattr(networks.Mlp, "forward", lambda net, layers, x: plain(net, layers, x - x.mean((0, 1))))
    a, b = together_and_alone(RECIPES["adam, R1"].replace(**SMALL), 3)
    assert (a["g.x"] - b["g.x"]).abs().max() > 1e-4


@pytest.mark.parametrize("members", [4, 9])
def test_a_member_does_not_depend_on_how_many_there_are(members):
    few, many = (game(settled(Recipe(r1=1.0).replace(**SMALL | {"members": n}))) for n in (4, members))
    start = [parts(g.start())["g.x"][:4] for g in (few, many)]
    assert torch.equal(*start)
    assert few.target.describe(2) == many.target.describe(2)
    ends = [parts(reference.advance(g, g.start(), STEPS)[0])["g.x"][:4] for g in (few, many)]
    torch.testing.assert_close(*ends, rtol=1e-9, atol=1e-9)


def test_members_differ_from_each_other():
    """Own seed, own target: no two members are the same run."""
    played = game(settled(Recipe().replace(**SMALL)))
    start = played.start()
    assert len({played.target.describe(k) for k in range(5)}) == 5
    for x in (start.d.x, start.g.x):
        assert len({tuple(row.tolist()) for row in x}) == 5


def test_a_run_cut_in_two_is_the_run():
    """Bit for bit: a step depends on the state and on its own number, and on nothing else."""
    played = game(settled(RECIPES["spectral, R2, noise"].replace(**SMALL)))
    whole, losses = reference.advance(played, played.start(), STEPS)
    half, first = reference.advance(played, played.start(), 2)
    rest, second = reference.advance(played, half, STEPS - 2)
    assert all(torch.equal(a, b) for a, b in zip(parts(whole).values(), parts(rest).values(), strict=True))
    assert torch.equal(losses, torch.cat((first, second)))
    wrong, _ = reference.advance(played, dataclasses.replace(half, step=3), STEPS - 2)
    assert not torch.equal(wrong.g.x, rest.g.x)


def test_advancing_leaves_the_given_state_alone():
    played = game(settled(Recipe(r1=1.0).replace(**SMALL)))
    start = played.start()
    before = {name: t.clone() for name, t in parts(start).items()}
    reference.advance(played, start, 3)
    assert start.step == 0
    assert all(torch.equal(before[name], t) for name, t in parts(start).items())


@pytest.mark.parametrize("name", ["adam, R1", "spectral, R2, noise"])
@pytest.mark.parametrize("poisoned", ["d", "g"])
def test_a_loss_that_is_not_finite_stops_that_member_only(poisoned, name):
    recipe = RECIPES[name].replace(**SMALL)
    played = game(settled(recipe))
    start = played.start()
    bad = getattr(start, poisoned).x.clone()
    bad[2, 0] = float("nan")
    sick = dataclasses.replace(start, **{poisoned: Player(bad, *getattr(start, poisoned)[1:])})
    healthy, _ = reference.advance(played, start, STEPS)
    after, losses = reference.advance(played, sick, STEPS)
    others = [0, 1, 3, 4]
    assert after.stopped.tolist() == [-1, -1, 0, -1, -1]
    assert all(
        torch.equal(a[others], b[others]) for a, b in zip(parts(after).values(), parts(healthy).values(), strict=True)
    )
    assert not torch.isfinite(losses[:, 2]).all()
    for name, value in parts(after).items():  # nothing of it moves
        if name != "stopped":
            assert torch.equal(value[2].nan_to_num(7.0), parts(sick)[name][2].nan_to_num(7.0)), name


def test_an_update_that_is_not_finite_stops_a_member_before_it_is_written():
    """The loss may be finite and its gradient not: the parameters stay those before the update."""
    played = game(
        settled(Recipe(rate_d=1e308, optimiser="sgd", decay="constant").replace(**SMALL | {"dtype": "float64"}))
    )
    after, _ = reference.advance(played, played.start(), 4)
    assert (after.stopped >= 0).all()
    assert all(torch.isfinite(t).all() for t in parts(after).values())


def test_the_generator_answers_the_new_discriminator_unless_simultaneous():
    """One step of each order from the same start: D's move is the same, G's is not."""
    played = [game(settled(Recipe(simultaneous=s, rate_d=0.1).replace(**SMALL))) for s in (False, True)]
    after = [reference.advance(g, g.start(), 1)[0] for g in played]
    assert torch.equal(after[0].d.x, after[1].d.x)
    assert not torch.equal(after[0].g.x, after[1].g.x)
    # simultaneous: the gradient at the old D, by hand
    g = played[1]
    start, batch = g.start(), g.batches(range(1)).at(0)
    theta = start.g.x.clone().requires_grad_()
    loss = objective("non-saturating").generator(
        batch.real[0][..., 0], g.d(start.d.x, g.g(theta, batch.noise_g))[..., 0]
    )
    (gradient,) = torch.autograd.grad(loss.sum(), theta)
    # first moments from zero, beta1 = 0: m is the gradient itself
    torch.testing.assert_close(after[1].g.m, gradient, rtol=1e-9, atol=1e-12)
