"""The Wayback Machine (web.archive.org): the archived copy of a page that is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question, Reply
from citecheck.catalogues.online.turns import Client
from citecheck.catalogues.sources import items
from citecheck.errors import CatalogueError

_COLUMNS = 7  # key, timestamp, address, media type, status, digest, length
_TIMESTAMP = re.compile(r"(\d{4})(\d\d)(\d\d)\d{0,6}")


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address, and the day on which it was made (ISO 8601)."""

    url: str
    day: str


class Wayback(Client):
    """The copy nearest to a day. Under load it may say that there is none; then the index knows (`WaybackIndex`)."""

    name = "wayback"
    base = "https://archive.org"
    policy = Policy(Rate(1), timeout=30.0)
    absent = (Shape(200, "application/json", rb'"archived_snapshots"\s*:\s*\{\s*\}'),)

    def copy(self, url: str, ask: Ask, day: str = "") -> Copy | None:
        """The copy of a page that was made nearest to a day (ISO 8601), or last; None where none is known."""
        when = (("timestamp", day.replace("-", "")),) if day else ()
        reply = ask(Question(f"{self.base}/wayback/available", (("url", url), *when)))
        return self.read(reply) if reply else None

    def read(self, reply: Reply) -> Copy | None:
        """The copy, if it is a page and not an error that was archived."""
        told = answers.json_object(reply).get("archived_snapshots")
        if not isinstance(told, dict):
            raise CatalogueError("answers without copies, and does not say that there are none")
        closest = items.mapping(told.get("closest"))
        if closest.get("available") is not True or closest.get("status") not in ("200", 200, None):
            return None
        return _copy(items.text(closest.get("timestamp")), items.text(closest.get("url")))


class WaybackIndex(Client):
    """The index of all copies (CDX): slower, and never wrong about what is not there."""

    name = "wayback-index"
    base = "https://web.archive.org"
    policy = Policy(Rate(0.8), timeout=30.0)
    absent = (Shape(200, "text/plain", rb"\A\s*\Z"),)

    def copy(self, url: str, ask: Ask) -> Copy | None:
        """The last copy that is a page (status 200); None where there is none."""
        params = {"url": url, "filter": "statuscode:200", "limit": "-1"}
        reply = ask(Question(f"{self.base}/cdx/search/cdx", tuple(params.items()), ("text/plain",)))
        return self.read(reply) if reply else None

    def read(self, reply: Reply) -> Copy | None:
        """The last copy of the lines; what comes after an empty line is where the index would go on."""
        lines = reply.body.decode("utf-8", "replace").partition("\n\n")[0].splitlines()
        rows = [line.split(" ") for line in lines]
        if not all(len(row) >= _COLUMNS and row[1].isdecimal() for row in rows):
            raise CatalogueError("answers with something else than lines of copies")
        pages = [row for row in rows if row[4] == "200"]
        return _copy(pages[-1][1], f"https://web.archive.org/web/{pages[-1][1]}/{pages[-1][2]}") if pages else None


def _copy(timestamp: str, url: str) -> Copy:
    found = _TIMESTAMP.fullmatch(timestamp)
    if not found or not url:
        raise CatalogueError("answers with a copy without address or day")
    return Copy(url.replace("http://web.archive.org/", "https://web.archive.org/", 1), "-".join(found.groups()))
