r"""Dirac-GAN: the smallest game with everything in it, and what each way of training does near its equilibrium.

Says
    Data at 0, one fake at t, logit w x (here a large logit says fake: f(t w) = log sigmoid(t w)).  The flow circles (t,
    w) = (0, 0) for ever; simultaneous steps spiral outwards, alternating ones are neither drawn in nor driven out to
    first order.

Idea
    L(t, w) = f(t w) + f(0).  The generator walks down in t, the discriminator up in w:
    v = (-f'(t w) w, f'(t w) t), at right angles to (t, w).  At the origin the Jacobian is f'(0) times a quarter turn.

Names
    t, w       the place of the fake, the slope of the discriminator's logit
    f          any smooth function with f'(0) /= 0; for the GAN f(u) = -log(1 + exp(-u)), for the WGAN f(u) = u
    a          f'(0), which is 1/2 for the GAN
    h          the step size

Source   Mescheder et al. 2018, Sections 2 and 3
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Special
from theory.proving.gradient import Slope
from theory.proving.planar import Eigenvalues, Jacobian

MESCHEDER = "Mescheder et al. 2018, Which training methods for GANs do actually converge?"
LEMMAS = Source(MESCHEDER, "Lemmas 2.1 to 2.4")
PLANE = {"t": "real", "w": "real"}
STEPS = {"t": "real", "w": "real", "a": "nonzero", "h": "(0, inf)"}

FIELD = Claim(
    id="dirac-gan-vector-field",
    says=r"For $L(\theta, \psi) = f(\theta\psi) + f(0)$, descent in $\theta$ and ascent in $\psi$ give the field $v = "
         r"(-\psi f'(\theta\psi),\ \theta f'(\theta\psi))$; for the GAN $f'(0) = \tfrac12$ and $f''(0) = -\tfrac14$.",
    sources=(Source(MESCHEDER, "Definition 2.1"),),
    proof=(
        Slope(about="the slope in the generator's parameter", of="f(t*w) + f(0)", over="t", gives="w*f'(t*w)",
              because="the chain rule; he walks against it"),
        Slope(about="the slope in the discriminator's parameter", of="f(t*w) + f(0)", over="w", gives="t*f'(t*w)",
              because="the chain rule; she walks along it"),
        Slope(about="the GAN's f", of="-log(1 + exp(-u))", over="u", gives="sigmoid(-u)",
              because="f(u) = log sigmoid(u)"),
        Slope(about="its second derivative", of="sigmoid(-u)", over="u", gives="-sigmoid(-u)*sigmoid(u)",
              because="sigmoid' = sigmoid (1 - sigmoid)"),
        Special(about="f'(0)", of="sigmoid(-u)", put={"u": "0"}, gives="1/2", because="sigmoid(0)"),
        Special(about="f''(0)", of="-sigmoid(-u)*sigmoid(u)", put={"u": "0"}, gives="-1/4", because="-(1/2)^2"),
    ),
)  # fmt: skip

UNREGULARISED = Claim(
    id="dirac-gan-unregularised",
    says=r"The flow of the plain game keeps $\theta^2 + \psi^2$ constant, and the eigenvalues at $(0, 0)$ are $\pm i "
         r"f'(0)$: it circles (wherever $f' \ne 0$), and does not converge.",
    assumes=(r"the velocity is the full field: $\theta$ descends and $\psi$ ascends",),
    sources=(LEMMAS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Calc(about="the rate of (t^2 + w^2)/2 along the flow", symbols=PLANE,
             start="t*(-(w*f'(t*w))) + w*(t*f'(t*w))", lines=(Line("0", "v is at right angles to (t, w)"),)),
        Jacobian(about="the linear part at the equilibrium", over=("t", "w"), first="-(w*f'(t*w))", second="t*f'(t*w)",
                 a11="0", a12="-f'(0)", a21="f'(0)", a22="0", because="the terms with f'' vanish there"),
        Eigenvalues(about="a quarter turn, times a = f'(0)", symbols={"a": "nonzero"}, a11="0", a12="-a", a21="a",
                    a22="0", middle="0", square="-a**2", modulus="a**2", because="a pair i a and -i a"),
    ),
    needed=(Needed(hypothesis=r"the velocity is the full field: $\theta$ descends and $\psi$ ascends",
                   shown_by=Differ(about="if both climb, t^2 + w^2 is not kept", symbols={**PLANE, "a": "nonzero"},
                                   left="t*(w*a) + w*(t*a)", right="0")),),
)  # fmt: skip

SIMULTANEOUS = Claim(
    id="dirac-gan-simultaneous",
    says=r"Simultaneous steps of size $h$ multiply $\theta^2 + \psi^2$ by $1 + h^2 f'(\theta\psi)^2$, everywhere (for "
         r"the GAN $f' > 0$: more than 1); at $(0, 0)$ the eigenvalues are $1 \pm ihf'(0)$. No step size converges.",
    sources=(LEMMAS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Calc(about="the squared distance after a step, with g = f'(t w)",
             symbols={**PLANE, "g": "real", "h": "(0, inf)"},
             start="(t - h*(w*g))**2 + (w + h*(t*g))**2",
             lines=(Line("(1 + h**2*g**2)*(t**2 + w**2)", "the cross terms cancel"),)),
        Eigenvalues(about="the linear part of a step", symbols=STEPS, a11="1", a12="-h*a", a21="h*a", a22="1",
                    middle="1", square="-(h*a)**2", modulus="1 + h**2*a**2", because="1 plus and minus i h a"),
    ),
)  # fmt: skip

ALTERNATING = Claim(
    id="dirac-gan-alternating",
    says=r"With $n_g$ generator and then $n_d$ discriminator steps, and $\alpha^2 = n_g n_d h^2 f'(0)^2$, the "
         r"eigenvalues at $(0, 0)$ are $1 - \frac{\alpha^2}{2} \pm \sqrt{(1 - \frac{\alpha^2}{2})^2 - 1}$: on the unit "
         r"circle for $\alpha < 2$, so no linear convergence; where $f'$ is constant an ellipse is kept.",
    assumes=(r"$\alpha < 2$",),
    sources=(LEMMAS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Jacobian(about="n steps of t, then n' steps of w at the new t, linear part; n, n' are written b, c",
                 symbols={"a": "nonzero", "h": "(0, inf)", "b": "(0, inf)", "c": "(0, inf)"}, over=("t", "w"),
                 first="t - b*h*a*w", second="w + c*h*a*(t - b*h*a*w)",
                 a11="1", a12="-b*h*a", a21="c*h*a", a22="1 - b*c*h**2*a**2", because="w moves with the new t"),
        Calc(about="its determinant", symbols={"a": "nonzero", "h": "(0, inf)", "b": "(0, inf)", "c": "(0, inf)"},
             start="1*(1 - b*c*h**2*a**2) - (-b*h*a)*(c*h*a)", lines=(Line("1", "each half step shears"),)),
        Eigenvalues(about="a matrix of this trace and determinant, with r^2 = b c h^2 a^2", symbols={"r": "(0, 2)"},
                    a11="1",
                    a12="-r", a21="r", a22="1 - r**2", middle="1 - r**2/2", square="r**2*(r - 2)*(r + 2)/4",
                    modulus="1",
                    because="(1 - r^2/2)^2 - 1, negative for r < 2"),
        Calc(about="and a closed curve is kept exactly where f' is constant (r = h f')",
             symbols={**PLANE, "r": "(0, 2)"},
             start="(t - r*w)**2 + (w + r*(t - r*w))**2 - r*(t - r*w)*(w + r*(t - r*w))",
             lines=(Line("t**2 + w**2 - r*t*w", "an ellipse for r < 2"),)),
    ),
    needed=(Needed(hypothesis=r"$\alpha < 2$",
                   shown_by=Special(about="at alpha = 3 the eigenvalues are real, -7/2 plus and minus sqrt(45/4): one "
                                          "is beyond -6",
                                    of="(1 - r**2/2)**2 - 1", put={"r": "3"}, gives="45/4", because="positive")),),
)  # fmt: skip

NON_SATURATING = Claim(
    id="dirac-gan-non-saturating",
    says=r"With the non-saturating loss the eigenvalues at $(0, 0)$ are $\pm if'(0)$ as well; for the GAN "
         r"$\tfrac{d}{dt}\tfrac12(\theta^2 + \psi^2) = -\theta\psi\tanh\tfrac{\theta\psi}{2} \le 0$: inwards, but only "
         r"at second order.",
    sources=(LEMMAS,),
    uses=("dirac-gan-vector-field",),
    proof=(
        Jacobian(about="the generator climbs f(-t w) instead", over=("t", "w"), first="-(w*f'(-(t*w)))",
                 second="t*f'(t*w)", a11="0", a12="-f'(0)", a21="f'(0)", a22="0", because="f'(-0) = f'(0)"),
        Eigenvalues(about="the same quarter turn", symbols={"a": "nonzero"}, a11="0", a12="-a", a21="a", a22="0",
                    middle="0", square="-a**2", modulus="a**2", because="a = f'(0)"),
        Calc(about="for the GAN, f'(u) = sigmoid(-u)", symbols=PLANE,
             start="t*(-(w*sigmoid(t*w))) + w*(t*sigmoid(-(t*w)))",
             lines=(Line("-(t*w)*(sigmoid(t*w) - sigmoid(-(t*w)))", "collect"),
                    Line("-(t*w)*tanh(t*w/2)", "sigmoid(u) - sigmoid(-u) = tanh(u/2): u tanh(u/2) is never negative"))),
    ),
)  # fmt: skip

CLAIMS = (FIELD, UNREGULARISED, SIMULTANEOUS, ALTERNATING, NON_SATURATING)
