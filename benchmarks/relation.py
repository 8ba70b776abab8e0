"""Whether two works are one: fuzzycat's labelled pairs of catalogue records; `-v` lists what is wrong."""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from shared import SHARED

from citecheck.formats import names
from citecheck.formats.identifiers import identifiers
from citecheck.match.relation import relate
from citecheck.match.relation.face import face
from citecheck.model import Date, Identifier, Kind, Work

FUZZYCAT = SHARED / "corpora" / "matching" / "fuzzycat"
LABELS = {"EXACT": "same", "STRONG": "same", "DIFFERENT": "different", "AMBIGUOUS": "ambiguous", "WEAK": "ambiguous"}
KINDS = {"review-book": Kind.REVIEW, "entry": Kind.ENTRY_ENCYCLOPEDIA, "post": Kind.ARTICLE}


def labelled() -> Iterator[tuple[Work, Work, str, str]]:
    """Two works, fuzzycat's label as one of three, and the reason it gives."""
    with gzip.open(FUZZYCAT / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        releases = {one["ident"]: one for one in map(json.loads, lines)}
    with (FUZZYCAT / "verify.csv").open(encoding="utf-8", newline="") as rows:
        for one, other, status, reason in csv.reader(rows):
            if one in releases and other in releases and status:
                yield work(releases[one]), work(releases[other]), LABELS[status.removeprefix("Status.")], reason


def work(release: dict[str, Any]) -> Work:
    """A release of fatcat; containers that it names by their id alone keep the id for a name."""
    extra, kind = release.get("extra") or {}, release.get("release_type") or ""
    subtitle = release.get("subtitle") or extra.get("subtitle") or ""
    subtitle = subtitle if isinstance(subtitle, str) else " ".join(filter(None, subtitle))
    title = release["title"].replace("\n", " ")
    ids = [Identifier("work", release["work_id"])]
    for scheme in ("doi", "arxiv", "pmid"):
        ids += identifiers(scheme, release["ext_ids"].get(scheme) or "")
    year = release.get("release_year")
    people = (one["raw_name"] for one in release["contribs"] if one.get("raw_name"))
    return Work(
        KINDS.get(kind) or (Kind(kind) if kind in set(Kind) else Kind.DOCUMENT),
        f"{title}: {subtitle}" if subtitle else title,
        tuple(name for one in people for name in names.read(one.replace(" and ", " "))),
        container=extra.get("container_name") or release.get("container_id") or "",
        issued=Date(year) if year else None,
        volume=release.get("volume") or "",
        issue=release.get("issue") or "",
        pages=release.get("pages") or "",
        genre=kind if kind == "component" else "",
        ids=tuple(ids),
    )


def fuzzycat(*, verbose: bool) -> None:
    rows = list(labelled())
    found = [relate(one, other) for one, other, *_ in rows]
    right = [relation.kind == label for relation, (_, _, label, _) in zip(found, rows, strict=True)]
    print(f"fuzzycat: {sum(right)} of {len(rows)} right", f"(odd {sum(right[::2])}, even {sum(right[1::2])})")
    for name, warm in (("folded before", True), ("folding included", False)):
        start, count = time.process_time(), 0
        while time.process_time() - start < 1:
            if not warm:
                face.cache_clear()
            for one, other, *_ in rows:
                relate(one, other)
            count += len(rows)
        print(f"{count / (time.process_time() - start):,.0f} pairs a processor second, {name}")
    if verbose:
        for n, (relation, (one, other, label, reason), fine) in enumerate(zip(found, rows, right, strict=True), 1):
            if not fine:
                print(
                    f"#{n} {label} {reason}, not {relation.kind} {relation.reason}\n  {_shown(one)}\n  {_shown(other)}"
                )


def _shown(one: Work) -> str:
    people = "; ".join(map(str, one.authors[:3]))
    year = one.issued.year if one.issued else ""
    place = f"{one.container[:20]} {one.volume} {one.pages}"
    return f"{one.title[:90]} | {people} ({len(one.authors)}) | {one.kind} {year} | {place} | {one.id('doi')}"


def main(arguments: Sequence[str]) -> None:
    fuzzycat(verbose="-v" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
