"""The attacks on the sandbox: one submission each in tests/attacks, which says at its head what is to come of it.

    # outcome: a regular expression for the outcome, as `said` puts it
    # limits: call_seconds=30        other limits than those below
    # calls: 2                       how often it is called (once)
    # machine: x86_64                where it makes sense: it has numbers of system calls in it
    # arguments: [[1.0]]             what it is called with

In the source, @SECRET@ and the like stand for the places that a well-informed attacker would know.
"""

import json
import platform
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from grading.sandbox import Limits, Raised, Returned, Stopped

FOLDER = Path(__file__).parent / "attacks"
LIMITS = Limits(call_seconds=20, load_seconds=20, memory_mib=512)
#: Only who is to be late is waited for so shortly: a slow machine is not an attack.
LATE = 0.4


@dataclass(frozen=True)
class Attack:
    name: str
    source: str
    heads: dict[str, str]

    @property
    def outcome(self) -> str:
        return self.heads["outcome"]

    @property
    def limits(self) -> Limits:
        pairs = [pair.split("=") for pair in self.heads.get("limits", "").split(",") if pair]
        late = {"call_seconds": LATE} if "no answer" in self.outcome else {}
        return replace(LIMITS, **late | {name.strip(): int(value) for name, value in pairs})

    @property
    def calls(self) -> int:
        return int(self.heads.get("calls", "1"))

    @property
    def arguments(self) -> list:
        return json.loads(self.heads.get("arguments", "[]"))

    @property
    def imports(self) -> tuple[str, ...]:
        """A worker without numpy starts in half the time, and most attacks have no use for it."""
        return ("numpy",) if "numpy" in self.source else ()

    @property
    def fits(self) -> bool:
        """Is this a machine that it is written for?"""
        return platform.machine() == self.heads.get("machine", platform.machine())

    def aimed(self, places: dict[str, str]) -> str:
        """The source, with the places filled in."""
        return re.sub(r"@([A-Z]+)@", lambda match: places[match[1]], self.source)


def attack(name: str) -> Attack:
    source = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    return Attack(name, source, dict(re.findall(r"^# (\w+): (.+)$", source, re.MULTILINE)))


def bank() -> list[Attack]:
    """Every attack, in the order of names."""
    return [attack(file.stem) for file in sorted(FOLDER.glob("*.py"))]


def said(outcome: Returned | Raised | Stopped) -> str:
    """An outcome as one line: what the attacks' heads are matched with."""
    match outcome:
        case Returned(value, changed):
            return f"Returned {value!r}{', changed' * changed}"
        case Raised(kind, message, line):
            return f"Raised {kind}: {message} (line {line})"
        case Stopped(because):
            return f"Stopped {because}"


def told(outcome: Returned | Raised | Stopped) -> str:
    """All that an outcome could carry out: its line, and the bytes of its arrays."""
    arrays, values = [], [outcome.value] if isinstance(outcome, Returned) else []
    while values:
        value = values.pop()
        if isinstance(value, np.ndarray):
            arrays += [value.tobytes(), value.astype(np.uint8).tobytes() if value.dtype == np.int64 else b""]
        elif isinstance(value, list):
            values += value
        elif isinstance(value, dict):
            values += value.values()
    return said(outcome) + b"".join(arrays).decode("latin-1")
