r"""Dirac-GAN with what is added to make it converge: instance noise, gradient penalties, consensus; and what does not.

Says
    Noise and zero-centred penalties give the eigenvalues a negative real part; so does consensus optimisation.
    Clipping the weight, or pulling the slope to 1, does not lead to the equilibrium.

Idea
    Each adds something to the Jacobian ((0, -a), (a, 0)) of the plain game: on its diagonal, except for the last two,
    which add nothing at the origin, or push away from it.

Names
    t, w       the place of the fake, the slope of the discriminator's logit
    a, c       f'(0) and f''(0): 1/2 and -1/4 for the GAN
    s          the noise is s or -s, each with probability 1/2: its variance is s^2
    g          the weight gamma of the penalty

Source   Mescheder et al. 2018, Sections 3 and 4
"""

from __future__ import annotations

from fractions import Fraction

from theory.games.dirac_gan import MESCHEDER, PLANE
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Extremum
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope
from theory.proving.planar import Eigenvalues, Jacobian

SECTIONS = Source(MESCHEDER, "Lemmas 3.1 to 3.3 and Section 4.1")
LEMMAS = Source(MESCHEDER, "Lemmas 3.1 and 3.2")
LINEAR = {"a": "nonzero", "c": "real", "g": "(0, inf)", "h": "(0, inf)"}


def clipped(steps: int, rate: Fraction, bound: Fraction) -> Fraction:
    """The smallest theta^2 + psi^2 of so many alternating WGAN steps from (1, 1), psi clipped to [-bound, bound]."""
    theta, psi = Fraction(1), min(Fraction(1), bound)
    least = theta**2 + psi**2
    for _ in range(steps):
        psi = max(-bound, min(bound, psi + rate * theta))
        theta -= rate * psi
        least = min(least, theta**2 + psi**2)
    return least


NOISE = Claim(
    id="dirac-gan-instance-noise",
    says=r"With noise $\pm\sigma$, $\sigma > 0$, on data and fakes (of the noise only its variance matters) the "
         r"eigenvalues at $(0, 0)$ are $f''(0)\sigma^2 \pm \sqrt{f''(0)^2\sigma^4 - f'(0)^2}$; for the GAN, where "
         r"$f''(0) < 0$, their real parts are negative.",
    assumes=(r"$f''(0) < 0$ and $\sigma > 0$",),
    sources=(LEMMAS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Jacobian(about="L = mean of f(w (t + z)) plus mean of f(-w z'), z and z' being s or -s", symbols={"s": "real"},
                 over=("t", "w"), first="-(w*f'(w*(t + s)) + w*f'(w*(t - s)))/2",
                 second="((t + s)*f'(w*(t + s)) + (t - s)*f'(w*(t - s)))/2 + (s*f'(w*s) - s*f'(-(w*s)))/2",
                 a11="0", a12="-f'(0)", a21="f'(0)", a22="2*s**2*f''(0)", because="only the noise's variance is left"),
        Eigenvalues(about="with a = f'(0), c = f''(0)", symbols={**LINEAR, "s": "real"}, a11="0", a12="-a", a21="a",
                    a22="2*s**2*c", middle="c*s**2", square="c**2*s**4 - a**2", because="half the trace is c s^2"),
        Special(about="for the GAN their mean is", symbols={"s": "real"}, of="c*s**2",
                put={"c": "-1/4"}, gives="-s**2/4", because="f''(0) = -1/4"),
        Sign(about="for c = -b < 0 the mean is negative", symbols={"b": "(0, inf)", "s": "(0, inf)"}, of="-b*s**2",
             positive=False, because="so a complex pair decays"),
        Calc(about="their product, so real eigenvalues have the sign of their mean",
             symbols={**LINEAR, "s": "real"},
             start="(c*s**2)**2 - (c**2*s**4 - a**2)", lines=(Line("a**2", "positive"),)),
    ),
    needed=(Needed(hypothesis=r"$f''(0) < 0$ and $\sigma > 0$",
                   shown_by=Special(about="the WGAN's f(u) = u has f'' = 0: the mean is 0, and nothing decays",
                                    symbols={"s": "real"}, of="c*s**2", put={"c": "0"}, gives="0", because="linear f")),
            Needed(hypothesis=r"$f''(0) < 0$ and $\sigma > 0$",
                   shown_by=Special(about="nor without noise", symbols={"c": "real"}, of="c*s**2", put={"s": "0"},
                                    gives="0",
                                    because="the plain game circles"))),
)  # fmt: skip

PENALTY = Claim(
    id="dirac-gan-zero-centred-penalty",
    says=r"With the penalty $\tfrac\gamma2\psi^2$ (R1 or R2) the eigenvalues at $(0, 0)$ are $-\tfrac\gamma2 \pm "
         r"\sqrt{\tfrac{\gamma^2}{4} - f'(0)^2}$, with negative real parts; they meet at $\gamma = 2|f'(0)|$, which is "
         r"1 for the GAN. Below that, the eigenvalues of a simultaneous step of size $h$ have the squared modulus $1 - "
         r"\gamma h + h^2f'(0)^2$: they are below 1 for $h < \gamma/f'(0)^2$, fastest at half of that.",
    assumes=(r"$\gamma > 0$", r"$0 < h < \gamma/f'(0)^2$"),
    sources=(SECTIONS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Slope(about="D(x) = w x has the gradient w everywhere; the penalty's slope", of="g*w**2/2", over="w",
              gives="g*w",
              because="the half keeps the 2 away"),
        Jacobian(about="the penalty pulls w to 0", symbols=LINEAR, over=("t", "w"), first="-(w*f'(t*w))",
                 second="t*f'(t*w) - g*w", a11="0", a12="-f'(0)", a21="f'(0)", a22="-g", because="it is linear in w"),
        Eigenvalues(about="with a = f'(0)", symbols=LINEAR, a11="0", a12="-a", a21="a", a22="-g", middle="-g/2",
                    square="g**2/4 - a**2", because="the determinant stays a^2 > 0"),
        Special(about="critical damping", symbols=LINEAR, of="g**2/4 - a**2", put={"g": "2*a"}, gives="0",
                because="a double eigenvalue at g = 2 a: 1 for a = 1/2"),
        Eigenvalues(about="a simultaneous step with g = 2 a r, r < 1", symbols={"a": "(0, inf)", "r": "(0, 1)",
                                                                              "h": "(0, inf)"},
                    a11="1", a12="-h*a", a21="h*a", a22="1 - h*(2*a*r)", middle="1 - h*a*r",
                    square="-(h*a)**2*(1 - r)*(1 + r)", modulus="1 - (2*a*r)*h + h**2*a**2",
                    because="below critical damping the pair is complex"),
        Sign(about="below 1 for h = r g/a^2, r < 1", symbols={"a": "(0, inf)", "g": "(0, inf)", "r": "(0, 1)"},
             of="g*(r*g/a**2) - (r*g/a**2)**2*a**2", because="r (1 - r) g^2/a^2"),
        Extremum(about="the gain g h - h^2 a^2 is largest at h = g/(2 a^2)",
                 symbols={"a": "(0, inf)", "g": "(0, inf)"}, of="g*h - h**2*a**2", over="h", domain="(0, inf)",
                 at="g/(2*a**2)", slope="g - 2*h*a**2", curvature="-2*a**2"),
    ),
    needed=(Needed(hypothesis=r"$\gamma > 0$",
                   shown_by=Special(about="without it the real part is 0", symbols=LINEAR, of="-g/2", put={"g": "0"},
                                    gives="0", because="the plain game circles")),
            Needed(hypothesis=r"$0 < h < \gamma/f'(0)^2$",
                   shown_by=Special(about="for the GAN with gamma = 1/2 steps of 10 multiply by 21", symbols=LINEAR,
                                    of="1 - g*h + h**2*a**2", put={"g": "1/2", "h": "10", "a": "1/2"}, gives="21",
                                    because="1 - 5 + 25"))),
)  # fmt: skip

CONSENSUS = Claim(
    id="dirac-gan-consensus",
    says=r"Consensus optimisation, $v - \gamma\nabla\tfrac12\|v\|^2$, has the eigenvalues $-\gamma f'(0)^2 \pm if'(0)$ "
         r"at $(0, 0)$; without the half the real part is twice as large.",
    sources=(Source(MESCHEDER, "Section 3"), Source("Mescheder et al. 2017, The numerics of GANs", "Section 4")),
    uses=("dirac-gan-vector-field",),
    proof=(
        Calc(about="half the squared length of v, with a for f'(t w)", symbols={**PLANE, "a": "nonzero"},
             start="((-(w*a))**2 + (t*a)**2)/2", lines=(Line("a**2*(t**2 + w**2)/2", "v is (t, w) turned, times a"),)),
        Jacobian(about="what is taken away is the gradient of f'(t w)^2 (t^2 + w^2)/2", symbols={"g": "(0, inf)"},
                 over=("t", "w"),
                 first="-(w*f'(t*w)) - g*(f'(t*w)*f''(t*w)*w*(t**2 + w**2) + f'(t*w)**2*t)",
                 second="t*f'(t*w) - g*(f'(t*w)*f''(t*w)*t*(t**2 + w**2) + f'(t*w)**2*w)",
                 a11="-g*f'(0)**2", a12="-f'(0)", a21="f'(0)", a22="-g*f'(0)**2",
                 because="terms of third order vanish"),
        Eigenvalues(about="with a = f'(0)", symbols=LINEAR, a11="-g*a**2", a12="-a", a21="a", a22="-g*a**2",
                    middle="-g*a**2", square="-a**2", modulus="g**2*a**4 + a**2", because="a pair i a and -i a"),
        Slope(about="the gradient by t", of="f'(t*w)**2*(t**2 + w**2)/2", over="t",
              gives="f'(t*w)*f''(t*w)*w*(t**2 + w**2) + f'(t*w)**2*t", because="the product rule"),
        Slope(about="and by w", of="f'(t*w)**2*(t**2 + w**2)/2", over="w",
              gives="f'(t*w)*f''(t*w)*t*(t**2 + w**2) + f'(t*w)**2*w", because="the product rule"),
    ),
)  # fmt: skip

CLIPPING = Claim(
    id="dirac-gan-weight-clipping",
    says=r"The WGAN with $|\psi|$ clipped to $c = 1$ does not reach $(0, 0)$ with one discriminator step for each of "
         r"the generator: near it nothing is clipped, and alternating steps of size $h$ keep $\theta^2 + \psi^2 + "
         r"h\theta\psi$. From $(1, 1)$ with $h = \tfrac1{10}$, 500 steps stay outside the circle of squared radius "
         r"$\tfrac9{10}$.",
    sources=(SECTIONS,),
    proof=(
        Calc(about="an unclipped step: w goes to w + h t, then t to t - h w", symbols={**PLANE, "h": "(0, 2)"},
             start="(t - h*(w + h*t))**2 + (w + h*t)**2 + h*(t - h*(w + h*t))*(w + h*t)",
             lines=(Line("t**2 + w**2 + h*t*w", "kept exactly; not zero unless t = w = 0"),)),
        Computed(about="how near 500 steps come", by=clipped,
                 on={"steps": 500, "rate": Fraction(1, 10), "bound": Fraction(1)}, relation=">", gives=Fraction(9, 10)),
    ),
)  # fmt: skip

SLOPE_ONE = Claim(
    id="dirac-gan-wgan-gp",
    says=r"The WGAN with the penalty $\tfrac\gamma2(|\psi| - 1)^2$ has no rest point at $(0, 0)$: for $\psi > 0$ the "
         r"velocity $\theta + \gamma(1 - \psi)$ of $\psi$ tends to $\gamma$ there, and where $\psi$ rests at 1 the "
         r"velocity of $\theta$ is $-1$.",
    sources=(SECTIONS,),
    proof=(
        Slope(about="the velocity of w > 0", of="t*w - g*(w - 1)**2/2", over="w", gives="t + g*(1 - w)",
              because="the critic climbs"),
        Special(about="at the origin", symbols=LINEAR, of="t + g*(1 - w)", put={"t": "0", "w": "0"}, gives="g",
                because="the penalty pushes the slope to 1"),
        Slope(about="the velocity of t is minus", of="t*w", over="t", gives="w",
              because="the fake runs down the critic"),
        Special(about="at w = 1", of="-w", put={"w": "1"}, gives="-1", because="it passes 0 at full speed"),
    ),
)  # fmt: skip

CLAIMS = (NOISE, PENALTY, CONSENSUS, CLIPPING, SLOPE_ONE)
