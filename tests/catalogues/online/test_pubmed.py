from __future__ import annotations

import pytest

from citecheck.catalogues.online.pubmed import PubMed
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name, Notice
from tests.catalogues.online.desk import Desk, query, reply, xml

ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="1">9500320</PMID><Article>
<Journal><ISSN>0140-6736</ISSN><JournalIssue><Volume>351</Volume><Issue>9103</Issue>
<PubDate><Year>1998</Year><Month>Feb</Month><Day>28</Day></PubDate></JournalIssue>
<Title>Lancet (London, England)</Title></Journal>
<ArticleTitle>Ileal-lymphoid-nodular hyperplasia, non-specific <i>colitis</i>, and pervasive developmental disorder in
children.</ArticleTitle><Pagination><MedlinePgn>637-41</MedlinePgn></Pagination>
<AuthorList><Author><LastName>Wakefield</LastName><ForeName>A J</ForeName></Author>
<Author><CollectiveName>A Study Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType>{types}</PublicationTypeList></Article>
<CommentsCorrectionsList>{comments}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1016/s0140-6736(97)11096-0</ArticleId></ArticleIdList>
</PubmedData>
</PubmedArticle>"""
RETRACTED = "<PublicationType>Retracted Publication</PublicationType>"
BOOK = """<PubmedBookArticle><BookDocument><PMID>21413195</PMID><Book><Publisher>
<PublisherName>Royal College of Physicians (UK)</PublisherName><PublisherLocation>London</PublisherLocation></Publisher>
<BookTitle>Rheumatoid Arthritis</BookTitle><PubDate><Year>2009</Year><Month>02</Month></PubDate>
<AuthorList><Author><CollectiveName>National Collaborating Centre</CollectiveName></Author></AuthorList>
<Isbn>9781860163593</Isbn></Book>{}</BookDocument></PubmedBookArticle>"""


def comment(type_: str, source: str = "Lancet. 2010 Feb 6;375(9713):445", pmid: str = "20137807") -> str:
    held = f"<RefSource>{source}</RefSource><PMID>{pmid}</PMID>"
    return f'<CommentsCorrections RefType="{type_}">{held}</CommentsCorrections>'


def articles(*told: str) -> Reply:
    return xml(f'<?xml version="1.0"?><PubmedArticleSet>{"".join(told)}</PubmedArticleSet>')


def article(types: str = "", comments: str = "") -> Reply:
    return articles(ARTICLE.format(types=types, comments=comments))


def numbers(*pmids: str) -> Reply:
    return reply({"header": {"type": "esearch"}, "esearchresult": {"count": str(len(pmids)), "idlist": list(pmids)}})


def test_by_pmid_in_one_question() -> None:
    desk = Desk(PubMed(), article())
    (found,) = PubMed().search(query("x", "y", pmid="9500320"), 5, desk)
    assert desk.urls == ["https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"]
    assert (desk.param("id"), desk.param("tool")) == ("9500320", "citecheck")
    assert (found.catalogue, found.key, found.url) == ("pubmed", "9500320", "https://pubmed.ncbi.nlm.nih.gov/9500320/")
    assert found.work.title.startswith("Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive")
    assert found.work.authors == (Name("Wakefield", "A J"), Name(literal="A Study Group"))
    assert (found.work.issued, found.work.volume, found.work.issue) == (Date(1998, 2, 28), "351", "9103")
    assert (found.work.pages, found.work.id("doi")) == ("637-41", "10.1016/s0140-6736(97)11096-0")
    assert found.notices == ()


def test_by_doi_then_by_title_and_author() -> None:
    desk = Desk(PubMed(), numbers(), numbers("9500320", "1"), article())
    cited = query("x", "Ileal hyperplasia: a study", Name("Wakefield", "A."), doi="10.1016/S0140-6736(97)11096-0")
    assert len(PubMed().search(cited, 1, desk)) == 1
    assert desk.param("term", 0) == '"10.1016/s0140-6736(97)11096-0"[AID]'
    assert desk.param("term", 1) == "Ileal[Title] AND hyperplasia[Title] AND study[Title] AND Wakefield[Author]"
    assert desk.param("id") == "9500320"


def test_nothing_found() -> None:
    assert PubMed().search(query("x", "Ileal"), 5, Desk(PubMed(), numbers())) == ()
    assert PubMed().search(query("x", pmid="99999999"), 5, Desk(PubMed(), articles())) == ()


@pytest.mark.parametrize(
    ("types", "comments", "notices"),
    [
        (RETRACTED, comment("RetractionIn"), [("retraction", "2010-02-06", "")]),
        (RETRACTED, "", [("retraction", "", "")]),
        ("", comment("RetractionIn", "Lancet. 2010. doi: 10.1016/S0140-6736(10)60175-4."),
         [("retraction", "", "10.1016/s0140-6736(10)60175-4")]),
        ("", comment("ErratumIn", "Lancet 2004 Mar;363:750") + comment("ErratumIn", "Lancet 2004 Mar;363:750"),
         [("correction", "2004-03", "")]),
        ("", comment("ExpressionOfConcernIn"), [("expression of concern", "2010-02-06", "")]),
        ("", comment("RetractionOf") + comment("CommentIn") + comment("UpdateIn"), []),
        ("<PublicationType>Preprint</PublicationType>", comment("UpdateIn", "Cell. 2020 May 1. doi: 10.1000/cell"),
         [("published", "2020-05-01", "10.1000/cell")]),
    ],
    ids=str,
)  # fmt: skip
def test_notices(types: str, comments: str, notices: list[tuple[str, str, str]]) -> None:
    (found,) = PubMed().search(query("x", pmid="9500320"), 5, Desk(PubMed(), article(types, comments)))
    doi = "10.1016/s0140-6736(97)11096-0"
    assert found.notices == tuple(Notice(doi, "9500320", nature, date, by=by) for nature, date, by in notices)


def test_books_and_their_chapters() -> None:
    book, chapter = BOOK.format(""), BOOK.format("<ArticleTitle>Diagnosis</ArticleTitle>")
    found = PubMed().search(query("x", pmid="21413195"), 5, Desk(PubMed(), articles(book, chapter)))
    assert [(one.work.kind, one.work.title) for one in found] == [
        (Kind.BOOK, "Rheumatoid Arthritis"), (Kind.CHAPTER, "Diagnosis")
    ]  # fmt: skip
    assert (found[0].work.publisher, found[0].work.id("isbn")) == ("Royal College of Physicians (UK)", "9781860163593")
    assert found[1].work.container == "Rheumatoid Arthritis"


def test_articles_without_anything_are_no_records() -> None:
    assert PubMed().search(query("x", pmid="1"), 5, Desk(PubMed(), articles("<PubmedArticle></PubmedArticle>"))) == ()


@pytest.mark.parametrize(
    "bad",
    [
        reply({"error": "API rate limit exceeded", "api-key": "", "count": "4", "limit": "3"}, 429),
        reply({"error": "API rate limit exceeded"}),
        reply({"esearchresult": {"ERROR": "Search Backend failed", "idlist": []}}),
        reply({"esearchresult": {"ERROR": "Search Backend failed"}}),
        reply({"esearchresult": {"count": "3"}}),
    ],
    ids=lambda told: repr(told.body[:50]),
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        PubMed().search(query("x", "Ileal"), 5, Desk(PubMed(), bad))
    if bad.status == 200:
        with pytest.raises(CatalogueError):
            PubMed().numbers(bad)


def test_half_a_record_is_no_record() -> None:
    with pytest.raises(CatalogueError):
        PubMed().search(query("x", pmid="1"), 5, Desk(PubMed(), xml(article().body.decode()[:-60])))
