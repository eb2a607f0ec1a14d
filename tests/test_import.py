"""`import theory` is cheap because of what it does *not* load, and that is checked in a fresh process.

The static half of this law stands in test_architecture.py; here the interpreter itself says what it has loaded, so a
heavy package that arrives through somebody else's import is seen too. No time is asserted: a slow machine is no fault.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The optional and the heavy: training, plots, and the second road that the engine must not lean on.
HEAVY = {"torch", "sklearn", "matplotlib", "scipy", "numpy", "sympy", "mpmath", "pandas"}

# Every module of theory, not only what `import theory` pulls in. __main__ is a program, not a module to import.
ALL_OF_THEORY = """
import importlib, pkgutil, theory
for module in pkgutil.walk_packages(theory.__path__, "theory."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def loaded(program: str, extra: Path | None = None) -> set[str]:
    """The top-level modules in memory after a program has run in a fresh interpreter, `extra` being on its path."""
    report = f"{program}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    environment = {**os.environ, "PYTHONPATH": str(extra or "")}
    done = subprocess.run(
        [sys.executable, "-c", report], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("program", ["import theory", ALL_OF_THEORY], ids=["the package", "every module of it"])
def test_theory_loads_nothing_heavy(program):
    now = loaded(program)
    assert "theory" in now
    assert set() == now & HEAVY


@pytest.mark.parametrize(
    ("program", "allowed"),
    [("import numerics", {"numpy"}), (ALL_OF_THEORY.replace("theory", "numerics"), {"numpy", "scipy"})],
    ids=["the package", "every module of it"],
)
def test_numerics_loads_what_it_needs_and_no_more(program, allowed):
    now = loaded(program)
    assert "numerics" in now
    assert now & HEAVY == allowed


@pytest.mark.parametrize("heavy", sorted(HEAVY))
def test_a_heavy_import_is_seen(heavy, tmp_path):
    """The guard barks, also when the heavy package hides behind an innocent one. The packages are empty stand-ins."""
    (tmp_path / heavy).mkdir()
    (tmp_path / heavy / "__init__.py").touch()
    (tmp_path / "innocent.py").write_text(f"def load():\n    import {heavy}\nload()\n")
    assert loaded("import theory, innocent", tmp_path) & HEAVY == {heavy}


def test_a_program_that_fails_is_not_taken_for_a_light_one():
    with pytest.raises(AssertionError, match="no_such_module"):
        loaded("import no_such_module")
