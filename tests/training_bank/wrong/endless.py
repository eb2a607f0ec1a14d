# item: gan-trained
# mistake: stopped
# hint:
"""Trains until the loss is zero, which it never is."""


def train(real, latent, seed):
    while True:
        pass
