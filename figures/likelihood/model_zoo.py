r"""Question  Which generative models have a density, and which only samples?
Claim     implicit-model, gan-explicit-implicit, generative-model-definition, mle-for-images-hard
Answer    A GAN is the branch without a density: it draws, in one pass, and nothing can be evaluated. A VAE has a
          density, and trains on a bound of it.
Slide     003 Likelihood based models; 003 Likelihood-free learning; 001 Implicit Generative Models
Listed    fig-zoo, schematic
Make      python -m figures model-zoo
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import INK, MODEL, MUTED, THEORY
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, same
from figures.stage.page import Data
from theory.likelihood.what_a_model_is import states
from theory.variational.finite_model import FINITE, gap
from theory.variational.implicit_models import covered_area, sample

#: Kind of density -> how it is had -> models.
TREE = {
    "explicit\ndensity": {
        "computed exactly": ("autoregressive", "flows"),
        "bounded below": ("VAE",),
        "up to a constant": ("Boltzmann machines",),
    },
    "implicit:\nsamples only": {"drawn in one pass": ("GAN",), "drawn by a chain": ("GSN",)},
}
EXPLICIT, IMPLICIT = TREE
ROOT = "models of\n$p_{\\mathrm{data}}$"
#: What can be had of log p(x), model by model, as the leaves of the tree stand from top to bottom.
DENSITY = {"autoregressive": "value", "flows": "value", "VAE": "bound", "Boltzmann machines": "up to a constant",
           "GAN": "nothing", "GSN": "nothing"}  # fmt: skip
FEW, MANY = 100, 1000


def diagram() -> Diagram:
    """The tree, its root at the left."""
    leaves = [model for kinds in TREE.values() for models in kinds.values() for model in models]
    height = {model: 1.15 * (len(leaves) - 1 - k) for k, model in enumerate(leaves)}
    boxes, arrows = [], []

    def put(name: str, at: tuple[float, float], size: tuple[float, float], colour: str, parent: str) -> None:
        boxes.append(Box(name, name, at, size, "square", colour))
        if parent:
            arrows.append(Arrow(parent, name, colour=colour if name == "GAN" else INK))

    put(ROOT, (0.85, float(np.mean(list(height.values())))), (1.9, 1.3), INK, "")
    for density, kinds in TREE.items():
        level = {how: float(np.mean([height[model] for model in models])) for how, models in kinds.items()}
        put(density, (3.8, float(np.mean(list(level.values())))), (2.7, 1.3), THEORY, ROOT)
        for how, models in kinds.items():
            put(how, (8.2, level[how]), (3.3, 0.85), INK, density)
            for model in models:
                put(model, (12.25, height[model]), (3.6, 0.85), MODEL if model == "GAN" else INK, how)
    return Diagram(tuple(boxes), tuple(arrows))


def data() -> Data:
    return {"diagram": diagram(), "models": np.array(list(DENSITY)), "density": np.array(list(DENSITY.values()))}


def check(data: Data) -> Iterator[Feature]:
    graph: Diagram = data["diagram"]
    yield same("boxes say what they are", [each.text for each in graph.boxes], [each.name for each in graph.boxes])
    parents = {each.name: [start for start, end in graph.edges() if end == each.name] for each in graph.boxes}
    yield same("boxes without a parent", [name for name, above in parents.items() if not above], [ROOT])
    yield same("the most parents of a box", max(map(len, parents.values())), 1)
    yield same("boxes that the root leads to", len(graph.reachable(ROOT)), len(graph.boxes))
    leaves = [each.name for each in graph.boxes if not any(start == each.name for start, _ in graph.edges())]
    yield same("the leaves, from top to bottom", sorted(leaves, key=lambda name: -graph.box(name).at[1]),
               [str(each) for each in data["models"]])  # fmt: skip
    for model, density in zip(data["models"], data["density"], strict=True):
        had = [each.name for each in graph.boxes if model in graph.reachable(each.name)]
        branch = IMPLICIT if density == "nothing" else EXPLICIT
        yield same(f"{model}: stands below", [each for each in TREE if each in had], [branch])
        ways = {"value": {"computed exactly"}, "bound": {"bounded below"}, "up to a constant": {"up to a constant"}}
        wanted = ways.get(str(density), {"drawn in one pass", "drawn by a chain"})
        yield same(f"{model}: what is had of its density is what the tree says", len(wanted & set(had)), 1)
    known = dict(zip(map(str, data["models"]), map(str, data["density"]), strict=True))
    half = (Fraction(1, 2), Fraction(1, 2))
    yield same("VAE: what is trained lies below log p(x) by a gap, R9", known.get("VAE"),
               "bound" if float(gap(half, FINITE)) > 0 else "value")  # fmt: skip
    terms = states(10)
    yield same("Boltzmann machine: 10 pixels have a constant of 1024 terms, each more doubles it",
               known.get("Boltzmann machines"), "up to a constant" if terms == 2**10 else "value")  # fmt: skip
    shrinks = covered_area(MANY) < covered_area(FEW) / 5
    yield same("GAN, G(z) = (z, z^2): its samples lie in an area that shrinks to 0, and are all there is",
               known.get("GAN"), "nothing" if shrinks and len(sample(half)) == len(half) else "value")  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    draw_diagram(axes, data["diagram"], thick=["GAN"])
    small = {"ha": "center", "va": "bottom", "fontsize": "small", "color": MUTED}
    top = max(box.at[1] for box in data["diagram"].boxes) + 0.65
    axes.set_ylim(top=top + 0.6)
    for x, said in ((3.8, "is there a density?"), (8.2, "what is computed?"), (12.25, "model")):
        axes.text(x, top, said, **small)
