"""The way to the network in a run: made of the settings, when the first service wants it."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from citecheck.config import Settings
from citecheck.errors import UsageError
from citecheck.protocols import Catalogue

if TYPE_CHECKING:
    from citecheck.catalogues.online.cache import Cache
    from citecheck.catalogues.online.links import Link
    from citecheck.catalogues.online.sending import Sender
    from citecheck.catalogues.online.service import Service
    from citecheck.catalogues.online.session import Session

ARCHIVE = "wayback"  # the service that knows copies of dead links; it is no catalogue
_PERSON = re.compile(r"[^\s@<>()\"',;]+@[^\s@<>()\"',;]+\.[^\s@<>()\"',;.]+")


class Connection:
    """All services of a run share its session; nothing is loaded or opened for a run without services.

    `agent`: how the program calls itself, "citecheck/1.0". UsageError where the user's address, or that of a service,
    is none.
    """

    def __init__(self, settings: Settings, agent: str) -> None:
        self._settings = settings
        self._agent = agent
        self.bases = dict(map(_base, settings.bases))
        if settings.mailto and not _PERSON.fullmatch(settings.mailto):
            raise UsageError(f"--mailto {settings.mailto!r} is no address: write name@example.org")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_browser" in vars(self) and self._browser:
            self._browser.close()
        if "_session" in vars(self):
            self._session.close()

    def look_up(self, url: str) -> Link:
        """Whether a link leads somewhere, with the archived copy of a dead one; nothing is asked with --offline."""
        from citecheck.catalogues.online import links, session, wayback

        if self._browser is None:
            return links.Link(url, links.State.UNKNOWN, "was not asked: --offline")

        def archived(page: str) -> str:
            archive = wayback.Wayback(self.bases.get(ARCHIVE, ""))
            copy = archive.copy(page, session.Asking(self._session, archive))
            return copy.url if copy else ""

        return links.look_up(url, self._browser, archived)

    def catalogue(self, service: Service) -> Catalogue:
        """The service as a catalogue."""
        from citecheck.catalogues.online.catalogue import OnlineCatalogue

        return OnlineCatalogue(service, self._session)

    @cached_property
    def _session(self) -> Session:
        from citecheck.catalogues.online.cache import Cache  # lazy: SQLite and zstandard
        from citecheck.catalogues.online.session import Session

        cache = Cache(folder(self._settings.cache))
        return Session(cache, self._sender(cache))

    @cached_property
    def _browser(self) -> Sender | None:
        return self._sender(self._session.cache, browsing=True)

    def _sender(self, cache: Cache, *, browsing: bool = False) -> Sender | None:
        if self._settings.offline:
            return None
        from citecheck.catalogues.online.sending import Sender  # lazy: `requests`, which --offline can do without
        from citecheck.catalogues.online.transport import Transport

        if browsing:  # the user's address is for services, not for anybody's page
            return Sender(Transport(self._agent, browsing=True), cache)
        mailto = self._settings.mailto or ""
        agent = f"{self._agent} (mailto:{mailto})" if mailto else self._agent
        return Sender(Transport(agent, [_place(one) for one in self.bases.values()]), cache, mailto)


def folder(chosen: str | None) -> Path:
    """Where answers are kept: the folder that was chosen, else the user's cache directory."""
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("citecheck")


def _base(given: str) -> tuple[str, str]:
    """``("crossref", "http://127.0.0.1:8080")`` of "crossref=http://127.0.0.1:8080/"."""
    name, found, address = given.partition("=")
    if not found:
        raise UsageError(f"--base {given!r}: write NAME=ADDRESS, as in crossref=https://mirror.example.org")
    _place(address)
    return name, address.rstrip("/")


def _place(address: str) -> tuple[str, int]:
    """Host and port of an address."""
    parts = urlsplit(address)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UsageError(f"{address!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{address!r} is no address: write http://HOST:PORT or https://HOST")
    return parts.hostname, port
