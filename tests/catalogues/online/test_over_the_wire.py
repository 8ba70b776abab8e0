"""Every client over the session and a server that misbehaves in every way: nothing is ever taken for an absence."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import entry_points

import pytest

from citecheck.catalogues.online.catalogue import OnlineCatalogue
from citecheck.catalogues.online.policy import Policy, Rate
from citecheck.catalogues.online.service import Service
from citecheck.errors import CatalogueError
from citecheck.model import Date, Identifier, Kind, Name, Query, Work
from citecheck.plugins import SERVICES
from tests.catalogues.online.archive import session
from tests.replay import Canned, Replay, damaged, html, limited, moved

NAMES = sorted(point.name for point in entry_points(group=SERVICES))
IDS = {
    "doi": "10.1093/past/84.1.3", "isbn": "9780745316079", "pmid": "12345678", "arxiv": "1605.08386", "oclc": "1234567",
    "lccn": "62010000",
}  # fmt: skip
QUERY = Query(
    "Lawrence Stone, “The Revival of Narrative”, Past and Present 85 (1979), 3–24",
    Work(
        Kind.ARTICLE_JOURNAL,
        "The Revival of Narrative: Reflections on a New Old History",
        (Name("Stone", "Lawrence"),),
        container="Past and Present", issued=Date(1979), ids=tuple(Identifier(*one) for one in IDS.items()),
    ),
)  # fmt: skip
SHAPES = {
    "a bot check": html(),
    "a bot check that says 403": html(403),
    "a bot check that says 503": html(503),
    "429": limited(),
    "500": Canned(b"{}", 500),
    "502": html(502),
    "dropped": Canned(drop=True),
    "half of JSON": Canned(b'{"message": {"items": [], "total-results": 0', 200),
    "half of XML": Canned(b"<searchRetrieveResponse><numberOfRecords>0</numberOf", 200, "text/xml"),
    "cut": Canned(b'{"results": [], "hits": []}', cut=20),
    "damaged gzip": damaged(),
    "nothing": Canned(b""),
    "nothing, as XML": Canned(b"", 200, "text/xml"),
    "JSON that says nothing": Canned(b'{"maintenance": "until Monday"}'),
    "a number": Canned(b"42"),
    "null": Canned(b"null"),
    "XML that says nothing": Canned(b"<?xml version='1.0'?><maintenance/>", 200, "text/xml"),
    "Atom that says nothing": Canned(b"<feed xmlns='http://www.w3.org/2005/Atom'/>", 200, "application/atom+xml"),
    "plain text": Canned(b"Please come back later", 200, "text/plain"),
    "a login page elsewhere": moved("https://127.0.0.1:9/login"),
    "not by us": Canned(b'{"message": "payment required"}', 402),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_answer_is_unknown(name: str, shape: Canned) -> None:
    service = _service(name)
    with Replay(lambda _: shape) as server, session(server.url, mailto="me@example.org") as opened:
        service = type(service)(server.url)
        service.policy = _fast(service.policy)
        with pytest.raises(CatalogueError) as caught:
            OnlineCatalogue(service, opened).search(QUERY, 5)
        assert server.asked
        assert server.url.removeprefix("http://127.0.0.1:") not in str(caught.value)
        assert opened.cache.holdings() == ()


def _service(name: str) -> Service:
    (point,) = entry_points(group=SERVICES, name=name)
    service: Service = point.load()()
    return service


def _fast(policy: Policy) -> Policy:
    rate = Rate(1000, at_once=4)
    return replace(policy, rate=rate, polite=rate, keyed=rate, timeout=2.0, attempts=1, daily=False)
