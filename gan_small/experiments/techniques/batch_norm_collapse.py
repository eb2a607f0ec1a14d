"""Does batch normalisation keep a generator off the one point?

Says       batch normalisation keeps a generator from collapsing all samples to one point
Measures   the spread of the generated law over the target's, on the ring of 8, of generators with and without batch
           normalisation of the hidden layers: the narrowest of ten looks in a game whose G takes ten times D's steps,
           and at the end of steps against a D that is trained, and then frozen; and the modes held in the game
Bar        a quarter of the target's spread, below which gan_small.certificate.Tolerances says collapsed; and for
           comparisons of the same members 0
Control    generators without it in the place of those with it
Claims     bn-prevents-collapse-trained; what it cannot do is in bn-prevents-collapse: a normalised batch is not
           constant, and the layer after it may make it so; in mode-collapse-definition D is frozen

Source     Radford et al. 2015, Section 3
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from gan_small.certificate.verdict import Tolerances
from gan_small.engines import advance, settled
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import Game, game
from gan_small.history import Look, look
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import Mixtures, modes_held
from gan_small.train import Trained, train

BAR = Tolerances().collapsed
RING = Recipe(target="ring", latent=2, batch=16, width=16, decay="constant")
HASTY = RING.replace(rate_d=1e-3, rate_g=1e-2, steps=300, looks=10)
TRAINED = RING.replace(rate_d=3e-3, steps=1000, looks=1)
FROZEN = RING.replace(rate_d=0.0, rate_g=5e-2, decay="cosine", steps=600, looks=1)


def measure(setting: Setting) -> list[Effect]:
    """A hasty generator against a D that learns, and one against a D that does not."""
    plain, normal = (hasty(setting, norm) for norm in ("none", "batch"))
    ratio = np.log(narrowest(normal) / narrowest(plain))
    more = held(normal) - held(plain)
    return [
        median("narrowest spread in a game with a hasty G, with batch norm", narrowest(normal), above=BAR),
        median("log of narrowest spreads, with over without batch norm", ratio, above=0.0),
        median("modes held of 8 at the end, with less without batch norm", more, above=0.0),
        median("spread at the end against a frozen D, with batch norm", against_frozen(setting, "batch"), above=BAR),
    ]


def control(setting: Setting) -> list[Effect]:
    """What is not there cannot keep them."""
    narrow = narrowest(hasty(setting, "none", times=3))
    return [
        median("narrowest spread in a game with a hasty G, without batch norm", narrow, above=BAR),
        median("spread at the end against a frozen D, without batch norm", against_frozen(setting, "none"), above=BAR),
    ]


def hasty(setting: Setting, norm: str, *, times: int = 1) -> Trained:
    """The game in which G takes ten times the steps of D, with so many times the members."""
    setting.say(f"a game with a hasty generator, norm {norm}")
    return train(HASTY.replace(norm=norm, members=times * members(setting), seed=setting.seed))


def narrowest(trained: Trained) -> np.ndarray:
    """The least spread of all looks over the target's, [E]."""
    return np.stack([relative(trained.game, seen) for seen in trained.looks]).min(0)


def held(trained: Trained) -> np.ndarray:
    """How many of the 8 modes 1024 points of the generator hold, [E]."""
    played = trained.game
    assert isinstance(played.target, Mixtures)
    with torch.no_grad():
        fake = played.g(trained.state.g.x, played.noise(Stream.HELD_OUT_NOISE, range(1), 1024)[0])
    return modes_held(fake, played.target).numpy().astype(float)


def against_frozen(setting: Setting, norm: str) -> np.ndarray:
    """The spread over the target's of fresh generators, after steps against a D trained beforehand, [E]."""
    setting.say(f"steps against a frozen discriminator, norm {norm}")
    sized = {"members": members(setting), "seed": setting.seed}
    judge = train(TRAINED.replace(**sized)).state.d
    played = game(settled(FROZEN.replace(norm=norm, **sized)))
    steps = FROZEN.steps
    end, losses = advance(played, replace(played.start(), d=judge), steps)
    return relative(played, look(played, end, losses))


def relative(played: Game, seen: Look) -> np.ndarray:
    """The spread of a look over that of the target."""
    return seen.spread / played.target.spread().square().sum(-1).sqrt().cpu().numpy()


def members(setting: Setting) -> int:
    """How many generators."""
    return 128 if setting.full else 48
