from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import NoteKind
from citecheck.read.html import Html

PIPES, CLIFF = "Pipes, Richard. <i>Lenin</i>. New York, 1923.", "Cliff, Tony. Trotsky. London, 1989."
TEXTS = ["Pipes, Richard. Lenin. New York, 1923.", "Cliff, Tony. Trotsky. London, 1989."]


def references(body: str) -> list[tuple[str, str]]:
    page = f"<!DOCTYPE html><html><body><p>Text that stands before.</p>{body}</body></html>".encode()
    blocks = Html().read(page, Path("page.html")).blocks
    return [(block.label, block.text.plain) for block in blocks if block.kind is NoteKind.REFERENCE]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        (f"<h2>References</h2><ul><li>{PIPES}</li><li>{CLIFF}</li></ul>", ["", ""]),
        (f"<h2>7. Literaturverzeichnis</h2><ol><li>{PIPES}</li><li>{CLIFF}</li></ol>", ["1", "2"]),
        (f"<h1>Bibliographie&nbsp;:</h1><p>{PIPES}</p><h2>Études</h2><p>{CLIFF}</p>", ["", ""]),
        (f"<p><b>Список литературы</b></p><p>[1] {PIPES}</p><p>[2] {CLIFF}</p>", ["1", "2"]),
        (
            f"<h3>BIBLIOGRAFÍA</h3><dl><dd>{PIPES}</dd><dd>{CLIFF}</dd></dl><h3>Thanks</h3><p>To my friends.</p>",
            ["", ""],
        ),
        (f"<h2>参考文献</h2><p>{PIPES}</p><p>{CLIFF}</p><h2>Annex</h2><p>And so on and so forth.</p>", ["", ""]),
        (
            f'<div id="refs"><div class="csl-entry">[1] {PIPES}</div><div class="csl-entry">[2] {CLIFF}</div></div>',
            ["1", "2"],
        ),
        (f"<h2>References</h2><div><p>{PIPES}</p></div><p>p. 4</p><p>{CLIFF}</p>", ["", ""]),
    ],
    ids=["en", "de", "fr", "ru, in bold", "es", "ja", "citeproc", "page number between"],
)
def test_entries(body: str, labels: list[str]) -> None:
    assert references(body) == list(zip(labels, TEXTS, strict=True))


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>The literature of war</h2><p>{PIPES}</p>",
        f"<h2>Notes</h2><p>{PIPES}</p>",
        f"<p>References</p><p>{PIPES}</p>",
        f"<p><b>References</b> are given below.</p><p>{PIPES}</p>",
        f"<h2>References</h2><nav><ul><li>{PIPES}</li></ul></nav>",
        f'<p>A<a class="footnote-ref" href="#fn1">1</a></p><p id="fn1">1. Ibid.</p><h2>References</h2><p>{PIPES}</p>',
    ],
    ids=["longer heading", "notes", "no heading", "bold in a sentence", "menu", "a text with notes"],
)
def test_no_entries(body: str) -> None:
    assert references(body) == []
