from pathlib import Path

import pytest

from citecheck.model import Block, Document, Place, Remark, Text
from citecheck.read import with_remarks


def remarks(text: str, form: str = "markdown") -> list[tuple[str, int | None, int | None, bool]]:
    document = with_remarks(Document("a", form, ()), text.encode())
    return [(one.text, one.place.line, one.place.column, one.alone) for one in document.remarks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A <!-- citecheck: ignore CC201 why --> b\n", [("ignore CC201 why", 1, 3, False)]),
        ("\n  <!--citecheck: ignore\n  CC201 why -->\n", [("ignore CC201 why", 2, 3, True)]),
        ("<!-- a --><!-- citecheck : x -->", [("x", 1, 11, False)]),
        ("<!-- citecheck: x --> <!-- citecheck: y -->", [("x", 1, 1, False), ("y", 1, 23, False)]),
        ("<!-- about citecheck: x -->", []),
        ("<!-- citecheck: never ended", []),
        ("Write `<!-- citecheck: ignore CC201 why -->` there.", []),
        ("```html\n<!-- citecheck: ignore CC201 why -->\n```\n<!-- citecheck: y -->", [("y", 4, 1, True)]),
        ("% citecheck: ignore CC201 why", []),
    ],
    ids=str,
)
def test_comments_of_markdown(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    assert remarks(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A. % citecheck: ignore CC201 why\nb\n", [("ignore CC201 why", 1, 4, False)]),
        ("  %% citecheck: x\n", [("x", 1, 3, True)]),
        (r"50\% citecheck: x", []),
        ("a\\\\% citecheck: x", [("x", 1, 2, False)]),
        ("% see citecheck: x", []),
        ("<!-- citecheck: x -->", []),
    ],
    ids=str,
)
def test_comments_of_latex(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    assert remarks(text, "latex") == found


def test_a_format_without_a_source_has_none() -> None:
    assert remarks("<!-- citecheck: x -->", "docx") == []


def test_markup_of_whatever_encoding_is_looked_through() -> None:
    page = b"<p>\xff\x00</p>\r\n<!-- citecheck: ignore CC201 why -->"
    assert with_remarks(Document("a", "html", ()), page).remarks == (
        Remark("ignore CC201 why", Place("a", 2, 1), alone=True),
    )


def test_files_that_are_read_in_are_looked_through_too(tmp_path: Path) -> None:
    chapter = tmp_path / "chapter.tex"
    chapter.write_text("% citecheck: ignore CC201 why\nText.\n")
    document = Document("book.tex", "latex", (Block(Text("Text."), Place(str(chapter), 2, 1)),))
    assert with_remarks(document, b"\\input{chapter}").remarks == (
        Remark("ignore CC201 why", Place(str(chapter), 1, 1), alone=True),
    )
