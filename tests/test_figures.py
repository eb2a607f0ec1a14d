"""Every figure: its header tells the truth, what it shows is so, its labels can be read, and a broken one is caught."""

from importlib import import_module
from pathlib import Path

import pytest
from figures_broken import breaks, unnoticed

from figures.listed import every_figure, figure, modules, of_deck
from figures.stage.canvas import checked, drawn, on_stage
from figures.stage.colours import THEMES
from figures.stage.layout import faults
from figures.stage.style import SIZES
from theory.book import BOOK, CHAPTERS
from theory.decks import DECKS

#: The figures of the decks, by the ids of the list of claims.
OF_THE_DECKS = """
    vae-block equal-mse l2-bimodal forward-kl-blowup forward-kl-fit reverse-kl-fit two-dirac containment ae-vae-gan
    deconv-generator rv-transform gan-fig1 goodfellow-fig2 saturation grad-vs-mu jsd-kl-gaussians jsd-plateau
    kl-integrand small-large-divergence training-loop lrelu-prelu tconv manifold-1d density-estimation zoo kde-vs-noise
    loss-oscillation ns-gradient-noise ab-fig1-2 js-vs-kl-fit mode-collapse interp arith vbn low-dim emd theta-lines
    reparam two-losses-values
"""

each_figure = pytest.mark.parametrize("name", list(modules()))


def test_every_figure_of_the_decks_is_there():
    listed = [each for found in every_figure().values() for each in found.header.listed]
    assert sorted(listed) == sorted(f"fig-{name}" for name in OF_THE_DECKS.split())


@each_figure
def test_its_header_names_claims_and_slides_that_exist(name):
    header = figure(name).header
    assert [claim for claim in header.claims if claim not in BOOK] == []
    headings = {(number, slide.heading) for number, deck in DECKS.items() for slide in deck.slides}
    assert [slide for slide in header.slides if slide not in headings] == []
    assert header.question.endswith("?")
    assert bool(header.listed) == bool(header.slides)  # a picture of the decks has a slide; ours have none
    assert modules()[name].split(".")[1] in CHAPTERS


@each_figure
def test_what_it_shows_is_so_and_every_label_can_be_read(name):
    shown = figure(name)
    data = shown.data()
    assert checked(shown, data)
    for size in SIZES:
        for theme in THEMES:
            with on_stage(size=size, theme=theme):
                assert (size, theme, faults(drawn(shown, data, size=size), size=size)) == (size, theme, [])


@each_figure
def test_broken_data_is_noticed(name):
    """A wrong factor, a shifted curve, a wrong order, another count: in every entry of the data."""
    shown = figure(name)
    if shown.header.kind == "numeric":
        assert len(list(breaks(shown, shown.data()))) >= 3
    assert unnoticed(shown) == []


def test_the_figures_of_a_deck_come_in_the_order_of_its_slides():
    for number, deck in DECKS.items():
        order = {slide.heading: place for place, slide in enumerate(deck.slides)}
        firsts = [min(order[h] for d, h in each.header.slides if d == number) for each in of_deck(number)]
        assert firsts == sorted(firsts)
    assert len(of_deck("003")) >= 10


def test_pages_train_nothing_themselves():
    """What needs torch is in figures/runs, so that a page is loaded, and a warm figure made, without it."""
    for module in modules().values():
        path = Path(import_module(module).__file__ or "")
        assert "import torch" not in path.read_text(encoding="utf-8"), path
