"""Question  Is the gradient of -log D unstable?
Claim     ns-gradients-mean-variance
Answer    With white noise in D and in its slope, yes: it is Cauchy, and averages over a minibatch are as wild as single
          gradients. A trained D has no such noise: its gradients are bounded, and averaging tames them.
Slide     003 Vanishing gradients; 004 Unstability
Listed    fig-ns-gradient-noise, numeric
Make      python -m figures noisy-gradient
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import kolmogorov
from scipy.stats import binom, cauchy, kstest, norm

from figures.runs.noisy_gradient import trained_gradients
from figures.stage.colours import NUMERICS, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.proving.measured import records
from theory.supports.noisy_gradient import within

PANELS = (1, 2)
SAMPLES, RISK = 2**20, 1e-6
EDGES = np.arange(-20.5, 21.5) / 2  # bins of 1/2 about whole and half numbers
MEANS_OF = (1, 4, 16, 64, 256)


def data() -> Data:
    noise, run = -white_noise()[1] / white_noise()[0], remembered(trained_gradients, apart=4.0, seed=0)
    x = np.arange(-100, 101) / 10
    return {
        "x": x,
        "cauchy": cauchy.pdf(x),
        "middle": (EDGES[1:] + EDGES[:-1]) / 2,
        "noise": np.histogram(noise, EDGES)[0] / (SAMPLES * 0.5),
        **{f"trained_{road}": in_bins(run[road]) for road in run},
        "p_value": float(kstest(noise, "cauchy", method="asymp").pvalue),
        "n": np.array(MEANS_OF),
        "normal": norm.ppf(0.75) / np.sqrt(MEANS_OF),
        "noise_spread": np.array([spread(noise[None], n) for n in MEANS_OF]),
        **{f"spread_{road}": np.array([spread(standard(run[road]), n) for n in MEANS_OF]) for road in run},
    }


def white_noise() -> np.ndarray:
    """eps and r of Theorem 2.6: D and its slope on the fakes, in units of their deviations, [2, n]."""
    return np.random.default_rng(0).standard_normal((2, SAMPLES))


def in_bins(gradients: np.ndarray) -> np.ndarray:
    """The density of gradients [E, n] in units of their median size, member by member."""
    units = gradients / np.median(np.abs(gradients), 1, keepdims=True)
    return np.histogram(units, EDGES)[0] / (units.size * 0.5)


def standard(gradients: np.ndarray) -> np.ndarray:
    """Gradients [E, n] less their member's mean, over its deviation."""
    return (gradients - gradients.mean(1, keepdims=True)) / gradients.std(1, keepdims=True)


def spread(samples: np.ndarray, n: int) -> float:
    """Half the distance of the quartiles of means of n consecutive samples [E, .]."""
    low, high = np.quantile(samples.reshape(-1, n).mean(1), (0.25, 0.75))
    return float(high - low) / 2


def check(data: Data) -> Iterator[Feature]:
    x, middle, noise = data["x"], data["middle"], data["noise"]
    yield close("x", x, np.arange(-10000, 10001, 100) / 1000, within=1e-14, because="a rounding of numbers up to 10")
    density = 1 / (np.pi * (1 + x**2))
    yield close("Cauchy's density", data["cauchy"], density, within=1e-15, because="roundings of numbers below 1/3")
    yield close("middles of the bins", middle, np.arange(-20, 21) / 2, within=1e-14, because="roundings up to 10")
    eps, r = white_noise()
    ratios = np.sort(r / -eps)
    counts, said = np.diff(np.searchsorted(ratios, EDGES)), noise * SAMPLES / 2
    yield close("counts, by sorting", said, counts, within=1e-6, because="whole numbers, divided and multiplied")
    share = np.diff(np.arctan(EDGES)) / np.pi
    tails = np.minimum(binom.cdf(counts, SAMPLES, share), binom.sf(counts - 1, SAMPLES, share))
    yield above("chance of counts as far off, the least of 41", tails, RISK / 82,
                because=f"binomial laws, risk {RISK:g}")  # fmt: skip
    hoeffding = float(np.sqrt(np.log(2 / RISK) / (2 * SAMPLES)))
    mass, because = float(within(Fraction(41, 4)).mid()), f"Hoeffding for 2^20 samples at risk {RISK:g}"
    yield close("share within 41/4", noise.sum() / 2, mass, within=hoeffding, because=because)
    steps = np.arange(SAMPLES + 1) / SAMPLES
    levels = np.arctan(ratios) / np.pi + 0.5
    off = max(np.max(steps[1:] - levels), np.max(levels - steps[:-1]))
    p_value, because = float(kolmogorov(np.sqrt(SAMPLES) * off)), "the same series, of a distance that is rounded"
    yield close("p-value of Kolmogorov and Smirnov's test", data["p_value"], p_value, within=1e-6, because=because)
    yield above("which is", data["p_value"], RISK, because="the risk")
    yield same("means of so many", data["n"].tolist(), list(MEANS_OF))
    again = [quartiles(r / -eps, n) for n in MEANS_OF]
    yield close("spreads, by sorting", data["noise_spread"], again, within=1e-9,
                because="sums of up to 256 numbers, rounded")  # fmt: skip
    level = np.sqrt(np.log(2 * len(MEANS_OF) / RISK) * np.array(MEANS_OF) / (2 * SAMPLES))
    allowed = np.tan(np.pi * (0.25 + level)) - 1
    because = f"of what Dvoretzky-Kiefer-Wolfowitz allows to the quartiles of Cauchy's law at risk {RISK:g}"
    yield below("spread of means of noise less 1", np.abs(data["noise_spread"] - 1) / allowed, 1, because=because)
    one, other = data["trained_by_autograd"], data["trained_by_difference"]
    yield close("trained D: gradients and difference quotients", one, other, within=1e-3,
                because="of 2^17 gradients that are off by 1e-5 a few may change the bin")  # fmt: skip
    inside = one[np.abs(middle) <= 2].sum() / 2
    yield close("trained D: share below 9/4 of the median size", inside, 1, within=1e-12, because="all; sums of shares")
    one, other = data["spread_by_autograd"], data["spread_by_difference"]
    because = "gradients are off by 1e-5 where a kink is near"
    yield close("trained D: spreads by both", one / other, np.ones(len(MEANS_OF)), within=1e-3, because=because)
    normal = data["normal"]
    yield close("quartiles of normal means", normal * np.sqrt(MEANS_OF), np.full(5, 0.674489750196), within=1e-11,
                because="to 12 digits")  # fmt: skip
    because = "five deviations of quartiles of 512 means, by the central limit theorem"
    yield close("of means of 64 and 256, over 0.6745/sqrt n", (one / normal)[3:], np.ones(2), within=0.26,
                because=because)  # fmt: skip
    answers = [effect["answer"] for effect in records()["log-d-gradient"]["effects"]]
    yield same("the experiment's answers: noise, noise, trained, trained", answers[3:], ["yes", "yes", "no", "no"])


def quartiles(samples: np.ndarray, n: int) -> float:
    """As `spread`, by sorting."""
    means = np.sort(samples.reshape(-1, n).sum(1) / n)
    at = (len(means) - 1) / 4
    k, part = int(at), at % 1
    low, high = means[k] * (1 - part) + means[k + 1] * part, means[-k - 1] * (1 - part) + means[-k - 2] * part
    return float(high - low) / 2


def draw(axes: Any, data: Data) -> None:
    single, means = axes
    single.stairs(data["trained_by_autograd"], EDGES, color=TRAINING, fill=True, alpha=0.4)
    single.plot(data["x"], data["cauchy"], color=THEORY)
    single.plot(data["middle"], data["noise"], "o", color=NUMERICS)
    single.set(yscale="log", ylim=(1e-3, 10), xlabel="gradient (its median size: 1)", ylabel="density")
    single.set_title("single gradients")
    single.text(2, 1, "trained $D$:\nbounded", color=TRAINING)
    single.text(-10, 0.1, "white noise:\nCauchy", color=THEORY)
    means.loglog(data["n"], np.ones(data["n"].size), color=THEORY)
    means.loglog(data["n"], data["normal"], color=THEORY, linestyle="--")
    means.loglog(data["n"], data["noise_spread"], "o", color=NUMERICS)
    means.loglog(data["n"], data["spread_by_autograd"], "s", color=TRAINING)
    means.set(
        xlabel="minibatch $n$", ylabel="spread (quartiles)", ylim=(0.025, 2), xticks=[1, 10, 100], yticks=[0.1, 1]
    )
    means.set_title("means of $n$ gradients")
    means.text(3, 1.2, "white noise: as wild", color=THEORY)
    means.text(1, 0.12, "trained $D$", color=TRAINING)
    means.text(11, 0.26, r"as $1/\sqrt{n}$", color=THEORY)
