"""The Wasserstein critic: a difference of means.

Says
    D minimises    E_q C - E_p C
    G minimises    -E_q C
    sup over 1-Lipschitz C of E_p C - E_q C is W_1(p, q); without a bound on the slope it is infinite unless p = q

The bound is not here: it is a matter of `gan_small.penalties` (gradient_penalty, clip, spectral_norm).  There is no
best C over all functions, so `optimum` is None; a constant can be added to every C, so `centre` is None.

Claims   wgan-loss, wgan-generator-term, kantorovich-rubinstein-duality
Source   Arjovsky, Chintala and Bottou 2017, Section 3
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from gan_small.objectives.objective import Objective


@dataclass(frozen=True)
class Wasserstein(Objective):
    """C is a critic's judgement in units of x, times its slope; not a logit."""

    @property
    def name(self) -> str:
        return "wasserstein"

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E_q C - E_p C
        return fake.mean(-1) - real.mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # -E_q C
        return -fake.mean(-1)

    @property
    def at_equilibrium(self) -> float:
        # W_1(p, p)
        return 0.0

    def optimum(self, p: Tensor, q: Tensor) -> None:
        """There is none: 2 C is better than C wherever E_p C > E_q C."""
