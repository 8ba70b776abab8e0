from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind
from citecheck.read.rtf import Rtf
from citecheck.text import spaced

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}{\f1\fcharset204 Times Cyr;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho;}}"
)


def read(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> Document:
    return Rtf().read(f"{{\\rtf1{head}{FONTS}{body}}}".encode("latin-1"), Path("essay.rtf"))


def plain(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return " | ".join(b.text.plain for b in read(body, head).blocks)


def note(text: str, mark: str = r"{\super\chftn}", words: str = "") -> str:
    return rf"{mark}{{\footnote{words}\pard\plain {{\super\chftn}} {text}}}"


def notes(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind]


def only(text: str) -> Block:
    return notes(read("a" + note(text)))[0]


def italics(block: Block) -> list[str]:
    return [block.text.plain[a:b] for a, b in block.text.emphasis]


def labels(body: str) -> list[str]:
    return [b.label for b in notes(read(body))]


@pytest.mark.parametrize(
    "written",
    [
        r"{\super\chftn}{\footnote \pard\plain {\super\chftn} Cliff, p. 4.}",
        r"\chftn {\*\footnote\chftn\~\plain\pard {\pard Cliff, p. 4.\par}}",
        r"{\cs16\super \chftn {\footnote \pard\plain \s15 {\cs16\super \chftn } Cliff, p. 4.}}",
        r"{\footnote \pard\plain \chftn . Cliff, p. 4.}",
    ],
    ids=str,
)
def test_a_note_follows_its_paragraph_however_it_is_written(written):
    first, cited, following = read(rf"Marxists{written}, all.\par Next.").blocks
    assert (first.text.plain, following.text.plain) == ("Marxists, all.", "Next.")
    assert (first.calls[0].offset, first.calls[0].label) == (8, "1")
    assert (cited.text.plain, cited.kind, cited.label) == ("Cliff, p. 4.", NoteKind.FOOTNOTE, "1")
    assert cited.key == first.calls[0].key


def test_endnotes_stand_at_the_end_under_numbers_of_their_own():
    document = read("One" + note("End.", words=r"\ftnalt") + " two" + note("Foot.") + r"\par Last.")
    assert [(b.text.plain, b.label) for b in document.blocks] == [
        ("One two", ""),
        ("Foot.", "1"),
        ("Last.", ""),
        ("End.", "i"),
    ]
    assert notes(document)[1].kind is NoteKind.ENDNOTE


@pytest.mark.parametrize(
    ("settings", "between", "expected"),
    [
        ("", r"\par ", ["1", "2"]),
        (r"\ftnnrlc\ftnstart3", r"\par ", ["iii", "iv"]),
        (r"\ftnnauc", r"\par ", ["A", "B"]),
        (r"\ftnnchi", r"\par ", ["*", "†"]),
        (r"\aftnnruc\aftnstart3", r"\par ", ["1", "2"]),
        (r"\ftnrestart", r"\sect ", ["1", "1"]),
        (r"\ftnrestart", r"\par ", ["1", "2"]),
        (r"\ftnrstcont", r"\sect ", ["1", "2"]),
        (r"\ftnrstpg", r"\page ", ["1", "1"]),
        ("", r"\sect\sectd\sftnrestart\sftnnalc ", ["1", "a"]),
    ],
    ids=str,
)
def test_numbers_are_counted_as_the_settings_say(settings, between, expected):
    assert labels(settings + " a" + note("A") + between + "b" + note("B")) == expected


def test_a_sign_of_the_authors_own_is_left_out_of_text_count_and_note():
    document = read(r"Title{\super *}{\footnote\pard{\super *} Thanks.} goes on" + note("* stays."))
    assert document.blocks[0].text.plain == "Title goes on"
    assert [(b.label, b.text.plain) for b in notes(document)] == [("*", "Thanks."), ("1", "* stays.")]


def test_a_raised_word_before_an_automatic_number_is_text():
    assert read(r"M{\super lle}" + note("A")).blocks[0].text.plain == "Mlle"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9", "café"),
        ("caf\xe9", "café"),
        (r"\u8220?Gulag\u8221?", "“Gulag”"),
        (r"\u8220'Gulag\u8221'", "“Gulag”"),
        (r"\uc0\u8220 Gulag\u8221", "“Gulag”"),
        (r"\uc2\u8220\'93\'94x", "“x"),
        (r"{\uc0\u233}\u233?x", "ééx"),
        (r"\u233\'65x", "éx"),
        (r"\u-10179?\u-8704?x", "\U0001f600x"),
        (r"\u-8704?x", "\ufffdx"),
        (r"{\f1 \'cb\'e5\'ed\'e8\'ed} \'eb", "Ленин ë"),
        (r"{\f3 \'83A\'83C}", "アイ"),
        (r"{\f2 a}", "a"),
        (r"{\f2 \'61\u-3999?}", "αα"),
        (r"a\emdash b\endash c\lquote d\rquote\ldblquote e\rdblquote", "a—b–c‘d’“e”"),
        (r"a\tab b\line c", "a b c"),
        (r"12\_15 a\~b co\-op \{x\} \\", "12-15 a\xa0b coop {x} \\"),
        ("one\r\ntwo", "onetwo"),
        ("one\\\ntwo", "one | two"),
        (r"one\par two\par\par three", "one | two | three"),
        (r"a\cell b\cell\row", "a | b"),
        (r"{\pict\wmetafile8 0102abcd}seen", "seen"),
        ("{\\pict\\bin5 }{}{{}seen", "seen"),
        (r"{\*\unknown hidden}{\*\generator x;}seen", "seen"),
        (r"{\info{\title T}}{\header h}{\footerf f}{\listtext 1.}{\colortbl;\red0;}seen", "seen"),
        (r"{\v hidden}\v hidden\v0 seen", "seen"),
        (r"{\deleted gone\par }kept{\revised new}", "keptnew"),
        (r"{\upr{ansi}{\*\ud{uni}}}", "uni"),
        (r"before {\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed\par}}}after", "before after | boxed"),
        (r"{\*\annotation remark}{\annotation remark}seen", "seen"),
        (r"{\plain \loch\hich\dbch seen}", "seen"),
    ],
    ids=str,
)
def test_characters(body, expected):
    assert plain(body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (r"\ansi\ansicpg1251", r"\'cb", "Л"),
        (r"\mac", r"\'8e", "é"),
        (r"\pc", r"\'82", "é"),
        (r"\ansi\ansicpg99999", r"\'e9", "é"),
        (r"\ansi\ansicpg1250\deff0", r"\plain \'b3", "ł"),
    ],
    ids=str,
)
def test_code_pages_of_documents(head, body, expected):
    assert plain(body, head) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"see {\i Capital} 4", ["Capital"]),
        (r"see \i Capital\i0  4", ["Capital"]),
        (r"see \i Capital\plain  4", ["Capital"]),
        (r"see {\i What} {\i Is to Be Done?}", ["What Is to Be Done?"]),
        (r"{\i {\b Capital}}", ["Capital"]),
        (r"{\i0 Capital}{\insrsid5 x}{\b y}", []),
        (
            r"{\stylesheet{\s0 Normal;}{\*\cs8\additive\i Emphasis;}{\*\cs9 Plain;}}{\cs8 Capital}{\cs9  no}",
            ["Capital"],
        ),
        (r"{\stylesheet{\s0 Normal;}{\s7\i Quote;}}\pard\s7 Capital\par", ["Capital"]),
    ],
    ids=str,
)
def test_italics(body, expected):
    assert italics(read(body).blocks[0]) == expected


def test_a_note_does_not_take_italics_from_the_text_nor_gives_them_back():
    document = read(r"{\i Title" + note(r"\i Note") + r" on}" + " and on")
    assert [italics(b) for b in document.blocks] == [["Title on"], ["Note"]]


@pytest.mark.parametrize(
    ("code", "shown", "expected"),
    [
        ('HYPERLINK "https://doi.org/10.1000/x"', "The Title", "The Title <https://doi.org/10.1000/x>."),
        ('HYPERLINK "https://doi.org/10.1000/x"', "10.1000/x", "10.1000/x."),
        ("PAGEREF x", "7", "7."),
    ],
    ids=str,
)
def test_fields_show_their_results_and_links_the_doi_they_hide(code, shown, expected):
    assert only(rf"{{\field{{\*\fldinst {{{code}}}}}{{\fldrslt {{\ul {shown}}}}}}}.").text.plain == expected


def test_the_works_of_a_reference_manager_are_kept():
    items = json.dumps({"citationItems": [{"itemData": {"type": "book", "title": "Capital"}}]})
    code = "ADDIN ZOTERO_ITEM CSL_CITATION " + items.replace("{", "\\{").replace("}", "\\}")
    block = only(rf"See {{\field{{\*\fldinst {code}}}{{\fldrslt Marx}}}}, p. 4.")
    assert [(block.text.plain[a:b], w.title) for a, b, w in block.embedded] == [("Marx", "Capital")]
    assert block.text.plain == "See Marx, p. 4."


def test_a_struck_note_is_gone():
    document = read(r"Text{\deleted " + note("Gone.") + "}" + note("Kept."))
    assert [(b.label, b.text.plain) for b in notes(document)] == [("1", "Kept.")]


def test_a_note_of_several_paragraphs_is_one_text():
    assert only(r"One.\par Two.\par ").text.plain == "One.\nTwo."


@pytest.mark.parametrize("raised", [r"{\super 1}", r"{\up6 1}"], ids=str)
def test_notes_typed_by_hand_are_found_by_their_raised_numbers(raised):
    document = read(rf"Marxists{raised} say so.{{\dn6 2}}{{\up0 3}}\par\outlinelevel0 Notes\par 1. Cliff, p. 4.\par")
    assert [(b.label, b.text.plain) for b in notes(document)] == [("1", "Cliff, p. 4.")]
    assert document.blocks[0].text.plain == "Marxists say so.23"


def test_pages_are_known_where_there_are_breaks():
    assert [b.place.page for b in read(r"One\par two").blocks] == [None, None]
    assert [b.place.page for b in read(r"One\par\page two\page three" + note("n")).blocks] == [1, 2, 3]


def test_the_language_is_that_of_the_document():
    assert read("x", r"\ansi\deflang1031").language == "de"
    assert read("x", r"\ansi\deflang9999").language is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not RTF"),
        (b"PK\x03\x04", "not RTF"),
        (b"{\\rtf1 One {\\footnote two", "ends in the middle"),
        (b"{\\rtf1 " + b"{" * 100_000, "groups within one another"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(data, said):
    with pytest.raises(ReadError, match=r"^essay\.rtf: ") as caught:
        Rtf().read(data, Path("essay.rtf"))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "body",
    ["x" * 20_000, "\\" * 20_001, r"\'" * 20_000, "\\u8220" * 20_000, "\\bin99999999 x", "}" * 20_000],
    ids=lambda b: b[:6],
)
def test_strange_input_is_read_in_one_pass(body):
    assert Rtf().read(b"{\\rtf1 " + body.encode() + b"}", Path("a.rtf")).format == "rtf"


@pytest.mark.parametrize(
    ("head", "expected"), [(b"{\\rtf1\\ansi", True), (b"\r\n{\\rtf1", True), (b"rtf", False), (b"", False)], ids=str
)
def test_recognizes(head, expected):
    assert Rtf().recognizes(head) is expected


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), max_size=60))
def test_whatever_the_characters_the_note_is_their_text(text):
    def written(character: str) -> str:
        units = character.encode("utf-16-le")
        pairs = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
        return character if character.isascii() and character.isalnum() else "".join(rf"\u{unit}?" for unit in pairs)

    block = only("x" + "".join(map(written, text)))
    assert spaced(block.text.plain) == spaced("x" + text.replace("\u00ad", ""))
