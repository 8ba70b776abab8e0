from __future__ import annotations

import io

from citecheck.catalogues.sources import read
from citecheck.model import Date, Kind, Name, Record

STYLE = '<style face="normal" font="default" size="100%">{}</style>'
ENDNOTE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><database name="L.enl">L.enl</database><rec-number>7</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{STYLE.format("James, C. L. R.")}</author></authors></contributors>
<titles><title>{STYLE.format("Every Cook")}<style face="italic"> Can Govern</style></title>
<secondary-title>{STYLE.format("Correspondence")}</secondary-title><short-title>{STYLE.format("Cook")}</short-title></titles>
<pages>{STYLE.format("1-20")}</pages><volume>2</volume><number>12</number>
<dates><year>{STYLE.format("1956")}</year></dates><isbn>0309-8168</isbn>
<electronic-resource-num>10.1000/xyz</electronic-resource-num></record>
<record><rec-number>8</rec-number><ref-type name="Edited Book">28</ref-type>
<contributors><authors><author>Hall, Stuart</author></authors></contributors>
<titles><title>Policing the Crisis</title><secondary-title>Critical Social Studies</secondary-title></titles></record>
</records></xml>"""


def test_a_library() -> None:
    article, book = read("-", io.BytesIO(ENDNOTE.encode()))
    assert isinstance(article, Record)
    assert isinstance(book, Record)
    assert (article.key, article.work.kind) == ("7", Kind.ARTICLE_JOURNAL)
    assert (article.work.title, article.work.variants) == ("Every Cook Can Govern", ("Cook",))
    assert article.work.authors == (Name("James", "C. L. R."),)
    assert (article.work.container, article.work.pages, article.work.issued) == ("Correspondence", "1-20", Date(1956))
    assert (article.work.id("doi"), article.work.id("issn")) == ("10.1000/xyz", "0309-8168")
    assert (book.work.authors, book.work.editors) == ((), (Name("Hall", "Stuart"),))
    assert book.work.series == "Critical Social Studies"
