"""The sheets that come along: every wrong submission of their banks is caught, every right one accepted.

The kill rate that grading/README.md publishes is counted here.
"""

import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from formula_attacks import BOMBS, ESCAPES, SHOWN

from grading.assignment.reading import BadSheet, read_sheet, shipped
from grading.bank import Entry, Found, entries, tried
from grading.solution import own_faults, solution_of

README = Path(__file__).parent.parent / "grading" / "README.md"


@cache
def outcomes(name: str) -> list[Found]:
    """What comes of every entry of a bank; two at a time, since half of the time a sandbox is being started."""
    sheet = read_sheet(name)
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        return list(pool.map(partial(tried, sheet), entries(sheet)))


@pytest.mark.parametrize("name", shipped())
def test_every_wrong_submission_is_caught_and_every_right_one_accepted(name):
    assert [f"{each.entry.name}: {each.fault}" for each in outcomes(name) if each.fault] == []


@pytest.mark.parametrize("name", shipped())
def test_the_solution_earns_every_point_and_the_template_none(name):
    assert list(own_faults(read_sheet(name))) == []


@pytest.mark.parametrize("name", shipped())
def test_every_item_is_answered_wrongly_in_two_ways_and_rightly_in_one(name):
    found = list(entries(read_sheet(name)))
    for item in read_sheet(name).items:
        wrong, right = ([e for e in found if e.right is kind and e.item in ("", item.id)] for kind in (False, True))
        assert len(wrong) >= 2, item.id
        assert right, item.id


def test_there_are_three_sheets_and_the_readme_counts_their_banks():
    assert shipped() == ["divergences", "gan-game", "transport-and-training"]
    text = README.read_text(encoding="utf-8")
    for name in shipped():
        found = list(entries(read_sheet(name)))
        wrong, right = (sum(e.right is kind for e in found) for kind in (False, True))
        assert re.search(rf"\| `{name}` \| \d+ \| {wrong} of {wrong} \| {right} of {right} \|", text), (
            name,
            wrong,
            right,
        )


@pytest.mark.parametrize("name", shipped())
def test_the_template_in_the_bank_is_the_template(name):
    folder = read_sheet(name).folder
    ours, theirs = folder / "template", folder / "bank" / "wrong" / "template-unchanged"
    files = {path.name for path in ours.iterdir() if path.is_file()}
    assert files == {path.name for path in theirs.iterdir() if path.is_file()}
    for file in files:
        assert (ours / file).read_bytes() == (theirs / file).read_bytes()


def test_an_entry_that_is_not_what_it_says_is_a_fault():
    """The check above can fail: a right entry among the wrong ones, a wrong one among the right, another hint."""
    sheet = read_sheet("gan-game")
    swapped = next(each for each in entries(sheet) if each.item == "d-star" and not each.right)
    right = next(each for each in entries(sheet) if each.item == "d-star" and each.right)
    assert not tried(sheet, swapped).fault
    for entry, fault in (
        (Entry("x", True, "d-star", "", swapped.submission), "right, and incorrect"),
        (Entry("x", False, "d-star", "", right.submission), "wrong, and correct"),
        (Entry("x", False, "d-star", "in dozens", swapped.submission), "not 'in dozens'"),
    ):
        assert fault in tried(sheet, entry).fault


def test_a_bank_file_of_no_item_is_refused(tmp_path):
    (tmp_path / "sheet.toml").write_text(
        'title = "T"\n[[item]]\nid = "v"\nkind = "formula"\npoints = 1\nquestion = "?"\nreference = "p"\n'
    )
    (tmp_path / "solution").mkdir()
    (tmp_path / "bank" / "wrong").mkdir(parents=True)
    file = tmp_path / "bank" / "wrong" / "w--swapped.txt"
    file.write_text("q")
    with pytest.raises(BadSheet, match="'w' is no item of the sheet"):
        list(entries(read_sheet(tmp_path)))
    file.rename(file.with_name("v--swapped.pdf"))
    with pytest.raises(BadSheet, match="files of a bank end in"):
        list(entries(read_sheet(tmp_path)))


def test_an_overlay_takes_the_place_of_one_part():
    sheet = read_sheet("divergences")
    solution = solution_of(sheet)
    assert solution is not None
    assert solution.code
    folder = sheet.folder / "bank" / "wrong"
    by_item = {each.item: each for each in entries(sheet) if not each.right}

    code = by_item["kl"]
    assert code.submission.code == f"{solution.code}\n\n{(folder / f'{code.name}.py').read_text(encoding='utf-8')}"
    assert replace(code.submission, name=solution.name, code=solution.code) == solution

    chain = by_item["jsd-entropies"]
    handed = chain.submission.derivations["jsd-entropies"]
    assert handed.text == (folder / f"{chain.name}{Path(handed.file).suffix}").read_text(encoding="utf-8")
    assert handed != solution.derivations["jsd-entropies"]
    assert chain.submission.derivations == {**solution.derivations, "jsd-entropies": handed}
    assert replace(chain.submission, name=solution.name, derivations=solution.derivations) == solution

    answer = by_item["kl-integral"]
    given = answer.submission.answers["kl-integral"]
    assert given in (folder / f"{answer.name}.txt").read_text(encoding="utf-8")
    assert given != solution.answers["kl-integral"]
    assert answer.submission.answers == {**solution.answers, "kl-integral": given}
    assert replace(answer.submission, name=solution.name, answers=solution.answers) == solution


def test_the_readme_counts_the_attacks():
    text = README.read_text(encoding="utf-8")
    code = len(list((Path(__file__).parent / "attacks").glob("*.py")))
    formulas = len({*ESCAPES, *BOMBS, *SHOWN})
    assert re.search(rf"\| code \(`tests/attacks/`\): [^|]* \| {code} \|", text), code
    assert re.search(rf"\| formulas \(`tests/formula_attacks.py`\): [^|]* \| {formulas} \|", text), formulas
