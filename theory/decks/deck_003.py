"""Deck 003, slide by slide: each heading with the lines of the ledger that stand under it."""

from __future__ import annotations

from theory.decks.slides import Deck, Slide

DECK = Deck(
    "003",
    "Deep Generative Models, Lecture 8",
    handwritten=False,
    slides=(
        Slide(
            "Likelihood based models",
            (
                "kde-great-samples-poor-likelihood",
                "noise-mixture-likelihood",
                "noise-mixture-high-dim",
                "mle-for-images-hard",
            ),
        ),
        Slide("Likelihood-free learning", ("likelihood-not-quality",)),
        Slide("Two sample test", ("two-sample-test",)),
        Slide("Desired behaviour", ("generator-minimises-test",)),
        Slide("Vanila GAN", ("minimax-value", "minmax-notation", "discriminator-is-classifier")),
        Slide("Vanila GAN optimality - Objective (fixed G)", ("value-as-integrals", "discriminator-objective")),
        Slide("Optimal discriminator", ("optimal-discriminator",)),
        Slide("Vanila GAN optimality - Objective (fixed D)", ("max-G-for-min-G", "optimal-generator-fixed-dstar")),
        Slide("Optimal generator", ("v-second-term", "v-at-dstar", "generator-minimises-jsd")),
        Slide(
            "Jensen-Shannon divergence",
            ("jsd-definition", "jsd-max-iff-singular", "jsd-is-not-symmetric-kl", "jsd-as-distance"),
        ),
        Slide(
            "This minimax game has the global optimum",
            ("minimax-saddle", "global-min-minus-log4", "function-space-convergence"),
        ),
        Slide("Vanila GAN (last slide; loss curves)", ("loss-oscillates", "no-guarantees")),
        Slide(
            "Vanishing gradients",
            ("diminishing-gradient", "logd-equivalence", "log-d-trick-loss", "ns-gradients-mean-variance"),
        ),
        Slide("Likelihood-based vs GAN", ("mle-is-kl",)),
        Slide("What is the difference between JS and KL divergences?", ("js-vs-kl-fits",)),
        Slide("Mode covering vs mode seeking", ("kl-definition", "reverse-kl-zero-forcing", "reverse-kl-mode-seeking")),
        Slide("Mode collapse", ("mode-collapse-definition", "mode-collapse-figure")),
        Slide("Deep Convolutional GAN", ("dcgan-pooling", "dcgan-recipe", "bn-prevents-collapse")),
        Slide("Smooth interpolations, Vector arithmetic", ("dcgan-interpolation-arithmetic",)),
        Slide("Improved techniques", ("feature-matching", "historical-averaging")),
        Slide("One-sided label smoothing", ("one-sided-label-smoothing",)),
        Slide("Virtual batch normalization", ("virtual-batch-norm",)),
        Slide(
            "Informal theoretical results",
            (
                "manifold-hypothesis",
                "lower-dim-support",
                "disjoint-supports-smooth-D",
                "kl-infinite-iff",
                "disjoint-manifolds-kl-jsd",
            ),
        ),
        Slide("Adding continuous noise to the inputs of the discriminator", ("noise-smooths",)),
        Slide("Wasserstein distance (discrete)", ("emd-worked-example", "emd-plan-exercise")),
        Slide("Wasserstein distance", ("wasserstein-definition",)),
        Slide("Wasserstein distance vs KL vs JSD", ("theta-lines-kl-jsd", "theta-lines-w")),
        Slide("Theorem 1", ("wgan-theorem-1",)),
        Slide("Theorem 2", ("wgan-theorem-2", "wgan-theorem-2-quantitative")),
        Slide("References", ("disjoint-manifolds-kl-jsd", "gradient-clipping", "reference-summaries")),
    ),
)
