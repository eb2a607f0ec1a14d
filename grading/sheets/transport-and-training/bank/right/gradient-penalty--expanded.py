# the square multiplied out

import numpy as np


def gradient_penalty(gradients, weight):
    squares = np.einsum("ij,ij->i", gradients, gradients)
    return weight * (np.mean(squares) - 2 * np.mean(np.sqrt(squares)) + 1)
