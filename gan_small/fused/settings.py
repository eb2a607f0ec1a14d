"""What the kernels are told about a game: codes and numbers, the same for all members."""

from __future__ import annotations

from dataclasses import dataclass

OBJECTIVES = {
    "minimax": 0,
    "non-saturating": 1,
    "least-squares": 2,
    "hinge": 3,
    "wasserstein": 4,
    "pairing": 5,
    **{f"f-gan-{row}": 10 + i for i, row in enumerate(
        ("kl", "reverse-kl", "pearson", "neyman", "squared-hellinger", "jensen-shannon", "gan"))},
}  # fmt: skip
"""The codes of losses.h.  An f-GAN whose generator minimises -E_q g(v) has 10 more."""
PAIRING = OBJECTIVES["pairing"]
CODES = {*OBJECTIVES.values(), *range(20, 27)}
OPTIMISERS = {"adam": 0, "rmsprop": 1, "sgd": 2}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the kernels are told about the game; the names are those of losses.h and update.h.

    objective     a code of OBJECTIVES
    optimiser     a code of OPTIMISERS; beta1 is the momentum of sgd
    simultaneous  G's gradient is taken at the discriminator of before the step
    r1, r2, gp    weights of the penalties, with the half in r1 and r2; 0 is none
    one_sided     the gradient penalty is max(0, |grad C| - 1)^2
    clip          D's parameters are cut to [-clip, clip] after each update; 0: they are not
    a, b, c       the targets of least squares: for D on fakes, for D on real points, for G
    average       the averaged generator keeps this share in each step
    """

    objective: int
    optimiser: int = 0
    simultaneous: bool = False
    one_sided: bool = False
    slope: float = 0.2
    r1: float = 0.0
    r2: float = 0.0
    gp: float = 0.0
    clip: float = 0.0
    real_label: float = 1.0
    fake_label: float = 0.0
    a: float = 0.0
    b: float = 1.0
    c: float = 1.0
    beta1: float = 0.0
    beta2: float = 0.99
    eps: float = 1e-8
    average: float = 0.99

    def __post_init__(self) -> None:
        if self.objective not in CODES:
            raise ValueError(f"objective is {self.objective}; the kernels know the codes {sorted(CODES)}")
        if self.optimiser not in OPTIMISERS.values():
            raise ValueError(f"optimiser is {self.optimiser}; give one of {OPTIMISERS}")
        if not 0 <= self.slope <= 1:
            raise ValueError(f"slope is {self.slope}; max(z, slope z) is a leaky ReLU for 0 <= slope <= 1")
        if not self.eps > 0:
            raise ValueError(f"eps is {self.eps}; without gradient a parameter would move by 0/0: give one above 0")
        if not min(self.r1, self.r2, self.gp, self.clip) >= 0:
            raise ValueError("r1, r2, gp and clip are weights and a bound; give numbers from 0 on")
