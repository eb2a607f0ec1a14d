"""The script that many courses use: import the submission and compare floats at a few inputs.

    python -m benchmarks.coursework.by_floats FOLDER       one line of JSON: item -> accepted

It is run once a submission, in a process of its own; within it, code and grader share everything.  It judges
functions only: formulas, which courses of this kind mark by hand, it has no answer to.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

P, Q = [0.5, 0.5], [0.25, 0.75]
#: item -> (function, inputs and what they give), as a course writes them down with four digits.
EXPECTED = {
    "kl": ("kl", [((P, Q), 0.1438), ((Q, P), 0.1308), (([0.1, 0.9], [0.2, 0.8]), 0.0367)]),
    "js": ("js", [((P, Q), 0.0338), ((Q, P), 0.0338), (([0.1, 0.9], [0.2, 0.8]), 0.0100)]),
    "total-variation": ("total_variation", [((P, Q), 0.25), ((Q, P), 0.25), (([0.1, 0.9], [0.2, 0.8]), 0.1)]),
    "cross-entropy": ("cross_entropy", [((P, Q), 0.8370), ((Q, P), 0.6931), (([0.1, 0.9], [0.2, 0.8]), 0.3618)]),
}


def verdicts(folder: Path) -> dict[str, bool]:
    """Whether each function returns what is expected, to a thousandth."""
    spec = importlib.util.spec_from_file_location("functions", folder / "functions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {}
    for item, (name, cases) in EXPECTED.items():
        try:
            found[item] = all(
                bool(np.allclose(getattr(module, name)(*map(np.array, arguments)), value, atol=1e-3))
                for arguments, value in cases
            )
        except Exception:  # what such scripts do: whatever happened, it was not right
            found[item] = False
    return found


if __name__ == "__main__":
    print(json.dumps(verdicts(Path(sys.argv[1]))))
