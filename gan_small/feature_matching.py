"""A generator that matches what the discriminator looks at, and not its verdict.

    L_G = |E_p f(x) - E_z f(G(z))|^2        f: D's last hidden layer (without one: the point itself)

with the means of a minibatch of each.  It is the squared MMD of the kernel <f(x), f(y)>; D is trained as ever.
Zero says that the means of the features agree, and no more.

Claims   feature-matching
Source   Salimans et al. 2016, Section 3.1
"""

from __future__ import annotations

from torch import Tensor


def feature_gap(real: Tensor, fake: Tensor) -> Tensor:
    """|mean f(x) - mean f(G(z))|^2 of features [E, n, w]: one number a member, [E].

    From n fakes at a mean gap of 0 its mean is tr Cov/n, and likewise for the real points: it is biased upwards.
    """
    # |E_p f(x) - E_q f(x)|^2
    return (real.mean(1) - fake.mean(1)).square().sum(-1)
