"""What training found decides the status of a claim about training, and is shown wherever the claim is."""

import json

import pytest

from theory.book import BOOK
from theory.command_line.main import main
from theory.proving import measured

CLAIM = "loss-oscillates-trained"
NAME = BOOK[CLAIM].experiment.name
RECORD = measured.read(measured.FOLDER / f"{NAME}.json")


@pytest.fixture
def found(monkeypatch):
    """Put a record with another verdict in the place of the one that is stored; None: there is none."""

    def put(verdict: str | None) -> None:
        records = {} if verdict is None else {NAME: {**RECORD, "verdict": verdict}}
        monkeypatch.setattr(measured, "records", lambda: records)
        monkeypatch.setattr("theory.proving.claim.records", lambda: records)

    return put


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("holds", "measured"),
        ("holds with conditions", "measured"),
        ("does not hold", "refuted"),
        ("undecided", "open"),
        (None, "open"),
    ],
)
def test_the_verdict_decides_the_status(found, verdict, status):
    found(verdict)
    assert BOOK[CLAIM].status == status


def test_a_sentence_that_training_refutes_is_listed_with_what_was_measured(found, capsys):
    found("does not hold")
    assert main(["--refuted"]) == 0
    out = capsys.readouterr().out
    assert f"\n{CLAIM}" in out
    assert f"does not hold (experiment {NAME})" in out
    assert main([CLAIM]) == 0
    assert "refuted by training" in capsys.readouterr().out


@pytest.mark.parametrize(("verdict", "warned"), [("holds with conditions", True), ("holds", False)])
def test_lists_warn_of_a_sentence_that_holds_in_some_settings_only(found, capsys, verdict, warned):
    found(verdict)  # the only record, so no other claim is measured
    for listed in (["--status", "measured"], ["--deck", "003", "--status", "measured"]):
        assert main(listed) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert CLAIM in out
        assert ("[with conditions" in out) == warned


def test_a_status_that_no_claim_has_is_said_in_words(found, capsys):
    assert main(["--status", "open"]) == 0
    assert capsys.readouterr().out.startswith("no claim is open; in all there are 260 proved")
    found(None)
    assert main(["--status", "open"]) == 0
    assert CLAIM in capsys.readouterr().out


def test_a_claim_shows_its_effects_and_how_to_measure_them_again(capsys):
    assert main([CLAIM]) == 0
    out = capsys.readouterr().out
    for effect in RECORD["effects"]:
        assert effect["what"] in out
    assert f"python -m gan_small experiment {NAME}" in out
    assert main([CLAIM, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["training"] == [RECORD]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not JSON"),
        ("[]", "lacks claim, effects"),
        (json.dumps({**RECORD, "verdict": "perhaps"}), "no verdict we know"),
        (json.dumps({**RECORD, "experiment": "another"}), "another name inside"),
        (json.dumps({k: v for k, v in RECORD.items() if k != "risk"}), "lacks risk"),
    ],
)
def test_a_file_that_is_no_record_is_refused_with_the_way_to_write_it(tmp_path, text, says):
    file = tmp_path / f"{NAME}.json"
    file.write_text(text)
    with pytest.raises(measured.NotARecord, match=f"{says}.*python -m gan_small experiment {NAME} --full --record"):
        measured.read(file)
