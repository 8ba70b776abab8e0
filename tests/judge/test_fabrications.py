"""Fabricated references, one test a pattern, through match and judge, against real works: unresolved or differing.

Each is made of a reference that resolves as it should be printed, so that no test passes for want of a record.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from citecheck.catalogues.memory import Memory
from citecheck.judge import judge
from citecheck.match import match
from citecheck.model import Citation, Date, Identifier, Judgement, Kind, Name, Query, Record, Verdict, Work

CAUGHT = {Verdict.UNRESOLVED, Verdict.DIFFERS}


def people(text: str) -> tuple[Name, ...]:
    return tuple(Name(*one.split(", ")) for one in text.split("; "))


def book(title: str, who: str, house: str, place: str, year: int) -> Work:
    return Work(Kind.BOOK, title, people(who), publisher=house, address=place, issued=Date(year))


def article(title: str, who: str, journal: str, volume: str, pages: str, year: int, doi: str = "") -> Work:
    ids = (Identifier("doi", doi),) if doi else ()
    return Work(
        Kind.ARTICLE_JOURNAL, title, people(who), container=journal, volume=volume, pages=pages, issued=Date(year),
        ids=ids,
    )  # fmt: skip


MAKING = book("The Making of the English Working Class", "Thompson, E. P.", "Gollancz", "London", 1963)
TIME = article(
    "Time, Work-Discipline, and Industrial Capitalism", "Thompson, E. P.", "Past & Present", "38", "56-97", 1967,
    "10.1093/past/38.1.56",
)  # fmt: skip
MORAL = article(
    "The Moral Economy of the English Crowd in the Eighteenth Century", "Thompson, E. P.", "Past & Present", "50",
    "76-136", 1971, "10.1093/past/50.1.76",
)  # fmt: skip
COMMUNITIES = book(
    "Imagined Communities: Reflections on the Origin and Spread of Nationalism", "Anderson, Benedict", "Verso",
    "London", 1983,
)  # fmt: skip
LINEAGES = book("Lineages of the Absolutist State", "Anderson, Perry", "New Left Books", "London", 1974)
NATIONS = book("Nations and Nationalism", "Gellner, Ernest", "Blackwell", "Oxford", 1983)
PURITY = book(
    "Purity and Danger: An Analysis of Concepts of Pollution and Taboo", "Douglas, Mary", "Routledge & Kegan Paul",
    "London", 1966,
)  # fmt: skip
AFFLUENCE = book("Stone Age Economics", "Sahlins, Marshall", "Aldine", "Chicago", 1972)
ENLIGHTENMENT = book("Dialektik der Aufklärung", "Horkheimer, Max; Adorno, Theodor W.", "Querido", "Amsterdam", 1947)
INTENTIONAL = article(
    "The Intentional Fallacy", "Wimsatt, W. K.; Beardsley, M. C.", "Sewanee Review", "54", "468-488", 1946
)
AFFECTIVE = article("The Affective Fallacy", "Wimsatt, W. K.; Beardsley, M. C.", "Sewanee Review", "57", "31-55", 1949)
ORIGINS = article(
    "The Colonial Origins of Comparative Development: An Empirical Investigation",
    "Acemoglu, Daron; Johnson, Simon; Robinson, James A.", "American Economic Review", "91", "1369-1401", 2001,
    "10.1257/aer.91.5.1369",
)  # fmt: skip
BERT = Work(
    Kind.ARTICLE, "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    people("Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; Toutanova, Kristina"), issued=Date(2018),
    ids=(Identifier("doi", "10.48550/arxiv.1810.04805"), Identifier("arxiv", "1810.04805")),
)  # fmt: skip
REAL = {
    "making": MAKING, "time": TIME, "moral": MORAL, "communities": COMMUNITIES, "lineages": LINEAGES,
    "nations": NATIONS, "purity": PURITY, "affluence": AFFLUENCE, "enlightenment": ENLIGHTENMENT,
    "intentional": INTENTIONAL, "affective": AFFECTIVE, "origins": ORIGINS, "bert": BERT,
}  # fmt: skip


class Shelf(Memory):
    name = "shelf"


SHELF = Shelf([Record(work, "shelf", key) for key, work in REAL.items()])


def printed(work: Work) -> str:
    """A reference as an editor meets it, in Chicago's manner."""
    who, year = " and ".join(map(str, work.authors)), f" ({work.issued.year})" if work.issued else ""
    doi = f", doi:{work.id('doi')}" if work.id("doi") else ""
    if work.kind is Kind.BOOK:
        return f"{who}, {work.title} ({work.address}: {work.publisher}, {work.issued.year if work.issued else ''})."
    where = f" {work.container} {work.volume}" if work.container else ""
    return f"{who}, “{work.title},”{where}{year}{work.pages and f': {work.pages}'}{doi}."


def verdict_on(work: Work) -> Judgement:
    text = printed(work)
    return judge(match(Query(text, work), [SHELF]), Citation(0, len(text), work=work))


def codes(judgement: Judgement) -> list[str]:
    return [one.code for one in judgement.differences]


@pytest.mark.parametrize("work", REAL.values(), ids=REAL)
def test_every_work_resolves_as_it_should_be_printed(work: Work) -> None:
    assert verdict_on(work).verdict is Verdict.RESOLVED


@pytest.mark.parametrize(
    "work",
    [
        replace(MAKING, title="The Unmaking of the Scottish Peasantry"),
        replace(TIME, title="Bells, Clocks and the Conscience of the Mill", pages="", ids=()),
        replace(COMMUNITIES, title="Imagined Nationalism: Reflections on Print and Empire"),
        replace(PURITY, title="Symbols of Disorder: Ritual and the Body"),
        replace(ORIGINS, title="Institutions and Memory in the Long Nineteenth Century", volume="94", pages="", ids=()),
    ],
    ids=lambda work: work.title,
)
def test_an_invented_title_with_real_authors(work: Work) -> None:
    assert verdict_on(work).verdict in CAUGHT


@pytest.mark.parametrize(
    "work",
    [
        replace(MAKING, authors=people("Hobsbawm, Eric")),
        replace(MAKING, authors=people("Thompson, Dorothy")),
        replace(COMMUNITIES, authors=people("Anderson, Perry")),
        replace(TIME, authors=people("Hill, Christopher"), ids=()),
        replace(INTENTIONAL, authors=people("Brooks, Cleanth; Warren, Robert Penn")),
        replace(ORIGINS, authors=people("Smith, John; Jones, Robert")),
        replace(BERT, authors=people("Peters, Matthew; Neumann, Mark"), ids=()),
    ],
    ids=lambda work: str(work.authors[0]),
)
def test_a_real_title_with_swapped_authors(work: Work) -> None:
    found = verdict_on(work)
    assert found.verdict in CAUGHT
    assert found.verdict is Verdict.UNRESOLVED or "CC301" in codes(found)


@pytest.mark.parametrize(
    "work",
    [
        replace(INTENTIONAL, authors=people("Wimsatt, W. K.")),
        replace(ORIGINS, authors=people("Acemoglu, Daron; Robinson, James A.")),
        replace(ENLIGHTENMENT, authors=people("Adorno, Theodor W.")),
    ],
    ids=lambda work: work.title,
)
def test_a_real_title_with_authors_left_out(work: Work) -> None:
    found = verdict_on(work)
    assert found.verdict is Verdict.DIFFERS
    assert "CC301" in codes(found)


@pytest.mark.parametrize(
    "work",
    [
        replace(TIME, authors=people("Thompson, E. P.; Hobsbawm, Eric")),
        replace(PURITY, authors=people("Douglas, Mary; Turner, Victor")),
        replace(INTENTIONAL, authors=people("Wimsatt, W. K.; Beardsley, M. C.; Brooks, Cleanth")),
    ],
    ids=lambda work: work.title,
)
def test_a_real_title_with_authors_added(work: Work) -> None:
    found = verdict_on(work)
    assert found.verdict is Verdict.DIFFERS
    assert "CC301" in codes(found)


@pytest.mark.parametrize(
    "work",
    [
        replace(NATIONS, authors=COMMUNITIES.authors, publisher="Verso", address="London"),
        replace(LINEAGES, title="Imagined Communities of the Absolutist State"),
        replace(TIME, title="The Moral Economy of Industrial Capitalism", ids=()),
        replace(PURITY, title="Stone Age Economics", issued=Date(1966)),
        replace(AFFLUENCE, title="Purity and Economics", authors=people("Douglas, Mary; Sahlins, Marshall")),
    ],
    ids=lambda work: work.title,
)
def test_a_chimera_of_two_works(work: Work) -> None:
    assert verdict_on(work).verdict in CAUGHT


@pytest.mark.parametrize(
    "work",
    [
        replace(MAKING, title="The Making of the English Ruling Class"),
        replace(MAKING, title="The Making of the Scottish Working Class"),
        replace(NATIONS, title="Nations and Nationality"),
        replace(INTENTIONAL, title="The Intentional Fallacies Reconsidered"),
        replace(TIME, title="Time, Work-Discipline, and Industrial Socialism"),
        replace(AFFLUENCE, title="Bronze Age Economics"),
    ],
    ids=lambda work: work.title,
)
def test_a_title_that_is_nearly_right(work: Work) -> None:
    found = verdict_on(work)
    assert found.verdict in CAUGHT
    assert found.verdict is Verdict.UNRESOLVED or "CC302" in codes(found)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (replace(TIME, ids=MORAL.ids), {"CC310"}),
        (replace(MORAL, ids=ORIGINS.ids), {"CC310"}),
        (replace(INTENTIONAL, title="The Biographical Fallacy", pages="", ids=TIME.ids), set()),  # nothing else is real
    ],
    ids=["same author", "other author", "invented work"],
)
def test_the_doi_of_another_work(work: Work, expected: set[str]) -> None:
    found = verdict_on(work)
    assert found.verdict is (Verdict.DIFFERS if expected else Verdict.UNRESOLVED)
    assert expected <= set(codes(found))


@pytest.mark.parametrize("work", [TIME, ORIGINS], ids=lambda work: work.title)
def test_a_doi_that_does_not_exist(work: Work) -> None:
    found = verdict_on(replace(work, ids=(Identifier("doi", "10.9999/made.up.123"),)))
    assert found.verdict is Verdict.DIFFERS
    assert "CC310" in codes(found)


@pytest.mark.parametrize("work", [TIME, INTENTIONAL, MAKING, PURITY, ORIGINS], ids=lambda work: work.title)
def test_a_year_to_come(work: Work) -> None:
    found = verdict_on(replace(work, issued=Date(2091), ids=()))
    assert found.verdict in CAUGHT
    assert found.verdict is Verdict.UNRESOLVED or "CC303" in codes(found)


@pytest.mark.parametrize(
    ("work", "journal"),
    [
        (TIME, "New Left Review"),
        (MORAL, "Journal of Modern History"),
        (INTENTIONAL, "Kenyon Review"),
        (ORIGINS, "Quarterly Journal of Economics"),
    ],
    ids=str,
)
def test_the_wrong_journal(work: Work, journal: str) -> None:
    found = verdict_on(replace(work, container=journal))
    assert found.verdict is Verdict.DIFFERS
    assert "CC304" in codes(found)


@pytest.mark.parametrize("journal", ["Nature", "Computational Linguistics"], ids=str)
def test_a_preprint_cited_as_published(journal: str) -> None:
    """The catalogue knows the preprint alone; a journal, volume and pages were made up for it."""
    cited = replace(BERT, kind=Kind.ARTICLE_JOURNAL, container=journal, volume="575", pages="17-29", ids=())
    assert verdict_on(cited).verdict in CAUGHT


def test_more_wrong_fields_never_look_milder_than_one() -> None:
    """A rank of verdicts: what is caught once stays caught, whatever else is wrong."""
    one = replace(TIME, ids=(), container="New Left Review")
    two = replace(one, issued=Date(1999))
    three = replace(two, volume="77")
    for cited in (one, two, three, replace(three, title="Time, Sleep, and Idleness")):
        assert verdict_on(cited).verdict in CAUGHT, printed(cited)
