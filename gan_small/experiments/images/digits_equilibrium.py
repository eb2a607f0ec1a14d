"""Does the discriminator end at 1/2?

Says       at the end of training the discriminator says one half everywhere
Measures   mean |D - 1/2| of every member, on held-out digits, which neither player has seen, and on fresh samples
Bar        0.05 (gan_small.certificate.Tolerances.flat): D within 0.45 ... 0.55 on average
Control    a generator that stands still where it started: D, with R1, tells its images from digits
Claims     dstar-half

With R1 (gamma = 1, as printed with the method's name but not its networks) D has no batch norm, as a slope per point
needs, and the steps decay.  Without it: DCGAN as it is printed.  What D says of held-out digits and not of training
digits is asked for, as a D that knows the training digits by heart says 1 of them and nothing of the laws.

D near 1/2 follows from p = q, and not the other way.  With R1 and steps that decay D is within 0.01 of 1/2 and still
ranks held-out digits above samples: the area under its curve was 0.62 [0.54, 0.67] at the median of 20 members.  It is
flat, and it knows; a mean of |D - 1/2| does not say that the laws agree.

Source   Goodfellow et al. 2014, Theorem 1; Mescheder, Geiger and Nowozin 2018, Section 4.1
"""

from __future__ import annotations

from gan_small.certificate import Tolerances
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.images.dcgan_digits import learnt, recipe, samples
from gan_small.images.digits import digits
from gan_small.images.training import Recipe, Trained, train


def measure(setting: Setting) -> list[Effect]:
    """With R1 and decaying steps, and as DCGAN is printed."""
    setting.say("training with R1")
    tamed = train(with_r1(setting))
    setting.say("training without")
    plain = learnt(recipe(setting))
    return [*from_half(tamed, "R1", setting), *from_half(plain, "no penalty, batch norm", setting)]


def control(setting: Setting) -> list[Effect]:
    """What is not learnt is told apart."""
    return from_half(train(with_r1(setting).replace(rate_g=0.0)), "G stands still", setting)


def from_half(gan: Trained, how: str, setting: Setting) -> list[Effect]:
    """Mean |D - 1/2| on either law."""
    bar = Tolerances().flat
    held_out = digits().held_out.expand(gan.recipe.members, -1, -1)
    real, fake = ((gan.scores(x) - 0.5).abs().mean(1) for x in (held_out, gan.samples(samples(setting))))
    return [
        median(f"mean |D - 1/2| on held-out digits, {how}", real, below=bar),
        median(f"mean |D - 1/2| on samples, {how}", fake, below=bar),
    ]


def with_r1(setting: Setting) -> Recipe:
    """The digits' recipe with R1, at fewer steps: the game comes to rest before the images are good."""
    size = recipe(setting)
    return size.replace(r1=1.0, batch_norm=False, decay="cosine", steps=size.steps * 2 // 5)
