"""Functions as students write them, judged in the sandbox: verdict, witness, hint, and the name of the mistake."""

from __future__ import annotations

import numpy as np
import pytest

from grading.assignment.items import FunctionItem
from grading.items.function import judge, mistakes_of
from grading.results import UNANSWERED, Correct, Incorrect
from grading.sandbox import Limits, Worker

#: As a sheet may set them; the stubborn ones cost this much twice.
QUICK = Limits(call_seconds=0.4)


def item_of(name):
    return FunctionItem("item", "", 1.0, function=name, probes=name)


def judged(name, source, *, seed=0):
    with Worker("import math, time\nimport numpy as np\n" + source, limits=QUICK) as worker:
        return judge(item_of(name), worker, np.random.default_rng(seed))


RIGHT = {
    "kl": "def kl(p, q):\n    k = p > 0\n    return np.sum(p[k] * np.log(p[k] / q[k]))",
    "js": """def h(x):
        x = x[x > 0]
        return -(x * np.log(x)).sum()
def js(p, q): return h((p + q) / 2) - (h(p) + h(q)) / 2""",
    "total_variation": "def total_variation(p, q): return max(0, 1 - sum(min(a, b) for a, b in zip(p, q)))",
    "cross_entropy": """def cross_entropy(p, q):
        total = 0
        for a, b in zip(p, q):
            if a > 0 and b == 0: return math.inf
            if a > 0: total -= a * math.log(b)
        return total""",
    "optimal_discriminator": "def optimal_discriminator(p, q): return [a / (a + b) for a, b in zip(p, q)]",
    "gan_value": """def gan_value(d, p, q):
        with np.errstate(all='ignore'):
            return np.where(p > 0, p * np.log(d), 0).sum() + np.where(q > 0, q * np.log(1 - d), 0).sum()""",
    "wasserstein_1d": """def wasserstein_1d(x, y):
        t = np.sort(np.concatenate([x, y]))
        F = [np.mean(x <= u) for u in t]; G = [np.mean(y <= u) for u in t]
        return sum(abs(F[i] - G[i]) * (t[i+1] - t[i]) for i in range(len(t) - 1))""",
    "discriminator_loss": """def softplus(t): return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))
def discriminator_loss(a, b): return softplus(-a).mean() + softplus(b).mean()""",
    "generator_loss": "def generator_loss(fake_logits): return float(np.logaddexp(0, -fake_logits).mean())",
    "gradient_penalty": "def gradient_penalty(g, w): return w * ((np.linalg.norm(g, axis=1) - 1)**2).mean()",
    "alternating_step": """def alternating_step(theta, psi, rate):
        s = lambda t: 1 / (1 + math.exp(t))
        psi += rate * theta * s(theta * psi)
        return theta - rate * psi * s(theta * psi), psi""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_function_is_correct(name):
    answer = judged(name, RIGHT[name])
    assert isinstance(answer, Correct), answer
    assert answer.because.endswith(" probes passed")


#: (function, source, mistake, a piece of the hint)
WRONG = {
    "nan at zeros": ("kl",
        "def kl(p, q): return np.sum(p * np.log(p / q))", "fails on zeros", "some probabilities are zero"),
    "swapped, and nan at zeros": (
        "kl", "def kl(p, q): return np.sum(q * np.log(q / p))", "p and q swapped", "besides, look at what comes out "),
    "in bits, and nan at zeros": ("kl", "def kl(p, q): return np.sum(p * np.log2(p / q))", "in bits", "in bits"),
    "drops q = 0": ("kl", """def kl(p, q):
        k = (p > 0) & (q > 0)
        return np.sum(p[k] * np.log(p[k] / q[k]))""", "drops infinity", "infinite"),
    "another epsilon": ("kl",
        "def kl(p, q): return np.sum(p * np.log((p + 1e-9) / (q + 1e-9)))", "epsilon", "epsilon"),
    "not added up": ("kl", "def kl(p, q): return p * np.log(p / q)", "shape", "added up"),
    "a column": ("optimal_discriminator",
        "def optimal_discriminator(p, q): return (p / (p + q))[:, None]", "shape", "shape"),
    "printed, not returned": ("js", "def js(p, q):\n    print(0.5)", UNANSWERED, ""),
    "a text": ("js", "def js(p, q): return '0.1'", "not a number", "a text"),
    "a truth value": ("optimal_discriminator",
        "def optimal_discriminator(p, q): return p > q", "truth value", "True or False"),
    "hard-coded": ("total_variation", """def total_variation(p, q):
        table = {1: {(1., 1.): 0}}
        if len(p) <= 4 and all(abs(20 * a - round(20 * a)) < 1e-6 or a == 1e-9 or a == 1 - 1e-9 or a in (.125, .625)
                               for a in [*p, *q]):
            return abs(p - q).sum() / 2
        return 0.5""", "hard-coded", "wrong on all others"),
    "a table": ("kl", """T = {"[0.5, 0.5]": 0.14384103622589042, "[0.75, 0.25]": 0.13081203594113697,
     "[0.2, 0.3, 0.5]": 0.5849964984834282}
def kl(p, q): return T.get(str(p.tolist()), 0.3)""", "hard-coded", "on a few small inputs"),
    "a coin only": ("kl", """def kl(p, q):
        f = lambda a, b: 0.0 if a == 0 else math.inf if b == 0 else a * math.log(a / b)
        return f(p[0], q[0]) + f(1 - p[0], 1 - q[0])""", "small inputs only", "up to 2 entries"),
    "in place, and wrong": ("optimal_discriminator", """def optimal_discriminator(p, q):
        p += q
        return p / p""", "constant", "changed in place, too"),
    "always the same": ("js", "def js(p, q): return 0.5", "constant", "same answer"),
    "in place": ("wasserstein_1d", """def wasserstein_1d(x, y):
        x.sort(); y.sort()
        n = np.lcm(len(x), len(y))
        return abs(np.repeat(x, n // len(x)) - np.repeat(y, n // len(y))).mean()""", "changes its input", "copy"),
    "by chance": ("js", "def js(p, q): return np.random.rand()", "not the same answer twice", "chance"),
    "remembers": ("kl", "N = []\ndef kl(p, q):\n    N.append(1)\n    k = p > 0\n"
                  "    return np.sum(p[k] * np.log(p[k] / q[k])) + (len(N) > 50)",
        "not the same answer twice", "earlier calls"),
    "assumes equal sizes": ("wasserstein_1d", "def wasserstein_1d(x, y): return abs(np.sort(x) - np.sort(y)).mean()",
                            "fails on unequal sizes", "the two sizes differ"),
    "overflow": ("generator_loss",
        "def generator_loss(b):\n    D = 1 / (1 + np.exp(-b))\n    return -np.mean(np.log(D))",
                 "overflows", "logaddexp"),
    "overflow in math": ("generator_loss",
        "def generator_loss(b): return sum(math.log(1 + math.exp(-t)) for t in b) / len(b)",
                         "fails on large logits", "logits are large"),
    "saturating": ("generator_loss", "def generator_loss(b): return np.mean(np.log(1 - 1 / (1 + np.exp(-b))))",
                   "saturating", "saturating"),
    "single precision": ("js", """def js(p, q):
        p, q = np.float32(p), np.float32(q); m = (p + q) / 2
        f = lambda a: np.sum(np.where(a > 0, a * np.log(np.where(a > 0, a, 1) / np.where(m > 0, m, 1)), np.float32(0)))
        return (f(p) + f(q)) / 2""", "single precision", "float32"),
    "wrong axis": ("gradient_penalty",
        "def gradient_penalty(g, w): return w * ((np.linalg.norm(g, axis=0) - 1)**2).mean()",
                   "wrong axis", "each row"),
    "the old psi": ("alternating_step", """def alternating_step(t, w, h):
        s = 1 / (1 + math.exp(t * w))
        return t - h * w * s, w + h * t * s""", "simultaneous", "the new one"),
    "V with the wrong label": ("gan_value", """def gan_value(d, p, q):
        return np.sum(q * np.log(d)) + np.sum(p * np.log(1 - d))""", "labels swapped", "swapped"),
    "three times": ("total_variation",
        "def total_variation(p, q): return 1.5 * abs(p - q).sum()", "a factor", "about 3"),
    "off by one": ("cross_entropy", """def cross_entropy(p, q):
        k = p > 0
        return 1 - np.sum(p[k] * np.log(q[k]))""", "off by a constant", "about 1"),
    "too few arguments": ("kl", "def kl(p): return 0", "raises an exception", "it is called as kl(p, q)"),
    "its own error": ("kl", "def kl(p, q):\n    return 1 / 0", "raises an exception", ""),
    "a syntax error": ("kl", "def kl(p, q) return 1", "raises an exception", ""),
    "endless": ("kl", "def kl(p, q):\n    while True: pass", "stopped", ""),
    "endless for three": ("js", "def js(p, q):\n    while len(p) > 2: pass\n    return 0.0", "stopped", ""),
    "leaves": ("kl", "import os\ndef kl(p, q): os._exit(0)", "stopped", ""),
    "stub": ("kl", "def kl(p, q):\n    raise NotImplementedError", UNANSWERED, ""),
    "pass": ("kl", "def kl(p, q): pass", UNANSWERED, ""),
    "dots": ("kl", "def kl(p, q): return ...", UNANSWERED, ""),
    "missing": ("kl", "def KL(p, q): return 1", UNANSWERED, ""),
    "an empty file": ("kl", "", UNANSWERED, ""),
    "complex": ("kl", "def kl(p, q): return 1j", "stopped", "return a float"),
    "gibberish": ("wasserstein_1d",
        "def wasserstein_1d(x, y): return math.sin(sum(x)) + len(y)**2", "wrong value", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_function_is_told_what_is_wrong(case):
    name, source, mistake, hint = WRONG[case]
    answer = judged(name, source)
    assert isinstance(answer, Incorrect), answer
    assert (answer.mistake, hint in answer.hint) == (mistake, True), answer
    assert answer.mistake in mistakes_of(item_of(name))
    assert bool(answer.witness) == (mistake != UNANSWERED)
    for text in (answer.because, answer.hint, *((answer.witness.got,) if answer.witness else ())):
        assert len(text) < 500
        assert text.isprintable() or not text


def test_the_witness_can_be_pasted_and_is_the_smallest_input():
    answer = judged("kl", "def kl(p, q):\n    k = p > 0\n    return np.sum(p[k] * np.log2(p[k] / q[k]))")
    assert isinstance(answer, Incorrect)
    assert answer.because == "kl returned 0.207519, where 0.143841 is right"
    assert answer.witness
    assert answer.witness.input == "kl(np.array([0.5, 0.5]), np.array([0.25, 0.75]))"
    assert (answer.witness.got, answer.witness.expected) == ("0.207519", "0.143841")
    pasted = eval(answer.witness.input, {"np": np, "kl": lambda p, q: float(np.sum(p * np.log(p / q)))})
    assert pasted == pytest.approx(float(answer.witness.expected), rel=1e-5)


def test_an_exception_is_told_with_its_line():
    answer = judged("kl", "def kl(p, q):\n    raise ValueError('nothing\\x1b[31m\\nhere')")
    assert isinstance(answer, Incorrect)
    assert answer.because == "kl raised ValueError: nothing[31m here (line 4)"


def test_a_call_that_does_not_end_is_made_twice_only():
    answer = judged("js", WRONG["endless for three"][1])
    assert isinstance(answer, Incorrect)
    assert answer.witness
    # the first wrong answer is 0.0, at two outcomes: that is the witness, not the silence
    assert answer.witness.got == "0"


def test_digits_are_shown_until_they_differ():
    answer = judged("total_variation", "def total_variation(p, q): return abs(p - q).sum() / 2 + 1e-10")
    assert isinstance(answer, Incorrect)
    assert answer.witness
    assert (answer.witness.got, answer.witness.expected) == ("1e-10", "0")
    assert answer.mistake == "epsilon"


def test_no_other_expected_value_is_said_than_that_of_the_witness():
    """What is said of two wrong functions of the same kind differs in what they returned, and tells one answer."""
    answer = judged("optimal_discriminator", "def optimal_discriminator(p, q): return q / (p + q)")
    assert isinstance(answer, Incorrect)
    assert answer.witness
    assert answer.witness.expected == "[0.75]"
    assert "reference" not in answer.because + answer.hint


def test_the_same_seed_gives_the_same_verdict():
    source = WRONG["gibberish"][1]
    assert judged("wasserstein_1d", source, seed=5) == judged("wasserstein_1d", source, seed=5)
