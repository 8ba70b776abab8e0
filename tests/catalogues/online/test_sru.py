from __future__ import annotations

import re

import pytest

from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.online.sru import (
    FrenchNationalLibrary,
    GermanNationalLibrary,
    K10plus,
    LibraryOfCongress,
    Sru,
)
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import BOT_CHECK, CLIFF, HTML, LETTER, MANIFESTO, PAPER, Desk, query, reply, xml

LIBRARIES = (K10plus, LibraryOfCongress, GermanNationalLibrary, FrenchNationalLibrary)

MARC = """<record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000 a 4500</leader><controlfield tag="001">02104912X</controlfield>
<controlfield tag="008">750101s1974    enk           000 0 eng d</controlfield>
<datafield tag="010" ind1=" " ind2=" "><subfield code="a">   75305434 </subfield></datafield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">0902818511 (pbk.)</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Cliff, Tony.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">State capitalism in Russia /</subfield>
<subfield code="c">Tony Cliff.</subfield></datafield>
<datafield tag="246" ind1="3" ind2=" "><subfield code="a">Russia, a Marxist analysis</subfield></datafield>
<datafield tag="260" ind1=" " ind2=" "><subfield code="a">London :</subfield><subfield code="b">Pluto Press,</subfield>
<subfield code="c">1974.</subfield></datafield></record>"""
UNIMARC = """<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC" id="ark:/12148/cb37371849n"
type="Bibliographic"><mxc:leader>     cam  22        450 </mxc:leader>
<mxc:controlfield tag="001">FRBNF373718490000004</mxc:controlfield>
<mxc:datafield tag="010" ind1=" " ind2=" "><mxc:subfield code="a">2-07-042779-X</mxc:subfield></mxc:datafield>
<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">La révolution permanente</mxc:subfield>
<mxc:subfield code="e">1905</mxc:subfield></mxc:datafield>
<mxc:datafield tag="210" ind1=" " ind2=" "><mxc:subfield code="a">Paris</mxc:subfield>
<mxc:subfield code="c">Gallimard</mxc:subfield><mxc:subfield code="d">1963</mxc:subfield></mxc:datafield>
<mxc:datafield tag="700" ind1=" " ind2="|"><mxc:subfield code="a">Trockij</mxc:subfield>
<mxc:subfield code="b">Lev Davidovič</mxc:subfield><mxc:subfield code="4">070</mxc:subfield></mxc:datafield>
</mxc:record>"""
MODS = """<mods xmlns="http://www.loc.gov/mods/v3">
<titleInfo><title>Developing high quality data models</title></titleInfo>
<name type="personal"><namePart>West, Matthew</namePart></name><originInfo><dateIssued>2011</dateIssued></originInfo>
<identifier type="lccn">2010045158</identifier></mods>"""
DC = """<dc xmlns="http://purl.org/dc/elements/1.1/"><title>State capitalism</title></dc>"""


def answer(*data: str, number: int | None = None, rest: str = "", packing: str = "xml", prefix: str = "zs:") -> Reply:
    """An answer of the protocol's version 1.1."""
    records = "".join(
        f"<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>{packing}</zs:recordPacking>"
        f"<zs:recordData>{one}</zs:recordData><zs:recordPosition>{n}</zs:recordPosition></zs:record>"
        for n, one in enumerate(data, 1)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">'
        f"<zs:version>1.1</zs:version>"
        f"<zs:numberOfRecords>{len(data) if number is None else number}</zs:numberOfRecords>"
        f"{f'<zs:records>{records}</zs:records>' if data else ''}{rest}</zs:searchRetrieveResponse>"
    )
    bare = body.replace("zs:", "").replace("xmlns:zs", "xmlns") if not prefix else body
    return xml(bare.replace("zs:", prefix).replace("xmlns:zs", f"xmlns:{prefix[:-1]}") if prefix else bare)


def diagnostic(number: int, message: str) -> str:
    return (
        '<zs:diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">'
        f"<uri>info:srw/diagnostic/1/{number}</uri><details>tit=</details><message>{message}</message>"
        "</diagnostic></zs:diagnostics>"
    )


def test_marc_in_an_answer() -> None:
    service = K10plus()
    (found,) = service.search(CLIFF, 5, Desk(service, answer(MARC)))
    assert (found.catalogue, found.key) == ("k10plus", "02104912X")
    assert found.url == "https://opac.k10plus.de/DB=2.299/PPNSET?PPN=02104912X"
    assert (found.work.title, found.work.variants) == ("State capitalism in Russia", ("Russia, a Marxist analysis",))
    assert (found.work.authors, found.work.issued) == ((Name("Cliff", "Tony"),), Date(1974))
    assert (found.work.publisher, found.work.address) == ("Pluto Press", "London")
    assert found.work.id("isbn") == "0902818511"


@pytest.mark.parametrize("prefix", ["zs:", "srw:", ""])
def test_whatever_the_prefix(prefix: str) -> None:
    assert len(K10plus().search(CLIFF, 5, Desk(K10plus(), answer(MARC, MARC, prefix=prefix)))) == 2


def test_records_packed_as_text_and_in_a_collection() -> None:
    escaped = MARC.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert len(K10plus().search(CLIFF, 5, Desk(K10plus(), answer(escaped, packing="string")))) == 1
    assert len(K10plus().search(CLIFF, 5, Desk(K10plus(), answer(f"<collection>{MARC}{MARC}</collection>")))) == 2


def test_unimarc_of_the_french_national_library() -> None:
    service = FrenchNationalLibrary()
    (found,) = service.search(query(title="La révolution permanente"), 5, Desk(service, answer(UNIMARC)))
    assert found.url == "https://catalogue.bnf.fr/ark:/12148/cb37371849n"
    assert found.work.title == "La révolution permanente: 1905"
    assert (found.work.authors, found.work.issued) == ((Name("Trockij", "Lev Davidovič"),), Date(1963))
    assert (found.work.publisher, found.work.id("isbn")) == ("Gallimard", "207042779X")


def test_mods_and_the_page_of_the_library_of_congress() -> None:
    service = LibraryOfCongress()
    (found, marc) = service.search(CLIFF, 5, Desk(service, answer(MODS, MARC)))
    assert (found.work.title, found.url) == ("Developing high quality data models", "https://lccn.loc.gov/2010045158")
    assert marc.url == "https://lccn.loc.gov/75305434"


PICA = 'pica.{0}="State" and pica.{0}="Capitalism" and pica.{0}="Russia" and pica.{1}="Cliff"'
BATH = 'bath.title="State" and bath.title="Capitalism" and bath.title="Russia" and bath.author="Cliff"'
DNB = '{0}="State" and {0}="Capitalism" and {0}="Russia" and {1}="Cliff"'
BNF = 'bib.title all "State Capitalism Russia" and bib.author all "Cliff"'


@pytest.mark.parametrize(
    ("library", "asked"),
    [
        (K10plus, ['pica.isb="0902818511"', PICA.format("all", "all"), PICA.format("tit", "per")]),
        (LibraryOfCongress, ['bath.ISBN="0902818511"', BATH]),
        (GermanNationalLibrary, ['num="0902818511"', DNB.format("WOE", "WOE"), DNB.format("tit", "per")]),
        (FrenchNationalLibrary, ['bib.isbn="0902818511"', 'bib.anywhere all "State Capitalism Russia Cliff"', BNF]),
    ],
)
def test_what_each_library_is_asked(library: type[Sru], asked: list[str]) -> None:
    desk = Desk(library())
    cited = query("Cliff", "State Capitalism in Russia", Name("Cliff", "Tony"), isbn="0-902818-51-1")
    assert library().search(cited, 7, desk) == ()
    told = [dict(one.params) for one in desk.asked]
    assert [one["query"] for one in told] == asked
    assert {(one["maximumRecords"], one["operation"]) for one in told} == {("7", "searchRetrieve")}


def test_the_title_is_asked_without_its_subtitle_at_last() -> None:
    desk = Desk(K10plus())
    K10plus().search(query("Cliff", "State Capitalism in Russia: a study", Name("Cliff", "Tony")), 7, desk)
    assert 'pica.all="study"' in desk.param("query", 0)
    assert desk.param("query", 1) == PICA.format("tit", "per")


def test_an_lccn_is_asked_of_the_library_of_congress() -> None:
    desk = Desk(LibraryOfCongress())
    LibraryOfCongress().search(query(title="State capitalism", lccn="75-305434"), 5, desk)
    assert desk.param("query", 0) == 'bath.lccn="75305434"'


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "title",
    [
        'What "is" to be done?',
        "C:\\Programs * and ^others",
        "L’Internationale et l'idée",
        "AND OR NOT prox",
        "Государство и революция",
        "(1917) tit=x and per=y",
        "共产党宣言",
        '"" or cql.allRecords=1 or ""',
    ],
)
def test_no_title_leaves_its_quotation_marks(library: type[Sru], title: str) -> None:
    """All that stands outside quotation marks is ours; inside stand letters, digits and spaces."""
    desk = Desk(library())
    library().search(query("x", title, Name('D\'Arcy "or"', "X")), 5, desk)
    assert desk.asked
    for question in desk.asked:
        cql = dict(question.params)["query"]
        outside, inside = re.sub('"[^"]*"', '""', cql), re.findall('"([^"]*)"', cql)
        assert re.fullmatch(r'[\w.]+(?:=| all )""(?: and [\w.]+(?:=| all )"")*', outside), cql
        assert all(text and re.fullmatch(r"[\w ]+", text) for text in inside), cql


@pytest.mark.parametrize(
    "none",
    [answer(), answer(number=0), answer(number=0, rest=diagnostic(61, "First record position out of range"))],
    ids=["no records", "zero", "out of range"],
)
def test_absent(none: Reply) -> None:
    service = K10plus()
    desk = Desk(service, none, none, none)
    assert service.search(CLIFF, 5, desk) == ()
    assert list(service.read(none)) == []


@pytest.mark.parametrize(
    "bad",
    [
        answer(number=0, rest=diagnostic(10, "Query syntax error")),
        answer(rest=diagnostic(16, "Unsupported index")),
        answer(rest=diagnostic(66, "Unknown schema for retrieval")),
        answer(number=12),
        answer(DC),
        answer(MARC.replace("MARC21/slim", "x").replace('<record xmlns="http://www.loc.gov/x">',
                                                        '<record xmlns="info:srw/schema/5/picaXML-v1.0">')),
        answer("<diagnostic><uri>info:srw/diagnostic/1/1</uri><message>broken</message></diagnostic>"),
        xml(answer(MARC).body.decode()[:-200]),
        xml("<html><body>Service unavailable</body></html>"),
        xml("<explainResponse/>"),
        xml(""),
        reply(BOT_CHECK, 200, HTML),
        reply("", 503, HTML),
        reply("", 404, HTML),
    ],
    ids=lambda told: f"{told.status} {told.body[-120:-60]!r}",
)  # fmt: skip
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    service = K10plus()
    with pytest.raises(CatalogueError) as caught:
        service.search(CLIFF, 5, Desk(service, bad))
    assert len(str(caught.value).splitlines()) == 1
    if bad.status == 200 and bad.type != HTML:
        with pytest.raises(CatalogueError):
            list(service.read(bad))


def test_entities_are_neither_resolved_nor_fetched(tmp_path: object) -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    body = answer(MARC.replace("Tony Cliff.", "&b;&f;")).body.decode().replace("?>", f"?>{bomb}", 1)
    (found,) = K10plus().read(xml(body))
    assert found.work.title == "State capitalism in Russia"
    assert "aaa" not in repr(found)


def test_a_file_with_an_isbn_is_a_book() -> None:
    file = MARC.replace("00000nam a", "00000nmm a")
    found = K10plus().search(CLIFF, 5, Desk(K10plus(), answer(file, file.replace('tag="020"', 'tag="028"'))))
    assert [one.work.kind for one in found] == [Kind.BOOK, Kind.DOCUMENT]


def test_a_record_without_a_title_is_left_out() -> None:
    empty = re.sub(r'<datafield tag="24[56]".*?</datafield>', "", MARC, flags=re.DOTALL)
    assert len(K10plus().search(CLIFF, 5, Desk(K10plus(), answer(empty, MARC)))) == 1


def test_what_they_hold() -> None:
    for library in (K10plus, LibraryOfCongress):
        assert library().holds(CLIFF)
        assert library().holds(MANIFESTO)
        assert not library().holds(PAPER)
        assert not library().holds(LETTER)
    assert GermanNationalLibrary().holds(query(title="Staat und Revolution und die Lehre", year=1918))
    assert not GermanNationalLibrary().holds(MANIFESTO)
    assert not GermanNationalLibrary().holds(CLIFF)
    assert GermanNationalLibrary().holds(query(title="Kapital", year=1962, language="de"))
    assert FrenchNationalLibrary().holds(query(title="La révolution permanente et les masses", year=1963))
    assert not FrenchNationalLibrary().holds(CLIFF)
    assert not FrenchNationalLibrary().holds(query(title="La vie", kind=Kind.ARTICLE_JOURNAL, language="fr"))
