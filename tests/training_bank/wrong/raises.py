# item: gan-trained
# mistake: raises an exception
# hint:
"""Takes the array for points on the line, and stumbles."""


def train(real, latent, seed):
    steps, batch = real.shape
    raise AssertionError(f"{steps} steps of {batch} points")
