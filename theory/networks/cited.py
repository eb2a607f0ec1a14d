"""Who published what, and first: taken from the papers, not proved.

What is computed from the DCGAN paper's architecture rests on its statement here; nothing rests on the other.
"""

from __future__ import annotations

from theory.proving.claim import Claim, Source

SUMMARIES = Claim(
    id="reference-summaries",
    says="The GAN paper trains on small data sets (MNIST, TFD, CIFAR-10), and has a convolutional discriminator "
         "already; LAPGAN trained convolutional GANs before DCGAN, so DCGAN is not the first that did, but the first "
         "stable plain one. Improved techniques: feature matching, minibatch discrimination, historical averaging, "
         "one-sided label smoothing, virtual batch normalisation.",
    sources=(
        Source("Goodfellow et al. 2014", "Section 5 and Figure 2"),
        Source("Denton et al. 2015, LAPGAN (arXiv 1506.05751)", "Section 3"),
        Source("Radford et al. 2016, DCGAN (arXiv 1511.06434)", "Section 3"),
        Source("Salimans et al. 2016, Improved techniques for training GANs", "Section 3"),
    ),
)  # fmt: skip

ARCHITECTURE = Claim(
    id="dcgan-paper-architecture",
    says="The DCGAN paper's generator is that of its Figure 1 (GENERATOR in theory/networks/dcgan.py); its "
         "discriminator has strided convolutions in place of all pooling (DISCRIMINATOR there is the generator's "
         "mirror image: the paper gives the rule, and no table). No batch normalisation at the generator's output and "
         "the discriminator's input; ReLU and tanh in the generator, LeakyReLU of slope 0.2 in the discriminator; Adam "
         "with rate 0.0002 and beta1 = 0.5; batches of 128.",
    sources=(Source("Radford et al. 2016, DCGAN (arXiv 1511.06434)", "Sections 3 and 4, Figure 1"),),
)  # fmt: skip

CLAIMS = (SUMMARIES, ARCHITECTURE)
