"""What the page shows of a report, as plain values for its template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from citecheck.model import (
    CheckedDocument,
    CheckedNote,
    Citation,
    Date,
    Finding,
    Judgement,
    Match,
    Notice,
    Outage,
    Place,
    Record,
    Verdict,
    Work,
)
from citecheck.report.citing import doubted, line, named, short
from citecheck.report.html.segments import Segment, segments
from citecheck.report.shapes import SHOWN
from citecheck.report.summary import sentence

_AGREES, _NEARLY = 0.9, 0.5  # of a field's score: shown as agreeing, as nearly so, below as differing

_UNLIKELY = 0.01  # the probability below which a record is not shown beside one that the verdict rests on

# For each field (CSL's name): the name of its score, and how it is read.
_FIELDS: Mapping[str, tuple[str, Callable[[Work], str]]] = {
    "author": ("author", lambda work: "; ".join(map(str, work.authors))),
    "editor": ("author", lambda work: "; ".join(map(str, work.editors))),
    "title": ("title", lambda work: work.title),
    "container-title": ("container", lambda work: work.container),
    "issued": ("year", lambda work: _years(work.original, work.issued)),
    "volume": ("volume", lambda work: work.volume),
    "issue": ("issue", lambda work: work.issue),
    "page": ("page", lambda work: work.pages),
    "publisher": ("publisher", lambda work: work.publisher),
    "publisher-place": ("publisher-place", lambda work: work.address),
    "edition": ("edition", lambda work: work.edition),
    "DOI": ("identifier", lambda work: work.id("doi")),
    "ISBN": ("identifier", lambda work: work.id("isbn")),
}
# Where a person can look on; the page itself asks none of them.
_SEARCHES = (
    ("WorldCat", "https://search.worldcat.org/search?q="),
    ("Google Books", "https://www.google.com/search?tbm=bks&q="),
    ("HathiTrust", "https://catalog.hathitrust.org/Search/Home?lookfor="),
    ("Internet Archive", "https://archive.org/search?query="),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a record; `state`: agrees, nearly, differs, or "" where the two were not held against each other."""

    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the citation beside that of each record."""

    field: str
    cited: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A citation with its verdict."""

    cited: str
    role: str
    verdict: str
    reason: str
    likely: str
    records: tuple[tuple[str, str, str], ...]  # name, address or "", probability
    notices: tuple[str, ...]
    rows: tuple[Row, ...]
    searches: tuple[tuple[str, str], ...]
    outages: tuple[str, ...]

    @property
    def needs_a_look(self) -> bool:
        """Whether its records are shown without being asked for."""
        return self.verdict not in (Verdict.RESOLVED.value, Verdict.UNCATALOGUED.value)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note. `verdicts` and `codes`: what the filters go by."""

    anchor: str
    name: str
    where: str
    sentence: str
    segments: tuple[Segment, ...]
    items: tuple[Item, ...]
    mentions: tuple[str, ...]  # works talked about and not cited
    findings: tuple[Finding, ...]
    verdicts: str
    codes: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document. `findings`: those of no note."""

    path: str
    told: str
    notes: tuple[NoteView, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]


def document(number: int, one: CheckedDocument) -> DocumentView:
    """The document as the page shows it; `number` makes its anchors unlike those of the others."""
    found: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in one.findings:
        found[finding.note].append(finding)
    notes = tuple(_note(f"n{number}-{at}", note, found[note.parsed.note.id]) for at, note in enumerate(one.notes, 1))
    return DocumentView(one.document.path, sentence(one), notes, tuple(found[None]), tuple(one.document.warnings))


def _note(anchor: str, one: CheckedNote, findings: Sequence[Finding]) -> NoteView:
    note = one.parsed.note
    items = tuple(
        _item(note.text.plain, citation, judgement)
        for citation, judgement in zip(one.parsed.citations, one.judgements, strict=True)
    )
    return NoteView(
        anchor,
        named(note),
        located(note.place),
        line(note.mark.sentence) if note.mark else "",
        tuple(segments(one.parsed)),
        items,
        tuple(mentioned(note.text.plain, one) for one in one.parsed.mentions),
        tuple(findings),
        " ".join(dict.fromkeys(item.verdict for item in items)),
        " ".join(dict.fromkeys(finding.code for finding in findings if finding.stands)),
    )


def located(one: Place) -> str:
    """``"line 12"``, else ``"page 3"``, as far as the format has them."""
    return f"line {one.line}" if one.line else f"page {one.page}" if one.page else ""


def mentioned(text: str, mention: Citation) -> str:
    """A work that a note talks about, in a few words."""
    return line(short(mention.work, 200) if mention.work else text[mention.start : mention.end])


def is_same(one: Record, other: Record | None) -> bool:
    """Whether both are one record of one catalogue."""
    return other is not None and (one.catalogue, one.key) == (other.catalogue, other.key)


def _item(text: str, citation: Citation, judgement: Judgement | None) -> Item:
    cited = (short(citation.work, 200) if citation.work else text[citation.start : citation.end]) + doubted(citation)
    role = "" if citation.role == "work" else citation.role.value
    if judgement is None:
        return Item(line(cited), role, "dangling", "It names no work.", "", (), (), (), (), ())
    matches = records(judgement, 1 if judgement.verdict is Verdict.RESOLVED else SHOWN)
    return Item(
        line(cited),
        role,
        judgement.verdict.value,
        f"{line(judgement.reason).rstrip('.')}.",
        f"{judgement.probability:.2f}" if judgement.record else "",
        tuple(_record(one.record, one.probability) for one in matches),
        tuple(noticed(one) for one in judgement.record.notices) if judgement.record else (),
        tuple(rows(citation.work or Work(), judgement, matches)) if matches else (),
        () if judgement.verdict is Verdict.RESOLVED else tuple(searches(citation.work or Work())),
        tuple(silent(one) for one in judgement.answer.outages),
    )


def records(judgement: Judgement, most: int) -> tuple[Match, ...]:
    """The records worth a look: the one the verdict rests on first, then the likeliest."""
    matches, basis = judgement.answer.matches, judgement.record
    chosen = [one for one in matches if is_same(one.record, basis)]
    if basis and not chosen:
        chosen = [Match(basis, judgement.probability)]
    others = (one for one in matches if one not in chosen and (one.probability >= _UNLIKELY or not chosen))
    return tuple([*chosen, *others][:most])


def _record(one: Record, probability: float) -> tuple[str, str, str]:
    return line(f"{one.catalogue}: {one.key}"), address(one), f"{probability:.2f}"


def address(one: Record) -> str:
    """The record's page, "" where it has none that a browser should follow."""
    return one.url if one.url.startswith(("https://", "http://")) else ""


def silent(one: Outage) -> str:
    """``"crossref: no connection, its answer of 2026-11-01 served"``."""
    return line(f"{one.catalogue}: {one.reason}{f', its answer of {one.day} served' if one.day else ''}")


def noticed(one: Notice) -> str:
    """``"retraction of 2010-02-02: data fabricated"``."""
    date, reason = f" of {one.date}" if one.date else "", f": {one.reason}" if one.reason else ""
    return line(f"{one.nature}{date}{reason}")


def rows(cited: Work, judgement: Judgement, matches: Sequence[Match]) -> Iterator[Row]:
    """The fields that the citation or one of the records has, side by side; the first record is the verdict's."""
    wrong = {each.field for each in judgement.differences}
    scores = [dict(one.parts) for one in matches]
    for field, (score, read) in _FIELDS.items():
        ours, theirs = read(cited), [read(one.record.work) for one in matches]
        if not ours and not any(theirs):
            continue
        cells = [
            Cell(line(text), _state(ours, text, parts.get(score), field in wrong and number == 0))
            for number, (parts, text) in enumerate(zip(scores, theirs, strict=True))
        ]
        yield Row(field, line(ours), tuple(cells))


def _state(ours: str, theirs: str, score: float | None, is_difference: bool) -> str:
    if is_difference:
        return "differs"
    if not ours or not theirs or score is None:
        return ""
    return "agrees" if score >= _AGREES else "nearly" if score >= _NEARLY else "differs"


def searches(work: Work) -> Iterator[tuple[str, str]]:
    """Names and addresses of searches by hand, which send nothing but author and title."""
    words = " ".join(filter(None, [*(name.family or name.literal for name in work.authors), work.title]))
    if words:
        yield from ((name, address + quote_plus(words)) for name, address in _SEARCHES)


def _years(*dates: Date | None) -> str:
    return "/".join(dict.fromkeys(str(date.year) for date in dates if date))


def filters(documents: Sequence[DocumentView]) -> dict[str, Any]:
    """The verdicts and codes that occur, for the page's filters."""
    verdicts = {verdict for one in documents for note in one.notes for verdict in note.verdicts.split()}
    codes = {code for one in documents for note in one.notes for code in note.codes.split()}
    return {"verdicts": [v for v in (*Verdict, "dangling") if v in verdicts], "codes": sorted(codes)}
