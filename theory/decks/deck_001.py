"""Deck 001, slide by slide: each heading with the lines of the ledger that stand under it."""

from __future__ import annotations

from theory.decks.slides import Deck, Slide

DECK = Deck(
    "001",
    "BLG561E Deep Learning, Fall 2021",
    handwritten=True,
    slides=(
        Slide("(the approximate posterior)", ("approximate-posterior",)),
        Slide("(how do I measure closeness?)", ("closeness-by-divergence", "kl-definition", "kl-nonnegative")),
        Slide(
            "(the variational lower bound)",
            (
                "elbo-definition",
                "kl-elbo-derivation-joint",
                "kl-elbo-derivation-conditional",
                "q-sums-to-one",
                "pdf-axioms",
                "log-evidence-decomposition",
                "lvb-denominator",
                "lvb-two-terms",
            ),
        ),
        Slide("(the loss of the VAE)", ("vae-loss-sign", "reconstruction-data-term", "kl-factorises")),
        Slide("(reparameterisation)", ("encoder-parametrisation", "reparameterisation")),
        Slide("Implicit Generative Models", ("implicit-model", "gan-explicit-implicit", "generator-as-function")),
        Slide(
            "(a zero-sum game)",
            (
                "zero-sum-claim",
                "success-of-d-is-loss-of-g",
                "minimax-value",
                "zero-sum-optimisation-problem",
                "discriminator-is-classifier",
            ),
        ),
        Slide(
            "GAN Loss used in practice",
            (
                "ns-loss-parameters",
                "logd-equivalence",
                "loss-minus-log-d",
                "generator-minimises-jsd",
                "saturating-gradient-is-2jsd",
            ),
        ),
        Slide("WGAN loss", ("wgan-loss", "generator-complete-loss", "wgan-generator-term")),
        Slide("(training by gradient descent and ascent)", ("not-convex-concave", "gda-updates", "no-guarantees")),
        Slide("(LSGAN)", ("lsgan-d-loss", "lsgan-g-loss")),
        Slide("GAN Inference Stage", ("inference-stage",)),
    ),
)
