"""Are the samples of a VAE between the modes?

Says       a VAE puts more of its samples between two modes than a GAN of the same size
Measures   targets +-2 with deviation 0.3, equally often: the share of samples within 1 of the middle (4e-4 of the
           data), of the VAE less that of the GAN whose generator has the decoder's shape and first parameters, and
           that saw the same points in as many steps.  The decoder's variance is fixed at 1, as in a squared error
           without a scale, or learnt; samples are draws of the model, or the decoder's means f(z) without its noise
Bar        0.01: one sample in a hundred more
Control    the data themselves in the VAE's place
Claims     vae-fits-data-by-forward-kl, squared-loss-and-the-mean

Why        the squared error wants the mean of what a z may stand for, and the forward KL punishes every gap; with v = 1
           the best law, modes at +-2 of variance 1, has 0.16 within 1 of the middle.  A learnt v shrinks, and with it
           the difference; f is continuous, so some samples remain between, as they do of a GAN

Source     Kingma and Welling 2014; Larsen et al. 2016, Autoencoding beyond pixels, Section 1 (the sentence)
"""

from __future__ import annotations

from torch import Tensor

from gan_small.autoencoder.training import train_autoencoder
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import game
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.train import train

ONE_IN_100 = 0.01
MIDDLE = 1.0
POINTS = 4096
SHARED = Recipe(target="bimodal(0.5, 0, 4, 0.3)", depth=2, width=32, latent=1, batch=64, looks=1)
GAN = SHARED.replace(r1=1.0, rate_d=1e-2, rate_g=3e-3)
VAE = SHARED.replace(rate_g=1e-2, beta1=0.9, beta2=0.999)


def measure(setting: Setting) -> list[Effect]:
    """The fixed variance, its means, the learnt variance."""
    adversarial = of_gan(setting)
    setting.say("a VAE, v = 1")
    fixed = train_autoencoder(sized(VAE, setting), variance=1.0)
    setting.say("a VAE, v learnt")
    learnt = train_autoencoder(sized(VAE, setting))
    return [
        more("VAE with v = 1, draws", between(fixed.samples(POINTS)) - adversarial),
        more("VAE with v = 1, means", between(fixed.samples(POINTS, means=True)) - adversarial),
        more("VAE with v learnt, draws", between(learnt.samples(POINTS)) - adversarial),
    ]


def control(setting: Setting) -> list[Effect]:
    """Points of the data."""
    data = game(sized(VAE, setting)).real(Stream.FRESH_REAL, range(1), POINTS)[0]
    return [more("the data", between(data) - of_gan(setting))]


def more(what: str, differences: Tensor) -> Effect:
    """The bar."""
    return median(f"share of samples between the modes less a GAN's, {what}", differences, above=ONE_IN_100)


def of_gan(setting: Setting) -> Tensor:
    """The share between the modes of every adversarially trained generator, [E]."""
    setting.say("a GAN")
    trained = train(sized(GAN, setting))
    return between(trained.game.g(trained.state.g.x, trained.game.noise(Stream.HELD_OUT_NOISE, range(1), POINTS)[0]))


def between(samples: Tensor) -> Tensor:
    """The share of samples [E, n, 1] within 1 of the middle, [E]."""
    return (samples.abs() < MIDDLE).double().mean((1, 2))


def sized(recipe: Recipe, setting: Setting) -> Recipe:
    """The recipe at the size of the setting."""
    members, steps = (64, 2000) if setting.full else (16, 700)
    return recipe.replace(members=members, seed=setting.seed, steps=steps)
