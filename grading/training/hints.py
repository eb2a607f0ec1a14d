"""From the verdict on members to what may be behind it: guesses, told apart from what was measured.

Where a recipe is known its settings are looked at; a function shows its numbers only.

Says
    labels r (real) and f (fake):               D* = (r p + f q)/(p + q), which is (r + f)/2 where p = q
    the real term of V weighed by c:            D* = c p/(c p + q), which is c/(1 + c) where p = q
    penalty with slope 1:                       equilibrium has slope 0
Source   Goodfellow et al. 2014, Proposition 1; Salimans et al. 2016, Section 3.4; `gan_small/README.md` on the penalty
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import TYPE_CHECKING

from grading.training.member import COLLAPSED, DIVERGED, OSCILLATING, SHIFTED, UNSETTLED, WEAK, Member

if TYPE_CHECKING:
    from gan_small.recipe import Recipe

#: A member whose D differs from its mean by less is constant to the eye.
CONSTANT = 1e-3
#: W_1 up to which the laws are near: thrice what the certificate allows.
NEAR = 0.45
#: By how much a spread may be off, as the certificate has it.
SPREAD = 0.2
SIGMOID_OF_HALF = 0.6225
#: Rates from which on Adam's first steps are as large as the weights of a hidden layer of 32 are, 1/sqrt(32).
FAST = 0.1

GUESSES: dict[str, str] = {
    DIVERGED: "numbers that are not finite, or points far away: smaller rates, and look at the sign of both losses",
    OSCILLATING: "the generator goes round: let the rates decay to 0, add R1, and let G answer D's new parameters",
    COLLAPSED: "the generated law is too narrow: G was not trained, does not use its noise, or all of it ran to the "
    "points that D liked best",
    UNSETTLED: "D still tells the laws apart, or does not sit still: more steps, rates that decay to 0, R1",
}


def hint(members: Sequence[Member], mistake: str, *, recipe: Recipe | None = None, budget: int = 0) -> str:
    """What may be behind it that so many members ended in `mistake`; budget: the steps that were allowed."""
    if recipe is not None:
        for about, holds, says in _SETTINGS:
            if mistake in (about or (mistake,)) and holds(recipe, budget):
                return says(recipe)
    those = [each for each in members if each.verdict == mistake]
    if mistake == SHIFTED:
        return shifted(median(each.level for each in those))
    if mistake == WEAK:
        return _weak(those)
    return GUESSES[mistake]


def shifted(level: float) -> str:
    """Why D may be constant at another level than 1/2.

    >>> shifted(0.45)
    'D is constant at 0.450: labels r and f put it at (r + f)/2, so r + f is 0.900 (one-sided smoothing has f = 0)'
    """
    if not 0 < level < 1:
        return f"D is constant at {level:.3f}: a network gives logits, and D = sigmoid(C)"
    if abs(level - SIGMOID_OF_HALF) < 0.005:
        return "D is constant at sigmoid(1/2) = 0.622: its network ends in a sigmoid of its own, where a logit is asked"
    text = f"D is constant at {level:.3f}: labels r and f put it at (r + f)/2, so r + f is {2 * level:.3f}"
    text += " (one-sided smoothing has f = 0)" if level < 0.5 else ""
    weight = level / (1 - level)
    # a weight far from 1 is nobody's slip; near 1 both readings are told, as D alone cannot tell which it was
    near_one = 0.85 < weight < 1 / 0.85
    return text + (f"; a real term weighed by c puts it at c/(1 + c), so c is {weight:.3f}" if near_one else "")


def _weak(those: Sequence[Member]) -> str:
    if min(max(1 - each.narrowest, each.widest - 1) for each in those) > SPREAD:
        return "the spread of G's points is not the target's, and D does not see it: it says nearly the same everywhere"
    if median(each.distance for each in those) <= NEAR:
        return "G is near the target and not near enough, and D no longer sees it: more steps, or larger rates for G"
    if median(each.ripple for each in those) <= CONSTANT:
        return (
            "D says the same everywhere while the laws differ: it is not trained, or a bound or penalty holds it flat"
        )
    return "D hardly sees a difference that is there: it learns too slowly, or is held back by a bound or a penalty"


def _smoothed(recipe: Recipe) -> str:
    r, f = recipe.real_label, recipe.fake_label
    return (
        f"real_label is {r:g} and fake_label {f:g}: then D* = (r p + f q)/(p + q), which is {(r + f) / 2:g} where p = q"
    )


_SETTINGS: tuple[tuple[tuple[str, ...], Callable[[Recipe, int], bool], Callable[[Recipe], str]], ...] = (
    ((SHIFTED,), lambda r, _: r.real_label + r.fake_label != 1, _smoothed),
    ((), lambda r, _: r.rate_d == 0, lambda r: "rate_d is 0: D never learns anything"),
    ((), lambda r, _: r.rate_g == 0, lambda r: "rate_g is 0: G stays what it was before the first step"),
    (
        (OSCILLATING, UNSETTLED, COLLAPSED, WEAK),
        lambda r, _: bool(r.gp) and not r.gp_one_sided,
        lambda r: f"gp is {r.gp:g}: it asks D for slope 1, and equilibrium has slope 0; r1 asks for 0",
    ),
    (
        (WEAK, COLLAPSED),
        lambda r, _: 0 < r.clip < 0.1,
        lambda r: f"clip is {r.clip:g}: a D with such weights is nearly flat, and G learns nothing from it",
    ),
    (
        (UNSETTLED, COLLAPSED, WEAK),
        lambda r, budget: 2 * r.steps < budget,
        lambda r: f"steps is {r.steps}, and more are allowed: training may have ended too early",
    ),
    (
        (OSCILLATING, UNSETTLED, WEAK, DIVERGED),
        lambda r, _: max(r.rate_d, r.rate_g) >= FAST,
        lambda r: f"rate_d is {r.rate_d:g} and rate_g {r.rate_g:g}: such steps jump over the equilibrium",
    ),
    (
        (OSCILLATING, UNSETTLED, WEAK, DIVERGED),
        lambda r, _: r.decay == "constant",
        lambda r: 'decay is "constant": players whose steps do not shrink hover about equilibrium, or circle it',
    ),
    (
        (OSCILLATING, UNSETTLED, WEAK),
        lambda r, _: not (r.r1 or r.r2 or r.history),
        lambda r: "nothing damps the game: with R1 (r1) D's slope goes to 0, where equilibrium needs it",
    ),
)
