"""Step 4: holds a reference against every catalogue and tells which records may be the work meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.asking import LIMIT, ask
from citecheck.match import printed, score
from citecheck.match.merge import merge
from citecheck.match.probability import among, probabilities
from citecheck.model import Answer, Inquiry, Match, Query, Record
from citecheck.protocols import Catalogue

__all__ = ["match", "rank"]


def match(query: Query, catalogues: Sequence[Catalogue], limit: int = LIMIT) -> Answer:
    """What the catalogues say of a reference, best first; records of one work count once.

    Each is asked for up to `limit` records. One that cannot answer is an outage, never an absence.
    """
    return rank(query, ask(query, catalogues, limit), limit)


def rank(query: Query, told: Inquiry, limit: int = LIMIT) -> Answer:
    """The same from what the catalogues have told."""
    return Answer(query, _ranked(query, told.records)[:limit], told.asked, told.outages, told.passed)


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
