"""Step 4: holds a reference against every catalogue and tells which records may be the work meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.errors import CatalogueError
from citecheck.match import printed, score
from citecheck.match.merge import merge
from citecheck.match.probability import among, probabilities
from citecheck.model import Answer, Match, Outage, Query, Record
from citecheck.protocols import Catalogue

__all__ = ["match"]


def match(query: Query, catalogues: Sequence[Catalogue], limit: int = 20) -> Answer:
    """What the catalogues say of a reference, best first; records of one work count once.

    Each is asked for up to `limit` records. One that cannot answer is an outage, never an absence.
    """
    records: list[Record] = []
    asked: list[str] = []
    outages: list[Outage] = []
    for catalogue in catalogues:
        try:
            records.extend(catalogue.search(query, limit))
        except CatalogueError as error:
            outages.append(Outage(catalogue.name, str(error)))
        else:
            asked.append(catalogue.name)
    return Answer(query, _ranked(query, records)[:limit], tuple(asked), tuple(outages))


def _ranked(query: Query, records: Sequence[Record]) -> tuple[Match, ...]:
    reference = printed.read(query.text)
    parts = [score.compare(query, reference, record.work) for record in records]
    chances = probabilities(query, [(one.work, told) for one, told in zip(records, parts, strict=True)])
    works = merge(
        Match(record, chance, tuple((name, round(value, 3)) for name, value in told.items()))
        for record, chance, told in zip(records, chances.tolist(), parts, strict=True)
    )
    return tuple(
        replace(match, probability=round(chance, 4))
        for match, chance in zip(works, among([one.probability for one in works]), strict=True)
    )
