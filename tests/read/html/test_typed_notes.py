from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import Block
from citecheck.read.html import Html


def read(body: str) -> tuple[Block, ...]:
    return (
        Html()
        .read(
            f"<!DOCTYPE html><html><head><title>T</title></head><body>\n{body}</body></html>".encode(),
            Path("page.html"),
        )
        .blocks
    )


@pytest.mark.parametrize(
    "notes",
    [
        "<hr>\n<p><sup>1</sup> Pipes, <i>Lenin</i>, 1923.</p>\n<p><sup>2</sup> Ibid., p. 4.</p>",
        "<h2>Notes</h2>\n<p>1. Pipes, <i>Lenin</i>, 1923.</p>\n<p>2. Ibid., p. 4.</p>",
    ],
    ids=["under a rule", "under a heading"],
)
def test_typed_notes(notes: str) -> None:
    found = read(f"<div><p>So <i>he</i> says.<sup>1</sup> And <em>more</em>.<sup>2</sup></p></div>{notes}")
    running = found[0]
    assert (running.text.plain, running.text.emphasis) == ("So he says. And more.", ((3, 5), (16, 20)))
    assert [(call.label, call.offset, call.place.line, call.place.column) for call in running.calls] == [
        ("1", 11, 2, None),
        ("2", 21, 2, None),
    ]
    assert [(b.label, b.text.plain) for b in found if b.kind] == [("1", "Pipes, Lenin, 1923."), ("2", "Ibid., p. 4.")]
    assert [b.text.emphasis for b in found if b.kind] == [((7, 12),), ()]


@pytest.mark.parametrize(
    "body",
    ["<p>It weighs 10<sup>6</sup> g.</p><p>And so on.</p>", "<p>The 2<sup>nd</sup> time.</p><ol><li>One.</li></ol>"],
    ids=["an exponent", "an ordinal"],
)
def test_raised_characters_alone_are_text(body: str) -> None:
    found = read(body)
    assert not any(block.kind or block.calls for block in found)
    assert found[0].text.plain in {"It weighs 106 g.", "The 2nd time."}
