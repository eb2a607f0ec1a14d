"""The equilibrium certificate: is a member at equilibrium, and if not, what became of it?

held_out.py    D, its loss, distance and spread on points that no step has seen
fresh.py       a fresh discriminator against the frozen generator
verdict.py     the rules, their tolerances, the word
"""

from __future__ import annotations

from dataclasses import dataclass

from gan_small.certificate.fresh import HELD_OUT, right_answers
from gan_small.certificate.held_out import HeldOut, held_out
from gan_small.certificate.verdict import Evidence, Tolerances, Verdict, judge
from gan_small.game import Game, State
from gan_small.history import Look, moving

__all__ = ["Certificate", "Evidence", "HeldOut", "Tolerances", "Verdict", "certify", "judge"]


@dataclass(frozen=True)
class Certificate:
    """The verdicts on the members, in order, and what they rest on."""

    verdicts: list[Verdict]
    evidence: Evidence
    tolerances: Tolerances

    def count(self, verdict: Verdict) -> int:
        """How many members have this verdict."""
        return sum(v is verdict for v in self.verdicts)


def certify(game: Game, state: State, looks: list[Look], *, tolerances: Tolerances | None = None) -> Certificate:
    """Measure every member and judge it.  The risk of the two-sample test is `tolerances.level` for each member."""
    chosen = tolerances or Tolerances()
    evidence = Evidence(
        held_out=held_out(game, state),
        stopped=state.stopped.cpu().numpy(),
        moving=moving(looks, game.target.scale().cpu().numpy()),
        right=right_answers(game, state),
        asked=2 * HELD_OUT,
    )
    return Certificate(judge(evidence, chosen), evidence, chosen)
