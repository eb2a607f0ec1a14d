"""Players of one parameter: the training code moves them as the formulas of the two smallest games say."""

import numpy as np
import pytest

from gan_small.experiments.dynamics.one_parameter import PLAIN, Place, Slope, circle, distance, multipliers, path
from numerics.dynamics import Alternating, Gan, Plain, Simultaneous, Wgan, ZeroCentredPenalty, orbit

START = np.array([[0.8, -0.3], [-0.5, 0.9]])


def declared(rule, start, steps):
    """The path of the theory, whose psi has the other sign."""
    points = [orbit(rule, start=(theta, -psi), steps=steps) for theta, psi in start]
    return np.array(points).transpose(1, 0, 2) * [1, -1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, Plain(Gan())),
        ({"loss": "wasserstein"}, Plain(Wgan())),
        ({"r1": 0.7}, ZeroCentredPenalty(0.7)),
        ({"r2": 0.7}, ZeroCentredPenalty(0.7)),
    ],
)
def test_simultaneous_steps_are_those_of_the_field(changes, field):
    """40 steps, some hundred roundings each: 1e-12 is ample, and a penalty without its half is off by 0.01."""
    found = path(PLAIN.replace(simultaneous=True, **changes), START, steps=40)
    assert np.abs(found - declared(Simultaneous(field, 0.1), START, 40)).max() < 1e-12
    assert np.abs(found - declared(Simultaneous(ZeroCentredPenalty(1.4), 0.1), START, 40)).max() > 1e-2


@pytest.mark.parametrize("k", [1, 3])
def test_alternating_steps_move_d_first_and_then_g_at_the_new_d(k):
    theta, psi = START.T
    for _ in range(k):
        psi = psi - 0.1 * theta / (1 + np.exp(-theta * psi))
    after = theta + 0.1 * psi / (1 + np.exp(-theta * psi))
    found = path(PLAIN.replace(d_steps=k), START, steps=1)[1]
    assert np.abs(found - np.stack((after, psi), -1)).max() < 1e-15


def test_the_multipliers_of_a_linear_map_are_its_eigenvalues():
    turn = np.array([[1.0, -0.2], [0.3, 0.9]])
    points = [START]
    for _ in range(5):
        points.append(points[-1] @ turn.T)
    found, wanted = np.sort_complex(multipliers(np.stack(points))), np.sort_complex(np.linalg.eigvals(turn))
    assert np.abs(found - wanted).max() < 1e-13
    points[3] = points[3] + [1e-3, 0]
    assert np.abs(np.sort_complex(multipliers(np.stack(points))) - wanted).max() > 1e-5


def test_near_the_equilibrium_more_updates_of_d_turn_faster():
    """The eigenvalues of k updates are those of alpha = sqrt(k) h/2, and not those of alpha = k h/2."""
    near = circle(4, 0, radius=1e-6)
    found = np.abs(np.angle(multipliers(path(PLAIN.replace(d_steps=4), near, steps=20))))
    right, wrong = (abs(np.angle(Alternating(Plain(Gan()), 0.1, n_d=n).multipliers()[0])) for n in (4, 16))
    assert np.abs(found - right).max() < 1e-10 < np.abs(found - wrong).min()


def test_starting_points_lie_on_the_circle_at_angles_of_their_own():
    points = circle(8, 3, radius=2.0)
    assert np.allclose(distance(points), 2.0, rtol=1e-15)
    assert len(set(np.diff(np.sort(np.arctan2(*points.T))).round(9))) == 7  # not a grid: no two gaps are the same
    assert not np.allclose(points, circle(8, 4, radius=2.0))


def test_players_of_one_parameter_have_one():
    assert (Place().count, Slope().count) == (1, 1)
    with pytest.raises(ValueError, match="gauss-2d has 2 dimensions"):
        path(PLAIN.replace(target="gauss-2d"), START, steps=1)
