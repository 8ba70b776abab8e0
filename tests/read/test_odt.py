from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind
from citecheck.read.odt import Fodt, Odt
from citecheck.text import spaced

NAMES = {
    "office": "office",
    "text": "text",
    "style": "style",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
}
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in NAMES.items()
)
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
MEDIA = "application/vnd.oasis.opendocument.text"


def style(name: str, family: str = "text", properties: str = "", parent: str = "") -> str:
    kind = "paragraph" if "break" in properties else "text"
    inner = f"<style:{kind}-properties {properties}/>" if properties else ""
    heir = f'style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}" {heir}>{inner}</style:style>'


AUTOMATIC = (
    style("Italic", properties='fo:font-style="italic"')
    + style("Slanted", properties='fo:font-style="oblique"')
    + style("Upright", properties='fo:font-style="normal"')
    + style("Heir", parent="Emphasis")
    + style("Loop", parent="Loop")
    + style("Super", properties='style:text-position="33% 58%"')
    + style("Sub", properties='style:text-position="-33% 58%"')
    + style("Hidden", properties='text:display="none"')
    + style("Italic", "paragraph", 'fo:font-style="italic"')
    + style("Top", "paragraph", 'fo:break-before="page"')
    + style("Column", "paragraph", 'fo:break-before="column"')
)
COMMON = """
<style:default-style style:family="paragraph"><style:text-properties fo:language="de"/></style:default-style>
<style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
"""


def note(*paragraphs: str, number: str = "", kind: str = "footnote", key: str = "", label: str = "") -> str:
    attributes = f' text:label="{label}"' if label else ""
    citation = f"<text:note-citation{attributes}>{number}</text:note-citation>" if number or label else ""
    body = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    identity = f'text:id="{key}"' if key else ""
    return (
        f'<text:note text:note-class="{kind}" {identity}>{citation}<text:note-body>{body}</text:note-body></text:note>'
    )


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def flat(body: str, common: str = COMMON) -> bytes:
    styles = f"<office:styles>{common}</office:styles><office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return f'<office:document {NAMESPACES} office:mimetype="{MEDIA}">{styles}{text}</office:document>'.encode()


def zipped(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def odt(body: str, common: str = COMMON) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {NAMESPACES}><office:styles>{common}</office:styles></office:document-styles>"
    return zipped({"mimetype": MEDIA, "content.xml": content, "styles.xml": styles})


def read(body: str, common: str = COMMON) -> Document:
    document = Odt().read(odt(body, common), Path("essay.odt"))
    same = Fodt().read(flat(body, common), Path("essay.odt"))
    assert document.blocks == same.blocks
    return document


def notes(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind]


def only(body: str) -> Block:
    return read(p(body)).blocks[0]


def italics(block: Block) -> list[str]:
    return [block.text.plain[a:b] for a, b in block.text.emphasis]


def test_a_note_follows_its_paragraph_and_both_bear_the_same_key():
    document = read(p("Marxists" + note("Cliff, p. 4.", number="1", key="ftn7") + ", all.") + p("Next."))
    first, cited, following = document.blocks
    assert (first.text.plain, following.text.plain) == ("Marxists, all.", "Next.")
    assert (first.calls[0].offset, first.calls[0].label, first.calls[0].key) == (8, "1", "ftn7")
    assert (cited.text.plain, cited.kind, cited.label, cited.key) == ("Cliff, p. 4.", NoteKind.FOOTNOTE, "1", "ftn7")
    assert (document.format, document.language) == ("odt", "de")


def test_endnotes_stand_at_the_end():
    document = read(p("One" + note("End.", kind="endnote") + " two" + note("Foot.")) + p("Last."))
    assert [(b.text.plain, b.label) for b in document.blocks] == [
        ("One two", ""),
        ("Foot.", "1"),
        ("Last.", ""),
        ("End.", "i"),
    ]


def test_notes_without_ids_or_with_the_same_are_kept_apart():
    document = read(p("a" + note("A", key="n") + "b" + note("B", key="n") + "c" + note("C")))
    assert [b.text.plain for b in notes(document)] == ["A", "B", "C"]
    assert len({b.key for b in notes(document)}) == 3


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('style:num-format="1"', ["1", "2"]),
        ('style:num-format="i" text:start-value="3"', ["iv", "v"]),
        ('style:num-format="a" text:start-value="26"', ["aa", "ab"]),
        ('style:num-format="a" style:num-letter-sync="true" text:start-value="26"', ["aa", "bb"]),
        ('style:num-format="一, 二, 三, ..."', ["1", "2"]),
        ('style:num-format="A" text:note-class="endnote"', ["1", "2"]),
        ('text:start-numbering-at="chapter"', ["1", "1"]),
        ('text:start-numbering-at="page"', ["1", "2"]),
    ],
    ids=str,
)
def test_numbers_that_the_file_does_not_hold_are_counted(settings, expected):
    class_ = "" if "note-class" in settings else 'text:note-class="footnote"'
    common = f"<text:notes-configuration {class_} {settings}/>"
    heading = '<text:h text:outline-level="{}">H</text:h>'
    body = heading.format(1) + p("a" + note("A")) + heading.format(1) + p("b" + note("B"))
    assert [b.label for b in notes(read(body, common))] == expected
    within = p("a" + note("A")) + heading.format(2) + p("b" + note("B"))
    if "chapter" in settings:
        assert [b.label for b in notes(read(within, common))] == ["1", "2"]


def test_numbers_that_the_file_holds_are_kept():
    assert [b.label for b in notes(read(p("a" + note("A", number="5") + note("B", number="7"))))] == ["5", "7"]


def test_a_sign_of_the_authors_own_is_left_out_of_the_count():
    document = read(p("T" + note("* Thanks.", number="*", label="*") + "a" + note("* A.")))
    assert [(b.label, b.text.plain) for b in notes(document)] == [("*", "Thanks."), ("1", "* A.")]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('a<text:s text:c="3"/>b', "a b"),
        ("a<text:tab/>b<text:line-break/>c", "a b c"),
        ("a\n   b  c", "a b c"),
        ("a<office:annotation><dc:creator>N.N.</dc:creator><text:p>Note!</text:p></office:annotation>b", "ab"),
        ('a<text:change-start text:change-id="1"/>b<text:change-end text:change-id="1"/>', "ab"),
        ("p. <text:page-number>7</text:page-number>", "p. 7"),
        (span("Hidden", "secret") + "seen", "seen"),
        ("<text:ruby><text:ruby-base>kanji</text:ruby-base><text:ruby-text>kana</text:ruby-text></text:ruby>", "kanji"),
        ('<text:a xlink:href="https://example.org/a">site</text:a>', "site"),
    ],
    ids=str,
)
def test_characters(xml, expected):
    assert only(xml).text.plain == expected


def inside(tags: str, inner: str) -> str:
    """The text inside elements, the outermost first."""
    for tag in reversed(tags.split()):
        inner = f"<{tag}>{inner}</{tag}>"
    return inner


def test_struck_text_is_kept_apart_from_the_text_and_is_not_read():
    struck = inside("text:tracked-changes text:changed-region text:deletion", p("gone" + note("N")))
    assert [b.text.plain for b in read(struck + p("Text.")).blocks] == ["Text."]


def test_notes_in_tables_lists_sections_and_frames():
    frame = inside("draw:frame draw:text-box", p("Boxed" + note("3")))
    body = (
        inside("table:table table:table-row table:table-cell", p("Cell" + note("1")))
        + inside("text:list text:list-item", p("Item" + note("2")))
        + inside("text:section", p(f"Before {frame}after"))
    )
    assert [b.text.plain for b in read(body).blocks] == ["Cell", "1", "Item", "2", "Before after", "Boxed", "3"]


def test_a_note_of_several_paragraphs_is_one_text():
    assert notes(read(p("a" + note("One.", "Two."))))[0].text.plain == "One.\nTwo."


@pytest.mark.parametrize(
    ("xml", "style", "expected"),
    [
        (span("Italic", "Capital"), "Standard", ["Capital"]),
        (span("Slanted", "Capital"), "Standard", ["Capital"]),
        (span("Heir", "Capital"), "Standard", ["Capital"]),
        (span("Loop", "Capital"), "Standard", []),
        (span("Unknown", "Capital"), "Standard", []),
        ("Capital " + span("Upright", "and"), "Italic", ["Capital"]),
        (span("Italic", "What " + span("Loop", "Is") + span("Upright", " not")), "Standard", ["What Is"]),
        ("Capital", "Standard", []),
    ],
    ids=str,
)
def test_italics(xml, style, expected):
    assert italics(read(p(xml, style)).blocks[0]) == expected


def test_italics_of_the_text_do_not_reach_into_the_note():
    document = read(p(span("Italic", "Title" + note("Plain."))))
    assert [italics(b) for b in document.blocks] == [["Title"], []]


@pytest.mark.parametrize(
    ("url", "shown", "expected"),
    [
        ("https://doi.org/10.1000/xyz", "The Title", "The Title <https://doi.org/10.1000/xyz>."),
        ("https://doi.org/10.1000/xyz", "https://dx.doi.org/10.1000/xyz", "https://dx.doi.org/10.1000/xyz."),
        ("#anchor", "above", "above."),
    ],
    ids=str,
)
def test_a_doi_that_a_link_hides_is_shown(url, shown, expected):
    link = f'<text:a xlink:href="{url}">{shown}</text:a>.'
    assert notes(read(p("a" + note(link))))[0].text.plain == expected


def test_the_works_that_zotero_hides_in_reference_marks_are_kept():
    item = {"citationItems": [{"itemData": {"type": "book", "title": "Capital"}}]}
    name = f"ZOTERO_ITEM CSL_CITATION {json.dumps(item)} RND1".replace('"', "&quot;")
    marked = f'See <text:reference-mark-start text:name="{name}"/>Marx<text:reference-mark-end text:name="{name}"/>, 4.'
    block = notes(read(p("a" + note(marked))))[0]
    assert [(block.text.plain[a:b], w.title) for a, b, w in block.embedded] == [("Marx", "Capital")]
    other = marked.replace("CSL_CITATION", "elsewhere")
    assert notes(read(p("a" + note(other))))[0].embedded == ()


def test_pages_are_counted_at_soft_and_explicit_breaks():
    body = (
        p("One" + note("A"))
        + p("two <text:soft-page-break/>three" + note("B"))
        + p("four", "Top")
        + p("five", "Column")
    )
    document = read(body)
    assert [(b.text.plain, b.place.page) for b in document.blocks] == [
        ("One", 1), ("A", 1), ("two three", 1), ("B", 2), ("four", 3), ("five", 3),
    ]  # fmt: skip
    assert {b.place.page for b in read(p("One") + p("two", "Column")).blocks} == {None}


def test_notes_typed_by_hand_are_found_by_their_raised_numbers():
    body = (
        p("Marxists" + span("Super", "1") + " say so." + span("Sub", "2"))
        + "<text:h>Notes</text:h>"
        + p("1. Cliff, p. 4.")
    )
    document = read(body)
    assert [(b.label, b.text.plain) for b in notes(document)] == [("1", "Cliff, p. 4.")]
    assert document.blocks[0].text.plain == "Marxists say so.2"


@pytest.mark.parametrize(
    ("reader", "data", "said"),
    [
        (Odt(), b"", "not a whole document"),
        (Odt(), odt(p("a"))[:-30], "not a whole document"),
        (Odt(), zipped({"mimetype": MEDIA}), "without content.xml"),
        (Odt(), zipped({"content.xml": "<a/>"}), "holds no text"),
        (Odt(), zipped({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}), "password"),
        (Fodt(), b"<office:document", "damaged"),
        (Fodt(), b"", "damaged"),
        (Fodt(), b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "entities"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(reader, data, said):
    with pytest.raises(ReadError, match=r"^essay\.odt: ") as caught:
        reader.read(data, Path("essay.odt"))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (odt("")[:4096], "odt"),
        (flat("")[:4096], "fodt"),
        (zipped({"mimetype": "application/epub+zip"}), ""),
        (zipped({"a.txt": MEDIA}), ""),
        (f"An essay on {MEDIA}".encode(), ""),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_recognizes(head, expected):
    assert (Odt().recognizes(head), Fodt().recognizes(head)) == (expected == "odt", expected == "fodt")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), max_size=12), max_size=6))
def test_whatever_the_spans_the_note_is_their_text(texts):
    escaped = [t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for t in texts]
    spans = "x" + "".join(span("Italic" if i % 2 else "Loop", text) for i, text in enumerate(escaped))
    block = notes(Fodt().read(flat(p("a" + note(spans))), Path("a.fodt")))[0]
    assert spaced(block.text.plain) == spaced("x" + "".join(texts).replace("\u00ad", ""))
    assert all(0 <= a < b <= len(block.text.plain) for a, b in block.text.emphasis)
