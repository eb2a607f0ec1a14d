"""The conventions are one: the page, the executable formulas and the reference numbers of the claims agree."""

from fractions import Fraction

import flint
import pytest

from theory.conventions import DIVERGENCES
from theory.deciding.balls import Case, evaluate
from theory.deciding.decide import decide
from theory.reading import read, read_domain
from theory.terms.domain import Setting
from theory.terms.expr import Functional
from theory.terms.named import FUNCTIONALS

ALPHA = Setting({"alpha": read_domain("(0,1)")}, normalised=False)


def plain_text(text: str):
    return read(text, syntax="plain", symbols=("alpha",))


@pytest.mark.parametrize("convention", DIVERGENCES, ids=lambda c: c.written)
def test_the_page_says_what_the_engine_computes(convention):
    """Without normalisation: the formula itself, not one that agrees with it on densities."""
    written, formula = plain_text(convention.written), plain_text(convention.formula)
    assert isinstance(written, Functional)
    assert decide(written, formula, ALPHA).answer == "equal"
    assert decide(2 * written, formula, ALPHA).answer == "different"


def test_every_functional_is_on_the_page():
    assert {plain_text(c.written).name for c in DIVERGENCES} == set(FUNCTIONALS)


#: R7 of the claims, normalised: P = (3, 2, 1, 4)/10, Q = (1, 2, 4, 3)/10. (The list of claims has two digits of
#: KL(q, p) exchanged from the 20th place on; mpmath and the balls agree on the number below.)
R7 = Case({"p": tuple(Fraction(k, 10) for k in (3, 2, 1, 4)), "q": tuple(Fraction(k, 10) for k in (1, 2, 4, 3))},
          {}, (Fraction(1),) * 4)  # fmt: skip
ON_R7 = {
    "TV(p, q)": "0.30000000000000000000000000000000",
    "KL(p, q)": "0.30602707946915621651081474918265",
    "KL(q, p)": "0.35835189384561100016249547167614",
    "JSD(p, q)": "0.07793227299448252828218882331491",
}


def value(text: str, case: Case) -> flint.arb:
    with flint.ctx.workprec(256):
        return evaluate(plain_text(text), case).ball.real


@pytest.mark.parametrize(("text", "number"), ON_R7.items())
def test_reference_numbers(text, number):
    """Within one unit of the last printed digit: the references are rounded decimals."""
    digits = len(number.partition(".")[2])
    with flint.ctx.workprec(256):
        assert abs(value(text, R7) - flint.arb(number)) < flint.arb(10) ** -digits


def test_a_swapped_argument_or_a_bit_for_a_nat_would_be_noticed():
    with flint.ctx.workprec(256):
        wrong = flint.arb(ON_R7["KL(q, p)"])
        assert not abs(value("KL(p, q)", R7) - wrong) < flint.arb(10) ** -3
        assert not abs(value("KL(q, p)/log(2)", R7) - wrong) < flint.arb(10) ** -3
