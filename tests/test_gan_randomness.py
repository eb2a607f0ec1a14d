"""The random numbers are those of the paper, and depend on nothing but their place."""

import math

import pytest
import torch
from scipy import stats

from gan_small.randomness import Stream, normals, philox, uniforms, words

CPU = torch.device("cpu")

#: Random123's known answers for philox4x32-10: counter, key, output.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_known_answers(counter, key, answer):
    found = philox([torch.tensor([c]) for c in counter], key)
    assert tuple(int(x) for x in found) == answer


def test_a_wrong_constant_is_noticed(monkeypatch):
    monkeypatch.setattr("gan_small.randomness.MULTIPLY", (0xD2511F53, 0xCD9E8D59))
    counter, key, answer = KNOWN[0]
    assert tuple(int(x) for x in philox([torch.tensor([c]) for c in counter], key)) != answer


def test_a_draw_depends_on_its_place_alone():
    """Whatever else is drawn with it: other members, other steps, more of the same, another order."""
    alone = normals(7, Stream.REAL, [5], [3], 10)[0, 0]
    together = normals(7, Stream.REAL, range(2, 9), range(6), 50)
    assert torch.equal(alone, together[3, 3, :10])
    assert torch.equal(alone, normals(7, Stream.REAL, [9, 5], [4, 3, 0], 10)[1, 1])


@pytest.mark.parametrize("change", [{"seed": 8}, {"stream": 1}, {"steps": [6]}, {"members": [4]}, {"seed": 7 + 2**32}])
def test_another_place_is_another_draw(change):
    place = {"seed": 7, "stream": 0, "steps": [5], "members": [3], "count": 64}
    a, b = (uniforms(**{**place, **c}).flatten() for c in ({}, change))
    assert (a == b).sum() <= 1  # 64 pairs of 23 bits: two coincidences have probability below 1e-10


def test_streams_do_not_meet():
    """Inner steps add 256, the uniforms of a target 128: no two purposes share a stream."""
    used = [s.inner(j) + offset for s in Stream for j in range(5) for offset in (0, 128)]
    assert len(set(used)) == len(used)


def test_uniforms_lie_inside_and_agree_in_both_precisions():
    single, double = (uniforms(1, 0, range(50), range(4), 1000, dtype=d) for d in (torch.float32, torch.float64))
    assert 0 < single.min() < 1e-4
    assert 1 - 1e-4 < single.max() < 1
    assert torch.equal(single.double(), double)
    # the extremes of the formula, in float32: 23 bits and a half fit into its 24
    ends = torch.tensor([0.0, 2.0**23 - 1]).add(0.5).mul(2.0**-23)
    assert 0 < ends[0] < ends[1] < 1


def test_uniforms_and_normals_have_their_laws():
    """Kolmogorov-Smirnov on 400,000 draws of one seed.  The draws are fixed, so this cannot flicker."""
    u = uniforms(0, 0, range(10), range(10), 4000).double().flatten().numpy()
    n = normals(0, 0, range(10), range(10), 4000, dtype=torch.float64).flatten().numpy()
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    assert stats.kstest(n, "norm").pvalue > 1e-4
    assert stats.kstest(n * 1.02, "norm").pvalue < 1e-4  # the test sees two per cent


def test_neighbouring_normals_are_not_correlated():
    """Pairs of Box and Muller share a radius; neighbours, members and steps must not correlate.  Risk: six sigma."""
    n = normals(3, 0, range(40), range(50), 100, dtype=torch.float64)
    for a, b in [(n[..., :-1], n[..., 1:]), (n[:, :-1], n[:, 1:]), (n[:-1], n[1:])]:
        products = (a * b).flatten()
        assert abs(float(products.mean())) < 6 / math.sqrt(products.numel())
    assert float((n * n).mean()) > 0.9  # of what is correlated, the same mean is far from 0


def test_a_seed_beyond_64_bits_is_refused():
    with pytest.raises(ValueError, match="key of 64 bits"):
        words(2**64, 0, [0], [0], 1, device=CPU)
