"""`python -m benchmarks numerics`: tables of accuracy and of ratios, or JSON."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

HELP = """\
Accuracy and speed side by side with what a user would pick instead, in one run.

  python -m benchmarks numerics                 all tables (about a minute)
  python -m benchmarks numerics --seconds 0.1   quicker and noisier
  python -m benchmarks numerics --json          for a program

A ratio above 1 means that ours is faster.  Peers that are not installed (POT, dit) are left out.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tables; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["numerics"], help="which layer")
    parser.add_argument("--seconds", type=float, default=0.4, help="for each function and size (0.4)")
    parser.add_argument("--seed", type=int, default=0, help="of the random inputs (0)")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(arguments)
    found: dict[str, list[Any]] = {}
    for title, rows in tables(options.seconds, options.seed):
        found[title] = []
        if not options.json:
            print(f"\n{title}")
        for row in shown(rows, quiet=options.json):
            found[title].append(row)
    if options.json:
        print(json.dumps(readable(found), allow_nan=False))
    return 0


def readable(found: Any) -> Any:
    """JSON has neither nan nor infinity: they are written as text."""
    if isinstance(found, dict):
        return {name: readable(value) for name, value in found.items()}
    if isinstance(found, list):
        return [readable(value) for value in found]
    return str(found) if isinstance(found, float) and not math.isfinite(found) else found


def tables(seconds: float, seed: int) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    from benchmarks import certified, divergences, transport

    rng = np.random.default_rng(seed)
    yield "relative error of JSD and KL against 60 digits", divergences.accuracy(rng)
    yield "time of KL and JSD, ratio of the peers' time to ours", divergences.speed(rng, seconds=seconds)
    yield "Wasserstein on the line, ratio of the peers' time to ours", transport.speed(rng, seconds=seconds)
    yield "certified JSD, ratio of the textbook integrand's time to ours", certified.speed(seconds=seconds)


def shown(rows: Iterable[dict[str, Any]], *, quiet: bool) -> Iterator[dict[str, Any]]:
    """The rows, printed as they come: each is a line, so progress is seen."""
    for row in rows:
        if not quiet:
            print(line(row))
            sys.stdout.flush()
        yield row


def line(row: dict[str, Any]) -> str:
    """A row as text."""
    if "relative error" in row:
        return f"  {row['case']:30}" + "  ".join(f"{name} {value:.1e}" for name, value in row["relative error"].items())
    ours = f"ours {1e3 * row['ours']:9.3f} ms"
    extra = f"  {row['ns per bin']:6.2f} ns/bin, {row['two logs']:.1f} x two logs" if "ns per bin" in row else ""
    return f"  {row['case']:36}{ours}{extra}  " + "  ".join(
        f"{name} {value:.2f}" for name, value in row["ratio"].items()
    )
