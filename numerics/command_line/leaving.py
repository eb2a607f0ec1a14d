"""Leaving quietly when whoever reads the output has gone (`| head`), or has had enough (Ctrl-C)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def quietly(main: Callable[[], int]) -> int:
    """Run a program's main; 141 if its reader has gone, 130 if it was interrupted: the shell's numbers for both."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # nothing is left to say, not by the flush at exit
        return 141
    except KeyboardInterrupt:
        return 130
    return code
