"""Otter-Grader's side of a pack.  Copied into packs; needs otter-grader and the standard library.

Otter runs a notebook and then its tests in one process: there a student's code could answer for the tests.  This
plugin therefore marks the *saved* notebook in another process, before anything is run, and gives Otter to run nothing
but one cell of ours that holds the outcomes; the tests read them there.  No cell of a student's is ever run by Otter.

What this cannot give: the references lie on the machine that Otter runs on, as they do for every Otter assignment.
"""

import json
import os
import shutil

import nbformat  # pyright: ignore[reportMissingImports]
from otter.plugins import AbstractOtterPlugin  # pyright: ignore[reportMissingImports]
from outside import DidNotRun, outcomes  # pyright: ignore[reportMissingImports]

HERE = os.path.dirname(os.path.abspath(__file__))
#: The name that the tests look for.
NAME = "gan_grading_outcomes"


class MarkedOutside(AbstractOtterPlugin):
    """Marks the saved notebook outside, and keeps Otter from running it."""

    later = ()

    def before_grading(self, config):
        # of what came with the notebook, Otter would unpickle a log, and import what is named as a module of its own
        folder, notebook = os.path.split(self.submission_path)
        for entry in list(os.scandir(folder)):
            if entry.name not in (notebook, "tests"):
                (shutil.rmtree if entry.is_dir(follow_symlinks=False) else os.remove)(entry.path)
        config.grade_from_log = False

    def before_execution(self, submission):
        try:
            found = outcomes(self.submission_path, HERE)
            self.later = [item for item, said in found.items() if said["visibility"] != "visible"]
        except DidNotRun as why:
            found = {
                "": {"output": f"nothing is marked, since the grader did not run ({why}); tell the teaching staff"}
            }
        text = json.dumps(found)
        cell = nbformat.v4.new_code_cell(f"import json\n{NAME} = json.loads({text!r})")
        nothing = nbformat.v4.new_notebook(cells=[cell])
        nothing.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return nothing

    def after_grading(self, results):
        if self.later:
            # of an item without public tests Otter says that all of them passed
            names = ", ".join(self.later)
            results.set_output(
                f"Marked later: {names}. Where all test cases of these are said to have passed, none was run."
            )
