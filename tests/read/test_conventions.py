from __future__ import annotations

import pytest

from citecheck.model import Text
from citecheck.read.conventions import are_bracketed, are_plain
from citecheck.read.paragraph import Paragraph, Raised


def paragraphs(*plains: str) -> list[Paragraph]:
    return [Paragraph(Text(plain)) for plain in plains]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Workers read ({n}) it.", True),
        ("Workers read it.", False),
        ("Workers read this ({n}):", False),
        ("Take ({n}). Of ({n}) more is said.", False),
    ],
    ids=str,
)
def test_brackets_open_notes_where_each_was_called_once_before(body: str, expected: bool) -> None:
    text = [plain for n in range(1, 6) for plain in (body.format(n=n), f"({n}) Title.")]
    assert are_bracketed(paragraphs(*text)) is expected


def test_few_notes_make_no_convention() -> None:
    assert not are_bracketed(paragraphs("Workers read (1) it.", "(1) Title."))


def test_a_raised_head_shows_that_plain_ones_are_lists() -> None:
    assert are_plain(paragraphs("1. First", "2. Second"))
    assert not are_plain([*paragraphs("1. First"), Paragraph(Text("1 Ibid."), (Raised(0, 1),))])
