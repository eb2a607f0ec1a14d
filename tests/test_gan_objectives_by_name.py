"""Names are read and written; what is not a name, a code or a label is refused with the way out."""

import ast
import math
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from gan_objectives import TRUTHS, title

import gan_small.objectives
from gan_small.objectives import NAMES, FGan, LeastSquares, Minimax, NonSaturating, NotAnObjective, objective
from gan_small.objectives.f_gan import ROWS
from theory.book import BOOK
from theory.inequalities import f_gan

PACKAGE = Path(gan_small.objectives.__file__).parent
PAGES = [*sorted(PACKAGE.glob("*.py")), PACKAGE.parent / "penalties.py"]


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_name_reads_back(name):
    assert objective(name).name == name
    assert objective(f"  {name} ") == objective(name)


@pytest.mark.parametrize("known", TRUTHS, ids=title)
def test_an_objective_reads_back_from_its_name_and_labels(known):
    labels = {name: getattr(known, name) for name in ("real_label", "fake_label") if hasattr(known, name)}
    again = objective(known.name, **labels)
    assert again == known
    assert type(again) is type(known)
    assert hash(again) == hash(pickle.loads(pickle.dumps(known)))


@pytest.mark.parametrize("codes", [(0, 1, 1), (-1, 1, 0), (0.1, 1e-30, 1e300), (1 / 3, -2 / 3, 0)])
def test_codes_read_back_bit_by_bit(codes):
    a, b, c = codes
    known = LeastSquares(a=a, b=b, c=c)
    assert objective(known.name) == known
    assert objective(known.name) != LeastSquares(a=a, b=b, c=c + 1 if c < 2 else 0)


def test_ns_is_short_for_non_saturating():
    assert objective("ns", real_label=0.9) == NonSaturating(real_label=0.9) != NonSaturating()
    assert objective("saturating") == Minimax() != NonSaturating()
    assert objective("f-gan(kl,alternative)") == FGan("kl", alternative=True)


def test_the_rows_are_those_of_theorys_table():
    assert list(ROWS) == [row.name for row in f_gan.ROWS]


#: What is given, and what the refusal says.
REFUSED = {
    "saturatin": "did you mean saturating",
    "Hinge": "did you mean hinge",
    "wasserstien": "did you mean wasserstein",
    "wgan": "give wasserstein",
    "lsgan": "give least-squares",
    "kl": r"give f-gan\(kl\)",
    "gan": r"give saturating, or f-gan\(gan\)",
    "quadratic-bezier": "there are saturating",
    "f-gan": "with a row of kl",
    "f-gan(kll)": "did you mean kl",
    "f-gan(kl, alternate)": r"give f-gan\(row\) or",
    "f-gan(kl, alternative, twice)": r"give f-gan\(row\) or",
    "f-gan()": "no row of the f-GAN table is called ''",
    "least-squares(1, 2)": "three numbers",
    "least-squares(a, b, c)": "three numbers",
    "least-squares()": "three numbers",
    "least-squares(1, 1, 0)": "a != b",
    "least-squares(0, nan, 1)": "finite numbers",
    "least-squares(0, inf, 1)": "finite numbers",
    "hinge(2)": "takes no arguments",
    "saturating(0.9)": "real_label and fake_label",
    "hinge(": "not of the form",
    "": "not of the form",
    "hinge wasserstein": "not of the form",
}


@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_what_is_not_a_name_is_refused_with_the_way_out(text):
    with pytest.raises(NotAnObjective, match=REFUSED[text]):
        objective(text)


@pytest.mark.parametrize("labels", [(0.9, 0.9), (0.2, 0.8), (1.1, 0), (1, -0.1), (math.nan, 0), (1, math.nan)])
def test_labels_that_tell_nothing_apart_are_refused(labels):
    real, fake = labels
    with pytest.raises(NotAnObjective, match="0 <= f < r <= 1"):
        objective("saturating", real_label=real, fake_label=fake)
    assert objective("saturating", real_label=0.8, fake_label=0.2).centre == 0.5


@pytest.mark.parametrize("name", ["hinge", "wasserstein", "relativistic", "least-squares", "f-gan(kl)"])
def test_labels_are_refused_where_there_are_none(name):
    with pytest.raises(NotAnObjective, match="only saturating and non-saturating have labels"):
        objective(name, real_label=0.9)


def test_samples_of_two_sizes_are_not_paired():
    """One fake output would be broadcast to all real ones."""
    for loss in (objective("relativistic").discriminator, objective("relativistic").generator):
        with pytest.raises(NotAnObjective, match="3 real and 1 fake"):
            loss(torch.zeros(2, 3), torch.zeros(2, 1))


CLAIMS = re.compile(r"^Claims?   (.*?)(?=^\w)", re.M | re.S)


def claimed(doc: str) -> set[str]:
    """The ids under "Claims": what stands in brackets, or behind a semicolon, is said about them."""
    found = CLAIMS.search(doc)
    text = re.sub(r"\([^)]*\)|;.*", "", found[1], flags=re.S) if found else ""
    return {name.strip() for name in text.split(",") if name.strip()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_claims_that_a_page_names_are_in_the_book(path):
    ids = claimed(ast.get_docstring(ast.parse(path.read_text())) or "")
    assert ids <= set(BOOK), ids - set(BOOK)
    assert ids or path.stem in ("__init__", "objective", "by_name")


def test_a_claim_that_is_not_in_the_book_is_noticed():
    ids = claimed("Claims   optimal-discriminator, the-moon-is-cheese (as said),\n         v-at-dstar\nSource   x")
    assert ids - set(BOOK) == {"the-moon-is-cheese"}


def test_objectives_load_nothing_of_theory():
    """The two roads to a loss stay apart: what is compared here shares no code, and training loads no prover."""
    imports = "import sys, gan_small.objectives, gan_small.penalties"
    code = f"{imports}; print([m for m in sys.modules if m.startswith('theory')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
