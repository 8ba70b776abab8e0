"""Questions to the author: what is asked of whom, and what is not."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from citecheck.findings import register
from citecheck.model import (
    CheckedNote,
    Citation,
    Content,
    Date,
    Finding,
    Judgement,
    Kind,
    Level,
    Name,
    Note,
    ParsedNote,
    Place,
    Report,
    Text,
    Work,
)
from citecheck.report.queries import QueriesDocxReporter, queries
from tests.conftest import ROOT
from tests.report.samples import CHECKED, DIFFERS, EMPTY, FINDINGS, PATH, REPORT, UNRESOLVED

BOOK = Work(Kind.BOOK, "Gulag", (Name("Pipes"),), publisher="Norton", issued=Date(1990))
TABLE = tomllib.loads((ROOT / "refs" / "words" / "queries.toml").read_text("utf-8"))


def asked(work: Work, judgement: Judgement | None, *findings: Finding) -> list[str]:
    note = ParsedNote(
        Note("9", Text("Pipes, Gulag."), Place(PATH), "10"), Content.CITATION, (Citation(0, 12, work=work),)
    )
    one = replace(CHECKED, notes=(CheckedNote(note, (judgement,)),), findings=findings)
    return [f"{one.name}: {one.question}" for one in queries(Report((one,), "1"))]


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (BOOK, []),
        (replace(BOOK, publisher="", issued=None), ["AQ1, note 10: publisher and year?"]),
        (replace(BOOK, authors=(), editors=(Name("Pipes"),)), []),
        (replace(BOOK, authors=()), ["AQ1, note 10: author or editor?"]),
        (replace(BOOK, kind=Kind.WEBPAGE), ["AQ1, note 10: address?"]),
        (replace(BOOK, kind=Kind.PERSONAL_COMMUNICATION, publisher=""), []),
    ],
    ids=str,
)
def test_what_a_full_citation_lacks(work: Work, told: list[str]) -> None:
    assert asked(work, UNRESOLVED) == told


def test_what_the_record_has_is_not_asked() -> None:
    record = replace(DIFFERS.record, work=BOOK)
    assert asked(replace(BOOK, publisher=""), replace(DIFFERS, record=record, differences=())) == []


def test_a_difference_is_a_choice() -> None:
    finding = replace(FINDINGS[0], code="CC303", note="9", citation=0)
    assert asked(BOOK, DIFFERS, finding) == ["AQ1, note 10: year: 1955, or 1974 as in shelf?"]


def test_the_author_is_asked_nothing_that_was_put_aside_or_is_the_editors() -> None:
    put_aside = replace(FINDINGS[1], note="9", suppressed="known")
    editors = Finding("CC205", Level.INFO, "a letter", Place(PATH), note="9", citation=0)
    assert asked(BOOK, UNRESOLVED, put_aside, editors) == []


def test_a_finding_of_no_note_says_what_it_is_about() -> None:
    finding = Finding("CC101", Level.WARNING, "mark 19 calls a note that is not there", Place(PATH, 3))
    assert asked(BOOK, UNRESOLVED, finding) == [
        "AQ1: mark 19 calls a note that is not there: which note belongs there?"
    ]


def test_every_grave_finding_that_is_not_ours_or_the_editors_is_a_question() -> None:
    grave = {code for code, one in register().items() if one.level is not Level.INFO}
    assert grave - TABLE["questions"].keys() == {"CC204", "CC601", "CC602"}


def test_the_table_names_kinds_and_fields_that_there_are() -> None:
    assert TABLE["required"].keys() <= {kind.value for kind in Kind}
    assert {field for fields in TABLE["required"].values() for field in fields} <= TABLE["fields"].keys()


def test_in_word_there_is_room_for_answers() -> None:
    (table,) = docx.Document(BytesIO(QueriesDocxReporter().render(REPORT))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Query", "Cited", "Question", "Answer"]
    assert [row[0] for row in rows[1:]] == [one.name for one in queries(REPORT)]


def test_no_queries() -> None:
    word = docx.Document(BytesIO(QueriesDocxReporter().render(EMPTY)))
    assert [one.text for one in word.paragraphs] == ["Queries to the author", "No queries."]
