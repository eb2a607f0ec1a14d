"""On a GPU: the same steps as on a CPU, the same bits twice, and thousands of members in one process.

Run by `pytest -m gpu`.  No time is asserted.
"""

import pytest
import torch

from gan_small.engines import captured, reference, settled
from gan_small.game import game
from gan_small.randomness import normals, uniforms
from gan_small.recipe import Recipe
from gan_small.train import train

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="torch sees no GPU here")]

GAME = Recipe(members=16, r1=10.0, rate_d=1e-2, latent=2, device="cuda")
RECIPES = {
    "R1": GAME,
    "k = 3, noise": GAME.replace(d_steps=3, noise=0.3),
    "spectral": GAME.replace(r1=0.0, spectral=True),
    "relativistic, penalties": GAME.replace(loss="relativistic", r2=1.0, gp=1.0),
    "ring": GAME.replace(target="ring"),
}


def test_uniforms_are_the_same_bits_and_normals_the_same_to_rounding():
    place = (7, 0, range(3), range(5), 1000)
    assert torch.equal(uniforms(*place, device="cuda").cpu(), uniforms(*place))
    # |normal| <= 5.77, a logarithm, a root and a cosine: some ten units in the last place
    torch.testing.assert_close(normals(*place, device="cuda").cpu(), normals(*place), rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", RECIPES)
def test_a_gpu_takes_the_cpus_steps(name):
    """In float64, six steps: rounding only, as in test_gan_ensemble.py."""
    recipe = RECIPES[name].replace(dtype="float64", engine="torch", batch=64)
    on_gpu, on_cpu = (game(settled(recipe.replace(device=d))) for d in ("cuda", "cpu"))
    a, b = (reference.advance(g, g.start(), 6)[0] for g in (on_gpu, on_cpu))
    for x, y in zip(a.tensors(), b.tensors(), strict=True):
        torch.testing.assert_close(x.cpu(), y, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", RECIPES)
def test_a_captured_step_is_the_step(name):
    played = game(settled(RECIPES[name].replace(dtype="float64", engine="graph")))
    a, losses = reference.advance(played, played.start(), 10)
    b, captured_losses = captured.advance(played, played.start(), 10)
    assert b.step == 10
    torch.testing.assert_close(captured_losses, losses, rtol=1e-7, atol=1e-7)
    for x, y in zip(a.tensors(), b.tensors(), strict=True):
        torch.testing.assert_close(x, y, rtol=1e-7, atol=1e-7)


def test_two_runs_are_the_same_bits_and_a_cut_changes_nothing():
    played = game(settled(GAME))
    whole, _ = captured.advance(played, played.start(), 40)
    again, _ = captured.advance(played, played.start(), 40)
    half, _ = captured.advance(played, played.start(), 15)
    rest, _ = captured.advance(played, half, 25)
    for a, b, c in zip(whole.tensors(), again.tensors(), rest.tensors(), strict=True):
        assert torch.equal(a, b)
        assert torch.equal(a, c)


def test_the_loop_does_not_wait_for_the_device():
    """torch raises where something inside would synchronise; the check itself is seen to bark."""
    played = game(settled(GAME))
    for advance in (reference.advance, captured.advance):
        advance(played, played.start(), 2)  # what is done once, as loading libraries, may wait
    batches = played.batches(range(3))
    torch.cuda.set_sync_debug_mode("error")
    try:
        with pytest.raises(RuntimeError, match="synchroniz"):
            torch.ones(1, device="cuda").item()
        for advance, start in ((reference.advance, played.start()), (captured.advance, played.start())):
            advance(played, start, 3)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    assert torch.equal(played.batches(range(3)).real, batches.real)


def test_four_thousand_members_in_one_process():
    result = train(GAME.replace(members=4096, steps=100, looks=2))
    assert result.state.step == 100
    assert (result.state.stopped < 0).all()
    assert torch.isfinite(result.state.g.x).all()
