"""`python -m benchmarks.gans.by_the_loop RECIPE.toml`: a recipe trained by the plain loop, and certified as ours is.

One process on each core takes a share of the members.  The last line it prints is a JSON object.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from benchmarks.gans.plain_loop import PlainLoop
from benchmarks.gans.work import Players, Work, work
from benchmarks.gans.workers import cores_here, pin
from gan_small.certificate import Certificate, certify
from gan_small.game import Game, State, game
from gan_small.history import look
from gan_small.optimisers import Player
from gan_small.recipe import Recipe
from gan_small.recipe_text import from_toml
from gan_small.train import ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, certify, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gans.by_the_loop", description=__doc__)
    parser.add_argument("recipe", type=Path, help="a TOML file, such as recipe.toml in a run's folder")
    parser.add_argument("--members", type=int, help="train only the first so many")
    options = parser.parse_args(arguments)
    recipe = from_toml(options.recipe.read_text(encoding="utf-8"))
    some, cores = options.members or recipe.members, cores_here()
    training, moments = trained(recipe, some, cores)
    start = time.perf_counter()
    verdicts = Counter(str(v) for v in certificate(recipe, moments).verdicts)
    found = {"training": training, "certifying": time.perf_counter() - start, "verdicts": dict(verdicts)}
    print(json.dumps({**found, "processes": min(len(cores), some)}, allow_nan=False))
    return 0


def trained(recipe: Recipe, members: int, cores: list[int]) -> tuple[float, list[Players]]:
    """The first so many members at each look of the recipe, from one process on each core; and the seconds of the
    slowest, from its first step to its last."""
    n = min(len(cores), members)
    parts = work(recipe).select(0, members).shares(n)
    with multiprocessing.get_context("spawn").Pool(n) as pool:
        found = pool.starmap(share, zip(parts, cores, strict=False), chunksize=1)
    seconds, moments = zip(*found, strict=True)
    return max(seconds), [joined(list(parts)) for parts in zip(*moments, strict=True)]


def share(part: Work, core: int) -> tuple[float, list[Players]]:
    """The seconds of training, and some members at each look of their recipe."""
    pin([core])
    loop, moments = PlainLoop(part), []
    start = time.perf_counter()
    for end in ends(part.recipe):
        loop.run(end - (moments[-1].done if moments else 0))
        moments.append(loop.players())
    return time.perf_counter() - start, moments


def joined(parts: list[Players]) -> Players:
    """The players of several shares, one after the other."""
    *arrays, done = zip(*parts, strict=True)
    return Players(*(np.concatenate(x) for x in arrays), done=done[0])


def certificate(recipe: Recipe, moments: list[Players]) -> Certificate:
    """What gan_small says of these members at the end, having looked at them on the way."""
    played = game(recipe).select(slice(0, len(moments[0].d)))
    states = [state(played, players) for players in moments]
    unknown = torch.zeros(1, len(played.members), 2)  # losses are shown on the way; no verdict rests on them
    return certify(played, states[-1], [look(played, each, unknown) for each in states])


def state(played: Game, players: Players) -> State:
    """Players as gan_small knows them; a member with a number that is not finite has stopped at the end."""
    start = played.start()
    d, g = (Player(*map(torch.from_numpy, x)) for x in (players[:3], players[3:6]))
    fine = torch.isfinite(d.x).all(1) & torch.isfinite(g.x).all(1)
    stopped = torch.where(fine, start.stopped, torch.full_like(start.stopped, players.done - 1))
    return State(players.done, d, g, g.x, start.spectral, stopped)


if __name__ == "__main__":
    sys.exit(main())
