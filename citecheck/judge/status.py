"""CC401 to CC404: what has become of a work since it was published, and of the page where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from citecheck import refs
from citecheck.judge.naming import Cited, called, citations
from citecheck.model import CheckedNote, Finding, Judgement, Kind, Notice, Record, Verdict, Work
from citecheck.text import fold

_ASSERTED = frozenset({Verdict.RESOLVED, Verdict.DIFFERS})  # nothing is said of a work that is not surely the one
_VERSIONS = (
    4  # years between a preprint and its printed form (lesson on matching: up to 4 with equal title and authors)
)
# Registrants of preprints: arXiv, SSRN, bioRxiv and medRxiv, PsyArXiv, SocArXiv, OSF, Research Square, Preprints.org.
_PREPRINTS = (
    "10.48550/", "10.2139/", "10.1101/", "10.31234/", "10.31235/", "10.31219/", "10.21203/", "10.20944/",
)  # fmt: skip
_SERVERS = re.compile(r"\b(?:arxiv|ssrn|bio ?rxiv|med ?rxiv|psyarxiv|socarxiv|research square|preprints?)\b")
_ARCHIVES = ("web.archive.org", "archive.ph", "archive.today", "archive.is", "perma.cc", "webcitation.org")


def findings(notes: Sequence[CheckedNote]) -> Iterator[Finding]:
    """For each citation whether its page is gone, its work retracted or else corrected, its preprint printed.

    Back references are spared: their targets have theirs.
    """
    for cited in citations(notes):
        if cited.judgement is None or cited.citation.refers_to is not None:
            continue
        yield from _dead_links(cited, cited.judgement)
        record = cited.judgement.record
        if record is not None and cited.judgement.verdict in _ASSERTED:
            worst = _retracted(cited, cited.judgement, record) or _corrected(cited, cited.judgement, record)
            yield from filter(None, (worst, _published(cited, cited.judgement, record)))


# --- CC401, CC402 ---------------------------------------------------------------------------------------------------


def _retracted(cited: Cited, judgement: Judgement, record: Record) -> Finding | None:
    if _says(cited, record, "retracted"):
        return None
    notices = notices_of(judgement, record)
    told = [one for one in notices if one.nature == "retraction" and not _is_taken_back(one, notices)]
    if not told and not _is_marked(record) and not _has_notice(judgement, record, "retracted"):
        return None
    if not told and any(one.nature == "reinstatement" for one in notices):
        return None  # the title still bears the mark
    message = f"{called(cited.citation.work, cited.text)} was retracted{_when(told)}"
    return cited.find("CC401", message, "Cite it as retracted, or another source.")


def _corrected(cited: Cited, judgement: Judgement, record: Record) -> Finding | None:
    if _says(cited, record, "corrected") or _says(cited, record, "concern"):
        return None
    for nature, table, said in (
        ("expression of concern", "concern", "is under an expression of concern"),
        ("correction", "corrected", "was corrected"),
    ):
        told = [one for one in notices_of(judgement, record) if one.nature == nature]
        if told or _has_notice(judgement, record, table):
            message = f"{called(cited.citation.work, cited.text)} {said}{_when(told)}"
            return cited.find("CC402", message, "Check whether the notice touches what is cited.")
    return None


def notices_of(judgement: Judgement, record: Record) -> tuple[Notice, ...]:
    """What is known of the work, from its record and from others of the same DOI, each notice once."""
    doi = record.work.id("doi")
    same = [one.record for one in judgement.answer.matches if doi and one.record.work.id("doi") == doi]
    every = [notice for one in (record, *same) for notice in one.notices]
    first: dict[tuple[str, str], Notice] = {}
    for one in sorted(every, key=lambda notice: not notice.by):  # one that names its own DOI tells most
        if one.by or not any(nature == one.nature for nature, _ in first):
            first.setdefault((one.nature, one.by.casefold()), one)
    return tuple(first.values())


def _is_taken_back(retraction: Notice, notices: Iterable[Notice]) -> bool:
    """Whether a reinstatement of the same day or later is known; one without a date is later, as it must be."""
    return any(one.nature == "reinstatement" and _is_since(one.date, retraction.date) for one in notices)


def _is_since(day: str, other: str) -> bool:
    """By the part that both dates have: "2014" is no earlier than "2014-02-21"."""
    length = min(len(day), len(other))
    return day[:length] >= other[:length]


def _is_marked(record: Record) -> bool:
    """Whether the publisher put "RETRACTED:" before the title, or the record is that of the notice."""
    return _bare(record.work.title, "retracted") != record.work.title


def _has_notice(judgement: Judgement, record: Record, table: str) -> bool:
    """Whether another record is a notice about the work: "Retraction: " and its title."""
    title = fold(_bare(record.work.title, "retracted"))
    titles = (one.record.work.title for one in judgement.answer.matches if one.record is not record)
    return bool(title) and any(bare != one and fold(bare) == title for one in titles if (bare := _bare(one, table)))


def _says(cited: Cited, record: Record, table: str) -> bool:
    """Whether the citation itself says so, or the work is about such things and its title has the word."""
    there = f" {fold(cited.text)} {fold(cited.citation.work.title if cited.citation.work else '')} "
    title = f" {fold(_bare(record.work.title, table))} "
    return any(f" {word} " in there and f" {word} " not in title for word in refs.words("status")[table]["said"])


def _when(told: Sequence[Notice]) -> str:
    """The notice's day and DOI, as far as they are known: `` (2014-02-21, doi:10.1000/x)``."""
    last = max(told, key=lambda one: one.date, default=None)
    parts = [last.date, f"doi:{last.by}" if last.by else "", last.reason] if last else []
    return f" ({', '.join(filter(None, parts))})" if any(parts) else ""


def _bare(title: str, table: str) -> str:
    """A title without what a notice puts before it."""
    return _prefix(table).sub("", title, count=1)


@cache
def _prefix(table: str) -> re.Pattern[str]:
    lists = refs.words("status")[table]
    words = sorted((*lists.get("titles", ()), *lists["notices"]), key=len, reverse=True)
    named = "|".join(map(re.escape, words))
    return re.compile(rf"\A\s*[\[(*]?\s*(?:{named})\s*(?:[:\])]+|\s[-–—]\s|[“\"])\s*(?=\S)", re.IGNORECASE)


# --- CC404 ----------------------------------------------------------------------------------------------------------


def _published(cited: Cited, judgement: Judgement, record: Record) -> Finding | None:
    """Nothing where the citation names the printed form already."""
    work = cited.citation.work or Work()
    told = next((one for one in notices_of(judgement, record) if one.nature == "published"), None)
    printed = next((one.record for one in judgement.answer.matches if _is_printed_form(one.record, record)), None)
    where = f"doi:{told.by}" if told and told.by else _where(printed)
    if not (told or printed) or _names_print(work, told.by if told else ""):
        return None
    message = f"{called(cited.citation.work, cited.text)} is a preprint that has since been published"
    return cited.find("CC404", f"{message}{where and f': {where}'}", "Cite the published form, if its text agrees.")


def _names_print(work: Work, doi: str) -> bool:
    return bool(work.container and not names_server(work.container)) or bool(doi and work.id("doi") == doi.casefold())


def _is_printed_form(one: Record, preprint: Record) -> bool:
    """A record of the same title and people, in print up to four years after the preprint."""
    if one is preprint or not is_preprint(preprint.work) or is_preprint(one.work) or not one.work.container:
        return False
    ours, theirs = preprint.work.issued, one.work.issued
    same = fold(one.work.title) == fold(preprint.work.title) and _families(one.work) == _families(preprint.work)
    return bool(same and ours and theirs and 0 <= theirs.year - ours.year <= _VERSIONS)


def is_preprint(work: Work) -> bool:
    """By its DOI's registrant, its kind (CSL's "article"), or an arXiv number where there is no other place."""
    return (
        work.id("doi").startswith(_PREPRINTS)
        or (work.kind is Kind.ARTICLE and not work.container)
        or names_server(work.container)
        or (bool(work.id("arxiv")) and not work.container)
    )


def names_server(container: str) -> bool:
    """Whether what stands for a journal is a server of preprints: "arXiv preprint", "SSRN"."""
    return bool(_SERVERS.search(fold(container)))


def _families(work: Work) -> frozenset[str]:
    return frozenset(fold(name.family or name.literal) for name in work.authors)


def _where(record: Record | None) -> str:
    if record is None:
        return ""
    doi, year = record.work.id("doi"), record.work.issued
    return ", ".join(filter(None, [record.work.container, str(year.year) if year else "", f"doi:{doi}" if doi else ""]))


# --- CC403 ----------------------------------------------------------------------------------------------------------


def _dead_links(cited: Cited, judgement: Judgement) -> Iterator[Finding]:
    """One for each address that is dead; none where the citation gives an archived copy beside it."""
    if any(archive in cited.text for archive in _ARCHIVES):
        return
    for link in judgement.answer.links:
        if link.state == "dead":
            copy = f"An archived copy: {link.archived}" if link.archived else "Find where it has gone, or leave it out."
            yield cited.find("CC403", f"{link.url} leads nowhere", copy)
