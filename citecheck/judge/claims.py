"""What a citation claims beyond its record: people it adds, a first author it leaves out, a year to come, a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from citecheck.judge.status import is_preprint, names_server
from citecheck.model import Citation, Difference, Name, Record, Work
from citecheck.text import fold, romanized, similarity

_ONE_NAME = 0.75  # family names this alike are one, misprinted or transliterated (refs/pairs.csv, "name form")
_FORTHCOMING = 1  # years ahead that a book in press may bear
_EDITION = 1  # years apart from which a book is another edition, which may have other people
_OTHERS = frozenset({"et al", "others", "and others", "u a", "i dr", "и др"})


def beyond(cited: Work, citation: Citation, record: Record, this_year: int | None = None) -> tuple[Difference, ...]:
    """The fields in which a citation says more than its record, or less than it must, by their codes.

    For records that are asserted: whoever adds a name to a title page, or leaves out the first one, dates a book ahead
    of its time or puts a preprint into a journal, describes the work wrongly. `this_year`: the clock's, for tests.
    """
    year = this_year or datetime.now(tz=UTC).year
    rules = (_people(cited, citation, record.work), _ahead(cited, citation, record.work, year))
    return tuple(one for one in (*rules, _printed(cited, citation, record)) if one is not None)


def _people(cited: Work, citation: Citation, known: Work) -> Difference | None:
    named = tuple(name for name in cited.authors if fold(str(name)) not in _OTHERS)
    if not named or not known.authors or "author" in citation.inferred or _is_another_edition(cited, known):
        return None
    everybody = (*known.authors, *known.editors, *known.translators)
    right = [name for name in named if _is_among(name, everybody)]
    added = len(right) < len(named) and len(known.authors) <= len(right)  # all that the record has, and more
    headless = len(right) == len(named) < len(known.authors) and not _is_among(known.authors[0], named)
    if not right or not (added or headless):
        return None
    return Difference("author", _listed(cited.authors), _listed(known.authors), "CC301")


def _is_another_edition(cited: Work, known: Work) -> bool:
    return bool(cited.issued and known.issued and abs(cited.issued.year - known.issued.year) > _EDITION)


def _is_among(name: Name, people: Sequence[Name]) -> bool:
    """By a word of the name, in any order and script, or by a family name that is nearly the same."""
    ours = set(_words(name))
    return any(ours & set(_words(other)) or similarity(name.family, other.family) >= _ONE_NAME for other in people)


def _words(name: Name) -> Iterator[str]:
    return (word for word in romanized(f"{name.family} {name.literal}").split() if len(word) > 2)


def _ahead(cited: Work, citation: Citation, known: Work, this_year: int) -> Difference | None:
    if cited.issued is None or "issued" in citation.inferred or cited.issued.year <= this_year + _FORTHCOMING:
        return None
    recorded = str(known.issued.year) if known.issued else ""
    return (
        Difference("issued", str(cited.issued.year), recorded, "CC303") if recorded != str(cited.issued.year) else None
    )


def _printed(cited: Work, citation: Citation, record: Record) -> Difference | None:
    """A journal with volume or pages named for what is known as a preprint alone."""
    if not is_preprint(record.work) or any(notice.nature == "published" for notice in record.notices):
        return None
    located = cited.volume or cited.pages or cited.issue
    if not cited.container or "container-title" in citation.inferred or names_server(cited.container) or not located:
        return None
    return Difference("container-title", cited.container, record.work.container or "a preprint", "CC304")


def _listed(names: Sequence[Name]) -> str:
    return "; ".join(map(str, names))
