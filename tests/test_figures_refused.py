"""What goes wrong is said with the way out, and nothing that was made is lost: figures, folders, words, processes."""

import json
import os
from dataclasses import replace

import pytest

from figures.command_line import processes
from figures.command_line.main import main
from figures.listed import NotAFigure, chosen, figure
from figures.stage.feature import CheckFailed, same
from figures.stage.making import NotReadable, Order, make
from figures.stage.manifest import NotAManifest, differences, read


def test_a_folder_without_a_manifest_or_with_another_file_is_refused(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert f"python -m figures all --out {tmp_path}" in capsys.readouterr().err
    for text, law in {"{": "cannot be read", "{}": "no manifest of layout 1"}.items():
        (tmp_path / "manifest.json").write_text(text)
        with pytest.raises(NotAManifest, match=law):
            list(differences(tmp_path))
    (tmp_path / "manifest.json").write_text('{"layout": 1, "figures": {"two-dirac": {}}}')
    with pytest.raises(NotAManifest, match="does not say of two-dirac what a manifest says"):
        read(tmp_path)
    assert main(["two-dirac", "--out", str(tmp_path)]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["manifest.json"]  # nothing was made over it


def test_a_figure_that_does_not_show_what_it_says_is_not_written_and_stops_no_other(tmp_path, monkeypatch, capsys):
    shown = figure("two-dirac")
    lies = replace(shown, check=lambda data: [*shown.check(data), same("modes", 7, 8)])
    with pytest.raises(CheckFailed, match="modes: 7, must be 8"):
        make(lies, Order(tmp_path))
    for text, fault in {"far out": "'far out' is cut off by the edge", "\u2fff": "Glyph 12287 .* missing"}.items():
        place = 9 if text == "far out" else 0.5
        draw = _writes(text, place)
        with pytest.raises(NotReadable, match=fault):
            make(replace(shown, draw=draw, panels=(1, 1), widths=(1.0,)), Order(tmp_path))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(
        "figures.command_line.processes.figure", lambda name: lies if name == "two-dirac" else figure(name)
    )
    assert main(["two-dirac", "parallel-lines", "--out", str(tmp_path), "--jobs", "1", "--format", "png"]) == 1
    printed = capsys.readouterr()
    assert "two-dirac is not drawn" in printed.err
    assert list(read(tmp_path)) == ["parallel-lines"]


def test_a_fault_in_a_page_is_said_and_the_others_are_made(tmp_path, monkeypatch, capsys):
    def faulty(name: str):
        return replace(figure(name), data=lambda: {"x": [][1]}) if name == "two-dirac" else figure(name)

    monkeypatch.setattr("figures.command_line.processes.figure", faulty)
    given = ["two-dirac", "parallel-lines", "--out", str(tmp_path), "--jobs", "1", "--format", "png"]
    assert main(given) == 1
    assert "two-dirac is not made: IndexError: list index out of range" in capsys.readouterr().err
    assert list(read(tmp_path)) == ["parallel-lines"]
    assert main([*given, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (list(told["figures"]), list(told["refused"])) == (["parallel-lines"], ["two-dirac"])


def test_what_was_made_before_an_interruption_is_recorded(tmp_path, monkeypatch):
    def interrupted(name: str):
        if name == "two-dirac":
            raise KeyboardInterrupt
        return figure(name)

    monkeypatch.setattr("figures.command_line.processes.figure", interrupted)
    assert main(["parallel-lines", "two-dirac", "--out", str(tmp_path), "--jobs", "1", "--format", "png"]) == 130
    assert list(read(tmp_path)) == ["parallel-lines"]
    assert main(["check", str(tmp_path)]) == 0


class Deadly(Order):
    """An order of which the process dies that unpacks it."""

    def __reduce__(self):
        return os._exit, (9,)


def test_a_process_that_is_killed_is_said_and_nothing_hangs(tmp_path):
    came = [each for _, each, _ in processes.made(["two-dirac", "parallel-lines"], Deadly(tmp_path), jobs=2)]
    assert len(came) == 2
    assert all(isinstance(each, processes.Refused) and "a process was killed" in each for each in came)


def _writes(text: str, place: float):
    def draw(axes, data) -> None:
        axes.set(xlabel="x", ylabel="y")
        axes.text(place, place, text).set_in_layout(False)

    return draw


def test_the_list_says_what_each_figure_answers(capsys):
    assert main([]) == 0
    text = capsys.readouterr().out
    assert "parallel-lines" in text
    assert "How do JSD and W see two parallel lines drift apart?" in text
    assert main(["--deck", "003", "--list", "--json"]) == 0
    assert "parallel-lines" in json.loads(capsys.readouterr().out)["figures"]


def test_a_figure_is_found_by_its_list_its_claim_and_its_name():
    for name in ("parallel-lines", "fig-theta-lines"):
        assert [each.name for each in chosen([name])] == ["parallel-lines"]
    assert "parallel-lines" in [each.name for each in chosen(["theta-lines-w"])]
    with pytest.raises(NotAFigure, match="did you mean parallel-lines"):
        chosen(["paralel-lines"])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["no-such"], "no figure is called 'no-such'"),
        (["--deck", "009"], "there are 000, 001"),
        (["all", "--format", "jpg"], "pdf, svg, png"),
        (["all", "--size", ""], "slide, handout"),
        (["all", "--jobs", "0"], "1, 2, 3"),
    ],
)
def test_a_wrong_word_is_refused_with_the_way_out(given, says, capsys):
    try:
        code = main(given)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert says in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "taken").write_text("a file")
    assert main(["two-dirac", "--out", str(tmp_path / "taken"), "--jobs", "1"]) == 2
    assert "choose another --out" in capsys.readouterr().err
