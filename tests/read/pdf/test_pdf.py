"""PDFs made here, read back: which lines are notes, what they say, and which mark calls them."""

from __future__ import annotations

import random

import pytest

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind
from citecheck.notes import find
from citecheck.protocols import Reader
from citecheck.read.pdf import Pdf
from tests.read.pdf.made import FILLER, Piece, body, found, note, pdf, read


def test_is_a_reader() -> None:
    assert isinstance(Pdf(), Reader)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"%PDF-1.4\n", True),
        (b"\xef\xbb\xbf junk %PDF-1.7", True),
        (b"PDF is a format", False),
        (b" " * 1024 + b"%PDF-", False),
    ],
    ids=str,
)
def test_recognizes_the_header(head: bytes, known: bool) -> None:
    assert Pdf().recognizes(head) is known


# --- footnotes -------------------------------------------------------------------------------------------------------

TWO = [*note(180, "1", "Pipes, Lenin and"), Piece(50, 169, "the Gulag, 45.", 9), *note(158, "2", "Cliff, State, 7.")]


def test_small_lines_at_the_foot_are_notes() -> None:
    assert found(pdf([*body({3: "1", 9: "2"}), *TWO])) == [
        ("1", "Pipes, Lenin and the Gulag, 45."),
        ("2", "Cliff, State, 7."),
    ]


def test_marks_call_them_with_their_pages() -> None:
    document = read(pdf([*body({3: "1", 9: "2"}), *TWO], [*body({2: "3"}), *note(180, "3", "Ibid.")]))
    apparatus = find(document)
    assert [note.mark and note.mark.place.page for note in apparatus.notes] == [1, 1, 2]
    assert [(note.place.page, note.place.line) for note in apparatus.notes] == [(1, None), (1, None), (2, None)]
    assert not apparatus.findings
    assert apparatus.notes[0].mark is not None
    assert apparatus.notes[0].mark.sentence.count("before that 3") == 1


@pytest.mark.parametrize(
    ("label", "text"),
    [("1.", "Pipes, 4."), ("1", "Pipes, 4."), ("(1)", "Pipes, 4."), ("[1]", "Pipes, 4."), ("1)", "Pipes, 4.")],
    ids=str,
)
def test_labels_that_are_not_raised(label: str, text: str) -> None:
    second = label.replace("1", "2")
    data = pdf(
        [*body({3: "1", 5: "2"}), *note(180, label, text, raised=False), *note(169, second, "Cliff.", raised=False)]
    )
    assert found(data) == [("1", text), ("2", "Cliff.")]


def test_a_number_before_a_hanging_indent() -> None:
    data = pdf(
        [*body({3: "1"}), Piece(50, 183, "1", 5.5), Piece(72, 180, "Pipes, Lenin", 9), Piece(72, 169, "and after.", 9)]
    )
    assert found(data) == [("1", "Pipes, Lenin and after.")]


def test_a_line_that_happens_to_begin_with_a_number_is_no_note() -> None:
    data = pdf(
        [
            *body({3: "1"}),
            *note(180, "1", "Pipes, Law Review"),
            Piece(50, 169, "2 (1998), p. 4; Cliff, Review", 9),
            Piece(50, 158, "1917, p. 3.", 9),
        ]
    )
    assert found(data) == [("1", "Pipes, Law Review 2 (1998), p. 4; Cliff, Review 1917, p. 3.")]


def test_small_text_without_numbers_is_no_note() -> None:
    data = pdf([*body({}), Piece(50, 180, "A caption in small type", 9), Piece(50, 169, "of two lines.", 9)])
    assert found(data) == []


def test_exponents_call_nothing_and_stay_text() -> None:
    document = read(pdf([*body({3: "1", 7: "88"}), *note(180, "1", "Pipes.")]))
    assert [call.label for block in document.blocks for call in block.calls] == ["1"]
    assert any("that 788" in block.text.plain for block in document.blocks)


def test_a_note_runs_over_to_the_next_page() -> None:
    first = [*body({3: "1"}), *note(180, "1", "Pipes, who says much")]
    second = [*body({2: "2"}), Piece(50, 180, "and more of it.", 9), *note(169, "2", "Cliff.")]
    assert found(pdf(first, second)) == [("1", "Pipes, who says much and more of it."), ("2", "Cliff.")]


def test_a_quotation_in_small_type_does_not_run_over() -> None:
    first = [*body({3: "1"}), *note(180, "1", "Pipes, 4.")]
    second = [*body({2: "2"}), Piece(70, 215, "A quotation in its own size", 10), *note(169, "2", "Cliff.")]
    assert found(pdf(first, second)) == [("1", "Pipes, 4."), ("2", "Cliff.")]


def test_the_numbering_is_taken_up_again_where_a_note_was_lost() -> None:
    first = [*body({3: "1", 5: "2"}), *note(180, "1", "Pipes.")]
    second = [*body({2: "3", 4: "4"}), *note(180, "3", "Cliff."), *note(169, "4", "Ibid.")]
    document = read(pdf(first, second))
    assert [block.label for block in document.blocks if block.kind] == ["1", "3", "4"]
    assert [finding.code for finding in find(document).findings] == ["CC101", "CC103"]


def test_numbers_begin_anew() -> None:
    pages = ([*body({3: "1"}), *note(180, "1", "Pipes.")], [*body({3: "1"}), *note(180, "1", "Cliff.")])
    assert found(pdf(*pages)) == [("1", "Pipes."), ("1", "Cliff.")]
    assert [note.mark is not None for note in find(read(pdf(*pages))).notes] == [True, True]


@pytest.mark.parametrize("sign", ["*", "†", "‡"], ids=str)
def test_signs(sign: str) -> None:
    raw = sign.encode("cp1252").decode("cp1252")
    pages = [[*body({3: raw}), *note(180, raw, f"Note on page {page}.")] for page in (1, 2)]
    assert [text for _, text in found(pdf(*pages))] == ["Note on page 1.", "Note on page 2."]


def test_notes_as_large_as_the_text_under_a_rule() -> None:
    data = pdf(
        [*body({3: "1"}), *note(200, "1", "Pipes, large", size=11), Piece(50, 186, "as life.", 11)],
        rules=[(50, 120, 212)],
    )
    assert found(data) == [("1", "Pipes, large as life.")]


def test_two_columns() -> None:
    pieces = []
    for left, label in ((40, "1"), (270, "2")):
        for number in range(30):
            y = 650 - 14 * number - (0 if left == 40 else 3)
            pieces.append(Piece(left, y, "The council met again in the spring", 11))
        pieces += [Piece(left + 166, 654 - (0 if left == 40 else 3), label, 6.5)]
        pieces += note(180, label, f"Note of column {label}", left=left)
        pieces.append(Piece(left, 169, "in two lines.", 9))
    assert found(pdf(pieces)) == [("1", "Note of column 1 in two lines."), ("2", "Note of column 2 in two lines.")]


# --- what stands beside the text ------------------------------------------------------------------------------------


def furnished(number: int) -> list[Piece]:
    label = str(number)
    return [
        Piece(50, 680, f"REVIEW OF EVERYTHING {number} (2020)", 9),
        *body({3: label}),
        *note(180, label, f"Note {number}, which is cut"),
        Piece(50, 169, "off here", 9),
        Piece(50, 60, "doi 10.1000/xyz - all rights reserved", 9),
        Piece(240, 40, str(number + 100), 9),
        Piece(490, 300, "Downloaded from somewhere on 1 May", 9, turn=90),
    ]


def test_furniture_is_no_part_of_notes_or_text() -> None:
    document = read(pdf(*(furnished(number) for number in (1, 2, 3))))
    assert [b.text.plain for b in document.blocks if b.kind] == [f"Note {n}, which is cut off here" for n in (1, 2, 3)]
    text = " ".join(block.text.plain for block in document.blocks)
    assert not any(word in text for word in ("REVIEW", "rights", "Downloaded", "101"))


def test_short_notes_that_recur_at_one_height_are_no_furniture() -> None:
    pages = [[*body({3: str(n)}), *note(180, str(n), "Ibid."), Piece(240, 40, str(n), 9)] for n in (1, 2, 3, 4)]
    assert [text for _, text in found(pdf(*pages))] == ["Ibid."] * 4


# --- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Notes", NoteKind.ENDNOTE),
        ("Anmerkungen", NoteKind.ENDNOTE),
        ("References", NoteKind.REFERENCE),
        ("5. Bibliography", NoteKind.REFERENCE),
    ],
    ids=str,
)
def test_a_numbered_list_below_its_heading(heading: str, kind: NoteKind) -> None:
    entries = [
        Piece(50, 560, "1. Pipes, Lenin and", 11),
        Piece(65, 546, "the Gulag.", 11),
        Piece(50, 532, "2. Cliff, State.", 11),
    ]
    data = pdf(body({3: "1", 6: "2"}, lines=35), [Piece(50, 600, heading, 14), *entries])
    assert found(data, kind) == [("1", "Pipes, Lenin and the Gulag."), ("2", "Cliff, State.")]
    if kind is NoteKind.ENDNOTE:
        assert all(note.mark for note in find(read(data)).notes)


def test_a_list_without_numbers_or_heading_is_text() -> None:
    entries = [Piece(50, 560, "1. First point", 11), Piece(50, 546, "2. Second point", 11)]
    assert not [b for b in read(pdf(body({}), [Piece(50, 600, "Conclusion", 14), *entries])).blocks if b.kind]
    unnumbered = [Piece(50, 560 - 14 * i, "Pipes, R. (1996). Lenin.", 11) for i in range(6)]
    assert not [b for b in read(pdf(body({}), [Piece(50, 600, "References", 14), *unnumbered])).blocks if b.kind]


def test_bracketed_numbers_call_the_references() -> None:
    text = [Piece(50, 640, f"{FILLER} as was shown [2, 1].", 11)]
    data = pdf(
        text, [Piece(50, 600, "References", 14), Piece(50, 560, "[1] Pipes.", 11), Piece(50, 546, "[2] Cliff.", 11)]
    )
    (block, *_) = read(data).blocks
    assert [call.label for call in block.calls] == ["2", "1"]
    assert block.text.plain.endswith("as was shown .")


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the revolu-", "tion came", "the revolution came"),
        ("the non-", "State actors", "the non-State actors"),
        ("Sozial-", "und Kulturgeschichte", "Sozial- und Kulturgeschichte"),
        ("at http://www.icc-", "cpi.int/menu", "at http://www.icc-cpi.int/menu"),
        ("at https://doi.org/10.1000/", "xyz.4", "at https://doi.org/10.1000/xyz.4"),
        ("pages 45-", "47", "pages 45-47"),
        ("a word", "apart", "a word apart"),
    ],
    ids=str,
)
def test_lines_are_joined(first: str, second: str, text: str) -> None:
    assert found(pdf([*body({3: "1"}), *note(180, "1", first), Piece(50, 169, second, 9)])) == [("1", text)]


def test_a_compound_known_from_elsewhere_keeps_its_hyphen() -> None:
    lines = [Piece(50, 650, "A well-known case", 11), *body({3: "1"})[1:]]
    data = pdf([*lines, *note(180, "1", "a well-"), Piece(50, 169, "known author", 9)])
    assert found(data) == [("1", "a well-known author")]


def test_italics_are_kept_over_lines() -> None:
    pieces = [
        *note(180, "1", "Pipes,"),
        Piece(84, 180, "Lenin and", 9, "Times-Italic"),
        Piece(50, 169, "the Gulag", 9, "Times-Italic"),
        Piece(90, 169, ", 45.", 9),
    ]
    (block,) = (b for b in read(pdf([*body({3: "1"}), *pieces])).blocks if b.kind)
    assert [block.text.plain[a:b] for a, b in block.text.emphasis] == ["Lenin and the Gulag"]


def test_a_sentence_goes_on_over_the_page() -> None:
    blocks = [b for b in read(pdf(body({}), body({}))).blocks if b.kind is None]
    assert [block.continues for block in blocks] == [False, True]


# --- scans ----------------------------------------------------------------------------------------------------------


def scanned(page: int) -> list[Piece]:
    """A page as OCR leaves it: invisible, sizes by chance, nothing raised."""
    chance = random.Random(page)
    first, second = 2 * page + 1, 2 * page + 2
    lines = [
        f"{FILLER} {chance.choice('abcdef') * 9}" + {4: f".{first}", 9: f",{second} and"}.get(n, "") for n in range(28)
    ]
    lines += [f"{first} Pipes, Lenin, on page {page}", "and further on,", f"{second} Cliff, State, 7."]
    return [Piece(50, 650 - 14 * n, text, chance.uniform(8, 13), mode=3) for n, text in enumerate(lines)]


def test_scans_are_read_by_numbers_alone() -> None:
    document = read(pdf(*(scanned(page) for page in range(3))))
    notes = [block for block in document.blocks if block.kind]
    assert [note.label for note in notes] == ["1", "2", "3", "4", "5", "6"]
    assert notes[2].text.plain == "Pipes, Lenin, on page 1 and further on,"
    assert all(note.mark for note in find(document).notes)


def test_enumerations_of_a_scan_are_no_notes() -> None:
    chance = random.Random(1)
    lines = [FILLER] * 10 + ["1 First, the council met", "2 Second, it settled", "3 Third, it rose"] + [FILLER] * 4
    data = pdf([Piece(50, 650 - 14 * n, text, chance.uniform(8, 13), mode=3) for n, text in enumerate(lines)])
    assert len(found(data)) in (0, 3)  # without marks nothing tells; but never some of them


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_pdf_without_text_names_the_remedy() -> None:
    with pytest.raises(ReadError, match=r"ocrmypdf article\.pdf"):
        read(pdf([]))


def test_a_locked_pdf() -> None:
    with pytest.raises(ReadError, match="password"):
        read(pdf(body({}), password="secret"))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.4 garbage " * 50, b"no pdf at all"], ids=["short", "garbage", "text"]
)
def test_damaged_files(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(data)


def test_no_damage_escapes() -> None:
    whole = pdf([*body({3: "1", 9: "2"}), *TWO])
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(20):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            document: Document | None = read(bytes(broken))
        except ReadError:
            document = None
        assert document is None or all(isinstance(block, Block) for block in document.blocks)
