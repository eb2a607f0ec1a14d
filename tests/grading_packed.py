"""A small sheet of each cheap kind of item, and submissions to it, for tests of packs."""

import json
from pathlib import Path

from grading.assignment.items import FunctionItem, Sheet
from grading.assignment.reading import read_sheet
from grading.packs.notebook import as_text, notebook
from grading.submission.reading import read_submission

TOML = r"""
title = "A small sheet"
[[item]]
id = "value"
kind = "formula"
points = 2
question = "What is the value of the game at $D^*$?"
reference = "2*JSD(p,q) - log(4)"
only = ["JSD"]
rubric = { "off by a constant" = 0.5, "factor 1/2" = 0.25 }
[[item]]
id = "log-two"
kind = "number"
points = 1
question = "How much is $\\log 4$?"
reference = "log(4)"
visibility = "hidden"
[[item]]
id = "kl"
kind = "function"
points = 4
question = "Write `kl(p, q)`."
function = "kl"
probes = "kl"
rubric = { "p and q swapped" = 0.5, "in bits" = 0.75 }
[[item]]
id = "chain"
kind = "derivation"
points = 3
question = "Derive it."
begins = ["KL(p,q)"]
ends = "H(p,q) - H(p)"
"""
FUNCTIONS = '''\
from __future__ import annotations
import numpy as np


def kl(p, q):
    """KL(p || q), in nats."""
    raise NotImplementedError
'''
CHAIN = r"""$$\begin{aligned}
\mathrm{KL}(p \,\|\, q) &= \int p(x) \log \frac{p(x)}{q(x)} \, dx \\
&= \int p(x) \log p(x) \, dx - \int p(x) \log q(x) \, dx \\
&= H(p, q) - H(p)
\end{aligned}$$"""
GOOD = {
    "value": "2*JSD(p,q) - 2*log(2)",
    "log-two": "1.386",
    "kl": """
def kl(p, q):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * (np.log(p) - np.log(q)), 0.0)
    return float(terms.sum())
""",
    "chain": CHAIN,
}
#: Half of the points of `value`, half of those of `kl`.
HALF = {
    "value": "2*JSD(p,q)",
    "log-two": "2",
    "kl": GOOD["kl"].replace("np.where(p > 0, p * (np.log(p) - np.log(q)), 0.0)",
                             "np.where(q > 0, q * (np.log(q) - np.log(p)), 0.0)"),
    "chain": CHAIN.replace(r"- \int", r"+ \int"),
}  # fmt: skip
#: What would be run, were anything of a student's run outside the sandbox; each writes to CANARY.
HOSTILE_CELL = """\
import builtins, os, subprocess, sys
try:
    open({canary!r}, "a").write("a cell was run\\n")
except OSError:
    pass
subprocess.run = None
builtins.float = lambda *_: 99.0
gan_grading_outcomes = {{}}
sys.modules["gan_grading_outcomes"] = None
"""


def small(folder: Path) -> Sheet:
    """The sheet, written into a folder."""
    place = folder / "small"
    (place / "template").mkdir(parents=True)
    (place / "solution").mkdir()
    (place / "sheet.toml").write_text(TOML, encoding="utf-8")
    (place / "template" / "functions.py").write_text(FUNCTIONS, encoding="utf-8")
    (place / "template" / "chain.md").write_text("Begin with the integral.\n", encoding="utf-8")
    (place / "solution" / "answers.txt").write_text("value: SOLUTION\n", encoding="utf-8")
    return read_sheet(place)


def answered(given: str, answers: dict[str, str]) -> str:
    """The text of a notebook with answers in their cells; what is not answered stays as the notebook has it."""
    data = json.loads(given)
    for cell in data["cells"]:
        item = cell["id"].removeprefix("answer-")
        if cell["id"] != f"answer-{item}" or item not in answers:
            continue
        if cell["cell_type"] == "markdown":
            cell["source"] = f"# {item}\n\n{answers[item]}"
        elif "answers[" in "".join(cell["source"]):
            cell["source"] = f'answers["{item}"] = {answers[item]!r}'
        else:
            cell["source"] = answers[item]
    return as_text(data)


def with_cell(given: str, source: str, *, first: bool = True) -> str:
    """The text of a notebook with a cell of the student's own."""
    data = json.loads(given)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "own-cell",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    data["cells"].insert(0 if first else len(data["cells"]), cell)
    return as_text(data)


def template(sheet: Sheet) -> str:
    return as_text(notebook(sheet))


def solved(sheet: Sheet) -> dict[str, str]:
    """The solution of a shipped sheet as answers for its notebook."""
    given = read_submission(sheet.folder / "solution", sheet)
    found = {**given.answers, **{item: each.text for item, each in given.derivations.items()}}
    for item in sheet.items:
        if isinstance(item, FunctionItem):
            found[item.id] = given.code
    return found
