"""Deck 002, slide by slide: each heading with the lines of the ledger that stand under it."""

from __future__ import annotations

from theory.decks.slides import Deck, Slide

DECK = Deck(
    "002",
    "ISTD 50.035 Computer Vision",
    handwritten=False,
    slides=(
        Slide("Generative Model", ("generative-model-definition",)),
        Slide("Images as samples from a probability distribution", ("image-space",)),
        Slide("The manifold hypothesis", ("manifold-hypothesis",)),
        Slide("Maximum likelihood estimation", ("mle-chain", "likelihood-is-probability", "mle-for-images-hard")),
        Slide("GAN: Implicitly define the model", ("implicit-model", "gan-explicit-implicit", "generator-as-function")),
        Slide("Goal for training G", ("goal-of-g",)),
        Slide("Generative Adversarial Nets (GAN)", ("score-is-posterior", "minimax-value")),
        Slide("Step 1: Fix G, update D; Step 2: Fix D, update G", ("two-step-training", "gradient-of-d-guides-g")),
        Slide("(the algorithm)", ("algorithm-1",)),
        Slide("End of an ideal training", ("minimax-saddle", "function-space-convergence", "dstar-half")),
        Slide("Network Architecture: DCGAN", ("dcgan-002",)),
        Slide("Leaky ReLU and parametric ReLU", ("leaky-relu-prelu",)),
        Slide("Transpose convolution", ("conv-vs-transpose-conv",)),
        Slide("Output? (stride 1, pad 1, 6x6 output)", ("tconv-output-size",)),
        Slide("Upsampling by transpose convolution", ("tconv-worked-example",)),
        Slide("Learn filter mask for optimal upsampling", ("tconv-learned",)),
        Slide("Optimal D", ("optimal-discriminator",)),
        Slide("Divergence", ("kl-definition", "kl-asymmetric", "jsd-definition")),
        Slide(
            "GAN as JSD minimization",
            (
                "v-at-dstar",
                "gan-as-jsd",
                "generator-minimises-jsd",
                "saturating-gradient-is-2jsd",
                "global-min-minus-log4",
                "divergence-seen-by-d",
            ),
        ),
        Slide("Divergence (last slide)", ("jsd-plateau",)),
        Slide("Issue in training GAN: Gradient vanishing", ("diminishing-gradient",)),
        Slide("Issue in training GAN: Mode collapse", ("mode-collapse-figure",)),
    ),
)
