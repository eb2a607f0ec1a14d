# A class with a method
import numpy as np


class Classifier:
    def __init__(self, p, q):
        self.p, self.q = p, q

    def __call__(self):
        return np.divide(self.p, np.add(self.p, self.q))


def optimal_discriminator(p, q):
    return Classifier(p, q)()
