"""`python -m theory decide --jsonl`: many pairs, of which none can stop the others."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from theory.command_line import batch
from theory.command_line.batch import answers
from theory.command_line.main import main
from theory.command_line.question import Question, answer

BANK = Path(__file__).parent / "bank"
LINES = {name: (BANK / f"{name}.jsonl").read_bytes().splitlines()
         for name in ("true_plain", "true_latex", "near_plain", "near_latex")}  # fmt: skip
EVERY = 6  # of the lines of the bank, each sixth


def disjoint(witness: dict) -> bool:
    """The two enclosures of a witness have no point in common: they miss each other in one of their parts."""
    left, right = witness["left"], witness["right"]
    for part in ("real", "imag"):
        (a, b), (c, d) = (map(float, side.get(part, ["0", "0"])) for side in (left, right))
        if b < c or d < a:
            return True
    return False


def line(**fields: object) -> bytes:
    return json.dumps({"id": "a", "reference": "KL(p,q)", "student": "KL(p,q)", **fields}).encode()


def only(*lines: bytes) -> dict:
    (found,) = answers(lines)
    return found


@pytest.mark.parametrize("name", LINES)
def test_the_bank_is_answered_and_no_answer_depends_on_which_side_is_the_reference(name):
    asked = [json.loads(text) for text in LINES[name][::EVERY]]
    swapped = [{**fields, "reference": fields["student"], "student": fields["reference"]} for fields in asked]
    there = list(answers(json.dumps(fields).encode() for fields in asked))
    back = list(answers(json.dumps(fields).encode() for fields in swapped))
    expected = "equal" if name.startswith("true") else "different"
    for fields, one, other in zip(asked, there, back, strict=True):
        assert one.keys() == {"id", "verdict", "witness", "reason", "seconds"}
        assert one["id"] == fields["id"]
        assert one["verdict"] == other["verdict"] == expected, one["id"]
        if expected == "equal":
            assert one["witness"] is other["witness"] is None
            continue
        assert disjoint(one["witness"])
        assert one["witness"]["at"] == other["witness"]["at"]
        assert (one["witness"]["left"], one["witness"]["right"]) == (
            other["witness"]["right"],
            other["witness"]["left"],
        )


MALFORMED = [
    (b"garbage", "JSON"),
    (b"", None),
    (b"   \t", None),
    (b"[1, 2]", "not a list"),
    (b'"text"', "not a string"),
    (b"\xff\xfe", "utf-8"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"id": NaN, "reference": "p", "student": "p"}', "NaN"),
    (b'{"id": 1e999, "reference": "p", "student": "p"}', '"id"'),
    (b'{"id": 1, "reference": ' + b"9" * 5000 + b"}", "JSON"),
    (b'{"reference": "p", "student": "p"}', '"id": missing'),
    (b'{"id": 1, "student": "p"}', '"reference": missing'),
    (line(id=None), '"id": null'),
    (line(id=True), '"id": a truth value'),
    (line(student=3), '"student": a number'),
    (line(student="log(p"), '"student", character'),
    (line(reference="p" * 10_000), '"reference"'),
    (line(student=""), "empty"),
    (line(student="\ud800\x00"), '"student"'),
    (line(syntax="tex"), "'tex'"),
    (line(syntax=["latex"]), "a list"),
    (line(normalised="yes"), '"normalised": a string'),
    (line(symbols=[]), '"symbols": a list'),
    (line(symbols={"t": 1}), "domain of 't'"),
    (line(symbols={"t": "(0"}), "domain of t"),
    (line(symbols={"t": "(1,0)"}), "domain of t"),
    (line(symbols={"": "real"}), "not a name"),
    (line(symbols={"sigma": "(0,inf)", "\\sigma": "real"}), "declared twice"),
]


@pytest.mark.parametrize(("text", "says"), MALFORMED)
def test_a_bad_line_is_answered_with_its_number_and_the_rest_goes_on(text, says):
    found = list(answers([b"", text, line(id="next")]))
    assert found[-1]["id"] == "next"
    assert found[-1]["verdict"] == "equal"
    if says is None:
        assert len(found) == 1
        return
    assert found[0]["verdict"] == "unreadable"
    assert found[0]["reason"].startswith("line 2: ")
    assert says in found[0]["reason"]
    assert found[0]["witness"] is None


@pytest.mark.parametrize(
    "fields",
    [{"id": 7}, {"id": "é"}, {"id": 1.5}, {"syntax": None}, {"symbols": None}, {"kind": "other fields are passed over"},
     {"symbols": {"t": "(-inf,0)"}, "normalised": True, "syntax": "plain"}],
)  # fmt: skip
def test_what_may_be_left_out_or_added(fields):
    found = only(line(**fields))
    assert found["verdict"] == "equal"
    assert found["id"] == fields.get("id", "a")


def test_a_byte_order_mark_is_not_part_of_the_first_line():
    assert only(b"\xef\xbb\xbf" + line())["verdict"] == "equal"


@pytest.mark.parametrize(
    ("name", "text"),
    [("sigma", "sigma"), ("\\sigma", r"\sigma"), ("sigma_1", r"\sigma_1"), ("\\sigma_{1}", r"\sigma_1")],
)
def test_a_symbol_is_declared_by_any_of_its_spellings(name, text):
    root = line(reference=rf"\sqrt{{{text}^2}}" if "\\" in text else f"sqrt({text}**2)", student=text)
    assert only(root)["verdict"] == "different"
    assert only(line(**{**json.loads(root), "symbols": {name: "(0,inf)"}}))["verdict"] == "equal"


def test_normalised_is_heard():
    pair = {"reference": "Integral(p(x), x)", "student": "1"}
    assert only(line(**pair))["verdict"] == "equal"
    assert "because p and q integrate to one" in only(line(**pair))["reason"]
    assert only(line(**pair, normalised=False))["verdict"] == "different"


def test_an_error_of_ours_on_one_line_leaves_the_others_their_answer(monkeypatch):
    def breaks(question):
        if question.left == "p":
            raise KeyError("a bug")
        return kept(question)

    kept = batch.answer
    monkeypatch.setattr(batch, "answer", breaks)
    first, second = answers([line(id=1, reference="p"), line(id=2)])
    assert first["verdict"] == "undecided"
    assert first["reason"] == "internal error: KeyError: 'a bug'"
    assert second["verdict"] == "equal"


def test_standard_input_is_read_and_each_answer_is_one_line(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join([line(), b"{", line(student="KL(q,p)")]))))
    code = main(["decide", "--jsonl", "-"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert [json.loads(text)["verdict"] for text in out.splitlines()] == ["equal", "unreadable", "different"]


def test_names_may_be_declared_as_they_are_typeset():
    for name, square in ((r"\hat y", r"\hat y^2"), ("$t$", "t^2"), (r"\hat{y}", r"\hat{y}^2")):
        twice = square.removesuffix("^2")
        question = Question(rf"\log({square})", rf"2\log {twice}", symbols={name: "(0, inf)"})
        assert answer(question).verdict == "equal"
        assert answer(replace(question, symbols={name: "(-inf, 0)"})).verdict == "different"
