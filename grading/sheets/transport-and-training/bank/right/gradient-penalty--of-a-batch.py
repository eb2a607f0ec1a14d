# a function of one gradient, mapped over the rows

import numpy as np


def of_one(gradient):
    return np.square(np.sqrt(np.dot(gradient, gradient)) - 1.0)


def gradient_penalty(gradients, weight=10.0):
    return np.float64(weight) * np.average(np.apply_along_axis(of_one, 1, gradients))
