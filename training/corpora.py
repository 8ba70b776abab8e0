"""Brings each annotated corpus to one scheme: notes with citations, and in them spans named by CSL variables.

Each corpus labels in its own way; every conversion below says what is changed and why. What no label scheme agrees on
(page against pinpoint, a journal's name inside a title) is left to the rules that run after the tagger.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

# One name for all numbers of pages and pinpoints: the corpora do not tell them apart, `parse/pages.py` does.
LABELS = {
    "author": "author",
    "director": "author",
    "producer": "author",
    "editor": "editor",
    "translator": "translator",
    "title": "title",
    "container_title": "container-title",
    "series": "collection-title",
    "date": "issued",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "locator": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "location": "publisher-place",
    "edition": "edition",
    "url": "URL",
    "doi": "DOI",
    "eprint": "URL",
    "isbn": "ISBN",
    "issn": "ISBN",
    "genre": "genre",
    "medium": "note",
    "note": "note",
    "other": "note",
    "archive": "archive",
    "backref": "backref",
    "comment": "note",
}
_EDGES = " \t\n,.;:()[]{}\"'“”„‟‘’‚«»‹›–—-/*_"
_OPENING = re.compile(
    r"^(?:in|dans|en|eds?|hrsg|hg|ed\. by|edited by|a cura di|cur|sous la dir(?:ection|\.)? de|éd\. par"
    r"|herausgegeben von|hrsg\. v(?:on|\.))\b[.:\s]*(?=\S)",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"[\s,]*\(?(?:a cura di|eds?|hrsgg?|hgg?|cur|dir|coord|comp|editors?|éds?|ed\. lit)\.?\)?[\s,:]*$", re.IGNORECASE
)
_EDITORS = re.compile(r"\b(a cura di|eds?\.|hrsg|hg\.|cur\.|edited by|ed\. by)", re.IGNORECASE)
_VOLUME_ISSUE = re.compile(
    r"(?P<volume>.*?\d+)\s*(?:\(|,?\s*(?:no|nr|n|núm|issue|heft|h|fasc)s?[.°º]\s*|:)\s*(?P<issue>\d[\d/–-]*)\)?[^\d]*",
    re.IGNORECASE,
)
_CITED = re.compile(r",?\s+(?P<mark>(?:op\.\s*)?cit\.?)[\s,]*$")
_IN_TITLE = re.compile(r"(.{12,}?),\s+(?:in:?\s+)?[«“\"]([^«»“”\"]{4,})[»”\"][\s,]*")
_YEAR_ONLY = re.compile(r"\(?(?P<year>1[5-9]\d\d|20\d\d)\)?")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of text and its label, half open."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A citation and its spans."""

    start: int
    end: int
    spans: tuple[Labelled, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A note (or reference), its citations and what stands around them. `mentions`: works only talked about."""

    source: str
    text: str
    refs: tuple[Ref, ...]
    parts: tuple[Labelled, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    is_note: bool = False
    mentions: tuple[Ref, ...] = ()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read(path: Path) -> Iterator[Example]:
    """The examples of one file, in our scheme."""
    for row in rows(path):
        source = row.get("source", path.stem)
        refs = row.get("refs")
        if refs is None:
            refs = [row | {"start": 0, "end": len(row["text"])}]
        mend = next((m for name, m in MENDERS.items() if source.startswith(name)), _keep)
        mended = [mend(row["text"], _ref(r)) for r in refs]
        if source.startswith("linkedbooks"):
            mended = _whole(row["text"], mended)
        done = tuple(_shrunk(ref, row["text"]) for ref in mended)
        done = tuple(r for r in done if r.spans)
        parts = tuple(Labelled(p["start"], p["end"], p["label"]) for p in row.get("parts", []))
        emphasis = tuple((a, b) for a, b in row.get("emphasis", []))
        yield Example(source, row["text"], done, parts, emphasis, "refs" in row)


_MARKED = re.compile(r"<(/?)(\w)>")
_SHORT = {
    "a": "author", "e": "editor", "t": "title", "j": "container-title", "d": "issued", "l": "publisher-place",
    "u": "publisher", "v": "volume", "i": "issue", "p": "page", "b": "backref", "r": "archive", "s": "signal",
    "w": "URL", "y": "collection-title",
}  # fmt: skip


def annotated(path: Path) -> Iterator[Example]:
    """Our own notes (`annotations/notes.txt`), one a line: ``<c>`` is a citation, ``<s>`` a signal, else fields.

    A field outside a citation is none: it shows that the network must not take a name for a work.
    """
    for line in path.read_text("utf-8").splitlines():
        text, opened = "", dict[str, int]()
        refs, parts, spans = list[Ref](), list[Labelled](), list[Labelled]()
        place = 0
        for tag in _MARKED.finditer(line):
            text += line[place : tag.start()]
            place = tag.end()
            name = tag[2]
            if not tag[1]:
                opened[name] = len(text)
                spans = [] if name == "c" else spans
            elif name == "c":
                refs.append(Ref(opened.pop("c"), len(text), tuple(spans)))
            elif name == "s":
                parts.append(Labelled(opened.pop(name), len(text), "signal"))
            elif "c" in opened:
                spans.append(Labelled(opened.pop(name), len(text), _SHORT[name]))
        yield Example("own", text + line[place:], tuple(refs), tuple(parts), is_note=True)


def _ref(row: dict[str, Any]) -> Ref:
    spans = []
    for span in row["spans"]:
        label = LABELS.get(span["label"])
        if span["label"] == "citation_number":
            label = "label"
        if label:
            spans.append(Labelled(span["start"], span["end"], label))
    return Ref(row["start"], row["end"], tuple(sorted(spans, key=lambda s: s.start)), row.get("type") or "")


def _keep(_text: str, ref: Ref) -> Ref:
    return ref


def _anystyle(text: str, ref: Ref) -> Ref:
    """Volumes hold the issue ("108(2)"), and journals' numbers ("n° 496") are volumes there: told apart here."""
    spans: list[Labelled] = []
    for span in ref.spans:
        printed = text[span.start : span.end]
        found = _VOLUME_ISSUE.fullmatch(printed) if span.label == "volume" else None
        if found and not _YEAR_ONLY.fullmatch(found["issue"]):
            spans.append(replace(span, end=span.start + found.end("volume")))
            spans.append(Labelled(span.start + found.start("issue"), span.start + found.end("issue"), "issue"))
        elif span.label == "volume" and re.match(r"\W*(no|nr|n)[.°º]", printed, re.IGNORECASE):
            spans.append(replace(span, label="issue"))
        else:
            spans.append(span)
    return replace(ref, spans=tuple(spans))


def _linkedbooks(text: str, ref: Ref) -> Ref:
    """Editors stand among authors ("a cura di G. Benzoni"); an issue may be no more than the year."""
    spans: list[Labelled] = []
    for span in ref.spans:
        printed = text[span.start : span.end]
        if span.label == "author" and _EDITORS.search(printed):
            spans.append(replace(span, label="editor"))
            continue
        if span.label in ("title", "container-title") and (short := _CITED.search(printed)):
            spans.append(replace(span, end=span.start + short.start()))
            spans.append(Labelled(span.start + short.start("mark"), span.start + short.end("mark"), "backref"))
            continue
        inner = (
            _IN_TITLE.fullmatch(printed)
            if span.label == "title" and any(s.label == "issue" for s in ref.spans)
            else None
        )
        if inner and not any(s.label == "container-title" for s in ref.spans):
            spans.append(replace(span, end=span.start + inner.end(1)))
            spans.append(Labelled(span.start + inner.start(2), span.start + inner.end(2), "container-title"))
            continue
        if (
            span.label == "issue"
            and (year := _YEAR_ONLY.search(printed))
            and not any(s.label == "issued" for s in ref.spans)
        ):
            spans.append(Labelled(span.start + year.start("year"), span.start + year.end("year"), "issued"))
            rest = printed[: year.start()]
            if any(c.isdigit() for c in rest):
                spans.append(Labelled(span.start, span.start + len(rest), "issue"))
            continue
        spans.append(span)
    return replace(ref, spans=tuple(spans))


def _whole(text: str, refs: list[Ref]) -> list[Ref]:
    """An article and the journal or book it stands in are one citation; one in fifteen was cut in two there."""
    done: list[Ref] = []
    for ref in refs:
        last = done[-1] if done else None
        labels = {s.label for s in last.spans} if last else set()
        gap = text[last.end : ref.start].strip(" :,") if last else "."
        if (
            last
            and "title" in labels
            and labels <= {"title", "author", "note"}
            and gap in ("", "in")
            and text[last.end - 1] in ",n"
            and _is_container(ref)
        ):
            spans = [replace(s, label=_IN_CONTAINER.get(s.label, s.label)) for s in ref.spans]
            done[-1] = replace(last, end=ref.end, spans=(*last.spans, *spans))
        else:
            done.append(ref)
    return done


_IN_CONTAINER = {"title": "container-title", "author": "editor"}


def _is_container(ref: Ref) -> bool:
    labels = [s.label for s in ref.spans]
    return labels.count("title") == 1 and bool({"issue", "volume", "issued", "publisher-place"} & set(labels))


MENDERS: dict[str, Callable[[str, Ref], Ref]] = {"anystyle": _anystyle, "linkedbooks": _linkedbooks}


def _shrunk(ref: Ref, text: str) -> Ref:
    """Spans without the punctuation at their edges, citations from their first span's word to their last's."""
    spans = tuple(s for s in (_bare(span, text) for span in ref.spans) if s.end > s.start)
    spans = _joined(spans, text)
    inside = [s for s in spans if s.label != "label"]
    if not inside:
        return replace(ref, spans=())
    start, end = ref.start, ref.end
    labels = [s for s in spans if s.label == "label" and s.start - ref.start < 3]
    if labels:
        start = max(start, labels[0].end)
    while start < end and text[start] in " \t\n.,;:)]}*-–—\uf02d":
        start += 1
    while end > start and text[end - 1] in " \t\n.,;:":
        end -= 1
    return replace(ref, start=start, end=max(end, start), spans=tuple(s for s in inside))


def _bare(span: Labelled, text: str) -> Labelled:
    start, end = span.start, span.end
    edges = _EDGES if span.label not in ("DOI", "URL") else " \t\n,;<>()[]"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        if text[end - 1] == ")" and "(" in text[start:end] and span.label in ("title", "container-title", "note"):
            break
        if (
            text[end - 1] == "."
            and span.label in ("author", "editor", "translator")
            and re.search(r"\b\w\.$", text[start:end])
        ):
            break
        end -= 1
    found = _OPENING.match(text[start:end]) if span.label in ("container-title", "editor") else None
    while found:
        start += found.end()
        found = _OPENING.match(text[start:end])
    if span.label == "editor" and (role := _ROLE_AFTER.search(text[start:end])) and role.start() > 2:
        end = start + role.start()
    return Labelled(start, end, span.label)


def _joined(spans: tuple[Labelled, ...], text: str) -> tuple[Labelled, ...]:
    """People one after another as one run: corpora label them singly or together; `parse/names.py` takes runs apart."""
    done: list[Labelled] = []
    for span in spans:
        last = done[-1] if done else None
        between = text[last.end : span.start] if last else ""
        if (
            last
            and last.label == span.label
            and span.label in ("author", "editor", "translator", "archive")
            and len(between) < 8
            and ";" not in between
        ):
            done[-1] = replace(last, end=span.end)
        else:
            done.append(span)
    return tuple(done)
