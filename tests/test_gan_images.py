"""DCGAN on scanned digits: layers are those of torch and of theory, members are apart, quality sees what it should."""

import math

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

from gan_small.images import quality
from gan_small.images.dcgan import Discriminator, Generator, start
from gan_small.images.digits import CLASSES, alternating, digits
from gan_small.images.layers import BatchNorm, Convolution, Layer, NoImage, TransposedConvolution
from gan_small.images.sheet import save, sheet
from gan_small.images.training import Recipe, train, untrained
from gan_small.recipe import NotARecipe
from theory.networks.transposed_convolution import side

TINY = Recipe(members=2, steps=3, batch=8, rate_d=2e-3, rate_g=2e-3)


def test_each_digit_is_in_both_halves_of_the_split_equally_often():
    known = digits()
    assert len(known.train) + len(known.held_out) == 1797
    assert (float(known.train.min()), float(known.train.max())) == (-1, 1)
    counts = [np.bincount(labels, minlength=CLASSES) for labels in (known.train_labels, known.held_out_labels)]
    assert set(counts[0] - counts[1]) <= {0, 1}


def test_every_other_scan_would_split_the_digits_unevenly():
    """The file runs through 0 ... 9: a split by place gives one half the even digits of such a run."""
    labels = np.arange(40) % 10
    assert set(labels[~alternating(labels)]) == set(range(10))
    assert set(labels[::2]) == {0, 2, 4, 6, 8}


def layer(kind: type[Layer], ins: int, outs: int, n: int, k: int, s: int, p: int) -> Layer:
    made = kind(2, ins, outs, side=n, kernel=k, stride=s, padding=p, bias=True)
    generator = torch.Generator().manual_seed(1)
    for parameter in made.parameters():
        nn.init.normal_(parameter, generator=generator)
    return made


def apart(made: Layer, *, padding: int) -> float:
    """The largest difference from torch's own layer, member by member, at a padding that may be a wrong one."""
    n, k = made.side, made.kernel
    x = torch.randn(2, 5, n * n * made.ins, generator=torch.Generator().manual_seed(2))
    worst, out = 0.0, made(x).detach()
    assert made.bias is not None
    for e in range(2):
        image = x[e].view(5, n, n, made.ins).permute(0, 3, 1, 2)
        weight, bias = made.weight[e].view(k, k, made.ins, made.outs), made.bias[e].flatten()
        if isinstance(made, Convolution):
            found = functional.conv2d(image, weight.permute(3, 2, 0, 1), bias, made.stride, padding)
        else:
            found = functional.conv_transpose2d(image, weight.permute(2, 3, 0, 1), bias, made.stride, padding)
        flat = found.permute(0, 2, 3, 1).flatten(1)
        worst = max(worst, math.inf if flat.shape != out[e].shape else float((flat.detach() - out[e]).abs().max()))
    return worst


SIZES = [(8, 4, 2, 1), (4, 4, 2, 1), (2, 2, 1, 0), (5, 3, 1, 1), (1, 4, 1, 0), (3, 4, 1, 1)]


@pytest.mark.parametrize(("n", "k", "s", "p"), [size for size in SIZES if size[0] > 1])
@pytest.mark.parametrize("ins", [1, 3])
def test_a_convolution_is_that_of_torch(ins, n, k, s, p):
    """Both ways: by windows for one channel, by the matrix for more.  With another padding it is not."""
    made = layer(Convolution, ins, 4, n, k, s, p)
    assert apart(made, padding=p) < 1e-4
    assert apart(made, padding=p + 1) > 0.1


@pytest.mark.parametrize(("n", "k", "s", "p"), SIZES)
@pytest.mark.parametrize(("ins", "outs"), [(1, 3), (3, 1), (3, 4)])
def test_a_transposed_convolution_is_that_of_torch_and_has_theorys_side(ins, outs, n, k, s, p):
    made = layer(TransposedConvolution, ins, outs, n, k, s, p)
    assert apart(made, padding=p) < 1e-4
    assert apart(made, padding=p + 1) > 0.1
    assert made.out_side == side(n, k, s, p)


def test_a_layer_that_leaves_no_pixel_is_refused():
    with pytest.raises(NoImage, match="side 2, kernel 5, stride 1, padding 0: the output's side would be -2"):
        Convolution(1, 1, 1, side=2, kernel=5, stride=1, padding=0, bias=False)


def test_batch_norm_is_that_of_torch_and_keeps_its_statistics():
    x = 3 + 2 * torch.randn(2, 7, 4 * 3, generator=torch.Generator().manual_seed(3))
    made = BatchNorm(2, 3)
    out = made(x)
    for e in range(2):
        image = x[e].view(7, 4, 3).transpose(1, 2)
        expected = functional.batch_norm(image, None, None, training=True).transpose(1, 2).flatten(1)
        assert torch.allclose(out[e], expected, atol=1e-5)
    assert torch.allclose(made.eval()(x[:, :1]), out[:, :1], atol=1e-6)
    assert not torch.allclose(made.train()(x[:, :1]), out[:, :1], atol=1e-2)


def test_the_players_follow_the_rules_of_the_paper():
    """Sides 1, 4, 8 and 8, 4, 2, 1 by theory's formula; batch norm not at G's output nor D's input; no pooling."""
    g, d = Generator(2), Discriminator(2)
    up = [each for each in g.modules() if isinstance(each, TransposedConvolution)]
    down = [each for each in d.modules() if isinstance(each, Convolution)]
    assert [each.out_side for each in up] == [side(1, 4, 1, 0), side(4, 4, 2, 1)] == [4, 8]
    assert [each.out_side for each in down] == [4, 2, 1]
    assert [type(each) for each in g.layers] == [
        TransposedConvolution, BatchNorm, nn.ReLU, TransposedConvolution, nn.Tanh
    ]  # fmt: skip
    assert [type(each) for each in d.layers] == [
        Convolution, nn.LeakyReLU, Convolution, BatchNorm, nn.LeakyReLU, Convolution
    ]  # fmt: skip
    assert {each.negative_slope for each in d.modules() if isinstance(each, nn.LeakyReLU)} == {0.2}
    assert g(torch.randn(2, 5, 16)).shape == (2, 5, 64)
    assert d(torch.zeros(2, 5, 64)).shape == (2, 5)
    assert not [each for each in Discriminator(2, batch_norm=False).modules() if isinstance(each, BatchNorm)]


def test_kernels_start_with_the_papers_spread():
    """Of n = 17408 weights the standard deviation is within 5/sqrt(2n) = 2.7% of 0.02, but for 6 in 10^7."""
    g = Generator(1)
    start(g, lambda count: torch.randn(1, count, generator=torch.Generator().manual_seed(4)))
    drawn = torch.cat([each.weight.detach().flatten() for each in g.modules() if isinstance(each, Layer)])
    assert len(drawn) == 16 * 16 * 64 + 64 * 16
    assert drawn.std().item() == pytest.approx(0.02, rel=0.027)


def test_the_defaults_are_the_papers():
    r = Recipe()
    assert (r.rate_d, r.rate_g, r.beta1, r.beta2, r.batch, r.loss) == (2e-4, 2e-4, 0.5, 0.999, 128, "non-saturating")


@pytest.mark.parametrize("change", [{}, {"r1": 1.0, "batch_norm": False}])
def test_a_run_is_a_function_of_its_recipe_and_a_member_of_its_number(change):
    recipe = TINY.replace(**change)
    found, again, more = train(recipe).samples(4), train(recipe).samples(4), train(recipe.replace(members=3)).samples(4)
    assert torch.equal(found, again)
    assert torch.allclose(found, more[:2], atol=1e-4)
    assert not torch.allclose(found[0], found[1], atol=1e-2)
    assert not torch.allclose(found, train(recipe.replace(seed=1)).samples(4), atol=1e-2)


def test_an_image_depends_on_its_own_noise_alone():
    gan = train(TINY)
    z = gan.noise(8)
    assert torch.allclose(gan.images(z)[:, :1], gan.images(z[:, :1]), atol=1e-5)


def test_a_generator_without_a_rate_stands_still_and_d_learns_to_tell_it():
    recipe = TINY.replace(steps=40, rate_g=0.0, r1=1.0, batch_norm=False)
    gan = train(recipe)
    assert torch.equal(gan.samples(4), untrained(recipe).samples(4))
    assert float(gan.scores(digits().train.expand(2, -1, -1)).mean() - gan.scores(gan.samples(50)).mean()) > 0.1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"r1": 1.0}, "no slope per point; give batch_norm=False"),
        ({"decay": "linear"}, "one of constant, cosine"),
        ({"members": 0}, "from 1 on"),
    ],
)
def test_what_is_no_recipe_is_refused(change, says):
    with pytest.raises(NotARecipe, match=says):
        TINY.replace(**change)


def test_the_classifier_reads_digits_that_it_has_not_seen_and_is_not_convinced_by_grey():
    assert quality.accuracy() > 0.95
    assert quality.recognised(digits().train).mean() > 0.8
    assert not quality.recognised(untrained(TINY).samples(50)).any()


def test_copies_are_nearer_than_fresh_digits_and_noise_is_not():
    known = digits()
    noise = torch.rand(1, 200, 64, generator=torch.Generator().manual_seed(5)) * 2 - 1
    assert quality.nearer(known.train[None]) == 1
    assert quality.nearer(known.held_out[None]) == 0.5
    assert quality.nearer(noise) == 0


def test_coverage_counts_the_digits_that_make_up_one_in_a_hundred():
    labels = np.array([[0] * 199 + [1], [*range(10)] * 20])
    assert quality.covered(labels).tolist() == [1, 10]
    assert quality.covered(labels[:, :100]).tolist() == [1, 10]
    assert quality.entropy(labels)[1] == pytest.approx(math.log(10))
    assert quality.entropy(labels)[0] == pytest.approx(-0.995 * math.log(0.995) - 0.005 * math.log(0.005))


def test_a_sheet_shows_every_image_in_its_place(tmp_path):
    images = -torch.ones(2, 3, 64)
    images[1, 2] = 1
    page = sheet(images)
    assert page.shape == (2 * 9 + 1, 3 * 9 + 1)
    assert (page[10:18, 19:27] == 0).all()
    assert (page[1:9, 1:9] == 255).all()
    with Image.open(save(images, tmp_path / "new" / "sheet.png", magnify=3)) as read:
        assert np.array_equal(np.asarray(read)[::3, ::3], page)
