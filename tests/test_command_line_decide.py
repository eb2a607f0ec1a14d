"""`python -m theory decide LHS RHS`: the verdict in words, as data and as an exit code."""

import json
from pathlib import Path

import flint
import pytest

from theory.command_line.main import main
from theory.command_line.pair import _certain
from theory.command_line.pointwise import NoIntegrand, integrand
from theory.printing.plain import plain
from theory.reading import read

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(capsys):
    def command(*argv: str) -> tuple[int, str, str]:
        code = main(["decide", *argv])
        out, err = capsys.readouterr()
        return code, out, err

    return command


# ---- one pair -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["V(Dstar,G)", "2*JSD(p,q) - log(4)"], 0, "equal"),
        (["-log(4)+2*JSD(p,q)", "V(Dstar,G)"], 0, "equal"),  # begins with a minus sign
        (["-h(x)", "-h(x)"], 0, "equal"),  # and is not --help
        ([r"-\log 4", r"-2\log 2"], 0, "equal"),
        (["E_q(log(1-Dstar))", "JSD(p,q) - log(2)"], 1, "left -0.65777"),
        (["log(t**2)", "2*log(t)", "--domain", "t: (0,inf)"], 0, "equal"),
        (["log(t**2)", "2*log(t)", "--domain", "t:(-inf,0)"], 1, "t = "),
        (["a*b", "b*a", "--domain", "a: nonzero", "--domain", "b: (0,1)"], 0, "equal"),
        (["--syntax", "plain", "JSD(p,q)", "--json", "JSD(q,p)"], 0, '"equal"'),
        (["E_p(1)", "1"], 0, "because p and q integrate to one"),
        (["E_p(1)", "1", "--unnormalised"], 1, "different"),
        (["E_p(1)", "E_q(1)", "--pointwise"], 1, "different"),
        (["V(Dstar,G)", "p*log(p/(p+q)) + q*log(q/(p+q))", "--pointwise"], 0, "equal"),
        (["log(-1)", "1"], 1, "everywhere: left 0 + (3.14159…)i, right 1"),
    ],
)
def test_a_pair_is_answered_in_words_and_by_the_exit_code(run, argv, code, says):
    found, out, err = run(*argv)
    assert (found, err) == (code, "")
    assert says in out


def test_what_is_not_decided_has_an_exit_code_of_its_own(run, monkeypatch):
    monkeypatch.setattr("theory.deciding.decide._decide", lambda *_: ("undecided", "a blocked gate", None))
    code, out, _ = run("p", "q")
    assert code == 3
    assert out == "undecided\n  a blocked gate\n"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["log(p", "q"], ["left side", "not closed", "^"]),
        (["p", "q +* p"], ["right side", "^"]),
        (["p", "q", "--domain", "t: (0"], ["domain of t", "not a domain"]),
        (["p", "q", "--domain", "t"], ["'t'", "a colon"]),
        (["p", "q", "--domain", "t: (0,1)", "--domain", "t: real"], ["t already lives in (0,1)"]),
        (["p", "q", "--domain", "2: real"], ["'2'", "not a name"]),
        (["p"], ["two formulas", "1 given"]),
        (["p", "q", "p"], ["two formulas", "3 given"]),
        (["p", "q", "--jsonl", "-"], ["LHS", "single pair"]),
        (["--jsonl", "-", "--pointwise"], ["--pointwise", "single pair"]),
        (["--jsonl", "no/such/file"], ["'no/such/file'", "No such file"]),
        (["KL(p,q) + log(2)", "p", "--pointwise"], ["left side", "log(2) stands outside the integrals"]),
        (["p", "KL(p,q)**2", "--pointwise"], ["right side", "no integrand"]),
    ],
)
def test_a_wrong_use_says_what_was_given_and_the_way_out(run, argv, says):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    for word in says:
        assert word in err


def test_a_pair_as_data(run):
    code, out, _ = run("E_q(log(D))", "E_p(log(D))", "--json")
    data = json.loads(out)
    assert code == 1
    assert data.keys() == {"verdict", "witness", "reason", "seconds", "left", "right"}
    assert data["verdict"] == "different"
    assert data["witness"].keys() == {"at", "left", "right"}
    data = json.loads(run("E_q(log(D)", "p", "--json")[1])
    assert data["verdict"] == "unreadable"


@pytest.mark.parametrize(
    ("ball", "digits", "shown"),
    [
        (flint.arb(0), 6, "0"),
        (flint.arb(-3), 6, "-3"),
        (flint.arb(1) / 4, 6, "0.25"),
        (flint.arb(2).log(), 6, "0.693147…"),
        (-flint.arb(2).log(), 12, "-0.693147180559…"),
        (flint.arb(10) ** -9 / 3, 6, "3.33333…e-10"),
    ],
)
def test_digits_are_cut_and_not_rounded(ball, digits, shown):
    assert _certain(ball, digits) == shown


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("p/(p+q)", "p(x)/(p(x)+q(x))"),
        ("Integral(p(t)*log(p(t)), t)", "p(x)*log(p(x))"),
        ("E_z(log(1-D(G(z))))", "q(x)*log(1-D(x))"),
        ("E_p(log(D)) + E_q(log(1-D))/2", "p(x)*log(D(x))+q(x)*log(1-D(x))/2"),
        ("-2*E_p(x*f(x))", "-2*p(x)*x*f(x)"),
    ],
)
def test_the_integrand_is_a_function_of_one_point(text, function):
    found, expected = plain(integrand(read(text))).replace(" ", ""), function
    assert found.replace("(", "").replace(")", "") == expected.replace("(", "").replace(")", "")


@pytest.mark.parametrize(
    "text", ["log(E_p(D))", "KL(p,q)*KL(q,p)", "p*E_q(D)", "E_p(E_q(D))", "1/E_p(D)", "Renyi(2,p,q)"]
)
def test_what_has_no_integrand_says_so(text):
    with pytest.raises(NoIntegrand):
        integrand(read(text))
