"""What was measured of one member, in numbers without units: distances are in standard deviations of the target."""

from __future__ import annotations

from dataclasses import dataclass

#: The verdict of `gan_small` that is asked for, and the others, in its words.
EQUILIBRIUM = "equilibrium"
DIVERGED, OSCILLATING, COLLAPSED = "diverged", "oscillating", "collapsed"
WEAK, SHIFTED, UNSETTLED = "discriminator too weak", "optimum shifted", "unsettled"
OTHERS = (DIVERGED, OSCILLATING, COLLAPSED, WEAK, SHIFTED, UNSETTLED)


@dataclass(frozen=True)
class Member:
    """One member on points that no step has seen: see `gan_small.certificate`.

    verdict             one of the words above
    level               mean D over real and generated points
    ripple              mean |D - level|
    distance            W_1 of the generated law from the target over the target's scale
    narrowest, widest   the standard deviation of the generated law over the target's
    moving              the swing of the generated mean over the target's scale; nan if it was not looked at
    right, asked        a fresh discriminator's right answers, of so many
    """

    verdict: str
    level: float
    ripple: float
    distance: float
    narrowest: float
    widest: float
    moving: float
    right: int
    asked: int

    def __str__(self) -> str:
        spread = f"{self.narrowest:.2g}"
        if abs(self.widest - self.narrowest) > 0.005 * abs(self.widest):  # the same on the line
            spread += f" to {self.widest:.2g}"
        moving = "" if self.moving != self.moving else f", swing {self.moving:.2g}"
        return (
            f"{self.verdict}: mean D {self.level:.3f} with ripple {self.ripple:.2g}, W_1 {self.distance:.2g}, spread "
            f"{spread}{moving}; a fresh discriminator told {self.right} of {self.asked} points right"
        )
