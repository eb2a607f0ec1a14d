r"""Question  What is trained in an AE, a VAE and a GAN, and what is left to draw from?
Claim     inference-stage, implicit-model, value-pairs-nothing, gan-explicit-implicit
Answer    AE and VAE give back an x for each x; a GAN pairs nothing. To draw, a VAE keeps prior and decoder, a GAN noise
          and generator; an AE has no law of z to draw from.
Slide     000 GAN; 001 Implicit Generative Models; 001 GAN Inference Stage; 002 Generative Adversarial Nets (GAN)
Listed    fig-ae-vae-gan, schematic
Make      python -m figures autoencoder-vae-gan
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from figures.runs.autograd import blocks
from figures.stage.colours import INK, MODEL, MUTED, THEORY
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, same
from figures.stage.page import Data
from figures.stage.remembered import remembered

MODELS = ("AE", "VAE", "GAN")
#: The boxes that are kept to draw a new x; the rest of a model is there for its training.
KEPT = ("VAE prior", "VAE z", "VAE decoder", "VAE out", "GAN z", "GAN generator", "GAN out")

#: The arrow that no training uses: there the encoder has drawn z, and the prior stands in KL(q(z|x) || p(z)).
SAMPLING = ("VAE prior", "VAE z")


def diagram() -> Diagram:
    """A row for each model; a round box is drawn at random."""
    boxes, arrows = [], []

    def put(name: str, text: str, at: tuple[float, float], width: float = 0.9, *, random: bool = False) -> None:
        colour = MODEL if name in KEPT else INK
        shape = "none" if name in MODELS else "round" if random else "square"
        boxes.append(Box(name, text, at, (width, 0.95), shape, colour))

    for model, y in (("AE", 6.0), ("VAE", 4.2)):
        put(model, model, (0.55, y), 1.1)
        put(f"{model} x", "$x$", (1.9, y), random=True)
        put(f"{model} encoder", "encoder", (4.0, y), 2.0)
        put(f"{model} z", "$z$", (6.2, y), random=model == "VAE")
        put(f"{model} decoder", "decoder", (8.4, y), 2.0)
        put(f"{model} out", r"$\hat x$", (10.5, y))
        put(f"{model} loss", r"$\|x - \hat x\|^2$" if model == "AE" else r"$-$ELBO", (12.8, y), 2.2)
        chain = [f"{model} {part}" for part in ("x", "encoder", "z", "decoder", "out", "loss")]
        arrows += [Arrow(*pair) for pair in pairwise(chain)]
    put("VAE prior", "$p(z)$", (6.2, 2.7), 1.4, random=True)
    put("GAN", "GAN", (0.55, 1.2), 1.1)
    put("GAN z", r"$z \sim p_z$", (6.2, 1.2), 1.7, random=True)
    put("GAN generator", "$G$", (8.4, 1.2), 2.0)
    put("GAN out", "$G(z)$", (10.5, 1.2), 1.3)
    put("GAN discriminator", "$D$: $x$ or $G(z)$?", (12.8, 1.2), 2.2)
    put("GAN x", "$x$", (12.8, -0.3), random=True)
    arrows.append(Arrow("VAE prior", "VAE loss", "KL", bend=0.2, shift=(0.3, -1.0)))
    arrows += [Arrow(*SAMPLING), Arrow("GAN z", "GAN generator"), Arrow("GAN generator", "GAN out")]
    arrows += [Arrow("GAN out", "GAN discriminator"), Arrow("GAN x", "GAN discriminator")]
    coloured = [Arrow(a.start, a.end, colour=MODEL) if {a.start, a.end} <= set(KEPT) else a for a in arrows]
    return Diagram(tuple(boxes), tuple(coloured))


def data() -> Data:
    return {"diagram": diagram(), "drawn from": np.array(KEPT), **remembered(blocks)}


def check(data: Data) -> Iterator[Feature]:
    graph: Diagram = data["diagram"]
    kept = set(map(str, data["drawn from"]))
    ahead = {model: graph.reachable(f"{model} x") for model in MODELS}
    paired = np.array([f"{model} out" in ahead[model] for model in MODELS])
    yield same("an arrow from x to the output that is held against it: AE, VAE, GAN", paired,
               np.array([True, True, False]))  # fmt: skip
    yield same("autograd finds the output to depend on an x for the same models", data["paired"], paired)
    training = replace(graph, arrows=tuple(each for each in graph.arrows if (each.start, each.end) != SAMPLING))
    for model, end, more in (("AE", "loss", []), ("VAE", "loss", ["prior"]), ("GAN", "discriminator", [])):
        chain = ["x", "z", "generator", "out"] if model == "GAN" else ["x", "encoder", "z", "decoder", "out"]
        wanted = {f"{model} {part}" for part in (*chain, *more, end)}
        yield same(f"{model}: what its training looks at", training.before(f"{model} {end}"), wanted)
    yield same("the prior meets no x in training: it leads to the loss alone", training.reachable("VAE prior"),
               {"VAE prior", "VAE loss"})  # fmt: skip
    random = {each.name for each in graph.boxes if each.shape == "round"}
    yield same("what is drawn at random", random, {"AE x", "VAE x", "VAE z", "VAE prior", "GAN z", "GAN x"})
    named = [graph.box(f"{model} {net}").text for model in ("AE", "VAE") for net in ("encoder", "decoder")]
    yield same("networks are called what they are", [*named, graph.box("GAN generator").text],
               ["encoder", "decoder"] * 2 + ["$G$"])  # fmt: skip
    sources = {"VAE": "VAE prior", "GAN": "GAN z"}
    for model, source in sources.items():
        wanted = graph.reachable(source) & graph.before(f"{model} out")
        own = {each for each in kept if each.startswith(model + " ")}
        yield same(f"{model}: what is kept is all that lies between noise and sample", own, wanted)
        coloured = {each.name for each in graph.boxes if each.colour == MODEL and each.name.startswith(model + " ")}
        yield same(f"{model}: and that is what is marked", coloured, own)
    yield same("nothing of the AE is marked: no law of z leads to an output",
               any(each.startswith("AE") for each in kept), False)  # fmt: skip
    nets = [["VAE encoder", "VAE decoder"], ["GAN discriminator", "GAN generator"]]
    marked = np.array([[each in kept for each in pair] for pair in nets])
    yield same("autograd finds a new sample to depend on the marked networks, and on no other", data["kept"], marked)


def draw(axes: Any, data: Data) -> None:
    draw_diagram(axes, data["diagram"], thick=set(map(str, data["drawn from"])))
    small = {"fontsize": "small", "va": "center"}
    axes.text(0.05, 2.7, "thick: all that is kept\nto draw a new $x$", color=MODEL, **small)
    axes.text(0.05, -0.3, "the rest is there for the training", color=MUTED, **small)
    for y, said in ((5.1, "each output has its $x$"), (0.3, "no output has an $x$ of its own")):
        axes.text(8.4, y, said, color=THEORY, ha="center", **small)
