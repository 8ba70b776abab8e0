from __future__ import annotations

import pytest

from citecheck.formats.identifiers import identifiers, is_sound
from citecheck.model import Identifier


@pytest.mark.parametrize(
    ("scheme", "text", "values"),
    [
        ("doi", "doi:10.1000/ABC.", ["10.1000/abc"]),
        (
            "doi",
            "https://dx.doi.org/10.1002/(SICI)1097-4571(1999)50:1<1::AID>3.0.CO;2-#",
            ["10.1002/(sici)1097-4571(1999)50:1<1::aid>3.0.co;2-#"],
        ),
        ("doi", "10.1086/283561.”", ["10.1086/283561"]),
        ("doi", "10.1016/j.watres.2011.09.024&#x27e9;", ["10.1016/j.watres.2011.09.024"]),
        ("doi", "10.5194/acp‐8‐3671‐2008", ["10.5194/acp-8-3671-2008"]),
        ("doi", "(10.1016/S0304-3975(98)00017-1)", ["10.1016/s0304-3975(98)00017-1"]),
        ("doi", "10.1000/a&lt;b&gt;c&gt;", ["10.1000/a<b>c"]),
        ("doi", "10.1000/...", []),
        ("doi", "11.1000/abc", []),
        ("doi", "10.1000", []),
        ("isbn", "978-0-19-285090-4", ["9780192850904"]),
        ("isbn", "0 19 285090 3 (pbk), 019285090x", ["0192850903", "019285090X"]),
        ("isbn", "0192850903 0192850903", ["0192850903"]),
        ("isbn", "12345", []),
        ("isbn", "123456789012345", []),
        ("issn", "00280836; 1476-468x", ["0028-0836", "1476-468X"]),
        ("issn", "123-4567", []),
        ("arxiv", "arXiv:2301.01234v2 [cs.CL]", ["2301.01234v2"]),
        ("arxiv", "hep-th/9901001", ["hep-th/9901001"]),
        ("arxiv", "page 12", []),
        ("pmid", "PMID 123456", ["123456"]),
        ("url", "see http://x.org/a_(b).", ["http://x.org/a_(b)"]),
        ("url", "none", []),
        ("oclc", " 123 ", ["123"]),
        ("oclc", "", []),
    ],
    ids=str,
)
def test_identifiers_in_a_text(scheme: str, text: str, values: list[str]) -> None:
    assert [one.value for one in identifiers(scheme, text)] == values


@pytest.mark.parametrize(
    ("scheme", "value", "sound"),
    [
        ("isbn", "9780192850904", True),
        ("isbn", "9780192850905", False),
        ("isbn", "0192850903", True),
        ("isbn", "0192850904", False),
        ("isbn", "080442957X", True),
        ("isbn", "X", False),
        ("issn", "2434-561X", True),
        ("issn", "2434-5610", False),
        ("oclc", "whatever", True),
    ],
    ids=str,
)
def test_check_digits(scheme: str, value: str, sound: bool) -> None:
    assert is_sound(Identifier(scheme, value)) is sound


@pytest.mark.parametrize("scheme", ["doi", "isbn", "issn", "arxiv", "pmid", "url"])
@pytest.mark.parametrize("piece", ["1", "1-", "10.1234/", "a", "http://", "1 "])
def test_hostile_texts_are_searched_in_linear_time(scheme: str, piece: str) -> None:
    assert len(identifiers(scheme, piece * 20_000)) <= 20_000
