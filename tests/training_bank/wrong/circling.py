# item: gan-trained
# mistake: oscillating
# hint: goes round
"""An affine critic against an affine generator, both moved at once by plain steps that do not shrink."""

import numpy as np


def train(real, latent, seed):
    (steps, batch, d), rng = real.shape, np.random.default_rng(seed)
    a, m, w, snapshots = real.std((0, 1)), np.zeros(d), np.ones((d, 1)), []
    for t in range(steps):
        fake = m + a * rng.standard_normal((batch, d))
        ascent = (real[t].mean(0) - fake.mean(0))[:, None]
        m, w = m + 0.05 * w[:, 0], w + 0.05 * ascent
        if t >= 0.75 * steps and t % max(1, steps // 128) == 0:
            snapshots.append([[np.vstack([np.diag(a), np.zeros((latent - d, d))]), m]])
    return {"generator": snapshots[-1], "discriminator": [[w, np.zeros(1)]], "snapshots": snapshots}
