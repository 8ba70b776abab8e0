"""Libraries by SRU (loc.gov/standards/sru): one client, and each library as a configuration of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, surname, title, words
from citecheck.catalogues.sources import elements, marc, mods
from citecheck.catalogues.sources.elements import Element
from citecheck.errors import CatalogueError
from citecheck.model import Query, Record

_XML = ("application/xml", "text/xml", "application/sru+xml")
_READ = {"record": marc.from_xml, "mods": mods.record}
_BEYOND = "info:srw/diagnostic/1/61"  # "first record position out of range": how some servers say that there is none
_PICA = "picaXML"  # the other format whose records are `record`s of `datafield`s


@dataclass(frozen=True, slots=True)
class Indexes:
    """What a library calls its indexes; "" for one that it lacks. `all_of`: several words stand in one clause."""

    title: str
    person: str
    isbn: str
    lccn: str = ""
    anywhere: str = ""
    all_of: bool = False


class Sru(Turns):
    """Books by number, by the words of title and author wherever they stand, by title and author.

    `schema`: of the records, as the library calls it. `page`: the address of a record in the catalogue, of its "key",
    its "id" or its "lccn".
    """

    version = "1.1"
    schema: str
    indexes: Indexes
    page: str
    policy = Policy(Rate(1))
    absent = (
        Shape(200, holds=rb"\A(?!(?s:.*)info:srw/diagnostic)(?s:.*)numberOfRecords>\s*0\s*</"),
        Shape(200, holds=rb"info:srw/diagnostic/1/61\b"),
    )
    faults = (Shape(200, holds=rb"info:srw/diagnostic/1/(?!61\b)\d"),)

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By ISBN or LCCN, by all words of title and author, by the title without its subtitle and the author."""
        work, index = query.work, self.indexes
        isbn, lccn = named(work, "isbn"), named(work, "lccn") if index.lccn else ""
        if isbn:
            yield self._question(f'{index.isbn}="{isbn}"', limit)
        elif lccn:
            yield self._question(f'{index.lccn}="{lccn}"', limit)
        author = words(surname(work)) if work.title else []
        if index.anywhere and (whole := [*words(title(query)), *author]):
            yield self._question(self._clause(index.anywhere, whole), limit)
        clauses = [self._clause(index.title, words(lead(query))), self._clause(index.person, author)]
        if any(clauses):
            yield self._question(" and ".join(filter(None, clauses)), limit)

    def _question(self, cql: str, limit: int) -> Question:
        params = {"version": self.version, "operation": "searchRetrieve", "query": cql, "startRecord": "1"}
        return Question(
            self.base, (*params.items(), ("maximumRecords", str(limit)), ("recordSchema", self.schema)), _XML
        )

    def _clause(self, index: str, asked: list[str]) -> str:
        """The words in an index, all of them; they hold letters and digits alone, so that nothing needs escaping."""
        if self.indexes.all_of and asked:
            return f'{index} all "{" ".join(asked)}"'
        return " and ".join(f'{index}="{word}"' for word in asked)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The records of an answer; a diagnostic about our question is a fault of ours, and no absence."""
        root = answers.tree(reply.body)
        if elements.local(root) != "searchRetrieveResponse":
            raise CatalogueError(f"answers with {elements.local(root)[:40]!r}, which is no answer to a search")
        held = [one for data in _data(root) for one in _held(data)]
        if not held:
            _require_none(root)
        for one in held:
            yield from (self._addressed(record, one) for record in answers.records(_record, [one]))

    def _addressed(self, record: Record, element: Element) -> Record:
        lccn = named(record.work, "lccn")
        wanting = ("{lccn}" in self.page and not lccn) or ("{id}" in self.page and not element.get("id"))
        page = "" if wanting else self.page.format(key=record.key, id=element.get("id"), lccn=lccn)
        return replace(record, url=page or record.url)


class K10plus(Sru):
    """The union catalogue of the German library networks GBV and SWB."""

    name = "k10plus"
    base = "https://sru.k10plus.de/opac-de-627"
    schema = "marcxml"
    indexes = Indexes("pica.tit", "pica.per", "pica.isb", anywhere="pica.all")
    page = "https://opac.k10plus.de/DB=2.299/PPNSET?PPN={key}"


class LibraryOfCongress(Sru):
    """The Library of Congress."""

    name = "loc"
    base = "https://lx2.loc.gov/sru/lcdb"
    schema = "marcxml"
    indexes = Indexes("bath.title", "bath.author", "bath.ISBN", lccn="bath.lccn")
    page = "https://lccn.loc.gov/{lccn}"


class GermanNationalLibrary(Sru):
    """The Deutsche Nationalbibliothek: what was published in Germany since 1913."""

    name = "dnb"
    base = "https://services.dnb.de/sru/dnb"
    schema = "MARC21-xml"
    indexes = Indexes("tit", "per", "num", anywhere="WOE")
    page = "https://d-nb.info/{key}"


class FrenchNationalLibrary(Sru):
    """The Bibliothèque nationale de France, which tells its records in UNIMARC."""

    name = "bnf"
    base = "https://catalogue.bnf.fr/api/SRU"
    version = "1.2"
    schema = "unimarcXchange"
    indexes = Indexes("bib.title", "bib.author", "bib.isbn", anywhere="bib.anywhere", all_of=True)
    page = "https://catalogue.bnf.fr/{id}"


# --- answers --------------------------------------------------------------------------------------------------------


def _data(root: Element) -> Iterator[Element]:
    """What the answer's records hold; of those that are packed as text, the document in it."""
    for record in elements.children(root, "records", "record"):
        data = elements.first(record, "recordData")
        if data is not None and not len(data) and (text := "".join(data.itertext()).strip()):
            yield answers.tree(text.encode())
        elif data is not None:
            yield data


def _held(data: Element) -> list[Element]:
    """The records of a kind that we read, alone or in a collection."""
    return [one for one in answers.innermost(data, _READ) if _PICA not in one.tag]


def _record(element: Element) -> Record:
    return _READ[elements.local(element)](element)


def _require_none(root: Element) -> None:
    """CatalogueError where an answer without records does not say that there are none."""
    for one in (one for one in root.iter() if elements.local(one) == "diagnostic"):
        if elements.text(one, "uri") != _BEYOND:
            told = " ".join(filter(None, (elements.text(one, "message"), elements.text(one, "details"))))
            raise CatalogueError(f"refuses the question: {told or elements.text(one, 'uri')}")
        return
    if elements.text(root, "numberOfRecords") != "0":
        raise CatalogueError("answers without records that can be read, and does not say that there are none")
