"""Precision, recall and Brier score of the match by threshold, over refs/pairs.csv; `-v` lists what is wrong at 0.5."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck import refs
from citecheck.formats.identifiers import identifiers
from citecheck.match import match
from citecheck.model import Date, Kind, Name, Query, Record, Work


class One:
    """A catalogue that holds one record."""

    name = "pair"

    def __init__(self, work: Work) -> None:
        self._record = Record(work, self.name, "1")

    def search(self, query: Query, limit: int) -> Sequence[Record]:  # noqa: ARG002  (the protocol's)
        return (self._record,)


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of refs/pairs.csv: what is cited, a record, and whether the record is of the work that is meant.

    A work wrongly described (an author left out, another journal) is still the work meant; `group` names the pattern.
    """

    query: Query
    work: Work
    is_same: bool
    group: str
    reason: str

    def probability(self) -> float:
        return match(self.query, [One(self.work)]).matches[0].probability


def pairs() -> Iterator[Pair]:
    """The labelled pairs, in the order of the file."""
    with (refs.folder() / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Pair(
                Query(row["text"], _cited(row)), _known(row), row["label"] == "same", row["group"], row["reason"]
            )


def _cited(row: dict[str, str]) -> Work:
    return Work(
        Kind(row["kind"] or Kind.DOCUMENT), row["title"], _names(row["author"]), _names(row["editor"]),
        container=row["container"], publisher=row["publisher"], issued=_date(row["year"]), volume=row["volume"],
        pages=row["pages"], ids=identifiers("doi", row["doi"]),
    )  # fmt: skip


def _known(row: dict[str, str]) -> Work:
    return Work(
        Kind(row["record_kind"]), row["record_title"], _names(row["record_author"]), _names(row["record_editor"]),
        container=row["record_container"], publisher=row["record_publisher"], address=row["record_place"],
        issued=_date(row["record_year"]), original=_date(row["record_original"]), volume=row["record_volume"],
        issue=row["record_issue"], pages=row["record_pages"], ids=identifiers("doi", row["record_doi"]),
        variants=tuple(filter(None, row["record_variants"].split(";"))),
    )  # fmt: skip


def _names(text: str) -> tuple[Name, ...]:
    return tuple(Name(*(part.strip() for part in name.split(",", 1))) for name in text.split(";") if name)


def _date(text: str) -> Date | None:
    return Date(int(text)) if text else None


def main(arguments: Sequence[str]) -> None:
    rows = [(pair.probability(), pair) for pair in pairs()]
    wanted = sum(pair.is_same for _, pair in rows)
    print(f"{len(rows)} pairs, {wanted} of one work")
    for step in range(1, 10):
        said = [pair.is_same for chance, pair in rows if chance >= step / 10]
        right, asserted = sum(said), max(len(said), 1)
        print(
            f"{step / 10:.1f}  precision {right / asserted:.3f}  recall {right / wanted:.3f}"
            f"  F1 {2 * right / (asserted + wanted):.3f}"
        )
    print(f"Brier {sum((chance - pair.is_same) ** 2 for chance, pair in rows) / len(rows):.4f}")
    if "-v" in arguments:
        for chance, pair in sorted(rows, key=lambda row: row[1].group):
            if (chance >= 0.5) is not pair.is_same:
                label = "same" if pair.is_same else "different"
                print(f"{chance:.2f} {label}: {pair.query.text} | {pair.work.title} ({pair.group}: {pair.reason})")


if __name__ == "__main__":
    main(sys.argv[1:])
