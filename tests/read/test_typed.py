from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import NoteKind, Text
from citecheck.read.paragraph import Paragraph, Raised
from citecheck.read.typed import blocks


def raised(plain: str, mark: str, **settings: bool | int) -> Paragraph:
    """A paragraph of a format without lines, in which every `mark` stands above the line."""
    starts = [i for i in range(len(plain)) if plain.startswith(mark, i)]
    return Paragraph(Text(plain), tuple(Raised(i, i + len(mark)) for i in starts), **settings)  # type: ignore[arg-type]


def test_paragraphs_of_a_format_without_lines() -> None:
    found = blocks([raised("Workers read1 it.", "1"), raised("1 Mao, On Practice.", "1", ruled=True)], "a.docx")
    assert [(b.kind, b.label, b.text.plain) for b in found] == [
        (None, "", "Workers read it."),
        (NoteKind.FOOTNOTE, "1", "Mao, On Practice."),
    ]
    assert (found[0].calls[0].place.path, found[0].calls[0].place.line) == ("a.docx", None)


def test_pages_that_the_format_tells_are_kept() -> None:
    found = blocks([raised("Workers read1 it.", "1", page=7), raised("1 Mao.", "1", page=7)], "a.pdf")
    assert [(b.page, b.place.page) for b in found] == [(7, 7), (7, 7)]


@given(
    st.lists(
        st.sampled_from(["Workers read(1) it and", "(1) Mao.", "1. Mao.", "Notes", "* Mao", "went* on.", "12", "***"])
    )
)
def test_nothing_but_furniture_is_lost(plains: list[str]) -> None:
    found = blocks([Paragraph(Text(plain), ruled=index % 3 == 0) for index, plain in enumerate(plains)], "a")
    written = " ".join(block.text.plain for block in found)
    assert written.count("Mao") == sum("Mao" in plain for plain in plains)
    assert written.count("Workers") == sum("Workers" in plain for plain in plains)
    assert written.count("went") == sum("went" in plain for plain in plains)
