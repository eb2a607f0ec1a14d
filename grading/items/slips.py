"""What a wrong formula is: a slip the sheet knows, the reference with p and q swapped, twice as much, in bits, ...

A hint is given only where the answer is *decided* equal to the reference with that slip in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from grading.assignment.items import Slip
from theory.command_line.pointwise import NoIntegrand, integrand, integrates
from theory.deciding.decide import decide
from theory.reading import read
from theory.terms.domain import POSITIVE, Domain, Setting
from theory.terms.expr import At, Call, Div, Expr, Mul, Num, Sym, as_expr, children, rebuild, walk

SWAPPED, BITS, SIGN, INTEGRAND = "p and q swapped", "in bits", "sign", "the integrand"
MASS, POSITIVE_ONLY = "right only for densities", "right only where positive"
#: (factor, its name): how far off an answer is.
FACTORS = [(Fraction(n, d), f"factor {n}/{d}" if d > 1 else f"factor {n}")
           for n, d in ((2, 1), (1, 2), (4, 1), (1, 4), (-2, 1), (-1, 2))]  # fmt: skip
#: (constant, its name): what is added to the right answer, or taken from it.
CONSTANTS = [(sign + text, "off by a constant") for text in ("log(2)", "log(4)", "1") for sign in ("", "-")]
#: What is well known and often taken for something else: (formula, what it is called).
KNOWN = (
    ("KL(p,q)", "the forward divergence KL(p || q)"),
    ("KL(q,p)", "the reverse divergence KL(q || p)"),
    ("J(p,q)", "Jeffreys' divergence"),
    ("J(p,q)/2", "half of Jeffreys' divergence"),
    ("JSD(p,q)", "the Jensen-Shannon divergence"),
    ("2*JSD(p,q)", "twice the Jensen-Shannon divergence"),
    ("TV(p,q)", "the total variation"),
    ("2*TV(p,q)", "the integral of |p - q|, without the half"),
    ("H2(p,q)", "the squared Hellinger distance"),
    ("chi2(p,q)", "the chi-square divergence"),
    ("H(p)", "the entropy of p"),
    ("H(p,q)", "the cross-entropy"),
    ("KL(p,m)", "KL(p || m), one of the two terms of the Jensen-Shannon divergence"),
    ("V(Dstar)", "the value of the game at the best discriminator"),
    ("Dstar", "the best discriminator"),
    ("p/q", "the likelihood ratio"),
)
#: Every name that a slip found here may have, for rubrics.
MISTAKES = {SWAPPED, BITS, SIGN, INTEGRAND, MASS, POSITIVE_ONLY, "off by a constant", "another quantity",
            *(name for _, name in FACTORS)}  # fmt: skip


def slip_in(given: Expr, reference: Expr, setting: Setting, known: tuple[Slip, ...]) -> tuple[str, str]:
    """(mistake, hint) of an answer that is not equal to the reference; ("", "") if none fits."""
    for candidate, under, mistake, hint in _candidates(given, reference, setting, known):
        if decide(given, candidate, under).equal:
            return mistake, hint
    return "", ""


def _candidates(given: Expr, reference: Expr, setting: Setting,
                known: tuple[Slip, ...]) -> Iterator[tuple[Expr, Setting, str, str]]:  # fmt: skip
    for slip in known:
        yield read(slip.answer, syntax="auto", symbols=dict(setting.symbols)), setting, slip.mistake, slip.hint
    if setting.normalised is False:
        yield reference, Setting(setting.symbols, True), MASS, "right only if p and q are normalised"
    positive: Mapping[str, Domain] = {
        name: POSITIVE for name in _names(given, reference) if setting.domain(name) != POSITIVE
    }
    if positive:
        yield (reference, Setting({**setting.symbols, **positive}, setting.normalised), POSITIVE_ONLY,
               f"right only for positive {', '.join(sorted(positive))}")  # fmt: skip
    yield as_expr(0) - reference, setting, SIGN, "the sign is turned"
    yield swapped(reference), setting, SWAPPED, "p and q are swapped"
    yield Div(reference, Call("log", (Num(Fraction(2)),))), setting, BITS, "in bits; the question asks for nats"
    for factor, name in FACTORS:
        yield Mul((Num(factor), reference)), setting, name, f"off by the {name}"
    for text, name in CONSTANTS:
        yield reference + read(text), setting, name, "off by a constant"
    inside = _integrand(reference)
    if inside is not None:
        yield inside, setting, INTEGRAND, "this is the integrand; the question asks for the integral"
    for text, name in KNOWN:
        yield read(text), setting, "another quantity", f"this is {name}"


def _integrand(e: Expr) -> Expr | None:
    """What a formula integrates, if it is one integral."""
    try:
        return integrand(e) if integrates(e) else None
    except NoIntegrand:
        return None


def _names(*formulas: Expr) -> set[str]:
    return {e.name for formula in formulas for e in walk(formula) if isinstance(e, Sym)}


def swapped(e: Expr) -> Expr:
    """The formula with p and q exchanged."""
    if isinstance(e, At) and e.name in ("p", "q"):
        return At("q" if e.name == "p" else "p", e.var)
    if isinstance(e, At) and e.name == "D*":
        return as_expr(1) - e
    kids = children(e)
    return rebuild(e, tuple(map(swapped, kids))) if kids else e
