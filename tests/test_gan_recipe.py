"""Recipes as text and by name: exact both ways, refused with the line, and each setting explained."""

import dataclasses
import math
import re
import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_small.named import DEFAULT, NAMED, named, on_target
from gan_small.recipe import TYPES, NotARecipe, Recipe
from gan_small.recipe_text import digest, explanations, from_toml, to_toml

share = st.floats(0, 1)
below_one = st.floats(0, 1, exclude_max=True)
size = st.floats(0, 1e300)
count = st.integers(1, 10**6)
RECIPES = st.builds(
    Recipe,
    target=st.text(), loss=st.text(), device=st.text(),  # what they name is not looked at here
    members=count, steps=count, batch=count, width=count, seed=st.integers(0, 2**53),
    r1=size, r2=size, gp=size, clip=size, noise=size, rate_d=size, rate_g=size,
    real_label=share, fake_label=share, slope=share, noise_until=share,
    beta1=below_one, beta2=below_one, average=below_one,
    depth=st.integers(0, 9), spectral=st.booleans(), simultaneous=st.booleans(), gp_one_sided=st.booleans(),
    optimiser=st.sampled_from(["adam", "rmsprop", "sgd"]), decay=st.sampled_from(["constant", "cosine"]),
    chunk=st.integers(0, 99), feature_matching=st.booleans(), history=size,
)  # fmt: skip


def bits(recipe: Recipe) -> dict:
    """Settings by name, floats by all their digits: 0.0 and -0.0 are equal, and are not the same."""
    return {name: value.hex() if isinstance(value, float) else value for name, value in recipe.settings().items()}


@given(RECIPES)
def test_a_recipe_written_and_read_is_the_recipe_to_the_last_bit(recipe):
    text = to_toml(recipe)
    assert bits(from_toml(text)) == bits(recipe)
    assert list(tomllib.loads(text)) == list(TYPES)  # all settings, in order


def test_the_comparison_sees_the_last_bit():
    next_up = Recipe(rate_d=math.nextafter(1e-3, 1))
    assert bits(next_up) != bits(Recipe())
    assert to_toml(next_up) != to_toml(Recipe())


@given(RECIPES, RECIPES)
def test_digests_are_equal_where_recipes_are(a, b):
    assert digest(a) == digest(from_toml(to_toml(a)))
    assert (digest(a) == digest(b)) == (bits(a) == bits(b))
    assert re.fullmatch("[0-9a-f]{32}", digest(a))


@pytest.mark.parametrize("name", TYPES)
def test_every_setting_enters_the_digest(name):
    default = getattr(Recipe(), name)
    other = {"optimiser": "sgd", "decay": "constant", "dtype": "float64", "engine": "torch"}.get(name, "x")
    other = "batch" if name == "norm" else other
    changed = {str: other, bool: not default, int: 7, float: 0.5}[TYPES[name]]
    assert digest(Recipe().replace(**{name: changed})) != digest(Recipe())


def test_what_a_file_leaves_out_has_its_default():
    assert from_toml("") == Recipe()
    assert from_toml('members = 3\nloss = "hinge"  # a margin\nrate_d = 1e-4') == Recipe(
        members=3, loss="hinge", rate_d=1e-4
    )
    assert from_toml("r1 = 10\nsteps = 2e3") == Recipe(r1=10.0, steps=2000)  # whole numbers pass for floats, and back


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("steps = 10\nmembrs = 3", "line 2: a recipe has no setting 'membrs': did you mean members?"),
        ("[gamma]\nx = 1", "line 1: a recipe has no setting 'gamma'"),
        ("# rate_d = 1\nrate_d = nan", "line 2: rate_d is nan; it must be a finite number"),
        ("r1 = inf", "line 1: r1 is inf"),
        ("r1 = -inf", "line 1: r1 is -inf"),
        ("\n\nsteps = 2.5", "line 3: steps is 2.5; it must be of type int"),
        ("steps = nan", "line 1: steps is nan"),
        ("members = true", "line 1: members is true; it must be of type int"),
        ("r1 = false", "line 1: r1 is false; it must be of type float"),
        ("spectral = 1", "line 1: spectral is 1; it must be of type bool"),
        ('members = "64"', "line 1: members is '64'"),
        ("loss = 3", "line 1: loss is 3; it must be of type str"),
        ("target = 2024-01-01", "line 1: target is datetime"),
        ("[loss]\nname = 1", "line 1: loss is {'name': 1}"),
        ('optimiser = "adamw"', "line 1: optimiser is 'adamw'; give one of adam, rmsprop, sgd"),
        ("steps = 1\nsteps = 2", "this is no TOML"),
        ("steps: 3", "this is no TOML"),
        (f"seed = {10**400}", "line 1: seed"),
        (f"seed = {'9' * 5000}", "this is no TOML"),
    ],
)
def test_a_wrong_text_is_refused_with_its_line(text, message):
    with pytest.raises(NotARecipe) as refused:
        from_toml(text)
    assert message in str(refused.value)


def test_every_setting_is_explained_in_the_text_and_under_a_heading():
    for name, explained in explanations().items():
        assert explained.heading, name
        assert len(explained.sentence.split()) >= 2, name
        assert f"# {explained.sentence}\n" in to_toml(Recipe()), name


def test_explanations_are_those_of_the_source():
    assert explanations()["r1"].sentence == "gamma: gamma/2 E|grad C|^2 on real points, with the half"
    assert explanations()["r1"].heading == "the game"
    assert explanations()["chunk"].sentence.startswith("members that are trained at once")


@pytest.mark.parametrize("name", NAMED)
def test_a_named_recipe_has_a_sentence_and_can_be_played(name):
    from gan_small.engines import settled
    from gan_small.game import game

    assert len(NAMED[name].sentence.split()) >= 5
    played = game(settled(named(name).replace(members=2)))
    assert played.objective.name
    assert played.recipe.latent >= played.target.dimension  # or the generated law has no density


def test_the_recipes_that_the_literature_prints_have_its_numbers():
    first, clipped, penalised = named("algorithm-1"), named("wgan-clip"), named("wgan-gp")
    assert (first.loss, first.optimiser, first.rate_d, first.beta1) == ("saturating", "sgd", 0.1, 0.5)
    assert dataclasses.replace(first, d_steps=5) == named("algorithm-1-k5")
    assert (clipped.clip, clipped.d_steps, clipped.optimiser, clipped.rate_d) == (0.01, 5, "rmsprop", 5e-5)
    assert (penalised.gp, penalised.d_steps, penalised.rate_d) == (10, 5, 1e-4)
    assert (penalised.beta1, penalised.beta2) == (0.0, 0.9)
    assert named("smoothed-0.25").real_label / 2 == 0.4375
    assert {r.decay for r in (first, clipped, penalised)} == {"constant"}


def test_a_target_has_the_recipe_of_its_name_or_the_default():
    assert on_target("gauss") == named("gauss")
    assert on_target("ring(1, 0.01)") == named("ring").replace(target="ring(1, 0.01)")
    assert on_target("exponential") == DEFAULT.replace(target="exponential")


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(NotARecipe, match=r"no recipe is named 'algoritm-1': did you mean algorithm-1\?"):
        named("algoritm-1")


@pytest.mark.parametrize("seed", [2**53 + 1, 2**64 - 1, 3.0])
def test_every_seed_of_64_bits_is_taken_exactly(seed):
    assert Recipe(seed=seed).seed == int(seed)


@pytest.mark.parametrize(
    "settings", [{"members": True}, {"r1": False}, {"spectral": 1}, {"r1": 10**400}, {"members": 2.5}, {"loss": 3}]
)
def test_another_type_is_refused(settings):
    with pytest.raises(NotARecipe, match="it must be of type"):
        Recipe(**settings)


@given(st.floats(1e-300, 1e300), share, st.integers(1, 10**6), st.integers(0, 2 * 10**6))
def test_instance_noise_falls_linearly_to_zero_at_its_share_of_the_run(noise, until, steps, step):
    """Against fractions.  u steps, the quotient, the difference and the product round once each: 4 units of 2^-53."""
    found = Recipe(noise=noise, noise_until=until, steps=steps).blur(step)
    end = Fraction(until) * steps
    exact = Fraction(noise) * (max(Fraction(0), 1 - step / end) if end else 1)
    assert found >= 0
    assert abs(Fraction(found) - exact) <= Fraction(noise) * 5 / 2**53  # the fifth: products of the four
    if step > end > 0:
        assert found == 0


def test_instance_noise_at_its_ends():
    falling = Recipe(noise=0.5, noise_until=0.5, steps=200)
    assert [falling.blur(t) for t in (0, 25, 50, 100, 101, 200)] == [0.5, 0.375, 0.25, 0, 0, 0]
    assert {falling.replace(noise_until=0).blur(t) for t in range(201)} == {0.5}  # it stays
    for until in (0, 0.5, 1):
        assert {falling.replace(noise=0, noise_until=until).blur(t) for t in range(201)} == {0}
