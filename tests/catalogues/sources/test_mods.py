from __future__ import annotations

import io

from citecheck.catalogues.sources import read
from citecheck.model import Date, Kind, Name, Record

MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3">
<mods><titleInfo><nonSort>The</nonSort><title>accumulation of capital</title>
<subTitle>an anti-critique</subTitle></titleInfo>
<titleInfo type="uniform"><title>Akkumulation des Kapitals</title></titleInfo>
<name type="personal"><namePart>Luxemburg, Rosa</namePart><namePart type="date">1871-1919</namePart>
<role><roleTerm type="code">aut</roleTerm></role></name>
<name type="personal"><namePart type="family">Wichmann</namePart><namePart type="given">Rudolf</namePart>
<role><roleTerm type="text">Translator.</roleTerm></role></name>
<name type="personal"><namePart>Nobody, Known</namePart><role><roleTerm>illustrator</roleTerm></role></name>
<originInfo><place><placeTerm type="code">enk</placeTerm></place>
<place><placeTerm type="text">London</placeTerm></place>
<publisher>Allen Lane</publisher><dateIssued>1972</dateIssued><issuance>monographic</issuance></originInfo>
<identifier type="isbn">0192850903</identifier><recordInfo><recordIdentifier>72-1</recordIdentifier></recordInfo></mods>
<mods ID="a2"><titleInfo><title>Lenin and his critics</title></titleInfo>
<name type="corporate"><namePart>A Collective</namePart></name>
<relatedItem type="host"><titleInfo><title>Science &amp; Society</title></titleInfo>
<identifier type="issn">0036-8237</identifier>
<part><detail type="volume"><number>70</number></detail><extent unit="pages"><start>5</start><end>17</end></extent>
<date>2006</date></part></relatedItem></mods>
</modsCollection>"""


def test_a_collection() -> None:
    book, article = read("-", io.BytesIO(MODS.encode()))
    assert isinstance(book, Record)
    assert isinstance(article, Record)
    assert book.work.title == "The accumulation of capital: an anti-critique"
    assert book.work.variants == ("Akkumulation des Kapitals",)
    assert (book.work.authors, book.work.translators) == ((Name("Luxemburg", "Rosa"),), (Name("Wichmann", "Rudolf"),))
    assert (book.work.kind, book.work.address, book.work.issued) == (Kind.BOOK, "London", Date(1972))
    assert (book.key, book.work.id("isbn")) == ("72-1", "0192850903")
    assert (article.key, article.work.kind) == ("a2", Kind.ARTICLE_JOURNAL)
    assert (article.work.container, article.work.volume, article.work.pages) == ("Science & Society", "70", "5-17")
    assert article.work.issued == Date(2006)
    assert article.work.authors == (Name(literal="A Collective"),)
