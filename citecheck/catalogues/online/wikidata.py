"""Wikidata (wikidata.org): works that people write about, their titles in many languages, their editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from citecheck.catalogues.online import answers, statements
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question
from citecheck.catalogues.online.turns import Catalogue, told_by
from citecheck.catalogues.online.wording import lead, plain
from citecheck.catalogues.sources import items
from citecheck.errors import CatalogueError
from citecheck.model import Query, Record

LANGUAGES = "en|de|fr|ru|it|es|pt|nl|pl|uk|zh|ja|la|mul"
_WORKS = "haswbstatement:P50|P2093|P1476|P629"  # an author, a title, a work of which it is an edition
_MOST = 50  # items of one question


class Wikidata(Catalogue):
    """Items in three questions: which they are (by DOI, or by the words of the title), what they say, who is meant."""

    name = "wikidata"
    base = "https://www.wikidata.org"
    policy = Policy(Rate(1), polite=Rate(2))  # one at a time, as its etiquette asks
    absent = (Shape(200, "application/json", rb'"search"\s*:\s*\[\s*\]'),)
    faults = (Shape(200, "application/json", rb'\A\s*\{\s*"error"\s*:'),)

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        """Up to `limit` works; the editions of a work that are found with it belong to its record."""
        doi = named(query.work, "doi")  # stored in capitals
        words = f"haswbstatement:P356={doi.upper()}" if doi else f"{plain(lead(query))} {_WORKS}"
        found = ask(self._question("query", list="search", srsearch=words, srlimit=str(limit), srprop=""))
        if found is None:
            return ()
        keys = [items.text(one.get("title")) for one in answers.listed(answers.json_object(found), "query", "search")]
        works = [one for one in self._entities(keys, "labels|aliases|claims", ask).values() if statements.is_work(one)]
        others = dict.fromkeys(key for one in works for key in statements.meant(one))
        names = {key: statements.label(one) for key, one in self._entities(list(others), "labels", ask).items()}
        read = partial(statements.record, names=names)
        return told_by(answers.records(read, statements.grouped(works)), self.name)[:limit]

    def _entities(self, keys: Sequence[str], props: str, ask: Ask) -> dict[str, Mapping[str, Any]]:
        """The items of these keys, in their order."""
        wanted = [key for key in keys if statements.is_key(key)][:_MOST]
        if not wanted:
            return {}
        reply = ask(self._question("wbgetentities", ids="|".join(wanted), props=props, languages=LANGUAGES))
        if reply is None:
            return {}
        told = answers.json_object(reply).get("entities")
        if not isinstance(told, dict):
            raise CatalogueError("answers without entities")
        return {key: items.mapping(told[key]) for key in wanted if key in told}

    def _question(self, action: str, **params: str) -> Question:
        told = {"action": action, **params, "format": "json"}
        return Question(f"{self.base}/w/api.php", tuple(told.items()))
