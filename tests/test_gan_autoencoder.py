"""The ensemble VAE: its densities, its bound, its gradients and its quadrature, each against a second road."""

import math
from itertools import pairwise

import pytest
import torch
from torch.distributions import Independent, MultivariateNormal, Normal, kl_divergence

from gan_small.autoencoder.bound import elbo, kl_to_prior, pathwise, score_function
from gan_small.autoencoder.model import Autoencoder, Posterior
from gan_small.autoencoder.quadrature import (
    exact_elbo,
    gap_to_posterior,
    log_evidence,
    log_normal,
    nodes,
    standard,
    trapezoid,
)
from gan_small.autoencoder.training import TrainedAutoencoder, shape, train_autoencoder
from gan_small.experiments.likelihood.reparameterisation_variance import closed_square, closed_wave
from gan_small.game import game
from gan_small.randomness import normals, uniforms
from gan_small.recipe import Recipe

DOUBLE = torch.float64
MEMBERS = 4


def drawn(stream: int, n: int, d: int) -> torch.Tensor:
    """N(0, 1), [MEMBERS, n, d]."""
    return normals(3, stream, range(1), range(MEMBERS), n * d, dtype=DOUBLE)[0].unflatten(-1, (n, d))


def parameters(model: Autoencoder, scale: float = 1.0) -> torch.Tensor:
    """Random ones, as before training, [MEMBERS, P]."""
    counts = model.encoder.count, model.decoder.count
    rows = [uniforms(3, s, range(1), range(MEMBERS), n, dtype=DOUBLE)[0] for s, n in enumerate(counts)]
    return scale * model.initial(*rows)


def test_densities_are_torchs():
    model = Autoencoder(dimension=3, latent=2)
    theta, x, z = parameters(model), drawn(0, 5, 3), drawn(1, 5, 2)
    theta[:, -1] = torch.linspace(-1, 1, MEMBERS, dtype=DOUBLE)  # log v, a learnt number a member
    v = theta[:, -1].exp()
    torch_law = Independent(Normal(model.decode(theta, z), v.sqrt()[:, None, None]), 1)
    found = model.log_likelihood(theta, x, z)
    torch.testing.assert_close(found, torch_law.log_prob(x), rtol=1e-13, atol=1e-13)
    fixed = Autoencoder(dimension=3, latent=2, variance=float(v[0]))
    torch.testing.assert_close(fixed.log_likelihood(theta[:, :-1], x, z)[0], found[0], rtol=1e-13, atol=1e-13)
    assert not torch.allclose(fixed.log_likelihood(theta[:, :-1], x, z)[1], found[1])


def test_the_kl_term_is_torchs_and_zero_only_at_the_prior():
    q = Posterior(drawn(0, 50, 2), drawn(1, 50, 2))
    other = kl_divergence(Normal(q.mean, (q.log_variance / 2).exp()), Normal(torch.zeros_like(q.mean), 1.0)).sum(-1)
    torch.testing.assert_close(kl_to_prior(q), other, rtol=1e-13, atol=1e-13)
    assert kl_to_prior(q).min() > 0
    nothing = torch.zeros(1, 1, 1, dtype=DOUBLE)
    assert kl_to_prior(Posterior(nothing, nothing)).item() == 0
    # near it, KL = l^2/4: without expm1 the float64 answer is off by 1e-16, as large as that
    assert kl_to_prior(Posterior(nothing, nothing + 2e-8)).item() == pytest.approx(1e-16, rel=1e-3)


def test_the_elbo_is_its_definition_on_average():
    """E log p(x, z) - log q(z|x): the other form of the bound has the same mean, and not the same draws."""
    model = Autoencoder()
    theta, x = parameters(model), drawn(0, 6, 1)
    exact = exact_elbo(model, theta, x, count=2049)
    many = 2**14
    each = torch.cat([elbo(model, theta, x[:, i : i + 1].expand(-1, many, 1), drawn(7 + i, many, 1))[:, None]
                      for i in range(6)], 1)  # fmt: skip
    error = each.std(-1) / many**0.5
    assert ((each.mean(-1) - exact.value).abs() < 5 * error).all()
    wrong = exact.value + 2 * kl_to_prior(model.encode(theta, x))  # the sign of the KL flipped
    assert ((each.mean(-1) - wrong).abs() > 5 * error).any()


def test_the_evidence_of_an_affine_decoder_is_that_of_a_normal_law():
    """log N(x; b, w w' + v I), in two dimensions, within the error that is stated, which is near rounding."""
    model = Autoencoder(dimension=2, depth=0, variance=0.3)
    theta, x = parameters(model, 2.0), 2 * drawn(0, 40, 2)
    ((weight, bias),) = model.decoder.layers(theta[:, model.encoder.count :])
    covariance = weight.mT @ weight + 0.3 * torch.eye(2, dtype=DOUBLE)
    law = MultivariateNormal(bias, covariance[:, None])
    found = log_evidence(model, theta, x)
    assert ((found.value - law.log_prob(x)).abs() <= found.error).all()
    assert found.error.median() < 1e-11  # far out the tails are all there is, and the error is large
    wrong = MultivariateNormal(bias, covariance[:, None] + 1e-6 * torch.eye(2, dtype=DOUBLE)).log_prob(x)
    assert ((found.value - wrong).abs() > found.error).any()


def test_a_stated_error_grows_with_the_step():
    """With h = 0.28 the integrand is resolved badly, and the error says so."""
    model = Autoencoder(depth=0, variance=0.1)
    theta, x = parameters(model, 2.0), drawn(0, 40, 1)
    fine, coarse = log_evidence(model, theta, x, count=8193), log_evidence(model, theta, x, count=65)
    off = (fine.value - coarse.value).abs()
    assert off.max() > 1e-4
    assert (off <= coarse.error + fine.error).all()


def test_the_bound_for_corners_covers_one_in_the_middle_of_a_step():
    """A tent of base -1 ... 2 and top 1 at 1/2 has area 3/2; with h = 1 the rule finds 4/3, and an eighth of h times
    the second differences 2/3, 2/3, 2/3, 2/3 is 1/3."""
    z, h = nodes(19)
    tent = (1 - (z - 0.5).abs() / 1.5).clamp(min=0)
    found = trapezoid(tent, h, corners=True)
    assert h == 1
    assert float(found.value) == pytest.approx(4 / 3)
    assert float(found.error) == pytest.approx(1 / 3)
    assert abs(float(found.value) - 3 / 2) <= float(found.error)


def test_the_evidence_of_one_hidden_layer_is_the_sum_over_its_linear_pieces():
    """On a piece f(z) = a + b z: p(x, z) = N(x; a, v + b^2) N(z; m, s^2), whose mass between two corners is exact."""
    v = 0.2
    model = Autoencoder(width=8, variance=v)
    theta, x = parameters(model, 2.0), drawn(0, 20, 1)
    found = log_evidence(model, theta, x)
    for k in range(MEMBERS):
        (w1, b1), (w2, b2) = model.decoder.layers(theta[k : k + 1, model.encoder.count :])
        corners = torch.cat([torch.tensor([-40.0, 40.0], dtype=DOUBLE), (-b1 / w1).flatten()]).sort().values
        corners = corners[(corners >= -40) & (corners <= 40)]
        total = torch.zeros(20, dtype=DOUBLE)
        for low, high in pairwise(corners):
            active = w1[0, 0] * (low + high) / 2 + b1[0, 0] > 0
            slopes = torch.where(active, 1.0, model.slope)
            b = (slopes * w1[0, 0] * w2[0, :, 0]).sum()
            a = (slopes * b1[0, 0] * w2[0, :, 0]).sum() + b2[0, 0, 0]
            points = x[k, :, 0]
            m, s = b * (points - a) / (b**2 + v), (v / (v + b**2)).sqrt()
            mass = torch.special.ndtr((high - m) / s) - torch.special.ndtr((low - m) / s)
            total = total + Normal(a, (v + b**2).sqrt()).log_prob(points).exp() * mass
        off = (found.value[k] - total.log()).abs()
        assert (off <= found.error[k] + 1e-12).all()
        assert found.error[k].max() < 1e-3


def test_the_bound_is_below_the_evidence_by_the_kl_to_the_posterior():
    model = Autoencoder(variance=0.5)
    theta, x = parameters(model), drawn(0, 20, 1)
    evidence, bound = log_evidence(model, theta, x), exact_elbo(model, theta, x)
    gap = evidence.value - bound.value
    assert (gap > evidence.error + bound.error).all()
    torch.testing.assert_close(gap, gap_to_posterior(model, theta, x), rtol=0, atol=1e-4)
    assert not torch.allclose(gap, kl_to_prior(model.encode(theta, x)), rtol=0, atol=1e-2)


def test_an_affine_encoder_at_the_posterior_leaves_no_gap():
    """q = N(w (x - b)/(w^2 + v), v/(w^2 + v)): the bound is the evidence."""
    model = Autoencoder(depth=0, variance=0.4)
    theta, x = parameters(model, 2.0), drawn(0, 20, 1)
    w, b = theta[:, -2], theta[:, -1]
    gain = w / (w**2 + 0.4)
    theta[:, :4] = torch.stack([gain, 0 * w, -gain * b, (0.4 / (w**2 + 0.4)).log()], 1)
    gap = log_evidence(model, theta, x).value - exact_elbo(model, theta, x).value
    assert gap.abs().max() < 1e-10
    theta[:, 3] += 0.1  # a posterior variance that is 10% off costs (0.1)^2/4 nats
    gap = log_evidence(model, theta, x).value - exact_elbo(model, theta, x).value
    torch.testing.assert_close(gap, torch.full_like(gap, (math.exp(0.1) - 1 - 0.1) / 2), rtol=0, atol=1e-10)


def test_both_gradients_are_the_gradient():
    """Of E z^3 = m^3 + 3 m s^2 in m and in l = log s^2: 3 m^2 + 3 s^2, and 3 m s^2."""
    n, m, s2 = 2**20, 0.7, 0.5
    eps = normals(1, 0, range(1), range(1), n, dtype=DOUBLE)[0][..., None]
    q = Posterior(torch.full((1, 1, 1), m, dtype=DOUBLE), torch.full((1, 1, 1), math.log(s2), dtype=DOUBLE))
    z = q.at(eps)
    for estimate in (pathwise(3 * z**2, q, eps), score_function(z**3, q, eps)):
        for part, true in zip(estimate, (3 * m**2 + 3 * s2, 3 * m * s2), strict=True):
            error = float(part.std()) / n**0.5
            assert abs(float(part.mean()) - true) < 5 * error
            assert abs(float(part.mean()) - 1.05 * true) > 5 * error


def test_closed_ratios_of_variances_are_those_of_quadrature():
    """The trapezoid's rule is exact for such integrands up to rounding."""
    t, h = nodes(2049)
    weight = h * standard(t).exp()

    def variance(values: torch.Tensor) -> float:
        return float((weight * values.square()).sum() - (weight * values).sum() ** 2)

    for r in (0.0, 0.5, 3.0):
        ratio = variance((r + t) ** 2 * t) / variance(2 * (r + t))
        assert closed_square(r) == pytest.approx(ratio, rel=1e-12)
    for a in (0.1, 1.0, 3.0):
        ratio = variance((a * t).sin() * t) / variance(a * (a * t).cos())
        assert closed_wave(a) == pytest.approx(ratio, rel=1e-9)


def test_nodes_and_posterior_densities_integrate_to_one():
    t, h = nodes(1025)
    q = Posterior(drawn(0, 5, 1), -1 + 0.5 * drawn(1, 5, 1))
    torch.testing.assert_close((h * log_normal(t, q).exp()).sum(-1), torch.ones(MEMBERS, 5, dtype=DOUBLE))


RECIPE = Recipe(target="gauss(1, 1.5)", members=3, depth=0, steps=40, batch=32, rate_g=1e-2)


def test_a_member_is_the_same_in_an_ensemble_of_any_size():
    three, two = train_autoencoder(RECIPE), train_autoencoder(RECIPE.replace(members=2))
    torch.testing.assert_close(three.theta[:2], two.theta, rtol=1e-5, atol=1e-6)
    assert not torch.equal(three.theta[0], three.theta[1])
    assert torch.equal(train_autoencoder(RECIPE).theta, three.theta)
    assert not torch.equal(train_autoencoder(RECIPE.replace(seed=1)).theta, three.theta)


def test_the_decoder_starts_where_the_generator_of_the_recipe_does():
    recipe = RECIPE.replace(depth=1, rate_g=0.0)
    trained = train_autoencoder(recipe, variance=1.0)
    decoder = trained.theta[:, trained.model.encoder.count :]
    assert torch.equal(decoder, game(recipe).start().g.x)
    assert torch.equal(
        trained.samples(5, means=True), trained.model.decode(trained.theta, trained.game.noise(33, [0], 5)[0])
    )


def test_training_raises_the_bound_to_the_evidence_of_the_data():
    """An affine VAE on a normal law: on held-out points the mean ELBO comes within 0.02 nats of the law's own density.

    The median of 16 members is steady, and the seed is fixed.
    """
    recipe = RECIPE.replace(members=16, steps=600, batch=128, rate_g=3e-2, beta1=0.9)

    def missing(trained: TrainedAutoencoder) -> float:
        x = trained.held_out(128)
        best = trained.game.target.log_density(x)
        return float((best - exact_elbo(trained.model, trained.exactly(), x, count=257).value).mean(1).median())

    assert abs(missing(train_autoencoder(recipe))) < 0.02
    assert missing(train_autoencoder(recipe.replace(steps=1))) > 0.1


def test_what_is_no_autoencoder_is_refused():
    with pytest.raises(ValueError, match="variance is 0"):
        Autoencoder(variance=0.0)
    with pytest.raises(ValueError, match=r"this autoencoder takes \[E, 11\]"):
        Autoencoder(depth=0, latent=2, variance=1.0).decode(torch.zeros(2, 3), torch.zeros(2, 1, 2))
    with pytest.raises(ValueError, match="the latent has 2 dimensions"):
        log_evidence(Autoencoder(latent=2), torch.zeros(1, Autoencoder(latent=2).count), torch.zeros(1, 1, 1))
    with pytest.raises(ValueError, match="give an odd number"):
        nodes(64)
    with pytest.raises(ValueError, match="not finite after 40 steps"):
        train_autoencoder(RECIPE.replace(rate_g=1e30))
    assert shape(game(RECIPE), 2.0).variance == 2.0
