"""Fatcat and Scholar, the Internet Archive's catalogue of articles: by identifier in the one, by words in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, plain, surname, title
from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import several
from citecheck.catalogues.sources.titles import joined
from citecheck.errors import CatalogueError
from citecheck.formats import csl
from citecheck.model import Name, Query, Record, Work

_LOOKED_UP = (("doi", "doi"), ("pmid", "pmid"), ("arxiv", "arxiv"))
_IDS = {"doi": ("doi",), "isbn": ("isbn13",), "pmid": ("pmid",), "arxiv": ("arxiv", "arxiv_id")}


class Fatcat(Turns):
    """Releases by DOI, PMID or arXiv number."""

    name = "fatcat"
    base = "https://api.fatcat.wiki/v0"
    policy = Policy(Rate(1), timeout=30.0)
    absent = (Shape(404, "application/json", rb'"error"\s*:\s*"NotFound"|[Nn]ot found'),)

    def questions(self, query: Query, _limit: int) -> Iterator[Question]:
        """By one identifier: it knows no more of a work by another."""
        for scheme, param in _LOOKED_UP:
            if value := named(query.work, scheme):
                params = ((param, value), ("expand", "container"), ("hide", "refs,abstracts"))
                yield Question(f"{self.base}/release/lookup", params)
                return

    def read(self, reply: Reply) -> Iterable[Record]:
        """The release."""
        told = answers.json_object(reply)
        if "ident" not in told:
            raise CatalogueError("answers without a release")
        return answers.records(_release, [told])


class Scholar(Turns):
    """Articles by the words of title and author."""

    name = "scholar"
    base = "https://scholar.archive.org"
    policy = Policy(Rate(1), timeout=30.0)
    absent = (Shape(200, "application/json", rb'"results"\s*:\s*\[\s*\]'),)

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By title and author, by the title without its subtitle."""
        author = surname(query.work) if query.work.title else ""
        for words in dict.fromkeys((plain(title(query)), plain(lead(query)))):
            params = (("q", f"{words} {author}".strip()), ("format", "json"), ("limit", str(limit)))
            yield Question(f"{self.base}/search", params)

    def read(self, reply: Reply) -> Iterable[Record]:
        """What the results say of the works themselves."""
        results = answers.listed(answers.json_object(reply), "results")
        return answers.records(_indexed, (items.mapping(one.get("biblio")) for one in results))


def _release(item: Mapping[str, Any]) -> Record:
    """A release of the catalogue: people with roles, the container as an object."""
    container = items.mapping(item.get("container"))
    extra = items.mapping(item.get("extra"))
    contribs = list(items.mappings(item.get("contribs")))
    told = items.mapping(item.get("ext_ids"))
    return _settled(
        item,
        title=joined(items.text(item.get("title")), items.text(item.get("subtitle") or extra.get("subtitle"))),
        authors=_people(contribs, {"author", "None", ""}),
        editors=_people(contribs, {"editor"}),
        translators=_people(contribs, {"translator"}),
        container=items.text(container.get("name") or extra.get("container_name")),
        ids=items.numbered({**_numbers(told), "issn": items.texts(container.get("issnl"))}),
    )


def _indexed(item: Mapping[str, Any]) -> Record:
    """A release as the index of Scholar and of the catalogue's search tells it: names alone."""
    return _settled(
        item,
        title=joined(items.text(item.get("title")), items.text(item.get("subtitle"))),
        authors=several(items.texts(item.get("contrib_names"))),
        container=items.text(item.get("container_name")),
        ids=items.numbered({**_numbers(item), "issn": items.texts(item.get("container_issnl"))}),
    )


def _settled(item: Mapping[str, Any], **fields: Any) -> Record:
    key = items.text(item.get("ident") or item.get("release_ident"))
    work = Work(
        kind=csl.from_csl({"type": item.get("release_type")}).kind,
        publisher=items.text(item.get("publisher")),
        issued=items.year(item.get("release_year")),
        volume=items.text(item.get("volume")),
        issue=items.text(item.get("issue")),
        pages=items.text(item.get("pages")),
        language=items.text(item.get("language") or item.get("lang_code")),
        variants=tuple(items.texts(item.get("original_title"))),
        **fields,
    )
    return entries.record(work, key, f"https://fatcat.wiki/release/{key}" if key else "")


def _people(contribs: list[Mapping[str, Any]], roles: set[str]) -> tuple[Name, ...]:
    found = [one for one in contribs if str(one.get("role") or "") in roles]
    return tuple(name for one in found for name in _name(one))


def _name(contrib: Mapping[str, Any]) -> tuple[Name, ...]:
    family, given = items.text(contrib.get("surname")), items.text(contrib.get("given_name"))
    return (Name(family, given),) if family else several([items.text(contrib.get("raw_name"))])


def _numbers(told: Mapping[str, Any]) -> dict[str, list[str]]:
    return {scheme: [one for key in keys for one in items.texts(told.get(key))] for scheme, keys in _IDS.items()}
