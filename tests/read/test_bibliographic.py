from __future__ import annotations

import json
from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind, Place
from citecheck.read.bibliographic import Bib, CslJson, Ris

BIB = """% works
@string{v = "Verso"}

@book{lih, author={Lih, Lars T.}, title={Lenin Rediscovered}, publisher=v, address={London}, year=2006}

@article{broken, title={a
@article{cliff, author={Cliff, Tony}, title={On Class},
  journal={Review}, volume=3, year=1948} @book{y, title={Why}}
@misc{empty, note={n}}
"""
RIS = "\ufeffTY  - BOOK\nID  - lih\nAU  - Lih, Lars T.\nTI  - Lenin\nER  - \n\nTY  - JOUR\nTI  - On\nJF  - Review\n"
RIS += "ER  - \n"
ITEM = {"id": 7, "type": "book", "title": "Lenin", "author": [{"family": "Lih"}], "issued": {"date-parts": [[2006]]}}


def shown(document: Document) -> list[tuple[str, str, int | None]]:
    return [(block.label, block.text.plain, block.place.line) for block in document.blocks]


def test_bib() -> None:
    document = Bib().read(BIB.encode(), Path("a.bib"))
    assert shown(document) == [
        ("lih", "Lars T. Lih, Lenin Rediscovered, London: Verso, 2006", 4),
        ("cliff", "Tony Cliff, “On Class”, Review 3 (1948)", 7),
        ("y", "Why", 8),
    ]
    first = document.blocks[0]
    assert (first.kind, first.key, first.place) == (NoteKind.REFERENCE, "lih", Place("a.bib", 4))
    assert first.text.emphasis == ((13, 31),)
    ((start, end, work),) = first.embedded
    assert (first.text.plain[start:end], work.title) == (first.text.plain, "Lenin Rediscovered")
    skipped, empty = document.warnings
    assert skipped.startswith("a.bib:6: entry skipped")
    assert empty == "a.bib:9: entry empty skipped: no field that could be checked"


def test_ris() -> None:
    document = Ris().read(RIS.encode(), Path("a.ris"))
    assert shown(document) == [("lih", "Lars T. Lih, Lenin", 1), ("", "“On”, Review", 7)]
    assert document.format == "ris"


@pytest.mark.parametrize("value", [[ITEM], ITEM, {"items": [ITEM]}], ids=["array", "one", "items"])
def test_csl_json(value: object) -> None:
    document = CslJson().read(json.dumps(value).encode(), Path("a.json"))
    assert shown(document) == [("7", "Lih, Lenin, 2006", None)]
    assert document.warnings == ()


def test_items_that_are_none_are_told() -> None:
    document = CslJson().read(json.dumps([3, ITEM, {"id": "x"}, None]).encode(), Path("a.json"))
    assert len(document.blocks) == 1
    assert [warning.partition(" skipped")[0] for warning in document.warnings] == [
        f"a.json: item {number}" for number in (1, 3, 4)
    ]


def test_half_a_character_does_not_stop_a_report() -> None:
    document = CslJson().read(b'[{"title": "Le\\ud83dnin \\ud83d\\ude00"}]', Path("a.json"))
    assert document.blocks[0].text.plain == "Le?nin 😀"


@pytest.mark.parametrize(
    ("reader", "data", "message"),
    [
        (Bib(), b"no entries at all", "no entry in it that bib can read"),
        (Bib(), b"@book{x, title={a", "no entry .*a.x:1: entry skipped"),
        (Ris(), b"no entries at all", "no entry .*a.x:1: line outside"),
        (CslJson(), b"[]", "no entry in it that csl-json can read"),
        (CslJson(), b"{", "not valid JSON"),
        (CslJson(), b"3", "no entry"),
        (CslJson(), b"[" * 100_000, "nested too deeply"),
        (Bib(), b"%PDF-1.4 \x00", "a PDF file"),
    ],
    ids=str,
)
def test_files_in_which_nothing_can_be_read(reader: Bib | Ris | CslJson, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        reader.read(data, Path("a.x"))


@pytest.mark.parametrize(
    ("reader", "head", "known"),
    [
        (Ris(), RIS.encode(), True),
        (Ris(), b"TY  - JOUR\r\n", True),
        (Ris(), b"TY for your letter", False),
        (Ris(), b"A line\nTY  - JOUR\n", False),
        (CslJson(), json.dumps([ITEM]).encode(), True),
        (CslJson(), b'{"cells": [], "metadata": {}}', False),
        (CslJson(), b'An item has "type" and "date-parts"', False),
        (Bib(), b"@article{x,", False),
    ],
    ids=str,
)
def test_what_is_recognized(reader: Bib | Ris | CslJson, head: bytes, *, known: bool) -> None:
    assert reader.recognizes(head) is known
