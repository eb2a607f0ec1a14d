"""Which losses reach equilibrium, with which help: the success rate of every objective with every penalty.

Each cell is an ensemble of one recipe on random Gaussians, certified member by member; its rate is of verdicts
`equilibrium`, with the interval of Clopper and Pearson.  All cells share `BASE`, but for what `PENALTIES` sets: a
penalty with its rates.  `none` and `R1` stand with both pairs of rates, so that what the penalty does and what its
rates do can be told apart; the others stand with one, and a cell does not say what they could do with another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gan_small.certificate import Certificate, Verdict
from gan_small.code_version import code_version
from gan_small.named import named
from gan_small.objectives import objective
from gan_small.objectives.f_gan import ROWS
from gan_small.recipe import NotARecipe, Recipe
from gan_small.train import train
from numerics.samples import clopper_pearson

LOSSES = (
    "saturating",
    "non-saturating",
    "least-squares(0, 1, 1)",
    "hinge",
    "wasserstein",
    "relativistic",
    *(f"f-gan({row})" for row in ROWS),
)

_SLOW = {"rate_d": 1e-3, "rate_g": 1e-3}

#: A penalty that holds D's slope down lets both players move faster (`BASE` has 1e-2 for D, 3e-3 for G); the others
#: stand with the usual 1e-3.
PENALTIES: dict[str, dict[str, Any]] = {
    "none": _SLOW,
    "none, fast": {},
    "R1, slow": {"r1": 30.0, **_SLOW},
    "R1": {"r1": 30.0},
    "R2": {"r2": 30.0},
    "R1 + R2": {"r1": 15.0, "r2": 15.0},
    "gradient penalty": {"gp": 10.0, **_SLOW},
    "one-sided gradient penalty": {"gp": 10.0, "gp_one_sided": True, **_SLOW},
    "clipping": {"clip": 0.1, **_SLOW},
    "instance noise": {"noise": 0.5, "noise_until": 0.8, **_SLOW},
    "spectral": {"spectral": True, **_SLOW},
}

BASE = named("gauss").replace(r1=0.0, steps=2000, members=256)


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
    distance: float | None
    """Median of W_1 over the target's scale, of the members where it is finite."""


def pairs(losses: Iterable[str] = LOSSES, penalties: Iterable[str] = tuple(PENALTIES)) -> list[tuple[str, str]]:
    """Every loss with every penalty."""
    chosen = list(penalties)
    return [(loss, penalty) for loss in losses for penalty in chosen]


def recipe(base: Recipe, loss: str, penalty: str) -> Recipe:
    """The recipe of one cell.  Raises NotARecipe for a penalty that is not in the table."""
    if penalty not in PENALTIES:
        raise NotARecipe(f"no penalty is called {penalty!r}: there are {', '.join(PENALTIES)}")
    return base.replace(loss=loss, **PENALTIES[penalty])


def measured(base: Recipe, loss: str, penalty: str, *, confidence: float = 0.95) -> Cell:
    """Train and judge one cell."""
    return cell(loss, penalty, train(recipe(base, loss, penalty)).certificate(), confidence=confidence)


def cell(loss: str, penalty: str, result: Certificate, *, confidence: float = 0.95) -> Cell:
    """The numbers of one cell."""
    n, s = len(result.verdicts), result.count(Verdict.EQUILIBRIUM)
    interval = clopper_pearson(s, n, confidence=confidence)
    others = Counter(str(v) for v in result.verdicts if v is not Verdict.EQUILIBRIUM)
    distances = result.evidence.held_out.distance
    finite = distances[np.isfinite(distances)]
    distance = float(np.median(finite)) if finite.size else None
    return Cell(loss, penalty, n, s, interval.low, interval.high, dict(others.most_common()), distance)


def markdown(found: Iterable[Cell]) -> str:
    """The table as a page of documentation shows it."""
    lines = ["| loss | penalty | certified | 95% interval | median W1/scale | the others |", "| --- " * 6 + "|"]
    for c in found:
        others = ", ".join(f"{n} {word}" for word, n in c.others.items())
        share, distance = f"{c.certified}/{c.members}", "-" if c.distance is None else f"{c.distance:.2g}"
        lines.append(f"| {c.loss} | {c.penalty} | {share} | {c.low:.3f}-{c.high:.3f} | {distance} | {others} |")
    return "\n".join(lines) + "\n"


class NotThisStudy(ValueError):
    """A file that holds cells of other settings."""


def stored(path: Path, base: Recipe) -> list[Cell]:
    """The cells of this base that an earlier study has written, one JSON object a line; the file is left alone.

    A last line that a killed study has torn is not among them.  Raises NotThisStudy, with the line, for anything else
    that is no cell, for cells of another base, and for what cannot be read.
    """
    return [_cell(line, f"line {number} of {path}", base) for number, line in enumerate(_lines(path)[0], 1)]


def prepare(path: Path) -> None:
    """Make the file one to which cells can be added: cut a torn line off, end a whole one.  Raises NotThisStudy.

    For a file that `stored` has taken; it is made, empty, if it is not there.
    """
    lines, torn = _lines(path)
    code_version()  # of the code as it is loaded, not as somebody leaves it an hour later
    try:
        with path.open("ab") as file:
            if torn:
                file.truncate(file.tell() - len(torn))
            elif lines and not path.read_bytes().endswith(b"\n"):
                file.write(b"\n")
    except OSError as error:
        raise NotThisStudy(f"{path} cannot be written ({error.strerror}); {_ELSEWHERE}") from error


_ELSEWHERE = "give --out a file in a folder that is there, and where you may write"
_BEGINNING = b'{"loss": "'


def _lines(path: Path) -> tuple[list[bytes], bytes]:
    """The lines of a file, and what a killed study has left of the last one.

    Only the beginning of a cell is that: the end of a file that is not ours must not be lost for want of a newline.
    """
    try:
        *lines, last = path.read_bytes().split(b"\n") if path.exists() else [b""]
    except OSError as error:
        raise NotThisStudy(f"{path} cannot be read ({error.strerror}); {_ELSEWHERE}") from error
    if not last:
        return lines, b""
    # a cell is one JSON object, so it is whole exactly if it can be read
    torn = last[: len(_BEGINNING)] == _BEGINNING[: len(last)] and _json(last) is None
    return (lines, last) if torn else ([*lines, last], b"")


def _cell(line: bytes, place: str, base: Recipe) -> Cell:
    data = _json(line)
    if not (isinstance(data, dict) and data.keys() - {"code"} == {*Cell.__annotations__, "base"}):
        raise NotThisStudy(f"{place}: this is no cell of a study; give a new file")
    if data.pop("base") != base.settings():
        raise NotThisStudy(
            f"{place}: a cell of another base recipe; give the settings that the file was made with, or give a new file"
        )
    if data.pop("code", "") != code_version():
        raise NotThisStudy(f"{place}: a cell of another version of this code, which may say otherwise; give a new file")
    return Cell(**data)


def _json(line: bytes) -> Any:
    """What a line says; None of what is no JSON."""
    try:
        return json.loads(line.decode())
    except (ValueError, RecursionError):
        return None


def store(path: Path, found: Cell, base: Recipe) -> None:
    """Add one cell, with the settings that all cells of the file share, and the version of the code."""
    origin = {"base": base.settings(), "code": code_version()}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**asdict(found), **origin}, allow_nan=False) + "\n")


def checked(base: Recipe, loss: str, penalty: str) -> Recipe:
    """The recipe of a cell, its names read.  Raises NotARecipe, NotAnObjective."""
    made = recipe(base, loss, penalty)
    objective(made.loss)
    return made
