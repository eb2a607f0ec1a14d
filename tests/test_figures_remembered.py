"""Training runs are remembered by what they depend on, and computed anew where anything of it changed."""

import os
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from figures.stage import remembered as module
from figures.stage.remembered import NotRemembered, folder, key_of, noting_runs, packed, remembered

CALLS: list[int] = []


def squares(*, upto: int) -> dict[str, np.ndarray]:
    CALLS.append(upto)
    return {"x": np.arange(upto), "y": np.arange(upto, dtype=np.float32) ** 2}


def slow(*, log: str) -> dict[str, np.ndarray]:
    import time

    with Path(log).open("a") as file:
        file.write("computed\n")
    time.sleep(0.5)
    return {"x": np.zeros(1)}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GAN_FIGURES_CACHE", str(tmp_path / "cache"))
    CALLS.clear()


def stored() -> list[Path]:
    return sorted(folder().glob("*.npz"))


def test_a_run_is_computed_once_and_comes_back_as_it_was():
    first = remembered(squares, upto=5)
    again = remembered(squares, upto=5)
    assert CALLS == [5]
    assert {name: (value.dtype, value.tolist()) for name, value in first.items()} == {
        name: (value.dtype, value.tolist()) for name, value in again.items()
    }
    assert again["y"].dtype == np.float32
    assert again["y"].tolist() == [0, 1, 4, 9, 16]


def test_other_settings_and_other_code_are_another_run(monkeypatch):
    remembered(squares, upto=5)
    remembered(squares, upto=6)
    assert CALLS == [5, 6]
    monkeypatch.setattr(module, "_code", lambda: "another version")
    remembered(squares, upto=5)
    assert CALLS == [5, 6, 5]
    assert len(stored()) == 3


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:60], lambda raw: raw[:50] + b"?" + raw[51:]])
def test_a_damaged_file_is_computed_anew(damage):
    remembered(squares, upto=500)
    (path,) = stored()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert remembered(squares, upto=500)["x"][-1] == 499
    assert CALLS == [500, 500]
    assert path.read_bytes() == whole


def test_the_same_arrays_are_the_same_bytes():
    assert packed(squares(upto=9)) == packed(squares(upto=9))


def test_what_cannot_be_keyed_is_refused():
    def inner() -> dict[str, np.ndarray]:
        return {}

    with pytest.raises(ValueError, match="must be a function of a module of figures/runs"):
        key_of(inner, {})


def test_a_folder_that_cannot_hold_results_is_said(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("GAN_FIGURES_CACHE", str(tmp_path / "taken" / "cache"))
    with pytest.raises(NotRemembered, match="name a folder with GAN_FIGURES_CACHE"):
        remembered(squares, upto=3)


def test_the_runs_of_a_figure_are_noted_once():
    remembered(squares, upto=3)
    with noting_runs() as runs:
        remembered(squares, upto=4)
        remembered(squares, upto=4)
    remembered(squares, upto=3)
    assert [(each["run"], each["settings"]) for each in runs] == [("squares", {"upto": 4})]
    assert len(runs[0]["key"]) == 32


@pytest.mark.skipif(os.name != "posix", reason="locks are those of POSIX")
def test_two_processes_that_need_one_run_compute_it_once(tmp_path):
    log = tmp_path / "log"
    with get_context("spawn").Pool(2) as pool:
        pool.starmap(_remember_slow, [(str(log),)] * 2)
    assert log.read_text() == "computed\n"


def _remember_slow(log: str) -> None:
    remembered(slow, log=log)


def test_a_page_is_listed_without_torch():
    ask = "import sys; from figures.listed import every_figure; every_figure(); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
