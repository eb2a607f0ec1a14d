# a library that is not in the sandbox
# hint: torch


def train(real, latent, seed):
    import torch

    return torch.nn.Linear(latent, 1)
