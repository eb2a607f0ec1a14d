"""A sheet for Otter-Grader 7: tests, a plugin, a configuration, the notebook for students, and the script that makes
autograder.zip of them with `otter generate`.

A test of Otter's passes or fails, so an item is as many tests as it has shares of points to earn: with a rubric that
leaves half, one test for the first half and one for the second.

What Otter cannot give: its tests run where a notebook runs.  The plugin of this pack lets it run no cell of a
student's (see otter_plugin.py); who grades without it, by `otter check` on the tests alone, gets no marks.
"""

from __future__ import annotations

import json
from pathlib import Path

from grading.assignment.items import Item, Sheet
from grading.packs.notebook import as_text, notebook
from grading.packs.project import outside, project_files, sandbox_note
from grading.packs.written import unfolded

PLUGIN = "otter_plugin.MarkedOutside"
_HERE = Path(__file__).parent
# A score has been rounded to six digits on its way.
_NOISE = 1e-6

_TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}


def check(env, before, least):
    outcomes = env.get("gan_grading_outcomes", {{}})
    outcome = outcomes.get(name) or outcomes.get("") or {{"output": "not marked: the plugin of this pack did not run"}}
    score = outcome.get("score", -1.0)
    if score < least - {noise!r}:
        raise AssertionError(outcome["output"] if not before or score >= before - {noise!r} else "see the part before")
"""
_CASE = """

@test_case(name={name!r}, points={points!r}, hidden={hidden!r})
def test_{number}(env):
    check(env, {below!r}, {least!r})
"""
_README = """\
# {title}: a pack for Otter-Grader 7

Students get `student/{name}.ipynb`.

    bash build.sh                                                              # autograder.zip, by `otter generate`
    PYTHONPATH=$PWD otter run -a autograder.zip -o results submission.ipynb    # one notebook, without containers

`autograder.zip` is also what Gradescope and `otter grade` take.  Without containers the grader runs with Otter's
Python, which then needs `pip install -r requirements.txt -c constraints.txt`; or name another in `GAN_GRADING_PYTHON`.
{sandbox}

## What protects the grading, and what does not

Otter runs a notebook and then its tests in one process, in which a student's code could answer for the tests.  So the
plugin `otter_plugin.py` hands the saved notebook to the grader, in another process, before anything is run; Otter then
runs no cell of the student's, only one that holds the outcomes.  If the plugin is left out of `otter_config.json`, the
tests give no points to anybody who does not write their outcomes into the notebook.  The references lie in this pack,
on the machine that grades.

Otter shows hidden results to students at one time or never, and says of an item whose tests are all hidden that all
test cases passed; a line above the results says for which items that means nothing.
"""
_BUILD = """\
#!/usr/bin/env bash
# Makes autograder.zip, with otter-grader 7 installed; README.md says what to do with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONPATH=$PWD otter generate -t tests -c otter_config.json -r requirements.txt -o autograder.zip
# the plugin must lie beside run_otter.py, where `otter generate` puts no files
python3 - <<'END'
import os, zipfile
with zipfile.ZipFile("autograder.zip", "a", zipfile.ZIP_DEFLATED) as out:
    for name in ("otter_plugin.py", "outside.py", "constraints.txt"):
        out.write(name)
    for top in ("project", "sheets"):
        for folder, _, files in sorted(os.walk(top)):
            for name in sorted(files):
                if not name.endswith(".pyc"):
                    out.write(os.path.join(folder, name))
END
"""


def otter_pack(sheet: Sheet, folder: str | Path, *, weak: bool = False) -> Path:
    """Write the folder; `bash build.sh` in it makes autograder.zip.

    `weak`: run code even where protections of the sandbox are missing, and say so.
    """
    files = project_files(sheet)
    files["otter_plugin.py"] = (_HERE / "otter_plugin.py").read_bytes()
    files["outside.py"] = outside(weak=weak)
    for number, item in enumerate(sheet.items, start=1):
        files[f"tests/item_{number:02}.py"] = test_file(item).encode()
    files["otter_config.json"] = (json.dumps(configuration(sheet), indent=1) + "\n").encode()
    files["build.sh"] = _BUILD.encode()
    files["README.md"] = _README.format(title=sheet.title, name=sheet.name, sandbox=sandbox_note(weak=weak)).encode()
    files[f"student/{sheet.name}.ipynb"] = as_text(notebook(sheet)).encode()
    return unfolded(Path(folder), files, executable=("build.sh",))


def test_file(item: Item) -> str:
    """The tests of an item: one for each share of its points that can be earned.

    A share is what a mistake leaves by the rubric, or the whole.
    """
    hidden = item.visibility != "visible"
    shares = sorted({1.0, *(share for share in item.rubric.values() if 0 < share <= 1)})
    source = _TEST.format(name=item.id, noise=_NOISE)
    below = 0.0
    for number, share in enumerate(shares, start=1):
        least = round(item.points * share, 6)
        name = item.id if len(shares) == 1 else f"{item.id}, part {number} of {len(shares)}"
        worth = round(least - below, 6)
        source += _CASE.format(name=name, points=worth, hidden=hidden, number=number, below=below, least=least)
        below = least
    return source


test_file.__test__ = False  # pyright: ignore[reportFunctionMemberAccess]  # its name is Otter's, not pytest's


def configuration(sheet: Sheet) -> dict[str, object]:
    """otter_config.json.  Otter shows all hidden tests at one time or never: at the earliest that no item forbids."""
    later = [item.visibility for item in sheet.items if item.visibility != "visible"]
    return {
        "plugins": [PLUGIN],
        "show_all_public": not later,
        "show_hidden": bool(later) and set(later) <= {"after_published"},
        "grade_from_log": False,
    }
