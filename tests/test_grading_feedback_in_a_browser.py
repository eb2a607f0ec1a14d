"""The page of feedback in a browser: it fits a telephone whatever a student wrote, and nothing in it runs or loads."""

import html as entities
import json
import re

import grading_reports as made
import pytest
from browser import dumped, needs_chromium, served

from grading.feedback.page import html
from grading.results import Incorrect, Witness

# A window is never narrower than 500, a frame may be; the page itself lets no script measure it.
FRAME = """<!doctype html><title>measure</title><body>
<iframe src="page.html" style="width: {width}px; height: 800px; border: 0"></iframe>
<script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument, root = page.documentElement;
  const pre = document.createElement("pre");
  pre.id = "measured";
  pre.textContent = JSON.stringify({{width: root.clientWidth, content: root.scrollWidth,
    ran: page.body.dataset.ran || "", loaded: page.images.length, ink: getComputedStyle(page.body).color}});
  document.body.append(pre);
}});
</script>"""


def measured(folder, page: str, width: int) -> dict:
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "frame.html").write_text(FRAME.format(width=width), encoding="utf-8")
    with served(folder) as address:
        found = re.search(
            r'<pre id="measured">(.*?)</pre>', dumped(f"{address}/frame.html", profile=folder / "profile")
        )
    assert found
    return json.loads(entities.unescape(found[1]))


def page() -> str:
    long = "x" * 400 + r"\frac{p(x)}{p(x)+q(x)}" * 20
    answers = [Incorrect(long, Witness(long, "1" * 300, long), long), *made.MIXED[1:]]
    return html(made.report(*answers, submission="a" * 120, problems=(*made.HOSTILE, long)), whole=True)


@needs_chromium
@pytest.mark.parametrize("width", [375, 1440])
def test_it_fits_and_does_nothing(tmp_path, width):
    found = measured(tmp_path, page(), width)
    assert found["width"] == width
    assert found["content"] <= width
    assert (found["ran"], found["loaded"]) == ("", 0)


@needs_chromium
def test_a_page_that_sticks_out_is_caught_and_a_script_in_it_is_not_run(tmp_path):
    script = "<script>document.body.dataset.ran = 'yes'</script>"
    broken = page().replace("<body>", f'<body><div style="width: 2000px">wide</div>{script}')
    found = measured(tmp_path, broken, 375)
    assert found["content"] > found["width"]
    assert found["ran"] == ""  # the policy of the page, were an escape ever missing
    assert measured(tmp_path, re.sub("<meta http-equiv[^>]*>", "", broken), 375)["ran"] == "yes"
