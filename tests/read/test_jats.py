from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.model import Block, NoteKind
from citecheck.read.jats import Jats

PATH = Path("article.xml")
HEAD = '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="fr">'


def read(inside: str) -> tuple[Block, ...]:
    return Jats().read(f"{HEAD}{inside}</article>".encode(), PATH).blocks


def notes(inside: str) -> list[tuple[str, str]]:
    return [(block.label, block.text.plain) for block in read(inside) if block.kind]


def test_notes_at_the_end_and_their_marks() -> None:
    running, first, second = read(
        """<body><p>Il le dit<sup><xref ref-type="fn" rid="n1">1</xref>, <xref
        ref-type="fn" rid="n2">2</xref></sup>.</p></body>
        <back><fn-group><fn id="n1"><label>1</label><p>Pipes, <italic>Lénine</italic>.</p></fn>
        <fn id="n2"><label><sup>2</sup></label><p>Ibid.</p><p>Page 4.</p></fn></fn-group></back>"""
    )
    assert running.text.plain == "Il le dit."
    assert [(call.label, call.key, call.offset) for call in running.calls] == [("1", "n1", 9), ("2", "n2", 9)]
    assert (first.label, first.key, first.text.plain, first.text.emphasis) == ("1", "n1", "Pipes, Lénine.", ((7, 13),))
    assert (second.label, second.text.plain, second.kind, second.place.line) == (
        "2",
        "Ibid. Page 4.",
        NoteKind.FOOTNOTE,
        4,
    )


def test_one_mark_for_several_notes_and_one_note_for_several_marks() -> None:
    running, *_ = read(
        """<body><p>A<xref ref-type="fn" rid="n1 n2">1, 2</xref> b<xref ref-type="fn" rid="n1">1</xref></p></body>
        <back><fn-group><fn id="n1"><p>Pipes.</p></fn><fn id="n2"><p>Cliff.</p></fn></fn-group></back>"""
    )
    assert [call.key for call in running.calls] == ["n1", "n2", "n1"]


def test_notes_in_the_text_are_numbered_by_sub_article() -> None:
    found = read(
        """<body><p>A<fn><p>Pipes.</p></fn> b<fn id="x"><label>*</label><p>Cliff.</p></fn>.</p></body>
        <sub-article article-type="translation"><body><p>C<fn><p>Marx.</p></fn>.</p></body></sub-article>"""
    )
    assert [(b.label, b.text.plain, b.scope) for b in found] == [
        ("", "A b.", 0), ("1", "Pipes.", 0), ("*", "Cliff.", 0), ("", "C.", 1), ("1", "Marx.", 1),
    ]  # fmt: skip
    assert [call.key for call in found[0].calls] == [found[1].key, found[2].key]


def test_a_note_that_no_mark_calls_is_one_if_it_is_numbered() -> None:
    inside = """<back><fn-group><fn fn-type="conflict"><p>None declared.</p></fn><fn><label>3</label><p>Pipes.</p></fn>
    </fn-group></back>"""
    assert notes(inside) == [("3", "Pipes.")]
    assert read(inside)[0].text.plain == "None declared."


def test_where_links_lead_is_kept() -> None:
    _, note = read(
        """<body><p>A<fn><p><ext-link xlink:href="https://doi.org/10.1000/xyz">Pipes</ext-link>,
        <ext-link xlink:href="https://example.org/x">Cliff</ext-link>.</p></fn></p></body>"""
    )
    assert note.text.plain == "Pipes <https://doi.org/10.1000/xyz>, Cliff."
    assert note.text.links == ((37, 42, "https://example.org/x"),)


def test_a_mark_without_note_stays_a_mark() -> None:
    (running,) = read('<body><p>A<xref ref-type="fn" rid="gone">9</xref>.</p></body>')
    assert [(call.label, call.key) for call in running.calls] == [("9", "")]


@pytest.mark.parametrize(
    "reference",
    ['<xref ref-type="bibr" rid="r1">Pipes 1923</xref>', '<xref ref-type="fig" rid="f1">Pipes 1923</xref>'],
    ids=str,
)
def test_other_references_are_text(reference: str) -> None:
    (running,) = read(f"<body><p>So {reference}.</p></body>")
    assert (running.text.plain, running.calls) == ("So Pipes 1923.", ())


def test_affiliations_and_data_about_the_journal_are_no_text() -> None:
    found = read(
        """<front><journal-meta><issn>1234-5678</issn></journal-meta><article-meta><title-group>
        <article-title>Lénine</article-title>
        </title-group><contrib-group><contrib><name><surname>Roy</surname><given-names>M.</given-names></name><xref
        ref-type="aff"
        rid="a1">1</xref></contrib></contrib-group><aff id="a1">Paris</aff><volume>3</volume></article-meta></front>"""
    )
    assert [block.text.plain for block in found] == ["Lénine", "Roy M."]


REFERENCES = """<back><ref-list><title>Références</title>
    <ref id="r1"><label>1.</label><mixed-citation>Pipes, R. <source>Lénine</source>. Paris, 1923.</mixed-citation></ref>
    <ref id="r2"><element-citation publication-type="journal"><person-group><name><surname>Cliff</surname>
      <given-names>T.</given-names></name><name><surname>Marx</surname><given-names>K.</given-names></name></person-group>
      <article-title>On <italic>Capital</italic> again</article-title><source>Past</source><year>1955</year>
      </element-citation>
    </ref></ref-list></back>"""


def test_references_are_read_where_there_are_no_notes() -> None:
    first, second = (block for block in read(REFERENCES) if block.kind)
    assert (first.kind, first.label, first.text.plain) == (NoteKind.REFERENCE, "1", "Pipes, R. Lénine. Paris, 1923.")
    assert second.text.plain == "Cliff T., Marx K., On Capital again, Past, 1955."
    assert second.text.emphasis == ((22, 29), (37, 41))


def test_references_are_left_out_where_there_are_notes() -> None:
    assert notes(f"<body><p>A<fn><p>Pipes.</p></fn></p></body>{REFERENCES}") == [("1", "Pipes.")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEAD.encode(), True),
        (
            b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2//EN" "j.dtd"><article>',
            True,
        ),
        (b'<!DOCTYPE book PUBLIC "-//NLM//DTD BITS Book Interchange DTD v2.0 20151225//EN" "b.dtd">\n<book>', True),
        (b"<article>", False),
        (b'<article xmlns="http://docbook.org/ns/docbook" version="5.0">', False),
        (b"<html><article article-type='x'>", False),
        (b"An <article article-type='x'>", False),
    ],
    ids=str,
)
def test_recognizes(head: bytes, expected: bool) -> None:
    assert Jats().recognizes(head) is expected


def test_language_and_another_kind_of_xml() -> None:
    assert Jats().read(f"{HEAD}<body><p>A</p></body></article>".encode(), PATH).language == "fr"
    with pytest.raises(ReadError, match="not JATS"):
        Jats().read(b"<TEI/>", PATH)
