"""Settings of nbgrader for one course folder.  Copied into packs as nbgrader_config.py.

Test cells call the grader on the saved notebook.  nbgrader would run a student's cells first, in the same process, and
they could then answer for the tests; so of a submitted notebook only the test cells are run, whose text nbgrader has
put back before.  Cells that a lecturer adds to be graded by hand are not run either.
"""

# ruff: noqa: F821
# pyright: reportMissingImports=false, reportUndefinedVariable=false

import os
from pathlib import Path

from nbformat.v4 import new_output
from nbgrader.converters.autograde import Autograde
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade, is_locked, is_solution

c = get_config()


class RunTestsOnly(Execute):
    """Runs the cells that are graded and whose text is the lecturer's, and no other."""

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or not is_grade(cell) or is_solution(cell):
            return cell, resources
        # a student may have tagged it `skip-execution`, and nbgrader makes full marks of a test without output
        cell.metadata.pop("tags", None)
        # the text of a locked cell of a known id is the lecturer's: OverwriteCells, which came before, has seen to it
        if is_locked(cell) and cell.metadata.nbgrader.get("grade_id"):
            cell, resources = super().preprocess_cell(cell, resources, index)
        if not any(output.output_type in ("execute_result", "error") for output in cell.outputs):
            cell.outputs.append(new_output("error", ename="NotMarked", evalue="this test did not run", traceback=[]))
        return cell, resources


c.Autograde.autograde_preprocessors = [
    RunTestsOnly if each is Execute else each for each in Autograde.autograde_preprocessors.default()
]
# files that came with a notebook lie beside it, where a kernel would look for modules
os.environ["PYTHONSAFEPATH"] = "1"
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--InteractiveShellApp.ignore_cwd=True"]
# a whole sheet is marked in the first test cell
c.Execute.timeout = 900
# a test cell that a student deleted is put back
c.OverwriteCells.add_missing_cells = True
# last: nbgrader goes on where a setting fails, and without this one no test cell gives a point
os.environ["GAN_GRADING"] = str(Path(__file__).resolve().parent / "grader")
