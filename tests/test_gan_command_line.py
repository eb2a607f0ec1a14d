"""`python -m gan_small`: what is asked, what is printed, and errors that say what to change."""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from gan_runs import judge_quickly

from gan_small import memory
from gan_small.command_line import arguments, running
from gan_small.command_line.main import main
from gan_small.engines import ENGINES, settled
from gan_small.experiments.listed import LISTED
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
    judge_quickly(monkeypatch)


def printed(capsys, *given: str) -> str:
    assert main(given) == 0
    return capsys.readouterr().out


def asked(capsys, *given: str) -> dict:
    """The whole of standard output is one JSON object, in strict JSON."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(printed(capsys, *given, "--json"), parse_constant=refuse)


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
    for command, names in {"list": {**NAMED, **LISTED}, "targets": TARGETS, "objectives": OBJECTIVES}.items():
        lines = printed(capsys, command).splitlines()
        assert len(lines) == len(names)
        assert all(line.startswith(name) for line, name in zip(lines, names, strict=True))
        found = asked(capsys, command)
        assert list(found) == list(names)
        assert all(len(sentence.split()) > 2 for sentence in found.values()), command


def test_a_recipe_is_printed_as_it_is_read(capsys):
    assert from_toml(printed(capsys, "recipe", "wgan-clip")) == NAMED["wgan-clip"].recipe
    changed = printed(capsys, "recipe", "exponential", "--rate-d", "3e-4", "--spectral", "--seed", "1234567890123456")
    assert from_toml(changed) == DEFAULT.replace(
        target="exponential", rate_d=3e-4, spectral=True, seed=1234567890123456
    )


def test_every_setting_has_a_flag_with_help(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    for name in TYPES:
        assert f"\n  {arguments.flag(name)}" in text, name
    given = {"chunk": "5", "optimiser": "sgd", "decay": "constant", "dtype": "float64", "engine": "torch"}
    given["norm"] = "batch"
    for name, kind in TYPES.items():
        text = given.get(name, {int: "7", float: "0.5", str: "x"}.get(kind, ""))
        flags = [arguments.flag(name), *([text] if text else [])]
        options = arguments.run_parser().parse_args(["gauss", *flags])
        assert arguments.changes(options) == {name: Recipe().replace(**{name: kind(text or True)}).settings()[name]}


def test_a_run_prints_its_verdicts(capsys):
    data = asked(capsys, "gauss", *SMALL)
    assert main(["gauss", *SMALL]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith("3 members, 4 steps, ")
    counts, members = lines[2 : lines.index("", 2)], lines[lines.index("", 2) + 1 :]
    found = {word: c for word, c in data["counts"].items() if c["count"]}
    assert [[cell.strip() for cell in line.split("  ") if cell] for line in counts[1:]] == [
        [word, f"{c['count']} of 3", f"{c['low']:.3f} - {c['high']:.3f}"] for word, c in found.items()
    ]
    assert members[0].split() == ["member", "target", "verdict", "|D", "-", "1/2|", "W1/scale", "accuracy"]
    assert [line.split()[0] for line in members[1:]] == ["0", "1", "2"]
    for line, member in zip(members[1:], data["members"], strict=True):
        assert member["verdict"] in line
        assert member["target"] in line
        flat = max(member["d_real"], member["d_fake"])
        assert line.split()[-3:] == [f"{flat:.3f}", f"{member['distance']:.3f}", "0.500"]
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


def test_an_automatic_chunk_is_settled_before_the_run_and_stored(capsys, tmp_path, monkeypatch):
    small = settled(NAMED["gauss"].recipe.replace(members=3, batch=8, width=4, steps=4, engine="torch"))
    monkeypatch.setattr(memory, "available", lambda recipe: 2 * memory.estimate(small.replace(chunk=2)))
    found = asked(capsys, "gauss", *SMALL, "--chunk", "auto", "--out", str(tmp_path))
    assert found["recipe"]["chunk"] == Folder(tmp_path).stored().chunk == 2
    monkeypatch.setattr(memory, "available", lambda recipe: 2**40)
    assert asked(capsys, "gauss", *SMALL, "--chunk", "auto")["recipe"]["chunk"] == 0
