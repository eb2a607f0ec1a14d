"""Seconds until 64 random Gaussians hold a certificate: whole processes, from start to verdicts.

    ours          python -m gan_small gauss --members 64 --out DIR
    plain loop    python -m benchmarks.gans.by_the_loop DIR/recipe.toml: the same recipe, trained one GAN at a time in
                  PyTorch, by one process on each core, then looked at and certified as ours is

Ours runs before and after the loop, so that a machine that became busier is seen.  The loop keeps no averaged
generator and watches for no infinities: that is left to its favour.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

MEMBERS = 64
SHARE = 8  # with `quick` the loop trains every 8th as many


def rows(*, seed: int, quick: bool = False, members: int = MEMBERS, more: Sequence[str] = ()) -> Iterator[Any]:
    """Ours, the loop, ours again.  `quick`: the loop trains a share of the members, and its time is extrapolated.

    more    further arguments of `python -m gan_small`, such as ("--steps", "100")
    """
    with tempfile.TemporaryDirectory() as folder:
        first = ours(Path(folder) / "first", members, seed, more)
        yield first
        text = (Path(folder) / "first" / "recipe.toml").read_text(encoding="utf-8")
        some = max(1, members // SHARE) if quick else members
        yield {**loop(text, some, members), "recipe": tomllib.loads(text)}
        yield ours(Path(folder) / "second", members, seed, more)


def ours(out: Path, members: int, seed: int, more: Sequence[str]) -> dict[str, Any]:
    """The row of one run of gan_small."""
    program = ["gan_small", "gauss", "--members", str(members), "--seed", str(seed), *more]
    seconds, _ = timed([*program, "--out", str(out)])
    verdicts = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))["members"]
    return {
        "until certified": "python -m " + " ".join(program),
        "seconds": seconds,
        "extrapolated": False,
        "verdicts": dict(Counter(each["verdict"] for each in verdicts)),
    }


def loop(recipe: str, some: int, members: int) -> dict[str, Any]:
    """The row of the plain loop, which trains `some` of the members of a recipe in TOML.

    Where they are not all, the time of its training is taken as often as they are fewer; starting and certifying are
    counted as they were, which is to its favour.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recipe.toml"
        path.write_text(recipe, encoding="utf-8")
        seconds, output = timed(["benchmarks.gans.by_the_loop", str(path), "--members", str(some)])
    found = json.loads(output.splitlines()[-1])
    return {
        "until certified": f"plain loop, {found['processes']} processes, {some} of {members} members",
        "seconds": seconds + found["training"] * (members / some - 1),
        "extrapolated": some < members,
        "verdicts": found["verdicts"],
        "training": found["training"],
        "certifying": found["certifying"],
    }


def timed(program: list[str]) -> tuple[float, str]:
    """The seconds of a whole process `python -m PROGRAM`, and what it printed; RuntimeError if it fails."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *program], capture_output=True, text=True, encoding="utf-8")
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"python -m {' '.join(program)} ended with {done.returncode}:\n{done.stderr.strip()}")
    return seconds, done.stdout


def text(row: dict[str, Any]) -> str:
    """A row as a line."""
    verdicts = ", ".join(f"{n} {word}" for word, n in row["verdicts"].items())
    about = "extrapolated" if row["extrapolated"] else ""
    return f"  {row['until certified']:58}{row['seconds']:8.1f} s  {about:13} {verdicts}"
