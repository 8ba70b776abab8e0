from __future__ import annotations

import pytest

from citecheck.model import NoteKind
from citecheck.read.numbering import Restart, Scheme, labels, sign
from citecheck.read.runs import Reference


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 0, "0"),
        ("lowerRoman", 5000, "5000"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 53, "AAA"),
        ("lowerColumn", 28, "ab"),
        ("upperColumn", 703, "AAA"),
        ("russianLower", 3, "в"),
        ("chicago", 5, "**"),
        ("none", 7, ""),
        ("chineseCounting", 7, "7"),
    ],
    ids=str,
)
def test_signs(form, number, expected):
    assert sign(number, form) == expected


def reference(kind: NoteKind = NoteKind.FOOTNOTE, page: int = 1, section: int = 0, **more: str) -> Reference:
    return Reference(kind, "k", 0, page, section, **more)


@pytest.mark.parametrize(
    ("restart", "expected"),
    [(Restart.NEVER, "5 6 7 8"), (Restart.SECTION, "5 6 7 5"), (Restart.PAGE, "5 6 5 6")],
    ids=str,
)
def test_counts_begin_anew_where_they_should(restart, expected):
    places = [reference(page=1), reference(page=1), reference(page=2), reference(page=2, section=1)]
    assert " ".join(labels(places, lambda *_: Scheme(start=5, restart=restart))) == expected


def test_each_kind_has_its_count_and_signs_of_ones_own_and_printed_numbers_stay():
    kinds = {NoteKind.FOOTNOTE: Scheme(), NoteKind.ENDNOTE: Scheme("lowerRoman")}
    marks = [reference(), reference(custom="*"), reference(NoteKind.ENDNOTE), reference(printed="7"), reference()]
    assert list(labels(marks, lambda kind, _: kinds[kind])) == ["1", "*", "i", "7", "3"]
