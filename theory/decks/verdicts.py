"""How far each sentence of the decks is right, as it is printed there.

true                    as printed
true-with-conditions    true, with a hypothesis that the slide leaves out
imprecise               its wording, or a missing hypothesis, makes it false when read literally
misprint/false          false
figure                  a picture or a caption: what it shows is checked, where it shows something
"""

from __future__ import annotations

_LINES = {
    "true": """
        equal-mse-distortions gaussian-density mse-bimodal-average kl-definition kl-asymmetric kl-nonnegative
        forward-kl-moment-matching forward-kl-zero-avoiding reverse-kl-zero-forcing two-dirac-kl
        twelve-kl-values jsd-definition jsd-two-dirac generator-as-function confusion-matrix
        discriminator-objective discriminator-is-classifier generator-bce-label0 minimax-value
        expectation-definition value-as-integrals dstar-not-computable add-subtract-log2 v-at-dstar
        jsd-zero-iff-equal diminishing-gradient closeness-by-divergence q-sums-to-one log-evidence-decomposition
        lvb-two-terms encoder-parametrisation implicit-model wgan-generator-term not-convex-concave lsgan-g-loss
        reconstruction-data-term inference-stage two-step-training dcgan-002 leaky-relu-prelu
        conv-vs-transpose-conv tconv-worked-example tconv-learned image-space goal-of-g mle-for-images-hard
        gan-as-jsd divergence-seen-by-d noise-mixture-likelihood likelihood-not-quality generator-minimises-test
        v-second-term loss-oscillates mode-collapse-definition dcgan-recipe feature-matching
        historical-averaging one-sided-label-smoothing disjoint-manifolds-kl-jsd noise-smooths
        emd-worked-example wasserstein-definition theta-lines-kl-jsd theta-lines-w wgan-theorem-2
        wgan-theorem-2-quantitative generative-model-definition jd-jg-definition js-js-kl-definitions-004
        log-d-trick-loss kl-pg-pr-integrand-table
    """,
    "true-with-conditions": """
        kl-infinite-iff reverse-kl-mode-seeking jsd-max-iff-singular generator-complete-loss minimax-saddle
        optimal-discriminator global-min-minus-log4 change-of-variables-density dstar-half
        success-of-d-is-loss-of-g kl-factorises reparameterisation zero-sum-claim generator-minimises-jsd
        wgan-loss score-is-posterior gradient-of-d-guides-g mle-chain jsd-plateau
        kde-great-samples-poor-likelihood function-space-convergence ns-gradients-mean-variance js-vs-kl-fits
        lower-dim-support disjoint-supports-smooth-D wgan-theorem-1 saturating-gradient-is-2jsd almost-perfect-d
    """,
    "imprecise": """
        elbo-definition elbo-roles aggregated-posterior mse-equals-gaussian-mle mse-assumes-gaussian
        forward-kl-infinite forward-kl-never-learns-a-mode js-behaviour-required algorithm-1
        jsd-to-zero-convergence gan-uses-jsd-and-adversarial-instead approximate-posterior pdf-axioms
        gda-updates no-guarantees manifold-hypothesis likelihood-is-probability noise-mixture-high-dim
        two-sample-test minmax-notation jsd-as-distance mle-is-kl bn-prevents-collapse virtual-batch-norm
        emd-plan-exercise reference-summaries probability-of-mistake zero-sum-004 perfect-vs-optimal-d
        js-log2-almost-surely mode-collapse-from-asymmetry dilemma
    """,
    "misprint/false": """
        mse-loss-normalisation vae-why-reverse-kl gan-explicit-implicit gan-no-reconstruction bce-sign
        bce-two-cases generator-missing-log optimal-generator-fixed-dstar v-integral-pG minimize-for-maximize
        pG-star-for-DG-star log2-of-sum-misprint d-approx-dgz logd-equivalence kl-elbo-derivation-joint
        kl-elbo-derivation-conditional lvb-denominator vae-loss-sign zero-sum-optimisation-problem
        ns-loss-parameters loss-minus-log-d lsgan-d-loss tconv-output-size max-G-for-min-G
        jsd-is-not-symmetric-kl dcgan-pooling gradient-clipping jg-arguments algorithm-signs-004
        jd-pointwise-sign min-jg-is-js log-d-trick-divergence maximising-js-pushes-apart kl-missing-sum
    """,
    "figure": """
        goodfellow-figure-2 mode-collapse-figure dcgan-interpolation-arithmetic
    """,
}

#: Line of the ledger -> verdict on what is printed.
VERDICTS: dict[str, str] = {entry: verdict for verdict, entries in _LINES.items() for entry in entries.split()}
