"""The parts of training items: the risk, the limits of recipes, the networks that come back, and the guesses."""

import math
import re

import numpy as np
import pytest
from scipy import stats

from gan_small.recipe import NotARecipe, Recipe
from grading.training.hints import GUESSES, hint, shifted
from grading.training.member import OTHERS, Member
from grading.training.players import DEEPEST, FEWEST, MOST, WIDEST, NotPlayers, players, sizes
from grading.training.recipes import LARGEST, MAX_BYTES, TOO_LARGE, WORK, Refused, _compiled, asked, sets_nothing
from grading.training.share import RISK, SHARE, at_least, fewer, needed, terms

# ---- share ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("members", [1, 2, 3, 8, 16, 64, 200])
def test_the_number_that_is_asked_is_the_largest_of_that_risk(members):
    k = needed(members)
    assert stats.binom.cdf(k - 1, members, SHARE) <= RISK
    assert k == members or stats.binom.cdf(k, members, SHARE) > RISK


@pytest.mark.parametrize("share", [0.1, 0.5, SHARE])
def test_tails_are_those_of_the_binomial_law(share):
    """Sums of at most 17 positive terms, each within some roundings: 1e-12 is a thousand times what they can lose."""
    for k in range(17):
        assert math.isclose(fewer(k, 16, share=share), stats.binom.cdf(k - 1, 16, share), rel_tol=1e-12)
        assert math.isclose(at_least(k, 16, share=share), stats.binom.sf(k - 1, 16, share), rel_tol=1e-12)


def test_both_risks_are_told():
    assert terms(16) == (
        "at least 14 of 16 are asked for: where each member holds it with probability 99.55%, fewer do with "
        "probability 4.9e-05; where it is 50%, as many do with probability 0.0021"
    )


def test_gan_small_claims_that_share():
    from pathlib import Path

    readme = (Path(__file__).parent.parent / "gan_small" / "README.md").read_text(encoding="utf-8")
    assert f"{SHARE:.2%}" in readme


# ---- recipes --------------------------------------------------------------------------------------------------------


def ask(text: str, target: str = "gauss") -> Recipe:
    return asked(text, target=target, steps=1000, members=8, seed=5)


def test_a_recipe_is_the_students_in_its_game_and_the_graders_in_its_seed():
    recipe = ask('loss = "hinge"\nseed = 3\nmembers = 1\nlooks = 1\ndtype = "float64"\nsteps = 900')
    assert (recipe.loss, recipe.steps) == ("hinge", 900)
    assert (recipe.seed, recipe.members, recipe.looks, recipe.dtype) == (5, 8, 50, "float32")


def test_steps_that_are_left_out_are_the_budget_and_the_target_is_the_items():
    recipe = ask("r1 = 1.0", target="ring")
    assert (recipe.steps, recipe.target) == (1000, "ring")
    assert ask('target = "gauss( 1,0.5)"', target="gauss(1, 0.5)").target == "gauss(1, 0.5)"


@pytest.mark.parametrize(
    ("text", "mistake", "says"),
    [
        ("steps = 1001", "over the budget", "steps is 1001; the budget is 1000: give steps = 1000, or fewer"),
        ('target = "ring"', "another target", "target is 'ring'; this item asks for 'gauss': leave target out"),
        ("stepz = 3", "not a recipe", "line 1: a recipe has no setting 'stepz': did you mean steps?"),
        ("r1 = -1.0", "not a recipe", "line 1: r1 is -1.0; it must be a finite number, not negative"),
        ("batch = 256\nd_steps = 9", TOO_LARGE, "d_steps is 9; at most 5 is trained here: give 5, or less"),
        ("seed = " + "9" * 5000, "not a recipe", "this is no TOML"),
        ("a = " + "[" * 5000, "not a recipe", "this is no TOML"),
        ("# " + "x" * MAX_BYTES, TOO_LARGE, "at most 16384 are read"),
        ("r1 = 1.0\x00", "not a recipe", "this is no TOML"),
    ],
)
def test_a_recipe_that_is_not_trained_is_refused_with_the_law_and_the_way_out(text, mistake, says):
    with pytest.raises(Refused, match=re.escape(says)) as refused:
        ask(text)
    assert refused.value.mistake == mistake


def test_sizes_are_bounded_one_by_one_and_together():
    for name, most in LARGEST.items():
        changes = {"batch": 32, name: most} if name == "minibatch" else {name: most}
        body = "\n".join(f"{key} = {value}" for key, value in changes.items())
        assert getattr(ask(body), name) == most
        with pytest.raises(Refused, match=f"{name} is {most + 1}"):
            ask(f"{name} = {most + 1}")
    # each alone is allowed, and all of them together would take the grader minutes
    with pytest.raises(Refused, match=r"batch is 512, d_steps is 5, width is 64, depth is 3; .* 4\.5 times"):
        ask("batch = 512\nd_steps = 5\nwidth = 64\ndepth = 3")
    with pytest.raises(Refused, match=r"minibatch is 8, batch is 256; .* at most: give batch = 32"):
        ask("minibatch = 8")
    assert ask("batch = 512\nd_steps = 3").batch == 512
    with pytest.raises(Refused, match=r"and this is 4194304: make one of them 2\.0 times smaller"):
        ask("batch = 512\nd_steps = 3\nspectral = true")
    r = Recipe()
    assert 8 * r.batch * (r.d_steps + 1) * r.width**2 * r.depth == WORK


@pytest.mark.parametrize("text", ["spectral = true", "history = 0.1", "depth = 0", 'norm = "batch"', "r1 = 1.0"])
def test_what_is_compiled_is_what_gan_small_has_compiled(text):
    pytest.importorskip("torch")
    from gan_small.engines.fused import obstacle
    from gan_small.fused import available

    if available():
        assert _compiled(ask(text)) == (not obstacle(ask(text)))


def test_a_text_that_sets_nothing_is_no_answer():
    assert sets_nothing("")
    assert sets_nothing("# steps = 3\n\n  # more\n")
    assert not sets_nothing("# x\nsteps = 3")


# ---- players --------------------------------------------------------------------------------------------------------

G = [[np.zeros((4, 8)), np.zeros(8)], [np.zeros((8, 1)), np.zeros(1)]]
D = [[np.zeros((1, 1)), np.zeros(1)]]


def read(**given):
    return players({"generator": G, "discriminator": D} | given, latent=4, dimension=1)


def test_networks_are_read_from_arrays_and_from_lists():
    plain = [[[[0.0], [1.0], [2.0], [3.0]], [[1]]]]
    found = read(generator=plain, snapshots=[plain] * FEWEST)
    assert sizes(found.generator) == (4, 1)
    assert sizes(read().generator) == (4, 8, 1)
    assert found.generator[0][0].ravel().tolist() == [0, 1, 2, 3]
    assert len(found.snapshots) == FEWEST
    assert math.isnan(read(discriminator=[[np.full((1, 1), np.nan), np.zeros(1)]]).discriminator[0][0][0, 0])


WIDE = WIDEST + 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"generator": None}, "generator is None"),
        ({"generator": []}, "generator is a list of 0; give a list of 1 to"),
        ({"generator": [*G[:1], *[[np.zeros((8, 8)), np.zeros(8)]] * DEEPEST, *G[1:]]}, "list of 8"),
        ({"generator": [np.zeros((4, 1))]}, "a layer is a pair [W, b]"),
        ({"generator": [[np.zeros(4), np.zeros(1)]]}, "W of generator[0] has shape (4,); give (in, out)"),
        ({"generator": [[np.zeros((4, 1)), np.zeros(2)]]}, "b of generator[0] has shape (2,) beside"),
        ({"generator": [[np.zeros((8, 4)), np.zeros(8)]]}, "transpose it"),
        ({"generator": [[np.zeros((4, 1)), 0.0]]}, "b of generator[0] has shape () beside"),
        ({"generator": [[np.zeros((3, 1)), np.zeros(1)]]}, "it takes 4 to 1 numbers"),
        ({"generator": [[np.zeros((1, 4)), np.zeros(4)]]}, "these fit when they are transposed"),
        ({"generator": [[np.zeros((4, WIDE)), np.zeros(WIDE)], [np.zeros((WIDE, 1)), [0]]]}, "each from 1 to 256"),
        ({"generator": [[np.zeros((4, 0)), np.zeros(0)], [np.zeros((0, 1)), np.zeros(1)]]}, "each from 1 to 256"),
        ({"generator": [[[["1"], ["2"], ["3"], ["4"]], [0.0]]]}, "is a value of type list of 4 and no array"),
        ({"generator": [[[[1.0], [2.0, 3.0]], [0.0]]]}, "give rows of one length"),
        ({"generator": [[[[10**400]] * 4, [0.0]]]}, "and no array of numbers; give floats"),
        ({"generator": [[np.ones((4, 1), bool), [0.0]]]}, "and no array of numbers; give floats"),
        ({"discriminator": G}, "discriminator has weights of shapes (4, 8), (8, 1); it takes 1 to 1 numbers"),
        ({"snapshots": [G] * (FEWEST - 1)}, "snapshots: 5; give a list of 6 to 64 generators, or leave them out"),
        ({"snapshots": [G] * (MOST + 1)}, "snapshots: 65"),
        ({"snapshots": np.zeros(8)}, "snapshots: a value of type ndarray of shape (8,)"),
        ({"snapshots": [[[np.zeros((4, 1)), np.zeros(1)]]] * FEWEST}, "snapshots[0] has sizes (4, 1) and"),
        ({"snapshots": [3] * FEWEST}, "snapshots[0] is a value of type int"),
        ({"losses": [1.0]}, "a dict with the keys generator, discriminator, losses"),
        ({"\x1b[31m": 1}, "a dict with the keys generator, discriminator, [31m;"),
    ],
)
def test_what_is_no_pair_of_networks_is_refused_with_the_place(given, says):
    with pytest.raises(NotPlayers) as refused:
        read(**given)
    assert says in str(refused.value)


@pytest.mark.parametrize("value", [3, None, "x", [G, D], np.zeros(3), {}, {"generator": G}])
def test_what_is_no_dict_of_both_is_refused(value):
    with pytest.raises(NotPlayers, match="it returned "):
        players(value, latent=4, dimension=1)


# ---- hints ----------------------------------------------------------------------------------------------------------


def member(
    verdict: str, *, level: float = 0.5, ripple: float = 0.0, distance: float = 1.0, spread: float = 1.0
) -> Member:
    return Member(verdict, level, ripple, distance, spread, spread, 0.0, right=700, asked=1024)


def test_every_verdict_but_the_right_one_has_a_guess():
    for verdict in OTHERS:
        assert hint([member(verdict)], verdict)
    assert set(GUESSES) < set(OTHERS)


def test_where_d_is_constant_follows_from_the_labels_and_from_the_weight():
    """r = 0.9, f = 0: D* = r p/(p + q) is 0.45 at p = q.  The real term weighed by 0.9: D* = 0.9/1.9."""
    from gan_small.objectives import objective

    assert objective("saturating", real_label=0.9).centre == 0.45
    assert "r + f is 0.900" in shifted(0.45)
    assert "c is 0.900" in shifted(0.9 / 1.9)
    assert "c is" not in shifted(0.4)  # a weight of 2/3 is nobody's slip
    assert "one-sided" not in shifted(0.55)
    assert "sigmoid(C)" in shifted(1.0)
    assert "ends in a sigmoid" in shifted(1 / (1 + math.exp(-0.5)))


def test_weak_is_told_apart_by_how_near_the_laws_are_and_how_flat_d_is():
    near, flat, slow, wide = (
        hint([member("discriminator too weak", ripple=r, distance=d, spread=s)] * 2, "discriminator too weak")
        for r, d, s in ((0.0, 0.2, 1.0), (0.0, 2.0, 1.0), (0.03, 2.0, 1.0), (0.0, 0.3, 1.4))
    )
    assert "the spread of G's points" in wide
    assert "G is near" in near
    assert "the same everywhere" in flat
    assert "hardly sees" in slow


def test_hints_on_recipes_name_the_setting_only_where_it_explains_the_verdict():
    smoothed = Recipe(real_label=0.9)
    assert "real_label is 0.9" in hint([member("optimum shifted", level=0.45)], "optimum shifted", recipe=smoothed)
    assert "real_label" not in hint([member("collapsed")], "collapsed", recipe=smoothed)
    early = hint([member("unsettled")], "unsettled", recipe=Recipe(steps=100, r1=1.0), budget=1000)
    assert "steps is 100" in early
    assert "steps is" not in hint([member("unsettled")], "unsettled", recipe=Recipe(steps=600, r1=1.0), budget=1000)
    assert hint([member("unsettled")], "unsettled", recipe=Recipe(r1=1.0), budget=2000) == GUESSES["unsettled"]


def test_numbers_of_a_member_are_told_in_a_line():
    text = str(Member("collapsed", 0.5, 0.1, 1.234, 0.1, 0.9, 0.3, right=700, asked=1024))
    assert "W_1 1.2, spread 0.1 to 0.9, swing 0.3; a fresh discriminator told 700 of 1024" in text
    assert "swing" not in str(Member("collapsed", 0.5, 0.1, 1.2, 1.0, 1.0, float("nan"), right=700, asked=1024))


def test_not_a_recipe_is_no_other_error():
    """The law of sizes stands before gan_small's own, and what that refuses keeps its words."""
    with pytest.raises(NotARecipe, match="width is 0"):
        Recipe(width=0)
    with pytest.raises(Refused, match="width is 0"):
        ask("width = 0")
