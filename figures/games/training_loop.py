r"""Question  Which weights move in which step of the game, and what do the scores do?
Claim     two-step-training, gradient-of-d-guides-g, algorithm-1
Answer    Step 1 moves D alone, and parts the scores of real and fake. Step 2 moves G alone: the gradient comes through
          D, whose weights are held, and lifts the score of the fakes.
Slide     002 Step 1: Fix G, update D; Step 2: Fix D, update G; 002 (the algorithm);
          000 Generative Adversarial Nets (Algorithm 1); 004 Training algorithm for GAN
Listed    fig-training-loop, schematic
Make      python -m figures training-loop
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.autograd import steps
from figures.stage.colours import INK, MUTED, TRAINING
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import Feature, same
from figures.stage.page import Data
from figures.stage.remembered import remembered

PANELS = (1, 2)
PLAYERS = ("D", "G")
#: Where the gradient goes, step by step: it passes a network that is held, and stops at the one that moves.
BACK = {"step 1": [("score", "D")], "step 2": [("score", "D"), ("D", "G")]}
SCORES = {"step 1": "$D(x) \\to 1$,  $D(G(z)) \\to 0$", "step 2": "$D(G(z))$:  $0 \\to 1$"}
SETTINGS = {"members": 64, "rate": 0.01}


def diagram(step: str, moves: str) -> Diagram:
    """One step; `moves` is the network whose weights are updated, the other's are held."""

    def net(name: str, text: str, at: tuple[float, float]) -> Box:
        said = f"{text}: weights move" if name == moves else f"{text}: weights held"
        return Box(name, said, at, (4.1, 1.0), colour=TRAINING if name == moves else MUTED)

    boxes = [
        Box("z", "$z$", (2.1, 0), (1.0, 1.0), "round"), net("G", "$G$", (2.1, 1.8)), net("D", "$D$", (3.0, 4.2)),
        Box("score", SCORES[step], (3.0, 6.2), (4.8, 1.0)),
    ]  # fmt: skip
    arrows = [Arrow("z", "G"), Arrow("G", "D", "fake", shift=(0.75, 0.0)), Arrow("D", "score")]
    if step == "step 1":
        boxes.append(Box("x", "real $x$", (5.5, 1.8), (1.7, 1.0), "round"))
        arrows.append(Arrow("x", "D"))
    arrows += [Arrow(*pair, bend=0.5, dashed=True, colour=TRAINING) for pair in BACK[step]]
    return Diagram(tuple(boxes), tuple(arrows))


def data() -> Data:
    return {
        "step 1": diagram("step 1", "D"), "step 2": diagram("step 2", "G"), "order": np.array(["D", "G"]),
        **remembered(steps, **SETTINGS),
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    graphs: list[Diagram] = [data["step 1"], data["step 2"]]
    ends = []
    for number, each in enumerate(graphs, start=1):
        back = Diagram(each.boxes, tuple(Arrow(a.start, a.end) for a in each.arrows if a.dashed))
        reached = back.reachable("score")
        ends.append([name for name in reached & set(PLAYERS) if not any(a.start == name for a in back.arrows)])
        held = [name for name in PLAYERS if each.box(name).text.endswith("held")]
        yield same(f"step {number}: one network is held", len(held), 1)
        yield same(f"step {number}: the gradient ends at the one that is not", ends[-1],
                   [n for n in PLAYERS if n not in held])  # fmt: skip
        moving = [name for name in PLAYERS if each.box(name).text.endswith("move")]
        yield same(f"step {number}: and that is the one whose weights move", moving, ends[-1])
        random = {box.name for box in each.boxes if box.shape == "round"}
        yield same(f"step {number}: what is drawn at random", random, {"z", "x"} if number == 1 else {"z"})
        fakes = each.box("score").text.rstrip("$")[-1]
        yield same(f"step {number}: where the score of fakes is to go", fakes, "0" if number == 1 else "1")
        yield same(f"step {number}: a fake comes from noise and is scored", "score" in each.reachable("z"), True)
    yield same("step 1 sees real points", "score" in graphs[0].reachable("x"), True)
    yield same("step 2 sees none", any(each.name == "x" for each in graphs[1].boxes), False)
    yield same("in step 2 the gradient passes D",
               ("D", "G") in {(a.start, a.end) for a in graphs[1].arrows if a.dashed}, True)  # fmt: skip
    yield same("first D moves, then G", [[str(each)] for each in data["order"]], ends)
    drawn = np.array([[not each.box(name).text.endswith("held") for name in PLAYERS] for each in graphs])
    yield same("the weights of D and G that change in gan_small's two steps are those drawn so", data["moved"], drawn)
    yield same("of 64 small GANs, the share whose payoff rises in step 1, whose fakes' score rises in step 2",
               data["rises"], np.ones(2))  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    for step, (ax, name) in enumerate(zip(axes, data["order"], strict=True), start=1):
        draw_diagram(ax, data[f"step {step}"], thick=[str(name)], within=f"step {step} ")
        ax.set_xlim(-0.2, 6.8)
        ax.set_title(f"Step {step}: fix ${'G' if name == 'D' else 'D'}$, update ${name}$", color=INK)
    axes[1].text(6.6, 3.0, "dashed:\ngradient", color=TRAINING, ha="right", va="center", fontsize="small")
