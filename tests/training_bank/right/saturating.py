# item: gan-trained
"""The minimax loss itself: G lowers mean log(1 - D(G(z)))."""

import numpy as np


def slopes_of_g(fake_logits):
    return -1 / (1 + np.exp(-fake_logits)) / len(fake_logits)
