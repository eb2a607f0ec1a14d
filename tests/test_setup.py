"""Setting up is three files that must agree: pyproject.toml says what, constraints.txt which version, Makefile how.

Each question is a function of what a file says, so that it can be asked of a bad file too; a test that has never been
seen to fail is not evidence.
"""

import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TRAINING = {"torch", "scikit-learn"}
DRAWING = {"matplotlib"}
LAYERS = ["theory", "numerics", "gan_small", "figures", "grading", "benchmarks"]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(lines: Iterable[str]) -> list[Requirement]:
    return [Requirement(line) for line in lines]


def names(lines: Iterable[str]) -> set[str]:
    return {canonicalize_name(each.name) for each in requirements(lines)}


def pins(text: str) -> dict[str, str]:
    """Name to exact version. A line that is not `name==version` is refused: no address, path, range or marker."""
    found = {}
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        name, equals, version = line.partition("==")
        if not equals or not version.strip() or set(line) & set(" ;@/:*<>~!,"):
            raise ValueError(f"not an exact version: {line!r}")
        if canonicalize_name(name) in found:
            raise ValueError(f"pinned twice: {name!r}")
        found[canonicalize_name(name)] = version
    return found


def unmet(lines: Iterable[str], pinned: dict[str, str]) -> set[str]:
    """The requirements whose pin is missing or outside their range."""
    return {
        str(each)
        for each in requirements(lines)
        if (version := pinned.get(canonicalize_name(each.name))) is None
        or not each.specifier.contains(version, prereleases=True)
    }


def unlisted(packages: Iterable[str], root: Path) -> set[str]:
    """Layers that exist in the tree and that the package list does not ship, with or without their subpackages."""
    there = [layer for layer in LAYERS if (root / layer / "__init__.py").exists()]
    return {pattern for layer in there for pattern in (layer, f"{layer}.*")} - set(packages)


def test_the_base_install_has_no_training_library():
    assert set() == names(project()["project"]["dependencies"]) & (TRAINING | DRAWING)
    assert names(["Torch>=2"]) & TRAINING


def test_the_extras_hold_what_they_promise():
    extras = project()["project"]["optional-dependencies"]
    assert names(extras["gan"]) >= TRAINING
    assert names(extras["dev"]) >= {"pytest", "hypothesis", "sympy", "mpmath", "ruff", "pyright"}
    assert names(extras["figures"]) >= TRAINING | DRAWING
    assert set() == names(extras["dev"]) & (TRAINING | DRAWING)


def test_python_311_is_enough():
    required = SpecifierSet(project()["project"]["requires-python"])
    assert required.contains("3.11.0")
    assert not required.contains("3.10.14")


def test_every_dependency_is_pinned_inside_its_range():
    facts = project()["project"]
    lines = [*facts["dependencies"], *(line for extra in facts["optional-dependencies"].values() for line in extra)]
    assert len(lines) > 10
    assert set() == unmet(lines, pins((ROOT / "constraints.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", ["", "lark==1.1.9", "lark2==1.3.1"])
def test_a_missing_or_wrong_pin_is_noticed(text):
    assert unmet(["lark>=1.2"], pins(text)) == {"lark>=1.2"}


@pytest.mark.parametrize(
    "line",
    [
        "lark",
        "lark>=1.2",
        "lark==",
        "lark==1.*",
        "lark @ file:///somewhere/lark.whl",
        "--index-url https://example.org/simple",
        "lark==1.3.1; python_version > '3'",
        "lark==1.3.1\nLark==1.3.0",
    ],
)
def test_an_inexact_line_is_refused(line):
    with pytest.raises(ValueError, match=r"not an exact version|pinned twice"):
        pins(line)


def test_every_layer_is_shipped_and_tests_are_not():
    packages = project()["tool"]["setuptools"]["packages"]["find"]["include"]
    assert set() == unlisted(packages, ROOT)
    assert not any(pattern.startswith(("tests", "*")) for pattern in packages)


def test_an_unlisted_layer_is_noticed(tmp_path):
    (tmp_path / "numerics").mkdir()
    (tmp_path / "numerics" / "__init__.py").touch()
    assert unlisted(["theory", "theory.*", "numerics"], tmp_path) == {"numerics.*"}


def test_the_licence_is_there():
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project()["project"]["license"] == "MIT"


def would_run(*arguments: str) -> str:
    """What make would run, run by nobody. Outside a make that may be running these tests: its flags are not ours."""
    if shutil.which("make") is None:
        pytest.skip("this machine has no make; the three lines at the head of the Makefile do the same")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", "-n", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# -W takes a file for changed just now; -o takes one for up to date whatever its date.
STALE = ["-W", "pyproject.toml"]
FRESH = ["-o", ".venv/.installed", "-o", ".venv/.torch"]


def test_make_theory_installs_pinned_and_without_torch():
    commands = would_run(*STALE, "theory")
    assert "-m theory" in commands
    assert "install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'" in commands
    assert "torch" not in commands
    assert "gan" not in commands


@pytest.mark.parametrize("target", ["theory", "test"])
def test_a_second_make_installs_nothing(target):
    commands = would_run(*FRESH, target)
    assert "pytest" in commands
    assert "install" not in commands
    assert "install" in would_run(*STALE, target)


def test_make_test_adds_torch():
    assert "-c constraints.txt -e '.[dev,gan,figures]'" in would_run(*STALE, "test")


def test_make_test_is_the_whole_suite_and_ends_with_pytest():
    commands = would_run(*FRESH, "test").splitlines()
    for tool in ["ruff check", "ruff format --check", "pyright", "pytest"]:
        assert any(tool in line for line in commands), tool
    assert commands[-1].endswith("-m pytest -n auto --dist loadfile")


def test_an_unknown_target_is_noticed():
    with pytest.raises(AssertionError, match="no_such_target"):
        would_run("no_such_target")


def test_ci_runs_make_test():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"
