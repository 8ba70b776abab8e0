"""What each service can answer for: the kinds of work, the years, the disciplines, and why. Nothing else is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from citecheck import refs
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.wording import plain, title
from citecheck.model import Kind, Query, Work
from citecheck.text import fold, tokens

_FIELDS = frozenset({"title", "authors", "issued", "ids"})
_IN_PRINT = _FIELDS | {"container", "volume", "issue", "pages", "language", "publisher"}
_AS_BOOK = _FIELDS | {"publisher", "address", "language", "variants"}
_IN_MARC = _AS_BOOK | _IN_PRINT | {"editors", "translators", "series", "original", "edition", "genre"}
_ARTICLES = frozenset({Kind.ARTICLE, Kind.ARTICLE_JOURNAL, Kind.REVIEW, Kind.PAPER_CONFERENCE})
_BOOKS = frozenset({Kind.BOOK, Kind.COLLECTION, Kind.PAMPHLET, Kind.THESIS, Kind.REPORT, Kind.DOCUMENT})
_PARTS = frozenset({Kind.CHAPTER, Kind.ENTRY_ENCYCLOPEDIA})
_DEPOSITED = frozenset({Kind.DATASET, Kind.SOFTWARE, Kind.STANDARD})
_SERIALS = frozenset({Kind.PERIODICAL})
_PRESS = frozenset({Kind.ARTICLE_MAGAZINE})
_NAMED = frozenset({Kind.CLASSIC, Kind.SPEECH})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a service holds.

    `schemes`: the identifiers by which it is asked, best first; a work with one of them is asked for whatever its kind.
    `kinds`: the kinds of work that it is asked for by their words; none where it knows identifiers alone. `since`: the
    year of the oldest that it holds. `disciplines`: tables of refs/words/disciplines.toml, of which the container must
    name one. `languages`: two-letter codes, of which the work must be known to be in one. `fields`: those of `Work`
    that its records can tell, beside the kind; by no other can a citation be held against them. `reason`: why.
    """

    schemes: tuple[str, ...]
    kinds: frozenset[Kind]
    reason: str
    since: int | None = None
    disciplines: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()

    def holds(self, query: Query) -> bool:
        """Whether the work, if it exists, should be there."""
        work = query.work
        if any(named(work, scheme) for scheme in self.schemes):
            return True
        return (
            work.kind in self.kinds
            and bool(plain(title(query)))
            and _since(work, self.since)
            and (not self.disciplines or any(_belongs(query, one) for one in self.disciplines))
            and (not self.languages or _language(work) in self.languages)
        )


SCOPES: dict[str, Scope] = {
    "crossref": Scope(
        ("doi", "isbn"),
        _ARTICLES | _BOOKS | _PARTS | _PRESS | _DEPOSITED - {Kind.SOFTWARE},
        "what publishers register: articles, chapters, books, and the old volumes of journals",
        since=1600,
        fields=_IN_PRINT | {"editors", "translators", "address", "edition", "variants"},
    ),
    "openalex": Scope(
        ("doi", "pmid"),
        _ARTICLES | _BOOKS | _PARTS | _PRESS | _DEPOSITED,
        "what Crossref and repositories hold, and much that is only cited",
        since=1600,
        fields=_IN_PRINT,
    ),
    "datacite": Scope(
        ("doi",),
        frozenset({Kind.ARTICLE, Kind.THESIS, Kind.REPORT}) | _DEPOSITED,
        "what repositories deposit: preprints, theses, reports, data, programs",
        since=1900,
        fields=_IN_PRINT | {"editors", "translators", "variants"},
    ),
    "openlibrary": Scope(
        ("isbn", "oclc", "lccn"),
        _BOOKS | {Kind.CLASSIC},
        "books of every age, one record for all editions of a work",
        fields=_AS_BOOK | {"original", "series", "edition"},
    ),
    "wikidata": Scope(
        ("doi",),
        _BOOKS | _PARTS | _NAMED | {Kind.ARTICLE},
        "works that people write about, with their titles in many languages",
        fields=_AS_BOOK | _IN_PRINT | {"editors", "translators", "original"},
    ),
    "k10plus": Scope(
        ("isbn",), _BOOKS | _SERIALS, "books in the libraries of Germany, in whatever language", fields=_IN_MARC
    ),
    "loc": Scope(
        ("isbn", "lccn"), _BOOKS | _SERIALS, "books in the Library of Congress, in whatever language", fields=_IN_MARC
    ),
    "dnb": Scope(
        (), _BOOKS | _SERIALS, "what is published in Germany, by law", since=1913, languages=("de",), fields=_IN_MARC
    ),
    "bnf": Scope(
        (),
        _BOOKS | _SERIALS,
        "what is published in France, by law since 1537",
        languages=("fr",),
        fields=_IN_MARC - {"original", "genre", "volume", "issue", "pages"},
    ),
    "internetarchive": Scope(
        ("isbn",), _BOOKS | _SERIALS | _PRESS, "scanned books and magazines", fields=_AS_BOOK | {"volume"}
    ),
    "fatcat": Scope(
        ("doi", "pmid", "arxiv"),
        frozenset(),
        "articles that the Internet Archive keeps, by identifier alone",
        fields=_IN_PRINT | {"editors", "translators", "variants"},
    ),
    "scholar": Scope((), _ARTICLES, "the same articles by their words", since=1665, fields=_IN_PRINT | {"variants"}),
    "hathitrust": Scope(
        ("oclc", "lccn", "isbn"),
        frozenset(),
        "scanned books of research libraries, asked by identifier alone",
        fields=_IN_MARC,
    ),
    "dblp": Scope(
        (),
        _ARTICLES | {Kind.THESIS, Kind.BOOK},
        "computing alone",
        since=1936,
        disciplines=("computing",),
        fields=_IN_PRINT - {"language"} | {"editors"},
    ),
    "pubmed": Scope(
        ("pmid",),
        _ARTICLES,
        "medicine and the life sciences alone",
        disciplines=("medicine",),
        fields=_IN_PRINT | {"series", "address", "edition", "variants"},
    ),
    "europepmc": Scope(
        ("pmid",),
        _ARTICLES,
        "medicine and the life sciences, preprints with them",
        disciplines=("medicine",),
        fields=_IN_PRINT,
    ),
    "arxiv": Scope(
        ("arxiv",),
        _ARTICLES,
        "preprints of the exact sciences",
        since=1991,
        disciplines=("computing", "exact"),
        fields=_FIELDS | {"container", "volume"},
    ),
    "semanticscholar": Scope(
        ("arxiv", "pmid"),
        _ARTICLES,
        "papers; without a key it mostly answers that it is busy, so that it is asked for the sciences alone",
        since=1900,
        disciplines=("computing", "medicine", "exact"),
        fields=_FIELDS | {"container", "volume", "pages"},
    ),
    "unpaywall": Scope(
        ("doi",),
        frozenset(),
        "where a work with a DOI of Crossref can be read freely",
        fields=_FIELDS | {"container", "publisher"},
    ),
}


def _since(work: Work, year: int | None) -> bool:
    """Whether any of its years is late enough; True where none is known."""
    years = [date.end_year or date.year for date in (work.issued, work.original) if date]
    return year is None or not years or max(years) >= year


def _belongs(query: Query, discipline: str) -> bool:
    work = query.work
    words = tokens(" ".join((work.container, work.series, work.publisher)))
    whole, beginnings, phrases = _words(discipline)
    text = f" {' '.join(words)} "
    return (
        not whole.isdisjoint(words)
        or any(word.startswith(beginnings) for word in words)
        or any(f" {phrase} " in text for phrase in phrases)
    )


@cache
def _words(discipline: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, beginnings, phrases."""
    told = refs.words("disciplines")[discipline]
    whole = frozenset(fold(one) for one in told if " " not in one and not one.endswith("-"))
    return whole, tuple(fold(one) for one in told if one.endswith("-")), tuple(fold(one) for one in told if " " in one)


def _language(work: Work) -> str:
    """The language that the record, the place of publication's or the title's small words tell; "" where none does."""
    if work.language:
        return work.language[:2].lower()
    words = tokens(work.title)
    counts = {code: sum(word in small for word in words) for code, small in _small_words().items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] and list(counts.values()).count(counts[best]) == 1 else ""


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(map(fold, words)) for code, words in refs.words("stopwords").items()}
