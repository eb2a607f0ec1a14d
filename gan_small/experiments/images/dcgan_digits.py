"""Does a DCGAN learn images?

Says       with this recipe a DCGAN learns images
Measures   samples of every member, against 8x8 digits: how many a classifier is sure of, how many of the ten digits
           there are, and whether they are the training digits again (gan_small.images.quality)
Bar        recognised: (1) more often than samples of a normal law with the digits' own mean and covariance, which is
           what can be learnt without learning shapes; (2) at least nine times for every ten of real digits
           digits: more than 9.5, that is all ten, each at 1% of the samples or more, as the classifier reads them
           copies: P(nearer than a held-out digit to the training digits) below its value for fresh digits, 1/2
Control    the generator before its first step; for digits, one that makes one image of all noises; for copies, one that
           hands out training digits.  No number says it alone: noise is read as all ten digits, and copies nothing
Claims     dcgan-recipe-trained

The recipe is the paper's (batch norm, N(0, 0.02), Adam with beta1 1/2, no penalty), but for ten times its rate of 2e-4
and batches of 32 or 64 instead of 128, so that a few hundred steps do; and z is normal.  The bars of recognition were
set after first runs, in which 25% to 39% were recognised; half as often as real digits, 0.42, is reached by some
members only, after 800 steps and more.

Source   Radford et al. 2016, Section 4
"""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.images import quality
from gan_small.images.digits import digits
from gan_small.images.sheet import save
from gan_small.images.training import Recipe, Trained, train, untrained
from gan_small.randomness import normals, uniforms

QUICK = Recipe(members=20, steps=400, batch=32, rate_d=2e-3, rate_g=2e-3)
FULL = QUICK.replace(steps=800, batch=64)
NEARLY = 0.9
GAUSSIAN, COPIED = 72, 73  # streams of random numbers


def measure(setting: Setting) -> list[Effect]:
    """Samples of trained generators."""
    setting.say("training DCGANs on digits")
    images = learnt(recipe(setting)).samples(samples(setting))
    if setting.out is not None:
        save(images[:8, :20], setting.out / "dcgan-digits-samples.png")
        save(digits().train[:160].unflatten(0, (8, 20)), setting.out / "dcgan-digits-real.png")
    return judged(drawn=images, varied=images, new=images, seed=setting.seed)


def control(setting: Setting) -> list[Effect]:
    """A generator that has learnt nothing, one that has collapsed, and one that remembers."""
    size, known = recipe(setting), digits().train
    which = uniforms(setting.seed, COPIED, range(1), range(size.members), samples(setting))[0]
    copies = known[(which * len(known)).long()]
    blank = untrained(size).samples(samples(setting))
    return judged(drawn=blank, varied=copies[:, :1].expand_as(copies), new=copies, seed=setting.seed)


def judged(*, drawn: Tensor, varied: Tensor, new: Tensor, seed: int) -> list[Effect]:
    """The effects, from images [E, n, 64]: are `drawn` digits, is `varied` all ten of them, is `new` no copy."""
    sure = quality.recognised(drawn).mean(1)
    normal = float(quality.recognised(normal_law(4000, seed=seed)).mean())
    real = float(quality.recognised(digits().train).mean())
    present, nearer = quality.covered(quality.read(varied)), quality.nearer(new)
    return [
        median("share of samples recognised, bar: of a normal law's samples", sure, above=normal),
        median("share of samples recognised, bar: 9/10 of real digits'", sure, above=NEARLY * real),
        median("digits present, of 10", present, above=9.5),
        median("P(a sample is nearer to the training digits than a fresh digit is)", nearer, below=0.5),
    ]


def normal_law(count: int, *, seed: int) -> Tensor:
    """Images [count, 64] from N(mean, covariance) of the training digits, cut to [-1, 1]."""
    known = digits().train.double()
    values, vectors = torch.linalg.eigh(torch.cov(known.T))
    root = vectors * values.clamp(min=0).sqrt()
    z = normals(seed, GAUSSIAN, range(1), range(1), count * known.shape[1], dtype=torch.float64)
    return (known.mean(0) + z.view(count, -1) @ root.T).clamp(-1, 1).float()


def recipe(setting: Setting) -> Recipe:
    """The DCGAN of this size and seed."""
    return (FULL if setting.full else QUICK).replace(seed=setting.seed)


def samples(setting: Setting) -> int:
    """How many images of each member are judged."""
    return 2000 if setting.full else 1000


@cache
def learnt(size: Recipe) -> Trained:
    """Trained once, for all pages that look at it; it is not changed by looking."""
    return train(size)
