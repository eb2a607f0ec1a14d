"""`python -m numerics`: two vectors, or two laws, and a question."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from numerics import NotWeights, normalise

HELP = """\
Numbers for two vectors of weights, or for two laws on the line.

  python -m numerics js 0.1,0.2,0.7 0.2,0.2,0.6              Jensen-Shannon divergence, in nats
  python -m numerics js 0.1,0.2,0.7 0.2,0.2,0.6 --base 2     in bits
  python -m numerics kl 1,2,7 2,2,6 --normalise              counts instead of weights
  python -m numerics w 0,1,3 5,6,8                           Wasserstein distance of points on the line (--order 2)
  python -m numerics certify js "normal(0,1)" "normal(1,1)" --digits 45
  python -m numerics certify kl "1/2 normal(-3,1) + 1/2 normal(3,1)" "normal(0,3)"

Each answer has its unit and its accuracy, and the numbers it is often taken for; --json for a program.
"""
CODES = "exit code: 0, or 2 with a message that says what to change"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        found = _answer(options)
    except (NotWeights, ValueError, TypeError, ArithmeticError) as wrong:
        print(f"error: {wrong}" + (" (here: --normalise)" if "normalise(" in str(wrong) else ""), file=sys.stderr)
        return 2
    print(json.dumps(readable(found), allow_nan=False) if options.json else "\n".join(_lines(found)))
    return 0


def readable(found: Any) -> Any:
    """JSON has no infinity: it is written as the text "inf"."""
    if isinstance(found, dict):
        return {name: readable(value) for name, value in found.items()}
    if isinstance(found, list):
        return [readable(value) for value in found]
    return "inf" if isinstance(found, float) and math.isinf(found) else found


def _power(value: float, order: float) -> float:
    """value^order, inf where it is beyond a double."""
    try:
        return value**order
    except OverflowError:
        return math.inf


def _parser() -> argparse.ArgumentParser:
    from numerics.command_line.named_laws import CERTIFIED
    from numerics.command_line.vectors import QUANTITIES

    parser = argparse.ArgumentParser(
        prog="python -m numerics", description=HELP, epilog=CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, quantity in QUANTITIES.items():
        one = commands.add_parser(name, help=quantity.says)
        one.add_argument("p", help="weights of p, with commas: 0.1,0.2,0.7 or 1/3,2/3")
        one.add_argument("q", help="weights of q")
        one.add_argument("--normalise", action="store_true", help="divide each vector by its sum first")
        one.add_argument("--base", type=float, help="of the logarithm: 2 for bits (nats otherwise)")
        one.add_argument("--json", action="store_true", help="one JSON object")
    points = commands.add_parser("w", help="Wasserstein distance of two sets of points on the line")
    points.add_argument("xs", help="points, with commas")
    points.add_argument("ys", help="points, with commas")
    points.add_argument("--order", type=float, default=1, help="1 (the default), 2, ...: W_k, not its power")
    points.add_argument("--json", action="store_true", help="one JSON object")
    sure = commands.add_parser("certify", help="a number of two laws on the line, as an enclosure")
    sure.add_argument("quantity", choices=sorted(CERTIFIED))
    sure.add_argument("p", help='a law: "normal(0,1)"; mean and standard deviation')
    sure.add_argument("q", help="a law")
    sure.add_argument("--digits", type=int, default=30, help="certain decimals (30)")
    sure.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _answer(options: argparse.Namespace) -> dict[str, Any]:
    from numerics.command_line import named_laws, vectors

    if options.command == "certify":
        if not 1 <= options.digits <= 10_000:
            raise ValueError(f"--digits {options.digits}; give a number from 1 to 10000")
        p, q = named_laws.law(options.p), named_laws.law(options.q)
        return named_laws.certify(options.quantity, p, q, digits=options.digits)
    if options.command == "w":
        from numerics.transport import wasserstein

        xs, ys = vectors.vector(options.xs, "xs"), vectors.vector(options.ys, "ys")
        value = wasserstein(xs, ys, order=options.order)
        power = {"name": f"its power, W_{options.order:g}^{options.order:g}", "value": _power(value, options.order)}
        return {
            "quantity": "w",
            "says": f"W_{options.order:g}, equal weights",
            "value": value,
            "unit": "that of the points",
            "accuracy": "relative error below 32 eps for equally many points",
            "siblings": [power],
        }
    p, q = vectors.vector(options.p, "p"), vectors.vector(options.q, "q")
    if options.normalise:
        p, q = normalise(p), normalise(q)
    return vectors.answer(options.command, p, q, base=options.base)


def _lines(found: dict[str, Any]) -> list[str]:
    if "radius" in found:
        return [f"{found['value']}", f"  certified: the true value is within {found['radius']} of this"]
    lines = [
        f"{found['value']!r}",
        f"  {found['says']}",
        f"  unit: {found['unit']}; {found['accuracy']}",
        "not to be taken for",
    ]
    width = max(len(sibling["name"]) for sibling in found["siblings"])
    return lines + [f"  {sibling['name']:{width}}  {sibling['value']!r}" for sibling in found["siblings"]]
