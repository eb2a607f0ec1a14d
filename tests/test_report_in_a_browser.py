"""The report in a real browser (headless Chromium): nothing sticks out, formulas are typeset, the filters filter."""

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from browser import dumped, needs_chromium, served

from theory.book import BOOK
from theory.command_line.html_claim import slides
from theory.command_line.report import write_report

HERE = Path(__file__).parent
#: What Chromium calls the reader's preference.
SCHEMES = {"dark": 0, "light": 1}

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The report and the page that measures it, served on this machine."""
    folder = tmp_path_factory.mktemp("report")
    assert write_report(str(folder)) == 0
    shutil.copy(HERE / "browser.html", folder)
    with served(folder) as address:
        yield folder, address


def measured(site: tuple[Path, str], width: int, scheme: str, profile: Path) -> dict:
    more = (f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",)
    page = dumped(f"{site[1]}/browser.html?width={width}", profile=profile, more=more)
    found = re.search(r'<pre id="measured">(.*?)</pre>', page, re.DOTALL)
    assert found, page[-2000:]
    return json.loads(html.unescape(found[1]))


@pytest.mark.parametrize("width", [375, 1440])
def test_it_fits_is_typeset_and_filters(site, width, tmp_path):
    page = measured(site, width, "light", tmp_path)
    assert page["width"] == width
    assert page["content"] <= page["width"]
    assert page["outside"] == []
    assert page["formulas"] > len(BOOK)  # at least one formula a claim
    assert (page["flat"], page["errors"]) == (0, 0)
    assert page["fractions"] > 100
    assert page["upright"] == 0  # every numerator stands above its denominator: MathML is laid out, not run together
    assert page["filtered"] == {**expected(), "both": expected_both()}


def expected() -> dict[str, list[str]]:
    """What each button must leave on the page, from the book itself."""
    found = {"deck-all": list(BOOK), "status-all": list(BOOK)}
    for claim in BOOK.values():
        found.setdefault(f"status-{claim.status}", []).append(claim.id)
        for deck in dict.fromkeys(deck for deck, _ in slides(claim)) or ["none"]:
            found.setdefault(f"deck-{deck}", []).append(claim.id)
    return found


def expected_both() -> list[str]:
    decks, refuted = expected()["deck-004"], expected()["status-refuted"]
    return [name for name in decks if name in refuted]


def test_it_is_dark_for_a_reader_who_wants_it_dark(site, tmp_path):
    brightness = {}
    for scheme in SCHEMES:
        page = measured(site, 1440, scheme, tmp_path / scheme)
        brightness[scheme] = [sum(map(int, re.findall(r"\d+", page[what])[:3])) for what in ("ink", "paper")]
    (ink, paper), (dark_ink, dark_paper) = brightness["light"], brightness["dark"]
    assert paper - ink > 500
    assert dark_ink - dark_paper > 500


def test_a_page_that_sticks_out_is_caught(site, tmp_path):
    folder, url = site
    page = (folder / "index.html").read_text(encoding="utf-8")
    wide = folder / "wide"
    wide.mkdir()
    shutil.copy(HERE / "browser.html", wide)
    broken = page.replace("<main>", '<main><div style="width: 2000px">too wide</div>').replace("mfrac", "mrow")
    (wide / "index.html").write_text(broken.replace("#deck-004:checked", "#deck-none:checked"), encoding="utf-8")
    found = measured((wide, f"{url}/wide"), 375, "light", tmp_path)
    assert found["content"] > found["width"]
    assert found["outside"]
    assert found["fractions"] == 0
    assert found["filtered"]["deck-004"] == list(BOOK)
