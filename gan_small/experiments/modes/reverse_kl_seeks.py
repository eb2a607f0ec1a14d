"""Does a generator that is one Gaussian seek one of two modes?

Says       a generator that is too simple for two modes settles on one of them
Measures   |mu| at the end of training, for the reverse KL and for both GAN losses, started at a mode and wide
Bar        1.5: half way from covering both, at 0, to a mode, at 3
Control    the forward KL, started wide: its only minimum is N(0, 10)
Claims     reverse-kl-mode-seeking: the reverse KL has a third local minimum, N(0, 2.74^2), that covers both modes,
           and so have the divergences of the GAN losses: which one training finds is settled by where it starts
Source     Theis, van den Oord and Bethge 2016, Figure 1; Bishop 2006, Section 10.1.2
"""

from __future__ import annotations

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.one_gaussian import STARTS, trained

BAR = 1.5
LOSSES = ("f-gan(reverse-kl)", "non-saturating", "saturating")


def measure(setting: Setting) -> list[Effect]:
    """Three losses, two starts."""
    return [effect for start in STARTS for effect in seeking(LOSSES, start, setting)]


def control(setting: Setting) -> list[Effect]:
    """A loss that covers."""
    return seeking(("f-gan(kl)",), "wide", setting)


def seeking(losses: tuple[str, ...], start: str, setting: Setting) -> list[Effect]:
    """How far from the middle each ends."""
    found = trained(losses, start, setting)
    return [median(f"|mu|, {loss}, started {start}", end.mean, above=BAR) for loss, end in found.items()]
