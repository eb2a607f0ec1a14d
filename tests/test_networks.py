"""The functions of the chapter on networks against scipy.signal, numpy and enumeration."""

import itertools
from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import signal, stats

from theory.networks import batch_statistics, dcgan, feature_matching, transposed_convolution, windows
from theory.proving.computed import BITS

ENTRIES = st.integers(-9, 9)
#: stride, padding, dilation
WINDOWS = st.tuples(st.integers(1, 3), st.integers(0, 3), st.integers(1, 3))


def rows(least: int, most: int):
    return st.lists(ENTRIES, min_size=least, max_size=most).map(tuple)


def grids(least: int, most: int):
    sides = st.integers(least, most)
    return sides.flatmap(lambda n: st.lists(rows(n, n), min_size=n, max_size=n).map(tuple))


def spaced(values, step: int) -> np.ndarray:
    """Zeros put between neighbours, along every axis."""
    array = np.array(values)
    out = np.zeros([step * (n - 1) + 1 for n in array.shape], dtype=int)
    out[tuple(slice(None, None, step) for _ in array.shape)] = array
    return out


def gathered(values, kernel, s: int, p: int, d: int = 1) -> np.ndarray:
    """scipy's correlation of the padded input with the dilated kernel, every s-th entry."""
    found = signal.correlate(np.pad(np.array(values), p), spaced(kernel, d), mode="valid", method="direct")
    return found[tuple(slice(None, None, s) for _ in found.shape)]


def spread_out(values, kernel, s: int, p: int, extra: int = 0, d: int = 1) -> np.ndarray:
    """scipy's full convolution of the spaced input, extended by the output padding, cropped."""
    full = signal.convolve(spaced(values, s), spaced(kernel, d), mode="full", method="direct")
    full = np.pad(full, [(0, extra + p)] * full.ndim)
    sides = [(n - 1) * s - 2 * p + d * (k - 1) + 1 + extra
             for n, k in zip(np.shape(values), np.shape(kernel), strict=True)]  # fmt: skip
    return full[tuple(slice(p, p + side) for side in sides)]


@given(rows(1, 9), rows(1, 4), WINDOWS)
def test_gather_is_scipys_correlation(values, kernel, window):
    s, p, d = window
    assume(len(values) + 2 * p >= d * (len(kernel) - 1) + 1)  # scipy would exchange the two otherwise
    assert np.array_equal(windows.gather(values, kernel, s, p, d), gathered(values, kernel, s, p, d))


@given(rows(1, 7), rows(1, 4), WINDOWS, st.integers(0, 2))
def test_spread_is_scipys_convolution_of_the_spaced_input(values, kernel, window, extra):
    s, p, d = window
    assume(windows.size_after_spread(len(values), len(kernel), s, p, extra, d) > 0)
    found = windows.spread(values, kernel, s, p, extra, d)
    assert np.array_equal(found, spread_out(values, kernel, s, p, extra, d))


def test_correlation_is_not_convolution():
    """The mirrored kernel would be caught, in either direction."""
    assert windows.gather((1, 0, 0), (1, 2), 1, 0) != tuple(np.convolve((1, 0, 0), (1, 2), "valid"))
    assert windows.spread((1, 0), (1, 2), 1, 0) == tuple(np.convolve((1, 0), (1, 2)))


@given(grids(1, 5), grids(1, 3), st.integers(1, 3), st.integers(0, 2))
@settings(max_examples=50)
def test_grids_are_gathered_and_spread_as_scipy_does(image, kernel, s, p):
    if len(image) + 2 * p >= len(kernel):
        assert np.array_equal(windows.gather_grid(image, kernel, s, p), gathered(image, kernel, s, p))
    side = windows.size_after_spread(len(image), len(kernel), s, p)
    if side > 0:
        found = windows.spread_grid(image, kernel, s, p)
        assert np.array_equal(found, spread_out(image, kernel, s, p))
        if side + 2 * p >= len(kernel) > p:
            assert windows.transposed_matrix_times(image, kernel, s, p) == found


@given(rows(2, 8), rows(1, 4), WINDOWS, st.randoms(use_true_random=False))
def test_gather_and_spread_are_adjoint(values, kernel, window, random):
    s, p, d = window
    small = windows.size_after_gather(len(values), len(kernel), s, p, d)
    assume(small > 0)
    extra = len(values) - windows.size_after_spread(small, len(kernel), s, p, 0, d)
    other = tuple(random.randrange(-9, 10) for _ in range(small))
    left = np.dot(windows.gather(values, kernel, s, p, d), other)
    assert left == np.dot(values, windows.spread(other, kernel, s, p, extra, d))


def test_all_matrices_of_the_small_settings_are_transposes():
    """The settings counted by another condition, and the matrices made by scipy from unit vectors."""
    found = transposed_convolution.settings()
    sets = itertools.product(range(1, 8), range(1, 5), (1, 2, 3), (0, 1, 2), (1, 2))
    by_hand = [row for row in sets for n, k, _, p, d in [row]
               if len(np.arange(d * (k - 1), n + 2 * p)) > 0 and p <= d * (k - 1)]  # fmt: skip
    assert found == by_hand
    assert transposed_convolution.transposes() == (len(by_hand), len(by_hand))
    for n, k, s, p, d in by_hand[::7]:
        kernel = np.arange(1, k + 1)
        gathers = np.array([gathered(unit, kernel, s, p, d) for unit in np.eye(n, dtype=int)])
        extra = n - windows.size_after_spread(gathers.shape[1], k, s, p, 0, d)
        spreads = np.array([spread_out(unit, kernel, s, p, extra, d) for unit in np.eye(gathers.shape[1], dtype=int)])
        assert np.array_equal(gathers, spreads.T)


@given(st.integers(1, 20), st.integers(1, 6), st.integers(1, 4), st.integers(0, 3))
def test_sides_are_the_lengths_that_scipy_returns(n, k, s, p):
    if n + 2 * p >= k:
        assert windows.size_after_gather(n, k, s, p) == len(gathered(np.ones(n, int), np.ones(k, int), s, p))
    length = len(np.convolve(spaced(np.ones(n, int), s), np.ones(k))) - 2 * p
    assert windows.size_after_spread(n, k, s, p) == length
    if length > 0:
        assert transposed_convolution.side(n, k, s, p) == length or s > k  # gaps are no places written to
    assert transposed_convolution.sides_agree()


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=8))
def test_doubling_is_numpys_linear_interpolation(values):
    n = len(values)
    quarters = np.sort(np.concatenate([np.arange(n - 1) + 0.25, np.arange(n - 1) + 0.75]))
    expected = np.interp(quarters, np.arange(n), values)
    assert [float(v) for v in transposed_convolution.doubled(tuple(map(Fraction, values)))] == expected.tolist()
    assert [float(v) for v in transposed_convolution.doubled_by_spreading(tuple(values))] == expected.tolist()


@given(st.integers(1, 8), st.integers(1, 8))
def test_overlaps_in_the_interior_count_windows_over_a_place(k, s):
    assume(s <= k)
    places = np.arange(k, 3 * k)[:, None]  # far from both ends
    starts = s * np.arange(-k, 4 * k)[None, :]
    counts = ((starts <= places) & (places < starts + k)).sum(axis=1)
    assert transposed_convolution.overlaps(4 * k, k, s) == tuple(np.unique(counts))
    assert (len(set(counts)) == 1) == (k % s == 0)
    assert transposed_convolution.even_exactly_if_divisible(k)


def test_the_worked_example_is_scipys():
    ones = np.ones((4, 4), int), np.ones((3, 3), int)
    full = signal.convolve2d(*ones)
    assert np.array_equal(transposed_convolution.worked_example(0), full)
    assert np.array_equal(transposed_convolution.worked_example_by_the_matrix(0), full)
    assert np.array_equal(transposed_convolution.worked_example(1), signal.convolve2d(*ones, mode="same"))
    assert transposed_convolution.total(transposed_convolution.worked_example(0)) == full.sum()


def test_the_layers_of_dcgan_have_the_sides_of_real_arrays():
    for layers, start in ((dcgan.GENERATOR, 1), (dcgan.DISCRIMINATOR, 64)):
        sides = [start]
        for layer in layers:
            row, kernel = np.ones(sides[-1], int), np.ones(layer.k, int)
            make = gathered if layer.kind == dcgan.STRIDED else spread_out
            extra = () if layer.kind == dcgan.STRIDED else (layer.extra,)
            sides.append(len(make(row, kernel, layer.s, layer.p, *extra)))
        assert dcgan.sides(layers, start) == tuple(sides)
        sizes = [np.zeros((layer.k, layer.k, layer.ins, layer.outs), dtype=bool).size for layer in layers]
        assert dcgan.weights(layers) == tuple(sizes)
        assert dcgan.all_weights(layers) == sum(sizes)
        assert all(a.outs == b.ins for a, b in itertools.pairwise(layers))
        plain = [k for k, layer in enumerate(layers, 1) if not layer.batch_norm]
        assert dcgan.without_batch_norm(layers) == tuple(plain)


@given(grids(2, 8).filter(lambda g: len(g) % 2 == 0))
def test_pooling_by_two_is_a_mean_of_blocks(image):
    n = len(image) // 2
    expected = np.array(image).reshape(n, 2, n, 2).mean(axis=(1, 3))
    for function in (dcgan.mean_pooled, dcgan.strided_by_ones):
        assert np.array_equal(np.array(function(image), dtype=float), expected)
    assert np.array_equal(np.array(dcgan.strided_by_corner(image), dtype=int), np.array(image)[::2, ::2])


@given(st.integers(0, 255), st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(3, 4)]))
def test_the_numbers_of_the_recipe(value, beta):
    assert float(dcgan.to_unit_range(value)) == pytest.approx(np.interp(value, [0, 255], [-1, 1]), abs=1e-15)
    weights = (1 - float(beta)) * float(beta) ** np.arange(2000)  # 0.9^2000 is below 1e-90
    assert float(dcgan.memory_of_adam(beta)) == pytest.approx(1 + weights @ np.arange(2000), rel=1e-12)


@given(rows(2, 8).filter(lambda b: len(set(b)) > 1), st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(2)]))
def test_batch_normalisation_is_numpys_mean_and_variance(batch, eps):
    x = np.array(batch, dtype=float)
    y = (x - x.mean()) / np.sqrt(x.var() + float(eps))
    found = batch_statistics.normalised(batch, eps)
    assert [float(v) for v in found] == pytest.approx(y * np.abs(y), abs=1e-12)
    assert batch_statistics.how_many_values(batch, eps) == len(set(batch))
    if not eps:
        m = len(x)
        pairs = (np.outer(y, y).sum() - y @ y) / (m * (m - 1))
        assert float(batch_statistics.mean_product(batch)) == pytest.approx(pairs, abs=1e-12)
        assert batch_statistics.mean_product(batch) == Fraction(-1, m - 1)


@given(rows(1, 5), rows(1, 5), rows(2, 5).filter(lambda b: len(set(b)) > 1))
def test_virtual_batch_normalisation_looks_at_one_input_and_the_reference(batch, other, reference):
    by_numpy = [(v - np.mean([*reference, v])) / np.std([*reference, v]) for v in batch]
    found = batch_statistics.virtually(batch, reference)
    assert [float(v) for v in found] == pytest.approx([y * abs(y) for y in by_numpy], abs=1e-12)
    assert batch_statistics.virtually((batch[0], *other), reference)[0] == found[0]
    assert batch_statistics.first(batch, reference) == found[0]
    if len(set(batch)) > 1:
        assert batch_statistics.first(batch) == batch_statistics.normalised(batch, Fraction(0))[0]


PLACES = 3
weights = st.lists(st.integers(0, 5), min_size=PLACES, max_size=PLACES).filter(any)
laws = weights.map(lambda row: tuple(Fraction(w, sum(row)) for w in row))
features = st.lists(st.tuples(ENTRIES, ENTRIES), min_size=PLACES, max_size=PLACES).map(tuple)


@given(laws, laws, features, st.integers(1, 4))
@settings(max_examples=40)
def test_feature_matching_its_mmd_and_its_bias_by_enumeration(p, q, d, n):
    x, y, f = (np.array(v, dtype=float) for v in (p, q, d))
    loss = np.sum((x @ f - y @ f) ** 2)
    assert float(feature_matching.feature_loss(p, q, d)) == pytest.approx(loss, abs=1e-10)
    assert float(feature_matching.squared_mmd(p, q, d)) == pytest.approx((x - y) @ f @ f.T @ (x - y), abs=1e-10)
    batches = np.array(list(itertools.product(range(PLACES), repeat=n)))
    means = f[batches].mean(axis=1)
    mean_loss = np.prod(y[batches], axis=1) @ np.sum((x @ f - means) ** 2, axis=1)
    assert float(feature_matching.mean_loss_of_batches(p, q, d, n)) == pytest.approx(mean_loss, abs=1e-10)
    bias = np.trace(np.cov(f.T, aweights=y, ddof=0))
    assert float(feature_matching.trace_of_covariance(q, d)) == pytest.approx(bias, abs=1e-10)
    assert feature_matching.loss_and_bias(p, q, d, n) == feature_matching.mean_loss_of_batches(p, q, d, n)
    if bias > 1e-9:
        assert abs(mean_loss - loss - bias / (n + 1)) > 1e-12  # 1/(n + 1) in place of 1/n would be caught


@given(st.lists(laws, min_size=1, max_size=5))
def test_the_inception_score_by_entropies_lies_between_one_and_the_number_of_labels(labels):
    table = np.array(labels, dtype=float)
    expected = np.exp(stats.entropy(table.mean(axis=0)) - np.mean(stats.entropy(table, axis=1)))
    with flint.ctx.workprec(BITS):
        found = float(feature_matching.inception_score(tuple(labels)))
    assert found == pytest.approx(expected, abs=1e-12)
    assert 1 - 1e-12 <= found <= PLACES + 1e-12
    if len(set(labels)) == 1:
        assert found == pytest.approx(1, abs=1e-12)
    assert np.array_equal(np.array(feature_matching.one_hot(2, 0), dtype=int), np.eye(PLACES, dtype=int)[[2, 0]])
