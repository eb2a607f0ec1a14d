"""A sheet packed for the systems that courses use: Gradescope, Otter-Grader, nbgrader.

All three run the same thing: `python -m grading run SHEET SUBMISSION --gradescope results.json`, in a process of its
own, from sources that lie in the pack.

project.py            what a pack holds of this project, and what it needs installed
written.py            files of a pack in a zip or a folder, the same bytes each time
notebook.py           a sheet as a notebook for students
gradescope_pack.py    autograder.zip: setup.sh, run_autograder
otter_pack.py         tests, a plugin and a configuration for Otter-Grader
nbgrader_pack.py      a course folder for nbgrader

Copied into packs as they stand, with nothing of ours to import:
outside.py            runs the grader in another process and reads what it says
otter_plugin.py       Otter's side of it
nbgrader_cell.py      the side of a test cell of nbgrader
nbgrader_settings.py  nbgrader's own process: only test cells are run
"""
