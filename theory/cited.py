"""What is used here and not proved here: the trusted base, each statement with its theorem number.

A claim that appeals to one of these, however deep, says so under "rests on".  A test pins the list, so that new trust
is a visible change.

The decision procedure itself rests on arithmetic only: that an expression whose normal form is zero *is* zero needs no
theorem.  Kolchin and Ostrowski are needed for the other direction (nothing true is missed), never for a proof.
"""

from __future__ import annotations

from theory.proving.claim import Claim, Source

DIFFERENTIATION = Claim(
    id="differentiation-under-the-integral",
    says=r"If $|\partial h/\partial\theta| \le g$ with $g$ integrable, then $\frac{d}{d\theta}\int h = \int "
    r"\partial h/\partial\theta$.",
    assumes=(
        r"$h$ is integrable for every $\theta$ and differentiable in $\theta$, dominated by one integrable "
        r"$g$",
    ),
    sources=(Source("Folland 1999, Real Analysis", "Theorem 2.27"),),
)

IMAGE_MEASURE = Claim(
    id="image-measure",
    says=r"If $\mathbb{E}_z h(G(z)) = \mathbb{E}_q h(x)$ for indicator functions $h$, then for every measurable "
    r"$h$ for which one side exists.",
    assumes=(r"$G$ is measurable; $q$ is the law of $G(z)$",),
    sources=(Source("Billingsley 1995, Probability and Measure", "Theorem 16.13"),),
)

EQUAL_DERIVATIVES = Claim(
    id="equal-derivatives",
    says="Two functions on an interval with the same derivative differ by a constant.",
    sources=(Source("Rudin 1976, Principles of Mathematical Analysis", "Theorem 5.11"),),
)

CLAIMS = (DIFFERENTIATION, IMAGE_MEASURE, EQUAL_DERIVATIVES)
