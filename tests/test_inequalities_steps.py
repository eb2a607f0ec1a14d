"""The kinds of step made for generators, expansions and two-sided bounds: each refuses what it cannot show."""

from dataclasses import replace
from fractions import Fraction

import flint
import pytest

from theory.inequalities.f_gan import put
from theory.inequalities.generator_of_js import BELOW_HELLINGER, BELOW_KL, BELOW_TRIANGULAR, BELOW_VARIATION
from theory.proving.bound import Bound, Drop
from theory.proving.computed import Computed
from theory.proving.expansion import Expansion
from theory.proving.generators import AboveChord, BendsOnce, Convex
from theory.proving.step import ProofGap, Step
from theory.proving.two_sides import TwoSidedBound

F = "(t*log(t) - (t + 1)*log((t + 1)/2))/2"
CONVEX = Convex(about="", of="t*log(t) - t + 1", over="t", at="1", slope="log(t)", curvature="1/t")
ONCE, MIRRORED, CHORD = BELOW_KL.proof[0], BELOW_TRIANGULAR.proof[0], BELOW_VARIATION.proof[0]
WITH_C = Convex(about="", of="u*log(u/c) - u + c", over="u", at="c", slope="log(u/c)", curvature="1/u",
                symbols={"c": "(0, inf)"})  # fmt: skip


def gap(step: Step) -> str:
    with pytest.raises(ProofGap) as refused:
        step.check()
    return str(refused.value)


def better(constant: str) -> BendsOnce:
    """JSD <= c KL with a constant of one's own, every derivative right."""
    return BendsOnce(about="", over="t", at="1", of=f"{constant}*(t*log(t) - t + 1) - {F}",
                     slope=f"{constant}*log(t) - log(2*t/(t + 1))/2", curvature=f"{constant}/t - 1/(2*t*(t + 1))",
                     bend=f"2*{constant}*(t + 1) - 1", bend_slope=f"2*{constant}",
                     without_log=f"{constant}*(1 - t) + (t + 1)*log((t + 1)/2)/2", times=f"{constant} - 1/2",
                     end=f"{constant} - log(2)/2")  # fmt: skip


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("the value where it touches", {"of": "t*log(t) - t + 2"}),
        ("the slope where it touches", {"of": "t*log(t)", "slope": "log(t) + 1"}),
        ("the slope:", {"slope": "2*log(t)"}),
        ("the curvature:", {"curvature": "2/t"}),
        ("is not shown to be positive", {"of": "1 - t + log(t)", "slope": "1/t - 1", "curvature": "-1/t**2"}),
        ("lies inside", {"domain": "(2, 3)"}),
    ],
)
def test_a_convex_function_above_its_tangent(what, change):
    CONVEX.check()
    assert what in gap(replace(CONVEX, **change))


def test_the_tangent_may_touch_at_a_parameter():
    WITH_C.check()
    assert "lies inside" in gap(
        replace(WITH_C, symbols={"c": "real"}, of="(u - c)**2", slope="2*(u - c)", curvature="2")
    )


def test_the_constant_of_jsd_and_kl_is_the_smallest():
    better("log(2)/2").check()
    better("1/2").check()
    assert "the limit at 0" in gap(better("99/100*log(2)/2"))
    assert "the bend where it touches" in gap(better("1/5"))


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a generator lives on", {"domain": "(0, 2)"}),
        ("the curvature has the sign of the bend", {"bend": "log(2)*(t + 1) - 2", "bend_slope": "log(2)"}),
        ("the slope of the bend", {"bend_slope": "1"}),
        ("the bend increases", {
            "bend": "(log(2)*(t + 1) - 1)/(t + 1)**4",
            "bend_slope": "log(2)/(t + 1)**4 - 4*(log(2)*(t + 1) - 1)/(t + 1)**5"}),
        ("split off", {"times": "1"}),
        ("has no value at 0", {"without_log": "log(2)/2*(1 - t) + (t + 1)*log((t + 1)/2)/2 + t*log(t)",
                               "times": "(log(2) - 1)/2 - 1"}),
        ("the limit at 0", {"end": "1"}),
        ("its own mirror image", {"mirrored": True}),
    ],
)  # fmt: skip
def test_a_function_that_bends_once(what, change):
    ONCE.check()
    assert what in gap(replace(ONCE, **change))


def test_mirrored_functions_need_only_the_left():
    MIRRORED.check()
    assert "the bend increases" in gap(replace(MIRRORED, mirrored=False))  # it falls beyond 1


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("on the left of 1", {"left": f"log(2)*(1 - t) - {F}"}),
        ("it touches at 1", {"at": "2"}),
        ("the slope on the left", {"slope": "1"}),
        ("the curvature", {"curvature": "1/(2*t*(t + 1))"}),
        ("the limit at 0", {"end": "log(2)"}),
        ("split off", {"times": "1/2"}),
    ],
)
def test_a_concave_function_above_its_chord(what, change):
    CHORD.check()
    assert what in gap(replace(CHORD, **change))


def test_a_chord_that_starts_below_zero_is_refused():
    """JSD <= TV/3 is false: (log 2)/2 exceeds 1/3."""
    step = AboveChord(about="", over="t", at="1", of=f"abs(t - 1)/3 - {F}", left=f"(1 - t)/3 - {F}",
                      slope="-1/3 - log(2*t/(t + 1))/2", curvature="-1/(2*t*(t + 1))",
                      without_log="(1 - t)/3 + (t + 1)*log((t + 1)/2)/2", times="-1/2",
                      end="1/3 - log(2)/2")  # fmt: skip
    assert "is not shown to be zero or positive" in gap(step)


def test_what_is_not_its_own_mirror_image():
    """The same on the left of 1, and on the right too small."""
    of = f"log(2)/2*(abs(t - 1) + t - 1)/2 + log(2)/2*(1 - t) - {F}"
    assert "it is its own mirror image" in gap(replace(CHORD, of=of))


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("the value", {"value": "1"}),
        ("the slope", {"slope": "1"}),
        ("the second", {"second": "2"}),
        ("1/3", {"at": "1/3"}),
    ],
)
def test_an_expansion(what, change):
    step = Expansion(about="", of="t*log(t) - t + 1", over="t", at="1", value="0", slope="0", second="1", because="")
    step.check()
    assert what in gap(replace(step, **change))


def test_an_expansion_where_there_is_none():
    with pytest.raises((ProofGap, ValueError, ZeroDivisionError)):
        Expansion(about="", of="sqrt(s)", over="s", value="0", slope="0", because="").check()


def test_an_expansion_under_the_integral_says_so():
    step = Expansion(
        about="", of="Integral(p*exp(s*h(x)), x)", over="s", value="1", slope="Integral(p*h(x), x)", because=""
    )
    step.check()
    assert step.uses() == {"differentiation-under-the-integral"}


def least(dropped: str, becomes: str, **more) -> TwoSidedBound:
    return TwoSidedBound(about="", start="TV(p, q)", lines=(Drop(becomes, dropped=dropped, because="", **more),))


def test_signs_are_shown_on_both_sides():
    least("Integral(abs(p - q), x)/2", "0").check()
    one_sided = Bound(about="", start="1 - TV(p, q)", lines=(Drop("0", dropped="Integral(min(p, q), x)", because=""),))
    assert "is not shown to be positive" in gap(one_sided)
    TwoSidedBound(about="", start=one_sided.start, lines=one_sided.lines).check()


def test_a_sign_that_differs_on_the_sides_is_refused():
    assert "is not shown to be positive" in gap(least("Integral(p - q, x)", "TV(p, q)"))
    assert "is not shown to be positive" in gap(least("Integral(abs(p - q)/2 - p/4, x)", "1/4"))


def test_the_argument_of_a_lemma_may_not_vanish_at_equality():
    """|p - q|/q is positive on both sides and zero at p = q, where a lemma on (0, inf) says nothing."""
    lemma = BELOW_HELLINGER
    argument = "abs(p - q)/q"
    generator = put(f"(sqrt(t) - 1)**2/2 - {F}", "t", argument)
    dropped = f"Integral(q*({generator}), x)"
    step = TwoSidedBound(about="", start=dropped, lines=(
        Drop("0", dropped=dropped, because="", lemma=lemma, weight="q", argument=argument),))  # fmt: skip
    assert "the argument of the lemma" in gap(step)


def test_a_decimal_is_right_to_its_last_place():
    third = Computed(about="", by=lambda: flint.arb(1) / 3, gives="0.33333")
    third.check()
    wrong = [bad for _, bad in third.falsified()]
    assert [getattr(bad, "gives", "") for bad in wrong] == ["0.33333", "-0.33333", "0.33331", "0.33335"]
    for bad in wrong:
        gap(bad)
    long = "0.3333333333333333333333333333333333333333"
    Computed(about="", by=lambda: flint.arb(1) / 3, gives=long).check()
    assert gap(Computed(about="", by=lambda: Fraction(1, 3), gives=long[:-1] + "5"))
