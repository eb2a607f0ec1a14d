"""The recipe of a training item, read from text: what it may set, and what the item fixes.

A recipe is all that decides a run, so a run that is handed in is its recipe: the grader trains it again, and loads no
checkpoint, which would be a file of the student's own making that nobody can check.

    the item's       target; steps up to its budget, which is taken where a recipe says nothing of steps; likewise the
                     noise has LATENT dimensions where it says nothing of latent
    the student's    the game, the players and Algorithm 1, sizes up to LARGEST and work up to WORK
    the grader's     members, seed, looks and arithmetic (GRADERS): whatever a recipe says of them is replaced
"""

from __future__ import annotations

import tomllib
from typing import Any

from gan_small.recipe import ADDED, NotARecipe, Recipe
from gan_small.recipe_text import from_toml

MAX_BYTES = 2**14
#: Noise of one dimension, the default of `Recipe`, held the certificate on 173 of 192 members; of four, on 192 of 192.
LATENT = 4
#: Twice the sizes of the recipe `gauss`, or more.
LARGEST = {"width": 64, "depth": 3, "batch": 512, "d_steps": 5, "latent": 16, "minibatch": 8}
#: Work of one step, batch x (d_steps + 1) x width^2 x max(1, depth), at most: 8 times that of the recipe `gauss`.
WORK = 8 * 256 * 2 * 32**2 * 2
#: The share of it for what `gan_small` has not compiled, which is some ten times slower.
BY_AUTOGRAD = 1 / 4
#: minibatch x batch^2 at most: minibatch discrimination compares all pairs of points.
PAIRS = 8 * 32**2
#: What the grader chooses, beside members and seed: 50 looks are what oscillation is judged by.
GRADERS: dict[str, Any] = {"looks": 50, "device": "cpu", "dtype": "float32", "engine": "auto", "chunk": 0}

NOT_A_RECIPE, OVER, TOO_LARGE, ELSEWHERE = "not a recipe", "over the budget", "too large", "another target"


class Refused(ValueError):
    """A recipe that is not trained: the text says which setting, its value, the law, and the way out."""

    def __init__(self, mistake: str, because: str) -> None:
        super().__init__(because)
        self.mistake = mistake


def sets_nothing(text: str) -> bool:
    """Whether a text is no answer: empty, or comments only."""
    return not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def asked(text: str, *, target: str, steps: int, members: int, seed: int) -> Recipe:
    """The recipe that is trained for a text; raises Refused.  target, steps: the item's; seed: 64 bits."""
    size = len(text.encode(errors="replace"))
    if size > MAX_BYTES:
        raise Refused(TOO_LARGE, f"the recipe has {size} bytes; at most {MAX_BYTES} are read: leave out the comments")
    try:
        recipe = from_toml(text)
    except NotARecipe as why:
        raise Refused(NOT_A_RECIPE, str(why)) from None
    given = tomllib.loads(text)
    if "target" in given and "".join(recipe.target.split()) != "".join(target.split()):
        raise Refused(ELSEWHERE, f"target is {recipe.target!r}; this item asks for {target!r}: leave target out")
    if "steps" in given and recipe.steps > steps:
        raise Refused(OVER, f"steps is {recipe.steps}; the budget is {steps}: give steps = {steps}, or fewer")
    _bounded(recipe)
    allowed = recipe.steps if "steps" in given else steps
    latent = recipe.latent if "latent" in given else LATENT
    return recipe.replace(steps=allowed, latent=latent, target=target, members=members, seed=seed, **GRADERS)


def _bounded(recipe: Recipe) -> None:
    """So that no recipe keeps the grader for minutes."""
    for name, most in LARGEST.items():
        if getattr(recipe, name) > most:
            given = getattr(recipe, name)
            raise Refused(TOO_LARGE, f"{name} is {given}; at most {most} is trained here: give {most}, or less")
    work = recipe.batch * (recipe.d_steps + 1) * recipe.width**2 * max(1, recipe.depth)
    most = int(WORK * (1 if _compiled(recipe) else BY_AUTOGRAD))
    if work > most:
        names = ("batch", "d_steps", "width", "depth")
        given = ", ".join(f"{name} is {getattr(recipe, name)}" for name in names)
        raise Refused(
            TOO_LARGE,
            f"{given}; a step may cost batch x (d_steps + 1) x width^2 x depth = {most} at most, and this is {work}: "
            f"make one of them {work / most:.1f} times smaller (width by its root)",
        )
    if recipe.minibatch * recipe.batch**2 > PAIRS:
        raise Refused(
            TOO_LARGE,
            f"minibatch is {recipe.minibatch}, batch is {recipe.batch}; minibatch x batch^2 may be {PAIRS} at most: "
            "give batch = 32, or less",
        )


def _compiled(recipe: Recipe) -> bool:
    """Whether `gan_small` has compiled what the recipe asks for (`gan_small.engines.fused.obstacle`)."""
    return recipe.depth > 0 and not recipe.spectral and all(getattr(recipe, name) == ADDED[name] for name in ADDED)
