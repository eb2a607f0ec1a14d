r"""The earth mover's distance of the slide: 5, by its three steps, by a potential, and by distribution functions; not
one plan.

Says
    P = (3, 2, 1, 4), Q = (1, 2, 4, 3) on the points 1, 2, 3, 4: W = 5 (for piles of mass 10; 1/2 for probabilities).
    There is not *the* plan: exactly three plans in whole numbers cost 5, and with them a segment of plans between two.

Idea
    A plan shows W <= 5, the 1-Lipschitz potential f = (0, -1, -2, -1) shows W >= 5.

Names
    gamma_s    the plan with gamma_12 = s, gamma_13 = 2 - s, gamma_22 = 2 - s, gamma_23 = s, for 0 <= s <= 2

Source   Weng 2017, From GAN to WGAN (the histograms); Villani 2009, Theorem 5.10
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.transport.plans import (
    Matrix,
    Vector,
    cost,
    cumulative,
    distances_on_the_line,
    gain,
    law,
    marginals,
    optimal_plan,
    steepest,
    wasserstein,
)

WENG = Source("Weng 2017, From GAN to WGAN")
POINTS = law(1, 2, 3, 4)
LINE = distances_on_the_line(POINTS)
P, Q = law(3, 2, 1, 4), law(1, 2, 4, 3)
POTENTIAL = law(0, -1, -2, -1)


def gamma(s: int | Fraction) -> Matrix:
    """The plan gamma_s of the segment."""
    s = Fraction(s)
    return (law(1, s, 2 - s, 0), law(0, 2 - s, s, 0), law(0, 0, 1, 0), law(0, 0, 1, 3))


def cost_of_gamma(s: Fraction) -> tuple:
    """Whether gamma_s carries P to Q, and what it costs."""
    return marginals(gamma(s)) == (P, Q), cost(gamma(s), LINE)


def whole_plans(p: Vector, q: Vector, most: Fraction) -> tuple[Matrix, ...]:
    """All plans in whole numbers that cost at most so much."""
    found: list[Matrix] = []

    def fill(rows: list[Vector], left: list[Fraction], spent: Fraction) -> None:
        if spent > most:
            return
        if len(rows) == len(p):
            if not any(left):
                found.append(tuple(rows))
            return
        i = len(rows)
        for row in _rows(p[i], left):
            now = [a - b for a, b in zip(left, row, strict=True)]
            fill([*rows, row], now, spent + sum((g * d for g, d in zip(row, LINE[i], strict=True)), Fraction(0)))

    fill([], list(q), Fraction(0))
    return tuple(found)


def _rows(total: Fraction, room: list[Fraction]) -> list[Vector]:
    """All ways to spread a whole total over places with so much room."""
    if len(room) == 1:
        return [(total,)] if total <= room[0] else []
    return [(Fraction(k), *rest) for k in range(int(min(total, room[0])) + 1) for rest in _rows(total - k, room[1:])]


def how_many_optimal(p: Vector, q: Vector) -> int:
    """The number of plans in whole numbers that cost no more than an optimal one."""
    return len(whole_plans(p, q, wasserstein(p, q, LINE)))


def optimal_are_gammas(p: Vector, q: Vector) -> bool:
    """Whether these plans are gamma_0, gamma_1, gamma_2."""
    return set(whole_plans(p, q, wasserstein(p, q, LINE))) == {gamma(s) for s in (0, 1, 2)}


def distance_of_probabilities(p: Vector, q: Vector) -> Fraction:
    """W after dividing both piles by their mass."""
    return wasserstein(tuple(a / sum(p) for a in p), tuple(b / sum(q) for b in q), LINE)


def plan_of_the_steps(p: Vector, q: Vector) -> Fraction:
    """The cost of the solver's plan."""
    return cost(optimal_plan(p, q, LINE), LINE)


WORKED = Claim(
    id="emd-worked-example",
    says=r"$W(P, Q) = 2 + 2 + 1 = 5$ for the piles $P = (3, 2, 1, 4)$ and $Q = (1, 2, 4, 3)$, of mass 10; $\tfrac12$ "
         r"for the probabilities.",
    assumes=(r"the piles have the same mass, and neighbouring places are at distance 1",),
    sources=(WENG, Source("Villani 2009, Optimal Transport", "Theorem 5.10")),
    proof=(
        Computed(about="distribution functions differ by 2, 2, -1", by=cumulative,
                 on={"p": P, "q": Q, "points": POINTS},
                 gives=Fraction(5), because="2 + 2 + 1"),
        Computed(about="a plan: at most 5", by=plan_of_the_steps, on={"p": P, "q": Q}, gives=Fraction(5)),
        Computed(about="a potential, f = (0, -1, -2, -1): at least 5", by=gain,
                 on={"potential": POTENTIAL, "p": P, "q": Q},
                 gives=Fraction(5)),
        Computed(about="which is 1-Lipschitz", by=steepest, on={"potential": POTENTIAL, "distance": LINE},
                 gives=Fraction(1)),
        Computed(about="normalised", by=distance_of_probabilities, on={"p": P, "q": Q}, gives=Fraction(1, 2)),
    ),
    needed=(Needed(hypothesis=r"the piles have the same mass, and neighbouring places are at distance 1",
                   shown_by=Computed(about="with the last place at distance 2", by=cumulative,
                                     on={"p": P, "q": Q, "points": law(1, 2, 3, 5)}, gives=Fraction(6))),),
)  # fmt: skip

PLANS = Claim(
    id="emd-plan-exercise",
    says=r"The optimal plans include the segment $\gamma_s$, $0 \le s \le 2$; exactly three have whole numbers, $s = "
         r"0, 1, 2$. The three steps of the slide are $s = 2$.",
    assumes=(r"the costs are distances on the line, where going 1 to 3 costs as much as 1 to 2 and 2 to 3",),
    sources=(WENG,),
    uses=("emd-worked-example",),
    proof=(
        Calc(about="the cost of gamma_s does not depend on s", start="s*1 + (2 - s)*2 + (2 - s)*0 + s*1 + 1*1",
             lines=(Line("5", "s + 4 - 2s + s + 1"),)),
        Computed(about="gamma_s carries P to Q, at s = 1/2 for instance", by=cost_of_gamma, on={"s": Fraction(1, 2)},
                 gives=(True, Fraction(5))),
        Computed(about="plans in whole numbers that cost 5", by=how_many_optimal, on={"p": P, "q": Q}, gives=3),
        Computed(about="they are gamma_0, gamma_1 and gamma_2", by=optimal_are_gammas, on={"p": P, "q": Q}, gives=True),
    ),
    needed=(Needed(hypothesis=r"the costs are distances on the line, where going 1 to 3 costs as much as 1 to 2 and 2 "
                              r"to 3",
                   shown_by=Special(about="with squared distances the cost depends on s: one best plan",
                                    of="s*1 + (2 - s)*4 + s*1 + 1 - (9 - 2*s)", put={"s": "s"}, gives="0",
                                    because="9 - 2s falls with s")),),
)  # fmt: skip

ONE_PLAN = Claim(
    id="emd-plan-exercise-as-printed",
    entry="emd-plan-exercise",
    says=r"There is one optimal plan.",
    sources=(WENG,),
    printed=Printed(deck="003", heading="Wasserstein distance (discrete)",
                    sentence=r"try to write down the plan for previous discrete case"),
    instead=r"Three plans in whole numbers are optimal, and all between $\gamma_0$ and $\gamma_2$.",
    corrected_by=("emd-plan-exercise",),
    proof=(
        Computed(about="gamma_0 carries P to Q at cost 5", by=cost_of_gamma, on={"s": Fraction(0)},
                 gives=(True, Fraction(5))),
        Computed(about="so does gamma_2, another plan", by=cost_of_gamma, on={"s": Fraction(2)},
                 gives=(True, Fraction(5))),
        Computed(about="plans in whole numbers that cost 5", by=how_many_optimal, on={"p": P, "q": Q}, relation=">",
                 gives=1),
    ),
)  # fmt: skip

CLAIMS = (WORKED, PLANS, ONE_PLAN)
