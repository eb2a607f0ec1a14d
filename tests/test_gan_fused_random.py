"""The compiled random numbers: Philox's known answers, gan_small.randomness's uniforms, exact Box-Muller normals."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from gan_small.fused import available, fill_normals, fill_uniforms, philox
from gan_small.randomness import uniforms

SEED, STREAM = 0x9E3779B97F4A7C15, 7 + 256 * 3


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    if not available():
        pytest.skip(available().reason)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
        ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
            [0xA4093822, 0x299F31D0],
            [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
        ),
    ],
)
def test_philox_gives_the_known_answers_of_its_authors(counter: list[int], key: list[int], answer: list[int]) -> None:
    """Random123, kat_vectors, philox4x32-10."""
    assert philox(counter, key) == answer
    assert philox([counter[0] ^ 1, *counter[1:]], key) != answer


@pytest.mark.parametrize("count", [1, 3, 4, 63, 64, 65, 300])
def test_uniforms_are_those_of_gan_small_bit_for_bit(count: int) -> None:
    members, first, steps = [5, 0, 2**31], 11, 3
    out = torch.full((3, steps, count), math.nan)
    fill_uniforms(out, SEED, STREAM, first=first, members=members)
    expected = uniforms(SEED, STREAM, range(first, first + steps), members, count).transpose(0, 1)
    assert torch.equal(out, expected)


def test_nothing_is_written_behind_the_end() -> None:
    room = np.zeros(200, np.float32)
    fill_normals(room[:130].reshape(1, 2, 65), 1, 2, first=0, members=[0])
    assert np.count_nonzero(room[:130]) == 130
    assert not room[130:].any()


def test_normals_are_exact_box_muller_to_three_roundings() -> None:
    """Error of a normal, in units of 2^-24 r: log, root, cosine and two products round once each; measured 2.7."""
    out, u = np.empty((1, 400, 1000), np.float32), np.empty((1, 400, 1000), np.float32)
    fill_normals(out, SEED, STREAM, first=0, members=[3])
    fill_uniforms(u, SEED, STREAM, first=0, members=[3])
    first, second = u[..., 0::2].astype(float), u[..., 1::2].astype(float)
    radius = np.sqrt(-2 * np.log(first))
    exact = np.stack([radius * np.cos(2 * np.pi * second), radius * np.sin(2 * np.pi * second)], -1).reshape(out.shape)
    allowed = 4 * 2.0**-24 * np.repeat(radius, 2, -1)
    assert np.all(np.abs(out - exact) <= allowed)
    exchanged = exact.reshape(1, 400, 500, 2)[..., ::-1].reshape(out.shape)
    assert not np.all(np.abs(out - exchanged) <= allowed)


def test_the_ends_of_the_uniforms_give_finite_normals() -> None:
    """The least uniform is 2^-24, the greatest 1 - 2^-24; among 4e6 numbers some are near both ends."""
    out, u = np.empty((1, 40, 100_000), np.float32), np.empty((1, 40, 100_000), np.float32)
    fill_normals(out, 1, 0, first=0, members=[0])
    fill_uniforms(u, 1, 0, first=0, members=[0])
    assert u.min() > 0
    assert u.max() < 1
    assert min(u.min(), 1 - u.max()) < 2e-6
    assert np.isfinite(out).all()
    # 4e6 draws: the mean's standard deviation is 5e-4, the variance's 7e-4; 7 of them, and the numbers are fixed
    assert abs(out.mean(dtype=float)) < 3.5e-3
    assert abs(out.var(dtype=float) - 1) < 5e-3


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"seed": -1}, "the seed is -1"),
        ({"seed": 2**64}, "64 bits"),
        ({"first": -1}, "a step from -1"),
        ({"members": [2**32]}, "a member from"),
        ({"members": [1, 2]}, "2 members for an array"),
        ({"out": np.empty((1, 2, 3))}, "dtype float64"),
        ({"out": np.empty((2, 3), np.float32)}, "3 axes"),
    ],
)
def test_places_that_do_not_fit_the_counter_are_refused(changed: dict, says: str) -> None:
    given = {"out": np.empty((1, 2, 3), np.float32), "seed": 1, "stream": 0, "first": 0, "members": [0], **changed}
    out, seed, stream = (given.pop(name) for name in ("out", "seed", "stream"))
    with pytest.raises((ValueError, TypeError), match=says):
        fill_normals(out, seed, stream, **given)
