"""A submission's function called on the probes: what came of each call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from grading.probes.answers import Odd, numbers, same
from grading.probes.probed import Probe
from grading.sandbox.outcomes import Raised, Returned, Stopped

Outcome = Returned | Raised | Stopped
#: A call that had to be stopped is not repeated forty times: each may have cost seconds.
MOST_STOPPED = 2
#: So many of the probes are asked twice.
TWICE = 5


class Submission(Protocol):
    """A submission: grading.sandbox.Worker, or what stands in for it."""

    def call(self, function: str, *arguments: Any) -> Outcome: ...


@dataclass(frozen=True)
class Seen:
    """A probe, and what came of the call; `got` are its numbers, if they are such and have the right shape."""

    probe: Probe
    outcome: Outcome
    got: np.ndarray | None = None
    odd: Odd | None = None

    @property
    def right(self) -> bool:
        return self.got is not None and same(self.got, self.expected, self.probe.allowed)

    @property
    def expected(self) -> np.ndarray:
        return np.asarray(self.probe.expected, np.float64)


def seen(probe: Probe, outcome: Outcome) -> Seen:
    """The outcome, read as numbers of the shape that is expected."""
    if not isinstance(outcome, Returned):
        return Seen(probe, outcome)
    found = numbers(outcome.value, np.shape(probe.expected))
    return Seen(probe, outcome, odd=found) if isinstance(found, Odd) else Seen(probe, outcome, got=found)


def ask(worker: Submission, function: str, probes: Sequence[Probe]) -> list[Seen]:
    """All probes in order, so that a mistake can be told by all of them; fewer if two calls had to be stopped."""
    found: list[Seen] = []
    stopped = 0
    for probe in probes:
        found.append(seen(probe, worker.call(function, *probe.arguments)))
        stopped += isinstance(found[-1].outcome, Stopped)
        if stopped == MOST_STOPPED:
            break
    return found


def ask_again(worker: Submission, function: str, first: Sequence[Seen]) -> tuple[Seen, Seen] | None:
    """Some of the calls once more, from the last to the first; the first pair of outcomes that differ."""
    step = max(1, -(-len(first) // TWICE))
    for before in first[::-step]:
        now = seen(before.probe, worker.call(function, *before.probe.arguments))
        if not _alike(before, now):
            return before, now
    return None


def _alike(before: Seen, now: Seen) -> bool:
    if before.got is not None and now.got is not None:
        # a wrong answer may be large beside the terms that `allowed` is computed from: 1e-12 of it is rounding, too
        return same(before.got, now.got, before.probe.allowed + 1e-12 * np.abs(before.got))
    if isinstance(before.outcome, Raised) and isinstance(now.outcome, Raised):
        return before.outcome.kind == now.outcome.kind
    return before.odd == now.odd and type(before.outcome) is type(now.outcome)
