from __future__ import annotations

import base64
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind
from citecheck.read.docx import Docx
from citecheck.text import spaced

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def call(number: int, kind: str = "footnote", attributes: str = "", sign: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}" {attributes}/>{sign}</w:r>'


def note(number: int, *runs: str, kind: str = "footnote", attributes: str = "") -> str:
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{number}" {attributes}><w:p>{mark}{run(" ")}{"".join(runs)}</w:p></w:{kind}>'


def twice(new: str, old: str) -> str:
    alternatives = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<mc:AlternateContent>{alternatives}</mc:AlternateContent>"


def relations(*links: tuple[str, str, str]) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}">'
        + "".join(f'<Relationship Id="{i}" Type="{t}" {rest}/>' for i, t, rest in links)
        + "</Relationships>"
    )


def word(
    body: str,
    footnotes: str = "",
    endnotes: str = "",
    styles: str = "",
    settings: str = "",
    addresses: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A docx; `addresses` are links of the footnotes part by id."""
    parts = {
        "_rels/.rels": relations(("r1", f"{OFFICE}/officeDocument", 'Target="word/document.xml"')),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {NAMESPACES}>{endnotes}</w:endnotes>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/settings.xml": f"<w:settings {NAMESPACES}>{settings}</w:settings>",
        "word/_rels/document.xml.rels": relations(
            *(
                (f"p{name}", f"{OFFICE}/{name}", f'Target="{name}.xml"')
                for name in ("footnotes", "endnotes", "styles", "settings")
            )
        ),
        "word/_rels/footnotes.xml.rels": relations(
            *((name, f"{OFFICE}/hyperlink", f'Target="{url}" TargetMode="External"') for name, url in addresses)
        ),
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def read(data: bytes) -> Document:
    return Docx().read(data, Path("essay.docx"))


def noted(*runs: str, **parts: object) -> Block:
    """The one note of a document whose note holds these runs."""
    found = notes(read(word(paragraph(run("Text."), call(1)), note(1, *runs), **parts)))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def bodied(*runs: str, **parts: object) -> Block:
    return read(word(paragraph(*runs), **parts)).blocks[0]  # type: ignore[arg-type]


def notes(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind]


def italics(block: Block) -> list[str]:
    return [block.text.plain[a:b] for a, b in block.text.emphasis]


def labels(document: Document) -> list[str]:
    return [c.label for b in document.blocks for c in b.calls]


def test_a_note_follows_its_paragraph_and_both_bear_the_same_key():
    document = read(
        word(
            paragraph(run("Marxists"), call(7), run(", all of them.")) + paragraph(run("Next.")),
            note(7, run("Cliff, p. 4.")),
        )
    )
    first, cited, following = document.blocks
    assert (first.text.plain, following.text.plain) == ("Marxists, all of them.", "Next.")
    assert (first.calls[0].offset, first.calls[0].label, first.calls[0].sure) == (8, "1", True)
    assert (cited.text.plain, cited.kind, cited.label) == ("Cliff, p. 4.", NoteKind.FOOTNOTE, "1")
    assert cited.key == first.calls[0].key
    assert document.format == "docx"
    assert cited.place.page is None


def test_endnotes_stand_at_the_end_under_numbers_of_their_own():
    body = paragraph(run("One"), call(1, "endnote"), run("two"), call(1)) + paragraph(run("End."))
    document = read(word(body, note(1, run("Foot.")), note(1, run("End note."), kind="endnote")))
    assert [b.text.plain for b in document.blocks] == ["Onetwo", "Foot.", "End.", "End note."]
    assert labels(document) == ["i", "1"]
    assert len({b.key for b in notes(document)}) == 2


def test_lines_between_text_and_notes_are_no_notes():
    separators = note(-1, attributes='w:type="separator"') + note(0, attributes='w:type="continuationSeparator"')
    document = read(
        word(paragraph(run("Text."), call(1)), separators + note(1, run("Note."), attributes='w:type="normal"'))
    )
    assert [b.text.plain for b in notes(document)] == ["Note."]


def test_a_note_that_nothing_calls_comes_last_without_a_number():
    document = read(word(paragraph(run("Text."), call(2)), note(1, run("Lost.")) + note(2, run("Found."))))
    assert [(b.text.plain, b.label) for b in notes(document)] == [("Found.", "1"), ("Lost.", "")]


def test_a_mark_without_a_note_stays_a_mark():
    assert labels(read(word(paragraph(run("Text."), call(9))))) == ["1"]


# --- numbers


def three(settings: str = "", between: str = "", section: str = "") -> list[str]:
    """The labels of three notes; `between` stands after the first, `section` in the first two paragraphs."""
    body = (
        paragraph(run("a"), call(1), between, properties=section)
        + paragraph(run("b"), call(2))
        + paragraph(run("c"), call(3))
    )
    return labels(read(word(body, "".join(note(i, run("n")) for i in (1, 2, 3)), settings=settings)))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["1", "2", "3"]),
        ('<w:numFmt w:val="lowerRoman"/>', ["i", "ii", "iii"]),
        ('<w:numFmt w:val="upperLetter"/><w:numStart w:val="25"/>', ["Y", "Z", "AA"]),
        ('<w:numFmt w:val="chicago"/><w:numStart w:val="3"/>', ["‡", "§", "**"]),
        ('<w:numFmt w:val="decimalFullWidth"/>', ["1", "2", "3"]),
        ('<w:numStart w:val="none"/>', ["1", "2", "3"]),
    ],
    ids=str,
)
def test_numbers_are_counted_as_the_settings_say(settings, expected):
    assert three(f"<w:footnotePr>{settings}</w:footnotePr>") == expected


def test_settings_of_endnotes_are_not_those_of_footnotes():
    assert three('<w:endnotePr><w:numFmt w:val="upperRoman"/></w:endnotePr>') == ["1", "2", "3"]


def test_numbers_begin_anew_with_each_section_where_a_section_says_so():
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    assert three(section=section) == ["1", "2", "3"]  # the second section does not say so
    assert three('<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', section="<w:sectPr/>") == [
        "1",
        "1",
        "2",
    ]


def test_numbers_begin_anew_on_each_page_only_where_pages_are_known():
    settings = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    assert three(settings) == ["1", "2", "3"]
    assert three(settings, between='<w:r><w:br w:type="page"/></w:r>') == ["1", "1", "2"]
    assert three(settings, between='<w:r><w:br w:type="column"/></w:r>') == ["1", "2", "3"]


def test_a_sign_of_the_authors_own_is_left_out_of_text_count_and_note():
    star = call(1, attributes='w:customMarkFollows="1"', sign="<w:t>*</w:t>")
    body = paragraph(run("Title"), star, run(" goes on"), call(2))
    own = f'<w:footnote w:id="1"><w:p>{run("*")}{run(" With thanks.")}</w:p></w:footnote>'
    document = read(word(body, own + note(2, run("* is kept here."))))
    assert document.blocks[0].text.plain == "Title goes on"
    assert [(b.label, b.text.plain) for b in notes(document)] == [("*", "With thanks."), ("1", "* is kept here.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". Cliff.", "Cliff."),
        (") Cliff.", "Cliff."),
        (".5 per cent", ".5 per cent"),
        ("... and so on", "... and so on"),
    ],
    ids=str,
)
def test_a_stop_after_the_number_is_no_part_of_the_note(text, expected):
    assert noted(run(text)).text.plain == expected


# --- changes


def test_struck_text_and_struck_notes_are_gone_and_insertions_stay():
    struck = f'<w:del w:id="9">{call(1)}<w:r><w:delText>old</w:delText></w:r></w:del>'
    body = paragraph(
        run("A "),
        struck,
        f"<w:ins>{run('new')}{call(2)}</w:ins>",
        f"<w:moveFrom>{run('x')}</w:moveFrom>",
        f"<w:moveTo>{run(' y')}</w:moveTo>",
    )
    document = read(word(body, note(1, run("Struck.")) + note(2, run("Kept."))))
    assert document.blocks[0].text.plain == "A new y"
    assert [(b.label, b.text.plain) for b in notes(document)] == [("1", "Kept.")]


def test_a_struck_paragraph_end_joins_two_paragraphs():
    body = paragraph(run("One "), properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(run("two."))
    assert [b.text.plain for b in read(word(body)).blocks] == ["One two."]


def test_an_inserted_paragraph_end_parts_them():
    body = paragraph(run("One "), properties='<w:rPr><w:ins w:id="1"/></w:rPr>') + paragraph(run("two."))
    assert [b.text.plain for b in read(word(body)).blocks] == ["One", "two."]


# --- characters and wrappers


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
        (run("a") + "<w:r><w:br/></w:r>" + run("b"), "a b"),
        (run("12") + "<w:r><w:noBreakHyphen/></w:r>" + run("15"), "12-15"),
        (run("co") + "<w:r><w:softHyphen/></w:r>" + run("operate"), "cooperate"),
        (run("co\u00adop"), "coop"),
        (run("a \n  b") + run("  c"), "a b c"),
        (run("e") + run("\u0301t\u00e9"), "\u00e9t\u00e9"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "\uf04a"),
        ('<w:r><w:sym w:font="Arial" w:char="00A7"/></w:r>', "§"),
        (f"<w:smartTag><w:smartTag>{run('Paris')}</w:smartTag></w:smartTag>", "Paris"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('held')}</w:sdtContent></w:sdt>", "held"),
        ('<w:commentRangeStart w:id="1"/>' + run("a") + '<w:r><w:commentReference w:id="1"/></w:r>', "a"),
        (run("seen") + run("unseen", "<w:vanish/>") + run("!", '<w:vanish w:val="0"/>'), "seen!"),
        (f"<w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('kanji')}</w:rubyBase></w:ruby>", "kanji"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            twice(run("new"), run("old")),
            "new",
        ),
    ],
    ids=str,
)
def test_characters(xml, expected):
    assert bodied(xml).text.plain == expected


def math(name: str, **parts: str) -> str:
    """A part of a formula; what its own parts hold is XML, or the letters of one run."""
    inner = {part: text if text.startswith("<") else letters(text) for part, text in parts.items()}
    return f"<m:{name}>{''.join(f'<m:{part}>{xml}</m:{part}>' for part, xml in inner.items())}</m:{name}>"


def letters(text: str) -> str:
    return f'<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>{text}</m:t></m:r>'


def delimited(begin: str, end: str, *parts: str) -> str:
    properties = f'<m:dPr><m:begChr m:val="{begin}"/><m:endChr m:val="{end}"/></m:dPr>'
    return f"<m:d>{properties}{''.join(f'<m:e>{part}</m:e>' for part in parts)}</m:d>"


ROWS = "".join(f"<m:mr><m:e>{letters(a)}</m:e><m:e>{letters(b)}</m:e></m:mr>" for a, b in ("ab", "cd"))
TOP = '<m:pos m:val="top"/>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (math("sSub", e="g", sub="k"), "g_k"),
        (math("sSub", e="g", sub="12"), "g_12"),
        (math("sSub", e="g", sub="k+1"), "g_(k+1)"),
        (math("sSup", e="x", sup="2"), "x^2"),
        (math("sSup", e=math("sSub", e="g", sub="n"), sup="−1"), "g_n^(−1)"),
        (math("sSubSup", e="x", sub="i", sup="2"), "x_i^2"),
        (math("sPre", sub="6", sup="14", e="C"), "_6^14C"),
        (letters("20") + math("sSup", e="\u200b", sup="th"), "20th"),
        (letters("10") + math("sSup", e="\u200b", sup="7"), "10^7"),
        (letters("B") + math("sSup", e="\u200b", sup="′"), "B′"),
        (math("limUpp", e="→", lim="AB"), "→^AB"),
        (math("limLow", e="lim", lim="x→0"), "lim_(x→0)"),
        (math("f", num="1", den="2"), "1/2"),
        (math("f", num="a+b", den="2c"), "(a+b)/2c"),
        (math("rad", deg="", e="2"), "√2"),
        (math("rad", deg="3", e="x+1"), "3√(x+1)"),
        (math("nary", naryPr='<m:chr m:val="∑"/>', sub="i=1", sup="n", e="i"), "∑_(i=1)^n i"),
        (math("nary", sub="", sup="", e="f"), "∫ f"),
        (math("d", e="a,b"), "(a,b)"),
        (delimited("{", "}", letters("a"), letters("b")), "{a|b}"),
        (delimited("[", "", letters("a")), "[a"),
        (math("func", fName="log", e="x"), "log x"),
        (math("func", fName="log", e=math("d", e="x")), "log(x)"),
        (math("acc", e="x"), "x\u0302"),
        (math("bar", barPr=TOP, e="x"), "x\u0305"),
        (f"<m:m>{ROWS}</m:m>", "a, b; c, d"),
        (f"<m:eqArr><m:e>{letters('a=1')}</m:e><m:e>{letters('b=2')}</m:e></m:eqArr>", "a=1; b=2"),
        (math("groupChr", e="ab"), "ab"),
        (math("unheard", e="ab"), "ab"),
        (math("sSub", e=f"<w:del>{letters('x')}</w:del>{letters('y')}", sub="k"), "y_k"),
        ("", ""),
    ],
    ids=str,
)
def test_a_formula_is_one_line_of_text(xml, text):
    formula = f"<m:oMath>{xml}</m:oMath>"
    shown = notes(read(word(paragraph(run("T"), call(1)), note(1, run("See "), formula, run(", p. 4.")))))[0].text.plain
    assert unicodedata.normalize("NFC", f"See {text}, p. 4.") == shown


def ole(program: str) -> str:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    return f'<w:r><w:object><o:OLEObject {office} ProgID="{program}"/></w:object></w:r>'


@pytest.mark.parametrize(
    ("program", "count"), [("Equation.DSMT4", 1), ("Equation.3", 1), ("Excel.Sheet.12", 0)], ids=str
)
def test_a_note_with_a_formula_that_is_a_picture_is_kept_and_named(program, count):
    body = paragraph(run("T"), call(1), ole(program), call(2))
    document = read(word(body, note(1, run("Before "), ole(program), run("after.")) + note(2, run("Ibid."))))
    assert [note.text.plain for note in notes(document)] == ["Before after.", "Ibid."]
    assert [warning.split(": holds")[0].partition(": ")[2] for warning in document.warnings] == ["note 1"] * count


def test_notes_in_tables_and_text_boxes_are_read_once():
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('Cell'), call(1))}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph(run('Boxed'), call(2))}</w:txbxContent>"
    drawn = f"<w:r>{twice(f'<w:drawing><a><b>{box}</b></a></w:drawing>', f'<w:pict>{box}</w:pict>')}</w:r>"
    document = read(
        word(cell + paragraph(run("Before "), drawn, run("after.")), note(1, run("One.")) + note(2, run("Two.")))
    )
    assert [b.text.plain for b in document.blocks] == ["Cell", "One.", "Before after.", "Boxed", "Two."]


def test_a_note_of_several_paragraphs_is_one_text():
    two = f'<w:footnote w:id="1">{paragraph(run("One."))}{paragraph(run("Two."))}</w:footnote>'
    assert notes(read(word(paragraph(run("T"), call(1)), two)))[0].text.plain == "One.\nTwo."


# --- italics

STYLES = """
<w:style w:type="character" w:styleId="Emphasis"><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Title2"><w:basedOn w:val="Emphasis"/></w:style>
<w:style w:type="character" w:styleId="Upright"><w:basedOn w:val="Emphasis"/><w:rPr><w:i w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="character" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:rPr><w:i/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "style", "expected"),
    [
        ("<w:i/>", "", True),
        ('<w:i w:val="true"/>', "", True),
        ('<w:i w:val="0"/>', "", False),
        ('<w:i w:val="false"/>', "Quote", False),
        ("<w:iCs/>", "", False),
        ("<w:smallCaps/>", "", False),
        ('<w:rStyle w:val="Emphasis"/>', "", True),
        ('<w:rStyle w:val="Title2"/>', "", True),
        ('<w:rStyle w:val="Upright"/>', "", False),
        ('<w:rStyle w:val="Loop"/>', "", False),
        ('<w:rStyle w:val="Unknown"/>', "", False),
        ("", "Quote", True),
        ('<w:rStyle w:val="Emphasis"/>', "Quote", False),
        ('<w:rStyle w:val="Emphasis"/><w:i/>', "Quote", True),
    ],
    ids=str,
)
def test_italics_come_from_the_run_or_undo_each_other_in_styles(properties, style, expected):
    body = paragraph(run("Capital", properties), properties=f'<w:pStyle w:val="{style}"/>' if style else "")
    assert bool(read(word(body, styles=STYLES)).blocks[0].text.emphasis) is expected


def test_italics_of_a_standard_style_hold_where_none_is_named():
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:i/></w:rPr></w:style>'
    assert italics(bodied("<w:r><w:t>All</w:t></w:r>", styles=styles)) == ["All"]


def test_emphasis_is_known_where_the_styles_do_not_define_it():
    assert italics(bodied(run("a "), run("Capital", '<w:rStyle w:val="Emphasis"/>'))) == ["Capital"]


def test_italics_that_only_a_space_parts_are_one_title_and_spaces_at_the_ends_are_not_italic():
    block = noted(
        run("See "),
        run(" What Is", "<w:i/>"),
        run(" "),
        run("to Be Done? ", "<w:i/>"),
        run("and "),
        run(" ", "<w:i/>"),
        run("x"),
    )
    assert block.text.plain == "See What Is to Be Done? and x"
    assert italics(block) == ["What Is to Be Done?"]


def test_italics_that_a_stop_parts_are_two():
    assert italics(noted(run("One", "<w:i/>"), run(", "), run("Two", "<w:i/>"))) == ["One", "Two"]


# --- links


@pytest.mark.parametrize(
    ("url", "shown", "expected", "linked"),
    [
        ("https://doi.org/10.1000/xyz", "The Title", "The Title <https://doi.org/10.1000/xyz>.", ""),
        ("http://dx.doi.org/10.1000%2Fxyz", "The Title", "The Title <https://doi.org/10.1000/xyz>.", ""),
        ("https://doi.org/10.1000/xyz", "doi:10.1000/XYZ", "doi:10.1000/XYZ.", ""),
        ("https://www.example.org/a/", "example.org/a", "example.org/a.", ""),
        ("https://www.example.org/a", "The Title ", "The Title .", "The Title"),
        ("https://www.example.org/10.1000/xyz", "The Title", "The Title.", "The Title"),
        ("mailto:a@example.org", "write to us", "write to us.", ""),
        ("chapter-3.xhtml", "chapter 3", "chapter 3.", ""),
    ],
    ids=str,
)
def test_a_doi_that_a_link_hides_is_shown_and_other_addresses_are_kept_beside_the_text(url, shown, expected, linked):
    link = f'<w:hyperlink r:id="h">{run(shown)}</w:hyperlink>'
    for text in (
        noted(run("See "), link, run("."), addresses=(("h", url),)).text,
        noted(run("See "), *field(f' HYPERLINK "{url}" ', shown), run(".")).text,
    ):
        assert text.plain == f"See {expected}"
        assert [(text.plain[a:b], address) for a, b, address in text.links] == ([(linked, url)] if linked else [])


def test_a_link_within_the_document_has_no_address():
    assert noted('<w:hyperlink w:anchor="x">' + run("above") + "</w:hyperlink>").text.plain == "above"
    assert noted(*field(' HYPERLINK \\l "x" ', "above")).text.plain == "above"


# --- fields


def field(code: str, shown: str, data: str = "") -> tuple[str, ...]:
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin">{f"<w:fldData>{data}</w:fldData>" if data else ""}</w:fldChar></w:r>'
    )
    text = code.replace("&", "&amp;").replace("<", "&lt;")
    coded = f"<w:r><w:instrText>{text[:9]}</w:instrText></w:r><w:r><w:instrText>{text[9:]}</w:instrText></w:r>"
    return (
        begin,
        coded,
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run(shown),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def csl(*titles: str) -> str:
    return json.dumps(
        {"citationItems": [{"id": i, "itemData": {"type": "book", "title": t}} for i, t in enumerate(titles)]}
    )


ENDNOTE = """<EndNote><Cite><Author>Cliff</Author><Year>1974</Year><record><ref-type name="Book">6</ref-type>
<contributors><authors><author>Cliff, Tony</author></authors></contributors>
<titles><title><style face="italic">State Capitalism</style></title></titles>
<dates><year>1974</year></dates><publisher>Pluto</publisher></record></Cite></EndNote>"""


def embedded(block: Block) -> list[tuple[str, str]]:
    return [(block.text.plain[a:b], work.title) for a, b, work in block.embedded]


@pytest.mark.parametrize("name", ["ADDIN ZOTERO_ITEM CSL_CITATION", "ADDIN CSL_CITATION"], ids=str)
def test_the_works_of_a_reference_manager_are_kept(name):
    block = noted(
        run("See "),
        *field(f" {name} {csl('Capital')} ", "Marx, Capital"),
        run(", p. 4; "),
        *field(f" {name} {csl('A', 'B')}", "A; B."),
    )
    assert block.text.plain == "See Marx, Capital, p. 4; A; B."
    assert embedded(block) == [("Marx, Capital", "Capital"), ("A; B.", "A"), ("A; B.", "B")]


def test_mendeley_cite_keeps_them_in_the_tag_of_a_control():
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(csl("Capital").encode()).decode()
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run("(Marx)")}</w:sdtContent></w:sdt>'
    assert embedded(noted(run("In "), control)) == [("(Marx)", "Capital")]


def test_endnote_keeps_them_in_the_code_or_in_data_of_a_field_within():
    data = base64.b64encode(ENDNOTE.encode()).decode()
    inner = "".join(part for i, part in enumerate(field(" ADDIN EN.CITE.DATA ", "", data)) if i not in (2, 3))
    outer = field(" ADDIN EN.CITE ", "(Cliff 1974)")
    for block in (noted(*field(f" ADDIN EN.CITE {ENDNOTE}", "(Cliff 1974)")), noted(*outer[:2], inner, *outer[2:])):
        assert block.text.plain == "(Cliff 1974)"
        assert embedded(block) == [("(Cliff 1974)", "State Capitalism")]
        work = block.embedded[0][2]
        assert (work.authors[0].family, work.publisher, work.issued and work.issued.year) == ("Cliff", "Pluto", 1974)


@pytest.mark.parametrize(
    "code",
    [
        "ADDIN ZOTERO_ITEM CSL_CITATION {broken",
        "ADDIN ZOTERO_ITEM CSL_CITATION []",
        "ADDIN EN.CITE <EndNote><Cite>",
        "PAGEREF x",
        "ADDIN ZOTERO_BIBL {}",
    ],
    ids=str,
)
def test_a_field_that_holds_no_work_is_its_text(code):
    block = noted(*field(code, "Marx, Capital."))
    assert (block.text.plain, block.embedded) == ("Marx, Capital.", ())


def test_codes_are_not_read_and_one_left_open_ends_with_its_paragraph():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    index = f'{begin}<w:r><w:instrText>XE "Lenin"</w:instrText></w:r>{run("hidden")}{end}'
    document = read(
        word(paragraph(run("a"), index, run("b")) + paragraph(begin, run("lost")) + paragraph(run("found")))
    )
    assert [b.text.plain for b in document.blocks] == ["ab", "found"]


def test_a_field_in_a_field_and_a_simple_one_show_their_results():
    nested = field("IF 1", run("in") and "out")
    code = csl("Capital").replace('"', "&quot;")
    simple = f'<w:fldSimple w:instr="ADDIN CSL_CITATION {code}">{run("Marx")}</w:fldSimple>'
    block = noted(*nested[:3], *field("DATE", "inner "), *nested[3:], run(" "), simple)
    assert block.text.plain == "inner out Marx"
    assert embedded(block) == [("Marx", "Capital")]


# --- pages


def test_pages_are_counted_once_at_explicit_and_at_rendered_breaks():
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph(run("One"), call(1), '<w:r><w:br w:type="page"/></w:r>')
        + paragraph(rendered, run("two "), rendered, run("three"), call(2))
        + paragraph(rendered, run("four"))
    )
    document = read(word(body, note(1, run("a")) + note(2, run("b"))))
    assert [(b.text.plain, b.place.page) for b in document.blocks] == [
        ("One", 1),
        ("a", 1),
        ("two three", 2),
        ("b", 3),
        ("four", 4),
    ]
    assert [c.place.page for b in document.blocks for c in b.calls] == [1, 3]
    assert [b.page for b in document.blocks] == [1, 1, 2, 3, 4]


def test_a_paragraph_that_begins_a_page_is_on_it():
    document = read(word(paragraph(run("One")) + paragraph(run("two"), properties="<w:pageBreakBefore/>")))
    assert [b.place.page for b in document.blocks] == [1, 2]
    document = read(word(paragraph(run("One")) + paragraph(run("two"), properties='<w:pageBreakBefore w:val="0"/>')))
    assert [b.place.page for b in document.blocks] == [None, None]


# --- files


def test_the_main_part_may_bear_any_name_and_strict_documents_other_namespaces():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    rels = relations(
        ("r1", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", 'Target="/word/document2.xml"')
    )
    xml = f'<w:document xmlns:w="{strict}"><w:body>{paragraph(run("Strict"))}</w:body></w:document>'
    assert read(zipped({"_rels/.rels": rels, "word/document2.xml": xml})).blocks[0].text.plain == "Strict"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a whole document"),
        (b"Dear reader", "not a whole document"),
        (word("")[:-40], "not a whole document"),
        (zipped({"mimetype": "application/epub+zip"}), "without word/document.xml"),
        (zipped({"word/document.xml": "<w:document>"}), "damaged"),
        (zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY x "y">]><d><w:body xmlns:w="u"/></d>'}), "entities"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(data, said):
    with pytest.raises(ReadError, match=r"^essay\.docx: ") as caught:
        read(data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "expected"),
    [(word("")[:4096], True), (zipped({"xl/workbook.xml": ""}), False), (b"word/", False), (b"", False)],
    ids=lambda value: repr(value)[:20],
)
def test_recognizes(head, expected):
    assert Docx().recognizes(head) is expected


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), max_size=12), max_size=6))
def test_whatever_the_runs_the_note_is_their_text_and_every_range_lies_in_it(texts):
    escaped = [t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for t in texts]
    block = noted(run("x"), *(run(text, "<w:i/>" if i % 2 else "") for i, text in enumerate(escaped)))
    assert spaced(block.text.plain) == spaced("x" + "".join(texts).replace("\u00ad", ""))
    assert all(0 <= a < b <= len(block.text.plain) for a, b in block.text.emphasis)
    assert list(block.text.emphasis) == sorted(block.text.emphasis)


# --- notes typed by hand

TYPED = "".join(
    (
        paragraph(run("Marxists"), run("1", '<w:vertAlign w:val="superscript"/>'), run(" say so.")),
        paragraph(
            run("Others"),
            run("2", '<w:vertAlign w:val="superscript"/>'),
            run(" do not; nor H"),
            run("2", "<w:i/>"),
            run("O."),
        ),
        paragraph(run("Notes"), properties='<w:outlineLvl w:val="0"/>'),
        paragraph(run("1. Cliff, p. 4.")),
        paragraph(run("2. Pipes, p. 5.")),
    )
)


def test_notes_typed_by_hand_are_found_by_their_raised_numbers():
    document = read(word(TYPED))
    assert [(b.label, b.text.plain) for b in notes(document)] == [("1", "Cliff, p. 4."), ("2", "Pipes, p. 5.")]
    assert labels(document) == ["1", "2"]
    assert document.blocks[0].text.plain == "Marxists say so."


def test_raised_numbers_are_text_where_word_keeps_the_notes():
    document = read(word(TYPED + paragraph(run("Text."), call(1)), note(1, run("Word's own."))))
    assert [b.text.plain for b in notes(document)] == ["Word's own."]
    assert document.blocks[0].text.plain == "Marxists1 say so."


def test_the_language_is_heard_in_the_text_before_the_styles_are_asked():
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    german = "Die Produktion des absoluten Mehrwerts ist das Ziel, und sie wird nicht von der Form bestimmt."
    assert read(word(paragraph(run(german)), styles=styles)).language == "de"
    assert read(word(paragraph(run("Ibid.")), styles=styles)).language == "en"
    assert read(word(paragraph(run("Ibid.")))).language is None
