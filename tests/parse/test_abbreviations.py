"""Short names that a note declares, lists or makes of initials."""

from __future__ import annotations

import pytest

from citecheck.model import Note, Place, Reference, Role, Text
from citecheck.parse import parse
from citecheck.parse.abbreviations import declared, initials, is_abbreviation, listed

HERE = Place("chapter.md")
FULL = "Joan Sutherland, The Structure of Musical Revolutions and Reforms (Oxford: Blackwell, 1987), 12"


def last(*texts: str) -> tuple[Role, Reference | None]:
    notes = [Note(str(n), Text(text), HERE, str(n)) for n, text in enumerate(texts, 1)]
    citation = list(parse(notes))[-1].citations[-1]
    return citation.role, citation.refers_to


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marx, Grundrisse (hereafter G).", ["G"]),
        ("Marx, Grundrisse (hereafter cited as G), 12.", ["G"]),
        ("Marx, Grundrisse (im Folgenden: GR), S. 3.", ["GR"]),
        ("Marx, Grundrisse (zit. als GR), S. 3.", ["GR"]),
        ("Marx, Grundrisse, Paris 1968 (ci-après Gr.).", ["Gr"]),
        ("Marx, Lineamenti (d’ora in poi Lin), p. 3.", ["Lin"]),
        ("Marx, Elementos (en adelante EF).", ["EF"]),
        ("Marx, Grundrisse; hereafter, simply the book.", []),
        ("Im Folgenden wird gezeigt, dass Marx irrt.", []),
        ("He lived happily hereafter.", []),
    ],
)
def test_declared(text: str, names: list[str]) -> None:
    assert list(declared(text, 0, len(text))) == names


def test_listed() -> None:
    assert listed("MEW = Karl Marx, Werke", 0, 6) == "MEW"
    assert listed("Compare: Karl Marx, Werke", 0, 9) == ""


@pytest.mark.parametrize(
    ("title", "short", "fits"),
    [
        ("The Structure of Musical Revolutions", "SMR", True),
        ("The Structure of Musical Revolutions", "SOMR", True),
        ("Structure and Form in Music: A Study", "SFM", True),
        ("The Structure of Musical Revolutions", "SR", False),
        ("The Structure of Musical Revolutions", "MR", False),
    ],
)
def test_initials(title: str, short: str, fits: bool) -> None:
    assert (short.lower() in initials(title)) is fits


@pytest.mark.parametrize(("printed", "is_one"), [("SMR", True), ("Smr", False), ("IV", False), ("A", False)])
def test_is_abbreviation(printed: str, is_one: bool) -> None:
    assert is_abbreviation(printed) is is_one


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (f"{FULL}.", "Sutherland, SMRR, 44."),
        (f"{FULL}.", "Sutherland, SMR, 44."),
        (f"{FULL} (hereafter Revolt).", "Sutherland, Revolt, 44."),
        (f"{FULL} (hereafter MR).", "MR, 195–96."),
        (f"{FULL}.", "The definition of revolt is in (SMR, 178)."),
        (f"{FULL}.", "SMR, Definitions 9.3 (196) and 1.3 (3)."),
    ],
)
def test_an_abbreviation_means_the_work_it_stands_for(full: str, short: str) -> None:
    assert last(full, short) == (Role.SHORT, Reference("1", 0))


@pytest.mark.parametrize("text", ["Sutherland, TLS, 44.", "Brown, SMR, 44."])
def test_an_abbreviation_of_another_work_is_left_alone(text: str) -> None:
    notes = [Note("1", Text(f"{FULL}."), HERE, "1"), Note("2", Text(text), HERE, "2")]
    assert all(citation.refers_to is None for citation in list(parse(notes))[-1].citations)
