"""References of machine-learning papers with what Crossref, OpenAlex, DBLP and Semantic Scholar answered (recorded).

python benchmarks/candidates.py [-v]

For each catalogue: of the references whose work is among its answers (a title alike to .95 and a family name shared),
how many are asserted with it; and how often a record of the same title by others alone is asserted.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared import SHARED

from citecheck.judge import judge
from citecheck.match import match
from citecheck.model import Citation, Date, Identifier, Judgement, Kind, Name, Query, Record, Verdict, Work
from citecheck.text import fold, similarity

ROWS = SHARED / "corpora" / "matching" / "refchecker" / "candidates.jsonl.gz"
_SAME = 0.95
_KINDS = {
    "journal-article": Kind.ARTICLE_JOURNAL, "article": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK,
    "book-chapter": Kind.CHAPTER, "proceedings-article": Kind.PAPER_CONFERENCE, "preprint": Kind.ARTICLE,
    "posted-content": Kind.ARTICLE,
    "Journal Articles": Kind.ARTICLE_JOURNAL, "Conference and Workshop Papers": Kind.PAPER_CONFERENCE,
    "Informal and Other Publications": Kind.ARTICLE, "Books and Theses": Kind.BOOK,
}  # fmt: skip


class Recorded:
    """What one catalogue answered once."""

    def __init__(self, name: str, records: Sequence[Record]) -> None:
        self.name = name
        self._records = records

    def search(self, query: Query, limit: int) -> Sequence[Record]:  # noqa: ARG002  (the protocol's)
        return self._records[:limit]


def main(arguments: Sequence[str]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for name, query, records in _rows():
        judgement = judge(match(query, [Recorded(name, records)]), Citation(0, len(query.text), work=query.work))
        right = [one for one in records if _is_right(query.work, one.work)]
        namesakes = [one for one in records if _is_titled(query.work, one.work)]
        case = "present" if right else "same title by others" if namesakes else "absent"
        counts[name, case] += 1
        counts[name, f"{case}, asserted"] += _is_asserted(judgement) and (not right or judgement.record in right)
        if "-v" in arguments and _is_asserted(judgement) != (case == "present"):
            print(
                name, case, judgement.verdict, judgement.reason, query.work.title, [str(a) for a in query.work.authors]
            )
    for name in sorted({name for name, _ in counts}):
        told = (f"{case} {counts[name, case]}, asserted {counts[name, f'{case}, asserted']}" for case in
                ("present", "same title by others", "absent"))  # fmt: skip
        print(f"{name}: {'; '.join(told)}")
    for case in ("present", "same title by others", "absent"):
        asked, said = (sum(n for (_, one), n in counts.items() if one == what) for what in (case, f"{case}, asserted"))
        print(f"{case}: {said} of {asked} asserted ({said / max(asked, 1):.3f})")


def _rows() -> Iterator[tuple[str, Query, list[Record]]]:
    for line in gzip.decompress(ROWS.read_bytes()).decode().splitlines():
        row = json.loads(line)
        ref = row["ref"]
        work = _work(ref, ref.get("venue") or "")
        text = ". ".join(
            filter(None, (", ".join(ref.get("authors") or []), work.title, work.container, str(ref.get("year") or "")))
        )
        for name, told in row["cand"].items():
            found = [
                one
                for one in (told if isinstance(told, list) else [told])
                if isinstance(one, dict) and one.get("title")
            ]
            if found and work.title:
                yield name, Query(text, work), [
                    Record(_work(one, one.get("container") or one.get("venue") or ""), name, str(one.get("doi") or n))
                    for n, one in enumerate(found)
                ]  # fmt: skip


def _work(told: Mapping[str, Any], container: str) -> Work:
    year = str(told.get("year") or "")[:4]
    doi = str(told.get("doi") or "").lower().removeprefix("https://doi.org/")
    ids = (Identifier("doi", doi), Identifier("arxiv", str(told.get("arxiv") or "")))
    return Work(
        _KINDS.get(str(told.get("type")), Kind.DOCUMENT), str(told["title"]).rstrip("."),
        tuple(map(_name, told.get("authors") or [])), container=container,
        issued=Date(int(year)) if year.isdigit() else None, ids=tuple(one for one in ids if one.value),
    )  # fmt: skip


def _name(told: str) -> Name:
    given, _, family = told.strip().rstrip("0123456789 ").rpartition(" ")
    return Name(family, given)


def _is_titled(cited: Work, known: Work) -> bool:
    return similarity(cited.title, known.title) >= _SAME


def _is_right(cited: Work, known: Work) -> bool:
    ours, theirs = ({fold(name.family) for name in work.authors} for work in (cited, known))
    return _is_titled(cited, known) and bool(ours & theirs)


def _is_asserted(one: Judgement) -> bool:
    return one.verdict in (Verdict.RESOLVED, Verdict.DIFFERS)


if __name__ == "__main__":
    main(sys.argv[1:])
