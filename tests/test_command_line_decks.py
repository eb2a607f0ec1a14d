"""`--deck`, `--refuted` and `--status`: the ledger as a lecturer asks for it, and as a program reads it."""

import json

import pytest

from theory.book import BOOK
from theory.command_line.main import main
from theory.decks import DECKS, VERDICTS
from theory.ledger import answers
from theory.proving.claim import STATUSES


@pytest.fixture
def run(capsys):
    def command(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.mark.parametrize("number", DECKS)
def test_a_deck_is_listed_in_slide_order(run, number):
    code, out, _ = run("--deck", number)
    assert code == 0
    headings = [slide.heading for slide in DECKS[number].slides if any(map(answers, slide.entries))]
    assert [line for line in out.splitlines()[1:-1] if line and not line.startswith(" ")] == headings
    data = json.loads(run("--deck", number, "--json")[1])
    assert [slide["heading"] for slide in data["slides"]] == headings
    for slide in data["slides"]:
        for line in slide["lines"]:
            assert line["verdict"] == VERDICTS[line["line"]]
            assert [claim["id"] for claim in line["claims"]] == [claim.id for claim in answers(line["line"])]


def test_a_deck_can_be_narrowed_to_a_status(run):
    data = json.loads(run("--deck", "004", "--status", "refuted", "--json")[1])
    found = {claim["id"] for slide in data["slides"] for line in slide["lines"] for claim in line["claims"]}
    assert "min-jg-is-js" in found
    assert {BOOK[name].status for name in found} == {"refuted"}


def test_the_refuted_are_shown_with_what_is_true(run):
    code, out, _ = run("--refuted")
    assert code == 0
    refuted = [claim for claim in BOOK.values() if claim.printed]
    for claim in refuted:
        assert f"\n{claim.id}" in f"\n{out}"
        assert str(claim.printed) in out
    data = json.loads(run("--refuted", "--json")[1])
    assert {each["id"] for each in data} == {claim.id for claim in refuted}
    assert all(each["printed"]["sentence"] and each["corrected_by"] for each in data)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_can_be_asked_for(run, status):
    code, out, _ = run("--status", status, "--json")
    assert code == 0
    assert [each["id"] for each in json.loads(out)] == [c.id for c in BOOK.values() if c.status == status]


@pytest.mark.parametrize(
    "wrong",
    [("--deck", "005"), ("--deck", "004", "--cited"), ("--refuted", "--status", "open"), ("--status", "true"),
     ("v-at-dstar", "--deck", "004"), ("v-at-dstar", "--refuted")],
)  # fmt: skip
def test_two_lists_at_once_and_unknown_decks_are_refused(run, wrong):
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert "error" in err
