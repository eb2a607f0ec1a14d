"""`python -m grading check` on a lecturer's own sheet, from its first file on."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from grading.assignment.reading import BadSheet, read_sheet
from grading.checking import LEAST, MOST, MOST_BYTES, checked
from grading.command_line.main import main

SHEET = """\
title = "Mine"

[[item]]
id = "v"
kind = "formula"
points = 1
question = "The mixture of p and q?"
reference = "(p + q)/2"

[[item]]
id = "f"
kind = "function"
points = 2
question = "The double of a number."
function = "double"
[[item.case]]
arguments = [2]
expected = 4
[[item.case]]
arguments = [-3]
expected = -6
"""
SOLUTION = {"answers.txt": "v: p/2 + q/2\n", "functions.py": "TWO = 2\n\n\ndef double(x):\n    return TWO * x\n"}
TEMPLATE = {"answers.txt": "v:\n", "functions.py": "def double(x):\n    raise NotImplementedError\n"}
BANK = {
    "wrong/v--no-half.txt": "# hint: factor 2\np + q\n",
    "wrong/f--squared.py": "def double(x):\n    return x ** TWO\n",
    "right/f--sum.py": "def double(x):\n    return x + x + 0 * TWO\n",
}


def folder(where: Path, sheet: str = SHEET, **parts: dict[str, str]) -> Path:
    """A sheet with what lies beside it."""
    (where / "sheet.toml").write_text(sheet)
    for part, files in parts.items():
        for name, text in files.items():
            (where / part / name).parent.mkdir(parents=True, exist_ok=True)
            (where / part / name).write_text(text)
    return where


def said(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(each) for each in arguments])
    return code, out.getvalue(), err.getvalue()


def test_a_sheet_with_nothing_beside_it_is_checked_as_far_as_it_goes(tmp_path):
    code, out, err = said("check", folder(tmp_path))
    assert (code, err) == (0, "")
    assert "note: no solution/: nothing to try it on\n" in out
    assert "note: no template/" in out
    assert "note: no bank/" in out
    assert "earns" not in out
    assert "2 items, 3 points; its references can be read; 0 of 0 wrong" in out


def test_a_small_sheet_is_sound(tmp_path):
    code, out, err = said("check", folder(tmp_path, solution=SOLUTION, template=TEMPLATE, bank=BANK))
    assert (code, err) == (0, "")
    assert "note" not in out
    assert "the solution earns every point and the template earns none; 2 of 2 wrong" in out
    assert out.endswith("1 of 1 right ones accepted\n")


def test_without_a_solution_what_needs_none_is_tried(tmp_path):
    code, out, _ = said("check", folder(tmp_path, template=TEMPLATE, bank=BANK), "--json")
    data = json.loads(out)
    assert code == 0
    assert [each["name"] for each in data["bank"]] == ["v--no-half"]
    assert [note for note in data["notes"] if "not tried" in note] == [
        f"bank, {name}: not tried: there is no solution to put it into" for name in ("f--squared.py", "f--sum.py")
    ]


#: (what lies there instead, what is said)
FAULTY = [
    ({"solution": {**SOLUTION, "answers.txt": "v: p + q\n"}}, "solution, v: incorrect"),
    ({"template": SOLUTION}, "template, f: correct, 2 points"),
    ({"bank": {"wrong/v--fine.txt": "q/2 + p/2"}}, "bank, v--fine: v: wrong, and correct"),
    ({"bank": {"right/v--bad.txt": "q/2 - p/2"}}, "bank, v--bad: v: right, and incorrect"),
    ({"bank": {"wrong/v--no-half.txt": "# hint: in dozens\np + q"}}, "and not 'in dozens'"),
]


@pytest.mark.parametrize(("instead", "says"), FAULTY)
def test_what_is_not_sound_beside_a_sheet_is_said(tmp_path, instead, says):
    code, out, _ = said("check", folder(tmp_path, **{"solution": SOLUTION, "template": TEMPLATE, **instead}))
    assert code == 1
    assert says in out


def test_a_sheet_that_is_not_sound_itself_is_not_tried(tmp_path):
    text = SHEET.replace("(p + q)/2", "(p + q/2").replace("expected = 4", "expected = nan")
    code, out, err = said("check", folder(tmp_path, text, solution=SOLUTION))
    assert (code, out) == (1, "")
    assert f"error: {tmp_path}/sheet.toml:8: item v: " in err
    assert f"{tmp_path}/sheet.toml:18: item f: case 1 expects nan" in err


def test_a_file_of_the_bank_that_is_not_text_is_named(tmp_path):
    folder(tmp_path, solution=SOLUTION, bank=BANK)
    (tmp_path / "bank" / "wrong" / "v--latin.txt").write_bytes("# für p\np".encode("latin-1"))
    code, _, err = said("check", tmp_path)
    assert code == 2
    assert err == f"error: {tmp_path}/bank/wrong/v--latin.txt: byte 3 is not UTF-8; save the file as UTF-8\n"


@pytest.mark.parametrize("link", ["solution", "template", "bank/wrong/all"])
def test_what_is_no_submission_is_named(tmp_path, link):
    """A file in the place of a folder: a solution that is there, and cannot be read, is not one that is missing."""
    folder(tmp_path, solution=SOLUTION if link != "solution" else {})
    place = tmp_path / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("x")
    code, _, err = said("check", tmp_path)
    assert code == 2
    assert str(place) in err


TRAINING = """\
title = "T"
[[item]]
id = "t"
kind = "training"
points = 1
question = "Train."
target = "gaus"
members = 1
"""


def test_a_training_item_names_a_target_that_exists_and_members_enough(tmp_path):
    pytest.importorskip("torch")
    with pytest.raises(BadSheet) as refused:
        checked(read_sheet(folder(tmp_path, TRAINING)))
    first, second = str(refused.value).splitlines()
    assert "sheet.toml:7: item t: there is no target named 'gaus'; did you mean gauss?" in first
    assert "sheet.toml:8: item t: members is 1" in second
    assert checked(read_sheet(folder(tmp_path, TRAINING.replace("gaus", "ring").replace("= 1\n", "= 8\n")))).points == 8


@pytest.mark.parametrize("limit", ["reply_bytes", "memory_mib"])
def test_what_passes_the_check_can_be_run(tmp_path, limit):
    """The sandbox takes every limit that the check lets by, at its least and at its most."""
    least = {"files": 16, "threads": 1, "scratch_mib": 1, "file_mib": 1, "cpu_seconds": 1, limit: LEAST[limit]}
    most = {**dict.fromkeys(("files", "threads", "file_mib", "call_seconds"), MOST), "reply_bytes": MOST_BYTES}
    for limits in (least, most):
        table = "".join(f"{name} = {value}\n" for name, value in limits.items())
        text = SHEET.replace("[[item]]", f"[limits]\n{table}[[item]]", 1)
        text += '[[item.case]]\narguments = [3.0]\nexpected = "log(exp(6))"\nhint = ""\n'
        code, out, err = said("run", folder(tmp_path, text, solution=SOLUTION), tmp_path / "solution")
        assert (code, err) == (0, ""), out
