"""One submission in a process of its own: whatever becomes of the process, there is a report.

The process is a copy of this one, so that the grammars and tables which every submission needs are there already.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from pathlib import Path
from time import monotonic

from grading.assignment.items import Item, Sheet
from grading.graded.found import Found
from grading.graded.stored import fingerprint, store, stored
from grading.marking import mark
from grading.report import Marked, Report
from grading.results import NotChecked
from grading.submission.reading import NoSubmission, Submission, read_submission

#: Seconds for one submission: far above what the limits of its items add up to on the sheets that ship.
SECONDS = 900.0


def read_at(found: Found, sheet: Sheet) -> Submission:
    """The submission, or an empty one whose problem is that it cannot be read."""
    try:
        return read_submission(found.where, sheet, name=found.name)
    except NoSubmission as why:
        said = str(why)
    except Exception as why:
        # our own fault, and one submission's loss: the class goes on
        said = f"the submission could not be read ({type(why).__name__})"
    parts = ("answers", "code", *(item.id for item in sheet.items))
    return Submission(found.name, problems=(said,), unread=dict.fromkeys(parts, said))


class Apart:
    """A process that grades one submission and stores its report in `out`."""

    def __init__(
        self, sheet: Sheet, submission: Submission, out: Path, *, weak: bool, seconds: float = SECONDS
    ) -> None:
        self.sheet, self.submission, self.out = sheet, submission, out
        self.name = fingerprint(sheet, submission, weak=weak)
        self.until = monotonic() + seconds
        self.seconds = seconds
        sys.stdout.flush()
        sys.stderr.flush()
        self.process = os.fork()
        if self.process == 0:
            self._grade_and_leave(weak)
        self.handle = os.pidfd_open(self.process)

    def _grade_and_leave(self, weak: bool) -> None:
        """In the copy.  It ends without the cleaning up that is the original's business."""
        parent, code = os.getppid(), 1

        def go_on(_: Item) -> None:
            # a grader that was killed must not leave graders behind
            if os.getppid() != parent:
                os._exit(1)

        try:
            os.setsid()
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, signal.SIG_DFL)
            store(self.out, mark(self.sheet, self.submission, weak=weak, began=go_on), self.name)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def ended(self, *, killed: bool = False) -> Report:
        """The report, once the process has ended or is to be ended; it is one that says so if none was stored."""
        if killed:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        os.close(self.handle)
        report = stored(self.out, self.sheet, self.name)
        if report is None:
            report = unfinished(self.sheet, self.submission, self._why(status, killed))
            store(self.out, report, "")  # without a fingerprint: the next run grades it again
        return report

    def _why(self, status: int, killed: bool) -> str:
        if killed and monotonic() < self.until:
            return "the run was interrupted"
        if killed:
            return f"the grader was stopped after {self.seconds:g} s"
        if os.WIFSIGNALED(status):
            return f"the grader was stopped by signal {os.WTERMSIG(status)}"
        return f"the grader ended with code {os.waitstatus_to_exitcode(status)}"


def unfinished(sheet: Sheet, submission: Submission, why: str) -> Report:
    """A report on work that could not be graded: nothing is said against the student."""
    marked = tuple(Marked(item, NotChecked(why)) for item in sheet.items)
    return Report(sheet, submission.name, marked, submission.problems, (why,))
