"""What has become of a work: retracted, corrected, printed, gone from the network; and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citecheck.judge import review
from citecheck.judge.status import is_preprint
from citecheck.model import (
    Answer,
    Bibliography,
    CheckedNote,
    Citation,
    Content,
    Date,
    Finding,
    Identifier,
    Judgement,
    Kind,
    LinkCheck,
    Match,
    Name,
    Note,
    Notice,
    ParsedNote,
    Place,
    Query,
    Record,
    Reference,
    Role,
    Text,
    Verdict,
    Work,
)

DOI = "10.1016/j.fct.2012.08.005"
WORK = Work(
    Kind.ARTICLE_JOURNAL,
    "Long term toxicity of a Roundup herbicide",
    (Name("Séralini", "Gilles-Éric"),),
    container="Food and Chemical Toxicology",
    issued=Date(2012),
    ids=(Identifier("doi", DOI),),
)
TEXT = "Séralini, “Long term toxicity of a Roundup herbicide,” Food and Chemical Toxicology 50 (2012)."


def notice(nature: str, date: str = "", by: str = "", reason: str = "") -> Notice:
    return Notice(DOI, "", nature, date, reason, by)


def found(
    record: Work = WORK,
    *notices: Notice,
    cited: Work = WORK,
    text: str = TEXT,
    others: tuple[Record, ...] = (),
    links: tuple[LinkCheck, ...] = (),
    verdict: Verdict = Verdict.RESOLVED,
    citation: Citation | None = None,
) -> tuple[Finding, ...]:
    known = Record(record, "crossref", DOI, notices=notices)
    matches = tuple(Match(one, 0.9) for one in (known, *others))
    answer = Answer(Query(text, cited), matches, ("crossref",), links=links)
    parsed = ParsedNote(
        Note("1", Text(text), Place("essay.md", 3)),
        Content.CITATION,
        (citation or Citation(0, len(text), work=cited),),
    )
    checked = CheckedNote(parsed, (Judgement(answer, verdict, "the reason", 0.9, known),))
    return tuple(one for one in review([checked], Bibliography()) if one.code.startswith("CC4"))


def codes(*arguments: object, **named: object) -> list[str]:
    return [one.code for one in found(*arguments, **named)]  # type: ignore[arg-type]


def named(title: str) -> Work:
    return replace(WORK, title=title)


RETRACTED = notice("retraction", "2014-01-01", "10.1016/j.fct.2013.11.047", "Unreliable Results")


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ((), []),
        ((RETRACTED,), ["CC401"]),
        ((notice("correction", "2013-01-01"),), ["CC402"]),
        ((notice("expression of concern", "2013-01-01"),), ["CC402"]),
        ((notice("correction"), notice("expression of concern")), ["CC402"]),
        ((RETRACTED, notice("expression of concern", "2013-01-01")), ["CC401"]),  # the graver one tells enough
        ((RETRACTED, notice("reinstatement", "2015-06-01")), []),
        ((RETRACTED, notice("reinstatement")), []),
        ((RETRACTED, notice("reinstatement", "2014")), []),
        ((notice("retraction", "2016-02-01"), notice("reinstatement", "2015-06-01")), ["CC401"]),  # retracted again
        ((RETRACTED, notice("reinstatement", "2015"), notice("correction", "2016")), ["CC402"]),
        ((notice("reinstatement", "2015"),), []),
        ((notice("something else"),), []),
    ],
    ids=str,
)
def test_notices(notices: tuple[Notice, ...], expected: list[str]) -> None:
    assert codes(WORK, *notices) == expected


def test_the_message_names_day_notice_and_reason() -> None:
    (one,) = found(WORK, RETRACTED)
    assert "was retracted (2014-01-01, doi:10.1016/j.fct.2013.11.047, Unreliable Results)" in one.message
    assert (one.level, one.note, one.citation) == ("error", "1", 0)


def test_one_notice_told_by_two_catalogues_is_one() -> None:
    second = Record(WORK, "openalex", "W1", notices=(replace(RETRACTED, by=RETRACTED.by.upper()), notice("retraction")))
    assert [one.message for one in found(WORK, RETRACTED, others=(second,))] == [found(WORK, RETRACTED)[0].message]


def test_a_notice_that_another_catalogue_has_of_the_same_doi_counts_and_of_another_does_not() -> None:
    assert codes(others=(Record(WORK, "openalex", "W1", notices=(RETRACTED,)),)) == ["CC401"]
    other = replace(WORK, ids=(Identifier("doi", "10.1000/other"),))
    assert codes(others=(Record(other, "openalex", "W2", notices=(RETRACTED,)),)) == []


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Long term toxicity of a Roundup herbicide",
        "[Retracted] Long term toxicity of a Roundup herbicide",
        "RETRACTED ARTICLE: Long term toxicity of a Roundup herbicide",
        "Retracted: Long term toxicity of a Roundup herbicide",
        "WITHDRAWN: Long term toxicity of a Roundup herbicide",
        "Retraction: Long term toxicity of a Roundup herbicide",
        "Zurückgezogen: Langzeittoxizität",
        "Rétracté : Toxicité à long terme",
        "Ritirato: Tossicità a lungo termine",
        "Artículo retractado: Toxicidad",
        "Отозвана: Токсичность",
    ],
    ids=str,
)
def test_titles_that_bear_the_mark(title: str) -> None:
    assert codes(named(title)) == ["CC401"]


@pytest.mark.parametrize(
    "title",
    [
        "Retracted Science and the Retraction Index",
        "Retraction and Academic Misconduct",
        "Withdrawn from Circulation",
        "The Withdrawal: A Novel",
        "Ritirato in campagna",
        "Correction and Punishment",
    ],
    ids=str,
)
def test_works_about_retraction_are_not_retracted(title: str) -> None:
    assert codes(named(title)) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Retraction: The Cost of Error in Science", "Doe, Retraction: The Cost of Error in Science (2012)."),
        ("Withdrawn: A Memoir", "Doe, Withdrawn: A Memoir (2012)."),
        (f"RETRACTED: {WORK.title}", f"Séralini, “RETRACTED: {WORK.title}” (2012)."),
        (f"RETRACTED: {WORK.title}", f"Séralini, “{WORK.title}” (2012; retracted 2014)."),
    ],
    ids=str,
)
def test_what_the_citation_says_itself_is_not_told_again(title: str, text: str) -> None:
    assert codes(named(title), text=text) == []


def test_a_citation_that_says_so_is_spared_the_notice_too() -> None:
    assert codes(WORK, RETRACTED, text=f"{TEXT} (retracted)") == []
    assert codes(WORK, notice("correction"), text=f"{TEXT} With a corrigendum in vol. 53.") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"Retraction notice to “{WORK.title}”", []),  # says more than the prefix: not known for sure
        (f"Retraction: {WORK.title}", ["CC401"]),
        (f"Notice of retraction: {WORK.title}", ["CC401"]),
        (f"Correction to: {WORK.title}", ["CC402"]),
        (f"Erratum: {WORK.title}", ["CC402"]),
        (f"Berichtigung: {WORK.title}", ["CC402"]),
        (f"Expression of Concern: {WORK.title}", ["CC402"]),
        ("Retraction: Another article altogether", []),
        (f"Reply to: {WORK.title}", []),
    ],
    ids=str,
)
def test_a_notice_among_the_candidates(title: str, expected: list[str]) -> None:
    assert codes(others=(Record(named(title), "crossref", "10.1000/notice"),)) == expected


def test_a_correction_that_is_cited_as_such_is_not_itself_corrected() -> None:
    correction = named(f"Correction to: {WORK.title}")
    text = f"Séralini, “Correction to: {WORK.title},” Food and Chemical Toxicology 53 (2013)."
    assert codes(correction, cited=correction, text=text, others=(Record(WORK, "crossref", DOI),)) == []


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in ("resolved", "differs")], ids=str)
def test_nothing_is_said_of_a_work_that_is_not_surely_the_one(verdict: Verdict) -> None:
    assert codes(WORK, RETRACTED, verdict=verdict) == []


def test_a_back_reference_does_not_repeat_it() -> None:
    again = Citation(0, 5, Role.IBID, work=WORK, refers_to=Reference("0", 0))
    assert codes(WORK, RETRACTED, citation=again, links=(LinkCheck("http://a.org", "dead"),)) == []


# --- preprints ------------------------------------------------------------------------------------------------------

PREPRINT = Work(
    Kind.ARTICLE, "BERT", (Name("Devlin", "Jacob"),), issued=Date(2018), ids=(Identifier("doi", "10.48550/arxiv.1810"),)
)
PRINTED = Work(
    Kind.PAPER_CONFERENCE, "BERT", (Name("Devlin", "J."),), container="Proceedings of NAACL", issued=Date(2019)
)


def test_a_preprint_of_which_a_notice_says_that_it_was_printed() -> None:
    (one,) = found(PREPRINT, notice("published", by="10.18653/v1/n19-1423"), cited=PREPRINT, text="Devlin, BERT, 2018")
    assert one.code == "CC404"
    assert one.message.endswith("is a preprint that has since been published: doi:10.18653/v1/n19-1423")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (PRINTED, True),
        (replace(PRINTED, issued=Date(2022)), True),
        (replace(PRINTED, issued=Date(2023)), False),  # five years later
        (replace(PRINTED, issued=Date(2017)), False),  # before the preprint
        (replace(PRINTED, title="RoBERTa"), False),
        (replace(PRINTED, authors=(Name("Liu"),)), False),
        (replace(PRINTED, container=""), False),
        (replace(PRINTED, container="arXiv preprint"), False),
        (replace(PRINTED, issued=None), False),
    ],
    ids=str,
)
def test_a_preprint_beside_its_printed_form(printed: Work, told: bool) -> None:
    others = (Record(printed, "dblp", "conf/naacl"),)
    assert (codes(PREPRINT, cited=PREPRINT, text="Devlin, BERT, arXiv 2018", others=others) == ["CC404"]) is told


@pytest.mark.parametrize(
    "cited", [PRINTED, replace(PREPRINT, ids=(Identifier("doi", "10.18653/v1/n19-1423"),))], ids=["place", "DOI"]
)
def test_a_citation_of_the_printed_form_is_right_already(cited: Work) -> None:
    printed = notice("published", by="10.18653/v1/N19-1423")
    assert codes(PREPRINT, printed, cited=cited, text="Devlin, BERT, NAACL 2019") == []


@pytest.mark.parametrize(
    ("work", "is_one"),
    [
        (PREPRINT, True),
        (Work(Kind.REPORT, ids=(Identifier("doi", "10.2139/ssrn.123"),)), True),
        (Work(Kind.ARTICLE_JOURNAL, container="CoRR arXiv"), True),
        (Work(ids=(Identifier("arxiv", "1810.04805"),)), True),
        (Work(container="Nature", ids=(Identifier("arxiv", "1810.04805"),)), False),
        (Work(Kind.BOOK, ids=(Identifier("doi", "10.1017/cbo1"),)), False),
        (WORK, False),
    ],
    ids=str,
)
def test_preprints_are_known(work: Work, is_one: bool) -> None:
    assert is_preprint(work) is is_one


# --- links ----------------------------------------------------------------------------------------------------------

URL, COPY = "http://www.example.org/gone.html", "https://web.archive.org/web/2015/http://www.example.org/gone.html"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((LinkCheck(URL, "dead"),), ["CC403"]),
        ((LinkCheck(URL, "dead", COPY),), ["CC403"]),
        ((LinkCheck(URL, "alive"),), []),
        ((LinkCheck(URL, "unknown"),), []),
        ((LinkCheck(URL, "unknown", COPY),), []),
        ((LinkCheck(URL, "dead"), LinkCheck("http://b.org", "dead")), ["CC403", "CC403"]),
        ((), []),
    ],
    ids=str,
)
@pytest.mark.parametrize("verdict", [Verdict.RESOLVED, Verdict.UNRESOLVED], ids=str)
def test_links(verdict: Verdict, links: tuple[LinkCheck, ...], expected: list[str]) -> None:
    assert [one for one in codes(links=links, verdict=verdict) if one == "CC403"] == expected


def test_the_archived_copy_is_the_hint_unless_the_citation_gives_one() -> None:
    (one,) = found(links=(LinkCheck(URL, "dead", COPY),))
    assert one.message == f"{URL} leads nowhere"
    assert one.hint == f"An archived copy: {COPY}"
    assert codes(text=f"{TEXT} {URL}, archived at {COPY}", links=(LinkCheck(URL, "dead", COPY),)) == []
