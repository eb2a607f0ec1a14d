"""Runs that survive: a folder that holds everything, checkpoints that are whole or not there, resuming bit for bit.

run.py           run(recipe, out): play, look, log, checkpoint, judge
folder.py        what is in a run's folder, and whose folder it is
checkpoint.py    everything that training changes, in one file
atomic.py        a file is the old one or the new one, never half of it
verdicts.py      the certificate as data
"""

from __future__ import annotations

from gan_small.runs.checkpoint import NotACheckpoint
from gan_small.runs.folder import Folder, NotThisFolder
from gan_small.runs.run import Finished, certified, run

__all__ = ["Finished", "Folder", "NotACheckpoint", "NotThisFolder", "certified", "run"]
