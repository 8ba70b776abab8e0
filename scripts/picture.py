"""Takes the README's picture of a report, docs/report.png, with Chromium: `python scripts/picture.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from citecheck import pipeline
from citecheck.config import Settings
from citecheck.report.html import HtmlReporter

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
SAMPLE = ROOT / "refs" / "manuscripts" / "notes-article.md"
COLOURS = 48  # a page has few, and the file is a third of the size
ONE = "note => note.querySelector('h3 a').textContent === name || note.remove()"  # the picture shows one note
NOTE = "footnote 17"  # one with a finding and a record to hold it against
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> int:
    """Writes the picture: the overview and one note."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("no Chromium here: apt-get install chromium\n")
        return 1
    page = HtmlReporter().render(pipeline.check(SAMPLE, Settings(("shelf",)))).replace(f"{ROOT}/", "")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        path = Path(folder) / "report.html"
        path.write_text(page, "utf-8")
        browser = engine.chromium.launch(executable_path=chromium, args=list(FLAGS))
        tab = browser.new_page(viewport={"width": 880, "height": 700}, color_scheme="light")
        tab.goto(path.as_uri())
        tab.evaluate(f"name => document.querySelectorAll('article').forEach({ONE})", NOTE)
        taken = tab.screenshot(full_page=True)
        browser.close()
    Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
