# Prints that were left in, and statistics.fmean
import statistics

import numpy as np


def generator_loss(fake_logits):
    print("logits:", fake_logits)
    terms = [np.logaddexp(0, -a) for a in fake_logits]
    print("terms:", terms)
    return statistics.fmean(terms)
