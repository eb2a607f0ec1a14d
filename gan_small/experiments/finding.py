"""From effects to a verdict on a sentence, and its record for the ledger.

Each effect is the sentence under one condition.  Of the answers:

    all yes                    holds
    all no                     does not hold
    some of either             holds with conditions: the effects say which
    one that is open           undecided: too few seeds
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from gan_small.experiments.effects import RISK, Effect
from gan_small.experiments.listed import listed


def silent(_: str) -> None:
    """Where nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How an experiment is run: `full`, or the quick size that tests use; what it draws; who watches; where to write.

    out        a folder for pictures, of the experiments that have any; None: they are not made
    say        is told what is going on, in a few words, now and then
    """

    full: bool = False
    seed: int = 0
    out: Path | None = None
    say: Callable[[str], None] = silent


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What came out."""

    name: str
    claim: str
    sentence: str
    effects: tuple[Effect, ...]
    seconds: float
    full: bool
    seed: int

    @property
    def verdict(self) -> str:
        """As above."""
        return verdict(self.effects)

    def as_json(self) -> dict[str, Any]:
        """Strict JSON: what the ledger and the figures read."""
        return {
            "experiment": self.name,
            "claim": self.claim,
            "sentence": self.sentence,
            "verdict": self.verdict,
            "risk": RISK,
            "effects": [effect.as_json() for effect in self.effects],
            "size": "full" if self.full else "quick",
            "seed": self.seed,
            "seconds": round(self.seconds, 1),
        }


def verdict(effects: Sequence[Effect]) -> str:
    """The verdict that the answers come to."""
    answers = {effect.answer for effect in effects}
    if not answers or "open" in answers:
        return "undecided"
    return "holds with conditions" if len(answers) == 2 else "holds" if "yes" in answers else "does not hold"


def find(name: str, setting: Setting | None = None, *, control: bool = False) -> Finding:
    """Run an experiment, or its control: the same measurement where the sentence cannot hold.

    Raises NotARecipe for a name that is not listed, and ValueError if a number came out that is not finite.
    """
    of, setting = listed(name), setting or Setting()
    module = import_module(of.module)
    started = time.monotonic()
    effects = tuple((module.control if control else module.measure)(setting))
    for effect in effects:
        if not all(map(math.isfinite, (effect.estimate, effect.low, effect.high))):
            raise ValueError(f"{name}: {effect.what} is {effect.estimate}, in {effect.low} ... {effect.high}")
    seconds = time.monotonic() - started
    return Finding(
        name=name, claim=of.claim, sentence=of.sentence, effects=effects, seconds=seconds, full=setting.full,
        seed=setting.seed,
    )  # fmt: skip


def written(finding: Finding) -> str:
    """The record as text."""
    return json.dumps(finding.as_json(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
