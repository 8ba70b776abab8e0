from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import Block, NoteKind
from citecheck.read.tei import Tei


def read(body: str, back: str = "") -> tuple[Block, ...]:
    head = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><note>no note</note></teiHeader><text xml:lang="de">'
    return Tei().read(f"{head}<body>{body}</body>{back}</text></TEI>".encode(), Path("a.xml")).blocks


def notes(body: str, back: str = "") -> list[tuple[str, str]]:
    return [(block.label, block.text.plain) for block in read(body, back) if block.kind]


def test_notes_in_the_text() -> None:
    running, note, second = read(
        """<p>Er sagte es<note place="foot" n="1"><p>Pipes, <hi rend="italic">Lenin</hi>.</p></note>. Und<note n="2"
        place="end">Ebd.
        </note>.</p>"""
    )
    assert (running.text.plain, [call.offset for call in running.calls]) == ("Er sagte es. Und.", [11, 16])
    assert (note.label, note.text.plain, note.text.emphasis, note.kind) == (
        "1",
        "Pipes, Lenin.",
        ((7, 12),),
        NoteKind.FOOTNOTE,
    )
    assert (second.label, second.kind) == ("2", NoteKind.ENDNOTE)
    assert [call.key for call in running.calls] == [note.key, second.key]


def test_notes_without_numbers_are_numbered_in_order() -> None:
    assert notes("<p>A<note>Pipes.</note> b<note>Cliff.</note></p>") == [("1", "Pipes."), ("2", "Cliff.")]


def test_a_note_without_number_among_numbered_ones_stays_without() -> None:
    found = notes('<p>A<note n="1">Pipes.</note></p><note place="foot">Cliff.</note>')
    assert found == [("1", "Pipes."), ("", "Cliff.")]


@pytest.mark.parametrize(
    "mark",
    ['<ref type="foot" target="#n1">1</ref>', '<ptr target="#n1"/>', '<hi rend="sup"><ref target="#n1">n1</ref></hi>'],
    ids=str,
)
def test_notes_called_by_reference(mark: str) -> None:
    running, note = read(f"<p>A{mark}.</p>", '<back><div><note xml:id="n1" n="1">Pipes.</note></div></back>')
    assert (running.text.plain, [(c.label, c.key) for c in running.calls]) == ("A.", [("1", "n1")])
    assert (note.key, note.text.plain) == ("n1", "Pipes.")


def test_notes_that_point_at_their_anchor() -> None:
    running, note = read('<p>A<anchor xml:id="a1"/>.</p>', '<back><note target="#a1" n="*">Pipes.</note></back>')
    assert [(call.label, call.key) for call in running.calls] == [("*", note.key)]


@pytest.mark.parametrize(
    "body",
    [
        '<p>See <ref target="#ch2">2</ref>.</p><div xml:id="ch2"><p>Text.</p></div>',
        "<listBibl><bibl>Pipes 1923 <note>a thesis</note></bibl></listBibl><p>A</p>",
    ],
    ids=["a reference to a chapter", "a note on a work"],
)
def test_no_notes(body: str) -> None:
    assert [block for block in read(body) if block.kind in {NoteKind.FOOTNOTE, NoteKind.ENDNOTE}] == []


def test_the_editor_s_reading_is_read() -> None:
    (block,) = read(
        "<p>Das <choice><sic/><corr>Manu</corr></choice>skript <sic>nemlich</sic> re<lb break='no'/>det<pb/>er</p>"
    )
    assert block.text.plain == "Das Manuskript nemlich redet er"


WORKS = """<back><listBibl>
    <biblStruct xml:id="b0"><analytic><title level="a">Inflection</title><author><persName><forename>M.</forename>
    <surname>Baerman</surname></persName></author></analytic><monogr><title level="j">Language</title><imprint>
    <biblScope
    unit="page" from="1" to="29"/><date when="2013"/></imprint></monogr></biblStruct>
    <bibl n="2">Pipes, <title level="m">Lenin</title>, 1923.</bibl></listBibl></back>"""


def test_works_are_read_where_there_are_no_notes() -> None:
    first, second = (block for block in read("<p>A</p>", WORKS) if block.kind)
    assert first.text.plain == "Inflection, M. Baerman, Language, 1–29, 2013."
    assert first.text.emphasis == ((24, 32),)
    assert (second.label, second.text.plain, second.kind) == ("2", "Pipes, Lenin, 1923.", NoteKind.REFERENCE)


def test_works_are_left_out_where_there_are_notes() -> None:
    assert notes("<p>A<note>Pipes.</note></p>", WORKS) == [("1", "Pipes.")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<?xml version="1.0"?>\n<?xml-model href="x"?><TEI xmlns="http://www.tei-c.org/ns/1.0">', True),
        (b"<TEI.2>", True),
        (b'<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0">', True),
        (b"<text>", False),
        (b"The <TEI> element", False),
    ],
    ids=str,
)
def test_recognizes(head: bytes, expected: bool) -> None:
    assert Tei().recognizes(head) is expected
