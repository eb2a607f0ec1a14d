"""The gallery: one page that holds everything, leads to the ledger and back, and fits a telephone and a desk."""

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from browser import dumped, needs_chromium, served

from figures.command_line.main import main
from figures.stage.gallery import gallery
from figures.stage.manifest import read

MADE = ["parallel-lines", "two-dirac"]

#: What a browser measures of the page it has laid out.
MEASURE = """
<script>
addEventListener("load", () => {
  const all = (selector) => [...document.querySelectorAll(selector)], root = document.documentElement;
  all("details").forEach((each) => { each.open = true; });
  const box = (each) => each.getBoundingClientRect();
  const shape = (each) => Math.round(box(each).width / box(each).height * 100);
  const shown = () => all("article").filter((each) => getComputedStyle(each).display !== "none").map((each) => each.id);
  document.getElementById("deck-000").click();
  const deck = shown();
  document.getElementById("deck-all").click();
  const report = document.createElement("pre");
  report.id = "measured";
  report.textContent = JSON.stringify({
    width: root.clientWidth, content: root.scrollWidth, deck, every: shown(),
    outside: all("body *").filter((each) => box(each).right > root.clientWidth + 1).map((each) => each.tagName),
    images: all("article picture img").map((each) => [each.naturalWidth, shape(each)]),
  });
  document.body.append(report);
});
</script>
"""
#: The page around the frame hands on what was measured inside.
RELAY = """
<script>
const frame = document.querySelector("iframe");
frame.onload = () => setTimeout(() => {
  document.body.append(frame.contentDocument.getElementById("measured").cloneNode(true));
}, 500);
</script>
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    wanted = ["--theme", "light,dark", "--format", "png,svg", "--ledger"]
    assert main([*MADE, "--out", str(folder), "--jobs", "1", *wanted]) == 0
    return folder


def page(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def test_it_is_self_contained(made):
    text = page(made)
    assert re.findall(r'(?:src|srcset)="(?!data:)', text) == []
    assert re.findall(r"https?://", text) == []
    assert "<script" not in text
    assert len(re.findall(r"<picture><source [^>]*dark[^>]*><img ", text)) == len(MADE)


def test_every_figure_is_there_with_its_question_features_and_command(made):
    text = page(made)
    for name, entry in read(made).items():
        article = text[text.index(f'id="{name}"') :]
        article = article[: article.index("</article>")]
        assert f"python -m figures {name}" in article
        assert article.count("<li>") == len(entry["features"])
        for each in entry["features"]:
            assert html.escape(each["found"]) in article
        for file in entry["files"]:
            assert f'href="{file["file"]}"' in article


def test_claims_lead_to_the_ledger_and_back(made):
    assert '<a href="ledger/index.html#theta-lines-w">' in page(made)
    ledger = (made / "ledger" / "index.html").read_text(encoding="utf-8")
    assert 'id="theta-lines-w"' in ledger
    assert 'href="../index.html#parallel-lines"' in ledger
    alone = gallery(made, read(made), ledger="")
    assert "ledger/index.html" not in alone
    assert "<code>theta-lines-w</code>" in alone


def test_a_run_without_the_ledger_keeps_what_is_there(made, tmp_path):
    folder = Path(shutil.copytree(made, tmp_path / "copy"))
    assert main(["two-dirac", "--out", str(folder), "--format", "png", "--jobs", "1"]) == 0
    assert set(read(folder)) == set(MADE)
    assert '<a href="ledger/index.html#theta-lines-w">' in page(folder)


def measured(folder: Path, name: str, text: str, width: int, profile: Path) -> dict:
    """What Chromium says of the page in a frame of that width: its windows are never narrower than 500."""
    (folder / name).write_text(text + MEASURE, encoding="utf-8")
    frame = f'<iframe src="{name}" style="width: {width}px; height: 900px; border: 0"></iframe>'
    (folder / f"framed-{name}").write_text(f"<!doctype html><body>{frame}{RELAY}", encoding="utf-8")
    with served(folder) as address:
        page = dumped(f"{address}/framed-{name}", profile=profile)
    found = re.search(r'<pre id="measured">(.*?)</pre>', page, re.DOTALL)
    assert found, page[-1000:]
    return json.loads(html.unescape(found[1]))


@needs_chromium
@pytest.mark.parametrize("width", [375, 1440])
def test_it_fits_the_window(made, width, tmp_path):
    found = measured(made, f"at-{width}.html", page(made), width, tmp_path)
    assert found["width"] == width
    assert found["outside"] == []
    assert found["content"] <= width
    assert [shape for _, shape in found["images"]] == [178] * len(MADE)  # 16:9 as drawn
    assert min(wide for wide, _ in found["images"]) > 400  # loaded
    assert (found["deck"], sorted(found["every"])) == (["two-dirac"], sorted(MADE))


@needs_chromium
def test_a_page_that_sticks_out_is_caught(made, tmp_path):
    broken = page(made).replace("<main>", '<main><div style="width: 2000px">too wide</div>')
    found = measured(made, "broken.html", broken.replace("base64,", "base64,x"), 375, tmp_path)
    assert found["outside"]
    assert found["images"][0][0] == 0
