"""Questions to the author, numbered as editors number them: ``AQ3, note 10: publisher and year?``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from citecheck import refs
from citecheck.formats.csl import to_csl
from citecheck.model import (
    CheckedDocument,
    CheckedNote,
    Citation,
    DecisionKind,
    Finding,
    Judgement,
    Report,
    Role,
    Work,
)
from citecheck.report.citing import line, short
from citecheck.report.markdown import escaped
from citecheck.report.summary import shown

if TYPE_CHECKING:
    from docx.table import _Cell

_TITLE = "Queries to the author"
_NONE = "No queries."


@dataclass(frozen=True, slots=True)
class Query:
    """One question. `note`: as the author knows it, "" for the whole manuscript; `cited`: the work in few words."""

    number: int
    path: str
    note: str
    cited: str
    question: str

    @property
    def name(self) -> str:
        """``"AQ3, note 10"``."""
        return f"AQ{self.number}, {self.note}" if self.note else f"AQ{self.number}"


class QueriesReporter:
    """`--format queries`, as Markdown."""

    name = "queries"

    def render(self, report: Report) -> str:
        """A list for each document."""
        parts = [f"# {_TITLE}\n"]
        found = queries(report)
        for path in (one.document.path for one in report.documents):
            own = [_item(one) for one in found if one.path == path]
            parts += [f"## {escaped(path)}\n", *(own or [_NONE]), ""]
        return "\n".join(parts).rstrip() + "\n"


class QueriesDocxReporter:
    """`--format queries` to a file that is called .docx: a table with room for the answers."""

    name = "queries-docx"

    def render(self, report: Report) -> bytes:
        """A Word document."""
        import docx  # lazy: few runs need it, and it is slow to load

        word = docx.Document()
        word.core_properties.author, word.core_properties.title = "citecheck", _TITLE
        word.add_heading(_TITLE, 1)
        found = queries(report)
        if not found:
            word.add_paragraph(_NONE)
        else:
            rows = [("Query", "Cited", "Question", "Answer"), *((q.name, q.cited, q.question, "") for q in found)]
            table = word.add_table(len(rows), 4, "Table Grid")
            for cells, row in zip(_grid(table._cells), rows, strict=True):  # `rows` counts them anew for each
                for cell, text in zip(cells, row, strict=True):
                    cell.text = line(text)
        written = BytesIO()
        word.save(written)
        return written.getvalue()


def queries(report: Report) -> list[Query]:
    """All questions, numbered through, in the order of the notes."""
    found: list[Query] = []
    for one in report.documents:
        for note, cited, question in _document(one):
            found.append(Query(len(found) + 1, one.document.path, note, cited, question))
    return found


def _item(one: Query) -> str:
    cited = f" ({escaped(one.cited)})" if one.cited else ""
    return f"- **{one.name}**{cited}: {escaped(one.question)}"


def _grid(cells: Sequence[_Cell]) -> Iterator[Sequence[_Cell]]:
    return (cells[at : at + 4] for at in range(0, len(cells), 4))


def _document(one: CheckedDocument) -> Iterator[tuple[str, str, str]]:
    """Note, work and question; what is missing is asked at the first citation of a work."""
    found: dict[str | None, list[Finding]] = {}
    for finding in shown(one):
        found.setdefault(finding.note, []).append(finding)
    for finding in found.get(None, []):
        if told := _question(finding, None):
            yield "", "", told
    met: set[Work] = set()
    for note in one.notes:
        yield from _note(note, found.get(note.parsed.note.id, []), met)


def _note(note: CheckedNote, findings: Iterable[Finding], met: set[Work]) -> Iterator[tuple[str, str, str]]:
    parsed = note.parsed
    name = f"note {parsed.note.label or parsed.note.id}"
    pairs = list(zip(parsed.citations, note.judgements, strict=True))
    put = {n: made for n, made in enumerate(note.decisions) if made and made.kind is DecisionKind.QUERY}
    for number, made in put.items():
        yield name, _cited(parsed.note.text.plain, pairs[number][0]), line(made.reason)
    for finding in findings:
        citation, judgement = pairs[finding.citation] if finding.citation is not None else (None, None)
        if finding.citation in put and finding.code.startswith("CC20"):
            continue  # the editor has put that question in better words
        if told := _question(finding, judgement):
            yield name, _cited(parsed.note.text.plain, citation), told
    for citation, judgement in pairs:
        if citation.work and citation.role is Role.WORK and citation.work not in met:
            met.add(citation.work)
            if missing := _missing(citation.work, judgement):
                yield name, _cited(parsed.note.text.plain, citation), f"{' and '.join(missing)}?"


def _cited(text: str, citation: Citation | None) -> str:
    if citation is None:
        return ""
    return line(short(citation.work, 120) if citation.work else text[citation.start : citation.end])


def _question(finding: Finding, judgement: Judgement | None) -> str:
    """The question that a finding raises, "" where it raises none for the author."""
    wording = _table("questions").get(finding.code, "")
    if "{cited}" not in wording:
        return line(wording.format(message=finding.message))
    different = [d for d in judgement.differences if d.code == finding.code] if judgement else []
    where = judgement.record.catalogue if judgement and judgement.record else "the catalogue"
    names = _table("fields")
    asked = (
        wording.format(field=names.get(d.field, d.field), cited=d.cited, record=d.record, catalogue=where)
        for d in different
    )
    return line(" ".join(asked) or finding.message)


def _missing(work: Work, judgement: Judgement | None) -> list[str]:
    """What a full citation should have and neither the note nor the record has, in the author's words."""
    known = to_csl(work) | (to_csl(judgement.record.work) if judgement and judgement.record else {})
    names = _table("fields")
    wanted = refs.words("queries")["required"].get(work.kind.value, ())
    return [names[field] for field in wanted if field not in known and not (field == "author" and "editor" in known)]


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = refs.words("queries")[name]
    return table
