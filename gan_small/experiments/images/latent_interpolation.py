"""Is there meaning in the directions of noise?

Says       between two noises lie images of digits, and arithmetic on noises is arithmetic on what the digits mean
Measures   interpolation: of pairs of samples that are read as different digits, how often the classifier is sure of
           the image in the middle of the path between their noises, less how often of the blend of their pixels; on
           the straight path, and on the great circle, whose middle (z0 + z1)/sqrt 2 is as long as a noise is
           arithmetic: heavy minus light digits of the other nine kinds, mean noises, added to that of a light b; how
           often what comes out is still read as b, and heavier; and how much of the ink between light and heavy b's
           the sum carries over, which would be all, 1, if ink were linear in the noise
Bar        interpolation: 0, as often as the blend.  Arithmetic: 1/2, more often than not; and 0.9, nearly all the ink
Control    paths of a generator before its first step, against blends of real digits; and light minus heavy
Claims     dcgan-interpolation-arithmetic

Heavy and light: the upper and the lower third by ink, which is the mean of the pixels, of the samples read as that
digit.  A first version asked how often the sum is a b with at least half of that ink, against 1/2.  It was dropped
after a look: 0.46 (0.19 ... 0.65, open) after 250 steps, and 0.02 ... 0.08 in four members after 3000.

Source   Radford et al. 2016, Sections 6.1 and 6.3; White 2016, Section 2.1
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.images.dcgan_digits import NEARLY, learnt, recipe, samples
from gan_small.images import quality
from gan_small.images.digits import CLASSES, digits
from gan_small.images.sheet import save
from gan_small.images.training import Trained, untrained
from gan_small.randomness import uniforms

ENDS, PAIRED, POPULATION = range(76, 79)  # streams of random numbers
POPULATION_OF = 2  # times as many noises as for paths: each third of each digit needs dozens


def measure(setting: Setting) -> list[Effect]:
    """Of trained generators."""
    setting.say("training DCGANs on digits")
    gan = learnt(recipe(setting))
    z0, z1 = gan.noise(2 * samples(setting), stream=ENDS).chunk(2, 1)
    if setting.out is not None:
        paths(gan, z0[0, :10], z1[0, :10], setting.out)
    x0, x1 = gan.images(z0), gan.images(z1)
    return [*middles(gan, z0, z1, x0, x1), *heavier(gan, heavy_minus_light(gan, setting), setting)]


def control(setting: Setting) -> list[Effect]:
    """Paths between noises that mean nothing lead through no digits; and light minus heavy makes nothing heavier."""
    blank, known = untrained(recipe(setting)), digits().train
    z0, z1 = blank.noise(2 * samples(setting), stream=ENDS).chunk(2, 1)
    drawn = uniforms(setting.seed, PAIRED, range(1), range(len(z0)), 2 * samples(setting))[0]
    x0, x1 = known[(drawn * len(known)).long()].chunk(2, 1)
    gan = learnt(recipe(setting))
    return [*middles(blank, z0, z1, x0, x1), *heavier(gan, -heavy_minus_light(gan, setting), setting)]


def middles(gan: Trained, z0: Tensor, z1: Tensor, x0: Tensor, x1: Tensor) -> list[Effect]:
    """Recognised in the middle of a path, less than in the blend of x0 and x1; of pairs that are different digits."""
    differ = quality.read(x0) != quality.read(x1)
    blend = quality.recognised((x0 + x1) / 2)

    def excess(z: Tensor) -> np.ndarray:
        gained = quality.recognised(gan.images(z)).astype(float) - blend
        return (gained * differ).sum(1) / differ.sum(1)

    return [
        median("recognised, middle of the straight path less blend of pixels", excess((z0 + z1) / 2), above=0),
        median("recognised, middle of the great circle less blend", excess((z0 + z1) / math.sqrt(2)), above=0),
    ]


def heavy_minus_light(gan: Trained, setting: Setting) -> Tensor:
    """For each digit b: mean noise of heavy less light digits of the other nine kinds, averaged over these; [E, 10, z].

    Digits of which there are fewer than six samples are left out.
    """
    z = gan.noise(POPULATION_OF * samples(setting), stream=POPULATION)
    by_kind, there = _contrasts(gan, z)
    total, count = by_kind.sum(1, keepdim=True), there.sum(1, keepdim=True)
    return (total - by_kind) / (count - there).clamp(min=1)[..., None]


def heavier(gan: Trained, direction: Tensor, setting: Setting) -> list[Effect]:
    """Light b's with the direction of b added, [E, 10, z]: how many are heavier b's, and how much heavier.

    Digits weigh by their samples.
    """
    z = gan.noise(POPULATION_OF * samples(setting), stream=POPULATION)
    images = gan.images(z)
    ink, labels = images.mean(2), torch.from_numpy(quality.read(images))
    moved = gan.images(z + direction.gather(1, labels[..., None].expand_as(z)))
    more, kept = moved.mean(2) - ink, torch.from_numpy(quality.read(moved)) == labels
    found, carried = [], []
    for e in range(len(z)):
        thirds = [_thirds(ink[e], labels[e] == b) for b in range(CLASSES)]
        light = torch.cat([low for low, _ in thirds])
        gap = torch.cat([(ink[e, high].mean() - ink[e, low].mean()).expand(len(low)) for low, high in thirds])
        found.append((kept[e] & (more[e] > 0))[light].float().mean().item())
        carried.append((more[e, light].sum() / gap.sum()).item())
    return [
        median("light b + heavy others - light others is b, and heavier", found, above=0.5),
        median("ink that the sum carries over, of the gap between heavy and light b's", carried, above=NEARLY),
    ]


def _contrasts(gan: Trained, z: Tensor) -> tuple[Tensor, Tensor]:
    """Mean noise of the heavy less that of the light, of each digit [E, 10, z], 0 where there are too few; and where
    there are enough [E, 10]."""
    images = gan.images(z)
    ink, labels = images.mean(2), torch.from_numpy(quality.read(images))
    contrasts, there = z.new_zeros(len(z), CLASSES, z.shape[2]), torch.zeros(len(z), CLASSES)
    for e in range(len(z)):
        for kind in range(CLASSES):
            light, heavy = _thirds(ink[e], labels[e] == kind)
            if len(light) > 1:
                contrasts[e, kind] = z[e, heavy].mean(0) - z[e, light].mean(0)
                there[e, kind] = 1
    return contrasts, there


def _thirds(ink: Tensor, among: Tensor) -> tuple[Tensor, Tensor]:
    """The places of the lower and of the upper third by ink, of those that `among` marks."""
    marked = among.nonzero()[:, 0]
    ordered, third = marked[ink[marked].argsort()], len(marked) // 3
    return ordered[:third], ordered[len(ordered) - third :]


def paths(gan: Trained, z0: Tensor, z1: Tensor, out: Path) -> None:
    """Sheets of paths between noises [n, z] of the first member, and of blends of their ends' pixels."""

    def drawn(z: Tensor) -> Tensor:
        every = z.flatten(0, -2).expand(gan.recipe.members, -1, -1)
        return gan.images(every)[0].unflatten(0, z.shape[:-1])

    t, a, b = torch.linspace(0, 1, 9)[:, None], z0[:, None], z1[:, None]
    angle = t * math.pi / 2
    save(drawn((1 - t) * a + t * b), out / "latent-interpolation-straight.png")
    save(drawn(torch.cos(angle) * a + torch.sin(angle) * b), out / "latent-interpolation-great-circle.png")
    save((1 - t) * drawn(a) + t * drawn(b), out / "latent-interpolation-blend.png")
