"""What the file holds behind a note's words wins over what the words are parsed into."""

from __future__ import annotations

from citecheck.model import Content, Date, Identifier, Kind, Name, Note, Place, Role, Text, Work
from citecheck.parse import parse

HOME = Place("chapter.docx")
POLANYI = Work(Kind.BOOK, "The Great Transformation", (Name("Polanyi", "Karl"),), issued=Date(1944))
SCOTT = Work(Kind.BOOK, "Seeing Like a State", (Name("Scott", "James C."),), issued=Date(1998))
DOI = "https://doi.org/10.1093/past/50.1.76"


def test_an_embedded_work_replaces_the_parsed_one_and_keeps_the_pinpoint() -> None:
    text = "Polanyi, Great Transformation, 12."
    (parsed,) = parse([Note("1", Text(text), HOME, embedded=((0, len(text), POLANYI),))])
    (citation,) = parsed.citations
    assert citation.work == POLANYI
    assert citation.locator == "12"


def test_two_works_of_one_field_go_to_its_citations_in_order() -> None:
    text = "Karl Polanyi, The Great Transformation (1944), 3; James C. Scott, Seeing Like a State (1998), 7."
    (parsed,) = parse([Note("1", Text(text), HOME, embedded=((0, len(text), POLANYI), (0, len(text), SCOTT)))])
    assert [one.work for one in parsed.citations] == [POLANYI, SCOTT]
    assert [one.locator for one in parsed.citations] == ["3", "7"]


def test_a_field_whose_words_name_nothing_is_a_citation_all_the_same() -> None:
    (parsed,) = parse([Note("1", Text("(12)"), HOME, embedded=((0, 4, POLANYI),))])
    assert [one.work for one in parsed.citations] == [POLANYI]
    assert parsed.content is Content.CITATION


def test_ibid_in_a_field_stays_a_back_reference() -> None:
    full = "Karl Polanyi, The Great Transformation (1944), 3."
    first = Note("1", Text(full), HOME, embedded=((0, len(full), POLANYI),))
    second = Note("2", Text("Ibid., 5."), HOME, embedded=((0, 9, POLANYI),))
    *_, parsed = parse([first, second])
    (citation,) = parsed.citations
    assert citation.role is Role.IBID
    assert citation.refers_to is not None
    assert citation.work == POLANYI


def test_what_is_parsed_outside_the_field_stays() -> None:
    text = "Karl Polanyi, The Great Transformation (1944); James C. Scott, Seeing Like a State (1998)."
    (parsed,) = parse([Note("1", Text(text), HOME, embedded=((0, 45, POLANYI),))])
    assert [one.work.title for one in parsed.citations if one.work] == [POLANYI.title, SCOTT.title]


def test_a_doi_behind_the_words_identifies_the_work() -> None:
    text = Text("E. P. Thompson, The Moral Economy, Past & Present 50 (1971), 76.", (), ((16, 33, DOI),))
    (parsed,) = parse([Note("1", text, HOME)])
    assert parsed.citations[0].work is not None
    assert Identifier("doi", "10.1093/past/50.1.76") in parsed.citations[0].work.ids


def test_an_address_elsewhere_in_the_note_identifies_nothing() -> None:
    text = Text("Karl Polanyi, The Great Transformation (1944), 3. Thanks to my library.", (), ((63, 70, DOI),))
    (parsed,) = parse([Note("1", text, HOME)])
    assert all(not one.work.ids for one in parsed.citations if one.work)
