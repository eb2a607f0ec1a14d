# item: gan-trained
"""RMSprop in place of Adam: the mean squares start at the first square, and are not corrected."""

import numpy as np


def updated(layers, gradient, memory, rate, t):
    for layer, by_layer, squares in zip(layers, gradient, memory, strict=True):
        for j in range(2):
            old = squares[j] if t > 1 else by_layer[j] ** 2
            squares[j] = 0.99 * old + 0.01 * by_layer[j] ** 2
            layer[j] = layer[j] - rate * by_layer[j] / (np.sqrt(squares[j]) + 1e-8)
