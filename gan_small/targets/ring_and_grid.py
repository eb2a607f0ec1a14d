r"""The ring of 8 normal laws and the grid of 25: one definition of each, with a version.

    ring   means 2 (cos(2 pi i/8), sin(2 pi i/8)) for i = 0, ..., 7, standard deviation 0.1, weights 1/8
    grid   means (2i, 2j) for i, j = -2, ..., 2, so from -4 to 4 with spacing 2, standard deviation 0.05, weights 1/25

A result on "the 8 Gaussians" says little without these numbers: how hard a ring is depends on the ratio of its radius
to its spread, and in print there are at least these, all called by the same name.

    who                             radius   spread   ratio   known from
    here, version 1                 2        0.1      20
    unrolled GAN (Metz 2017)        2        0.02     100     from memory, Appendix A
    its public notebook (Poole)     1        0.01     100     code; angles from linspace with its end: 7 modes
    WGAN-GP toy (Gulrajani 2017)    1.414    0.0141   100     code: (2, 0.02) divided by 1.414
    consensus (Mescheder 2017)      1        0.01     100     code
    PacGAN (Lin 2018)               1        0.01     100     code; VEEGAN's is the same, from memory
    FFJORD and other flows (2019)   2.83     0.354    8       code: (4, 0.5) divided by 1.414

The notebook's first and last angle are 0 and 2 pi, one place: it draws that mode twice as often as each of the other
six.  The grid is PacGAN's (code; VEEGAN's from memory); WGAN-GP divides the same one by 2.828.  BourGAN's code, in
the versions seen, passes a parameter called `sig` where a variance stands: the spread is its square root.
Others are had by their numbers: ring_of_8(members=E, radius=1, spread=0.01), or the name ring(1, 0.01).

Metz et al. 2017, arXiv 1611.02163; poolio/unrolled_gan; Gulrajani et al. 2017, igul222/improved_wgan_training,
gan_toy.py; Mescheder et al. 2017, LMescheder/TheNumericsOfGANs; Lin et al. 2018, fjxmlzn/PacGAN; Srivastava et al.
2017 (VEEGAN), arXiv 1705.07761; Xiao et al. 2018, a554b554/BourGAN; Grathwohl et al. 2019, rtqichen/ffjord.
"""

from __future__ import annotations

import math

import torch

from gan_small.targets.mixture import Mixtures

VERSION = 1
RADIUS = 2.0
RING_SPREAD = 0.1
SPACING = 2.0
GRID_SPREAD = 0.05


def ring_of_8(
    *, members: int, radius: float = RADIUS, spread: float = RING_SPREAD, device: torch.device | str = "cpu"
) -> Mixtures:
    """The ring, the same for all members: 8 modes at equal angles, 2 pi i/8, the first on the positive x axis.

    Neighbours are 2 radius sin(pi/8) = 0.765 radius apart: 15.3 standard deviations in version 1, so that the balls
    of 3 standard deviations do not meet.  Exact mean 0; spread sqrt(radius^2/2 + spread^2) in each coordinate.
    """
    angles = [2 * math.pi * i / 8 for i in range(8)]
    name = f"ring of 8, radius {radius:g}, spread {spread:g}"
    return _mixture([(radius * math.cos(a), radius * math.sin(a)) for a in angles], spread, members, name, device)


def grid_of_25(
    *, members: int, spacing: float = SPACING, spread: float = GRID_SPREAD, device: torch.device | str = "cpu"
) -> Mixtures:
    """The grid, the same for all members: 5 by 5 modes around 0.

    Exact mean 0; spread sqrt(2 spacing^2 + spread^2) in each coordinate.
    """
    places = [(spacing * i, spacing * j) for i in range(-2, 3) for j in range(-2, 3)]
    return _mixture(places, spread, members, f"grid of 25, spacing {spacing:g}, spread {spread:g}", device)


def _mixture(
    places: list[tuple[float, float]], spread: float, members: int, name: str, device: torch.device | str
) -> Mixtures:
    """Equal weights and one spread; the same for all members."""
    means = torch.tensor(places, dtype=torch.float64, device=device)
    equal = torch.full((members, len(places)), 1 / len(places), dtype=torch.float64, device=device)
    return Mixtures(equal, means.repeat(members, 1, 1), torch.full_like(equal, spread), name)
