"""The experiments by name: the claim of the ledger that each is about, its sentence, and the page that measures it.

A page is a module with two functions from a Setting to effects: `measure`, and `control`, the same measurement where
the sentence cannot hold.  Each folder lists its own; nothing heavy is loaded here.
"""

from __future__ import annotations

from difflib import get_close_matches

from gan_small.experiments import critics, discriminators, dynamics, images, likelihood, modes, techniques
from gan_small.experiments.entry import Listed
from gan_small.recipe import NotARecipe

FOLDERS = (discriminators, dynamics, critics, modes, techniques, images, likelihood)
LISTED: dict[str, Listed] = {name: of for folder in FOLDERS for name, of in folder.LISTED.items()}


def listed(name: str) -> Listed:
    """The experiment of that name.  Raises NotARecipe, with the nearest name that exists."""
    if name not in LISTED:
        near = get_close_matches(name, LISTED, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(LISTED)}"
        raise NotARecipe(f"no experiment is called {name!r}: {hint}")
    return LISTED[name]
