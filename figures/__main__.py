"""python -m figures: the list of figures, or some of them made."""

import os

# One thread a process, decided before numpy and torch are loaded: processes share the work, and a sum is added up in
# the same order however many there are, so the bytes do not depend on --jobs.
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from figures.command_line.main import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
