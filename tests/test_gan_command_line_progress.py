"""What `python -m gan_small` shows on the way: numbers of the members that run, rarely, and each look once."""

import math
import sys
import types

import numpy as np
import pytest

from gan_small.command_line import progress, tensorboard
from gan_small.command_line.main import main
from gan_small.command_line.provisional import HEADER, provisional, row
from gan_small.engines import settled
from gan_small.game import game
from gan_small.history import Look
from gan_small.recipe import Recipe


def looked(**changes) -> tuple:
    """A game of two members on N(1, 0.5), and a look at it: everything at equilibrium, but for some numbers."""
    played = game(settled(Recipe(members=2, target="gauss(1, 0.5)", engine="torch")))
    zero = np.zeros(2)
    ideal = {"loss_d": zero, "loss_g": zero, "d_real": zero, "d_fake": zero, "centre": np.ones((2, 1)),
             "spread": np.full(2, 0.5), "stopped": np.array([-1, -1])}  # fmt: skip
    return played, Look(step=7, **{**ideal, **changes})


def test_the_numbers_on_the_way_are_those_of_the_members_that_run():
    calm = provisional(*looked())
    assert (calm.d_real, calm.d_fake, calm.distance, calm.spread, calm.near, calm.stopped) == (0.5, 0.5, 0, 1, 2, 0)
    off = provisional(*looked(centre=np.array([[1.0], [2.0]])))
    assert (off.distance, off.near) == (1.0, 1)  # the median of 0 and 2 scales
    sure = provisional(*looked(d_real=np.array([0.0, 2.0])))
    assert sure.d_real == pytest.approx((0.5 + 1 / (1 + math.exp(-2))) / 2, rel=1e-12)
    assert sure.near == 1
    dead = provisional(*looked(stopped=np.array([-1, 3]), d_real=np.array([0.0, math.nan])))
    assert (dead.d_real, dead.near, dead.stopped) == (0.5, 1, 1)
    none = provisional(*looked(stopped=np.array([1, 3])))
    assert math.isnan(none.distance)
    assert none.stopped == 2
    assert len(row(calm)) == len(HEADER)


def test_without_a_terminal_lines_are_rare(capsys):
    played, look = looked()
    times = iter([0.0, 1.0, 29.9, 30.0, 31.0, 32.0])
    lines = progress.Lines(Recipe(steps=100), clock=lambda: next(times))
    lines(played, [])
    for _ in range(4):
        lines(played, [look])
    assert capsys.readouterr().err.count("\n") == 2
    lines(played, [Look(**{**vars(look), "step": 100})])  # the end is always said
    assert "step 100 of 100, D(real) 0.500, D(fake) 0.500, centre off 0.000" in capsys.readouterr().err


def test_in_a_terminal_a_bar_and_a_table_grow(monkeypatch):
    played, look = looked()
    with progress.Live(Recipe(steps=100)) as live:
        live(played, [look])
        assert live.bar.tasks[0].completed == 7  # a resumed run begins where it was left
        live(played, [look, Look(**{**vars(look), "step": 100})])
        assert live.bar.tasks[0].description == "certifying"
        shown = live._shown(played, [look] * 20)
        assert shown.renderables[0].row_count == progress.ROWS
    monkeypatch.setattr(sys, "stderr", types.SimpleNamespace(isatty=lambda: True))
    assert isinstance(progress.progress(Recipe(), quiet=False), progress.Live)
    assert type(progress.progress(Recipe(), quiet=True)) is progress.Silent


def test_tensorboard_is_asked_for_by_name_where_it_is_missing(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(tensorboard.importlib.util, "find_spec", lambda name: None)
    assert main(["gauss", "--out", str(tmp_path / "a"), "--tensorboard"]) == 2
    assert "pip install tensorboard" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_tensorboard_gets_each_look_once(tmp_path, monkeypatch):
    written = []

    class Writer:
        def __init__(self, folder, purge_step):
            written.append(("purge", purge_step))

        def add_scalar(self, name, value, step):
            written.append((name, step))

        def close(self):
            written.append(("closed", 0))

    module = types.SimpleNamespace(SummaryWriter=Writer)
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", module)
    monkeypatch.setattr(tensorboard.importlib.util, "find_spec", lambda name: module)
    played, look = looked()
    later = Look(**{**vars(look), "step": 9})
    with tensorboard.Board(tmp_path) as board:
        board(played, [look])  # a resumed run: this one was written before
        board(played, [look, later])
    assert written[0] == ("purge", 8)
    assert written[-1] == ("closed", 0)
    assert [step for name, step in written if name == "d_real"] == [9]
    assert {name for name, _ in written} >= {"d_real", "d_fake", "distance", "spread", "near", "stopped"}
