"""Transport and training: your functions.  Run this file to try them:  python functions.py

numpy is there; nothing else beside Python's own library.
"""

import numpy as np


def wasserstein_1d(x, y):
    """The Wasserstein-1 distance of two samples on the line, as a number.

    x, y: arrays of shapes (n,) and (m,), in any order, n and m not always equal.  Every point of x has the weight 1/n,
    every point of y the weight 1/m.
    """
    raise NotImplementedError


def gradient_penalty(gradients, weight):
    """weight times the mean over i of (|g_i| - 1)^2, as a number.

    gradients: array of shape (n, d), row i is the gradient g_i of the critic at point i; |.| is the Euclidean norm.
    """
    raise NotImplementedError


def alternating_step(theta, psi, rate):
    """One step in the Dirac-GAN, L = f(theta psi) + f(0) with f(t) = -log(1 + exp(-t)); returns (theta, psi).

    First psi ascends L by the rate; then theta descends L by the same rate, at the new psi.
    """
    raise NotImplementedError


def train(real, latent, seed):
    """Train a GAN with numpy, or leave this as it is and hand in a recipe `gan-trained.toml`.

    real: array (steps, 128, d), a minibatch for every step that is allowed.  latent: dimension of z ~ N(0, 1).
    seed: for numpy.random.default_rng.

    Returns {"generator": G, "discriminator": D}, and if you like "snapshots": [G, ...], 6 or more at equal distances
    over the last quarter of the run.  A network is a list of layers [W, b], W of shape (in, out), b of shape (out,):
    hidden layers are leaky(h @ W + b) with leaky(a) = max(a, 0.2 a), the last one is h @ W + b.  G takes z to a point,
    D a point to a logit C, with D(x) = 1/(1 + exp(-C)).
    """
    raise NotImplementedError


def tried(name, call):
    """Print what a call returns."""
    try:
        print(f"{name} = {call()}")
    except NotImplementedError:
        print(f"{name}: not written yet")


if __name__ == "__main__":
    tried("wasserstein_1d([0, 1], [3, 2])", lambda: wasserstein_1d(np.array([0.0, 1.0]), np.array([3.0, 2.0])))
    tried("wasserstein_1d([0, 2], [1])", lambda: wasserstein_1d(np.array([0.0, 2.0]), np.array([1.0])))
    tried("gradient_penalty([[3, 4]], 10)", lambda: gradient_penalty(np.array([[3.0, 4.0]]), 10.0))
    theta, psi = 1.0, 0.0
    try:
        for step in range(1, 101):
            theta, psi = alternating_step(theta, psi, 0.1)
            if step % 25 == 0:
                print(f"after {step} alternating steps: theta = {theta:.3f}, psi = {psi:.3f}")
    except NotImplementedError:
        print("alternating_step: not written yet")
    points = np.random.default_rng(0).normal(1.0, 0.5, (1000, 128, 1))
    tried("train: layers of G", lambda: len(train(points, 4, 0)["generator"]))
