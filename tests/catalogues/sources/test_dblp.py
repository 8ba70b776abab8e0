from __future__ import annotations

import io

from citecheck.catalogues.sources import Skipped, read
from citecheck.model import Date, Kind, Name, Record

DBLP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article mdate="2020-01-01" key="journals/x/Goedel31">
<author>Kurt G&ouml;del 0001</author><author>Rózsa P&eacute;ter</author>
<title>&Uuml;ber <i>formal</i> unentscheidbare S&auml;tze &amp; verwandte Systeme.</title>
<pages>173-198</pages><year>1931</year><volume>38</volume><journal>Monatshefte</journal>
<number>1</number><ee>https://doi.org/10.1007/BF01700692</ee>
</article>
<inproceedings key="conf/x/A"><author>Ada Lovelace</author><title>Notes.</title><booktitle>Proc. X</booktitle>
<year>1843</year></inproceedings>
<www key="homepages/g/Goedel"><author>Kurt G&ouml;del 0001</author><title>Home Page</title></www>
</dblp>
"""


def test_a_dump_without_its_dtd() -> None:
    article, paper, page = read("-", io.BytesIO(DBLP.encode("iso-8859-1")))
    assert isinstance(article, Record)
    assert article.work.title == "Über formal unentscheidbare Sätze & verwandte Systeme"
    assert article.work.authors == (Name("Gödel", "Kurt"), Name("Péter", "Rózsa"))
    assert (article.work.container, article.work.volume, article.work.pages) == ("Monatshefte", "38", "173-198")
    assert (article.key, article.work.id("doi")) == ("journals/x/Goedel31", "10.1007/bf01700692")
    assert isinstance(paper, Record)
    assert (paper.work.kind, paper.work.container, paper.work.issued) == (Kind.PAPER_CONFERENCE, "Proc. X", Date(1843))
    assert isinstance(page, Skipped)
    assert page.kind == "no work"


def test_a_dump_that_is_cut_gives_what_is_whole_and_says_so() -> None:
    *whole, last = read("-", io.BytesIO(DBLP.encode("iso-8859-1")[:700]))
    assert isinstance(whole[0], Record)
    assert isinstance(last, Skipped)
    assert last.kind == "damaged file"


def test_entities_that_bring_others_are_not_followed() -> None:
    laughs = '<!DOCTYPE dblp [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    text = f'<?xml version="1.0"?>{laughs}<dblp><book key="x"><title>Capital &b; &c;</title></book></dblp>'
    found = [one for one in read("-", io.BytesIO(text.encode())) if isinstance(one, Record)]
    assert [one.work.title for one in found] in (["Capital"], ["Capital &b; &c;"], ["Capital &b; &c"])


def test_one_element_alone() -> None:
    text = '<book key="books/x/Marx67" mdate="2008-11-03"><author>Karl Marx</author><title>Das Kapital.</title></book>'
    (found,) = read("-", io.BytesIO(text.encode()))
    assert isinstance(found, Record)
    assert (found.key, found.work.title) == ("books/x/Marx67", "Das Kapital")
