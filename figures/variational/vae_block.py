r"""Question  Which part of a variational autoencoder does each term of its bound pull at?
Claim     elbo-roles, lvb-two-terms, elbo-definition
Answer    The bound is raised: its reconstruction term is raised, through decoder and encoder, and its KL to the prior
          is lowered, through the encoder alone.
Slide     000 Variational Auto Encoder (Summary); 001 (the variational lower bound); 001 (the loss of the VAE)
Listed    fig-vae-block, schematic
Make      python -m figures vae-block
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import MUTED, THEORY
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from theory.variational.finite_model import FINITE, bound, evidence, kl_to_prior, posterior, reconstruction

#: Laws of z in {0, 1}: q(1) in eighths, on which the roles are computed.
LAWS = [(Fraction(8 - k, 8), Fraction(k, 8)) for k in range(1, 8)]
#: What the boxes of the two terms say, before what is done with them.
TERMS = {
    "reconstruction": "reconstruction\n$\\mathbb{E}_q\\log p_\\theta(x\\,|\\,z)$",
    "kl": "KL to the prior\n$\\mathrm{KL}(q_\\phi(z\\,|\\,x)\\,\\|\\,p(z))$",
}


def weights() -> np.ndarray:
    """With what weights reconstruction and KL make up the bound: fitted to seven laws q, and no constant."""
    terms = np.array([[float(reconstruction(q, FINITE)), float(kl_to_prior(q, FINITE)), 1.0] for q in LAWS])
    values = np.array([float(bound(q, FINITE)) for q in LAWS])
    return np.linalg.lstsq(terms, values, rcond=None)[0]


def data() -> Data:
    found = weights()
    labels = {"bound": "maximised"} | {
        name: "maximised" if weight > 0 else "minimised"
        for name, weight in zip(("reconstruction", "kl"), found, strict=False)
    }
    return {"weights": found, **labels, "diagram": graph(labels)}


def graph(labels: dict[str, str]) -> Diagram:
    """The network above, the terms below."""
    arrow = {"maximised": "↑", "minimised": "↓"}
    said = {name: f"{text}\n{arrow[labels[name]]} {labels[name]}" for name, text in TERMS.items()}
    said["bound"] = f"ELBO = reconstruction − KL:  {arrow[labels['bound']]} {labels['bound']}"
    boxes = (
        Box("x", "$x$", (0.6, 5.0), (1.0, 1.0), "round"),
        Box("encoder", "encoder\n$q_\\phi(z\\,|\\,x)$", (3.5, 5.0), (2.5, 1.4)),
        Box("z", "$z$", (6.15, 5.0), (1.0, 1.0), "round"),
        Box("decoder", "decoder\n$p_\\theta(x\\,|\\,z)$", (8.8, 5.0), (2.5, 1.4)),
        Box("xhat", r"$\hat x$", (11.4, 5.0), (1.0, 1.0), "round"),
        Box("prior", "prior\n$p(z)$", (0.7, 2.35), (1.4, 1.3), colour=MUTED),
        Box("kl", said["kl"], (3.5, 2.35), (3.2, 1.8), colour=THEORY),
        Box("reconstruction", said["reconstruction"], (8.8, 2.35), (3.2, 1.8), colour=THEORY),
        Box("x again", "$x$", (11.4, 2.35), (1.0, 1.0), "round"),
        Box("bound", said["bound"], (6.15, 0.0), (7.6, 1.0), colour=THEORY),
    )  # fmt: skip
    arrows = (
        Arrow("x", "encoder"), Arrow("encoder", "z"), Arrow("z", "decoder"), Arrow("decoder", "xhat"),
        Arrow("encoder", "kl"), Arrow("prior", "kl", colour=MUTED), Arrow("decoder", "reconstruction"),
        Arrow("x again", "reconstruction"), Arrow("kl", "bound", "−", shift=(-0.5, -0.1), colour=THEORY),
        Arrow("reconstruction", "bound", "+", shift=(0.5, -0.1), colour=THEORY),
    )  # fmt: skip
    return Diagram(boxes, arrows)


def check(data: Data) -> Iterator[Feature]:
    diagram: Diagram = data["diagram"]
    yield close("the bound's weights of reconstruction, KL and a constant", data["weights"], [1.0, -1.0, 0.0],
                within=1e-12, because="seven equations in three unknowns, of a condition below 100")  # fmt: skip
    raised = {name: "maximised" if slope(name) > 0 else "minimised" for name in ("reconstruction", "kl")}
    for name, wanted in {**raised, "bound": "maximised" if at_best() else "minimised"}.items():
        yield same(f"what is done with the {name}", data[name], wanted)
        yield same(f"the box of the {name} says so", diagram.box(name).text.endswith(data[name]), True)
    reached = {name: {each for each in ("kl", "reconstruction") if each in diagram.reachable(name)}
               for name in ("encoder", "decoder", "prior")}  # fmt: skip
    yield same("the encoder acts on both terms", reached["encoder"], {"kl", "reconstruction"})
    yield same("the decoder acts on the reconstruction alone", reached["decoder"], {"reconstruction"})
    yield same("the prior acts on the KL alone", reached["prior"], {"kl"})
    network = {"x", "encoder", "z", "decoder"}
    yield same("the network's output depends on all before it", diagram.before("xhat"), network | {"xhat"})
    yield same("the bound depends on the network, the prior, x and both terms", diagram.before("bound"),
               network | {"prior", "x again", "kl", "reconstruction", "bound"})  # fmt: skip
    yield same("round boxes are the variables", {each.name for each in diagram.boxes if each.shape == "round"},
               {"x", "z", "xhat", "x again"})  # fmt: skip
    yield same("both terms make up the bound", {start for start, end in diagram.edges() if end == "bound"},
               {"kl", "reconstruction"})  # fmt: skip


def slope(term: str) -> float:
    """How the bound moves with a term as the other is held: the likelihood halved, or the prior nearer to q."""
    q = (Fraction(1, 2), Fraction(1, 2))
    if term == "reconstruction":
        better = replace(FINITE, likelihood=tuple(each / 2 for each in FINITE.likelihood))
        return float((bound(q, better) - bound(q, FINITE)) / (reconstruction(q, better) - reconstruction(q, FINITE)))
    nearer = replace(FINITE, prior=q)
    return float((bound(q, nearer) - bound(q, FINITE)) / (kl_to_prior(q, nearer) - kl_to_prior(q, FINITE)))


def at_best() -> bool:
    """Whether the posterior has the highest bound of all, the evidence."""
    best = float(bound(posterior(FINITE), FINITE))
    return abs(best - float(evidence(FINITE))) < 1e-14 and all(float(bound(q, FINITE)) < best for q in LAWS)


def draw(axes: Any, data: Data) -> None:
    draw_diagram(axes, data["diagram"])
