from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.read.html import Html


def read(body: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    page = f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
    return [(block.text.plain, block.text.emphasis) for block in Html().read(page, Path("page.html")).blocks]


@pytest.mark.parametrize(
    "clutter",
    [
        "<nav>Home</nav>", "<header>Site</header>", "<footer>About</footer>", '<div role="navigation">Home</div>',
        '<span style="display: none">x</span>', "<span hidden>x</span>", '<span aria-hidden="true">x</span>',
        '<span class="mw-editsection">[edit]</span>',
        '<a class="headerlink" href="#x">¶</a>', '<div id="catlinks">Lenin</div>',
        '<span epub:type="pagebreak" title="12">12</span>',
        '<span class="pagenum">[Pg 12]</span>', "<button>Go</button>",
    ],
    ids=str,
)  # fmt: skip
def test_clutter_is_no_text(clutter: str) -> None:
    assert [text for text, _ in read(f"<main><p>One</p></main>{clutter}<p>Two</p>")] == ["One", "Two"]


@pytest.mark.parametrize(
    "kept",
    [
        "<article><header>One</header></article>", '<p class="search-history">One</p>',
        '<p style="display: block">One</p>',
        '<p aria-hidden="false">One</p>', '<p id="footer-1917">One</p>',
    ],
    ids=str,
)  # fmt: skip
def test_text_is_no_clutter(kept: str) -> None:
    assert [text for text, _ in read(kept)] == ["One"]


def test_what_holds_a_note_or_a_mark_is_kept() -> None:
    found = read(
        """<div class="navbox"><p>A<a href="#fn1" class="footnote-ref">1</a></p></div><footer><h2>Notes</h2>
        <p id="fn1">1. Pipes.</p></footer>"""
    )
    assert [text for text, _ in found] == ["A", "Notes", "Pipes."]


@pytest.mark.parametrize(
    ("body", "emphasis"),
    [
        ("<p><i>Lenin</i></p>", ((0, 5),)),
        ("<p><cite>Lenin</cite></p>", ((0, 5),)),
        ('<p><span style="font-style: italic">Lenin</span></p>', ((0, 5),)),
        ('<p><span class="italic">Lenin</span></p>', ((0, 5),)),
        ('<p><em style="font-style:normal">Lenin</em></p>', ()),
        ('<p><cite class="citation book">Lenin</cite></p>', ()),
        ("<p><cite>Pipes, <i>Lenin</i></cite></p>", ((7, 12),)),
        ("<p><var>x</var> <code>y</code> <b>z</b></p>", ()),
        ('<p><span style="font-weight: bold">Lenin</span></p>', ()),
    ],
    ids=str,
)
def test_emphasis(body: str, emphasis: tuple[tuple[int, int], ...]) -> None:
    assert read(body)[0][1] == emphasis
