"""What does a network answer when the targets have two modes?

Says       a network trained with squared error on two-mode targets answers near their mean, and trained against a
           discriminator it answers near a mode
Measures   targets +-2 with deviation 0.3, equally often, which the network's input z ~ N(0, 1) says nothing about: the
           mean distance of its answers from the mean 0, and from the nearest mode, both over 2.  The two networks have
           one shape, the same first parameters, points and number of steps; only the loss differs
Bar        1/2: half way between the mean and a mode
Control    for squared error, targets without noise that the input does tell: the sign of z times 2, so the answer is
           the mode; for the adversarial one, players that stand still
Claims     mse-bimodal-average-trained; the reason is in mse-bimodal-average: the mean minimises the squared error

Source     Bishop 2006, Section 1.2.5
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import Game, game
from gan_small.optimisers import Player
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.train import train

HALF_WAY = 1 / 2
MODE = 2.0
POINTS = 4096
RECIPE = Recipe(target=f"bimodal(0.5, 0, {2 * MODE:g}, 0.3)", r1=1.0, rate_d=1e-2, rate_g=3e-3, batch=128, looks=1)


def measure(setting: Setting) -> list[Effect]:
    """The same network with either loss."""
    return [by_squared_error(setting, untold), by_adversary(setting, sized(setting))]


def control(setting: Setting) -> list[Effect]:
    """Targets that the input tells; and an adversary that does not move, against a generator that does not."""
    return [
        by_squared_error(setting, told),
        by_adversary(setting, sized(setting).replace(rate_d=0.0, rate_g=0.0)),
    ]


def sized(setting: Setting) -> Recipe:
    """The recipe at the size of the setting."""
    members, steps = (64, 2000) if setting.full else (24, 500)
    return RECIPE.replace(members=members, seed=setting.seed, steps=steps)


def by_squared_error(setting: Setting, targets: Callable[[Tensor, Tensor], Tensor]) -> Effect:
    """The distance from the mean, trained on 1/2 |G(z) - y|^2."""
    setting.say(f"squared error, targets {targets.__name__}")
    played = game(sized(setting))
    answers = played.g(regressed(played, targets), fresh_noise(played))
    what = f"mean distance from the mean over {MODE:g}, squared error, targets {targets.__name__} by the input"
    return median(what, answers.abs().mean((1, 2)) / MODE, below=HALF_WAY)


def by_adversary(setting: Setting, recipe: Recipe) -> Effect:
    """The distance from the nearest mode, trained against a discriminator."""
    setting.say("an adversary" if recipe.rate_d else "an adversary that stands still")
    trained = train(recipe)
    answers = trained.game.g(trained.state.g.x, fresh_noise(trained.game))
    which = "adversary" if recipe.rate_d else "players that stand still"
    what = f"mean distance from the nearest mode over {MODE:g}, {which}"
    return median(what, (answers.abs() - MODE).abs().mean((1, 2)) / MODE, below=HALF_WAY)


def untold(z: Tensor, drawn: Tensor) -> Tensor:
    """Targets as they are drawn, whatever z is."""
    return drawn


def told(z: Tensor, drawn: Tensor) -> Tensor:
    """The mode on the side of z."""
    return MODE * z.sign()


def regressed(played: Game, targets: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """Parameters [E, P] of the game's generator after training on the squared error, by its optimiser and rates."""
    r, theta = played.recipe, played.start().g.x
    player = Player(theta, torch.zeros_like(theta), torch.zeros_like(theta))
    for t in range(r.steps):
        z, y = (draw[0] for draw in pair(played, t))
        theta = player.x.detach().requires_grad_()
        # 1/2 |G(z) - y|^2
        loss = (played.g(theta, z) - targets(z, y)).square().mean((1, 2)) / 2
        (gradient,) = torch.autograd.grad(loss.sum(), theta)
        rate, count = (torch.tensor(n, dtype=torch.float64) for n in (r.rate_g * r.rate(t), t + 1))
        with torch.no_grad():
            player = played.optimiser.update(player, gradient, rate=rate, count=count)
    return player.x.detach()


def pair(played: Game, t: int) -> tuple[Tensor, Tensor]:
    """Inputs and targets of step t, [1, E, batch, 1] each: independent of each other."""
    step, r = range(t, t + 1), played.recipe
    return played.noise(Stream.NOISE_FOR_G, step, r.batch), played.real(Stream.REAL, step, r.batch)


def fresh_noise(played: Game) -> Tensor:
    """Inputs [E, n, 1] that no step has seen."""
    return played.noise(Stream.HELD_OUT_NOISE, range(1), POINTS)[0]
