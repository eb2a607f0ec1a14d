"""The options, and the help that `--help` prints.

Formulas make poor command-line arguments: `-log(4)` looks like an option.  `hidden_minus` sees to that.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from theory.decks import DECKS
from theory.proving.claim import STATUSES

BOOK_HELP = """\
The claims of GAN theory, each with its proof, checked line by line while you read it.

  python -m theory                          all claims, in reading order
  python -m theory --deck 003               a deck in slide order: what it prints, the verdict, the claims
  python -m theory --refuted                sentences in print that are false, with what is true instead
  python -m theory --status open            what waits for a training experiment
  python -m theory --cited                  what is taken on trust, and which claims rest on it
  python -m theory v-at-dstar               one claim: statement, hypotheses, sources, proof
  python -m theory v-at-dstar --latex       its proof as align* blocks, for a slide (amsmath, amssymb)
  python -m theory report --out DIR         the whole ledger as one HTML page and one LaTeX document
  python -m theory decide LHS RHS           are two formulas of your own equal?  (decide --help)
"""
BOOK_CODES = "exit code: 0, or 1 if the proof that was shown has a gap, or 2 if there is no such claim or option"

REPORT_HELP = """\
Check every claim and write the whole ledger into a folder:

  index.html    one self-contained page: statements and proofs typeset, filters by deck and status; it needs neither
                network nor script
  proofs.tex    every statement and proof in one LaTeX document (amsmath, amssymb)
  ledger.json   the same as data

  python -m theory report --out build/report
  python -m theory report --out build/report --figures build/figures
"""
REPORT_CODES = "exit code: 0, or 1 if a proof has a gap (the page says where), or 2 if the folder cannot be written"

DECIDE_HELP = """\
Are two formulas equal for all densities p and q, all discriminators D and all parameters in their domains?

  python -m theory decide "E_q(-log(Dstar))" "log(2) + KL(q,p) - KL(q,m)"
  python -m theory decide '\\mathbb{E}_{x\\sim p_g}[\\log(1-D^*(x))]' '\\mathrm{JSD}(p_g\\|p_{data}) - \\log 2'
  python -m theory decide "log(t**2)" "2*log(-t)" --domain "t: (-inf,0)"
  python -m theory decide "V(Dstar,G)" "p*log(p/(p+q)) + q*log(q/(p+q))" --pointwise
  python -m theory decide --jsonl answers.jsonl > verdicts.jsonl

Unless declared otherwise p, q > 0 are densities that integrate to one, m = (p+q)/2, D lies in (0,1),
Dstar = p/(p+q), every other name is real, and log is natural.
"""
DECIDE_CODES = """\
domains: "(0,inf)", "[0,1]", "(-inf,log(2))", "real", "nonzero", "positive", "unit"

--jsonl reads one object a line
  {"id": 7, "reference": "...", "student": "...", "syntax": "plain" or "latex", "symbols": {"t": "(-inf,0)"},
   "normalised": true}            only id, reference and student are needed; other fields are passed over
and writes one object a line, in the same order
  {"id": 7, "verdict": "equal", "different", "undecided" or "unreadable", "witness": null or {...},
   "reason": "...", "seconds": 0.004}

exit code: 0 equal, 1 different, 3 undecided, 2 unreadable or a wrong option;
           with --jsonl 0 when every line was answered (an unreadable line is answered by saying so)
"""


def book_parser() -> argparse.ArgumentParser:
    """For `python -m theory [ID]`."""
    parser = _parser("python -m theory", BOOK_HELP, BOOK_CODES)
    parser.add_argument("id", nargs="?", metavar="ID", help="a claim; without one, all claims are listed")
    parser.add_argument("--status", choices=STATUSES, help="list only these claims")
    parser.add_argument("--deck", choices=sorted(DECKS), help="list a deck in slide order")
    parser.add_argument("--refuted", action="store_true", help="list the false sentences, each with its correction")
    parser.add_argument("--cited", action="store_true", help="list what is taken on trust, with theorem numbers")
    parser.add_argument("--latex", action="store_true", help="the proof as LaTeX, one align* block for each step")
    parser.add_argument("--json", action="store_true", help="the same as data")
    parser.add_argument("--version", action="store_true", help="the version, and stop")
    return parser


def report_parser() -> argparse.ArgumentParser:
    """For `python -m theory report --out DIR`."""
    parser = _parser("python -m theory report", REPORT_HELP, REPORT_CODES)
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder to write into; made if it is not there")
    parser.add_argument("--figures", metavar="DIR", default="", help="figures that python -m figures made: claims lead "
                        "to those that show them")  # fmt: skip
    return parser


def decide_parser() -> argparse.ArgumentParser:
    """For `python -m theory decide LHS RHS` and `--jsonl FILE`."""
    parser = _parser("python -m theory decide", DECIDE_HELP, DECIDE_CODES)
    parser.add_argument("sides", nargs="*", metavar="LHS RHS", help="two formulas, each in quotes")
    parser.add_argument("--syntax", choices=["latex", "plain", "auto"], default="auto", help="default: guessed")
    parser.add_argument("--pointwise", action="store_true", help="compare functions at every point; of an integral or "
                        "an expectation, its integrand (default: the formulas as written)")  # fmt: skip
    parser.add_argument("--domain", action="append", default=[], metavar='"t: (0,inf)"',
                        help="where a parameter lives; may be repeated")  # fmt: skip
    parser.add_argument("--unnormalised", action="store_true", help="p and q need not integrate to one")
    parser.add_argument("--json", action="store_true", help="the answer as one JSON object")
    parser.add_argument("--jsonl", metavar="FILE", help="many pairs, one JSON object a line; - is standard input")
    return parser


def _parser(prog: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def hidden_minus(arguments: Iterable[str]) -> list[str]:
    r"""The arguments with a blank before every formula that begins with a minus sign; readers skip the blank.

    >>> hidden_minus(["-log(4)", "--json", "-", "-h"])
    [' -log(4)', '--json', '-', '-h']
    """
    return [f" {a}" if a.startswith("-") and not a.startswith("--") and a not in ("-", "-h") else a for a in arguments]
