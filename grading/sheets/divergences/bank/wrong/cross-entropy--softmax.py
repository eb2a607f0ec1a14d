# torch's cross_entropy takes logits, and q is none.
# hint: softmax
import numpy as np


def cross_entropy(p, q):
    logs = q - np.log(np.sum(np.exp(q)))
    return -np.sum(p * logs)
