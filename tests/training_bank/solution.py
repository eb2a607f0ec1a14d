"""Algorithm 1 in numpy: non-saturating loss, R1, Adam, rates that decay; gradients by hand.

A network is a list of layers [W, b]; hidden layers are leaky(h @ W + b) with leaky(a) = max(a, SLOPE a).
The players see the data with mean 0 and deviation 1, so that one R1 and one rate fit every target.
"""

from itertools import pairwise

import numpy as np

SLOPE, WIDTH, R1 = 0.2, 16, 10.0


def initial_layers(rng, sizes):
    """U(-a, a) with a = 1/sqrt(fan in), weights and biases."""
    pairs = [(m, n, m**-0.5) for m, n in pairwise(sizes)]
    return [[rng.uniform(-a, a, (m, n)), rng.uniform(-a, a, n)] for m, n, a in pairs]


def rates(t, steps):
    """The step sizes of D and of G, which decay as half a cosine."""
    decay = (1 + np.cos(np.pi * t / steps)) / 2
    return 1e-2 * decay, 1e-2 * decay


def slopes_of_d(real_logits, fake_logits):
    """The slope of D's loss -mean log D(x) - mean log(1 - D(G(z))) in each logit."""
    real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return (real - 1) / len(real), fake / len(fake)


def slopes_of_g(fake_logits):
    """The slope of G's loss -mean log D(G(z)) in each logit."""
    return (1 / (1 + np.exp(-fake_logits)) - 1) / len(fake_logits)


def forward(layers, x):
    """Outputs, the input of each layer, and the slopes of the hidden units."""
    inputs, slopes = [x], []
    for w, b in layers[:-1]:
        a = inputs[-1] @ w + b
        slopes.append(np.where(a > 0, 1.0, SLOPE))
        inputs.append(a * slopes[-1])
    w, b = layers[-1]
    return inputs[-1] @ w + b, inputs, slopes


def backward(layers, inputs, slopes, up):
    """Gradients of sum(up * outputs), by each layer and by x."""
    found = []
    for i in reversed(range(len(layers))):
        found.append([inputs[i].T @ up, up.sum(0)])
        up = up @ layers[i][0].T
        if i:
            up = up * slopes[i - 1]
    return found[::-1], up


def r1_gradient(layers, slopes):
    """Gradient of R1/2 mean |grad_x C|^2 by each layer: grad_x C = W_1 s_1 W_2 s_2 ... W_l is linear in each W."""
    n = len(slopes[0])
    back = [np.ones((n, 1))]
    for (w, _), s in zip(layers[:0:-1], slopes[::-1], strict=True):
        back.insert(0, (back[0] @ w.T) * s)
    ahead, found = R1 / n * back[0] @ layers[0][0].T, []
    for i, (w, b) in enumerate(layers):
        found.append([ahead.T @ back[i], np.zeros_like(b)])
        if i < len(slopes):
            ahead = (ahead @ w) * slopes[i]
    return found


def updated(layers, gradient, memory, rate, t):
    """The layers after a step of Adam with beta_1 = 0; memory: the mean squares, changed in place."""
    for layer, by_layer, squares in zip(layers, gradient, memory, strict=True):
        for j in range(2):
            squares[j] = 0.99 * squares[j] + 0.01 * by_layer[j] ** 2
            layer[j] = layer[j] - rate * by_layer[j] / (np.sqrt(squares[j] / (1 - 0.99**t)) + 1e-8)


def generator_in_units(g, mean, scale):
    """The generator of points mean + scale x, for one of points x."""
    return [*g[:-1], [g[-1][0] * scale, g[-1][1] * scale + mean]]


def discriminator_in_units(c, mean, scale):
    """The discriminator of points mean + scale x, for one of points x."""
    w = c[0][0] / scale[:, None]
    return [[w, c[0][1] - mean @ w], *c[1:]]


def train(real, latent, seed):
    """One step of D and one of G for each minibatch of real points."""
    rng, (steps, batch, d) = np.random.default_rng(seed), real.shape
    units = real.mean((0, 1)), real.std((0, 1))
    real = (real - units[0]) / units[1]
    g = initial_layers(rng, (latent, WIDTH, WIDTH, d))
    c = initial_layers(rng, (d, WIDTH, WIDTH, 1))
    memory_g, memory_c = [[0.0, 0.0] for _ in g], [[0.0, 0.0] for _ in c]
    snapshots = []
    for t in range(steps):
        rate_d, rate_g = rates(t, steps)
        fake, _, _ = forward(g, rng.standard_normal((batch, latent)))
        on_real, on_fake = forward(c, real[t]), forward(c, fake)
        up_real, up_fake = slopes_of_d(on_real[0], on_fake[0])
        parts = backward(c, *on_real[1:], up_real)[0], backward(c, *on_fake[1:], up_fake)[0], r1_gradient(c, on_real[2])
        updated(c, [[sum(w), sum(b)] for w, b in (zip(*each, strict=True) for each in zip(*parts, strict=True))],
                memory_c, rate_d, t + 1)  # fmt: skip
        fake, inputs, slopes = forward(g, rng.standard_normal((batch, latent)))
        logits, inputs_c, slopes_c = forward(c, fake)
        _, by_fake = backward(c, inputs_c, slopes_c, slopes_of_g(logits))
        updated(g, backward(g, inputs, slopes, by_fake)[0], memory_g, rate_g, t + 1)
        if t >= 0.75 * steps and t % max(1, steps // 32) == 0:
            snapshots.append(generator_in_units([list(layer) for layer in g], *units))
    return {
        "generator": generator_in_units(g, *units),
        "discriminator": discriminator_in_units(c, *units),
        "snapshots": snapshots,
    }
