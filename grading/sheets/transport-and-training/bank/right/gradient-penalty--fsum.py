# terms as Python floats, added up by math.fsum

from math import fsum, sqrt


def gradient_penalty(gradients, weight):
    terms = [(sqrt(fsum(float(c) ** 2 for c in row)) - 1) ** 2 for row in gradients]
    return fsum(weight * term for term in terms) / len(terms)
