"""A course folder for nbgrader 0.9: the assignment's notebook with a test cell under each answer, and the settings.

    nbgrader generate_assignment NAME; nbgrader autograde NAME; nbgrader generate_feedback NAME

What nbgrader cannot give: a test cell runs where the notebook runs.  The settings of this pack let it run no cell of a
student's (see nbgrader_settings.py).  nbgrader has no notion of an outcome that is seen later: all feedback goes out
when the lecturer releases it; of an item that is hidden, a student then sees the points and no reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grading.assignment.items import Item, Sheet
from grading.packs.notebook import as_text, code_cell, notebook
from grading.packs.project import outside, project_files, sandbox_note
from grading.packs.written import unfolded

_HERE = Path(__file__).parent
# One expression, since the grader takes definitions and imports for the student's code and passes over the rest.  What
# is between the marks is taken out of the students' copy, and put back before grading.
_TEST = """\
# Marked when the assignment is collected.  Leave this cell as it is.
### BEGIN HIDDEN TESTS
__import__("runpy").run_path(__import__("os").environ["GAN_GRADING"] + "/nbgrader_cell.py")["points"](
    {item!r}, {notebook!r}, {points!r}
)
### END HIDDEN TESTS"""

_README = """\
# {title}: a course folder for nbgrader 0.9

    nbgrader generate_assignment {name}      # release/{name}/{name}.ipynb, for students
    nbgrader autograde {name}                # what lies in submitted/STUDENT/{name}/{name}.ipynb
    nbgrader generate_feedback {name}

All of them are run in this folder, where `nbgrader_config.py` lies.  The grader runs with the kernel's Python, which
then needs `pip install -r grader/requirements.txt -c grader/constraints.txt`; or name another in `GAN_GRADING_PYTHON`.
{sandbox}

## What protects the grading, and what does not

nbgrader runs the cells of a notebook in one process, in which a student's code could answer for the tests; and it
makes full marks of a test that did not run, for which a tag (`skip-execution`) is enough.  So by `nbgrader_config.py`
only the test cells are run, each is run whatever it is tagged, and one without a result earns nothing.  A test cell
hands the saved notebook to the grader, in another process.  Without these settings no test gives a point.  The
references lie in `grader/`, on the machine that grades.

A notebook in which a test cell has been forged is refused by nbgrader with an error that names the student.  Feedback
on all items goes out at one time; of a hidden item students see the points and no reason.
"""


def nbgrader_pack(sheet: Sheet, folder: str | Path, *, weak: bool = False) -> Path:
    """Write the course folder, which must be new or empty.

    `weak`: run code even where protections of the sandbox are missing, and say so.
    """
    files = {f"grader/{name}": content for name, content in project_files(sheet).items()}
    files["grader/nbgrader_cell.py"] = (_HERE / "nbgrader_cell.py").read_bytes()
    files["grader/outside.py"] = outside(weak=weak)
    files["README.md"] = _README.format(title=sheet.title, name=sheet.name, sandbox=sandbox_note(weak=weak)).encode()
    files["nbgrader_config.py"] = (_HERE / "nbgrader_settings.py").read_bytes()
    files[f"source/{sheet.name}/{sheet.name}.ipynb"] = as_text(with_tests(sheet)).encode()
    return unfolded(Path(folder), files)


def with_tests(sheet: Sheet) -> dict[str, Any]:
    """The students' notebook with a test cell under each answer."""

    def test(item: Item) -> dict[str, Any]:
        source = _TEST.format(item=item.id, notebook=f"{sheet.name}.ipynb", points=float(item.points))
        # what nbgrader's own editor writes for "Autograder tests" (schema 3)
        graded = {"grade": True, "grade_id": f"test-{item.id}", "locked": True, "points": float(item.points),
                  "schema_version": 3, "solution": False, "task": False}  # fmt: skip
        return code_cell(f"test-{item.id}", source, {"deletable": False, "editable": False, "nbgrader": graded})

    return notebook(sheet, below=test)
