"""Figures made by the command: the same bytes each time, a manifest that notices, and nothing half-written."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from figures.command_line.main import main
from figures.listed import figure
from figures.stage.feature import same
from figures.stage.manifest import merged, read, write

ROOT = Path(__file__).parent.parent
#: Three pages that train nothing: a picture with curves, one with stems, a diagram.
SOME = ["parallel-lines", "two-dirac", "reparameterisation-trick"]


def digests(folder: Path) -> dict[str, str]:
    return {
        f.relative_to(folder).as_posix(): sha256(f.read_bytes()).hexdigest() for f in folder.rglob("*") if f.is_file()
    }


def python(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "figures", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The three figures in a folder, with everything that can be asked for."""
    folder = tmp_path_factory.mktemp("figures")
    done = python(*SOME, "--out", str(folder), "--size", "slide,handout", "--theme", "light,dark", "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_two_runs_give_the_same_bytes_whatever_the_number_of_processes(made, tmp_path):
    again = tmp_path / "again"
    for size in ("slide", "handout"):  # one after the other, in one process: the manifest joins them
        done = python(*reversed(SOME), "--out", str(again), "--size", size, "--theme", "light,dark", "--jobs", "1")
        assert (done.returncode, done.stderr) == (0, "")
    assert digests(again) == digests(made)
    assert len(digests(made)) == 3 * 2 * 2 * 3 + 2  # figures, sizes, themes, formats; manifest and gallery


def test_a_trained_figure_is_the_same_cold_and_warm(tmp_path, monkeypatch):
    monkeypatch.setenv("GAN_FIGURES_CACHE", str(tmp_path / "cache"))
    for each in ("cold", "warm"):
        done = python("mode-collapse", "--out", str(tmp_path / each), "--format", "png,svg")
        assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "cache").glob("mode_collapse-*.npz"))
    assert digests(tmp_path / "cold") == digests(tmp_path / "warm")
    assert len(read(tmp_path / "cold")["mode-collapse"]["runs"]) == 1


def test_no_date_no_path_and_no_foreign_font(made):
    svg, pdf = ((made / "slide" / f"parallel-lines.{kind}").read_bytes() for kind in ("svg", "pdf"))
    for content in (svg, pdf):
        assert str(ROOT).encode() not in content
        assert b"CreationDate" not in content
        assert b"<dc:date>" not in content
    assert b"<text" not in svg  # letters are outlines
    assert b"FontFile2" in pdf  # letters are embedded TrueType
    assert b"fonttype" not in svg


def test_the_manifest_says_what_was_asserted_and_what_made_it(made):
    content = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    entry = content["figures"]["parallel-lines"]
    assert content["page"] == sha256((made / "index.html").read_bytes()).hexdigest()
    assert entry["claims"] == ["theta-lines-w", "theta-lines-kl-jsd"]
    assert len(entry["features"]) >= 5
    assert all(each["found"] and each["law"] for each in entry["features"])
    assert {each["format"] for each in entry["files"]} == {"pdf", "svg", "png"}
    assert {"python", "numpy", "matplotlib", "torch"} <= set(entry["made_with"])
    assert read(made).keys() == set(SOME)


def copied(made: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(made, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda folder: (folder / "slide" / "two-dirac.png").write_bytes(b"x"),
            "slide/two-dirac.png is not what was made",
        ),
        (lambda folder: (folder / "handout" / "two-dirac.pdf").unlink(), "handout/two-dirac.pdf is missing"),
        (lambda folder: (folder / "index.html").write_text("mine"), "index.html is not what was made"),
        (lambda folder: (folder / "slide" / "mine.svg").write_text("<svg/>"), "slide/mine.svg is in no entry"),
    ],
)
def test_a_folder_that_is_not_as_it_was_made_is_noticed(made, tmp_path, spoil, says, capsys):
    folder = copied(made, tmp_path)
    assert main(["check", str(folder)]) == 0
    spoil(folder)
    assert main(["check", str(folder)]) == 1
    assert says in capsys.readouterr().out
    assert main(["check", str(folder), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["differences"]) == 1


def test_a_figure_that_is_refused_later_leaves_the_gallery(made, tmp_path, monkeypatch, capsys):
    """What was asserted once is not asserted today: its pictures go, and so does the entry of a figure nobody makes."""
    folder = copied(made, tmp_path)
    entries = read(folder)
    write(folder, {**entries, "gone": {**entries["two-dirac"], "files": []}}, page=b"")
    shown = figure("two-dirac")
    lies = replace(shown, check=lambda data: [same("modes", 7, 8)])
    monkeypatch.setattr("figures.command_line.processes.figure", lambda name: lies)
    assert main(["two-dirac", "--out", str(folder), "--jobs", "1"]) == 1
    assert sorted(read(folder)) == sorted(set(SOME) - {"two-dirac"})
    assert list(folder.rglob("two-dirac.*")) == []
    assert "two-dirac" not in (folder / "index.html").read_text(encoding="utf-8")
    assert main(["check", str(folder)]) == 0


def test_pictures_of_other_numbers_are_taken_away(made, tmp_path):
    folder = copied(made, tmp_path)
    old = read(folder)
    entry = old["two-dirac"]
    slides = [each for each in entry["files"] if each["size"] == "slide"]
    kept, stale = merged(old, {"two-dirac": {**entry, "files": slides}})
    assert (kept, stale) == (old, [])
    new, stale = merged(old, {"two-dirac": {**entry, "files": slides, "data": "others"}})
    assert {each["size"] for each in new["two-dirac"]["files"]} == {"slide"}
    assert sorted(stale) == sorted(each["file"] for each in entry["files"] if each["size"] == "handout")


def test_an_animation_is_the_same_each_time_and_moves(tmp_path):
    from PIL import Image

    from figures.stage.animation import FRAMES

    for each in ("one", "two"):
        assert main(["dirac-gan", "--out", str(tmp_path / each), "--format", "png", "--animate", "--jobs", "1"]) == 0
    one, two = (tmp_path / each / "slide" / "dirac-gan.gif" for each in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with Image.open(one) as moving:
        frames = []
        for i in range(moving.n_frames):
            moving.seek(i)
            frames.append(moving.convert("RGB").tobytes())
    assert len(frames) <= FRAMES
    assert len(set(frames)) > FRAMES // 2
    assert one.stat().st_size < 3_000_000
