"""The improved techniques, each against its absence."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "batch-norm-collapse": Listed(
        "bn-prevents-collapse-trained",
        "batch normalisation keeps a generator from collapsing all samples to one point",
        "gan_small.experiments.techniques.batch_norm_collapse",
    ),
    "label-smoothing": Listed(
        "one-sided-label-smoothing",
        "with real labels 1 - a, D ends at (1 - a)/2 where the laws agree, and at 1 - a where fakes never are",
        "gan_small.experiments.techniques.label_smoothing",
    ),
    "historical-averaging": Listed(
        "historical-averaging",
        "historical averaging brings the players of the bilinear game to their equilibrium",
        "gan_small.experiments.techniques.historical_averaging",
    ),
    "minibatch-discrimination": Listed(
        "minibatch-discrimination-sees-collapse",
        "with minibatch discrimination D sees a collapse, and a generator ten times as fast does not stay collapsed",
        "gan_small.experiments.techniques.minibatch_discrimination",
    ),
    "feature-matching": Listed(
        "feature-matching",
        "feature matching brings the generated law nearer to the data than D's verdict does",
        "gan_small.experiments.techniques.feature_matching",
    ),
    "virtual-batch-norm": Listed(
        "virtual-batch-norm",
        "virtual batch normalisation frees an output from the rest of its batch, and still keeps off a collapse",
        "gan_small.experiments.techniques.virtual_batch_norm",
    ),
    "instance-noise-schedule": Listed(
        "noise-smooths",
        "noise on what D sees, falling to 0, leads a generator to data that are disjoint from its law",
        "gan_small.experiments.techniques.instance_noise",
    ),
}
