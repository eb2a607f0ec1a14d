"""Deck 000, slide by slide: each heading with the lines of the ledger that stand under it."""

from __future__ import annotations

from theory.decks.slides import Deck, Slide

DECK = Deck(
    "000",
    "GAN's (IIT Mandi)",
    handwritten=True,
    slides=(
        Slide(
            "Variational Auto Encoder (Summary)",
            ("elbo-definition", "elbo-roles", "log-evidence-decomposition", "lvb-two-terms", "aggregated-posterior"),
        ),
        Slide(
            "Problems with L2 / MSE loss",
            (
                "equal-mse-distortions",
                "mse-loss-normalisation",
                "gaussian-density",
                "mse-equals-gaussian-mle",
                "mse-assumes-gaussian",
                "mse-bimodal-average",
            ),
        ),
        Slide("KL-Div", ("kl-definition", "kl-asymmetric")),
        Slide("Forward KL-Div", ("forward-kl-infinite", "forward-kl-never-learns-a-mode")),
        Slide("KL fails to measure when there is NO-OVERLAP", ("kl-infinite-iff",)),
        Slide("Using F-KLDIV", ("forward-kl-moment-matching", "forward-kl-zero-avoiding")),
        Slide("Reverse KL-Div", ("reverse-kl-zero-forcing",)),
        Slide("R-KL => Mode seeking", ("reverse-kl-mode-seeking", "vae-why-reverse-kl")),
        Slide("We have two discrete PDF P and Q", ("two-dirac-kl",)),
        Slide("Compute all 12 values: inference about containment", ("twelve-kl-values",)),
        Slide("JS-divergence", ("jsd-definition", "jsd-two-dirac", "jsd-max-iff-singular", "js-behaviour-required")),
        Slide("GAN", ("gan-explicit-implicit", "gan-no-reconstruction", "goal-of-g")),
        Slide("Generator network", ("generator-as-function", "image-space")),
        Slide("Loss function: Binary Cross entropy", ("bce-sign",)),
        Slide("Discriminator loss function", ("bce-two-cases", "confusion-matrix", "discriminator-is-classifier")),
        Slide("Discriminator loss fn (Single Sample) / Over a batch", ("discriminator-objective",)),
        Slide("Generator needs to fool Discriminator", ("generator-missing-log",)),
        Slide("Generator loss fn", ("generator-bce-label0", "success-of-d-is-loss-of-g")),
        Slide("Generators complete loss fn", ("generator-complete-loss",)),
        Slide("Total Combined Loss Fn", ("minimax-value",)),
        Slide("Generative Adversarial Nets (Algorithm 1)", ("algorithm-1", "two-step-training")),
        Slide(
            "Point-01, Proving point-01",
            (
                "expectation-definition",
                "value-as-integrals",
                "change-of-variables-density",
                "optimal-discriminator",
                "minimize-for-maximize",
                "dstar-not-computable",
            ),
        ),
        Slide(
            "Point-02",
            (
                "optimal-generator-fixed-dstar",
                "v-integral-pG",
                "pG-star-for-DG-star",
                "add-subtract-log2",
                "log2-of-sum-misprint",
                "v-at-dstar",
                "generator-minimises-jsd",
            ),
        ),
        Slide(
            "Global minima of the Criterion",
            (
                "global-min-minus-log4",
                "jsd-zero-iff-equal",
                "jsd-to-zero-convergence",
                "function-space-convergence",
                "dstar-half",
            ),
        ),
        Slide("Figure 2 of the paper", ("goodfellow-figure-2",)),
        Slide("Diminishing Gradients", ("d-approx-dgz", "diminishing-gradient", "logd-equivalence")),
        Slide("Limitations", ("mode-collapse-figure",)),
        Slide("Moving towards GAN", ("gan-uses-jsd-and-adversarial-instead",)),
    ),
)
