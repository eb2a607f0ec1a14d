"""Critics whose weights are clipped: how many of these lie at the ends of the clip while training goes on.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np


def weights_on_the_way(*, looks: Sequence[int], clip: float, members: int, seed: int) -> dict[str, np.ndarray]:
    """For laws 3 apart that stand still, and in a game whose generator learns, from weights uniform between the ends.

    share, counted    how many lie at the ends after so many steps, by torch and by numpy, [T, E]
    weights           the last ones, over the clip, [E, P]
    """
    from gan_small.engines import advance
    from gan_small.experiments.critics.weights_at_the_clip import CHEAP, apart, playing, share_at_the_ends
    from gan_small.randomness import Stream

    recipe, found = CHEAP.replace(members=members, seed=seed, steps=looks[-1], clip=clip), {}
    for name, begin in (("apart", apart), ("game", playing)):
        played, state = begin(recipe)
        u = played.uniforms(Stream.INITIAL_D, range(1), played.d.count)[0]
        state = replace(state, d=state.d._replace(x=(2 * u - 1) * clip))
        shares, counted = [], []
        for step in looks:
            if step > state.step:
                state, _ = advance(played, state, step - state.step)
            weights = state.d.x.double().numpy() / clip
            shares.append(share_at_the_ends(state.d.x, clip).numpy())
            counted.append([np.count_nonzero(np.abs(row) >= 0.99) / row.size for row in weights])
        found |= {f"{name}_share": np.stack(shares), f"{name}_counted": np.array(counted), f"{name}_weights": weights}
    return found
