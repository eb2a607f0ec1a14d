"""Each objective's torch code is theory's functional: values and gradients, on finite laws with random outputs."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
import torch
from gan_objectives import TRUTHS, Laws, Truth, gradient, title, value
from torch import Tensor
from torch.nn.functional import softplus

from gan_small.objectives import Objective, objective


@dataclass(frozen=True)
class Mutant:
    """An objective with another loss in place of one of its own."""

    base: Objective
    discriminator: Callable[[Tensor, Tensor], Tensor]
    generator: Callable[[Tensor, Tensor], Tensor]

    @property
    def pairs(self) -> bool:
        return self.base.pairs


def mutant(name: str, *, d: Any = None, g: Any = None, **labels: float) -> Mutant:
    base = objective(name, **labels)
    return Mutant(base, d or base.discriminator, g or base.generator)


def exact_gradient(loss: str, truth: Truth, laws: Laws, outputs: Tensor) -> list[flint.arb]:
    """Theory's; of max(0, 1 -+ T), where it has none, the slopes -p where T < 1 and q where T > -1."""
    if not truth.kinks or loss != truth.d:
        return gradient(loss, truth, laws, outputs)
    p, q = laws.weights()
    slopes = [b * (c > -1) - a * (c < 1) for a, b, c in zip(p, q, outputs.tolist(), strict=True)]
    return [flint.arb(s.numerator) / s.denominator for s in map(Fraction, slopes)]


def worst(given: Objective | Mutant, truth: Truth, rng: random.Random, dtype: torch.dtype, cases: int) -> float:
    """The largest error over its bound, of both losses and their gradients; nan if there is one.

    The bound.  With |C| <= c every term and every slope is at most B = e^c + (c + 1)^2 in size, and is computed in at
    most 16 operations from numbers of that size: an error of 16 eps B, or less.  A mean of n terms adds n eps B.  Two
    means: 2 (n + 16) eps B.  The formulas' outputs T are the floats themselves.
    """
    bad = []
    for _ in range(cases):
        laws = Laws.random(rng)
        outputs = torch.tensor([rng.uniform(-4, 4) for _ in laws.p], dtype=dtype)
        c = float(outputs.abs().max())
        terms = sum(laws.p) * sum(laws.q) if given.pairs else laws.points
        bound = 2 * (terms + 16) * torch.finfo(dtype).eps * (2.72**c + (c + 1) ** 2)
        for loss, formula in ((given.discriminator, truth.d), (given.generator, truth.g)):
            x = outputs.clone().requires_grad_()
            found = loss(*laws.samples(x, pairs=given.pairs))
            (slope,) = torch.autograd.grad(found, x)
            right = [value(formula, truth, laws.case(truth, outputs)), *exact_gradient(formula, truth, laws, outputs)]
            for a, b in zip([found.item(), *slope.tolist()], right, strict=True):
                bad.append(float(abs(flint.arb(a) - b)) / bound)
    return float(np.max(bad))


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=str)
@pytest.mark.parametrize("known", TRUTHS, ids=title)
def test_losses_and_their_gradients_are_theorys(known, dtype, rng):
    assert worst(known, TRUTHS[known], rng, dtype, cases=3 if dtype == torch.float64 else 1) <= 1


#: What goes wrong in print and in code.  Each differs from the truth in the first digits, for nearly all outputs.
MUTANTS = {
    "D's sign": mutant("saturating", d=lambda real, fake: softplus(real).mean(-1) + softplus(-fake).mean(-1)),
    "labelled real": mutant("saturating", d=lambda real, fake: softplus(-real).mean(-1) + softplus(-fake).mean(-1)),
    "half of D's loss": mutant("saturating", d=lambda real, fake: objective("ns").discriminator(real, fake) / 2),
    "a sum for a mean": mutant("saturating", d=lambda real, fake: softplus(-real).sum(-1) + softplus(fake).sum(-1)),
    "non-saturating for saturating": mutant("saturating", g=lambda real, fake: softplus(-fake).mean(-1)),
    "saturating for non-saturating": mutant("ns", g=lambda real, fake: -softplus(fake).mean(-1)),
    "G with smoothed labels": mutant(
        "saturating",
        real_label=0.9,
        g=lambda real, fake: -(0.9 * softplus(fake) + 0.1 * softplus(-fake)).mean(-1),
    ),
    "labels not smoothed": mutant("saturating", real_label=0.9, d=objective("saturating").discriminator),
    "labels changed round": mutant(
        "ns",
        real_label=0.8,
        fake_label=0.3,
        d=lambda real, fake: objective("ns", real_label=0.7, fake_label=0.2).discriminator(real, fake),
    ),
    "codes changed round": mutant(
        "least-squares", d=lambda real, fake: objective("least-squares").discriminator(fake, real)
    ),
    "the halves are lost": mutant(
        "least-squares", d=lambda real, fake: (real - 1).square().mean(-1) + fake.square().mean(-1)
    ),
    "G's half is lost": mutant("least-squares", g=lambda real, fake: (fake - 1).square().mean(-1)),
    "a sigmoid in between": mutant(
        "least-squares",
        d=lambda real, fake: objective("least-squares").discriminator(real.sigmoid(), fake.sigmoid()),
    ),
    "as printed: (D(G) - 1)^2": mutant(
        "least-squares", d=lambda real, fake: (real - 1).square().mean(-1) / 2 + (fake - 1).square().mean(-1) / 2
    ),
    "no margin": mutant("hinge", d=lambda real, fake: (-real).relu().mean(-1) + fake.relu().mean(-1)),
    "a hinge for G": mutant("hinge", g=lambda real, fake: (1 - fake).relu().mean(-1)),
    "the critic's sign": mutant("wasserstein", d=lambda real, fake: real.mean(-1) - fake.mean(-1)),
    "relativistic sign": mutant("relativistic", d=objective("relativistic").generator),
    "relativistic to the mean": mutant(
        "relativistic", d=lambda real, fake: softplus(fake.mean(-1, keepdim=True) - real).mean(-1)
    ),
    "no conjugate": mutant("f-gan(kl)", d=lambda real, fake: fake.mean(-1) - real.mean(-1)),
    "no activation": mutant("f-gan(reverse-kl)", d=lambda real, fake: (-1 - (-fake).log()).mean(-1) - real.mean(-1)),
    "alternative for the bound": mutant("f-gan(pearson)", g=objective("f-gan(pearson, alternative)").generator),
    "JS for GAN": mutant("f-gan(gan)", g=objective("f-gan(jensen-shannon)").generator),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_formula_is_noticed(name, rng):
    wrong = MUTANTS[name]
    found = worst(wrong, TRUTHS[wrong.base], rng, torch.float64, cases=1)
    assert not found <= 1e6, found  # nan, of a logarithm without its activation, is noticed too


def test_torchs_softplus_is_noticed_in_double_precision():
    """It is the identity from 20 on, 2e-9 short: this is why the package has its own."""
    x = torch.tensor([20.5], dtype=torch.float64)
    truth = TRUTHS[objective("saturating")]
    laws = Laws((1,), (1,))
    exact = value(truth.g, truth, laws.case(truth, x))
    ours, torchs = objective("saturating").generator(x, x).item(), -softplus(x).mean().item()
    assert abs(flint.arb(ours) - exact) < 2 * 20.5 * 2.0**-52 < 1e-10 < abs(flint.arb(torchs) - exact)


def test_sample_i_is_paired_with_sample_i():
    real, fake = torch.tensor([1.0, 2.0, -1.0]).double(), torch.tensor([0.0, 5.0, 1.0]).double()
    pairs = [(1, 0), (2, 5), (-1, 1)]
    r = objective("relativistic")
    for loss, way in ((r.discriminator, 1), (r.generator, -1)):
        by_hand = sum(torch.tensor(way * (b - a)).double().exp().log1p() for a, b in pairs) / 3
        torch.testing.assert_close(loss(real, fake), by_hand, rtol=8 * 2.0**-52, atol=0)
        unpaired = softplus(way * (fake[:, None] - real)).mean()
        backwards = loss(real, fake.flip(-1))
        assert min(abs(unpaired - by_hand), abs(backwards - by_hand)) > 0.1


@pytest.mark.parametrize("known", TRUTHS, ids=title)
def test_every_member_has_its_own_loss(known):
    """[S, E, n] gives [S, E]: each the loss of its own row, as if it were alone."""
    g = torch.Generator().manual_seed(0)
    real, fake = (torch.randn(2, 3, 5, generator=g, dtype=torch.float64) for _ in range(2))
    for loss in (known.discriminator, known.generator):
        together = loss(real, fake)
        assert together.shape == (2, 3)
        for s in range(2):
            for e in range(3):
                # five terms below 100, summed in some order
                torch.testing.assert_close(together[s, e], loss(real[s, e], fake[s, e]), rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("known", TRUTHS, ids=title)
def test_the_generators_loss_looks_at_real_points_only_if_it_pairs(known):
    fake = torch.tensor([0.3, -0.2])
    one, other = (known.generator(torch.tensor(real), fake) for real in ([0.0, 0.0], [1.0, 2.0]))
    assert known.pairs == bool(one != other)
