from __future__ import annotations

import csv
from collections.abc import Sequence

from citecheck import refs
from citecheck.match import match
from citecheck.model import Date, Kind, Name, Query, Record, Work

# What benchmarks/pairs.py printed when the weights were set; a change that falls below must be meant.
PRECISION, RECALL = 0.98, 0.97


class One:
    name = "pair"

    def __init__(self, work: Work) -> None:
        self.record = Record(work, self.name, "1")

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        return (self.record,)


def rows() -> list[dict[str, str]]:
    with (refs.folder() / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(text: str) -> tuple[Name, ...]:
    return tuple(Name(*(part.strip() for part in name.split(",", 1))) for name in text.split(";") if name)


def date(text: str) -> Date | None:
    return Date(int(text)) if text else None


def fits(row: dict[str, str]) -> bool:
    cited = Work(
        title=row["title"], authors=names(row["author"]), container=row["container"], publisher=row["publisher"],
        issued=date(row["year"]), volume=row["volume"], pages=row["pages"],
    )  # fmt: skip
    known = Work(
        Kind(row["record_kind"]), row["record_title"], names(row["record_author"]), container=row["record_container"],
        publisher=row["record_publisher"], address=row["record_place"], issued=date(row["record_year"]),
        original=date(row["record_original"]), volume=row["record_volume"], issue=row["record_issue"],
        pages=row["record_pages"], variants=tuple(filter(None, row["record_variants"].split(";"))),
    )  # fmt: skip
    return match(Query(row["text"], cited), [One(known)]).matches[0].probability >= 0.5


def test_precision_and_recall_on_the_labelled_pairs() -> None:
    said = [(fits(row), row["label"] == "same") for row in rows()]
    right = sum(fit and same for fit, same in said)
    assert right / sum(fit for fit, _ in said) >= PRECISION
    assert right / sum(same for _, same in said) >= RECALL


def test_every_pair_has_a_label_and_a_reason() -> None:
    assert len(rows()) >= 150
    assert {row["label"] for row in rows()} == {"same", "different"}
    assert all(row["text"] and row["record_title"] and row["reason"] for row in rows())
