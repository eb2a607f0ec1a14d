"""Right functions in many styles, by the name of the page; they are tried in test_grading_probes_right."""

from __future__ import annotations

import itertools
import math

import numpy as np
import scipy.spatial.distance
import scipy.special as special
import scipy.stats

from grading.probes.listed import PROBED

LOG2 = math.log(2)


def kl_loop(p, q):
    total = 0.0
    for a, b in zip(p, q, strict=True):
        if a == 0:
            continue
        if b == 0:
            return math.inf
        total += a * math.log(a / b)
    return total


def kl_masked(p, q):
    kept = p > 0
    return np.sum(p[kept] * np.log(p[kept] / q[kept]))


def entropy_of(p):
    kept = p > 0
    return -np.sum(p[kept] * np.log(p[kept]))


def cross(p, q):
    kept = p > 0
    return -np.dot(p[kept], np.log(q[kept]))


def ce_loop(p, q):
    return sum(math.inf if b == 0 else -a * math.log(b) for a, b in zip(p, q, strict=True) if a > 0)


def js_by_parts(p, q):
    m = (p + q) / 2
    return 0.5 * kl_masked(p, m) + 0.5 * kl_loop(q, m)


def js_by_the_game(p, q):
    d = np.divide(p, p + q, out=np.full_like(p, 0.5), where=p + q > 0)
    return (special.xlogy(p, d).sum() + special.xlogy(q, 1 - d).sum() + math.log(4)) / 2


def js_of_ratios(p, q):
    total = 0.0
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        total += (a and a * math.log(2 * a / (a + b))) + (b and b * math.log(2 * b / (a + b)))
    return total / 2


def by_events(p, q):
    if len(p) > 8:
        return max(p[p > q].sum() - q[p > q].sum(), 0.0)
    return max(
        sum(p[i] - q[i] for i in event) for k in range(len(p) + 1) for event in itertools.combinations(range(len(p)), k)
    )


def value_loop(d, p, q):
    total = 0.0
    for u, a, b in zip(d, p, q, strict=True):
        if a > 0:
            total += a * math.log(u) if u > 0 else -math.inf
        if b > 0:
            total += b * math.log(1 - u) if u < 1 else -math.inf
    return total


def value_masked(d, p, q):
    return np.sum(p[p > 0] * np.log(d[p > 0])) + np.sum(q[q > 0] * np.log(1 - d[q > 0]))


def w1_loop(x, y):
    x, y = sorted(x), sorted(y)
    n, m = len(x), len(y)
    total, i, j = 0.0, 0, 0
    while i < n and j < m:
        until = min((i + 1) / n, (j + 1) / m)
        total += abs(x[i] - y[j]) * (until - max(i / n, j / m))
        # whole numbers tell which sample goes on: levels as floats would meet only nearly
        step_x, step_y = (i + 1) * m <= (j + 1) * n, (j + 1) * n <= (i + 1) * m
        i, j = i + step_x, j + step_y
    return total


def w1_repeated(x, y):
    n = math.lcm(len(x), len(y))
    return np.mean(np.abs(np.sort(np.repeat(x, n // len(x))) - np.sort(np.repeat(y, n // len(y)))))


def w1_area(x, y):
    places = np.unique(np.concatenate([x, y]))
    f = [(x <= place).mean() for place in places[:-1]]
    g = [(y <= place).mean() for place in places[:-1]]
    return float(np.sum(np.abs(np.array(f) - np.array(g)) * np.diff(places)))


def softplus_branches(t):
    return t + math.log1p(math.exp(-t)) if t > 0 else math.log1p(math.exp(t))


def bce(logits, label):
    return np.mean(np.maximum(logits, 0) - logits * label + np.log1p(np.exp(-np.abs(logits))))


def steps(slope):
    def step(theta, psi, rate):
        psi = psi + rate * theta * slope(theta * psi)
        return theta - rate * psi * slope(theta * psi), psi

    return step


RIGHT = {
    "kl": (
        kl_loop,
        kl_masked,
        lambda p, q: special.rel_entr(p, q).sum(),
        lambda p, q: (special.xlogy(p, p) - special.xlogy(p, q)).sum(),
        lambda p, q: scipy.stats.entropy(p, q),
        lambda p, q: cross(p, q) - entropy_of(p),
        lambda p, q: np.nansum(np.where(p > 0, p * np.log(p / q), 0)),
        lambda p, q: -np.sum(p[p > 0] * np.log2(q[p > 0] / p[p > 0])) * LOG2,
        lambda p, q: math.fsum(kl_loop([a], [b]) for a, b in zip(p, q, strict=True)),
        lambda p, q: special.kl_div(p, q).sum(),
    ),
    "js": (
        js_by_parts,
        js_by_the_game,
        js_of_ratios,
        lambda p, q: entropy_of((p + q) / 2) - (entropy_of(p) + entropy_of(q)) / 2,
        lambda p, q: scipy.spatial.distance.jensenshannon(p, q) ** 2 if (p != q).any() else 0.0,
        lambda p, q: (special.rel_entr(p, (p + q) / 2) + special.rel_entr(q, (p + q) / 2)).sum() / 2,
        lambda p, q: scipy.stats.entropy((p + q) / 2) - (scipy.stats.entropy(p) + scipy.stats.entropy(q)) / 2,
        lambda p, q: LOG2 + (special.rel_entr(p, p + q).sum() + special.rel_entr(q, p + q).sum()) / 2,
    ),
    "total_variation": (
        lambda p, q: 0.5 * np.abs(p - q).sum(),
        lambda p, q: np.maximum(p - q, 0).sum(),
        lambda p, q: 1 - np.minimum(p, q).sum(),
        lambda p, q: sum(abs(a - b) for a, b in zip(p, q, strict=True)) / 2,
        lambda p, q: np.linalg.norm(p - q, 1) / 2,
        lambda p, q: scipy.spatial.distance.cityblock(p, q) / 2,
        by_events,
    ),
    "cross_entropy": (
        cross,
        ce_loop,
        lambda p, q: -special.xlogy(p, q).sum(),
        lambda p, q: special.entr(p).sum() + special.rel_entr(p, q).sum(),
        lambda p, q: kl_masked(p, q) + entropy_of(p),
        lambda p, q: -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, q, 1)), 0)),
        lambda p, q: -math.log(2) * np.sum(p[p > 0] * np.log2(q[p > 0])),
    ),
    "optimal_discriminator": (
        lambda p, q: p / (p + q),
        lambda p, q: 1 / (1 + q / p),
        lambda p, q: [a / (a + b) for a, b in zip(p, q, strict=True)],
        lambda p, q: special.expit(np.log(p) - np.log(q)),
        lambda p, q: 1 - q / (p + q),
        lambda p, q: (p / 2) / ((p + q) / 2),
        lambda p, q: special.softmax(np.log(np.stack([p, q])), axis=0)[0],
        lambda p, q: np.exp(np.log(p) - np.log(p + q)),
    ),
    "gan_value": (
        value_loop,
        value_masked,
        lambda d, p, q: special.xlogy(p, d).sum() + special.xlog1py(q, -d).sum(),
        lambda d, p, q: (special.xlogy(p, d) + special.xlogy(q, 1 - d)).sum(),
        lambda d, p, q: -(cross(p, d) + cross(q, 1 - d)),
        lambda d, p, q: np.nansum(p * np.log(d)) + np.nansum(q * np.log1p(-d)),
    ),
    "wasserstein_1d": (
        w1_loop,
        w1_repeated,
        w1_area,
        scipy.stats.wasserstein_distance,
        lambda x, y: np.mean(np.abs(np.sort(x) - np.sort(y))) if len(x) == len(y) else w1_area(x, y),
        lambda x, y: w1_loop(list(x)[::-1], list(y)),
    ),
    "discriminator_loss": (
        lambda a, b: np.logaddexp(0, -a).mean() + np.logaddexp(0, b).mean(),
        lambda a, b: bce(a, 1) + bce(b, 0),
        lambda a, b: -special.log_expit(a).mean() - special.log_expit(-b).mean(),
        lambda a, b: -np.mean(np.minimum(a, 0) - np.log1p(np.exp(-np.abs(a)))) + np.mean(np.logaddexp(b, 0)),
        lambda a, b: sum(map(softplus_branches, -a)) / len(a) + sum(map(softplus_branches, b)) / len(b),
        lambda a, b: np.mean([special.logsumexp([0, -t]) for t in a]) + np.mean([special.logsumexp([0, t]) for t in b]),
    ),
    "generator_loss": (
        lambda b: np.logaddexp(0, -b).mean(),
        lambda b: bce(b, 1),
        lambda b: -special.log_expit(b).mean(),
        lambda b: np.mean(np.maximum(-b, 0) + np.log(1 + np.exp(-np.abs(b)))),
        lambda b: math.fsum(map(softplus_branches, -b)) / b.size,
        lambda b: np.mean(np.where(b > 0, np.log1p(np.exp(-np.abs(b))), -b + np.log1p(np.exp(-np.abs(b))))),
        lambda b: (np.logaddexp(0, b) - b).mean(),
    ),
    "gradient_penalty": (
        lambda g, w: w * np.mean((np.linalg.norm(g, axis=1) - 1) ** 2),
        lambda g, w: w * ((np.sqrt(np.einsum("ij,ij->i", g, g)) - 1) ** 2).mean(),
        lambda g, w: w * sum((math.hypot(*row) - 1) ** 2 for row in g) / len(g),
        lambda g, w: w * (np.mean((g**2).sum(1)) - 2 * np.mean(np.linalg.norm(g, axis=-1)) + 1),
        lambda g, w: float(np.mean(w * np.square(np.sum(g * g, axis=1) ** 0.5 - 1.0))),
        lambda g, w: w / len(g) * np.sum((1 - np.linalg.norm(g, ord=2, axis=1)) ** 2),
    ),
    "alternating_step": (
        steps(lambda t: 1 / (1 + math.exp(t))),
        steps(lambda t: special.expit(-t)),
        steps(lambda t: 1 - 1 / (1 + np.exp(-t))),
        steps(lambda t: (1 - math.tanh(t / 2)) / 2),
        steps(lambda t: math.exp(-t) / (1 + math.exp(-t))),
        lambda *given: np.array(steps(lambda t: 1 / (1 + np.exp(t)))(*given)),
        lambda *given: list(steps(lambda t: np.exp(-np.logaddexp(0, t)))(*given)),
    ),
}  # fmt: skip


def test_every_page_has_right_styles():
    assert RIGHT.keys() == PROBED.keys()
    assert min(map(len, RIGHT.values())) >= 6
