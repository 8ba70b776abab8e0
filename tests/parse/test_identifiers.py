from __future__ import annotations

import pytest

from citecheck.model import Identifier
from citecheck.parse.identifiers import find_identifiers, identify


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doi:10.1093/past/12.1.", [("10.1093/past/12.1", "DOI")]),
        ("https://doi.org/10.1000/ABC).", [("https://doi.org/10.1000/ABC", "DOI")]),
        ("10.1016/s0140(98)12345-6;", [("10.1016/s0140(98)12345-6", "DOI")]),
        ("see http://example.org/a_(b), p. 1", [("http://example.org/a_(b)", "URL")]),
        ("ISBN 978-0-306-40615-7.", [("978-0-306-40615-7", "ISBN")]),
        ("ISSN 0031-2746", [("0031-2746", "ISSN")]),
        ("arXiv:1304.7229", [("arXiv:1304.7229", "note")]),
        ("in 10.5 cases of 100/200", []),
        ("httpd and wwwhat", []),
    ],
    ids=str,
)
def test_stretches(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[a:b], field) for a, b, field in find_identifiers(text, 0, len(text))] == found


@pytest.mark.parametrize(
    ("field", "printed", "identifier"),
    [
        ("DOI", "https://dx.doi.org/10.1093/Past‐1", Identifier("doi", "10.1093/past-1")),
        ("URL", "https://doi.org/10.1000/1", Identifier("doi", "10.1000/1")),
        ("ISBN", "0-306-40615-x", Identifier("isbn", "030640615X")),
        ("ISSN", "00312746", Identifier("issn", "0031-2746")),
        ("note", "PMID: 29337187", Identifier("pmid", "29337187")),
        ("note", "unpublished", None),
    ],
    ids=str,
)
def test_normal_forms(field: str, printed: str, identifier: Identifier | None) -> None:
    assert identify(field, printed) == identifier
