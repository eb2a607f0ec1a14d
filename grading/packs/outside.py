"""Runs the grader in a process of its own and reads what it says.  Copied into packs; standard library only.

A notebook server's process has run, or may run, what a student wrote.  So nothing is decided there: the saved
notebook is handed to another process, which reads it as text and runs its functions in a sandbox.  What comes back is a
file of Gradescope's format, of which only plain numbers and texts are used.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile

#: What is said, at most, of why the grader did not run.
_LONGEST = 300
#: Settings that a grader keeps from its surroundings; a PYTHONPATH, for one, would be somebody else's.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


#: Whether code is run where the sandbox lacks a protection.  A pack that was asked for so has True here, and
#: GAN_GRADING_WEAK=1 says it for any.
WEAK = False


class DidNotRun(RuntimeError):
    """The grader did not come to an end: no fault of the submission's."""


def outcomes(notebook: str, grader: str, *, seconds: float = 600.0) -> dict[str, dict]:
    """What is said of each item: `score`, `max_score`, `output`, `visibility`.  Raises DidNotRun.

    `grader` is the folder of a pack with `project/` and `sheets/`.  Its Python is GAN_GRADING_PYTHON, or this one.
    """
    python = os.environ.get("GAN_GRADING_PYTHON") or sys.executable
    grader = os.path.abspath(grader)
    settings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    settings.update(PYTHONPATH=os.path.join(grader, "project"), PYTHONDONTWRITEBYTECODE="1", PYTHONUTF8="1")
    settings.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", OMP_WAIT_POLICY="passive")
    with tempfile.TemporaryDirectory(prefix="gan-grading-") as folder:
        results = os.path.join(folder, "results.json")
        # -P: nothing is imported from where the submission lies
        command = [python, "-P", "-s", "-m", "grading", "run", _sheet(grader), os.path.abspath(notebook)]
        weak = WEAK or os.environ.get("GAN_GRADING_WEAK")
        command += ["--gradescope", results, *(["--allow-weak-sandbox"] if weak else [])]
        try:
            ended = subprocess.run(
                command, cwd=folder, env=settings, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            raise DidNotRun(f"no end within {seconds:g} s") from None
        except OSError as error:
            raise DidNotRun(f"{python} cannot be run ({error.strerror})") from None
        if not os.path.exists(results):
            said = ended.stderr.decode(errors="replace").strip().splitlines() or ["nothing was said"]
            raise DidNotRun(f"exit code {ended.returncode}: {said[-1][:_LONGEST]}")
        with open(results, encoding="utf-8") as file:
            return outcomes_in(json.load(file))


def _sheet(grader: str) -> str:
    """The one sheet of a pack."""
    folder = os.path.join(grader, "sheets")
    found = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    if len(found) != 1:
        raise DidNotRun(f"{folder} holds {len(found)} sheets; unpack the grader anew")
    return os.path.join(folder, found[0])


def outcomes_in(data: dict) -> dict[str, dict]:
    """The outcomes of a results.json by item; raises DidNotRun if there is none.

    >>> outcomes_in({"tests": [{"name": "a", "score": 3, "max_score": 2, "output": "x"}]})
    {'a': {'score': 2.0, 'max_score': 2.0, 'output': 'x', 'visibility': 'visible'}}
    """
    found = {}
    for test in data.get("tests", []):
        most = max(0.0, _finite(test.get("max_score")))
        found[str(test.get("name"))] = {
            "score": min(max(0.0, _finite(test.get("score"))), most),
            "max_score": most,
            "output": str(test.get("output", "")),
            "visibility": str(test.get("visibility", "visible")),
        }
    if not found:
        raise DidNotRun("its results hold no item")
    return found


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise DidNotRun(f"a score is {str(value)[:_LONGEST]}")
    return float(value)
