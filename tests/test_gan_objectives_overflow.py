"""Outputs of +-10^4 in float32: where the true loss is a float32, so is ours, and its slope is not nan."""

from itertools import product

import flint
import pytest
import torch
from gan_objectives import TRUTHS, Laws, gradient, title, value
from torch import Tensor

from gan_small.objectives import Objective
from gan_small.objectives.objective import softplus

FAR = (-1e4, 1e4)
LARGEST = torch.finfo(torch.float32).max
EPS = torch.finfo(torch.float32).eps
#: e^(-10^4) is 2^-14427: next to 1 it is seen with so many bits, and 64 more for its own
BITS = 14_500


def losses(known: Objective):
    truth = TRUTHS[known]
    return ((known.discriminator, truth.d, truth), (known.generator, truth.g, truth))


def within(given: Tensor, exact: flint.arb, size: float) -> bool:
    """Is it the exact number, to 32 eps of the size of what was added?"""
    return bool(abs(flint.arb(given.item()) - exact) <= 32 * EPS * size)


@pytest.mark.parametrize("known", TRUTHS, ids=title)
def test_far_outputs_have_finite_losses_and_slopes_where_these_are_finite(known):
    """One real point with output T_1, one fake with T_2, all four signs; theory's p and q sit on an atom each.

    A loss or slope beyond float32 must not be finite.  The size of what is added: at most 2.5e7, the square.
    """
    laws = Laws((1, 0), (0, 1))
    size = 5e7 if "squares" in known.name or "pearson" in known.name else 1e4
    seen = 0
    for far in product(FAR, repeat=2):
        outputs = torch.tensor(far, dtype=torch.float32)
        for loss, formula, truth in losses(known):
            x = outputs.clone().requires_grad_()
            found = loss(x[:1], x[1:])
            (slope,) = torch.autograd.grad(found, x)
            exact = value(formula, truth, laws.case(truth, outputs), BITS)
            if abs(exact) > LARGEST:
                assert not torch.isfinite(found)
                continue
            seen += 1
            assert within(found, exact, size), (far, formula, found)
            assert torch.isfinite(slope).all()
            if not truth.kinks:
                for a, b in zip(slope, gradient(formula, truth, laws, outputs, BITS), strict=True):
                    assert within(a, b, max(1, size / 5e3)), (far, formula, slope)
    # of eight losses; the exponentials of kl, reverse-kl, neyman and squared-hellinger leave some of them
    assert seen == 8 or ("f-gan" in known.name and seen >= 3), seen


@pytest.mark.parametrize("x", [-1e4, 1e4])
def test_the_formula_as_printed_fails_here(x):
    """log(1 - D) and log(1 + e^C), written out: infinite, where the truth is 0 or 10^4; their slopes are nan."""
    logit = torch.tensor([x, -x], requires_grad=True)
    printed = -(1 - torch.sigmoid(logit)).log().sum()
    assert not torch.isfinite(printed)
    naive = torch.log(1 + torch.exp(logit)).sum()
    (slope,) = torch.autograd.grad(naive, logit)
    assert not torch.isfinite(naive)
    assert slope.isnan().any()
    ours = softplus(logit).sum()
    (slope,) = torch.autograd.grad(ours, logit)
    assert ours.item() == 1e4
    assert sorted(slope.tolist()) == [0.0, 1.0]


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.float16], ids=str)
def test_softplus_is_exact_to_roundings_on_both_sides_of_its_threshold(dtype):
    """Its value and slope, between -30 and 120, against 200 bits; 8 eps are log1p of exp with a rounding each."""
    x = torch.linspace(-30, 120, 301).to(dtype).requires_grad_()
    (slope,) = torch.autograd.grad(softplus(x).sum(), x)
    eps = torch.finfo(dtype).eps
    tiny = torch.finfo(dtype).tiny  # below it numbers lose bits
    for point, y, s in zip(x.tolist(), softplus(x).tolist(), slope.tolist(), strict=True):
        with flint.ctx.workprec(200):
            e = flint.arb(point).exp()
            assert abs(y - (1 + e).log()) <= 8 * eps * (1 + e).log() + tiny
            assert abs(s - e / (1 + e)) <= 8 * eps * e / (1 + e) + tiny
