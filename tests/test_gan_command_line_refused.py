"""`python -m gan_small` asked wrongly: one line that says what to change, and nothing is written."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from gan_runs import judge_quickly

from gan_small.command_line.main import main
from gan_small.engines import ENGINES

ROOT = Path(__file__).parent.parent
SMALL = ("--members", "3", "--batch", "8", "--width", "4", "--steps", "4", "--looks", "2", "--engine", "torch")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    judge_quickly(monkeypatch)


def wrong_use(capsys, *given: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert stopped.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["gaus"], "no recipe or target is named 'gaus': did you mean gauss?"),
        (["gauss(1)"], "'gauss(1)' has 1 parameters; write gauss(mean, scale)"),
        (["gauss", "--loss", "hing"], "did you mean hinge?"),
        (["gauss", "--steps", "2.5"], "steps is 2.5; it must be of type int"),
        (["gauss", "--rate-d", "nan"], "rate_d is nan"),
        (["gauss", "--members", "0"], "members is 0; give a whole number from 1 on"),
        (["gauss", "--device", "abacus"], "'abacus'"),
        (["gauss", "--target", "gaus"], "gauss"),
        (["gauss", "--members", "10000000000000"], "--members"),
        (["--recipe", "nowhere.toml"], "nowhere.toml cannot be read as a recipe"),
        (["--resume", "nowhere"], "nowhere holds no run"),
        (["certify", "nowhere"], "nowhere holds no run"),
        (["recipe", "gaus"], "did you mean gauss?"),
        (["recipe", "gauss", "--chunk", "auto"], "settled when a run starts"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_change(given, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("error: ")
    assert message in err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_file_is_named_with_its_line(capsys, tmp_path):
    (tmp_path / "r.toml").write_text("steps = 5\nmembrs = 3\n")
    assert main(["--recipe", str(tmp_path / "r.toml")]) == 2
    assert f"{tmp_path / 'r.toml'}: line 2: a recipe has no setting 'membrs'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "give the name of a recipe or target"),
        (["gauss", "--resume", "x"], "a name and --resume: give only one of"),
        (["--resume", "x", "--steps", "5"], "--steps belongs to a new run"),
        (["--resume", "x", "--out", "y"], "--out belongs to a new run"),
        (["gauss", "--tensorboard"], "give --out DIR"),
        (["gauss", "--steps", "many"], "invalid number value: 'many'"),
        (["gauss", "--chunk", "many"], "invalid chunk value: 'many'"),
        (["gauss", "--stps", "5"], "unrecognized arguments: --stps"),
        (["recipe"], "NAME"),
        (["certify"], "DIR"),
    ],
)
def test_a_wrong_use_shows_the_usage(given, message, capsys):
    err = wrong_use(capsys, *given)
    assert err.startswith("usage: python -m gan_small")
    assert message in err


def test_a_folder_with_another_run_is_refused(capsys, tmp_path):
    assert main(["gauss", *SMALL, "--out", str(tmp_path)]) == 0
    assert main(["gauss", *SMALL, "--out", str(tmp_path)]) == 2
    assert f"python -m gan_small --resume {tmp_path}" in capsys.readouterr().err
    assert main(["gauss", *SMALL, "--seed", "9", "--out", str(tmp_path)]) == 2
    assert "seed is 0 there, 9 here" in capsys.readouterr().err


def test_memory_that_runs_out_is_explained(capsys, monkeypatch):
    monkeypatch.setitem(ENGINES, "torch", lambda *_: torch.empty(2**60, dtype=torch.uint8))
    assert main(["gauss", *SMALL, "--quiet"]) == 2
    assert "3 members, 3 at once, take about" in capsys.readouterr().err


def test_the_program_runs_as_a_process(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gan_small", "recipe", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: no recipe or target is named 'nothing'")
    assert "Traceback" not in done.stderr
