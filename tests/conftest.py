"""What every test shares: how random tests choose, and how a failure says what it had chosen.

A random test that cannot be repeated is a rumour. Two sources of randomness are allowed here, and both report:

- hypothesis prints the failing example and a `@reproduce_failure` line to paste above the test;
- the `rng` fixture draws from one seed per run, printed at the end of a run that failed, and
  `CHECK_SEED=<that number> pytest` repeats the run, test by test, whatever else is selected.
"""

import importlib.util
import os
import random
from pathlib import Path

import ledger
import pytest
from hypothesis import settings

# deadline=None: a slow machine is not a wrong theorem. derandomize=False: each run looks at new cases, CI too;
# what must never depend on luck does not belong in a random test. `repeatable` is there to compare two versions.
settings.register_profile("searching", deadline=None, print_blob=True, derandomize=False)
settings.register_profile("repeatable", deadline=None, print_blob=True, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "searching"))

# Read when torch is loaded: its threads sleep while they wait. Spinning ones make a busy machine seven times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

TORCH = importlib.util.find_spec("torch") is not None
DRAWS = TORCH and importlib.util.find_spec("matplotlib") is not None

SEED = int(os.environ.get("CHECK_SEED") or random.SystemRandom().randrange(2**32))
os.environ["CHECK_SEED"] = str(SEED)  # for the workers of `pytest -n`: all draw by the seed that the run prints

if "PYTEST_XDIST_WORKER" in os.environ:  # one process a core: threads of its own would only stand in their way
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What trains or draws needs torch or matplotlib, which `make theory` does not install and `pytest -m theory` does
    not load."""
    name = collection_path.name
    needs_torch = name.startswith("test_gan_") or name == "test_benchmarks_gans.py"
    needs = (needs_torch and not TORCH) or (name.startswith("test_figures") and not DRAWS)
    heavy = needs_torch or name.startswith("test_figures")
    return True if needs or (heavy and config.getoption("markexpr") == "theory") else None


def pytest_report_header() -> str | None:
    missing = [name for name, there in (("torch", TORCH), ("matplotlib", DRAWS)) if not there]
    return f"without {' and '.join(missing)} some tests are left out; `make test` installs them" if missing else None


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """A generator of this test's own: it depends on the seed and the test's name, not on which tests ran before."""
    return random.Random(f"{SEED}:{request.node.nodeid}")


@pytest.fixture
def generator(rng: random.Random):
    """The same for numpy: a `numpy.random.Generator` seeded by `rng`."""
    import numpy as np

    return np.random.default_rng(rng.getrandbits(64))


def pytest_terminal_summary(terminalreporter, exitstatus, config) -> None:
    """After a run that failed: how to draw the same numbers again. After `-m theory`: the ledger of claims."""
    if exitstatus == pytest.ExitCode.TESTS_FAILED:
        terminalreporter.write_line(f"the rng fixture's seed: repeat with CHECK_SEED={SEED}")
    reports = ledger.claim_reports(terminalreporter.stats)
    if reports and config.getoption("markexpr") == "theory":
        terminalreporter.section("claims")
        for line in ledger.table(reports):
            terminalreporter.write_line(line)
