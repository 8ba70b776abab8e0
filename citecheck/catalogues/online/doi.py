"""doi.org: whether a DOI exists at all, and with which agency it is registered."""

from __future__ import annotations

from urllib.parse import quote

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question
from citecheck.catalogues.online.turns import Client
from citecheck.catalogues.sources import items
from citecheck.errors import CatalogueError

_FOUND = frozenset({1, 200})  # 200: the handle exists, but leads to no address


class Doi(Client):
    """The handles and the registration agencies behind every DOI, whoever registered it."""

    name = "doi"
    base = "https://doi.org"
    policy = Policy(Rate(5, at_once=2))
    absent = (
        Shape(404, "application/json", rb'"responseCode"\s*:\s*100\b', endpoint="/api/handles/"),
        Shape(200, "application/json", rb'"status"\s*:\s*"(?:DOI does not exist|Invalid DOI)"', endpoint="/ra/"),
    )

    def exists(self, doi: str, ask: Ask) -> bool:
        """Whether anybody registered the DOI. CatalogueError where nobody can tell."""
        reply = ask(Question(f"{self.base}/api/handles/{quote(doi, safe='')}", (("type", "URL"),)))
        if reply is None:
            return False
        if answers.json_object(reply).get("responseCode") not in _FOUND:
            raise CatalogueError("answers without a code that is known")
        return True

    def agency(self, doi: str, ask: Ask) -> str:
        """The agency of a DOI, or of a prefix: "Crossref", "DataCite", "mEDRA" ...; "" where there is no such DOI."""
        reply = ask(Question(f"{self.base}/ra/{quote(doi, safe='/')}"))
        told = next(items.mappings(answers.json_value(reply)), {}) if reply else {"RA": ""}
        if not isinstance(told.get("RA"), str):
            raise CatalogueError("answers without an agency")
        return str(told["RA"])
