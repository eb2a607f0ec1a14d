"""Which losses reach equilibrium, with which help: the success rate of every objective with every penalty.

Each cell is an ensemble of one recipe, certified member by member; its rate is of verdicts `equilibrium`, with the
interval of Clopper and Pearson.  All cells share the base recipe, so a cell says what a loss and a penalty do there,
not what either could do with a recipe of its own: `OWN` holds the settings that a method cannot do without.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gan_small.certificate import Certificate, Verdict
from gan_small.recipe import Recipe
from gan_small.train import train
from numerics.samples import clopper_pearson

LOSSES = (
    "saturating",
    "non-saturating",
    "least-squares(0, 1, 1)",
    "hinge",
    "wasserstein",
    "relativistic",
    "f-gan(kl)",
    "f-gan(reverse-kl)",
    "f-gan(pearson)",
    "f-gan(hellinger)",
    "f-gan(js)",
)

PENALTIES: dict[str, dict[str, Any]] = {
    "none": {},
    "R1": {"r1": 10.0},
    "R2": {"r2": 10.0},
    "R1 + R2": {"r1": 10.0, "r2": 10.0},
    "gradient penalty": {"gp": 10.0},
    "clipping": {"clip": 0.1},
    "spectral": {"spectral": True},
    "instance noise": {"noise": 0.5, "noise_until": 0.8},
}


@dataclass(frozen=True)
class Cell:
    """One loss with one penalty: how many of `members` hold a certificate, and what became of the others."""

    loss: str
    penalty: str
    members: int
    certified: int
    low: float
    high: float
    others: dict[str, int]
    distance: float
    """Median of W_1 over the target's scale."""


def cells(
    base: Recipe,
    *,
    losses: Iterable[str] = LOSSES,
    penalties: Iterable[str] = tuple(PENALTIES),
    confidence: float = 0.95,
) -> Iterator[Cell]:
    """Train and judge one cell after the other."""
    chosen = list(penalties)
    for loss in losses:
        for penalty in chosen:
            result = train(base.replace(loss=loss, **PENALTIES[penalty])).certificate()
            yield cell(loss, penalty, result, confidence=confidence)


def cell(loss: str, penalty: str, result: Certificate, *, confidence: float = 0.95) -> Cell:
    """The numbers of one cell."""
    n, s = len(result.verdicts), result.count(Verdict.EQUILIBRIUM)
    interval = clopper_pearson(s, n, confidence=confidence)
    others = Counter(str(v) for v in result.verdicts if v is not Verdict.EQUILIBRIUM)
    distance = float(np.nanmedian(result.evidence.held_out.distance))
    return Cell(loss, penalty, n, s, interval.low, interval.high, dict(others.most_common()), distance)


def markdown(found: Iterable[Cell]) -> str:
    """The table as a page of documentation shows it."""
    lines = ["| loss | penalty | certified | 95% interval | median W1/scale | the others |", "| --- " * 6 + "|"]
    for c in found:
        others = ", ".join(f"{n} {word}" for word, n in c.others.items())
        share = f"{c.certified}/{c.members}"
        lines.append(f"| {c.loss} | {c.penalty} | {share} | {c.low:.3f}-{c.high:.3f} | {c.distance:.3f} | {others} |")
    return "\n".join(lines) + "\n"


def stored(path: Path) -> list[Cell]:
    """The cells that an earlier study has written, one JSON object a line."""
    if not path.exists():
        return []
    return [Cell(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def store(path: Path, found: Cell) -> None:
    """Add one cell."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(found), allow_nan=False) + "\n")
