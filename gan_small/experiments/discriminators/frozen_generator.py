"""A discriminator that is retrained against a generator that stands still, and what it then tells the generator.

Says       p is the data's law and q that of x = mean + scale z, for good: D goes to D* = p/(p + q), and on the way it
           can be asked how often it errs, what its loss is, and where it would push the mean

    error      half the share of real points with C <= 0, plus half that of fakes with C > 0      chance is 1/2
    value      V = mean log D on real + mean log(1 - D) on fake points                            of D*: 2 JSD - log 4
    pull       d/d mean of G's loss, E_q[l'(C) grad C], D held still

For N(0, 1) and N(mu, 1) all three are known: the best error is Phi(-mu/2), and the sizes of the pulls of D* are

    saturating        mu E_q[p/(p + q)]     that of 2 JSD; it vanishes like sqrt(pi/2) exp(-mu^2/8)
    non-saturating    mu E_q[q/(p + q)]     the two add up to mu

Claims     divergence-seen-by-d, almost-perfect-d, diminishing-gradient, log-d-trick-loss
Source     Arjovsky and Bottou 2017, Section 2; Goodfellow et al. 2014, Section 4.1
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import torch
from torch import Tensor

from gan_small.engines import advance
from gan_small.experiments.critics.affine_generator import standing_still
from gan_small.experiments.finding import Setting
from gan_small.game import Game, State
from gan_small.objectives import objective
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import Dirac, Gaussians, ParallelLine, Target
from numerics.weights import Array
from theory.supports.noisy_gradient import exact_gradient

POINTS = 2048
"""Held-out points of each law: an error near 1/3 then has a standard deviation of 0.0074."""
STEPS = 1000
"""Updates of D: "few" beside the 4000 of Arjovsky and Bottou's Figure 2, and D rests at their end, as steps decay."""


def retrained(setting: Setting, *, members: int = 32) -> Recipe:
    """The recipe of D; at the full size with four times the members.  D's loss is the same for both losses of G."""
    many = 4 * members if setting.full else members
    return Recipe(loss="saturating", rate_d=1e-2, steps=STEPS, members=many, seed=setting.seed)


@dataclass(frozen=True)
class Facing:
    """A game whose generator stands still, and where its discriminator has got to."""

    game: Game
    state: State

    def trained(self, until: int | None = None) -> Facing:
        """After so many updates of D in all, at the end of the recipe if none are named; D may be there already."""
        more = (self.game.recipe.steps if until is None else until) - self.state.step
        return Facing(self.game, advance(self.game, self.state, more)[0]) if more else self

    def points(self, n: int = POINTS) -> tuple[Tensor, Tensor]:
        """Real and fake points that no step has seen, with the recipe's instance noise, if any: float64 [E, n, d]."""
        game, later = self.game, range(self.game.recipe.steps, self.game.recipe.steps + 1)
        with torch.no_grad():
            found = [game.real(Stream.HELD_OUT_REAL, later, n)[0]]
            found.append(game.g(self.state.g.x, game.noise(Stream.HELD_OUT_NOISE, later, n)[0]))
            if game.recipe.noise:
                for i, stream in enumerate((Stream.BLUR_REAL, Stream.BLUR_FAKE_FOR_D)):
                    drawn = game.normals(stream, later, n * game.target.dimension)[0]
                    found[i] = found[i] + game.recipe.noise * drawn.view_as(found[i])
        return found[0].double(), found[1].double()

    def logits(self, x: Tensor) -> Tensor:
        """C at points [E, n, d], in float64: [E, n]."""
        return self.game.d(self.state.d.x.double(), x)[..., 0]

    def error(self) -> Array:
        """Of a held-out point, real or fake by a fair coin, [E]."""
        real, fake = (self.logits(x) for x in self.points())
        return (((real <= 0).double().mean(-1) + (fake > 0).double().mean(-1)) / 2).numpy()

    def value(self) -> Array:
        """V on held-out points, in nats, [E]."""
        real, fake = (self.logits(x) for x in self.points())
        return -objective("saturating").discriminator(real, fake).numpy()

    def pulls(self, loss: str, n: int = POINTS) -> Tensor:
        """What the gradient in the mean averages: l'(C) grad C at each held-out fake point, [E, n, d]."""
        x = self.points(n)[1].requires_grad_()
        c = self.logits(x)
        # G's loss is a mean over n points, so n times its gradient in point i is that point's part
        (gradient,) = torch.autograd.grad(objective(loss).generator(c, c).sum(), x)
        return gradient * x.shape[1]

    def pull(self, loss: str) -> Array:
        """The length of the gradient in the mean, [E]."""
        return torch.linalg.vector_norm(self.pulls(loss).mean(1), dim=-1).numpy()


def facing(recipe: Recipe, data: Target, *, mean: tuple[float, ...], scale: tuple[float, ...]) -> Facing:
    """D before its first step; q is the same for all members: N(mean, scale^2), a point where the scale is 0."""
    means, scales = (torch.tensor(x, dtype=torch.float64).expand(data.members, -1) for x in (mean, scale))
    return Facing(*standing_still(recipe, data, means=means, scales=scales))


def normal_pair(recipe: Recipe, mu: float, scale: float = 1.0) -> Facing:
    """p = N(0, 1) against q = N(mu, scale^2)."""
    zero = torch.zeros(recipe.members, 1)
    return facing(recipe, Gaussians(zero, zero + 1), mean=(mu,), scale=(scale,))


def line_pair(recipe: Recipe) -> Facing:
    """Two parallel lines a unit apart: p is uniform on {0} x [0, 1], q normal on {1} x R, both 1/sqrt(12) wide."""
    return facing(recipe, ParallelLine(torch.zeros(recipe.members)), mean=(1.0, 0.5), scale=(0.0, 12**-0.5))


def point_pair(recipe: Recipe) -> Facing:
    """Two points a unit apart: p is all at 0, q at 1."""
    return facing(recipe, Dirac(torch.zeros(recipe.members, 1)), mean=(1.0,), scale=(0.0,))


def exact_pull(loss: str, mu: float) -> float:
    """The size of the pull of D* between N(0, 1) and N(mu, 1), off by 1e-14 mu at most."""
    against = float(exact_gradient(Fraction(mu)))
    return {"non-saturating": against, "saturating": mu - against}[loss]
