"""The training loop, all of it: steps, and now and then a look.  It touches no disk and prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gan_small.certificate import Certificate, certify
from gan_small.engines import advance, settled
from gan_small.game import Game, State, game
from gan_small.history import Look, look
from gan_small.recipe import Recipe


@dataclass(frozen=True)
class Trained:
    """A finished run: the game, its last state, and the looks on the way."""

    game: Game
    state: State
    looks: list[Look]

    def certificate(self, *, averaged: bool = False) -> Certificate:
        """The verdict on every member, with its evidence.

        averaged    judge the generator's average over time, not its last parameters; D is the last one all the same
        """
        state = self.state
        if averaged:
            state = replace(state, g=state.g._replace(x=state.average))
        return certify(self.game, state, self.looks)


def train(recipe: Recipe, *, watch: Callable[[Look], None] | None = None) -> Trained:
    """Train the whole ensemble of a recipe; `watch` is called at every look.

    The result is a function of the recipe.  Raises NotARecipe where the recipe cannot be run here.
    """
    played, looks = game(settled(recipe)), []
    state = played.start()
    for reached, seen in play(played, state):
        state = reached
        looks.append(seen)
        if watch is not None:
            watch(seen)
    return Trained(played, state, looks)


def play(played: Game, state: State) -> Iterator[tuple[State, Look]]:
    """From a state to the end of the recipe, stopping at every look that is still ahead."""
    for end in ends(played.recipe):
        if end > state.step:
            state, losses = advance(played, state, end - state.step)
            yield state, look(played, state, losses)


def ends(recipe: Recipe) -> list[int]:
    """The steps after which a run is looked at: `looks` of them, evenly spaced, the last step among them."""
    n = min(recipe.looks, recipe.steps)
    return [recipe.steps * (i + 1) // n for i in range(n)]
