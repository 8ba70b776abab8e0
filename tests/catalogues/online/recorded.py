"""The answers recorded in the shared folder: which service gave each, and what its client makes of it.

The folder is no part of the project. What is there are whole exchanges (an address, a status, a body), bodies alone,
and lists of hits without what wraps them; the last two are given the shape in which the service sends them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from citecheck.catalogues.online import (
    arxiv,
    crossref,
    datacite,
    dblp,
    doi,
    fatcat,
    internetarchive,
    openalex,
    openlibrary,
    pubmed,
    semanticscholar,
    sru,
    statements,
    unpaywall,
    wayback,
)
from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.online.service import Asked
from citecheck.catalogues.sources.entries import UnusableError
from citecheck.errors import CatalogueError

Read = Callable[[Reply], Iterable[Any]]


@dataclass(frozen=True)
class Recorded:
    """An answer; `ours`: whether it is of an endpoint that we ask, else `why` says what it is."""

    service: str
    file: str
    reply: Reply | None = None
    url: str = ""
    asked: Asked | None = None
    read: Read | None = None
    why: str = ""

    def told(self) -> list[Any]:
        """The records; none for an absence. CatalogueError where it tells nothing."""
        if not (self.reply and self.asked and self.read):
            return []
        if any(shape.fits(self.reply, self.url) for shape in self.asked.absent):
            return []
        if self.reply.status != 200 or any(shape.fits(self.reply, self.url) for shape in self.asked.faults):
            raise CatalogueError(f"answers with status {self.reply.status}")
        return list(self.read(self.reply))


def recorded(folder: Path) -> Iterator[Recorded]:
    """All of them, those that we have no use for too."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "SOURCE.txt"):
        file = str(path.relative_to(folder))
        if re.match(r"\d{4}-\d{3}-", path.name):
            yield _exchange(path, file)
        else:
            yield from _body(path, file)


# --- whole exchanges ------------------------------------------------------------------------------------------------

_S2 = semanticscholar.SemanticScholar()
_ENDPOINTS: tuple[tuple[str, str, Asked, Read], ...] = (  # service, what its address holds, client, reading
    ("crossref", r"api\.crossref\.org/works(?:/10\.[^?]*?)?(?:\?|$)", crossref.Crossref(), crossref.Crossref().read),
    ("openalex", r"api\.openalex\.org/works", openalex.OpenAlex(), openalex.OpenAlex().read),
    ("datacite", r"api\.datacite\.org/dois", datacite.DataCite(), datacite.DataCite().read),
    ("unpaywall", r"api\.unpaywall\.org/v2/10\.", unpaywall.Unpaywall(), unpaywall.Unpaywall().read),
    ("semanticscholar", r"/graph/v1/paper/search(?:/match)?\?", _S2, _S2.read),
    ("semanticscholar", r"/graph/v1/paper/(?!search|batch)[^?]+\?fields", _S2, _S2.read),
    ("doi", r"doi\.org/ra/", doi.Doi(), lambda reply: [doi.Doi().agency("10.1/x", lambda _: reply)]),
    ("wayback-index", r"web\.archive\.org/cdx/search/cdx", wayback.WaybackIndex(),
     lambda reply: filter(None, [wayback.WaybackIndex().read(reply)])),
)  # fmt: skip
_NOT_ASKED = re.compile(r"select=open_access|/transform|/agency|/(?:citations|references)\?")


def _exchange(path: Path, file: str) -> Recorded:
    told = json.loads(path.read_bytes())
    url, answer, service = told["request"]["url"], told["response"], file.split("/", maxsplit=1)[0]
    for name, pattern, asked, read in _ENDPOINTS:
        if re.search(pattern, url) and not _NOT_ASKED.search(url) and told["request"]["method"].upper() == "GET":
            type_ = answer["headers"].get("content-type", "application/json").partition(";")[0]
            body = answer["body"] or ""
            return Recorded(name, file, Reply(answer["status"], type_, body.encode(), {}), url, asked, read)
    parts = urlsplit(url)
    return Recorded(service, file, why=f"{told['request']['method'].upper()} {parts.netloc}{parts.path[:40]}")


# --- bodies, and lists of hits --------------------------------------------------------------------------------------


def _body(path: Path, file: str) -> Iterator[Recorded]:
    for pattern, name, asked, read, wrapped in _BODIES:
        if re.search(pattern, file):
            for number, (status, body) in enumerate(wrapped(path)):
                place = f"{file}:{number}" if "jsonl" in path.name else file
                yield Recorded(name, place, Reply(status, _type(body), body, {}), "", asked, read)
            return
    yield Recorded(file.split("/", maxsplit=1)[0], file, why="a body of another kind")


def _type(body: bytes) -> str:
    return "application/json" if body.lstrip()[:1] in (b"{", b"[") else "text/xml"


def _as_it_is(path: Path) -> Iterator[tuple[int, bytes]]:
    yield 200, path.read_bytes()


def _told(path: Path) -> Iterator[tuple[int, bytes]]:
    told = json.loads(path.read_bytes())
    yield told["status_code"], told["body"].encode()


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        yield 200, b'{"data":' + line + b"}"


def _hits(wrap: Callable[[Any], Any]) -> Callable[[Path], Iterator[tuple[int, bytes]]]:
    def read(path: Path) -> Iterator[tuple[int, bytes]]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in filter(str.strip, lines):
                yield 200, json.dumps(wrap(json.loads(line)["result"])).encode()

    return read


def _one(wrap: Callable[[Any], Any]) -> Callable[[Path], Iterator[tuple[int, bytes]]]:
    return lambda path: iter([(200, json.dumps(wrap(json.loads(path.read_bytes()))).encode())])


def _in_sru(path: Path) -> Iterator[tuple[int, bytes]]:
    body = path.read_bytes()
    head = b"<searchRetrieveResponse><records><record><recordData>"
    tail = b"</recordData></record></records></searchRetrieveResponse>"
    yield 200, head + body + tail


def _entity(reply: Reply) -> Iterator[Any]:
    for item in json.loads(reply.body)["entities"].values():
        try:
            yield statements.record([item], {})
        except UnusableError:
            continue


def _dblp(hits: Any) -> Any:
    total = {"@total": str(len(hits)), "@sent": str(len(hits))}
    return {"result": {"status": {"@code": "200"}, "hits": total | ({"hit": hits} if hits else {})}}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _crossref(items: Any) -> Any:
    return {"status": "ok", "message-type": "work-list", "message": {"items": _list(items)}}


_OL, _IA, _K10 = openlibrary.OpenLibrary(), internetarchive.InternetArchive(), sru.K10plus()
_BODIES: tuple[tuple[str, str, Asked, Read, Callable[[Path], Iterator[tuple[int, bytes]]]], ...] = (
    (r"^arxiv/.*json$", "arxiv", arxiv.Arxiv(), arxiv.Arxiv().read, _told),
    (r"^crossref/refchecker", "crossref", crossref.Crossref(), crossref.Crossref().read, _hits(_crossref)),
    (r"^crossref/(papis/|fatcat/crossref_api)", "crossref", crossref.Crossref(), crossref.Crossref().read, _as_it_is),
    (r"^datacite/fatcat/datacite_api", "datacite", datacite.DataCite(), datacite.DataCite().read, _as_it_is),
    (r"^datacite/fatcat/datacite_doc", "datacite", datacite.DataCite(), datacite.DataCite().read,
     _one(lambda told: {"data": told})),
    (r"^datacite/fatcat/datacite_(1k|sample)", "datacite", datacite.DataCite(), datacite.DataCite().read, _lines),
    (r"^dblp/refchecker", "dblp", dblp.Dblp(), dblp.Dblp().read, _hits(_dblp)),
    (r"^doi-handle/api", "doi", doi.Doi(), lambda reply: [doi.Doi().exists("10.1/x", lambda _: reply)], _as_it_is),
    (r"^fatcat/release_", "fatcat", fatcat.Fatcat(), fatcat.Fatcat().read, _as_it_is),
    (r"^fatcat/elastic_release_search", "scholar", fatcat.Scholar(), fatcat.Scholar().read,
     _one(lambda told: {"results": [{"biblio": hit["_source"]} for hit in told["hits"]["hits"]]})),
    (r"^internetarchive/(advanced|nasa\.json)", "internetarchive", _IA, _IA.read, _as_it_is),
    (r"^openalex/refchecker", "openalex", openalex.OpenAlex(), openalex.OpenAlex().read,
     _hits(lambda hits: {"results": _list(hits)})),
    (r"^openlibrary/(search/search|bookwyrm/ol_search|bookwyrm/ol_isbn)", "openlibrary", _OL, _OL.read, _as_it_is),
    (r"^pubmed/.*xml$", "pubmed", pubmed.PubMed(), pubmed.PubMed().read, _as_it_is),
    (r"^semanticscholar/refchecker", "semanticscholar", _S2, _S2.read, _hits(lambda hits: {"data": _list(hits)})),
    (r"^sru/jabref/(Marc|gvk_empty)", "k10plus", _K10, _K10.read, _as_it_is),
    (r"^sru/jabref/library_of_congress", "loc", sru.LibraryOfCongress(), sru.LibraryOfCongress().read, _in_sru),
    (r"^wikidata/entity", "wikidata", crossref.Crossref(), _entity, _as_it_is),
)  # fmt: skip
