"""Every recorded answer of a service that we ask is read, and its fields are those of its body."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.catalogues.online.scope import SCOPES
from citecheck.errors import CatalogueError
from citecheck.model import Record, Work
from tests.catalogues.online.recorded import Recorded, recorded

FOLDER = Path(__file__).parents[4] / "shared" / "recordings"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the recorded answers are not here")

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
FAULTS = {  # refused questions, a blocked page, and bodies that are damaged where they were recorded
    "crossref/0005-404-api.crossref.org_works_query_widget_cursor_thing.json",
    "crossref/0032-400-api.crossref.org_works_10.1371_journal.pone.0033693_query.author_carl_.json",
    "pubmed/jabref/MedlineImporterTestMalformedEntry.xml",
    "semanticscholar/0035-400-api.semanticscholar.org_graph_v1_paper_10.1093_mind_lix.236.433_fields.json",
    "sru/jabref/MarcXmlParserTestArticle.xml",
    "sru/jabref/MarcXmlParserTestSummaryAndKeywords.xml",
    "wayback/0018-403-web.archive.org_cdx_search_cdx_url_https_3A_2F_2Fnationalpost.com_2Fhe.json",
}


@pytest.fixture(scope="module")
def answers() -> list[Recorded]:
    return list(recorded(FOLDER))


def test_every_answer_is_read(answers: list[Recorded]) -> None:
    failed = set()
    for one in answers:
        try:
            one.told()
        except CatalogueError:
            failed.add(one.file)
    assert failed == FAULTS
    assert sum(one.read is not None for one in answers) > 3800


def test_the_fields_are_those_of_the_body(answers: list[Recorded]) -> None:
    wrong = []
    for one in answers:
        if one.read is None or one.file in FAULTS:
            continue
        records = [record for record in one.told() if isinstance(record, Record)]
        if records:
            body = _text(one)
            told = ((record.key, value) for record in records for value in _told(record))
            wrong += [(one.file, key, value) for key, value in told if _bare(value) not in body]
    assert wrong == []


def test_no_record_tells_a_field_that_its_service_does_not_declare(answers: list[Recorded]) -> None:
    told: dict[str, set[str]] = {}
    for one in answers:
        for record in one.told() if one.read and one.file not in FAULTS else ():
            if isinstance(record, Record):
                fields = {field.name for field in dataclasses.fields(Work) if getattr(record.work, field.name)}
                told.setdefault(one.service, set()).update(fields - {"kind"})
    assert {name: sorted(fields - SCOPES[name].fields) for name, fields in told.items()} == {name: [] for name in told}
    often = {name: sorted(SCOPES[name].fields - told[name]) for name in ("openalex", "dblp", "datacite", "crossref")}
    assert often == {"openalex": [], "dblp": ["editors"], "datacite": ["translators"], "crossref": ["translators"]}


def _text(one: Recorded) -> str:
    """All the letters and digits of a body, whatever they are written as."""
    assert one.reply
    data = one.reply.body.decode("utf-8", "replace")
    written = json.dumps(json.loads(data), ensure_ascii=False) if one.reply.type == "application/json" else data
    plain = html.unescape(html.unescape(written.replace('\\"', '"').replace("\\n", " ").replace("\\t", " ")))
    return _bare(plain) + _bare(_TAG.sub("", plain))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).lower())


def _told(record: Record) -> Iterator[str]:
    """What a record tells that its body must hold: names, years, numbers, identifiers, words of the title."""
    work = record.work
    yield from (part for name in (*work.authors, *work.editors) for part in (name.family, name.literal))
    yield from (str(date.year) for date in (work.issued, work.original) if date)
    yield from (work.volume, work.issue, work.container, work.publisher, *work.pages.split("-"))
    yield from (one.value for one in work.ids if one.scheme in {"doi", "pmid"})
    yield from re.findall(r"[^\W\d_]{5,}", work.title)


PROCEEDINGS = "Proceedings of Workshop AEW10: Concepts in Information Theory and Communications"
SPOTS: list[tuple[str, str, str]] = [  # file, field, what it must be; read off the bodies by hand
    ("crossref/0015", "pages", "e33693"),
    ("crossref/0064", "publisher", "Cambridge University Press"),
    ("openalex/0037", "container", "Proceedings of the National Academy of Sciences"),
    ("unpaywall/0001", "container", "Cell Genomics"),
    ("wikidata/entity_Q28300019", "pages", "22169-22171"),
    ("sru/jabref/MarcXmlParserTestThesis", "title", "Tempo rubato in the eigteenth century: a thesis"),
    ("sru/jabref/library_of_congress", "title", "Developing high quality data models"),
    ("fatcat/release_mjt", "volume", "14"),
    ("openlibrary/bookwyrm/ol_isbn", "publisher", "Gallimard"),
    ("arxiv/id_1707.08567_s0", "title", PROCEEDINGS),
    ("semanticscholar/0001", "title", "Attention is All you Need"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "field", "value"), SPOTS, ids=lambda value: str(value)[:30])
def test_spots(answers: list[Recorded], file: str, field: str, value: str) -> None:
    (one,) = (one for one in answers if one.file.startswith(file))
    first, *_ = one.told()
    assert getattr(first.work, field) == value


@pytest.mark.parametrize(
    ("file", "natures"),
    [
        ("crossref/0015", ["correction"]),
        ("crossref/0050", []),
        ("crossref/0084", ["published"]),
        ("openalex/0037", []),
    ],
)
def test_notices(answers: list[Recorded], file: str, natures: list[str]) -> None:
    (one,) = (one for one in answers if one.file.startswith(file))
    assert [notice.nature for record in one.told() for notice in record.notices] == natures
