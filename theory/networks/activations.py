r"""LeakyReLU and PReLU: what they are, and the form with a maximum that is only right for slopes up to 1.

Says
    LReLU(u) = max(u, 0) + a min(u, 0), which is max(u, a u) for 0 <= a <= 1.  In PReLU the slope a is learnt, and the
    derivative by a is min(u, 0).

Idea
    For u < 0 the larger of u and a u is a u exactly if a <= 1.

Names
    u    the input;  v = -u > 0 where it is negative
    a    the slope for negative inputs

Source   Maas et al. 2013; He et al. 2015, Delving deep into rectifiers, Section 2.1
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Sign, Special
from theory.proving.gradient import Slope

HE = Source("He et al. 2015, Delving deep into rectifiers", "Section 2.1")
MAAS = Source("Maas et al. 2013, Rectifier nonlinearities", "Section 2")
UP_TO_ONE = r"$0 \le \alpha \le 1$"

LEAKY = Claim(
    id="leaky-relu-prelu",
    says=r"$\mathrm{LReLU}_\alpha(u) = \max(u, 0) + \alpha\min(u, 0)$, which is $\max(u, \alpha u)$; in PReLU $\alpha$ "
         r"is learnt, with $\partial/\partial\alpha = \min(u, 0)$.",
    assumes=(UP_TO_ONE,),
    sources=(HE, MAAS),
    proof=(
        Calc(about="for u = -v < 0", symbols={"v": "(0, inf)", "a": "[0, 1]"}, start="max(-v, 0) + a*min(-v, 0)",
             lines=(Line("-a*v", "the first part is 0"), Line("max(-v, a*(-v))", "a v <= v"))),
        Calc(about="for u > 0", symbols={"u": "(0, inf)", "a": "[0, 1]"}, start="max(u, 0) + a*min(u, 0)",
             lines=(Line("u", "the second part is 0"), Line("max(u, a*u)", "a u <= u"))),
        Slope(about="PReLU for u = -v < 0, by the slope", symbols={"v": "(0, inf)"}, of="-a*v", over="a", gives="-v",
              because="that is min(u, 0)"),
        Slope(about="and for u > 0", symbols={"u": "(0, inf)"}, of="u", over="a", gives="0", because="min(u, 0) = 0"),
        Special(about="a slope of 0 is ReLU", symbols={"v": "(0, inf)"}, of="-a*v", put={"a": "0"}, gives="0",
                because="cut off"),
        Slope(about="the slope in the input, negative side", symbols={"a": "(0, 1]"}, of="a*u", over="u", gives="a",
              because="never 0 for a > 0: no dead unit"),
    ),
    needed=(Needed(hypothesis=UP_TO_ONE,
                   shown_by=Differ(about="with a = 2 the maximum is another function", symbols={"u": "real"},
                                   left="max(u, 0) + 2*min(u, 0)", right="max(u, 2*u)")),
            Needed(hypothesis=UP_TO_ONE,
                   shown_by=Sign(about="for a = 1 + s and u = -v it is too large by s v",
                                 symbols={"s": "(0, inf)", "v": "(0, inf)"}, of="max(-v, -(1 + s)*v) + (1 + s)*v",
                                 because="the maximum is -v"))),
)  # fmt: skip

CLAIMS = (LEAKY,)
