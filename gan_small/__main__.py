"""`python -m gan_small`: see gan_small.command_line.main."""

import os
import sys

from gan_small.command_line.main import main
from numerics.command_line.leaving import quietly

if __name__ == "__main__":
    # read when torch is loaded: its threads sleep while they wait, and do not burn a core that somebody else needs
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    sys.exit(quietly(main))
