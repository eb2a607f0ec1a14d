r"""Question  How does a gradient get past a random number?
Claim     reparameterisation
Answer    Drawn from N(mu, sigma^2), z lets no gradient through. As z = mu + sigma eps it does: the noise comes in from
          the side, and slopes in mu and sigma go on to the encoder.
Slide     001 (reparameterisation)
Listed    fig-reparam, schematic
Make      python -m figures reparameterisation-trick
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.autograd import reparameterised
from figures.stage.colours import MUTED, TRAINING
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.variational.reparameterisation_trick import AT, FIFTH, pathwise, score_function

PANELS = (1, 2)
WIDTHS = (4.4, 6.4)


def graph(*, sampled: bool) -> Diagram:
    """A round box is drawn at random; solid arrows are values, dashed ones the gradient on its way back."""
    ahead = [("phi", "mu"), ("phi", "sigma"), ("mu", "z"), ("sigma", "z"), ("z", "f")]
    back = [("f", "z")] if sampled else [(end, start) for start, end in ahead]
    texts = {("z", "mu"): (r"$f'(z)$", (-1.05, 0.05)), ("z", "sigma"): (r"$f'(z)\,\epsilon$", (1.25, 0.05))}
    z = Box("z", r"$z \sim N(\mu, \sigma^2)$", (2.2, 3.5), (2.9, 0.85), "round")
    if not sampled:
        z = Box("z", r"$z = \mu + \sigma\,\epsilon$", (2.2, 3.5), (2.9, 0.85))
    boxes = [
        Box("phi", r"encoder $\phi$", (2.2, 0), (2.3, 0.85)), Box("mu", r"$\mu$", (1.1, 1.65), (0.9, 0.8)),
        Box("sigma", r"$\sigma$", (3.3, 1.65), (0.9, 0.8)), z, Box("f", r"loss $f(z)$", (2.2, 5.3), (2.3, 0.85)),
    ]  # fmt: skip
    arrows = [Arrow(*pair) for pair in ahead]
    for pair in back:
        text, shift = texts.get(pair, ("", (0.0, 0.0)))
        arrows.append(Arrow(*pair, text, -0.4 if "sigma" in pair else 0.4, shift, dashed=True, colour=TRAINING))
    if not sampled:
        boxes.append(Box("eps", r"$\epsilon \sim N(0, 1)$", (5.3, 3.5), (2.1, 0.85), "round"))
        arrows.append(Arrow("eps", "z"))
    return Diagram(tuple(boxes), tuple(arrows))


def data() -> Data:
    at = {name: float(value) for name, value in AT.items()}
    found = remembered(reparameterised, coefficients=[float(c) for c in FIFTH], **at)
    return {"sampled": graph(sampled=True), "reparameterised": graph(sampled=False), **found}


def check(data: Data) -> Iterator[Feature]:
    graphs = {"sampled": data["sampled"], "reparameterised": data["reparameterised"]}
    for name, each in graphs.items():
        chain = {"phi", "mu", "sigma", "z", "f"}
        noise = set() if name == "sampled" else {"eps"}
        yield same(f"{name}: the encoder acts on mu, sigma, z and the loss", each.reachable("phi"), chain)
        yield same(f"{name}: the loss depends on all of these, and on the noise", each.before("f"), chain | noise)
        random = {box.name for box in each.boxes if box.shape == "round"}
        yield same(f"{name}: what is drawn at random, by shape", random, noise or {"z"})
        yield same(f"{name}: and by its text", {box.name for box in each.boxes if r"\sim" in box.text}, random)
        forward = {(arrow.start, arrow.end) for arrow in each.arrows if not arrow.dashed}
        backward = {(arrow.end, arrow.start) for arrow in each.arrows if arrow.dashed}
        wanted = {("z", "f")} if name == "sampled" else {pair for pair in forward if pair[0] != "eps"}
        yield same(f"{name}: the gradients, each against an arrow of values", backward, wanted)
    past = {name: "f" in only_solid_from_fixed(each).reachable("phi") for name, each in graphs.items()}
    yield same("from the encoder to the loss past nothing random, where z is sampled", past["sampled"], False)
    yield same("the same where z = mu + sigma eps", past["reparameterised"], True)
    back = {name: each.gradient_reaches("f") for name, each in graphs.items()}
    yield same("the gradient that stops at z", back["sampled"], {"f", "z"})
    yield same("the gradient that passes, and leaves the noise alone", back["reparameterised"],
               {"f", "z", "mu", "sigma", "phi"})  # fmt: skip
    drawn = np.array([[each in back[name] for each in ("mu", "sigma")] for name in graphs])
    yield same("a gradient in mu, sigma, sampled and computed: what is drawn is what autograd finds", data["reached"],
               drawn)  # fmt: skip
    for name, exact in (("E f'(z), E f'(z) eps", pathwise), ("the score function's gradient", score_function)):
        wanted = [float(each) for each in exact(FIFTH, **AT)]
        yield close(f"autograd's mean slopes in mu and sigma, against {name}, in fractions", data["slopes"], wanted,
                    within=1e-10, because="8 nodes, exact to degree 15; 100 roundings of terms up to 10^3")  # fmt: skip


def only_solid_from_fixed(graph: Diagram) -> Diagram:
    """The graph without what leaves a random box."""
    fixed = tuple(each for each in graph.arrows if graph.box(each.start).shape != "round")
    return Diagram(graph.boxes, fixed)


def draw(axes: Any, data: Data) -> None:
    left, right = axes
    draw_diagram(left, data["sampled"], within="sampled ")
    left.set_title("$z$ sampled:\nthe gradient stops")
    draw_diagram(right, data["reparameterised"])
    right.set_title("$z$ computed:\nthe gradient passes", color=TRAINING)
    right.text(4.35, 0.0, "round: random", color=MUTED, ha="left", va="center", fontsize="small")
    right.text(4.35, 0.6, "dashed: gradient", color=TRAINING, ha="left", va="center", fontsize="small")
