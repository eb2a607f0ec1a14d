"""Who published what, and first: taken from the papers, not proved.

No other claim rests on these.
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

CLAIMS = (SUMMARIES,)
