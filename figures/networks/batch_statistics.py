r"""Question  Does an output change when another member of its batch does?
Claim     virtual-batch-norm, virtual-batch-norm-as-printed
Answer    With batch normalisation all eight outputs move though one input changed. With virtual batch normalisation the
          other seven stay what they were, to the last bit.
Slide     003 Virtual batch normalization
Listed    fig-vbn, numeric
Make      python -m figures batch-statistics
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.runs.layers import normalised
from figures.stage.colours import MUTED, NUMERICS
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.networks.batch_statistics import mean_product, signed_square

PANELS = (1, 2)
#: A batch of eight, the same with another last member, and the reference batch of the virtual normalisation.
BATCH = (3, 1, 4, 1, 5, 9, 2, 6)
CHANGED = (*BATCH[:-1], 20)
REFERENCE = (1, 4, 6, 2, 8, 3, 5, 7)


def data() -> Data:
    batches = [[float(x) for x in each] for each in (BATCH, CHANGED)]
    found = remembered(normalised, batches=batches, reference=[float(x) for x in REFERENCE])
    return {"inputs": np.array([BATCH, CHANGED]), "batch": found["batch"], "virtual": found["virtual"],
            "eps": found["eps"]}  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    batch, virtual, inputs = (np.asarray(data[name]) for name in ("batch", "virtual", "inputs"))
    yield same("the batches", inputs, np.array([BATCH, CHANGED]))
    yield same("inputs that change: the last", (inputs[0] != inputs[1]).tolist(), [False] * 7 + [True])
    eps = Fraction(float(data["eps"]))
    yield same("eps, as torch.nn.BatchNorm1d has it", float(data["eps"]), 1e-5)
    exact = [[root(signed_square(x, each, eps)) for x in each] for each in (BATCH, CHANGED)]
    yield close("batch: gan_small's outputs, against fractions", batch, exact, within=1e-6,
                because="float32: some 8 roundings of 6e-8, of numbers up to 2.6")  # fmt: skip
    exact = [[root(signed_square(x, (*REFERENCE, x), eps)) for x in each] for each in (BATCH, CHANGED)]
    yield close("virtual: gan_small's outputs, against fractions", virtual, exact, within=1e-6,
                because="float32: some 12 roundings of 6e-8, of numbers up to 2.8")  # fmt: skip
    yield above("how far batch normalisation moves each of the seven others", np.abs(batch[1] - batch[0])[:-1], 0.05,
                because="a thousandfold of float32's roundings, and to be seen")  # fmt: skip
    still = [a.tobytes() == b.tobytes() for a, b in zip(*virtual, strict=True)]
    yield same("virtual: outputs that are the same to the last bit: the seven others", still, [True] * 7 + [False])
    yield above("virtual: how far the changed one moves", np.abs(virtual[1] - virtual[0])[-1], 0.05,
                because="it did change")  # fmt: skip
    pairs = (batch.sum(1) ** 2 - (batch**2).sum(1)) / (8 * 7)
    yield close("batch: mean product of two outputs, before and after: -1/7", pairs,
                [float(mean_product(each)) for each in (BATCH, CHANGED)], within=1e-5,
                because="eps is 1e-5 beside a variance above 6, and float32")  # fmt: skip


def root(square: Fraction) -> float:
    """y from y |y|."""
    return float(np.sign(float(square)) * np.sqrt(abs(float(square))))


def draw(axes: Any, data: Data) -> None:
    members = np.arange(1, 9)
    for ax, kind, title in zip(
        axes, ("batch", "virtual"), ("batch normalisation", "virtual batch normalisation"), strict=True
    ):
        before, after = data[kind]
        ax.axvspan(7.55, 8.45, color=MUTED, alpha=0.2, linewidth=0)
        ax.vlines(members, before, after, color=MUTED, linewidth=1.5)
        ax.plot(members, before, "o", color=NUMERICS, fillstyle="none", label="before", markersize=8)
        ax.plot(members, after, "o", color=NUMERICS, label="after", markersize=4.5)
        ax.set(xlabel="member of the batch", xticks=members, ylim=(-1.7, 3.4))
        ax.set_title(title)
    for ax, said in zip(axes, ("only input 8 changes", "the other 7: not a bit"), strict=True):
        ax.text(7.4, 3.05, said, ha="right", va="center", fontsize="small", color=MUTED)
    axes[0].set_ylabel("output (standard deviations)")
    axes[0].legend(loc="upper left", bbox_to_anchor=(0.0, 0.9))
    axes[1].sharey(axes[0])
    axes[1].tick_params(labelleft=False)
