"""The push-forward, exactly: finite noise, any map, no inverse; and the printed density formula failing."""

from collections import defaultdict
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

NOISE = range(8)


@given(
    counts=st.lists(st.integers(0, 9), min_size=len(NOISE), max_size=len(NOISE)).filter(any),
    images=st.lists(st.integers(0, 3), min_size=len(NOISE), max_size=len(NOISE)),
    h=st.lists(st.fractions(), min_size=4, max_size=4),
)
def test_expectations_under_noise_are_expectations_under_its_image(counts, images, h):
    """E_z h(G(z)) = E_q h(x), in exact rationals, for maps G that are hardly ever injective."""
    p_z = [Fraction(c, sum(counts)) for c in counts]
    q: dict[int, Fraction] = defaultdict(Fraction)
    for z in NOISE:
        q[images[z]] += p_z[z]
    assert sum(p_z[z] * h[images[z]] for z in NOISE) == sum(q[x] * h[x] for x in q)


def printed_density(p_z: dict[int, Fraction], inverse) -> dict[int, Fraction]:
    """The deck's formula on a grid of spacing one: p_z(G^-1(x)) times the increment of G^-1, without the modulus."""
    return {x: p_z.get(inverse(x), Fraction(0)) * (inverse(x + 1) - inverse(x)) for x in p_z}


def test_without_the_modulus_a_falling_map_has_a_negative_density():
    uniform = {z: Fraction(1, 8) for z in NOISE}
    printed = printed_density(uniform, lambda x: 7 - x)
    assert sum(printed.values()) == -1
    assert sum(abs(v) for v in printed.values()) == 1
