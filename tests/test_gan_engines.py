"""The engines take the same steps: compiled C against autograd, whole ensembles, through everything that calls them."""

import threading

import pytest
import torch

from gan_small.certificate.fresh import train_fresh
from gan_small.certificate.fresh_compiled import train_fresh as train_fresh_compiled
from gan_small.command_line.main import main
from gan_small.engines import ENGINES, advance, captured, fused, reference, settled
from gan_small.fused import NoCompiler, available
from gan_small.game import Game, State, game
from gan_small.recipe import NotARecipe, Recipe
from gan_small.train import train

RECIPES = {
    "R1": Recipe(r1=10.0, rate_d=1e-2, latent=4),
    "Algorithm 1, k = 3": Recipe(loss="saturating", optimiser="sgd", beta1=0.5, rate_d=0.1, rate_g=0.1, d_steps=3),
    "clipped": Recipe(loss="wasserstein", optimiser="rmsprop", clip=0.05),
    "gradient penalty": Recipe(loss="wasserstein", gp=10.0, gp_one_sided=True),
    "relativistic, both penalties, simultaneous": Recipe(loss="relativistic", r1=1.0, r2=1.0, simultaneous=True),
    "least squares, noise": Recipe(loss="least-squares(-1, 1, 0)", noise=0.3, noise_until=0.5),
    "smoothed": Recipe(loss="saturating", real_label=0.9, fake_label=0.1),
    "f-GAN": Recipe(loss="f-gan(reverse-kl, alternative)", r1=1.0),
    "ring": Recipe(target="ring", latent=2, r1=0.1),
    "a skewed target": Recipe(target="exponential", r1=1.0),
}
SMALL = {"members": 4, "batch": 32, "width": 16, "steps": 50}


@pytest.fixture
def compiler() -> None:
    if not available():
        pytest.skip(f"the compiled engine cannot be had: {available().reason}")


def ends(recipe: Recipe, steps: int) -> tuple[Game, State, State, torch.Tensor, torch.Tensor]:
    played = game(settled(recipe.replace(engine="fused")))
    a, losses = reference.advance(played, played.start(), steps)
    b, compiled_losses = fused.advance(played, played.start(), steps)
    return played, a, b, losses, compiled_losses


@pytest.mark.usefixtures("compiler")
@pytest.mark.parametrize("name", RECIPES)
def test_compiled_steps_are_autograds(name):
    """Eight steps in float32 by both.  Losses are sums of 32 terms of size 1 in another order: some 1e-6.  Parameters:
    where a gradient cancels, Adam divides rounding by rounding, so a few may differ by whole steps; the median may not.
    """
    recipe = RECIPES[name].replace(**SMALL)
    _, a, b, losses, compiled_losses = ends(recipe, 8)
    torch.testing.assert_close(compiled_losses, losses, rtol=1e-3, atol=1e-4)
    start = game(settled(recipe)).start()
    for who in ("d", "g"):
        moved = (getattr(a, who).x - getattr(start, who).x).abs()
        apart = (getattr(a, who).x - getattr(b, who).x).abs()
        assert moved.median() > 0
        assert apart.median() <= 1e-4 * moved.max()
    assert (a.step, b.step) == (8, 8)


@pytest.mark.usefixtures("compiler")
def test_another_game_is_told_apart():
    recipe = RECIPES["R1"].replace(**SMALL)
    a, b = (ends(recipe.replace(r1=gamma), 8)[2] for gamma in (10.0, 5.0))
    moved = (a.d.x - game(settled(recipe)).start().d.x).abs()
    assert (a.d.x - b.d.x).abs().median() > 1e-3 * moved.max()


@pytest.mark.usefixtures("compiler")
def test_a_member_is_the_same_bits_in_every_ensemble_and_every_cut():
    recipe = RECIPES["R1"].replace(**SMALL)
    played = game(settled(recipe))
    whole, _ = fused.advance(played, played.start(), 30)
    half, _ = fused.advance(played, played.start(), 7)
    rest, _ = fused.advance(played, half, 23)
    alone = played.select(slice(2, 3))
    one, _ = fused.advance(alone, alone.start(), 30)
    for a, b, c in zip(whole.tensors(), rest.tensors(), one.tensors(), strict=True):
        assert torch.equal(a, b)
        assert torch.equal(a[2:3], c)


@pytest.mark.usefixtures("compiler")
def test_the_given_state_and_torchs_threads_are_left_alone():
    played = game(settled(RECIPES["R1"].replace(**SMALL)))
    start, threads = played.start(), torch.get_num_threads()
    before = [t.clone() for t in start.tensors()]
    fused.advance(played, start, 5)
    assert all(torch.equal(a, b) for a, b in zip(before, start.tensors(), strict=True))
    assert torch.get_num_threads() == threads
    assert threading.active_count() < 20


@pytest.mark.usefixtures("compiler")
def test_an_error_in_a_thread_is_an_error():
    def fails(members: slice) -> None:
        if members.start == 2:
            raise RuntimeError("member 2")

    with pytest.raises(RuntimeError, match="member 2"):
        fused.each_share(fails, [slice(k, k + 1) for k in range(4)])


@pytest.mark.usefixtures("compiler")
@pytest.mark.parametrize("target", ["gauss", "ring"])
def test_the_fresh_discriminator_is_the_same_by_both(target):
    played = game(settled(Recipe(target=target, latent=2).replace(**SMALL)))
    a, b = (t(played, played.start(), steps=10) for t in (train_fresh, train_fresh_compiled))
    # ten steps of 5e-3 each: what Adam makes of rounding in cancelling gradients stays below a hundredth of them
    assert (a - b).abs().median() <= 5e-4 * 0.01
    assert (a - train_fresh(played, played.start(), steps=11)).abs().median() > 1e-4


@pytest.mark.usefixtures("compiler")
def test_whole_runs_agree_on_what_they_find():
    """The default game by both engines: not the same numbers after 300 steps, but the same story."""
    recipe = RECIPES["R1"].replace(members=16, steps=300, looks=3)
    a, b = (train(recipe.replace(engine=engine)).looks[-1] for engine in ("torch", "fused"))
    assert abs(a.centre - b.centre).max() < 0.05 * abs(a.centre).max()


def test_a_recipes_chunks_change_nothing_but_rounding():
    recipe = RECIPES["R1"].replace(**SMALL | {"engine": "torch", "dtype": "float64"})
    played, parted = game(recipe), game(recipe.replace(chunk=3))
    (a, losses), (b, parted_losses) = (advance(g, g.start(), 5) for g in (played, parted))
    torch.testing.assert_close(parted_losses, losses, rtol=1e-9, atol=1e-9)
    for x, y in zip(a.tensors(), b.tensors(), strict=True):
        torch.testing.assert_close(x, y, rtol=1e-9, atol=1e-9)


def test_auto_is_settled_before_the_first_step():
    chosen = settled(Recipe(device="auto"))
    assert chosen.device == ("cuda" if torch.cuda.is_available() else "cpu")
    on_cpu = settled(Recipe())
    assert on_cpu.engine == ("fused" if available() else "torch")
    assert settled(Recipe(spectral=True)).engine == "torch"
    assert settled(Recipe(dtype="float64")).engine == "torch"
    assert settled(on_cpu) == on_cpu


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"engine": "fused", "spectral": True}, "spectral normalisation is not compiled; use the engine torch"),
        ({"engine": "fused", "dtype": "float64"}, "compute in float32"),
        ({"engine": "fused", "depth": 0}, "need a hidden layer"),
        ({"engine": "fused", "width": 513}, "hold up to 512 units"),
        ({"engine": "graph"}, "a CUDA graph needs a GPU"),
        ({"device": "gpu"}, "none that torch knows; give cpu, cuda"),
        ({"device": "meta"}, "the device is 'meta'.*give cpu, cuda or auto"),
        ({"device": "mps", "engine": "torch"}, "the device is 'mps'.*give cpu, cuda or auto"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_way_out(settings, text):
    with pytest.raises(NotARecipe, match=text):
        settled(Recipe(**settings))


def test_a_compiler_that_is_lost_on_the_way_is_one_line(monkeypatch, capsys):
    def lost(*_):
        raise NoCompiler("the C compiler failed; set CC to one that works")

    monkeypatch.setitem(ENGINES, "torch", lost)
    assert main(["gauss", "--members", "1", "--steps", "2", "--looks", "1", "--engine", "torch", "--quiet"]) == 2
    assert capsys.readouterr().err == "error: the C compiler failed; set CC to one that works\n"


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_a_gpu_that_is_not_there_is_refused():
    with pytest.raises(NotARecipe, match="torch sees no GPU here"):
        settled(Recipe(device="cuda"))
    played = game(settled(Recipe(members=1)))
    with pytest.raises(ValueError, match="cannot be captured on cpu"):
        captured.advance(played, played.start(), 1)


@pytest.mark.usefixtures("compiler")
def test_the_widest_network_fits_on_a_threads_stack():
    """512 units are two tables of a MiB each; a crash would take the whole process with it."""
    played = game(settled(Recipe(members=2, width=fused.WIDEST, batch=4, engine="fused")))
    after, _ = fused.advance(played, played.start(), 1)
    assert after.step == 1


def test_every_engine_has_a_name():
    assert set(ENGINES) == {"torch", "fused", "graph"}
