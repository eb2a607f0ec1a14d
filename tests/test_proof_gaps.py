"""What a proof says when it breaks: the line, its reason, and what was found instead."""

from fractions import Fraction

import flint
import pytest

from theory.book import BOOK
from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum, Touches
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Gradient, Slope
from theory.proving.step import ProofGap, Step


def gap(step: Step) -> str:
    with pytest.raises(ProofGap) as refused:
        step.check()
    return str(refused.value)


def test_a_false_line_is_named_with_its_reason_and_a_witness():
    step = Calc(
        about="the value at D*",
        start="V(Dstar)",
        lines=(
            Line("KL(p, m) + KL(q, m) - log(4)", "the definition of KL"),
            Line("JSD(p, q) - log(4)", "forgot the factor 2"),
        ),
    )
    first, second = gap(step).splitlines()
    assert first == ("the value at D*: line 2 (forgot the factor 2): KL(p, m) + KL(q, m) - log(4) = JSD(p, q) - log(4)")
    assert second.startswith("  it is false: at p = (1/2, 1/2), q = (1/4, 3/4) the left side is [-1.318650209982")
    assert "the right side [-1.35247228555129" in second


def test_a_line_outside_the_class_is_not_proved_rather_than_false():
    step = Calc(about="denesting", start="sqrt(5 + 2*sqrt(6))", lines=(Line("sqrt(2) + sqrt(3)", "square both sides"),))
    assert "it is not proved" in gap(step)
    assert "write a smaller step" in gap(step)


BROKEN = {
    "the slope": Extremum(about="", of="-(y - 1/2)**2", over="y", at="1/2", slope="1 - y", curvature="-2"),
    "the slope changes sign": Extremum(about="", of="-(y - 1/2)**2", over="y", at="1/3", slope="1 - 2*y",
                                       curvature="-2"),
    "the curvature": Extremum(about="", of="-(y - 1/2)**2", over="y", at="1/2", slope="1 - 2*y", curvature="-1"),
    "the extremum lies inside": Extremum(about="", of="-(y - 2)**2", over="y", at="2", slope="4 - 2*y", curvature="-2"),
    "the value where it touches": Touches(about="", of="u - log(u)", over="u", at="1", slope="1 - 1/u"),
    "the slope points away": Touches(about="", of="log(u)", over="u", at="1", slope="1/u"),
    "the derivative": Gradient(about="", of="KL(q, p)", gives="Integral(qdot*log(p/q), x)", because=""),
    "special case": Special(about="", of="p/(p + q)", put={"q": "p"}, gives="1", because=""),
    "not shown to be positive": Sign(about="", of="p - q", because=""),
    "the sides are equal": Differ(about="", left="p/(p + q)", right="Dstar"),
    "total is 6, not 5": Computed(about="", by=lambda values: sum(values), on={"values": (1, 2, 3)}, gives=5),
    "total is 6, not < 6": Computed(about="", by=lambda values: sum(values), on={"values": (1, 2, 3)}, gives=6,
                                    relation="<"),
    "not 2*log(2)": Computed(about="", by=lambda: flint.arb(2).log(), gives="2*log(2)"),
    "not 0.71": Computed(about="", by=lambda: flint.arb(2).log(), gives="0.71"),
    "not > log(2)": Computed(about="", by=lambda: flint.arb(2).log(), relation=">", gives="log(2)"),
    "holds without the hypothesis": Dropped(about="", change={"normalised": False}, step=Calc(
        about="", start="p/(2*m)", lines=(Line("Dstar", ""),))),
    "the value of the game": Dropped(about="", change={"normalised": False}, step=Calc(
        about="the value of the game", start="V(Dstar)", lines=(Line("JSD(p, q) - log(4)", ""),))),
    "is [0.13": Number(about="", of="KL(q, p)", is_about="0.1438"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_every_kind_of_step_says_what_is_wrong(what):
    assert what.replace("total", "<lambda>") in gap(BROKEN[what])


def test_a_float_proves_nothing():
    with pytest.raises(TypeError, match="never a float"):
        Computed(about="", by=lambda: 0.5, gives=Fraction(1, 2)).check()


def test_an_answer_is_exact_or_a_ball_that_is_narrow_enough():
    Computed(about="", by=lambda: flint.arb(1) / 3, gives="0.33333").check()
    Computed(about="", by=lambda: flint.arb(1) / 3, gives="1/3").check()
    Computed(about="", by=lambda: Fraction(1, 3), gives="1/3").check()
    Computed(about="", by=lambda: Fraction(1, 3), relation="<", gives="log(2)").check()
    Computed(about="", by=lambda n: (n, (True, Fraction(n, 2))), on={"n": 3}, gives=(3, (True, Fraction(3, 2)))).check()
    wide = flint.arb("0.3 +/- 0.1")
    assert "not 1/3" in gap(Computed(about="", by=lambda: wide, gives="1/3"))


def test_each_number_of_an_answer_is_changed_in_its_turn():
    step = Computed(about="", by=lambda: (1, (True, Fraction(1, 2))), gives=(1, (True, Fraction(1, 2))))
    step.check()
    wrong = [bad for _, bad in step.falsified()]
    assert len(wrong) == 4
    for bad in wrong:
        gap(bad)


def test_a_hypothesis_of_another_claim_is_refused():
    step = Calc(about="", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", ""),))
    need = Needed(hypothesis="D is convex", shown_by=Dropped(about="", step=step, change={"normalised": False}))
    with pytest.raises(ProofGap, match="is not one of its hypotheses"):
        Claim(id="c", says="", assumes=("p integrates to one",), sources=(), proof=(step,), needed=(need,)).check()


def drop(**change) -> Bound:
    line = {"becomes": "0", "dropped": "Integral(p*(q/p - 1 - log(q/p)), x)", "because": "Gibbs", "lemma": LOG_TANGENT,
            "weight": "p", "argument": "q/p", "moving": "q", "to": "p"}  # fmt: skip
    return Bound(about="KL >= 0", start="KL(p, q)", lines=(Drop(**{**line, **change}),))


BROKEN_BOUNDS = {
    "line 1 (Gibbs)": {"dropped": "Integral(p*(q/p - 1), x)"},
    "what is dropped": {"weight": "q"},
    "the weight": {"dropped": "Integral(-p*(q/p - 1 - log(q/p)), x)", "becomes": "2*KL(p, q)", "weight": "-p"},
    "where q = 2*p": {"to": "2*p"},
    "not shown to be positive": {"lemma": None, "dropped": "Integral(p*log(p/q), x)"},
    "must be an integral": {"lemma": None, "dropped": "KL(p, q)"},
}


@pytest.mark.parametrize("what", BROKEN_BOUNDS)
def test_a_bound_refuses_what_it_cannot_show(what):
    drop().check()
    assert what in gap(drop(**BROKEN_BOUNDS[what]))


def test_a_slope_outside_its_domain():
    """d/dt |t| = 1 holds for t > 0 and not for all t."""
    Slope(about="", of="sqrt(t**2)", over="t", domain="(0, inf)", gives="1", because="").check()
    assert "the derivative" in gap(Slope(about="", of="sqrt(t**2)", over="t", gives="1", because=""))


def test_a_claim_without_a_proof_is_not_called_proved():
    assert {c.id for c in BOOK.values() if not c.proof} == {
        c.id for c in BOOK.values() if c.status in ("cited", "open", "measured", "definition")
    }
