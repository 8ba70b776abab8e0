"""What holds for every service: its questions are few and clean, and an answer of no known shape tells nothing."""

from __future__ import annotations

import dataclasses
import re
from importlib.metadata import entry_points
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import plugins
from citecheck.catalogues.online import scope
from citecheck.catalogues.online.policy import Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.service import Service
from citecheck.catalogues.online.turns import MOST
from citecheck.errors import CatalogueError
from citecheck.model import Identifier, Kind, Name, Query, Work
from tests.catalogues.online.desk import (
    BOT_CHECK,
    CLIFF,
    HTML,
    JSON,
    LETTER,
    MANIFESTO,
    PAPER,
    TEXT,
    XML,
    Desk,
    query,
    reply,
)  # fmt: skip
from tests.strategies import works

CLASSES: dict[str, type[Service]] = {one.name: one.load() for one in entry_points(group=plugins.SERVICES)}
NAMES = sorted(CLASSES)
IDS = {
    "doi": "10.1000/x",
    "isbn": "0192850903",
    "pmid": "20137807",
    "arxiv": "1706.03762",
    "oclc": "53",
    "lccn": "75305434",
}
KNOWN = query("Cliff, State", "State Capitalism in Russia: a study", Name("Cliff", "T."), 1974, **IDS)


def service(name: str, base: str = "") -> Service:
    return CLASSES[name](base)


def asked(name: str, cited: Query, base: str = "") -> list[Question]:
    """What is asked where nothing is found."""
    one = service(name, base)
    desk = Desk(one)
    assert one.search(cited, 5, desk) == ()
    return desk.asked


@pytest.mark.parametrize("name", NAMES)
def test_a_service_goes_by_its_name_and_says_what_it_holds(name: str) -> None:
    one = service(name)
    assert one.name == name
    assert scope.SCOPES[name].reason
    assert one.absent
    assert one.base.startswith("https://")
    assert not one.base.endswith("/")


def test_no_scope_is_of_a_service_that_is_not_there() -> None:
    assert set(scope.SCOPES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_few_questions_all_of_them_at_its_own_address(name: str) -> None:
    for question in (told := asked(name, KNOWN)):
        assert question.url.startswith(service(name).base)
    assert 1 <= len(told) <= MOST
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", NAMES)
def test_another_address_is_used_for_every_question(name: str) -> None:
    assert all(one.url.startswith("http://127.0.0.1:8080/") or one.url == "http://127.0.0.1:8080"
               for one in asked(name, KNOWN, "http://127.0.0.1:8080"))  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_question_holds_neither_keys_nor_addresses_of_people(name: str) -> None:
    policy = service(name).policy
    secret = {policy.mailto, policy.key.param if policy.key else ""} - {""}
    for question in asked(name, KNOWN):
        assert secret.isdisjoint(dict(question.params))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "cited",
    [
        query(text="x " * 5000, title="word " * 3000, author=Name("A" * 5000)),
        query(text="", title=""),
        query(text="?!", title="“…”", author=Name(literal="?")),
        query(text="a\x00b\x1f\ud800", title="a\x00b\x1f\ud800"),
        query(title="The of and", author=Name("", "X")),
        query(title="Капитал: критика политической экономии", author=Name("Маркс", "К.")),
        query(text="x", title="y", doi="10.1000/../../members?x=1#y", isbn="1", arxiv="..", url="x"),
        query(text="x", title="y", oclc="%2F../x", lccn="../../y?z", pmid="x"),
    ],
    ids=range(8),
)
def test_any_query_gives_questions_that_can_be_sent(name: str, cited: Query) -> None:
    for question in asked(name, cited):
        sent = f"{question.url}?{urlencode(question.params, errors='replace')}"
        assert len(sent) < 4000
        assert not re.search(r"/\.\.?(?:/|$)|[\s#?]", question.url)
        assert all(isinstance(value, str) for pair in question.params for value in pair)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", "?!", "“…”", " \n"])
def test_a_reference_without_words_is_not_asked_for(name: str, text: str) -> None:
    assert not service(name).holds(query(text=text, title=text))


@pytest.mark.parametrize("name", NAMES)
def test_a_title_without_words_gives_way_to_the_reference(name: str) -> None:
    for question in asked(name, query(text="Cliff, State Capitalism", title="“…”", author=Name("Cliff"))):
        assert any("Capitalism" in value for _, value in question.params)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(work=works(), text=st.text(max_size=80))
def test_no_work_is_too_odd_to_be_asked_for(name: str, work: Work, text: str) -> None:
    cited = Query(text, work)
    assert service(name).holds(cited) in (True, False)
    assert len(asked(name, cited)) <= MOST


BAD = [
    reply(BOT_CHECK, 200, HTML),
    reply(BOT_CHECK, 403, HTML),
    reply(BOT_CHECK, 404, HTML),
    reply("Too Many Requests", 429, TEXT),
    reply({"message": "Too many requests"}, 429),
    reply("", 500, TEXT),
    reply({"error": "x"}, 500),
    reply("", 503, HTML),
    reply("", 302, HTML),
    reply(""),
    reply("", type_=XML),
    reply("null"),
    reply("[]"),
    reply("3"),
    reply('{"a": [1, 2'),
    reply('{"items": null, "results": null, "data": null, "docs": null, "hits": null}'),
    reply({"unexpected": "shape"}),
    reply({"message": "Service unavailable"}),
    reply("<feed><entry>", type_=XML),
    reply("<unexpected/>", type_=XML),
    reply(b"\xff\xfe\x00\xd8"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda told: f"{told.status} {told.type} {told.body[:20]!r}")
@pytest.mark.parametrize("name", NAMES)
def test_an_answer_of_no_known_shape_tells_nothing(name: str, bad: Reply) -> None:
    one = service(name)
    with pytest.raises(CatalogueError) as caught:
        one.search(KNOWN, 5, Desk(one, bad))
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_error_of_asking_goes_through(name: str) -> None:
    def ask(question: Question) -> Reply | None:
        raise CatalogueError("no way to reach it")

    with pytest.raises(CatalogueError, match="no way to reach it"):
        service(name).search(KNOWN, 5, ask)


@pytest.mark.parametrize("name", NAMES)
def test_no_shape_is_an_absence_and_a_fault_at_once(name: str) -> None:
    one = service(name)
    told = [*BAD, *(Reply(shape.status, JSON, b'{"error": {"code": "maxlag"}}', {}) for shape in one.absent)]
    for answer in told:
        fits = [any(shape.fits(answer, one.base) for shape in table) for table in (one.absent, one.faults)]
        assert fits != [True, True]


def test_a_shape_of_one_endpoint_is_none_elsewhere() -> None:
    shape = Shape(404, HTML, endpoint="/works/")
    assert shape.fits(reply("", 404, HTML), "https://api.example.org/works/10.1/x")
    assert not shape.fits(reply("", 404, HTML), "https://api.example.org/works")
    assert not shape.fits(reply("", 404, HTML))


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_that_it_tells_are_those_of_a_work(name: str) -> None:
    fields = scope.SCOPES[name].fields
    assert {"title", "ids"} <= fields
    assert fields <= {field.name for field in dataclasses.fields(Work)}


PHYSICS = query(title="Electroweak symmetry", year=1999, kind=Kind.ARTICLE_JOURNAL, container="Physical Review D")
LANCET = query(title="Ileal-lymphoid hyperplasia", year=1998, kind=Kind.ARTICLE_JOURNAL, container="The Lancet")
HISTORY = query(title="Time and work-discipline", year=1967, kind=Kind.ARTICLE_JOURNAL, container="Past & Present")
MEDIEVAL = query(title="The friars", year=1985, kind=Kind.ARTICLE_JOURNAL, container="Medieval Studies")
GERMAN = query(title="Das Kapital und die Kritik", year=1962)
FRENCH = query(title="La question juive et les masses", year=1942)
DATA = query(title="Measurements", year=2019, kind=Kind.DATASET)
CHAPTER = query(title="The Working Day", kind=Kind.CHAPTER, year=1976)
WEBPAGE = query(title="A page", kind=Kind.WEBPAGE)
EVERYTHING = {"book": CLIFF, "pamphlet": MANIFESTO, "letter": LETTER, "paper": PAPER, "physics": PHYSICS,
              "lancet": LANCET, "history": HISTORY, "medieval": MEDIEVAL, "german": GERMAN, "french": FRENCH,
              "data": DATA, "chapter": CHAPTER, "webpage": WEBPAGE}  # fmt: skip
ARTICLES = "paper physics lancet history medieval"
BOOKS = "book pamphlet german french"


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("crossref", f"{BOOKS} {ARTICLES} data chapter"),
        ("openalex", f"{BOOKS} {ARTICLES} data chapter"),
        ("datacite", "data"),
        ("openlibrary", BOOKS),
        ("wikidata", f"{BOOKS} chapter"),
        ("k10plus", BOOKS),
        ("loc", BOOKS),
        ("dnb", "german"),
        ("bnf", "french"),
        ("internetarchive", BOOKS),
        ("fatcat", ""),
        ("scholar", ARTICLES),
        ("hathitrust", ""),
        ("dblp", "paper"),
        ("pubmed", "lancet"),
        ("europepmc", "lancet"),
        ("arxiv", "paper physics"),
        ("semanticscholar", "paper physics lancet"),
        ("unpaywall", ""),
    ],
)
def test_what_each_should_hold(name: str, held: str) -> None:
    one = service(name)
    assert {key for key, cited in EVERYTHING.items() if one.holds(cited)} == set(held.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", IDS)
def test_a_work_with_an_identifier_that_it_knows_is_held(name: str, scheme: str) -> None:
    cited = Query("x", Work(Kind.WEBPAGE, "A page", ids=(Identifier(scheme, IDS[scheme]),)))
    assert service(name).holds(cited) is (scheme in scope.SCOPES[name].schemes)


def test_a_number_with_a_wrong_check_digit_is_no_reason_to_ask() -> None:
    wrong = dataclasses.replace(KNOWN.work, kind=Kind.WEBPAGE, ids=(Identifier("isbn", "0192850904"),))
    assert not service("openlibrary").holds(Query("x", wrong))


@pytest.mark.parametrize(
    ("year", "held"), [(1500, False), (1599, False), (1600, True), (2026, True), (None, True)], ids=str
)
def test_nothing_is_asked_of_crossref_from_before_it_can_hold(year: int | None, held: bool) -> None:
    assert service("crossref").holds(query(title="De re metallica", year=year)) is held
