"""Step 4: holds a reference against every catalogue and tells which records may be the work meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.asking import LIMIT, ask
from citecheck.match import printed, score, screen
from citecheck.match.merge import merge
from citecheck.match.probability import among, probabilities
from citecheck.model import Answer, Inquiry, Match, Query, Record
from citecheck.protocols import Catalogue

__all__ = ["match", "rank"]

_FEW = 3  # records: as many as a report shows


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
    closer = _likely(query, records)
    parts = [score.compare(query, reference, record.work) for record in closer]
    chances = probabilities(query, [(one.work, told) for one, told in zip(closer, parts, strict=True)])
    works = merge(
        Match(record, chance, tuple((name, round(value, 3)) for name, value in told.items()))
        for record, chance, told in zip(closer, chances.tolist(), parts, strict=True)
    )
    return tuple(
        replace(match, probability=round(chance, 4))
        for match, chance in zip(works, among([one.probability for one in works]), strict=True)
    )


def _likely(query: Query, records: Sequence[Record]) -> list[Record]:
    """The records worth a closer look, and a few more, so that there is a nearest one to show."""
    if len(records) <= _FEW:
        return list(records)
    chances = screen.screen(query, [screen.card(record.work) for record in records])
    least = min(screen.LIKELY, sorted(chances.tolist())[-_FEW])
    return [
        record
        for record, chance in zip(records, chances.tolist(), strict=True)
        if chance >= least or score.shares_identifier(query.work, record.work)
    ]
