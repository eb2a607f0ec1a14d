"""Single gradients of -log D of trained discriminators, one at every fake point.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

import numpy as np

#: By how much a fake is moved for a difference quotient, beside the autograd gradient.
SHIFT = 1e-6


def trained_gradients(*, apart: float, seed: int) -> dict[str, np.ndarray]:
    """N(0, 1) against N(apart, 1) after training, at fakes that no step has seen: [E, n] each, by two roads."""
    from gan_small.experiments.discriminators.frozen_generator import normal_pair, retrained
    from gan_small.experiments.discriminators.log_d_gradient import gradients
    from gan_small.experiments.finding import Setting

    far = normal_pair(retrained(Setting(seed=seed)), apart).trained()
    by_autograd = gradients(far)
    x = far.points(by_autograd.shape[1])[1]
    up, down = (np.logaddexp(0, -far.logits(x + s * SHIFT).detach().numpy()) for s in (1, -1))
    return {"by_autograd": by_autograd, "by_difference": (up - down) / (2 * SHIFT)}
