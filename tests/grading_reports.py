"""Sheets and reports made by hand, for tests of what is said about them."""

from pathlib import Path

from grading.assignment.items import DerivationItem, FormulaItem, FunctionItem, Item, NumberItem, Sheet
from grading.report import Marked, Report
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked, Witness

SECRET = "q/(secret+q)"


def sheet(*items: Item, folder: Path = Path("sheets/small")) -> Sheet:
    """A sheet of these items, or the usual five."""
    usual = (
        FormulaItem("js", "What is $JSD(p, p)$?", 2.0, rubric={"bits": 0.5}, reference=SECRET),
        FunctionItem("kl", "Write `kl`.", 4.0, function="kl"),
        NumberItem("log-two", "How much is it?", 1.0, reference=SECRET, visibility="after_due_date"),
        DerivationItem("v-star", "Derive it.", 3.0, visibility="hidden", ends=SECRET),
        FormulaItem("bonus", "For nothing.", 0.0, reference=SECRET),
    )
    return Sheet("A small sheet", "small", folder, items or usual)


def report(
    *answers: Answer, submission: str = "anna", problems: tuple[str, ...] = (), on: Sheet | None = None
) -> Report:
    """A report of these answers, the rest of the items unanswered."""
    on = on or sheet()
    missing = [Incorrect("nothing was handed in", mistake=UNANSWERED)] * (len(on.items) - len(answers))
    marked = tuple(Marked(item, answer) for item, answer in zip(on.items, [*answers, *missing], strict=True))
    return Report(on, submission, marked, problems)


#: Three verdicts, with all that each may have.
MIXED = (
    Incorrect("it is `2*log(2)` times that", Witness("p = (1, 0)", "1.4", "0.7"), "in bits", "bits"),
    Correct("every probe passed"),
    NotChecked("the certificate needs more than 20 s"),
    Incorrect("the second step does not follow", Witness("p = 1", "2", "3"), "the sign", "sign"),
    Correct("proved"),
)
#: Text that would do something, were it not made harmless.  Each is shown in full (but for invisible characters).
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![i](http://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "<http://evil.example> www.evil.example a@evil.example",
    "`code` ``more`` and a lone ` tick",
    "a | b\n| --- | --- |\n| x | y |",
    "\n# heading\n\n- list\n\n> quote\n\n1. one\n\n---\n===",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "\x1b[31mred\x1b[0m \x07 \x00 \x9b31m",
    "abc\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200b",
    "$\\text{x}$ \\(y\\) \\[z\\] ~~gone~~ *em* __strong__ ^x^",
    "</code></td></table></section><style>*{display:none}</style>",
    "[ref]: http://evil.example 'x'",
    "\ud800 half \ufffe",
    "``` fence\n~~~\n    indented",
    "\\",
    "ends with \\",
    "`",
    "|",
    "=cmd|' /C calc'!A0",
)
