"""The nouns: frozen values that the steps hand to one another.

Offsets are 0-based and half-open, lines, columns and pages 1-based, scores and probabilities 0 to 1, text NFC.
Names follow CSL (docs.citationstyles.org) where CSL has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# --- where, and what characters ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor must look; None where the format has no lines or pages."""

    path: str
    line: int | None = None
    column: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, and which of them are italic: `emphasis` holds sorted ranges that do not overlap.

    `links`: (start, end, URL) of what leads to a page elsewhere without printing its address, in order.
    """

    plain: str
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()

    def slice(self, start: int, end: int) -> Text:
        """The part from `start` to `end`, its emphasis counted from the new beginning.

        >>> Text("see Results, ch. 7", ((4, 11),)).slice(4, 18)
        Text(plain='Results, ch. 7', emphasis=((0, 7),), links=())
        """
        inside = ((max(a, start) - start, min(b, end) - start) for a, b in self.emphasis if a < end and b > start)
        linked = (
            (max(a, start) - start, min(b, end) - start, url) for a, b, url in self.links if a < end and b > start
        )
        return Text(self.plain[start:end], tuple(inside), tuple(linked))


# --- read: a manuscript of whatever format -------------------------------------------------------------------------


class NoteKind(StrEnum):
    """What a note is; an entry of a reference list is checked as a note is."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the running text that calls a note.

    `offset`: where in its block's text the mark stood (marks are not part of the text). `key`: the note's own key
    where the format binds mark and note (Markdown names, docx ids), else "". `sure`: False for what may be something
    else, an exponent or an enumeration; it counts only if a note answers it.
    """

    offset: int
    label: str
    place: Place
    key: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of running text, or, with a `kind`, a note.

    `label`: the note's number or sign as printed, "" where it has none. `key`: see `Call`. `page`: counts the stretches
    between page breaks, for marks that begin anew on each page (``*``, daggers). `continues`: the text goes on in the
    middle of the sentence that the last running block broke off. `scope`: the format's own division (a chapter file,
    a sub-article), None where numbering alone tells. `embedded`: ranges of the text with a work that a reference
    manager left in the file behind them; several works share a range where one field shows them all.
    """

    text: Text
    place: Place
    calls: tuple[Call, ...] = ()
    kind: NoteKind | None = None
    label: str = ""
    key: str = ""
    page: int = 1
    continues: bool = False
    scope: int | None = None
    embedded: tuple[tuple[int, int, Work], ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the source that speaks to citecheck: `text` is what it says after ``citecheck:``.

    `alone`: nothing else stands on its lines, so that it speaks of what comes next.
    """

    text: str
    place: Place
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A manuscript: its blocks in reading order. `language`: a two-letter code (ISO 639-1), None where unknown.

    `warnings`: what the reader had to guess or leave out, one line each. `references`: the entries of the list of works
    behind a text with notes, which are held against the notes and not checked themselves; the blocks have them, too.
    """

    path: str
    format: str
    blocks: tuple[Block, ...]
    language: str | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    references: tuple[Block, ...] = ()


# --- notes: each with the sentence that calls it --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark that calls a note, with its sentence and the one before, marks left out.

    `lead`: of its sentence, what stands between the mark before and this one.
    """

    place: Place
    sentence: str = ""
    before: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `id` is unique in its document; `scope` counts restarts of its numbering; `embedded`: as in `Block`."""

    id: str
    text: Text
    place: Place
    label: str = ""
    scope: int = 1
    kind: NoteKind = NoteKind.FOOTNOTE
    mark: Mark | None = None
    embedded: tuple[tuple[int, int, Work], ...] = ()


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All notes of a document in order, and what is wrong between marks and notes (CC101 to CC103)."""

    document: Document
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...] = ()


# --- works ----------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """Kinds of work, by their CSL names."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    CLASSIC = "classic"
    COLLECTION = "collection"
    DATASET = "dataset"
    DOCUMENT = "document"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    PAMPHLET = "pamphlet"
    PAPER_CONFERENCE = "paper-conference"
    PERIODICAL = "periodical"
    PERSONAL_COMMUNICATION = "personal_communication"
    REPORT = "report"
    REVIEW = "review"
    SOFTWARE = "software"
    SPEECH = "speech"
    STANDARD = "standard"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or, with `literal` alone, a body or a name that is not taken apart."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """The name in reading order: ``"Ludwig van Beethoven"``."""
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is known; `end_year` for a span of years ("1917-1923")."""

    year: int
    month: int | None = None
    day: int | None = None
    end_year: int | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name in a scheme: doi, isbn, issn, arxiv, pmid, oclc, lccn, url. The value is normalized."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """A work, as a note cites it or as a catalogue knows it; every field may be missing.

    `address` is CSL's publisher-place, `container` its container-title, `series` its collection-title, `original` its
    original-date, `variants` are other titles of the same work (a catalogue's, for matching).
    """

    kind: Kind = Kind.DOCUMENT
    title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    series: str = ""
    publisher: str = ""
    address: str = ""
    issued: Date | None = None
    original: Date | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    genre: str = ""
    archive: str = ""
    language: str = ""
    ids: tuple[Identifier, ...] = ()
    variants: tuple[str, ...] = ()

    def id(self, scheme: str) -> str:
        """The first identifier of a scheme, "" where there is none."""
        return next((i.value for i in self.ids if i.scheme == scheme), "")


# --- parse: what a note cites ---------------------------------------------------------------------------------------


class Role(StrEnum):
    """How a citation names its work: in full, by a short form, as the one before, or by pointing at a note.

    A mention is no citation: the note talks about the work without sending anybody to it.
    """

    WORK = "work"
    SHORT = "short"
    IBID = "ibid"
    CROSS_REFERENCE = "cross-reference"
    MENTION = "mention"


UNSURE = 0.6  # the confidence below which a field counts as unsure: most are wrong there (benchmarks/confidence.py)


class Content(StrEnum):
    """What a note holds."""

    CITATION = "citation"
    COMMENTARY = "commentary"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Span:
    """A field as printed; `field` is its CSL variable, one span a person. Offsets count in the note's text.

    `confidence`: how likely the field is, 0 to 1.
    """

    start: int
    end: int
    field: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """Which citation a back reference means: the note's id and the citation's place in it, from 0."""

    note: str
    citation: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited once. `inferred`: CSL names of the fields that the note itself does not hold.

    `rivals`: the other citations that a back reference could as well mean (ibid. after a note with several works, a
    short title that fits two); `named_note`: the label a cross-reference names ("12" in "see n. 12 above").
    """

    start: int
    end: int
    role: Role = Role.WORK
    signal: str = ""
    locator: str = ""
    work: Work | None = None
    spans: tuple[Span, ...] = ()
    inferred: tuple[str, ...] = ()
    refers_to: Reference | None = None
    rivals: tuple[Reference, ...] = ()
    named_note: str = ""

    @property
    def unsure(self) -> tuple[str, ...]:
        """The fields that were read with little confidence, by their CSL names, in the order in which they stand."""
        return tuple(dict.fromkeys(span.field for span in self.spans if span.confidence < UNSURE))


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A note and what it cites, in order; `mentions`, in order as well, are the works that it only talks about.

    Whether a work is cited or mentioned is uncertain where no form tells: then it is a mention. Nothing is looked up,
    found or listed of one, and no back reference means it.
    """

    note: Note
    content: Content
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Citation, ...] = ()


# --- bibliography: the distinct works --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that the manuscript left open and a record told: its CSL variable, and the record's catalogue and key."""

    field: str
    catalogue: str
    key: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A distinct work under its citation key, with every citation of it in document order.

    `filled`: which of the work's fields are not the manuscript's, and whose they are.
    """

    citekey: str
    work: Work
    cited: tuple[Reference, ...]
    filled: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The distinct works of a document, in the order of their first citation."""

    entries: tuple[Entry, ...] = ()

    def citekey(self, note: str, citation: int) -> str:
        """The key of the work that a citation means, "" where it means none."""
        wanted = Reference(note, citation)
        return next((e.citekey for e in self.entries if wanted in e.cited), "")


# --- match ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Query:
    """What a catalogue is asked: the reference as printed and the work it was parsed into."""

    text: str
    work: Work


Outgoing = Mapping[str, tuple[Query, ...]]
"""What a document's notes ask, by their ids: all that leaves the machine."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That a work was retracted or corrected, by the work's `doi` or `pmid` ("" where it has none).

    `nature`: "retraction", "correction", "expression of concern", "reinstatement", which takes one back, or
    "published", where a preprint has since been printed. `date`: of the notice, ISO 8601. `by`: the DOI of the notice
    itself, or of the printed form.
    """

    doi: str
    pmid: str
    nature: str
    date: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A work as a catalogue tells it; `key` is the record's own id there.

    `also`: the keys of further records of the same work in that catalogue, which were joined to this one. `notices`:
    what the catalogue knows of its retraction, correction or publication.
    """

    work: Work
    catalogue: str
    key: str
    url: str = ""
    also: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A record held against a citation: the probability that it is the work meant, and (field, score) pairs."""

    record: Record
    probability: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outage:
    """A catalogue that could not be asked, and why; `day` (ISO 8601) is that of its older answer, where one served."""

    catalogue: str
    reason: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """All that the catalogues told of one work, before it is ranked.

    `asked` answered, `passed` would not hold such a work, or were not to be asked; of the `outages` nothing is known.
    """

    records: tuple[Record, ...] = ()
    asked: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    outages: tuple[Outage, ...] = ()


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was asked of a service in a run.

    Of its `questions`, `kept` and `outdated` were answered from disk (the latter by answers out of date), `unanswered`
    by nobody; for the others `requests` went out, which took so many `seconds`, one added to the other.
    """

    service: str
    questions: int = 0
    kept: int = 0
    outdated: int = 0
    requests: int = 0
    unanswered: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Whether an address that a citation prints still leads somewhere.

    `state`: "alive", "dead" (its server says that the page is gone), or "unknown" (nobody could tell, which is not
    dead). `archived`: the address of a copy in a web archive, "" where none is known.
    """

    url: str
    state: str
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that was said of one work, best match first; `asked`, `passed` and `outages` as in `Inquiry`.

    `links`: what became of the addresses it is cited with. `absent`: the identifiers it is cited with that their
    registry does not know; one that could not be asked for is none of them.
    """

    query: Query
    matches: tuple[Match, ...] = ()
    asked: tuple[str, ...] = ()
    outages: tuple[Outage, ...] = ()
    passed: tuple[str, ...] = ()
    links: tuple[LinkCheck, ...] = ()
    absent: tuple[Identifier, ...] = ()


# --- judge ----------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """The verdicts of the public interface; `docs/findings.md` says what each asserts."""

    RESOLVED = "resolved"
    DIFFERS = "differs"
    POSSIBLE = "possible"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"
    UNCHECKED = "unchecked"
    UNCATALOGUED = "uncatalogued"


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `note` and `citation` say of what; `citation` counts from 0, None for the note as a whole.

    `fingerprint` is made of folded text and the code, never of lines or numbers, so that edits elsewhere leave it.
    `suppressed`: why somebody wants it left alone, None where nobody does. `baseline`: "unchanged" where the baseline
    knows it, "new" where it does not, "" where there is none.
    """

    code: str
    level: Level
    message: str
    place: Place
    hint: str = ""
    note: str | None = None
    citation: int | None = None
    fingerprint: str = ""
    suppressed: str | None = None
    baseline: str = ""

    @property
    def stands(self) -> bool:
        """Whether it counts: nobody suppressed it, and no baseline knows it."""
        return self.suppressed is None and self.baseline != "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """A cited field that disagrees with the record's, as texts, and the code of its finding."""

    field: str
    cited: str
    record: str
    code: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one work, with its reason in a sentence; `record` is the one it rests on, if any."""

    answer: Answer
    verdict: Verdict
    reason: str
    probability: float = 0.0
    record: Record | None = None
    differences: tuple[Difference, ...] = ()


# --- decisions: what an editor settled ------------------------------------------------------------------------------


class DecisionKind(StrEnum):
    """What an editor can settle of a citation."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ELSEWHERE = "exists-elsewhere"
    ARCHIVAL = "archival"
    KNOWN_GOOD = "known-good"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor settled of a citation: `record` is the one that is meant, `work` how the entry is to read instead.

    `cited`: the words that were asked, by which it is found again. `reason`, `by`: as they gave them; `at`: ISO 8601.
    """

    kind: DecisionKind
    cited: str
    reason: str = ""
    by: str = ""
    at: str = ""
    record: Record | None = None
    work: Work | None = None

    def __str__(self) -> str:
        """``"accepted by A. Editor on 2026-11-29: seen on the shelf"``."""
        by, on = f" by {self.by}" if self.by else "", f" on {self.at[:10]}" if self.at else ""
        return f"{self.kind.value.replace('-', ' ')}{by}{on}{f': {self.reason}' if self.reason else ''}"


# --- report ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A parsed note and a judgement for each of its citations, in order; None for one that names no work.

    `decisions`: likewise what an editor settled of each; empty where nothing is settled in the whole document.
    """

    parsed: ParsedNote
    judgements: tuple[Judgement | None, ...] = ()
    decisions: tuple[Decision | None, ...] = ()

    def decision(self, citation: int) -> Decision | None:
        """The one on a citation, counted from 0."""
        return self.decisions[citation] if self.decisions else None


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """One document, checked."""

    document: Document
    notes: tuple[CheckedNote, ...]
    bibliography: Bibliography
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why; `path` as it was given."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What every reporter writes.

    `catalogues`: the names of those that were to be asked. `bibliography`: the distinct works of all documents;
    its references name notes as "PATH#ID". `warnings`: what catalogues could not read of their own entries, and which
    exceptions from the rules have run out. `traffic`: what was asked of services on the network.
    """

    documents: tuple[CheckedDocument, ...]
    version: str
    failures: tuple[Failure, ...] = ()
    catalogues: tuple[str, ...] = ()
    bibliography: Bibliography = Bibliography()
    warnings: tuple[str, ...] = ()
    traffic: tuple[Traffic, ...] = ()
