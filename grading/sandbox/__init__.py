"""The sandbox for students' code: a process that can compute, and nothing else.

worker    a submission whose functions can be called
outcomes  what comes of a call: Returned, Raised, Stopped
limits    what it may use up
inside    what the process itself runs: it confines itself before it sees the submission
"""

from grading.sandbox.limits import Limits
from grading.sandbox.outcomes import Plain, Raised, Returned, Stopped
from grading.sandbox.protections import Protections, WeakSandbox, protections
from grading.sandbox.worker import Worker

__all__ = [
    "Limits",
    "Plain",
    "Protections",
    "Raised",
    "Returned",
    "Stopped",
    "WeakSandbox",
    "Worker",
    "protections",
]
