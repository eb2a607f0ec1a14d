"""`python -m numerics`: values, units, siblings, and errors that say what to change."""

import json
import math

import mpmath as mp
import pytest

import numerics
from numerics.command_line.main import main
from numerics.command_line.named_laws import CERTIFIED, law
from numerics.command_line.vectors import QUANTITIES
from numerics.laws import Mixture, Normal, Uniform

P, Q = "0.1,0.2,0.7", "0.2,0.2,0.6"
VECTORS = [0.1, 0.2, 0.7], [0.2, 0.2, 0.6]


def asked(capsys, *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", QUANTITIES)
def test_each_quantity_is_the_functions_value(name, capsys):
    function = {"js-distance": "js_distance", "chi-square": "chi_square", "hellinger": "hellinger_distance"}.get(
        name, name
    )
    found = asked(capsys, name, P, Q)
    assert found["value"] == getattr(numerics, function)(*VECTORS)
    assert all(sibling["value"] != found["value"] for sibling in found["siblings"])
    assert main([name, P, Q]) == 0
    text = capsys.readouterr().out
    assert text.startswith(repr(found["value"]))
    assert all(sibling["name"] in text for sibling in found["siblings"])


def test_bits_scale_divergences_and_roots_of_them_differently(capsys):
    assert asked(capsys, "js", "1,0", "0,1", "--base", "2")["value"] == 1.0
    assert asked(capsys, "js", "1,0", "0,1", "--base", "2")["unit"] == "bits"
    assert asked(capsys, "js-distance", "1,0", "0,1", "--base", "2")["value"] == pytest.approx(1.0, rel=1e-15)
    nats = asked(capsys, "js", P, Q)
    bits = asked(capsys, "js", P, Q, "--base", "2")
    assert nats["unit"] == "nats"
    assert nats["siblings"][0] == {"name": "in bits", "value": pytest.approx(bits["value"], rel=1e-15)}
    assert bits["siblings"][0]["value"] == pytest.approx(math.sqrt(bits["value"]), rel=1e-15)


@pytest.mark.parametrize("name", [name for name, quantity in QUANTITIES.items() if quantity.logarithmic])
def test_the_sibling_in_bits_is_what_base_2_gives(name, capsys):
    nats, bits = asked(capsys, name, P, Q), asked(capsys, name, P, Q, "--base", "2")
    assert nats["siblings"][0] == {"name": "in bits", "value": pytest.approx(bits["value"], rel=1e-15)}


def test_siblings_are_what_their_names_say(capsys):
    def siblings(name):
        return {s["name"].partition(",")[0]: s["value"] for s in asked(capsys, name, P, Q)["siblings"]}

    assert siblings("js")["largest possible"] == math.log(2)
    assert siblings("kl")["reversed"] == numerics.kl(*reversed(VECTORS))
    assert siblings("kl")["entropy of p"] == numerics.entropy(VECTORS[0])
    assert siblings("jeffreys")["half of it"] == numerics.jeffreys(*VECTORS) / 2
    assert siblings("jeffreys")["KL(q || p)"] == numerics.kl(*reversed(VECTORS))
    assert siblings("tv")["without the half (L1)"] == pytest.approx(0.2, rel=1e-15)
    assert siblings("chi-square")["reversed"] == numerics.chi_square(*reversed(VECTORS))
    assert siblings("triangular")["half of it"] == numerics.triangular(*VECTORS) / 2


@pytest.mark.parametrize(
    ("name", "unit", "in_bits"),
    [("kl", "nats", "bits"), ("js-distance", "root of nats", "root of bits"), ("hellinger", "none", "none"),
     ("tv", "none", "none")],
)  # fmt: skip
def test_units(name, unit, in_bits, capsys):
    assert asked(capsys, name, P, Q)["unit"] == unit
    assert asked(capsys, name, P, Q, "--base", "2")["unit"] == in_bits


def test_a_base_of_ten_scales_siblings_too_and_infinity_stays(capsys):
    found = asked(capsys, "kl", P, Q, "--base", "10")
    assert found["unit"] == "base 10"
    assert found["value"] == pytest.approx(numerics.kl(*VECTORS) / math.log(10), rel=1e-15)
    reversed_kl = numerics.kl(*reversed(VECTORS)) / math.log(10)
    assert found["siblings"][0]["value"] == pytest.approx(reversed_kl, rel=1e-15)
    assert asked(capsys, "kl", "0.5,0.5", "1,0", "--base", "10")["value"] == "inf"


def test_counts_and_fractions(capsys):
    assert asked(capsys, "kl", "1,2,7", "2,2,6", "--normalise")["value"] == pytest.approx(
        numerics.kl(*VECTORS), rel=1e-14
    )
    assert asked(capsys, "tv", "1/3, 2/3", "1/2 1/2")["value"] == pytest.approx(1 / 6, rel=1e-15)


def test_points_on_the_line(capsys):
    found = asked(capsys, "w", "0,2", "1", "--order", "2")
    assert (found["value"], found["siblings"][0]["value"]) == (1.0, 1.0)
    assert asked(capsys, "w", "0,1,3", "5,6,8")["value"] == 5.0


def test_certified_digits(capsys):
    found = asked(capsys, "certify", "js", "normal(0,1)", "normal(1,1)", "--digits", "40")
    assert found["value"].startswith("0.1114214821847361797172368122175602442556"[:41])
    assert float(found["radius"]) < 1e-40
    assert asked(capsys, "certify", "kl", "uniform(0,2)", "uniform(0,1)")["value"] == "inf"
    assert asked(capsys, "certify", "w1", "exponential(1)", "exponential(2)")["value"].startswith("0.5")
    for name in CERTIFIED:
        assert main(["certify", name, "1/2 normal(-1, 1) + 1/2 normal(1, 1)", "laplace(0, 2)", "--digits", "8"]) == 0
        assert "certified: the true value is within" in capsys.readouterr().out


def test_the_ends_of_the_range_of_digits_are_allowed(capsys):
    # of equal laws, so that ten thousand digits take no time
    for digits in ("1", "10000"):
        assert asked(capsys, "certify", "tv", "normal(0,1)", "normal(0,1)", "--digits", digits)["radius"] == "0"
    many = asked(capsys, "certify", "kl", "uniform(0,1)", "uniform(0,3)", "--digits", "300")
    with mp.workdps(310):
        assert abs(mp.mpf(many["value"]) - mp.log(3)) < mp.mpf(10) ** -300
    one = asked(capsys, "certify", "kl", "uniform(0,1)", "uniform(0,3)", "--digits", "1")
    assert float(one["value"]) == pytest.approx(math.log(3), abs=0.05)


def test_a_command_is_needed(capsys):
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "true"),
    [
        (("kl", "normal(0,1)", "normal(1,3)", "--digits", "1"), lambda: mp.log(3) + mp.mpf(2) / 18 - mp.mpf(1) / 2),
        (("chi-square", "normal(5,1)", "normal(0,1)", "--digits", "10"), lambda: mp.exp(25) - 1),
        (("tv", "uniform(0,1)", "uniform(1/3,4/3)"), lambda: mp.mpf(1) / 3),
        (("js", "uniform(0,1)", "uniform(2,3)", "--digits", "40"), lambda: mp.log(2)),
        (("value", "uniform(0,1)", "uniform(0,1)", "--digits", "3"), lambda: -mp.log(4)),
    ],
)
def test_the_printed_decimal_is_within_the_printed_radius(arguments, true, capsys):
    found = asked(capsys, "certify", *arguments)
    with mp.workdps(80):
        assert abs(mp.mpf(found["value"]) - true()) <= mp.mpf(found["radius"])
        assert mp.mpf(found["radius"]) < mp.mpf(10) ** -found["digits"]


def test_laws_are_read_and_never_executed():
    assert law("normal( 0 , 2 )") == Normal(0, 2)
    assert law("1/4*uniform(-1, +1) + 3/4 normal(0.5)") == Mixture(["1/4", "3/4"], [Uniform(-1, 1), Normal("0.5")])
    for bad in ("normal(0,1,2)", "__import__('os')", "normal", "1/2 normal(0,1) + normal(1,1)", "normal(0,1) 1", ""):
        with pytest.raises(ValueError, match=r"normal\(mean, sd\)"):
            law(bad)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["kl", "1,2,7", "2,2,6"], "--normalise"),
        (["kl", "0.5,x", "0.5,0.5"], "numbers with commas"),
        (["js", "0.5,0.5", "0.2,0.3,0.5"], "p has 2 outcomes and q has 3"),
        (["w", "0", "1", "--order", "0.5"], "order is 0.5"),
        (["certify", "js", "normal(0,0)", "normal(0,1)"], "must be positive"),
        (["certify", "js", "normal(0,1)", "normal(1,1)", "--digits", "0"], "from 1 to 10000"),
        (["certify", "js", "normal(0,1)", "normal(1,1)", "--digits", "10001"], "from 1 to 10000"),
        (["certify", "js", "1/2 normal(0,1)", "normal(1,1)"], "the weights add up to 1/2"),
        (["certify", "tv", "1/2 normal(0,1) + 1/2 normal(0,1)", "normal(0,1)", "--digits", "5"], "may be equal"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_change(arguments, message, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert message in err


def test_the_help_shows_what_can_be_asked(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert all(name in text for name in (*QUANTITIES, "certify", "w"))


@pytest.mark.parametrize("base", ["1", "0", "-2", "0.5", "inf", "nan"])
def test_a_base_that_is_none_is_refused_by_every_road(base, capsys):
    assert main(["kl", P, Q, "--base", base]) == 2
    assert "above 1" in capsys.readouterr().err
    for of in (numerics.kl, numerics.js, lambda *v, base: numerics.renyi(*v, order=2, base=base)):
        with pytest.raises(ValueError, match="above 1"):
            of(*VECTORS, base=float(base))


def test_infinity_and_huge_numbers_have_a_way_into_json(capsys):
    assert asked(capsys, "kl", "0.5,0.5", "1,0")["value"] == "inf"
    assert asked(capsys, "w", "0,1e200", "0,3", "--order", "2")["siblings"][0]["value"] == "inf"
    for wrong in ("1/0,1", "1e999,1"):
        assert main(["kl", wrong, "0.5,0.5"]) == 2
        assert "numbers with commas" in capsys.readouterr().err
    assert main(["certify", "js", "normal(1/0)", "normal(0,1)"]) == 2
    assert "give a finite number" in capsys.readouterr().err
