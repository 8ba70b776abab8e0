"""Comments in whole small manuscripts, since what they speak of hangs on where the readers see notes and paragraphs."""

from datetime import date
from pathlib import Path

import pytest

from citecheck import extraction, suppress
from citecheck.findings import make
from citecheck.model import Bibliography, CheckedDocument, CheckedNote, Content, ParsedNote, Place

TODAY = date(2026, 11, 29)


def checked(path: Path, text: str) -> CheckedDocument:
    """The document with CC201 on each note and CC101 on each mark, as found where the readers see them."""
    path.write_text(text)
    ((apparatus,), _) = extraction.extract(path)
    notes = apparatus.notes
    findings = [make("CC201", "x", note.place, subject=note.text.plain, note=note.id, citation=None) for note in notes]
    findings += [make("CC101", "x", note.mark.place, subject="mark") for note in notes if note.mark]
    parsed = tuple(CheckedNote(ParsedNote(note, Content.CITATION)) for note in notes)
    return CheckedDocument(apparatus.document, parsed, Bibliography(), tuple(findings))


def suppressed(path: Path, text: str) -> list[str]:
    """The note of each suppressed CC201, the column of each suppressed CC101, and the codes that are new."""
    found = suppress.remarked(checked(path, text), TODAY).findings
    told = [one.note or f"mark in line {one.place.line}" for one in found if one.suppressed == "why"]
    return told + [one.code for one in found if one.code.startswith("CC6")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore CC201 why -->\n\n[^2]: Two.\n", ["1"]),
        ("A.[^1] B.[^2]\n\n[^1]: One.\n    <!-- citecheck: ignore CC201 why --> more\n\n[^2]: Two.\n", ["1"]),
        ("A.[^1] B.[^2]\n\n[^1]: One.\n\n<!-- citecheck: ignore CC201 why -->\n[^2]: Two.\n", ["2"]),
        ("A.[^1] B.[^2]\n\n[^1]: One.\n\n<!-- citecheck: ignore CC201 why -->\n\n[^2]: Two.\n", ["2"]),
        ("A.[^1] <!-- citecheck: ignore CC1 why -->\n\nB.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n", ["mark in line 1"]),
        ("A.[^1] <!-- citecheck: ignore CC201 why -->\n\nB.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n", ["1"]),
        (
            "<!-- citecheck: ignore CC why -->\n\nA.[^1]\n\nB.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n",
            ["1", "mark in line 3"],
        ),
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore CC301 why -->\n\n[^2]: Two.\n", []),
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore CC201 -->\n\n[^2]: Two.\n", ["CC601"]),
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore why -->\n\n[^2]: Two.\n", ["CC601"]),
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: off CC201 why -->\n\n[^2]: Two.\n", ["CC601"]),
        ("A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore CC201 why until=2026-11-29 -->\n\n[^2]: Two.\n", ["1"]),
        (
            "A.[^1] B.[^2]\n\n[^1]: One. <!-- citecheck: ignore CC201 why until=2026-11-28 -->\n\n[^2]: Two.\n",
            ["CC602"],
        ),
        ("A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n\n<!-- citecheck: ignore CC201 why -->\n", []),
    ],
    ids=str,
)
def test_comments_of_markdown(tmp_path: Path, text: str, found: list[str]) -> None:
    assert suppressed(tmp_path / "a.md", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A.\\footnote{One. % citecheck: ignore CC201 why\n}\n\nB.\\footnote{Two.}\n", ["1"]),
        ("A.\\footnote{One.}\n\n% citecheck: ignore CC201 why\nB.\\footnote{Two.}\n", ["2"]),
        ("A.\\footnote{One.\n more % citecheck: ignore CC201 why\n}\n\nB.\\footnote{Two.}\n", ["1"]),
        ("A.\\footnote{One.}\n\nB.\\footnote{Two.} 100\\% citecheck: ignore CC201 why\n", []),
    ],
    ids=str,
)
def test_comments_of_latex(tmp_path: Path, text: str, found: list[str]) -> None:
    assert (
        suppressed(tmp_path / "a.tex", f"\\documentclass{{book}}\\begin{{document}}\n{text}\\end{{document}}") == found
    )


def test_a_comment_of_html(tmp_path: Path) -> None:
    text = (
        '<html><body><p>A.<a href="#n1" role="doc-noteref">1</a></p>\n'
        '<aside id="n1" role="doc-footnote">\n<p>One. <!-- citecheck: ignore CC201 why --></p></aside></body></html>'
    )
    assert suppressed(tmp_path / "a.html", text) == ["1"]


def test_a_bad_comment_is_found_where_it_stands(tmp_path: Path) -> None:
    text = "A.[^1]\n\n[^1]: One.\n<!-- citecheck: ignore CC201 -->\n"
    last = suppress.remarked(checked(tmp_path / "a.md", text), TODAY).findings[-1]
    assert (last.code, last.place) == ("CC601", Place(str(tmp_path / "a.md"), 4, 1))
    assert "no reason" in last.message
