"""`python -m grading derivation`: right steps are never called wrong, and a wrong line is named, with a witness."""

import re

import pytest
from grading_lint import NOTES, lint, run, wrong

from theory.book import BOOK

# ---- the decks, right and misprinted --------------------------------------------------------------------------------


def test_no_step_of_the_right_derivations_is_called_wrong():
    code, out, _ = run("derivation", NOTES / "right.tex")
    assert (code, out) == (0, "24 chains, 53 steps: 40 follow, 0 wrong, 13 not checked\n")


def test_every_misprint_is_found_on_its_line_and_its_neighbours_are_not():
    text = (NOTES / "misprints.tex").read_text(encoding="utf-8").splitlines()
    marked = {n: found[1] for n, line in enumerate(text, start=1) if (found := re.search(r"% wrong: (\S+)", line))}
    assert all(BOOK[name].printed for name in marked.values())
    assert len(set(marked.values())) == 18
    code, out, _ = run("derivation", NOTES / "misprints.tex")
    assert code == 1
    assert [int(n) for n in re.findall(r"misprints\.tex:(\d+): does not follow", out)] == list(marked)
    assert out.endswith("18 chains, 30 steps: 9 follow, 20 wrong, 1 not checked\n")


def test_what_is_right_in_its_context_is_not_called_wrong():
    code, out, _ = run("derivation", NOTES / "loose.tex")
    assert code == 0
    assert out.startswith("72 chains, 87 steps: 18 follow, 0 wrong")


VALUE = [
    r"V(D^*,G) &= \mathbb{E}_p[\log\frac{p}{p+q}] + \mathbb{E}_q[\log\frac{q}{p+q}]",
    r"&= \int p\log\frac{p}{p+q} + q\log\frac{q}{p+q}\,dx",
    r"&= -\log 4 + KL(p\|m) + KL(q\|m)",
    r"&= 2JSD(p\|q) - \log 4",
]
TRICK = [
    r"\mathbb{E}_q[-\log D^*] &= \int q\log\frac{p+q}{p}\,dx",
    r"&= \int q\log\frac qp\,dx + \int q\log\frac{p+q}{q}\,dx",
    r"&= KL(q\|p) + \log 2 - KL(q\|m)",
]
SQUARES = [
    r"L_D &= \mathbb{E}_p[(D-1)^2] + \mathbb{E}_q[D^2]",
    r"&= \int p(D-1)^2 + q D^2\,dx",
    r"&= \int (p+q) D^2 - 2 p D + p\,dx",
    r"&= 1 + \int (p+q)D^2 - 2pD\,dx",
]


def display(lines: list[str]) -> str:
    return "\\begin{align}\n" + " \\\\\n".join(lines) + "\n\\end{align}\n"


@pytest.mark.parametrize("lines", [VALUE, TRICK, SQUARES])
def test_the_derivations_that_are_mutated_below_are_right(lines):
    assert wrong(lint(display(lines))[0]) == []


@pytest.mark.parametrize(
    ("lines", "k", "old", "new"),
    [
        (VALUE, 1, "+ q", "- q"),
        (VALUE, 1, r"\frac{q}{p+q}", r"\frac{p}{p+q}"),
        (VALUE, 2, r"-\log 4", r"-\log 2"),
        (VALUE, 2, r"KL(q\|m)", r"KL(m\|q)"),
        (VALUE, 3, "2JSD", "JSD"),
        (VALUE, 3, r"- \log 4", r"+ \log 4"),
        (TRICK, 0, r"\frac{p+q}{p}", r"\frac{p}{p+q}"),
        (TRICK, 1, r"\frac qp", r"\frac pq"),
        (TRICK, 1, r"+ \int", r"+ 2\int"),
        (TRICK, 2, r"KL(q\|p)", r"KL(p\|q)"),
        (TRICK, 2, r"- KL(q\|m)", r"+ KL(q\|m)"),
        (SQUARES, 1, "(D-1)", "(D+1)"),
        (SQUARES, 2, "2 p D", "p D"),
        (SQUARES, 3, "1 +", "2 +"),
    ],
)
def test_a_slip_in_one_line_names_that_line_and_no_other(lines, k, old, new):
    assert lines[k].count(old) == 1
    slip = [line.replace(old, new) if i == k else line for i, line in enumerate(lines)]
    steps, found = lint(display(slip))
    assert wrong(steps) == [k + 2]  # \begin{align} is line 1
    assert found[0]["verdict"] == "first wrong step"
    # a slip in the last line, or in what defines L_D, is a slip of the end
    assert found[0]["end_is_right"] == (k < len(lines) - 1)
    assert all(s["witness"]["at"] for s in found[0]["steps"] if s["verdict"] == "does not follow")


def test_a_slip_that_is_carried_on_is_named_once():
    steps, found = lint(display([*VALUE[:2], r"&= -\log 2 + KL(p\|m) + KL(q\|m)", r"&= 2JSD(p\|q) - \log 2"]))
    assert wrong(steps) == [4]
    assert found[0]["end_is_right"] is False


# ---- what is not checked --------------------------------------------------------------------------------------------


def test_definitions_inequalities_and_what_cannot_be_read():
    code, out, _ = run("derivation", NOTES / "doubtful.tex", "--all")
    verdicts = re.findall(r"tex:(\d+): ([a-z ]+):", out)
    assert code == 1
    assert [int(n) for n, verdict in verdicts if verdict == "does not follow"] == [7, 11]
    for said in ("taken as the definition of C(G)", r"\ge is not an equality", "max over a set", "which defines C(G)",
                 "(across what was not checked)", "taken as the definition of c"):  # fmt: skip
        assert said in out


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        (r"c = 2", "definition of c"),
        (r"L_D = 1", "definition of L_D"),
        (r"J^{(G)}(\theta) = -\log 4", "definition of J"),
        (r"f'(y) = \frac ay - \frac b{1-y}", "definition of f'(y)"),
        (r"\hat{x} = \mu + \sigma\epsilon", "definition of"),
        (r"q(x) = p(x)", "definition of q(x)"),
        (r"2c + 1 = 3", "c stands on one side only"),
        (r"\frac{p}{D} - \frac{q}{1-D} = 0", "best discriminator"),
        (r"\frac{a}{y} - \frac{b}{1-y} = 0", "to be solved"),
        (r"\log s^2 = 2\log s", "domain: s: (0,inf)"),
        (r"f(2u) = f(u)", "taken at other values"),
        (r"D_w(x) - 1 = D_w(y) - 1", "the points x, y"),
        (r"(a+b)^2 = a^2 + b^2 \implies ab = 0", "a condition in an implication"),
        (r"2\log 2 = 1.386", "digits"),
        (r"\max_w V(D_w,G) = V(D^*,G)", "cannot be read"),
        (r"V(D,G) := 0", "definition of V(D,G)"),
    ],
)
def test_a_step_that_may_be_meant_otherwise_is_not_called_wrong(formula, why):
    steps, _ = lint(rf"\[ {formula} \]")
    assert wrong(steps) == []
    assert any(verdict == "not checked" for _, verdict, _ in steps)
    assert any(why in reason for _, _, reason in steps)


@pytest.mark.parametrize(
    "formula",
    [
        r"\log(ab) = \log a - \log b",
        r"(a+b)^2 = a^2 + b^2",
        r"1 - D^*(x) = \frac{p(x)}{p(x)+q(x)}",
        r"D^*(x) = \frac{q(x)}{p(x)+q(x)}",
        r"V(D^*,G) = -\log 4",
        r"KL(p\|q) = 0",
        r"f(u) + f(u) = 3f(u)",
        r"\log 2 = 0.7931",
    ],
)
def test_and_a_step_that_nothing_saves_is(formula):
    assert wrong(lint(rf"\[ {formula} \]")[0]) == [1]


def test_what_the_prose_grants_counts_and_only_there():
    value = r"\[ V(D^*,G) = -\log 4 \]"
    assert wrong(lint(rf"If $p_g = p_{{data}}$, {value}")[0]) == []
    assert wrong(lint(rf"If $p_g = p_{{data}}$, \[ 1 = 1 \] {value}")[0]) == [1]
    # where q = p every divergence vanishes, so that a lost factor would be excused with it
    assert wrong(lint(r"If $p_g = p_{data}$, \[ V(D^*,G) = JSD(p\|q) - \log 4 \]")[0]) == [1]
    assert wrong(lint(rf"Two uniform laws. {value}")[0]) == []
    assert wrong(lint(rf"Two uniform laws. \section{{New}} {value}")[0]) == [1]
    declared, _ = lint(f"% given: q = p\n{value}")
    assert declared[0][1] == "follows"
    assert "q = p" in declared[0][2]
    assert wrong(lint("% given: q = p\n" + r"\[ KL(p\|q) = 1 \]")[0]) == [2]
    assert lint("% given: q = p\n" + r"\[ 2q(x) = 2p(y) \]")[0][0][1] != "follows"


def test_a_name_is_compared_with_its_definition_until_the_section_ends():
    chain = "\\begin{align}\nC(G) &= V(D^*,G) \\\\ &= 2JSD(p\\|q) - \\log 4\n\\end{align}\n"
    again = r"\[ C(G) = 2JSD(p\|q) - 2\log 2 \]"
    slip = r"\[ C(G) = JSD(p\|q) - \log 4 \]"
    assert [v for _, v, _ in lint(chain + again)[0]] == ["not checked", "follows", "follows"]
    assert wrong(lint(chain + slip)[0]) == [4]
    assert wrong(lint(chain + r"\section{Another}" + slip)[0]) == []
    assert wrong(lint(chain + slip.replace("=", ":="))[0]) == []
    # a list of losses under one letter is a list of definitions
    assert wrong(lint(r"\[ L = \mathbb{E}_p[D] \] \[ L = \mathbb{E}_q[D] \] \[ L = \mathbb{E}_q[D^2] \]")[0]) == []


def test_an_equation_that_is_solved_below_is_not_wrong():
    rows = "a(1-y) &= b y \\\\\n y &= \\frac{a}{a+b}"
    steps, _ = lint(f"\\begin{{align}}\n{rows}\n\\end{{align}}")
    assert wrong(steps) == []
    assert "holds where y = \\frac{a}{a+b} (line 3)" in steps[0][2]
    wrongly, _ = lint(f"\\begin{{align}}\n{rows.replace('{a+b}', '{a-b}')}\n\\end{{align}}")
    assert "holds where" not in wrongly[0][2]
