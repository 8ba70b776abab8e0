"""Precision, recall and Brier score of the match by threshold, over refs/pairs.csv; `-v` lists what is wrong at 0.5."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence

from citecheck import refs
from citecheck.match import match
from citecheck.model import Date, Kind, Name, Query, Record, Work


class One:
    """A catalogue that holds one record."""

    name = "pair"

    def __init__(self, work: Work) -> None:
        self._record = Record(work, self.name, "1")

    def search(self, query: Query, limit: int) -> Sequence[Record]:  # noqa: ARG002  (the protocol's)
        return (self._record,)


def pairs() -> Iterator[tuple[Query, Work, bool, str]]:
    """Query, record, whether they are one work, and what the pair is about."""
    with (refs.folder() / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Query(row["text"], _cited(row)), _known(row), row["label"] == "same", row["reason"]


def probability(query: Query, work: Work) -> float:
    return match(query, [One(work)]).matches[0].probability


def _cited(row: dict[str, str]) -> Work:
    return Work(
        Kind.DOCUMENT, row["title"], _names(row["author"]), container=row["container"], publisher=row["publisher"],
        issued=_date(row["year"]), volume=row["volume"], pages=row["pages"],
    )  # fmt: skip


def _known(row: dict[str, str]) -> Work:
    return Work(
        Kind(row["record_kind"]), row["record_title"], _names(row["record_author"]), container=row["record_container"],
        publisher=row["record_publisher"], address=row["record_place"], issued=_date(row["record_year"]),
        original=_date(row["record_original"]), volume=row["record_volume"], issue=row["record_issue"],
        pages=row["record_pages"], variants=tuple(filter(None, row["record_variants"].split(";"))),
    )  # fmt: skip


def _names(text: str) -> tuple[Name, ...]:
    return tuple(Name(*(part.strip() for part in name.split(",", 1))) for name in text.split(";") if name)


def _date(text: str) -> Date | None:
    return Date(int(text)) if text else None


def main(arguments: Sequence[str]) -> None:
    rows = [(probability(query, work), same, query.text, work.title, reason) for query, work, same, reason in pairs()]
    wanted = sum(same for _, same, *_ in rows)
    print(f"{len(rows)} pairs, {wanted} of one work")
    for step in range(1, 10):
        said = [same for chance, same, *_ in rows if chance >= step / 10]
        print(f"{step / 10:.1f}  precision {sum(said) / max(len(said), 1):.3f}  recall {sum(said) / wanted:.3f}")
    print(f"Brier {sum((chance - same) ** 2 for chance, same, *_ in rows) / len(rows):.4f}")
    if "-v" in arguments:
        for chance, same, text, title, reason in rows:
            if (chance >= 0.5) is not same:
                print(f"{chance:.2f} {'same' if same else 'different'}: {text} | {title} ({reason})")


if __name__ == "__main__":
    main(sys.argv[1:])
