"""Deck 004, slide by slide: each heading with the lines of the ledger that stand under it."""

from __future__ import annotations

from theory.decks.slides import Deck, Slide

DECK = Deck(
    "004",
    "Understanding the vanilla GAN",
    handwritten=False,
    slides=(
        Slide("What are generative models?", ("generative-model-definition",)),
        Slide("What is GAN", ("probability-of-mistake",)),
        Slide("Mathematical descriptions for GAN", ("jd-jg-definition", "jg-arguments")),
        Slide("Zero sum game between players G and D", ("zero-sum-claim", "zero-sum-004")),
        Slide("Training algorithm for GAN", ("algorithm-signs-004",)),
        Slide("Fix G, what is the best D?", ("optimal-discriminator", "jd-pointwise-sign")),
        Slide(
            "With optimal D, what happens to G?",
            (
                "js-js-kl-definitions-004",
                "kl-definition",
                "jsd-definition",
                "v-at-dstar",
                "saturating-gradient-is-2jsd",
                "min-jg-is-js",
                "dstar-half",
                "perfect-vs-optimal-d",
            ),
        ),
        Slide("What is wrong with JS convergence?", ("jsd-max-iff-singular", "jsd-plateau")),
        Slide("Gradient Vanishing", ("diminishing-gradient", "almost-perfect-d", "js-log2-almost-surely")),
        Slide("The Log D trick", ("log-d-trick-loss",)),
        Slide("Unstability", ("log-d-trick-divergence", "maximising-js-pushes-apart", "ns-gradients-mean-variance")),
        Slide(
            "Mode collapse by the log D trick",
            ("kl-asymmetric", "kl-pg-pr-integrand-table", "kl-missing-sum", "mode-collapse-from-asymmetry"),
        ),
        Slide("The dilemma in training GANs", ("dilemma",)),
    ),
)
