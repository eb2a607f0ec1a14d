"""Two games on the ring of eight, looked at on their way: one that covers it, one whose generator runs ahead.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def games_on_the_ring(*, looks: Sequence[int], members: int, points: int, seed: int) -> dict[str, np.ndarray]:
    """Of `plain` and `ahead`, after so many steps: modes covered, and the same counted in numpy, [T, E]; samples of the
    first member [T, n, 2], the modes that these cover and their share within three deviations of a mode, [T]; the modes
    of the ring [8, 2]."""
    import torch

    from gan_small.engines import advance, settled
    from gan_small.experiments.modes.mode_collapse import AHEAD, PLAIN
    from gan_small.experiments.modes.scores import mixture, of_samples
    from gan_small.game import game
    from gan_small.randomness import Stream

    found: dict[str, list[np.ndarray]] = {}
    for name, recipe in (("plain", PLAIN), ("ahead", AHEAD)):
        played = game(settled(recipe.replace(members=members, seed=seed)))
        state, target = played.start(), mixture(played)
        centres, spreads = target.means.numpy(), target.scales.numpy()
        for step in looks:
            if step > state.step:
                state, _ = advance(played, state, step - state.step)
            with torch.no_grad():
                samples = played.g(state.g.x, played.noise(Stream.HELD_OUT_NOISE, range(1), points)[0])
            scores = of_samples(samples, target)
            numbers = {
                "covered": scores.covered,
                "counted": counted(samples.double().numpy(), centres, spreads),
                "samples": samples[0].numpy(),
                "shown": scores.covered[0],
                "quality": scores.quality[0],
            }
            for what, value in numbers.items():
                found.setdefault(f"{name}_{what}", []).append(value)
        found["modes"] = list(centres[0])
    return {name: np.stack(values) for name, values in found.items()}


def counted(samples: np.ndarray, centres: np.ndarray, spreads: np.ndarray) -> np.ndarray:
    """Modes with 1% of a member's samples [E, n, 2] within three deviations, [E]; centres [E, N, 2]."""
    near = np.linalg.norm(samples[:, :, None] - centres[:, None], axis=-1) <= 3 * spreads[:, None]
    return np.count_nonzero(near.mean(1) >= 0.01, axis=1)
