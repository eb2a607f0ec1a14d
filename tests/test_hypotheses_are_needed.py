"""Drop a hypothesis and watch the claim fail."""

import pytest

from theory.book import BOOK
from theory.deciding.positive import sign_of
from theory.proving.claim import Claim, Printed, Source, rests_on
from theory.proving.extremum import Extremum, Touches
from theory.proving.formulas import setting
from theory.proving.step import ProofGap, Step
from theory.reading import read

#: Claims whose proofs use that p and q (or q') integrate to one (or zero).
NEED_NORMALISED = [
    "v-at-dstar", "global-min-minus-log4", "kl-nonnegative", "jsd-max-iff-singular",
    "saturating-gradient-is-2jsd", "saturating-value", "log-d-trick-divergence", "kl-minus-2jsd-is-2kl",
    "log-d-trick-value", "regret-identity", "any-discriminator-bounds-jsd", "discriminator-is-classifier",
    "lsgan-value-is-chi-square", "weighted-jsd", "frozen-vs-value-non-saturating",
]  # fmt: skip
#: Claims that hold at every point, whatever p and q integrate to.
NEED_NOTHING = [
    "jsd-zero-iff-equal",
    "score-is-posterior",
    "dstar-half",
    "diminishing-gradient",
    "lsgan-optimal-discriminator",
]


def without_normalisation(step: Step) -> Step:
    return step.__class__(**{**{f: getattr(step, f) for f in step.__dataclass_fields__}, "normalised": False})


def holds_unnormalised(claim: Claim) -> bool:
    try:
        for step in claim.proof:
            without_normalisation(step).check()
    except ProofGap:
        return False
    return True


@pytest.mark.parametrize("name", NEED_NORMALISED)
def test_normalisation_is_needed(name):
    assert not holds_unnormalised(BOOK[name])


@pytest.mark.parametrize("name", NEED_NOTHING)
def test_where_it_is_not_needed_the_proof_stands_without(name):
    assert holds_unnormalised(BOOK[name])


def test_log_one_plus_u_is_not_positive_below_zero():
    """Drop u >= 0: the slope no longer points away from where the inequality touches."""
    with pytest.raises(ProofGap, match="not shown to be positive"):
        Touches(about="dropped", of="log(1 + u)", over="u", at="0", slope="1/(1 + u)", domain="(-1/2, inf)").check()


def test_the_optimum_needs_positive_weights():
    """Drop a, b > 0: a log y + b log(1 - y) may have no maximum inside."""
    with pytest.raises(ProofGap):
        Extremum(
            about="dropped", symbols={"a": "real", "b": "real"}, of="a*log(y) + b*log(1 - y)", over="y",
            at="a/(a + b)", slope="(a - (a + b)*y)/(y*(1 - y))", curvature="-a/y**2 - b/(1 - y)**2",
        ).check()  # fmt: skip


def test_a_minimum_is_not_a_maximum():
    with pytest.raises(ProofGap, match="slope changes sign"):
        Extremum(about="wrong way", of="-log(y) - log(1 - y)", over="y", at="1/2",
                 slope="-1/y + 1/(1 - y)", curvature="1/y**2 + 1/(1 - y)**2").check()  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sign"),
    [("p + q", 1), ("-p/q", -1), ("p - q", None), ("(p - q)**2/(p + q)", 1), ("D*(1 - D)", 1), ("D - 2", -1),
     ("p**2 - p*q + q**2", 1), ("t**2 + 1", 1), ("t**2 - 2", None), ("log(2) - 1/2", 1), ("exp(1) - 3", -1)],
)  # fmt: skip
def test_signs_are_proved_or_not_known(text, sign):
    assert sign_of(read(text, syntax="plain", symbols=("t",)), setting({"t": "real"})) == sign


SOMEWHERE = (Source("nowhere", "Theorem 1"),)


def test_trust_is_inherited_and_circles_are_refused():
    duality = Claim(id="duality", says="", sources=SOMEWHERE)
    step = BOOK["score-is-posterior"].proof
    dual = Claim(id="w1-dual", says="", uses=("duality",), sources=SOMEWHERE, proof=step)
    wgan = Claim(id="wgan", says="", uses=("w1-dual",), sources=SOMEWHERE, proof=step)
    book = {c.id: c for c in (duality, dual, wgan)}
    assert rests_on(wgan, book) == {"duality"}
    with pytest.raises(KeyError, match="not in the book"):
        rests_on(wgan, {"wgan": wgan})
    a = Claim(id="a", says="", uses=("b",), sources=SOMEWHERE, proof=step)
    b = Claim(id="b", says="", uses=("a",), sources=SOMEWHERE, proof=step)
    with pytest.raises(ValueError, match="circle"):
        rests_on(a, {"a": a, "b": b})
    false = Claim(
        id="false",
        says="",
        sources=SOMEWHERE,
        proof=step,
        printed=Printed(deck="004", heading="a slide", sentence="1 = 2"),
    )
    on_false = Claim(id="c", says="", uses=("false",), sources=SOMEWHERE, proof=step)
    with pytest.raises(ValueError, match="refuted"):
        rests_on(on_false, {"false": false, "c": on_false})
