"""The stage barks: features that do not hold, headers that lie, labels that cannot be read, colours that are alike."""

from types import ModuleType

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from figures.stage.canvas import checked, drawn, empty, on_stage
from figures.stage.colours import NUMERICS, THEMES, THEORY, TRAINING
from figures.stage.diagram import Arrow, Box, Diagram, draw_diagram
from figures.stage.feature import CheckFailed, above, below, close, in_order, same
from figures.stage.layout import faults
from figures.stage.page import Figure, NotAPage, figure_of, header_of

HEADER = """Question  What is drawn?
Claim     v-at-dstar
Answer    A line,
          and nothing else.
Slide     003 Vanila GAN
Listed    ours, numeric
Make      python -m figures a-line
"""


@pytest.mark.parametrize(
    ("feature", "holds"),
    [
        (close("a", 1.0, 1.0 + 1e-13, within=1e-12, because="b"), True),
        (close("a", 1.0, 1.1, within=1e-12, because="b"), False),
        (close("a", [1.0, np.nan], [1.0, np.nan], within=1.0, because="b"), False),
        (close("a", [1.0, np.inf], [1.0, np.inf], within=0.0, because="b"), True),
        (close("a", [1.0, np.inf], [1.0, -np.inf], within=9.0, because="b"), False),
        (close("a", [1.0, 2.0], [1.0, 2.0, 3.0], within=9.0, because="b"), False),
        (close("a", [1.0, 1.0], 1.0, within=0.0, because="b"), True),
        (close("a", [], [], within=9.0, because="b"), False),
        (same("a", 8, 8), True),
        (same("a", 8, 9), False),
        (same("a", np.array([1, 2]), np.array([1, 2])), True),
        (same("a", np.array([1, 2]), np.array([1, 2, 2])), False),
        (below("a", [1.0, 2.0], 2.5, because="b"), True),
        (below("a", [1.0, 3.0], 2.5, because="b"), False),
        (below("a", np.nan, 2.5, because="b"), False),
        (above("a", [3.0, 4.0], 2.5, because="b"), True),
        (above("a", [3.0, np.nan], 2.5, because="b"), False),
        (above("a", [], 2.5, because="b"), False),
        (below("a", [], 2.5, because="b"), False),
    ],
)
def test_a_feature_holds_or_not(feature, holds):
    assert feature.holds is holds
    assert set(feature.as_json()) == {"says", "found", "law"}


def test_sets_are_told_in_one_order():
    words = [f"word {i}" for i in range(20)]
    told = [same("names", set(order), {"a": frozenset(order)}).found for order in (words, words[::-1])]
    assert told[0] == told[1]
    assert in_order((3, [frozenset("ba")])) == "(3, [{'a', 'b'}])"


def page(**changes) -> Figure:
    """A figure with nothing on it, whose data, check or drawing can be changed."""
    module = ModuleType("figures.minimax.a_line")
    module.__doc__ = HEADER
    plain = {"data": dict, "check": lambda data: [same("one", 1, 1)], "draw": lambda axes, data: axes.axis("off")}
    for name, value in (plain | changes).items():
        setattr(module, name, value)
    return figure_of(module)


def test_a_header_is_read():
    header = page().header
    assert header.answer == "A line, and nothing else."
    assert (header.slides, header.listed, header.kind) == ((("003", "Vanila GAN"),), (), "numeric")
    two = header_of("a page", HEADER.replace("003 Vanila GAN", "002 Step 1: D; Step 2: G; 003 Vanila GAN"))
    assert two.slides == (("002", "Step 1: D; Step 2: G"), ("003", "Vanila GAN"))


@pytest.mark.parametrize(
    ("old", "new", "law"),
    [
        ("Claim     v-at-dstar\n", "", "the header has no Claim"),
        ("Answer  ", "Anser   ", "is no line of a header"),
        ("numeric", "pretty", "must end with one of numeric, schematic"),
        ("003 Vanila GAN", "Vanila GAN", "write the deck's number and the heading"),
        ("Make ", "Claim     again\nMake ", "Claim stands twice"),
    ],
)
def test_a_header_that_lacks_something_is_refused(old, new, law):
    with pytest.raises(NotAPage, match=law):
        header_of("figures.minimax.a_line", HEADER.replace(old, new))


def test_a_page_that_lacks_a_function_or_makes_another_is_refused():
    with pytest.raises(NotAPage, match="has no check: a figure needs"):
        page(check=None)
    with pytest.raises(NotAPage, match="it must be 'python -m figures a-line'"):
        page(__doc__=HEADER.replace("a-line", "b-line"))


def test_a_figure_whose_check_fails_or_looks_at_nothing_is_not_drawn():
    with pytest.raises(CheckFailed, match=r"a-line is not drawn.*modes: 7, must be 8"):
        checked(page(check=lambda data: [same("modes", 7, 8)]), {})
    with pytest.raises(CheckFailed, match="looks at nothing"):
        checked(page(check=lambda data: []), {})


def faults_of(draw) -> list[str]:
    with on_stage(size="slide", theme="light"):
        return faults(drawn(page(draw=draw), {}, size="slide"), size="slide")


def framed(axes) -> None:
    axes.plot([0, 1], [0, 1])
    axes.set(xlabel="x (units)", ylabel="y (nats)")


def test_a_picture_in_order_has_no_faults():
    assert faults_of(lambda axes, data: (framed(axes), axes.text(0.1, 0.8, "above"))) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda axes: axes.text(2, 0.5, "far out"), "'far out' is cut off by the edge"),
        (lambda axes: axes.text(0.1, 0.8, "tiny", fontsize=5), "'tiny' has 5 points"),
        (lambda axes: (axes.text(0.1, 0.8, "one"), axes.text(0.11, 0.81, "two")), "'one' lies on 'two'"),
        (lambda axes: axes.text(0.45, 0.49, "across"), "'across' is crossed by a curve"),
        (lambda axes: (axes.plot([0, 1], [1, 0], label="down"), axes.legend(loc="center")), "covers data"),
        (lambda axes: (axes.scatter(0.05, 0.96, label="dot"), axes.legend(loc="upper left")), "covers data"),
        (lambda axes: (axes.plot(0.2, 0.8, "o"), axes.text(0.18, 0.78, "on it")), "'on it' lies on dots"),
        (lambda axes: (axes.step([0.3, 1], [0.6, 0.9], where="post"), axes.text(0.97, 0.75, "riser")), "is crossed"),
        (lambda axes: (axes.vlines(0.2, 0.4, 1), axes.text(0.1, 0.8, "behind bars")), "is crossed by a curve"),
        (lambda axes: axes.set(ylabel=""), "an axis y has ticks and no label"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_read_is_seen(spoil, fault):
    found = faults_of(lambda axes, data: (framed(axes), spoil(axes)))
    assert [each for each in found if fault in each], found


def test_a_label_wider_than_its_box_is_seen():
    boxes = (Box("a", "much too long for this", (0, 0), (0.5, 0.4)), Box("b", "b", (4, 0)))
    narrow = Diagram(boxes, (Arrow("a", "b"),))
    found = faults_of(lambda axes, data: draw_diagram(axes, narrow))
    assert found == ["'much too long for this' sticks out of its box"]


def test_a_diagram_is_a_graph():
    chain = Diagram((Box("a", "a", (0, 0)), Box("b", "b", (2, 0)), Box("c", "c", (4, 0))),
                    (Arrow("a", "b"), Arrow("b", "c", dashed=True)))  # fmt: skip
    assert chain.edges() == {("a", "b"), ("b", "c")}
    assert chain.reachable("a") == {"a", "b"}
    with pytest.raises(KeyError, match="no box is called 'd'; there are a, b, c"):
        Diagram(chain.boxes, (Arrow("a", "d"),)).edges()


def linear(colour: str) -> np.ndarray:
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """CIE L*, a*, b* of linear RGB (sRGB primaries, D65): the first of 0 to 100; a step of 10 is seen at a glance."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    t = to_xyz @ light / (to_xyz @ np.ones(3))
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_axes_stand_on_round_places():
    """The layout's last digits differ from run to run, and would be in the ids of an SVG."""
    with on_stage(size="slide", theme="light"):
        canvas = drawn(page(draw=lambda axes, data: framed(axes)), {}, size="slide")
        canvas.draw_without_rendering()  # what saving does: nothing moves any more
        places = canvas.axes[0].get_position(original=True).get_points()
    assert places.tolist() == np.round(places, 6).tolist()
    assert places[0, 0] > 0.05  # the labels have their room


def luminance(colour: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


#: What is seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
THREE = ("theory", "numerics", "training")


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_three_colours_are_three_in_grayscale_and_to_every_eye(theme):
    for one, other in [(a, b) for i, a in enumerate(THREE) for b in THREE[i + 1 :]]:
        a, b = linear(getattr(theme, one)), linear(getattr(theme, other))
        assert abs(lab(a)[0] - lab(b)[0]) >= 10, (one, other)
        for blindness, seen in BLIND.items():
            apart = np.linalg.norm(lab(np.clip(np.array(seen) @ a, 0, 1)) - lab(np.clip(np.array(seen) @ b, 0, 1)))
            assert apart >= 20, (one, other, blindness)  # twice a step seen at a glance


def test_red_and_green_of_one_lightness_are_not_two_colours_to_every_eye():
    """What the test above would not let pass."""
    red, green = (np.array(BLIND["deuteranopia"]) @ linear(c) for c in ("#c04040", "#7a7a00"))
    assert np.linalg.norm(lab(np.clip(red, 0, 1)) - lab(np.clip(green, 0, 1))) < 20


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_everything_stands_out_from_the_paper(theme):
    """Contrast by WCAG 2.1: 4.5 for text, 3 for lines."""
    lines = dict.fromkeys(("theory", "numerics", "training", "data", "model"), 3)
    for name, least in {"ink": 7, "muted": 4.5, **lines}.items():
        one, other = sorted([luminance(getattr(theme, name)), luminance(theme.paper)])
        assert (other + 0.05) / (one + 0.05) >= least, name


def test_a_meaning_is_painted_in_the_theme_on_stage():
    for name, theme in THEMES.items():
        with on_stage(size="slide", theme=name):
            canvas = empty(page(), size="slide")
            axes = canvas.subplots()
            lines = [axes.plot([0, 1], color=meaning)[0] for meaning in (THEORY, NUMERICS, TRAINING)]
            painted = [to_rgb(line.get_color()) for line in lines]
        assert painted == [to_rgb(getattr(theme, each)) for each in THREE]
