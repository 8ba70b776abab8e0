"""A report written by hand: a note of each kind, a verdict of each kind, and what a manuscript may do to a page."""

from __future__ import annotations

from citecheck.model import (
    Answer,
    Apparatus,
    Bibliography,
    CheckedDocument,
    CheckedNote,
    Citation,
    Content,
    Date,
    Difference,
    Document,
    Entry,
    Failure,
    Finding,
    Identifier,
    Judgement,
    Kind,
    Level,
    Mark,
    Match,
    Name,
    Note,
    Notice,
    Outage,
    ParsedNote,
    Place,
    Query,
    Record,
    Reference,
    Report,
    Role,
    Span,
    Text,
    Verdict,
    Work,
)

PATH = "chapter_1.md"
GULAG = Work(Kind.BOOK, "Lenin's Gulag", (Name("Pipes", "R."),))
RESULTS = Work(
    Kind.BOOK,
    "Results & Prospects",
    (Name("Trotsky", "L."),),
    issued=Date(1955),
    ids=(Identifier("isbn", "0192850903"),),
)
LETTER = Work(
    Kind.PERSONAL_COMMUNICATION, "Letter | to <b>Engels</b>", (Name("Marx"),), issued=Date(1868, 1, 3), archive="IISG"
)


def place(line: int, column: int = 1) -> Place:
    return Place(PATH, line, column)


FIRST = Note(
    "1",
    Text("See R. Pipes, Lenin's Gulag, 45; L. Trotsky, Results & Prospects (1955).", ((14, 27),)),
    place(12),
    "1",
    mark=Mark(place(3, 88), "The camps came early.", "It began in 1918."),
)
SECOND = Note("2", Text("Ibid., 46."), place(13), "2", mark=Mark(place(4, 9), "They grew."))
THIRD = Note("3", Text("Marx to Engels,\n\x1b[31mop. cit."), place(14), "3", scope=2)
FOURTH = Note(
    "4", Text("This is disputed."), Place("chapter_1.md", page=7), "*", scope=2, mark=Mark(Place(PATH, page=7))
)

PIPES = Citation(
    4, 31, Role.WORK, "See", "45", GULAG, (Span(4, 12, "author"), Span(14, 27, "title"), Span(29, 31, "locator", 0.41))
)
TROTSKY = Citation(33, 71, work=RESULTS, inferred=("author",))
IBID = Citation(0, 9, Role.IBID, locator="46", work=GULAG, refers_to=Reference("1", 0), rivals=(Reference("1", 1),))
MARX = Citation(0, 14, work=LETTER)
DANGLING = Citation(15, 28, Role.SHORT)

RECORD = Record(
    Work(Kind.BOOK, "Results and Prospects", (Name("Trotsky", "Leon"),), issued=Date(1974)),
    "shelf",
    "trotsky1974results",
    "https://example.org/7",
    notices=(Notice("10.1000/7", "", "correction", "1975-02-03", "a table", "10.1000/8"),),
)


def judgement(work: Work, verdict: Verdict, reason: str, **more: object) -> Judgement:
    matches = (Match(RECORD, 0.75, (("title", 1.0), ("year", 0.0))),) if work is RESULTS else ()
    answer = Answer(Query(work.title, work), matches, ("shelf",), (Outage("crossref", "timed out"),))
    return Judgement(answer, verdict, reason, **more)  # type: ignore[arg-type]


UNRESOLVED = judgement(GULAG, Verdict.UNRESOLVED, "nothing fits")
DIFFERS = judgement(
    RESULTS,
    Verdict.DIFFERS,
    "the year differs",
    probability=0.75,
    record=RECORD,
    differences=(Difference("issued", "1955", "1974", "CC303"),),
)
UNCATALOGUED = judgement(LETTER, Verdict.UNCATALOGUED, "a letter")

FINDINGS = (
    Finding(
        "CC503", Level.ERROR, "“op. cit.” was not cited\nin full *before*", place(14, 16), "Cite it.", "3", 1, "0f"
    ),
    Finding("CC201", Level.ERROR, "Pipes, “Lenin's Gulag” is in no catalogue", place(12), "", "1", 0, "0a"),
    Finding("CC205", Level.INFO, "a letter", place(14), "", "3", 0, "0b", suppressed="known to the editor"),
    Finding("CC102", Level.WARNING, "no mark calls note 3", place(14), "", "3", None, "0c"),
)
DOCUMENT = Document(PATH, "markdown", (), "en", warnings=("line 9 is no UTF-8",))
BIBLIOGRAPHY = Bibliography(
    (
        Entry("pipesndlenins", GULAG, (Reference("1", 0), Reference("2", 0))),
        Entry("trotsky1955results", RESULTS, (Reference("1", 1),)),
        Entry("marx1868letter", LETTER, (Reference("3", 0),)),
    )
)
TOGETHER = Bibliography(
    tuple(
        Entry(entry.citekey, entry.work, tuple(Reference(f"{PATH}#{one.note}", one.citation) for one in entry.cited))
        for entry in BIBLIOGRAPHY.entries
    )
)
CHECKED = CheckedDocument(
    DOCUMENT,
    (
        CheckedNote(ParsedNote(FIRST, Content.CITATION, (PIPES, TROTSKY)), (UNRESOLVED, DIFFERS)),
        CheckedNote(ParsedNote(SECOND, Content.CITATION, (IBID,)), (UNRESOLVED,)),
        CheckedNote(ParsedNote(THIRD, Content.MIXED, (MARX, DANGLING)), (UNCATALOGUED, None)),
        CheckedNote(ParsedNote(FOURTH, Content.COMMENTARY), ()),
    ),
    BIBLIOGRAPHY,
    FINDINGS,
)
REPORT = Report((CHECKED,), "1.2.3", (Failure("notes_2.docx", "no notes found"),), ("shelf", "crossref"), TOGETHER)
APPARATUS = Apparatus(DOCUMENT, (FIRST, SECOND, THIRD, FOURTH), (FINDINGS[3],))
EMPTY = Report((), "1.2.3")

TALK = Note("1", Text("In her novel Lucinda <b> she tells it otherwise.", ((13, 20),)), place(12), "1")
LUCINDA = Citation(13, 20, Role.MENTION, work=Work(Kind.BOOK, "Lucinda"), spans=(Span(13, 20, "title", 0.9),))
TALKING = Report(
    (CheckedDocument(DOCUMENT, (CheckedNote(ParsedNote(TALK, Content.COMMENTARY, (), (LUCINDA,))),), Bibliography()),),
    "1.2.3",
)
