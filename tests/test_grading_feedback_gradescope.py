"""results.json keeps Gradescope's specification field by field, tells nothing too early, and is never half."""

import json
import math
import os

import grading_reports as made
import pytest

from grading.feedback import gradescope
from grading.feedback.gradescope_format import LEADERBOARD, TEST, TOP, validate
from grading.results import Correct, Incorrect, NotChecked

BOARD = [
    {"name": "Accuracy", "value": 0.926},
    {"name": "Time", "value": 15.1, "order": "asc"},
    {"name": "Stars", "value": "*"},
]
FULL = gradescope.results(made.report(*made.MIXED), seconds=1.23456, leaderboard=BOARD)


def broken(**changes) -> dict:
    return {**FULL, **changes}


def test(**changes) -> dict:
    return broken(tests=[{**FULL["tests"][0], **changes}, *FULL["tests"][1:]])


test.__test__ = False  # makes a file with one broken test


def test_all_documented_fields_are_there_and_keep_the_specification():
    assert validate(FULL) == []
    assert set(FULL) == set(TOP)
    assert all(set(each) == set(TEST) for each in FULL["tests"])
    assert {key for row in FULL["leaderboard"] for key in row} == set(LEADERBOARD)
    assert json.loads(gradescope.text_of(FULL)) == FULL


def test_a_file_says_what_the_report_says():
    assert FULL["score"] == 5
    assert FULL["execution_time"] == 1.235
    assert [(each["number"], each["name"], each["score"], each["max_score"], each["status"], each["visibility"])
            for each in FULL["tests"]] == [
        ("1", "js", 1.0, 2.0, "failed", "visible"),
        ("2", "kl", 4.0, 4.0, "passed", "visible"),
        ("3", "log-two", 0.0, 1.0, "failed", "after_due_date"),
        ("4", "v-star", 0.0, 3.0, "failed", "hidden"),
        ("5", "bonus", 0.0, 0.0, "passed", "visible"),
    ]  # fmt: skip
    assert FULL["tests"][0]["output"] == (
        "incorrect: it is `2*log(2)` times that\n\ninput:    p = (1, 0)\ngot:      1.4\nexpected: 0.7\n\n"
        "Hint (a guess at the slip): in bits"
    )
    assert FULL["tests"][0]["extra_data"] == {"item": "js", "verdict": "incorrect", "mistake": "bits"}
    assert FULL["tests"][2]["output"].startswith("not checked: ")
    assert made.SECRET not in json.dumps(FULL)


def test_the_top_of_the_file_tells_nothing_of_what_is_not_visible():
    right, wrong = (
        gradescope.results(made.report(*made.MIXED[:2], answer, answer)) for answer in (Correct("x"), Incorrect("x"))
    )
    assert right["score"] != wrong["score"]  # Gradescope does not show it while a test is hidden
    for key in set(TOP) - {"score", "tests"}:
        assert right.get(key) == wrong.get(key)
    for shown, other in zip(right["tests"], wrong["tests"], strict=True):
        assert (shown == other) == (shown["visibility"] == "visible")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "results.json"),
        ({}, "neither a score nor a test"),
        (broken(score="5"), "score is '5'"),
        (broken(score=True), "score is True"),
        (broken(score=math.nan), "score is nan"),
        (broken(score=4.0), "score is 4.0 and its tests sum to 5.0"),
        (broken(execution_time=-1), "execution_time"),
        (broken(output=["x"]), "output is ['x']"),
        (broken(output="a\r\nb"), "carriage return"),
        (broken(output_format="markdown"), "output_format is 'markdown'"),
        (broken(test_output_format="MD"), "test_output_format"),
        (broken(test_name_format=None), "test_name_format"),
        (broken(visibility="after-due-date"), "visibility is 'after-due-date'"),
        (broken(stdout_visibility=True), "stdout_visibility"),
        (broken(extra_data=[]), "extra_data"),
        (broken(extra_data={"x": math.inf}), "extra_data is not strict JSON"),
        (broken(extra_data={1: 2}), "extra_data"),
        (broken(tests={}), "tests is {}"),
        (broken(tests=[3]), "tests[0] is 3"),
        (broken(scores=1), "scores is no documented key"),
        (test(score=None), "tests[0].score"),
        (test(max_score="2"), "tests[0].max_score"),
        (test(max_score=-2), "tests[0].max_score"),
        (test(status="incorrect"), "tests[0].status is 'incorrect'"),
        (test(name=1), "tests[0].name is 1"),
        (test(name_format="latex"), "tests[0].name_format"),
        (test(number=1), "tests[0].number is 1"),
        (test(output=None), "tests[0].output is None"),
        (test(output_format=["md"]), "tests[0].output_format"),
        (test(tags="x"), "tests[0].tags"),
        (test(tags=[1]), "tests[0].tags"),
        (test(visibility="shown"), "tests[0].visibility"),
        (test(extra_data=None), "tests[0].extra_data"),
        (test(points=2), "tests[0].points is no documented key"),
        (broken(leaderboard={}), "leaderboard is {}"),
        (broken(leaderboard=[{"value": 1}]), "leaderboard[0] has no name"),
        (broken(leaderboard=[{"name": "x"}]), "leaderboard[0] has no value"),
        (broken(leaderboard=[{"name": "x", "value": [1]}]), "leaderboard[0].value"),
        (broken(leaderboard=[{"name": "x", "value": math.inf}]), "leaderboard[0].value"),
        (broken(leaderboard=[{"name": "x", "value": 1, "order": "up"}]), "leaderboard[0].order"),
        ({"tests": [{"name": "x"}]}, "tests[0] has neither a score nor a status"),
    ],
)
def test_each_field_is_seen_refused(data, place):
    assert any(place in wrong for wrong in validate(data)), validate(data)


@pytest.mark.parametrize(
    "data",
    [
        {"score": 44.0},
        {"tests": [{"score": 2}, {"name": "Compilation check", "status": "passed"}]},
        {"score": 3, "tests": [{"name": "no score"}]},
        {"score": 0, "leaderboard": BOARD},
    ],
)
def test_what_the_specification_allows_is_allowed(data):
    assert validate(data) == []


def test_the_early_file_fails_every_item_and_keeps_the_specification():
    data = gradescope.early(made.sheet())
    assert validate(data) == []
    assert data["score"] == 0
    assert {each["status"] for each in data["tests"]} == {"failed"}
    assert [each["max_score"] for each in data["tests"]] == [2.0, 4.0, 1.0, 3.0, 0.0]
    assert made.SECRET not in json.dumps(data)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "results.json"
    gradescope.write(path, gradescope.early(made.sheet()))
    before = path.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"tests\[0\].status"):
        gradescope.write(path, test(status="maybe"))
    assert path.read_text(encoding="utf-8") == before

    def no_room(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="no space"):
        gradescope.write(path, FULL)
    assert path.read_text(encoding="utf-8") == before
    monkeypatch.undo()
    gradescope.write(path, FULL)
    assert json.loads(path.read_text(encoding="utf-8")) == FULL
    assert [each.name for each in tmp_path.iterdir()] == ["results.json"]


@pytest.mark.parametrize("text", made.HOSTILE)
def test_hostile_text_keeps_the_specification(text):
    answers = [Incorrect(text, mistake=text, hint=text), NotChecked(text)]
    data = gradescope.results(made.report(*answers, submission=text, problems=(text,)))
    assert validate(data) == []
    written = gradescope.text_of(data)
    written.encode()
    assert not any(ord(c) < 32 and c != "\n" for c in written)
    assert "\u202e" not in written
