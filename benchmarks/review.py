"""The editors' page on a manuscript of 2,000 notes: until it can be used, what scrolling and deciding cost.

python benchmarks/review.py [--notes N] [--runs N]      (needs Chromium and Playwright)

The manuscript is made up here, offline, against the built-in shelf. "Opened" is from the navigation until the list
shows its first notes and the first note is there to be read; "scrolled" is the longest frame while the list is driven
from one end to the other in sixty steps; "decided" is from the button until the list shows it. Medians and extremes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shared import COMMAND, ROOT

sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright

from tests.chromium import CHROMIUM, FLAGS

_FAMILIES = ("Verne", "Amsel", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Silva", "Novak", "Berg", "Costa")
_HEADS = ("Harbour", "Salt", "Cotton", "Railway", "Parish", "Guild", "Treaty", "Frontier", "Winter", "Orchard")
_TAILS = ("Strikes", "Silence", "Markets", "Letters", "Memory", "Labour", "Revolt", "Maps", "Trade", "Hymns")
_IMPRINTS = ("Leeds: Quay Press", "Graz: Nirgends", "Paris: Seuil")
_SCROLL = """async () => {
  const list = document.getElementById("list");
  let longest = 0, last = performance.now();
  for (let step = 0; step <= 60; step += 1) {
    list.scrollTop = (list.scrollHeight - list.clientHeight) * step / 60;
    await new Promise(requestAnimationFrame);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "big.md").write_text(manuscript(chosen.notes), "utf-8")
        command = (COMMAND, "review", "big.md", "--no-browser", "--offline", "--catalogue", "shelf")
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
            try:
                measure(server.stdout.readline().strip(), chosen.notes, chosen.runs, folder)
            finally:
                server.terminate()


def measure(address: str, notes: int, runs: int, folder: str) -> None:
    with sync_playwright() as engine:
        profile = str(Path(folder) / "profile")
        context = engine.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, args=list(FLAGS)
        )
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(f"#progress:has-text('{notes:,} of {notes:,} notes checked')", timeout=120_000)
        opened, scrolled, decided = [], [], []
        for number in range(runs):
            fresh = context.new_page()
            started = time.monotonic()
            fresh.goto(address)
            fresh.wait_for_selector("#rows [role=option]")
            fresh.wait_for_selector("#note :text('Claim number')")
            opened.append(time.monotonic() - started)
            rows = fresh.locator("#rows [role=option]").count()
            scrolled.append(fresh.evaluate(_SCROLL) / 1000)
            decided.append(_decide(fresh, number))
            fresh.close()
        print(f"{notes:,} notes, {rows} rows of them in the page at a time, {runs} runs")
        for name, told in (("opened", opened), ("scrolled", scrolled), ("decided", decided)):
            print(f"{name}: {statistics.median(told):.2f} s ({min(told):.2f} to {max(told):.2f})")
        context.close()


def _decide(page: Page, number: int) -> float:
    """Seconds from the button of a decision until its row says so."""
    page.locator("#list").focus()
    for _ in range(number * 2 + 1):
        page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator("#reason").fill("in the parish library")
    started = time.monotonic()
    page.locator("#reason-dialog button[type=submit]").click()
    page.wait_for_selector("#rows [aria-selected=true] .decided:has-text('exists elsewhere')")
    return time.monotonic() - started


def manuscript(count: int) -> str:
    """Markdown of so many notes, two of seven of them back references; the same each time."""
    chance = random.Random(1)
    body = "\n\n".join(f"Claim number {n} is made here.[^{n}]" for n in range(1, count + 1))
    return body + "\n\n" + "".join(f"[^{n}]: {_note(n, chance)}\n" for n in range(1, count + 1))


def _note(number: int, chance: random.Random) -> str:
    if number % 7 in {3, 5}:
        return f"Ibid., {number % 90 + 1}."
    title = f"{chance.choice(_HEADS)} {chance.choice(_TAILS)} of the North"
    imprint = f"{chance.choice(_IMPRINTS)}, {chance.randint(1900, 2015)}"
    return f"Ada {chance.choice(_FAMILIES)}, {title} ({imprint}), {number % 300}."


if __name__ == "__main__":
    main()
