"""What is no note, whatever links to it; and marks and notes that do not go in pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import Block, NoteKind
from citecheck.read.html import Html


def read(body: str) -> tuple[Block, ...]:
    return Html().read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), Path("page.html")).blocks


def notes(body: str) -> list[Block]:
    return [block for block in read(body) if block.kind]


NO_NOTES = {
    "contents and chapters that link back": """<p><a id="toc1" href="#ch1">I</a> <a id="toc2" href="#ch2">II</a></p>
        <h2><a id="ch1" href="#toc1">I</a></h2><p>It was late.</p><h2 id="ch2"><a href="#toc2">II</a></h2><p>It was
        later.</p>""",
    "contents and chapters in divisions": """<p><a id="t1" href="#c1">1</a></p><div id="c1"><h2>One <a
        href="#t1">1</a></h2>
        <p>It was late.</p></div>""",
    "page numbers": """<p>Index: Lenin, <a href="#p12">12</a>, <a href="#p13">13</a></p>
        <p><a id="p12"></a>It was late. <a id="p13"></a>It was later.</p>""",
    "exponents": "<p>It weighs 10<sup>6</sup> g, and x<sup>2</sup>.</p><p id='fn6'>Six.</p>",
    "cited works": """<p>So it was <a href="#ref-x" role="doc-biblioref">[4]</a>.</p><div id="ref-x">[4] Pipes, 1923. <a
        href="#top">back</a></div>""",
    "figures": '<p>See <a href="#f1" id="r1">1</a>.</p><figure id="f1"><p>A map. <a href="#r1">1</a></p></figure>',
    "links of the generator": """<p>See <a class="reference internal" href="#intro">the introduction</a>.</p>
        <p id="intro">It was late.</p>""",
    "menus": '<nav><a href="#n1">1</a></nav><p id="x">It was late.</p><div id="n1"><h2>One</h2></div>',
    "footnotes nowhere": '<p>See <a href="https://example.org/page#fn1">1</a>.</p>',
    "an anchor that is everything": '<div id="n1"><p>Back to <a href="#n1">1</a>.</p></div>',
}  # fmt: skip


@pytest.mark.parametrize("case", NO_NOTES, ids=str)
def test_no_note_is_invented(case: str) -> None:
    assert notes(NO_NOTES[case]) == []


def test_a_cross_reference_to_a_note_is_text() -> None:
    body = """<p>He said so.<sup><a href="#fn1">1</a></sup> See note <a href="#fn1">1</a>.</p><p id="fn1">1. Pipes,
        Lenin.</p>"""
    running, note = read(body)
    assert (running.text.plain, len(running.calls), note.text.plain) == ("He said so. See note 1.", 1, "Pipes, Lenin.")


def test_a_note_cited_from_several_places_is_one() -> None:
    body = """<p>One.<sup class="reference" id="cite_ref-a_1-0"><a href="#cite_note-a-1">[1]</a></sup> Two.<sup
        class="reference"
    id="cite_ref-a_1-1"><a href="#cite_note-a-1">[1]</a></sup></p><ol class="references"><li id="cite_note-a-1"><span
    class="mw-cite-backlink">^ <a href="#cite_ref-a_1-0"><sup><i><b>a</b></i></sup></a> <a
        href="#cite_ref-a_1-1"><sup>b</sup></a>
    </span> <span class="reference-text">Pipes, 1923.</span></li></ol>"""
    running, note = read(body)
    assert [call.key for call in running.calls] == [note.key, note.key]
    assert (running.text.plain, note.text.plain) == ("One. Two.", "Pipes, 1923.")


def test_a_note_may_call_a_note() -> None:
    body = """<p>One.<sup class="reference" id="r1"><a href="#cite_note-1">[n 1]</a></sup></p>
    <ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#r1">^</a></span> So he
    says.<sup class="reference" id="r2"><a href="#cite_note-2">[1]</a></sup></li></ol>
    <ol class="references"><li id="cite_note-2"><span class="mw-cite-backlink"><a href="#r2">^</a></span> Pipes,
        1923.</li></ol>"""
    _, first, second = read(body)
    assert (first.label, first.text.plain, first.calls[0].key) == ("n 1", "So he says.", second.key)
    assert second.label == "1"


def test_a_mark_whose_note_is_missing_stays_a_mark() -> None:
    (running,) = read('<p>He said so.<a href="#fn7" class="footnote-ref"><sup>7</sup></a></p>')
    assert [(call.label, call.key) for call in running.calls] == [("7", "")]


@pytest.mark.parametrize(
    "body",
    [
        '<section role="doc-endnotes"><ol start="3"><li id="fn3">Pipes, 1923.</li></ol></section>',
        '<ol class="references"><li id="x"></li><li></li><li id="cite_note-9">Pipes, 1923.</li></ol>',
    ],
    ids=["a list", "a later item"],
)
def test_a_note_that_nothing_calls_is_a_note(body: str) -> None:
    (note,) = notes(body)
    assert (note.label, note.text.plain) == ("3", "Pipes, 1923.")


def test_a_declared_note_that_nothing_calls_is_a_note() -> None:
    (note,) = notes('<p>Text.</p><aside epub:type="footnote" id="f">Pipes, 1923.</aside>')
    assert (note.label, note.kind) == ("", NoteKind.FOOTNOTE)


def test_a_number_that_opens_a_numbered_note_is_its_own() -> None:
    body = """<p>One.<a class="footnote-ref" href="#fn1">1</a></p><section class="footnotes"><ol><li id="fn1">1. Mai
        1917.</li></ol>
    </section>"""
    assert notes(body)[0].text.plain == "1. Mai 1917."


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="https://doi.org/10.1000/xyz">His book</a>', "His book <https://doi.org/10.1000/xyz>."),
        ('<a href="http://dx.doi.org/10.1000%2Fxyz">His book</a>', "His book <https://doi.org/10.1000/xyz>."),
        ('<a href="https://doi.org/10.1000/xyz">doi:10.1000/XYZ</a>', "doi:10.1000/XYZ."),
        ('<a href="https://example.org/10/05/his-book">His book</a>', "His book."),
    ],
    ids=str,
)
def test_a_hidden_doi_is_kept(link: str, expected: str) -> None:
    (note,) = notes(f'<p>One.<a class="footnote-ref" href="#fn1">1</a></p><div id="fn1">{link}.</div>')
    assert note.text.plain == expected


def test_long_links_and_lists_take_linear_time() -> None:
    marks = "".join(f'<sup><a href="#fn{n}" id="r{n}">{n}</a></sup>' for n in range(1, 3001))
    texts = "".join(f'<li id="fn{n}"><p>Pipes {n}. <a href="#r{n}">^</a></p></li>' for n in range(1, 3001))
    assert len(notes(f"<p>{'[' * 20000}{marks}</p><ol>{texts}</ol>")) == 3000


@pytest.mark.parametrize(
    ("link", "links"),
    [
        ('<a href="https://example.org/a">His book</a>', ((4, 12, "https://example.org/a"),)),
        ('<a href="https://example.org/a">www.example.org/a</a>', ()),
        ('<a href="/wiki/Lenin">His book</a>', ()),
        ('<a href="mailto:a@example.org">His book</a>', ()),
    ],
    ids=str,
)
def test_other_addresses_go_beside_the_text(link: str, links: tuple[tuple[int, int, str], ...]) -> None:
    (note,) = notes(f'<p>One.<a class="footnote-ref" href="#fn1">1</a></p><div id="fn1">1. See {link}.</div>')
    assert note.text.links == links
