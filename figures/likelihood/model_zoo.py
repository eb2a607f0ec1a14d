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
from itertools import product
from math import prod
from operator import eq
from typing import Any

import numpy as np

from figures.stage.colours import INK, MODEL, MUTED, THEORY
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, same
from figures.stage.page import Data
from numerics import Normal
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
#: What is had of log p(x) at each place, and so, model by model, as the leaves stand from top to bottom.
HAD = {"computed exactly": "value", "bounded below": "bound", "up to a constant": "up to a constant",
       "drawn in one pass": "samples of one pass", "drawn by a chain": "samples of a chain"}  # fmt: skip
DENSITY = {model: HAD[how] for kinds in TREE.values() for how, models in kinds.items() for model in models}
PIXELS, FEW, MANY = 10, 100, 1000


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
        branch = IMPLICIT if density.startswith("samples") else EXPLICIT
        yield same(f"{model}: stands below", [each for each in TREE if each in had], [branch])
        said = [HAD[each] for each in had if each in HAD]
        yield same(f"{model}: what is had of its density is what the tree says", said, [str(density)])
    yield from _by_example(dict(zip(map(str, data["models"]), map(str, data["density"]), strict=True)))


def _by_example(known: dict[str, str]) -> Iterator[Feature]:
    """What is had of the density, from the smallest example of each; what an example is, is its model's definition."""
    half = (Fraction(1, 2), Fraction(1, 2))
    pictures = list(product((0, 1), repeat=PIXELS))
    yield same("autoregressive, by definition a product of conditionals: its 1024 chances add up to 1 as they are",
               known.get("autoregressive"),
               "value" if sum(map(_chance, pictures)) == 1 else "up to a constant")  # fmt: skip
    x = np.linspace(-2, 4, 7)
    mapped = np.allclose(Normal(0, 1).density((x - 1) / 2) / 2, Normal(1, 2).density(x), rtol=1e-14, atol=0)
    yield same("flow, by definition an invertible G, here 2 z + 1: p_z(z)/|G'(z)| is the density of N(1, 2^2)",
               known.get("flows"), "value" if mapped else "no value")  # fmt: skip
    yield same("VAE: what is trained lies below log p(x) by a gap, R9", known.get("VAE"),
               "bound" if float(gap(half, FINITE)) > 0 else "value")  # fmt: skip
    terms, total = states(PIXELS), sum(2 ** sum(map(eq, x, x[1:])) for x in pictures)
    yield same("Boltzmann machine, by definition weights, here 2 for each pair of equal neighbours: "
               f"{terms} terms add up to {total}, not 1", known.get("Boltzmann machines"),
               "up to a constant" if terms == len(pictures) and total != 1 else "value")  # fmt: skip
    shrinks = covered_area(MANY) < covered_area(FEW) / 5
    yield same("GAN, G(z) = (z, z^2): its samples lie in an area that shrinks to 0, and are all there is",
               known.get("GAN"),
               "samples of one pass" if shrinks and len(sample(half)) == len(half) else "value")  # fmt: skip
    chain = np.array([[0.9, 0.1], [0.2, 0.8]])
    once, settled = ([1, 0] @ np.linalg.matrix_power(chain, k) for k in (1, 100))
    yield same("GSN, by definition known through the draws of a chain: here one pass from a state is off by 0.23",
               known.get("GSN"),
               "samples of a chain" if abs(once - settled).max() > 0.2 else "samples of one pass")  # fmt: skip


def _chance(x: tuple[int, ...]) -> Fraction:
    """Pixel after pixel: one with the chance (1 + ones so far)/(2 + pixels so far)."""
    return prod((Fraction(1 + x[:k].count(x[k]), 2 + k) for k in range(len(x))), start=Fraction(1))


def draw(axes: Any, data: Data) -> None:
    draw_diagram(axes, data["diagram"], thick=["GAN"])
    small = {"ha": "center", "va": "bottom", "fontsize": "small", "color": MUTED}
    top = max(box.at[1] for box in data["diagram"].boxes) + 0.65
    axes.set_ylim(top=top + 0.6)
    for x, said in ((3.8, "is there a density?"), (8.2, "what is computed?"), (12.25, "model")):
        axes.text(x, top, said, **small)
