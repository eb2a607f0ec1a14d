"""Is the critic's value the Wasserstein distance?

Says       the value of a WGAN critic measures the Wasserstein distance
Measures   E_p C - E_q C over what it should be, off 1 by how much: |ratio - 1|, p and q normal laws on the line
           that stand still.  "Should be" is W_1; or what theory computes: W_1 + int w^2/(2 lambda r) for the soft
           penalty, L W_1 for weights clipped to c, L = 1024 c^3 the bound on the slope of a 1-32-32-1 network
Bar        0.15 for W_1 (gan_small.certificate.Tolerances.distance, an error of W_1 over the scale); 0.05 for what is
           computed, which should be met and not only approached
Control    critics that are not trained
Claims     kantorovich-rubinstein-duality, wgan-loss, weight-clipping-bounds-lipschitz
Found      the penalty overshoots by W_1^2/(2 lambda) or more, so that at distance 10 the value is 15, as computed;
           a critic on the line that starts in the wrong direction ends at -(W_1 - W_1^2/(2 lambda)).  Clipped critics
           that start falling reach the corner of the cube where the bound is attained; as drawn most stick at less
           than half of it, each at another share

Source     Arjovsky, Chintala and Bottou 2017, Section 3; Gulrajani et al. 2017, Section 4
"""

from __future__ import annotations

import numpy as np
import torch

from gan_small.experiments.critics.lone_critic import trained
from gan_small.experiments.critics.soft_penalty import w1_and_value
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import game
from gan_small.recipe import Recipe
from gan_small.targets import Gaussians
from numerics.weights import Array

NEAR = 0.15
MET = 0.05
PENALISED = Recipe(loss="wasserstein", gp=10.0, d_steps=5, rate_d=1e-2, beta2=0.99, batch=128)
CLIPPED = PENALISED.replace(gp=0.0, clip=0.05)
# c sqrt(n m) for every layer of n x m weights: c sqrt(32), 32 c, c sqrt(32)
BOUND = 32.0**2 * CLIPPED.clip**3


def measure(setting: Setting) -> list[Effect]:
    """Random pairs, far pairs, the wrong start, clipped weights."""
    return ratios(setting, trains=True)


def control(setting: Setting) -> list[Effect]:
    """The same critics before their first step."""
    return ratios(setting, trains=False)


def ratios(setting: Setting, *, trains: bool) -> list[Effect]:
    """|ratio - 1| of every member, under seven conditions."""
    changes = {"seed": setting.seed, "steps": 400 if setting.full else 150, **({} if trains else {"rate_d": 0.0})}
    penalised, clipped = PENALISED.replace(**changes), CLIPPED.replace(**changes)
    many, few = (256, 64) if setting.full else (128, 32)

    setting.say("random pairs with the gradient penalty")
    laws = game(penalised.replace(members=many)).target
    assert isinstance(laws, Gaussians)
    zero, one = torch.zeros_like(laws.means), torch.ones_like(laws.means)
    drawn = (x[:, 0].numpy() for x in (laws.means, laws.scales, zero, one))
    w1, soft = w1_and_value(*drawn, weight=penalised.gp)
    value = trained(penalised, laws, means=zero, scales=one, start="turned").value().numpy()

    setting.say("pairs of one distance")
    far = valued(penalised, few, 0.0, 10.0, "falling")
    wrong = valued(penalised, few, 0.0, 1.0, "rising")
    setting.say("clipped weights")
    corner, drawn = (valued(clipped, few, 3.0, 3.0, start) for start in ("falling", "turned"))
    return [
        off("value over W_1, penalty, random pairs", value / w1, NEAR),
        off("value over the value computed for the penalty, random pairs", value / soft, MET),
        off("value over W_1, penalty, 10 deviations apart", far / 10, NEAR),
        off("value over W_1, penalty, started in the wrong direction", wrong, NEAR),
        off("value over W_1, weights clipped to 0.05", corner / 3, NEAR),
        off("value over 1024 c^3 W_1, weights clipped to c, started falling", corner / (3 * BOUND), MET),
        off("value over 1024 c^3 W_1, weights clipped to c, as drawn but for the sign", drawn / (3 * BOUND), MET),
    ]


def valued(recipe: Recipe, members: int, real: float, apart: float, start: str) -> Array:
    """The value of critics of N(real, 1) against N(real + apart, 1), [E]."""
    zero = torch.zeros(members, 1, dtype=torch.float64)
    data = Gaussians(zero + real, zero + 1)
    return trained(recipe, data, means=zero + real + apart, scales=zero + 1, start=start).value().numpy()


def off(what: str, ratio: Array, bar: float) -> Effect:
    """How far the ratio is from 1."""
    return median(f"|ratio - 1|, {what}", np.abs(ratio - 1), below=bar)
