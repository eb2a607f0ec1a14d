r"""What a held-out classifier proves: lower bounds on the Jensen-Shannon divergence and on total variation.

For every D with values in (0, 1):  JSD(p, q) >= log 2 + (E_p log D + E_q log(1 - D))/2, with equality at p/(p + q).
For every set A:  TV(p, q) >= p(A) - q(A); with A = {D > 1/2} it is twice the balanced accuracy, less one.

Both hold for whatever D was trained, badly too, if the points it is judged on were not used to train or choose it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from numerics.divergences import LOG2
from numerics.samples.intervals import clopper_pearson
from numerics.samples.results import Estimate, inner, probabilities
from numerics.weights import Array


def js_lower_bound(d_real: ArrayLike, d_fake: ArrayLike, *, confidence: float = 0.95, clip: float = 0.01) -> Estimate:
    """log 2 + (mean of log D on real + mean of log(1 - D) on fake)/2, less an empirical Bernstein margin, in nats.

    d_real, d_fake: the classifier's probabilities of "real" on held-out points, shapes (n,) and (m,).
    clip: D is moved into [clip, 1 - clip] first, 0 < clip < 1/2: a clipped classifier is a classifier, and its
    logarithms are bounded, by which the interval is guaranteed.  Choose it before looking at the points.

    value is the estimate, low a lower bound on JSD with probability at least `confidence`, never below 0; high is
    log 2, as a classifier proves nothing from above.  Each mean, of terms in an interval of length
    R = log((1 - clip)/clip), has the margin sqrt(2 V log(4/a)/n) + 7 R log(4/a)/(3 (n - 1)), a = 1 - confidence, V the
    sample variance.  That is conservative: for the best D between N(0, 1) and N(1, 1), whose JSD is 0.111, low is some
    0.02 at n = m = 1000, 0.08 at 4000, 0.10 at 20000, and was above JSD in none of 2000 runs at 4000.
    Raises NotSamples, ValueError.  Source: Goodfellow et al. 2014, Theorem 1; Maurer and Pontil 2009, Theorem 4, for
    each mean at risk a/2.

    >>> js_lower_bound([0.5, 0.5], [0.5, 0.5]).value
    0.0
    """
    real, fake = probabilities(d_real, "d_real"), probabilities(d_fake, "d_fake")
    a = 1 - inner(confidence, "confidence")
    if not 0 < clip < 0.5:
        raise ValueError(f"clip is {clip}; D is moved into [clip, 1 - clip]: give a number between 0 and 1/2")
    gains = [np.log(2 * np.clip(d, clip, 1 - clip)) for d in (real, 1 - fake)]
    reach = math.log((1 - clip) / clip)
    value = float(sum(np.mean(gain) for gain in gains)) / 2
    margin = sum(_margin(gain, reach, a / 2) for gain in gains) / 2
    low = min(max(value - margin, 0.0), LOG2)
    says = f"JSD is at least {low:.4g} nats, from {real.size} real and {fake.size} fake points, by empirical Bernstein"
    return Estimate(value, low, LOG2, confidence, f"{says}, confidence at least {confidence:g}")


def tv_lower_bound(
    d_real: ArrayLike, d_fake: ArrayLike, *, confidence: float = 0.95, threshold: float = 0.5
) -> Estimate:
    """P(D > threshold on real) + P(D <= threshold on fake) - 1, less its margin by Clopper and Pearson.

    d_real, d_fake: as `js_lower_bound`.  threshold: chosen before looking at the points.
    value is the estimate, low a lower bound on TV with probability at least `confidence`, never below 0; high is 1.

    As many real as fake points, and confidence at least 3/4: one Clopper-Pearson bound on all correct answers together.
    They are no binomial count, as the two accuracies differ, but the tail above the mean is lighter than the binomial
    one (Hoeffding 1956, Theorem 4), and a rejecting count is above the mean, as P(Bin(n, r) >= nr) > 1/4 (Greenberg
    and Mohri 2014).  Otherwise one bound on each accuracy, at half the risk, whose margin is wider by about 1.7.
    Raises NotSamples, ValueError.

    >>> tv_lower_bound([0.5, 0.5], [0.5, 0.5]).low
    0.0
    """
    real, fake = probabilities(d_real, "d_real"), probabilities(d_fake, "d_fake")
    a = 1 - inner(confidence, "confidence")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}; D is a probability: give a number from 0 to 1")
    right, n = (int(np.sum(real > threshold)), int(np.sum(fake <= threshold))), (real.size, fake.size)
    value = right[0] / n[0] + right[1] / n[1] - 1
    if n[0] == n[1] and confidence >= 0.75:
        low = 2 * clopper_pearson(sum(right), sum(n), confidence=confidence, side="lower").low - 1
    else:
        each = 1 - a / 2
        low = sum(clopper_pearson(s, t, confidence=each, side="lower").low for s, t in zip(right, n, strict=True)) - 1
    low = max(low, 0.0)
    says = f"TV is at least {low:.4g}, from {right[0]} of {n[0]} real and {right[1]} of {n[1]} fake points told right"
    return Estimate(value, low, 1.0, confidence, f"{says}, confidence at least {confidence:g}")


def _margin(x: Array, reach: float, risk: float) -> float:
    """By how much the mean of x, in an interval of length `reach`, may exceed its expectation, at that risk."""
    weight = math.log(2 / risk)
    return math.sqrt(2 * float(np.var(x, ddof=1)) * weight / x.size) + 7 * reach * weight / (3 * (x.size - 1))
