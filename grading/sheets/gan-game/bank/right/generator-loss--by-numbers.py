# Type hints, a docstring, and a copy of the input that is sorted for accuracy
import numpy as np


def generator_loss(fake_logits: np.ndarray) -> float:
    """The mean of softplus(-a), the small terms first."""
    a = np.sort(np.array(fake_logits, dtype=np.float64))[::-1]
    terms = np.logaddexp(0.0, -a)
    return float(terms.sum() / len(terms))
