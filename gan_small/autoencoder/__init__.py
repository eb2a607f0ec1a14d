"""Variational autoencoders, an ensemble at once: the likelihood model that the decks set beside the GAN.

model         encoder and decoder with stacked parameters, and their densities
bound         the ELBO: its reparameterised estimate, its KL term in closed form
training      Adam on minus the ELBO, on the same data as the GAN of the same recipe
quadrature    for a latent on the line: log p(x), the ELBO and its gap, without a draw, in float64
"""
