"""A part and the whole it stands in, where their titles are read as one: prefaces, journals and Festschriften."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span, Text
from citecheck.parse.words import vocabulary

_PREFACE = re.compile(r"(?<!\w)(?P<part>[^\W\d_]+(?:-[^\W\d_]+)?)\s(?P<to>[^\W\d_]+)\s(?=\S)")
_CAPITALS = re.compile(r"[A-ZÄÖÜ]")
_VOLUME_ISSUE = re.compile(r"(?P<volume>(?:[Vv]ol\.\s)?\d{1,4})\.(?P<issue>\d{1,3}(?:[–-]\d{1,3})?)(?![\w.])")
_NAMES = re.compile(r"[A-ZÄÖÜ][\w-]+(?:/[A-ZÄÖÜ][\w-]+)+")
_LAST = re.compile(r",\s(?:in:?\s)?(?P<title>[^,\d]+?)(?:\s(?P<volume>\d{1,3}))?")  # what follows the last comma
_IN = re.compile(r"\b[Ii]n:?\s*\Z")


def read_parts(text: Text, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation, a part's title apart from that of the whole."""
    spans = _prefaces(text.plain, spans)
    names = {span.field for span in spans}
    if "title" not in names:
        spans = _titled(text.plain, spans)
    done: list[Span] = []
    for at, span in enumerate(spans):
        if span.field == "title" and "container-title" not in names:
            done += _title(text, spans, at)
        elif span.field == "container-title" and _holds_editors(text.plain, span, names):
            done += _editors(text.plain, span)
        elif span.field in ("author", "editor", "translator") and _is_by(text.plain, span, done):
            done.append(replace(span, field="container-author"))
        elif span.field == "volume" and {"container-title", "issued"} <= names and "issue" not in names:
            done += _volume_and_issue(
                text.plain, span, max(span.end, spans[at + 1].start if at + 1 < len(spans) else 0)
            )
        else:
            done.append(span)
    return done


def _prefaces(plain: str, spans: Sequence[Span]) -> list[Span]:
    """A word for prefaces and the title behind its "to" as one title, however they were read."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if (
            last is not None
            and last.field == span.field == "title"
            and plain[last.start : last.end].lower() in vocabulary("parts", "prefaces")
            and plain[last.end : span.start].strip() in vocabulary("parts", "to")
        ):
            done[-1] = replace(last, end=span.end, confidence=min(last.confidence, span.confidence))
        else:
            done.append(span)
    return done


def _volume_and_issue(plain: str, span: Span, end: int) -> Iterator[Span]:
    """As the British write it: "14.3 (1983)"; the issue may lie behind the span, before an offset."""
    found = _VOLUME_ISSUE.match(plain, span.start, end)
    if found and found.end() >= span.end:
        yield replace(span, end=found.end("volume"))
        yield replace(span, start=found.start("issue"), end=found.end("issue"), field="issue")
    else:
        yield span


def _titled(plain: str, spans: Sequence[Span]) -> list[Span]:
    """What is read as a journal or a book of essays is the title where nothing else is: no "in", a journal behind it.

    Of a book without a title by a known author, with its imprint, the container is the title, unless "in" leads to it.
    """
    done = list(spans)
    at = next((number for number, span in enumerate(spans) if span.field == "container-title"), 0)
    if not at or spans[at - 1].field != "author" or _IN.search(plain, max(0, spans[at].start - 6), spans[at].start):
        return done
    rest = {span.field for span in spans[at + 1 :]}
    if "container-title" in rest or {"publisher", "publisher-place"} <= rest or "edition" in rest:
        done[at] = replace(spans[at], field="title")
    return done


def _title(text: Text, spans: Sequence[Span], at: int) -> Iterator[Span]:
    span = spans[at]
    first = spans[at - 1].end if at else span.start
    preface = next((p for p in _PREFACE.finditer(text.plain, first, span.end) if _is_preface(text, p)), None)
    if preface and (at or preface.start() > span.start):
        if not at:
            author = text.plain[span.start : preface.start()].rstrip(" ,")
            yield replace(span, end=span.start + len(author), field="author")
        yield replace(span, start=preface.start(), end=preface.end("part"))
        yield replace(span, start=preface.end(), field="container-title")
    elif whole := _whole(text.plain, span, {one.field for one in spans[at + 1 :]}):
        yield replace(span, end=whole.start())
        yield replace(span, start=whole.start("title"), end=whole.end("title"), field="container-title")
        if whole["volume"]:
            yield replace(span, start=whole.start("volume"), field="volume")
    else:
        yield span


def _whole(plain: str, span: Span, after: set[str]) -> re.Match[str] | None:
    """The journal or Festschrift behind the last comma of a title, if year and page follow."""
    comma = plain.rfind(",", span.start, span.end)
    if comma < 0 or "issued" not in after or not after & {"page", "locator"}:
        return None
    found = _LAST.fullmatch(plain, comma, span.end)
    if not found:
        return None
    if found["volume"]:
        return found if " " not in found["title"] and len(_CAPITALS.findall(found["title"])) > 1 else None
    word = found["title"].split()[0].lower()
    return found if word in vocabulary("parts", "collections") and found["title"][0].isupper() else None


def _is_preface(text: Text, found: re.Match[str]) -> bool:
    """A word for prefaces in lower case, or before italics: "Introduction to Logic" is a title of its own."""
    if found["part"].lower() not in vocabulary("parts", "prefaces") or found["to"] not in vocabulary("parts", "to"):
        return False
    return found["part"].islower() or any(abs(first - found.end()) <= 1 for first, _ in text.emphasis)


def _is_by(plain: str, span: Span, before: Sequence[Span]) -> bool:
    """Whether "by" and no more leads from a preface's book to a name: its author's."""
    if not before or before[-1].field != "container-title" or len(before) < 2 or before[-2].field != "title":
        return False
    preface = plain[before[-2].start : before[-2].end].lower() in vocabulary("parts", "prefaces")
    return preface and plain[before[-1].end : span.start].strip(' ,”"’') in vocabulary("parts", "by")


def _holds_editors(plain: str, span: Span, names: set[str]) -> bool:
    """Whether what stands behind "in" are the names of editors: "in: Müller/Klein 267 (270)"."""
    return (
        not names & {"volume", "issue", "editor", "publisher-place"}
        and bool(names & {"page", "locator"})
        and bool(_NAMES.fullmatch(plain, span.start, span.end))
        and bool(_IN.search(plain, max(0, span.start - 6), span.start))
        and not any(
            word in vocabulary("containers", kind)
            for word in plain[span.start : span.end].lower().split("/")
            for kind in ("journal", "newspaper")
        )
    )


def _editors(plain: str, span: Span) -> Iterator[Span]:
    start = span.start
    for name in plain[span.start : span.end].split("/"):
        yield replace(span, start=start, end=start + len(name), field="editor")
        start += len(name) + 1
