"""One DCGAN that has learnt digits, for every figure that shows some: its weights, samples, paths and sums.

torch and gan_small.images are imported inside: a page that draws needs neither.
"""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np

from figures.stage.remembered import Arrays

#: The recipe of the experiment dcgan-digits in full, for one GAN; some 7 s on one core.
SETTINGS: dict[str, Any] = {"steps": 800, "batch": 64, "rate": 2e-3, "paths": 3, "shown": 9, "fine": 33}


def digits(*, steps: int, batch: int, rate: float, paths: int, shown: int, fine: int) -> Arrays:
    """Images are rows of 64 pixels in [-1, 1]; noises have 16 numbers.

    A, a, B, b        G(z) = tanh(relu(z A + a) B + b), its layers as matrices, float64
    z, x, read, sure  2000 noises, their images, the digit that the classifier reads, and whether it is sure
    ends              [paths, 2]: which two noises each path joins: the first neighbours that are surely two digits
    straight, circle  [paths, shown]: images on the straight path and on the great circle; walked [paths, fine]: on the
                      straight one, at more places
    direction         [10]: for each digit, heavy less light digits of the other nine kinds, mean noises
    moved, moved_read images of z plus the direction of the digit that is read, and what is read in them
    real, nearest     training digits, and the place of the nearest one to each x; distance: to it
    held, fresh       held-out digits, and their distances to the nearest training digit
    W, c              the classifier: it reads the largest of x W + c
    """
    import torch

    from gan_small.experiments.finding import Setting
    from gan_small.experiments.images.latent_interpolation import POPULATION, heavy_minus_light
    from gan_small.images import quality
    from gan_small.images.digits import digits as scans
    from gan_small.images.training import Recipe, train

    gan = train(Recipe(members=1, steps=steps, batch=batch, rate_d=rate, rate_g=rate))
    setting = Setting()
    z = gan.noise(2000, stream=POPULATION)
    x = gan.images(z)
    label, sure = quality.read(x)[0], quality.recognised(x)[0]
    ends = [(k, k + 1) for k in range(0, 2000, 2) if sure[k] and sure[k + 1] and label[k] != label[k + 1]][:paths]
    z0, z1 = (z[0, [pair[side] for pair in ends]][:, None] for side in (0, 1))

    def path(count: int, *, circle: bool) -> torch.Tensor:
        t = torch.linspace(0, 1, count)[:, None]
        angle = t * math.pi / 2
        along = torch.cos(angle) * z0 + torch.sin(angle) * z1 if circle else (1 - t) * z0 + t * z1
        return gan.images(along.flatten(0, 1)[None])[0].unflatten(0, (len(ends), count))

    direction = heavy_minus_light(gan, setting)
    moved = gan.images(z + direction[:, torch.from_numpy(label)])
    known = scans()
    apart = torch.cdist(x[0], known.train, compute_mode="donot_use_mm_for_euclid_dist")
    found = {
        "z": z[0], "x": x[0], "read": label, "sure": sure, "ends": ends,
        "straight": path(shown, circle=False), "circle": path(shown, circle=True), "walked": path(fine, circle=False),
        "direction": direction[0], "moved": moved[0], "moved_read": quality.read(moved)[0],
        "real": known.train, "nearest": apart.argmin(1), "distance": apart.min(1).values,
        "held": known.held_out, "fresh": quality.to_nearest(known.held_out), "W": quality.classifier().coef_.T,
        "c": quality.classifier().intercept_, **_matrices(gan.g),
    }  # fmt: skip
    return {name: np.asarray(value) for name, value in found.items()}


def _matrices(generator: Any) -> Arrays:
    """The two layers, in what they make of zero and of unit vectors."""
    import torch

    project, normal, _, paint, _ = copy.deepcopy(generator).double().layers
    with torch.no_grad():
        a = normal(project(torch.zeros(1, 1, generator.latent, dtype=torch.float64)))
        A = normal(project(torch.eye(generator.latent, dtype=torch.float64)[None])) - a
        b = paint(torch.zeros_like(a))
        B = paint(torch.eye(a.shape[-1], dtype=torch.float64)[None]) - b
    return {"A": A[0].numpy(), "a": a[0, 0].numpy(), "B": B[0].numpy(), "b": b[0, 0].numpy()}


def painted(weights: dict[str, np.ndarray], z: np.ndarray) -> np.ndarray:
    """G(z) [..., 64] by two matrix products, from A, a, B, b."""
    hidden = np.maximum(np.asarray(z, np.float64) @ weights["A"] + weights["a"], 0)
    return np.tanh(hidden @ weights["B"] + weights["b"])
