from __future__ import annotations

import pytest

from citecheck.model import Kind
from citecheck.read.fields import address, works

RECORD = """<EndNote><Cite><Author>X</Author><record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Cliff, Tony</author><author>League of Nations,</author></authors></contributors>
<titles><title><style face="normal">On </style><style face="italic">Capital</style></title></titles>
<periodical><full-title>Slavic Review</full-title></periodical>
<pages>1-10</pages><volume>3</volume><number>2</number><dates><year>1974</year></dates>
<electronic-resource-num>10.1000/xyz</electronic-resource-num></record></Cite>
<Cite><Author>Pipes</Author><Year>1990</Year></Cite></EndNote>"""


def test_endnote_records():
    article, brief = works(f" ADDIN EN.CITE {RECORD}")
    assert (article.kind, article.title, article.container) == (Kind.ARTICLE_JOURNAL, "On Capital", "Slavic Review")
    assert (article.volume, article.issue, article.pages, article.id("doi")) == ("3", "2", "1-10", "10.1000/xyz")
    assert [str(name) for name in article.authors] == ["Tony Cliff", "League of Nations"]
    assert (brief.authors[0].family, brief.issued and brief.issued.year) == ("Pipes", 1990)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "HYPERLINK x",
        "ADDIN CSL_CITATION",
        "ADDIN CSL_CITATION {",
        'ADDIN CSL_CITATION {"citationItems": {"a": 1}}',
        'ADDIN CSL_CITATION {"citationItems": [1, {"itemData": 2}]}',
        "ADDIN CSL_CITATION " + '{"a":' * 20_000,
        "MENDELEY_CITATION_v3_$$$",
        "MENDELEY_CITATION_v3_abc",
        "ADDIN EN.CITE <EndNote>",
        '<!DOCTYPE EndNote [<!ENTITY a "b">]> EN.CITE <EndNote>&a;</EndNote>',
    ],
    ids=lambda code: code[:40],
)
def test_what_is_no_citation_or_cannot_be_read_holds_no_work(code):
    assert works(code) == ()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (' HYPERLINK "https://example.org/a" ', "https://example.org/a"),
        (' HYPERLINK \\o "https://example.org/a"', "https://example.org/a"),
        (' HYPERLINK \\l "anchor" ', "anchor"),
        (' INCLUDEPICTURE "https://example.org/a" ', ""),
        ("HYPERLINK " + "\\a " * 20_000, ""),
    ],
    ids=lambda value: value[:30],
)
def test_addresses_of_links(code, expected):
    assert address(code) == expected
