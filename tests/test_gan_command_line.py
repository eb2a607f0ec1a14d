"""`python -m gan_small`: what is asked, what is printed, and errors that say what to change."""

import itertools
import json
import math
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_small import certificate, memory
from gan_small.command_line import arguments, progress, running, tensorboard
from gan_small.command_line.main import main
from gan_small.command_line.provisional import HEADER, provisional, row
from gan_small.engines import ENGINES, settled
from gan_small.game import game
from gan_small.history import Look
from gan_small.named import DEFAULT, NAMED
from gan_small.objectives import NAMES as OBJECTIVES
from gan_small.recipe import TYPES, Recipe
from gan_small.recipe_text import from_toml, to_toml
from gan_small.runs import Folder
from gan_small.targets import NAMES as TARGETS
from numerics.samples import clopper_pearson

ROOT = Path(__file__).parent.parent
SMALL = ("--members", "3", "--batch", "8", "--width", "4", "--steps", "4", "--looks", "2", "--engine", "torch")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No fresh discriminator is trained; half of its answers are right."""
    monkeypatch.setattr(certificate, "right_answers", lambda game, state: np.full(len(game.members), 2048))


def printed(capsys, *given: str) -> str:
    assert main(given) == 0
    return capsys.readouterr().out


def asked(capsys, *given: str) -> dict:
    """The whole of standard output is one JSON object, in strict JSON."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(printed(capsys, *given, "--json"), parse_constant=refuse)


def wrong_use(capsys, *given: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert stopped.value.code == 2
    return capsys.readouterr().err


def modules_after(*given: str) -> set[str]:
    """What a process has loaded when it is done."""
    program = (
        "import contextlib, io, sys\nfrom gan_small.command_line.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main({list(given)!r})\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_lists_help_and_recipes_do_not_load_torch():
    for given in (["list"], ["--help"], ["recipe", "gauss"]):
        loaded = modules_after(*given)
        assert "gan_small.named" in loaded
        assert "torch" not in loaded, given
    assert "torch" in modules_after("targets")  # so it would be seen


def test_the_lists_name_everything(capsys):
    for command, names in {"list": NAMED, "targets": TARGETS, "objectives": OBJECTIVES}.items():
        lines = printed(capsys, command).splitlines()
        assert len(lines) == len(names)
        assert all(line.startswith(name) for line, name in zip(lines, names, strict=True))
        found = asked(capsys, command)
        assert list(found) == list(names)
        assert all(len(sentence.split()) > 2 for sentence in found.values()), command


def test_a_recipe_is_printed_as_it_is_read(capsys):
    assert from_toml(printed(capsys, "recipe", "wgan-clip")) == NAMED["wgan-clip"].recipe
    changed = printed(capsys, "recipe", "exponential", "--rate-d", "3e-4", "--spectral", "--seed", "12345678901234567")
    assert from_toml(changed) == DEFAULT.replace(
        target="exponential", rate_d=3e-4, spectral=True, seed=12345678901234567
    )


def test_every_setting_has_a_flag_with_help(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    for name in TYPES:
        assert f"\n  {arguments.flag(name)}" in text, name
    given = {"chunk": "5", "optimiser": "sgd", "decay": "constant", "dtype": "float64", "engine": "torch"}
    for name, kind in TYPES.items():
        text = given.get(name, {int: "7", float: "0.5", str: "x"}.get(kind, ""))
        flags = [arguments.flag(name), *([text] if text else [])]
        options = arguments.run_parser().parse_args(["gauss", *flags])
        assert arguments.changes(options) == {name: Recipe().replace(**{name: kind(text or True)}).settings()[name]}


def test_a_run_prints_its_verdicts(capsys):
    assert main(["gauss", *SMALL]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith("3 members, 4 steps, ")
    counts, members = lines[2 : lines.index("", 2)], lines[lines.index("", 2) + 1 :]
    interval = clopper_pearson(3, 3)
    assert counts[0].split("  ")[0] == "verdict"
    assert any(f"{interval.low:.3f} - {interval.high:.3f}" in line for line in counts[1:]) or len(counts) > 2
    assert members[0].split() == ["member", "target", "verdict", "|D", "-", "1/2|", "W1/scale", "accuracy"]
    assert [line.split()[0] for line in members[1:]] == ["0", "1", "2"]
    assert all(line.split("  ")[-1].strip() == "0.500" for line in members[1:])
    assert err.splitlines()[0] == "step 0 of 4"
    assert err.splitlines()[-1].startswith("step 4 of 4, D(real) 0.")


def test_json_is_one_object_and_nothing_else(capsys):
    assert main(["gauss(1, 0.5)", *SMALL, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert found["recipe"]["target"] == "gauss(1, 0.5)"
    assert found["out"] is None
    assert [member["target"] for member in found["members"]] == ["N(1.000, 0.500)"] * 3
    for count in found["counts"].values():
        interval = clopper_pearson(count["count"], 3)
        assert (count["low"], count["high"]) == (interval.low, interval.high)
    assert {"verdict", "d_real", "d_fake", "distance", "fresh_accuracy"} <= set(found["members"][0])


def test_a_stopped_member_is_shown_where_it_stopped(capsys):
    """Momentum SGD with a step of 1e38 in float32 leaves the numbers at once."""
    given = ("gauss", *SMALL, "--optimiser", "sgd", "--rate-d", "1e38", "--rate-g", "1e38", "--quiet")
    text = printed(capsys, *given)
    assert "diverged (stopped at step" in text
    found = asked(capsys, *given)
    assert found["counts"]["diverged"]["count"] == 3
    assert all(member["stopped"] is not None for member in found["members"])


def test_quiet_says_nothing_on_the_way(capsys):
    assert main(["gauss", *SMALL, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_a_folder_is_written_resumed_and_judged_again(capsys, tmp_path):
    first = asked(capsys, "gauss", *SMALL, "--out", str(tmp_path / "a"))
    assert Folder(tmp_path / "a").stored() == settled(from_toml(printed(capsys, "recipe", "gauss", *SMALL)))
    again = asked(capsys, "--resume", str(tmp_path / "a"))
    judged = asked(capsys, "certify", str(tmp_path / "a"))
    for found in (first, again, judged):
        assert found.pop("seconds") >= 0
    assert first == again == judged
    assert f"; {tmp_path / 'a'}" in printed(capsys, "certify", str(tmp_path / "a")).splitlines()[0]


def test_without_a_folder_nothing_is_written(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed(capsys, "gauss", *SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_from_a_file_with_flags_on_top(capsys, tmp_path):
    file = tmp_path / "r.toml"
    file.write_text(to_toml(Recipe(members=2, batch=8, width=4, steps=4, engine="torch", seed=5)))
    found = asked(capsys, "--recipe", str(file), "--steps", "3")
    assert (found["recipe"]["seed"], found["recipe"]["steps"], len(found["members"])) == (5, 3, 2)


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
    printed(capsys, "gauss", *SMALL, "--out", str(tmp_path))
    assert main(["gauss", *SMALL, "--out", str(tmp_path)]) == 2
    assert f"python -m gan_small --resume {tmp_path}" in capsys.readouterr().err
    assert main(["gauss", *SMALL, "--seed", "9", "--out", str(tmp_path)]) == 2
    assert "seed is 0 there, 9 here" in capsys.readouterr().err


def test_ctrl_c_says_how_to_go_on(capsys, tmp_path, monkeypatch):
    plain, calls = ENGINES["torch"], itertools.count()

    def interrupted(game, state, steps):
        if next(calls) == 1:
            raise KeyboardInterrupt
        return plain(game, state, steps)

    monkeypatch.setitem(ENGINES, "torch", interrupted)
    assert main(["gauss", *SMALL, "--out", str(tmp_path / "a"), "--quiet"]) == 130
    assert capsys.readouterr().err.strip() == f"interrupted; go on by python -m gan_small --resume {tmp_path / 'a'}"
    assert asked(capsys, "--resume", str(tmp_path / "a"))["recipe"]["steps"] == 4
    monkeypatch.setattr(running, "run", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    assert main(["gauss", *SMALL, "--quiet"]) == 130
    assert "nothing was kept: with --out DIR" in capsys.readouterr().err


def test_memory_that_runs_out_is_explained(capsys, monkeypatch):
    monkeypatch.setitem(ENGINES, "torch", lambda *_: torch.empty(2**60, dtype=torch.uint8))
    assert main(["gauss", *SMALL, "--quiet"]) == 2
    assert "3 members, 3 at once, take about" in capsys.readouterr().err


def test_an_automatic_chunk_is_settled_before_the_run_and_stored(capsys, tmp_path, monkeypatch):
    small = settled(NAMED["gauss"].recipe.replace(members=3, batch=8, width=4, steps=4, engine="torch"))
    monkeypatch.setattr(memory, "available", lambda recipe: 2 * memory.estimate(small.replace(chunk=2)))
    found = asked(capsys, "gauss", *SMALL, "--chunk", "auto", "--out", str(tmp_path))
    assert found["recipe"]["chunk"] == Folder(tmp_path).stored().chunk == 2
    monkeypatch.setattr(memory, "available", lambda recipe: 2**40)
    assert asked(capsys, "gauss", *SMALL, "--chunk", "auto")["recipe"]["chunk"] == 0


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
    assert main(["gauss", *SMALL, "--out", str(tmp_path / "a"), "--tensorboard"]) == 2
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


def test_the_program_runs_as_a_process(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gan_small", "recipe", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: no recipe or target is named 'nothing'")
    assert "Traceback" not in done.stderr
