r"""How a service wants to be asked, and in what shapes it says "there is no such thing": declared by each client.

>>> class Crossref:
...     name = "crossref"
...     base = "https://api.crossref.org"
...     policy = Policy(Rate(5), polite=Rate(3, at_once=3))
...     absent = (Shape(404, "text/plain", rb"Resource not found"), Shape(200, "application/json", rb'"items":\[\]'))
...     faults = ()
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.catalogues.online.question import Reply


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second, and how many may be under way at the same time."""

    per_second: float
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Key:
    """A user's key for a service: read from the environment `variable`, sent as a `header` or else as a `param`.

    `prefix` stands before it in the header: "Bearer ". It is added when a question goes out, and is written nowhere.
    """

    variable: str
    header: str = ""
    param: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """How often a service may be asked, at first; what the headers of its answers say is followed from then on.

    `rate` holds for those who give no name, `polite` with the user's address (`--mailto`), `keyed` with a key.
    `timeout`: seconds without a byte. `attempts`: how often one question may be asked in all. `daily`: a 429 means that
    the day's budget is spent, so that nothing is asked before its reset. `mailto`: the parameter that takes the address
    ("email"), which the user agent names anyway; `needs_mailto`: there is no answer without.
    """

    rate: Rate
    polite: Rate | None = None
    keyed: Rate | None = None
    timeout: float = 15.0
    attempts: int = 4
    daily: bool = False
    key: Key | None = None
    mailto: str = ""
    needs_mailto: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What a reply may look like: its status, its media type ("" for any), and bytes that its body holds.

    `holds` is a regular expression, searched for; the empty one is in every body. A table of these says what is an
    absence, another what only looks like an answer and is a fault (an error told with status 200). `endpoint`: what the
    question's address must hold, where a shape means this at one endpoint alone.
    """

    status: int
    type: str = ""
    holds: bytes = b""
    endpoint: str = ""

    def fits(self, reply: Reply, url: str = "") -> bool:
        r"""Whether a reply to a question at an address looks like this.

        >>> Shape(200, holds=rb'"numFound":\s*0\b').fits(Reply(200, "application/json", b'{"numFound": 0}', {}))
        True
        """
        return (
            self.status == reply.status
            and self.type in ("", reply.type)
            and self.endpoint in url
            and re.search(self.holds, reply.body) is not None
        )
