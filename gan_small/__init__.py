"""Ensembles of small GANs: trained side by side, judged by a certificate, claimed at a stated risk.

    a run          Recipe says everything that decides it; train(recipe) gives a Trained
    a verdict      Trained.certificate(): equilibrium, or what happened instead, for every member
    the pieces     gan_small.targets, .objectives, .penalties, .networks, .optimisers
    one step       gan_small.step.step: Algorithm 1, by autograd; gan_small.engines take the same step faster
    from a shell   python -m gan_small gauss --members 64 --out DIR

torch is loaded when one of the names below is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gan_small.certificate import Certificate, Tolerances, Verdict
    from gan_small.recipe import NotARecipe, Recipe
    from gan_small.train import Trained, train

__all__ = ["Certificate", "NotARecipe", "Recipe", "Tolerances", "Trained", "Verdict", "train"]


def __getattr__(name: str) -> Any:
    """The public names, fetched when they are first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'gan_small' has no attribute {name!r}; see help(gan_small) for what there is")
    from gan_small import certificate, recipe, train

    for module in (certificate, recipe, train):
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"{name} is listed and nowhere defined")


def __dir__() -> list[str]:
    return sorted(__all__)
