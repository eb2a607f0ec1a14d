"""Your functions.  Try them with `python functions.py`.

p and q are numpy arrays of shape (n,): probabilities, not negative, each adding up to 1.  Some may be 0.
Python's own modules and numpy may be imported; scipy and torch are not there when this is graded.
"""

import numpy as np


def kl(p, q):
    """KL(p || q) = sum_i p_i log(p_i/q_i) in nats; 0 log 0 is 0, and the answer is inf where q_i = 0 < p_i."""
    raise NotImplementedError


def js(p, q):
    """JSD(p, q) = KL(p || m)/2 + KL(q || m)/2 in nats, with m = (p + q)/2: not its square root."""
    raise NotImplementedError


def total_variation(p, q):
    """TV(p, q) = (1/2) sum_i |p_i - q_i|, between 0 and 1."""
    raise NotImplementedError


def cross_entropy(p, q):
    """H(p, q) = -sum_i p_i log q_i in nats; 0 log 0 is 0, and the answer is inf where q_i = 0 < p_i."""
    raise NotImplementedError


if __name__ == "__main__":
    pairs = [
        (np.array([0.5, 0.5]), np.array([0.25, 0.75])),
        (np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.25, 0.5])),
        (np.array([1.0, 0.0]), np.array([0.0, 1.0])),
    ]
    for function in (kl, js, total_variation, cross_entropy):
        for p, q in pairs:
            try:
                print(f"{function.__name__}({p}, {q}) = {function(p, q)}")
            except NotImplementedError:
                print(f"{function.__name__} is still to be written")
                break
