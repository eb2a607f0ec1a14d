"""`python -m benchmarks numerics`, `... gans`, `... coursework`: tables of accuracy and of ratios, or JSON."""

from __future__ import annotations

import argparse
import importlib.util
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
  python -m benchmarks gans                     training ensembles of small GANs (some minutes)
  python -m benchmarks gans --quick             the loop's time to certificates extrapolated from 8 of 64 members
  python -m benchmarks gans --json              for a program
  python -m benchmarks coursework               classes of 200 graded (some minutes)

A ratio above 1 means that ours is faster.  Peers that are not installed (POT, dit, JAX) are left out.
"""

Tables = Iterator[tuple[str, Iterable[dict[str, Any]]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tables; the exit code."""
    options = parser().parse_args(arguments)
    if options.what == "gans" and importlib.util.find_spec("torch") is None:
        print("the GANs need torch: python -m pip install -e '.[gan]'", file=sys.stderr)
        return 1
    chosen = _chosen(options)
    found: dict[str, list[Any]] = {}
    for title, rows in chosen:
        found[title] = []
        if not options.json:
            print(f"\n{title}")
        for row in shown(rows, quiet=options.json):
            found[title].append(row)
    if options.json:
        print(json.dumps(readable(found), allow_nan=False))
    return 0


def _chosen(options: argparse.Namespace) -> Tables:
    if options.what == "coursework":
        from benchmarks.coursework import graded

        return iter([("a class graded, as whole processes", graded.rows(size=options.size, jobs=options.jobs))])
    return gan_tables(options) if options.what == "gans" else tables(options.seconds, options.seed)


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    found = argparse.ArgumentParser(
        prog="python -m benchmarks", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    layers = found.add_subparsers(dest="what", required=True, metavar="numerics|gans|coursework")
    for name, seconds in (("numerics", 0.4), ("gans", 1.0)):
        layer = layers.add_parser(name)
        layer.add_argument("--seconds", type=float, default=seconds, help=f"for each function and size ({seconds})")
        layer.add_argument("--seed", type=int, default=0, help="of the random inputs (0)")
        layer.add_argument("--json", action="store_true", help="one JSON object")
        if name == "gans":
            layer.add_argument("--members", type=positive, nargs="+", default=[1, 16, 64, 256], help="1 16 64 256")
            layer.add_argument("--cores", type=positive, nargs="+", default=[1, 2], help="1 2")
            layer.add_argument("--quick", action="store_true", help="train a share by the plain loop, and extrapolate")
            layer.add_argument("--no-certificate", action="store_true", help="leave the second table out")
    layer = layers.add_parser("coursework")
    layer.add_argument("--size", type=positive, default=200, help="submissions (200)")
    layer.add_argument("--jobs", type=positive, default=2, help="at a time (2)")
    layer.add_argument("--json", action="store_true", help="one JSON object")
    return found


def positive(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def readable(found: Any) -> Any:
    """JSON has neither nan nor infinity: they are written as text."""
    if isinstance(found, dict):
        return {name: readable(value) for name, value in found.items()}
    if isinstance(found, list):
        return [readable(value) for value in found]
    return str(found) if isinstance(found, float) and not math.isfinite(found) else found


def tables(seconds: float, seed: int) -> Tables:
    from benchmarks import certified, divergences, transport

    rng = np.random.default_rng(seed)
    yield "relative error of JSD and KL against 60 digits", divergences.accuracy(rng)
    yield "time of KL and JSD, ratio of the peers' time to ours", divergences.speed(rng, seconds=seconds)
    yield "Wasserstein on the line, ratio of the peers' time to ours", transport.speed(rng, seconds=seconds)
    yield "certified JSD, ratio of the textbook integrand's time to ours", certified.speed(seconds=seconds)


def gan_tables(options: argparse.Namespace) -> Tables:
    from benchmarks.gans import throughput, until

    yield (
        "GAN-steps per second of E members, and the best of ours over each",
        throughput.rows(members=options.members, cores=options.cores, seconds=options.seconds, seed=options.seed),
    )
    if not options.no_certificate:
        yield (
            f"whole processes until {until.MEMBERS} random Gaussians are trained and certified",
            until.rows(seed=options.seed, quick=options.quick),
        )


def shown(rows: Iterable[dict[str, Any]], *, quiet: bool) -> Iterator[dict[str, Any]]:
    """The rows, printed as they come: each is a line, so progress is seen."""
    for row in rows:
        if not quiet:
            print(line(row))
            sys.stdout.flush()
        yield row


def line(row: dict[str, Any]) -> str:
    """A row as text."""
    if "GAN-steps/s" in row or "left out" in row or "until certified" in row:
        from benchmarks.gans import throughput, until

        return until.text(row) if "until certified" in row else throughput.text(row)
    if "graded by" in row:
        from benchmarks.coursework import graded

        return graded.text(row)
    if "relative error" in row:
        return f"  {row['case']:30}" + "  ".join(f"{name} {value:.1e}" for name, value in row["relative error"].items())
    ours = f"ours {1e3 * row['ours']:9.3f} ms"
    extra = f"  {row['ns per bin']:6.2f} ns/bin, {row['two logs']:.1f} x two logs" if "ns per bin" in row else ""
    return f"  {row['case']:36}{ours}{extra}  " + "  ".join(
        f"{name} {value:.2f}" for name, value in row["ratio"].items()
    )
