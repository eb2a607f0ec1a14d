"""Knowledge flows one way, a file is a page, and nothing that is read is ever executed.

Each law below is a *guard*: a function from a file's place and text to what is wrong with it. The laws hold for the
tree as it stands, and beside them is a list of offences on which each guard is seen to bark: a guard that matches
nothing passes every tree.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from theory.book import CHAPTERS

ROOT = Path(__file__).parent.parent

# Which layers a layer may import. Nothing imports tests.
BELOW = {
    "theory": set(),
    "numerics": {"theory"},
    "gan_small": {"theory", "numerics"},
    "figures": {"theory", "numerics", "gan_small"},
    "grading": {"theory", "numerics", "gan_small"},
    "benchmarks": {"theory", "numerics", "gan_small", "figures", "grading"},
}

# Inside theory it runs one way too. "pages" are the chapters, the files directly in theory/, and the package itself.
ENGINE = {"terms", "reading", "deciding", "printing"}
PARTS_BELOW = {
    "terms": set(),
    "reading": {"terms"},
    "deciding": {"terms"},
    "printing": {"terms"},
    "proving": ENGINE,
    "decks": set(),
    "pages": {*ENGINE, "proving", "decks"},
    "command_line": {*ENGINE, "proving", "pages", "decks"},
    "__main__": {*ENGINE, "proving", "pages", "decks", "command_line"},
}

# What a layer may import from outside; one that is not named, anything. sympy is the second road, in tests alone.
OUTSIDE = {
    "theory": {"flint", "lark", "rich", "latex2mathml", "pylatexenc"},
    "numerics": {"flint", "numpy", "scipy"},
}

VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
EXECUTES = {"eval", "exec", "compile", "sympify", "parse_expr"}
GUESSES = {"simplify", "nsimplify", "equals"}  # heuristics for equality, where ours is decided
PAGE = 250


def imported(source: str) -> set[str]:
    """Dotted names that a file imports, wherever in the file: `from a import b` counts as a.b, `from . import b` as .b,
    `import_module("a")` as a, and an import whose name is computed as `<computed>`, because nobody can check it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, names=names, level=level):
                found |= {"." * level + ".".join(filter(None, [module, alias.name])) for alias in names}
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in {
                "import_module",
                "__import__",
            }:
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                found.add(first.value if literal else "<computed>")
    return found


def part(dotted: str) -> str:
    """The part of theory that a name lies in: theory.terms.expr lies in terms; theory.minimax.lsgan is a page."""
    below_theory = dotted.split(".")[1:2]
    return below_theory[0] if below_theory and below_theory[0] in PARTS_BELOW else "pages"


def uphill(file: PurePosixPath, source: str) -> set[str]:
    """Imports of a layer that stands above or beside this one. Tests stand above everything."""
    layer = file.parts[0]
    ours = {*BELOW, "tests"} - BELOW[layer] - {layer} if layer in BELOW else set()
    return {name for name in imported(source) if name.split(".")[0] in ours}


def uphill_in_theory(file: PurePosixPath, source: str) -> set[str]:
    """Imports, inside theory, of a part that stands above or beside this one."""
    if file.parts[0] != "theory":
        return set()
    here = part(".".join(file.with_suffix("").parts))
    inside = {name for name in imported(source) if name.split(".")[0] == "theory"}
    return {name for name in inside if part(name) not in PARTS_BELOW[here] | {here}}


def foreign(file: PurePosixPath, source: str) -> set[str]:
    """Imports from outside that the layer has not declared."""
    if file.parts[0] not in OUTSIDE:
        return set()
    known = {*sys.stdlib_module_names, *BELOW, "tests", "", *OUTSIDE[file.parts[0]]}
    return {name for name in imported(source) if name.split(".")[0] not in known}


def relative(file: PurePosixPath, source: str) -> set[str]:
    """Imports with dots in front: the reader should see which layer a name comes from."""
    return {name for name in imported(source) if name.startswith(".")}


def executed(file: PurePosixPath, source: str) -> set[str]:
    """In theory: mentions of what executes text, and calls of what guesses at equality. A mention is enough, called or
    not, since `read = eval` is how the call gets hidden."""
    return set(_mentions(source)) if file.parts[0] == "theory" else set()


def _mentions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) if name in EXECUTES | GUESSES - {"equals"}:
                yield name
            case ast.Attribute(attr=name) if name in EXECUTES - {"compile"} | GUESSES:  # re.compile is innocent
                yield name
            case ast.alias(name=name) if name in EXECUTES | GUESSES:
                yield name
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=name), *_]) if (
                name in EXECUTES | GUESSES
            ):
                yield name


def long(file: PurePosixPath, source: str) -> set[str]:
    """More lines than a page has."""
    lines = len(source.splitlines())
    return {f"{lines} lines"} if lines > PAGE else set()


def vague(file: PurePosixPath, source: str) -> set[str]:
    """Names that say nothing about what is inside."""
    return VAGUE & {*file.parent.parts, file.stem.strip("_")}


GUARDS = [uphill, uphill_in_theory, foreign, relative, executed, long, vague]
SPECIMENS = ("tests/attacks/", "tests/training_bank/", "grading/sheets/")  # what students and attackers write
EVERY = sorted(f.relative_to(ROOT).as_posix() for layer in (*BELOW, "tests") for f in (ROOT / layer).rglob("*.py"))
FILES = [file for file in EVERY if not file.startswith(SPECIMENS)]
laws = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)


@laws
@pytest.mark.parametrize("file", FILES)
def test_every_file_keeps_the_law(guard, file):
    assert set() == guard(PurePosixPath(file), (ROOT / file).read_text(encoding="utf-8"))


def test_the_laws_are_not_vacuous():
    """The walk finds the tree: theory and tests are there, and this very file is among what was read."""
    assert {"theory/__init__.py", "theory/book.py", "tests/test_architecture.py"} <= set(FILES)


def test_every_package_has_its_place():
    """A new layer, or a new part of theory, is put into the tables above before anything can import it."""
    assert set() == homeless(ROOT, {*BELOW, "tests"})
    assert set() == homeless(ROOT / "theory", PARTS_BELOW.keys() - {"pages", "__main__"} | CHAPTERS.keys())


def homeless(folder: Path, places: set[str]) -> set[str]:
    found = {file.relative_to(folder).parts[0] for file in folder.glob("*/*.py")}
    return {name for name in found if not name.startswith(".")} - places - {"build", "dist", "__pycache__"}


def test_a_package_without_a_place_is_noticed(tmp_path):
    (tmp_path / "magic").mkdir()
    (tmp_path / "magic" / "tricks.py").touch()
    assert homeless(tmp_path, {"theory"}) == {"magic"}


@pytest.mark.parametrize(
    ("guard", "file", "source"),
    [
        (uphill, "theory/terms/expr.py", "import numerics"),
        (uphill, "theory/cited.py", "import gan_small.train as t"),
        (uphill, "numerics/certified.py", "from figures.stage import save"),
        (uphill, "numerics/certified.py", "import tests.probes as p"),
        (uphill, "grading/sheet1.py", "def f():\n    from figures import stage"),
        (uphill, "figures/stage.py", "import grading"),
        (uphill, "theory/page.py", "from benchmarks import (speed)"),
        (uphill, "theory/page.py", "__import__('grading.report')"),
        (uphill_in_theory, "theory/terms/expr.py", "from theory import (reading)"),
        (uphill_in_theory, "theory/terms/expr.py", "import theory"),
        (uphill_in_theory, "theory/terms/expr.py", "from theory import *"),
        (uphill_in_theory, "theory/reading/plain.py", "import theory.deciding.zero as z"),
        (uphill_in_theory, "theory/deciding/zero.py", "from theory.reading import read"),
        (uphill_in_theory, "theory/deciding/zero.py", "if True:\n    import theory.printing"),
        (uphill_in_theory, "theory/printing/latex.py", "from theory.proving.calc import Line"),
        (uphill_in_theory, "theory/proving/calc.py", "from theory.cited import PINSKER"),
        (uphill_in_theory, "theory/proving/calc.py", "from theory import optimal_discriminator"),
        (uphill_in_theory, "theory/minimax/optimal_discriminator.py", "from theory.__main__ import main"),
        (uphill_in_theory, "theory/book.py", "from theory.command_line.listing import summary"),
        (uphill_in_theory, "theory/proving/step.py", "import theory.command_line.terminal"),
        (uphill_in_theory, "theory/command_line/main.py", "from theory.__main__ import main"),
        (foreign, "theory/__init__.py", "import torch"),
        (foreign, "theory/page.py", "def f():\n    import matplotlib.pyplot as plt"),
        (foreign, "theory/page.py", "import importlib\nimportlib.import_module('torch')"),
        (foreign, "theory/page.py", "from importlib import import_module\nimport_module(name)"),
        (foreign, "theory/deciding/zero.py", "from sympy import (log)"),
        (foreign, "theory/proving/ledger.py", "import pytest"),  # a base install has no pytest
        (foreign, "numerics/__init__.py", "import torch.nn as nn"),
        (relative, "theory/page.py", "from . import cited"),
        (relative, "theory/terms/expr.py", "from .domain import Domain"),
        (relative, "theory/terms/expr.py", "def f():\n    from ..reading import read"),
        (executed, "theory/reading/plain.py", "eval('1')"),
        (executed, "theory/reading/plain.py", "read = exec"),
        (executed, "theory/reading/plain.py", "import builtins\nbuiltins.eval('1')"),
        (executed, "theory/reading/plain.py", "getattr(builtins, 'eval')('1')"),
        (executed, "theory/reading/plain.py", "from sympy import sympify as s"),
        (executed, "theory/reading/latex.py", "sympy.parse_expr(text)"),
        (executed, "theory/deciding/zero.py", "a.equals(b)"),
        (executed, "theory/deciding/zero.py", "(a - b).simplify() == 0"),
        (executed, "theory/deciding/zero.py", "simplify(a - b)"),
        (long, "theory/page.py", "x = 1\n" * (PAGE + 1)),
        (vague, "theory/utils.py", ""),
        (vague, "theory/helpers/rational.py", ""),
        (vague, "theory/terms/_common.py", ""),
    ],
)
def test_each_guard_barks(guard, file, source):
    assert guard(PurePosixPath(file), source)


@laws
@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("theory/terms/expr.py", "import math\nfrom flint import fmpq\nfrom theory.terms.domain import Domain"),
        ("theory/proving/calc.py", "from theory.deciding import decide\nfrom theory import terms"),
        ("theory/page.py", "from theory import cited\nfrom theory.proving.calc import calc\nimport theory.reading"),
        ("theory/__main__.py", "import theory\nfrom theory.command_line.main import main"),
        ("theory/command_line/listing.py", "from theory.book import BOOK\nfrom rich.table import Table"),
        ("theory/reading/plain.py", "import re\nWORD = re.compile('[a-z]+')\nequals = '='\n'eval simplify'"),
        ("gan_small/train.py", "import torch, theory, numerics.certified"),
        ("tests/test_page.py", "import sympy\nimport theory.cited\nsympy.simplify('x')"),
        ("theory/page.py", "x = 1\n" * PAGE),
    ],
)
def test_no_guard_barks_at_the_postman(guard, file, source):
    assert set() == guard(PurePosixPath(file), source)


def test_every_guard_is_shown_barking():
    offences = next(mark for mark in test_each_guard_barks.pytestmark if mark.name == "parametrize").args[1]
    assert {guard for guard, _, _ in offences} == set(GUARDS)
