"""Mixtures: a generator that misses a mode, or sits on points inside the modes, is found out; a rare mode is not held
against a perfect one.  Generators are stood in for by samplers of known laws: D says 1/2 throughout."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from gan_states import with_constant_discriminator

from gan_small.certificate import Verdict, certify
from gan_small.engines import settled
from gan_small.game import State, game
from gan_small.history import look
from gan_small.recipe import Recipe
from gan_small.targets import Mixtures, grid_of_25, ring_of_8

MEMBERS = 4


def verdicts(target: str, law: Mixtures, *, latent: int = 4) -> list[Verdict]:
    played = game(settled(Recipe(members=MEMBERS, target=target, latent=latent, engine="torch")))
    state = with_constant_discriminator(played, played.start(), 0.0)

    def drawn(noise: torch.Tensor) -> torch.Tensor:
        d = law.dimension
        uniforms = torch.special.ndtr(noise[..., d : d + law.uniforms].double()).clamp(1e-6, 1 - 1e-6)
        return law.sample(noise[..., :d].double(), uniforms).to(noise.dtype)

    vars(played)["g"] = Stand(drawn)
    looks = [replace(look(played, state, torch.zeros(1, MEMBERS, 2)), step=s) for s in range(1, 9)]
    return certify(played, state, looks).verdicts


class Stand:
    """In place of a network: a sampler that looks at the noise only."""

    def __init__(self, drawn) -> None:
        self.drawn = drawn

    def __call__(self, theta: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        return self.drawn(noise)


def without(law: Mixtures, missing: int) -> Mixtures:
    weights = law.weights.clone()
    weights[:, :missing] = 0
    return Mixtures(weights / weights.sum(1, keepdim=True), law.means, law.scales)


def with_width(law: Mixtures, factor: float) -> Mixtures:
    return Mixtures(law.weights, law.means, factor * law.scales)


LAWS = {"ring": ring_of_8, "grid": grid_of_25}


@pytest.mark.parametrize("name", LAWS)
def test_the_law_itself_is_at_equilibrium(name):
    assert verdicts(name, LAWS[name](members=MEMBERS)) == [Verdict.EQUILIBRIUM] * MEMBERS


@pytest.mark.parametrize(("name", "missing"), [("ring", 1), ("ring", 4), ("grid", 1), ("grid", 5)])
def test_a_missing_mode_is_a_collapse(name, missing):
    """One of 25 modes moves the best classifier by 2%, which 1024 answers cannot see; the count of modes can."""
    assert verdicts(name, without(LAWS[name](members=MEMBERS), missing)) == [Verdict.COLLAPSED] * MEMBERS


@pytest.mark.parametrize("name", LAWS)
def test_points_in_place_of_modes_are_a_collapse(name):
    assert verdicts(name, with_width(LAWS[name](members=MEMBERS), 1e-3)) == [Verdict.COLLAPSED] * MEMBERS


def test_modes_of_twice_the_width_are_no_equilibrium():
    assert Verdict.EQUILIBRIUM not in verdicts("ring", with_width(ring_of_8(members=MEMBERS), 2.0))


def test_a_rare_mode_is_not_held_against_a_perfect_generator():
    """A mode of half a per cent is below the share that counts as held, for real points too."""
    name = "bimodal(0.005, 0, 4, 0.3)"
    target = game(settled(Recipe(members=MEMBERS, target=name))).target
    assert isinstance(target, Mixtures)
    assert verdicts(name, target) == [Verdict.EQUILIBRIUM] * MEMBERS


@pytest.mark.parametrize("centre", [0, 100])
def test_the_fresh_discriminator_does_not_mind_where_zero_is(centre):
    """Half a deviation off at 0 and at 100: the same verdict, as it sees points in the target's own units."""
    name = f"gauss({centre}, 1)"
    off = Mixtures(torch.ones(MEMBERS, 1), torch.full((MEMBERS, 1, 1), centre + 0.5), torch.ones(MEMBERS, 1))
    assert verdicts(name, off) == [Verdict.WEAK] * MEMBERS


def test_the_states_are_not_the_source_of_the_verdict():
    """The same states with the network's own generator: nobody is at equilibrium."""
    played = game(settled(Recipe(members=MEMBERS, target="ring", latent=4, engine="torch")))
    state: State = with_constant_discriminator(played, played.start(), 0.0)
    looks = [replace(look(played, state, torch.zeros(1, MEMBERS, 2)), step=s) for s in range(1, 9)]
    found = certify(played, state, looks)
    assert Verdict.EQUILIBRIUM not in found.verdicts
    assert np.isfinite(found.evidence.held_out.distance).all()
