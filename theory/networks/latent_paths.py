r"""Paths in the latent space: why interpolations are smooth, and why their middle is atypical.

Says
    Along n steps from z0 to z1 the images move at most Lip(G) |z1 - z0|/n each.  For independent standard normal ends
    the middle has mean square length d/2, not d; on cos(a) z0 + sin(a) z1 it stays d.

Idea
    (z0 + z1)/2 has half the variance; cos(a) z0 + sin(a) z1 has all of it.

Names
    n        number of steps;  k  number of the step;  l  Lip(G)
    v, w     mean squares of a coordinate of z0 and z1;  c  their mean product

Source   Radford et al. 2016, Section 6.3; White 2016, Sampling generative networks
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Special

RADFORD = Source("Radford et al. 2016, DCGAN", "Section 6.3")
WHITE = Source("White 2016, Sampling generative networks", "Section 2.1")
INDEPENDENT = r"$z_0$, $z_1$ are independent and standard normal"

PATHS = Claim(
    id="dcgan-interpolation-arithmetic",
    says=r"In $n$ steps from $z_0$ to $z_1$ consecutive images differ by at most $\mathrm{Lip}(G)\,\|z_1 - z_0\|/n$. "
         r"The mean square length in $d$ dimensions is $d/2$ in the middle of the straight path, $d$ everywhere on the "
         r"path $\cos(a) z_0 + \sin(a) z_1$.",
    assumes=(INDEPENDENT,),
    sources=(RADFORD, WHITE),
    proof=(
        Calc(about="one step of the straight path, per coordinate", symbols={"n": "(0, inf)"},
             start="((1 - (k + 1)/n)*u + (k + 1)/n*v) - ((1 - k/n)*u + k/n*v)",
             lines=(Line("(v - u)/n", "equal steps; G stretches each by at most Lip(G)"),)),
        Special(about="the mean square of a coordinate in the middle", of="(v + 2*c + w)/4",
                put={"v": "1", "w": "1", "c": "0"}, gives="1/2", because="variance 1 each, independent: half is lost"),
        Special(about="for cos(a) z0 + sin(a) z1, with cos^2 = s", symbols={"s": "[0, 1]"},
                of="s*v + (1 - s)*w + 2*sqrt(s*(1 - s))*c", put={"v": "1", "w": "1", "c": "0"},
                gives="1", because="cos^2 + sin^2 = 1, and the ends are independent"),
    ),
    needed=(Needed(hypothesis=INDEPENDENT,
                   shown_by=Special(about="between equal ends nothing is lost", of="(v + 2*c + w)/4",
                                    put={"v": "1", "w": "1", "c": "1"}, gives="1", because="the path does not move")),),
)  # fmt: skip

CLAIMS = (PATHS,)
