from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import Block, NoteKind
from citecheck.read.docbook import DocBook

PATH = Path("a.dbk")


def read(inside: str) -> tuple[Block, ...]:
    return (
        DocBook()
        .read(f'<book xmlns="http://docbook.org/ns/docbook" xml:lang="en">{inside}</book>'.encode(), PATH)
        .blocks
    )


def test_footnotes_are_numbered_by_chapter_and_may_be_called_again() -> None:
    found = read(
        """<chapter><title>One</title><para>A<footnote xml:id="f"><para>Pipes, <citetitle>Lenin</citetitle>.</para>
        </footnote>
        b<footnote label="*"><para>Cliff.</para></footnote> c<footnoteref linkend="f"/>.</para></chapter>
        <chapter><title>Two</title><para>D<footnote><para>Marx.</para></footnote>.</para></chapter>"""
    )
    assert [(b.label, b.text.plain, b.scope) for b in found] == [
        ("", "One", 1), ("", "A b c.", 1), ("1", "Pipes, Lenin.", 1), ("*", "Cliff.", 1), ("", "Two", 2), ("", "D.", 2),
        ("1", "Marx.", 2),
    ]  # fmt: skip
    assert [(call.label, call.key) for call in found[1].calls] == [("1", "f"), ("*", found[3].key), ("1", "f")]
    assert found[2].text.emphasis == ((7, 12),)


@pytest.mark.parametrize(
    ("emphasis", "slanted"),
    [
        ("<emphasis>x</emphasis>", True),
        ('<emphasis role="italic">x</emphasis>', True),
        ('<emphasis role="strong">x</emphasis>', False),
    ],
    ids=str,
)
def test_emphasis(emphasis: str, slanted: bool) -> None:
    (block,) = read(f"<chapter><para>A {emphasis}</para></chapter>")
    assert bool(block.text.emphasis) is slanted


def test_version_4_and_what_is_no_text() -> None:
    source = """<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd"><article lang="de">
    <articleinfo>
    <date>2020</date></articleinfo><para>A&mdash;<indexterm><primary>Pipes</primary></indexterm>b<footnote
    id="f"><para>C.</para>
    </footnote></para></article>"""
    document = DocBook().read(source.encode(), PATH)
    assert [(block.text.plain, block.key) for block in document.blocks] == [("A—b", ""), ("C.", "f")]
    assert document.language == "de"


def test_a_bibliography_is_read_where_there_are_no_notes() -> None:
    works = """<bibliography><title>Works</title><biblioentry xml:id="p"><author><personname><firstname>R.</firstname>
    <surname>Pipes</surname></personname></author><title>Lenin</title><pubdate>1923</pubdate></biblioentry>
    <bibliomixed>Cliff, <citetitle>Trotsky</citetitle>.</bibliomixed></bibliography>"""
    found = [
        (block.kind, block.text.plain) for block in read(f"<chapter><para>A</para></chapter>{works}") if block.kind
    ]
    assert found == [(NoteKind.REFERENCE, "R. Pipes, Lenin, 1923."), (NoteKind.REFERENCE, "Cliff, Trotsky.")]
    noted = read(f"<chapter><para>A<footnote><para>B.</para></footnote></para></chapter>{works}")
    assert [block.text.plain for block in noted if block.kind] == ["B."]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<book xmlns="http://docbook.org/ns/docbook">', True),
        (b'<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd"><book>', True),
        (b"<book>", False),
        (b'<article article-type="research-article">', False),
        (b"<para>http://docbook.org/ns/docbook</para>", False),
    ],
    ids=str,
)
def test_recognizes(head: bytes, expected: bool) -> None:
    assert DocBook().recognizes(head) is expected
