"""Whether two works are one: fuzzycat's pairs of records, DBLP's pairs of entries, and the quick look at candidates.

python benchmarks/relation.py [-v]; `-v` lists what is wrong of fuzzycat's.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from shared import ROOT, SHARED

from citecheck.catalogues.file import FileCatalogue
from citecheck.formats import names
from citecheck.formats.csl import from_csl
from citecheck.formats.identifiers import identifiers
from citecheck.lines import parse
from citecheck.match import screen
from citecheck.match.relation import RelationKind, relate
from citecheck.match.relation.face import face
from citecheck.match.relation.learned import probabilities
from citecheck.model import Date, Identifier, Kind, Query, Work

sys.path.insert(0, str(ROOT))
from training.dblp import figures, pairs

DBLP = SHARED / "corpora" / "matching" / "dblp-pairs"
CROSSREF = SHARED / "corpora" / "matching" / "crossref"
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
    print(f"fuzzycat: {sum(right)} of {len(rows)} right")
    for kind in RelationKind:
        labels = Counter(label for one, (_, _, label, _) in zip(found, rows, strict=True) if one.kind is kind)
        print(f"  called {kind}: {dict(labels.most_common())}")
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


def dblp() -> None:
    """Valid sets that the trees have not seen; DBLP-GoogleScholar's they have: `python -m training.relation` tells."""
    for name in ("Structured-DBLP-ACM", "Dirty-DBLP-ACM"):
        rows = list(pairs(DBLP / f"{name}-valid.txt.gz"))
        same = np.array([label for *_, label in rows])
        couples = [(one, other) for one, other, _ in rows]
        started = time.process_time()
        chances = probabilities(couples)
        speed = len(rows) / (time.process_time() - started)
        print(f"{name}: trees {figures(same, chances)}; {speed:,.0f} pairs a processor second, folding included")
        ruled = np.array([relate(*pair).kind is RelationKind.SAME for pair in couples])
        print(f"{name}: rules {figures(same, ruled.astype(float))}")


def quick_look(style: str, wanted: int = 150) -> None:
    """Of 20 candidates of the built-in search for each of some references: how many pass, and the right one's fate."""
    catalogue = FileCatalogue(CROSSREF / "catalogue.csl.jsonl.gz")
    dataset = json.loads(gzip.decompress((CROSSREF / f"present-{style}.json.gz").read_bytes()))["dataset"]
    sample = dataset[:: len(dataset) // wanted][:wanted]
    lines = [json.dumps({"id": str(n), "text": row["ref_string"], "document": str(n)}) for n, row in enumerate(sample)]
    passed = candidates = found = lost = 0
    for row, answer in zip(sample, parse(lines), strict=True):
        parsed = answer["citations"][0]["work"] if answer["citations"] else {}
        query = Query(row["ref_string"], from_csl(parsed or {}))
        records = catalogue.search(query, 20)
        kept = screen.screen(query, [screen.card(record.work) for record in records]) >= screen.LIKELY
        right = [record.work.id("doi") == row["target_gt"]["DOI"].lower() for record in records]
        candidates, passed = candidates + len(records), passed + int(kept.sum())
        found, lost = found + sum(right), lost + sum(one and not two for one, two in zip(right, kept, strict=True))
    print(f"screen, {style}: of {candidates} candidates {passed} pass; of {found} right ones {lost} lost")


def screen_speed() -> None:
    works = [other for _, other, _ in pairs(DBLP / "Structured-DBLP-ACM-train.txt.gz")]
    cards = [screen.card(work) for work in works]
    for many in (20, 100, len(cards)):
        started, count = time.process_time(), 0
        for work in works[: max(2, 20_000 // many)]:
            screen.screen(Query("", work), cards[:many])
            count += many
        print(
            f"screen: {count / (time.process_time() - started):,.0f} pairs a processor second, {many} records at once"
        )


def main(arguments: Sequence[str]) -> None:
    fuzzycat(verbose="-v" in arguments)
    dblp()
    screen_speed()
    for style in ("apa-noise", "chicago-author-date", "elsevier-without-titles"):
        quick_look(style)


if __name__ == "__main__":
    main(sys.argv[1:])
