# item: gan-trained
# mistake: no answer
# hint:
"""The template's."""


def train(real, latent, seed):
    raise NotImplementedError
