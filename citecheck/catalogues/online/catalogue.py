"""A service as a catalogue among others."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.catalogues.online.service import Service
from citecheck.catalogues.online.session import Asking, Session
from citecheck.errors import CatalogueError, OutdatedError
from citecheck.model import Query, Record, Traffic

_SPARE = 2  # threads beyond those whose requests may be under way: the next question is ready when a turn comes
_MOST = 16


class OnlineCatalogue:
    """Asks a service over the session that all services share. `threads`: how many may ask it at the same time."""

    def __init__(self, service: Service, session: Session) -> None:
        self.name = service.name
        self._service = service
        self._session = session
        rates = (service.policy.rate, service.policy.polite, service.policy.keyed)
        self.threads = min(max(rate.at_once for rate in rates if rate) + _SPARE, _MOST)

    def holds(self, query: Query) -> bool:
        """Whether it should hold the work, if the work exists."""
        return self._service.holds(query)

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """Up to `limit` records that may be the work meant.

        CatalogueError where nothing is known; OutdatedError, with records, where only an older answer serves.
        """
        asking = Asking(self._session, self._service)
        try:
            records = self._service.search(query, limit, asking)
        except CatalogueError:
            if not asking.failed:
                asking.disown()
            raise
        if asking.outdated:
            raise OutdatedError(asking.outdated.reason, records, asking.outdated.day)
        return records

    @property
    def traffic(self) -> Traffic:
        """What was asked of the service so far."""
        return self._session.traffic(self.name)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the cache, the same for all services of a session, and what is out of date in it."""
        cache, old = self._session.cache, self.traffic.outdated
        told = [f"{cache.path}: answers are not kept: {cache.trouble}"] if cache.trouble else []
        return (*told, *([f"{self.name}: answers out of date that served: {old}"] if old else []))
