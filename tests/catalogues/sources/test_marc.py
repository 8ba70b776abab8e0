from __future__ import annotations

import io

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.sources import Skipped, read
from citecheck.model import Date, Identifier, Kind, Name, Record

Fields = list[tuple[str, str, str]]  # tag, indicators, "$a ... $b ..."; no indicators in control fields
JAMES: Fields = [
    ("001", "", "ocm1"),
    ("008", "", "800101r19631938enk           000 0 eng  "),
    ("010", "  ", "$a   63015043 "),
    ("020", "  ", "$a0192850903 (pbk.)"),
    ("035", "  ", "$a(OCoLC)ocm00362702"),
    ("100", "1 ", "$aJames, C. L. R.$q(Cyril Lionel Robert),$d1901-1989."),
    ("240", "10", "$aToussaint L'Ouverture"),
    ("245", "14", ("$aThe Black Jacobins :$bToussaint L'Ouverture and the San Domingo revolution"
     " /$cC.L.R. James ; edited by R. Hill.")),
    ("246", "3 ", "$aSchwarze Jakobiner"),
    ("250", "  ", "$a2d ed., rev."),
    ("260", "  ", "$aNew York :$bVintage Books,$c[1963]"),
    ("490", "0 ", "$aVintage books ;$vV-242"),
    ("700", "1 ", "$aHill, R."),
    ("700", "1 ", "$aReinhardt, Günther,$etranslator."),
    ("700", "1 ", "$aMarx, Karl,$tKapital."),
]  # fmt: skip


def made(fields: Fields, leader: str = "     nam a22     2a 4500") -> bytes:
    record = pymarc.Record(leader=leader, force_utf8=True)
    record.add_field(*map(field, fields))  # type: ignore[no-untyped-call]
    data: bytes = record.as_marc()
    return data


def field(told: tuple[str, str, str]) -> pymarc.Field:
    tag, indicators, text = told
    if not indicators:
        return pymarc.Field(tag=tag, data=text)
    parts = [pymarc.Subfield(part[0], part[1:]) for part in text.split("$")[1:]]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(*indicators), subfields=parts)


def told(data: bytes) -> list[Record | Skipped]:
    return list(read("-", io.BytesIO(data)))  # type: ignore[arg-type]


def record(fields: Fields, leader: str = "     nam a22     2a 4500") -> Record:
    (one,) = told(made(fields, leader))
    assert isinstance(one, Record), one
    return one


def test_a_book() -> None:
    found = record(JAMES)
    work = found.work
    assert found.key == "ocm1"
    assert work.title == "The Black Jacobins: Toussaint L'Ouverture and the San Domingo revolution"
    assert work.variants == ("Toussaint L'Ouverture", "Schwarze Jakobiner")
    assert work.authors == (Name("James", "C. L. R."),)
    assert work.editors == (Name("Hill", "R."),)
    assert work.translators == (Name("Reinhardt", "Günther"),)
    assert (work.address, work.publisher, work.issued, work.original) == (
        "New York",
        "Vintage Books",
        Date(1963),
        Date(1938),
    )
    assert (work.kind, work.edition, work.series, work.language) == (Kind.BOOK, "2d ed., rev.", "Vintage books", "eng")
    assert work.ids == (Identifier("isbn", "0192850903"), Identifier("lccn", "63015043"), Identifier("oclc", "362702"))


def test_an_article_in_a_journal() -> None:
    fields = [
        ("001", "", "a1"),
        ("245", "00", "$aStagnation and progress of Marxism."),
        ("773", "0 ", "$tDie Neue Zeit.$gBd. 21, Nr. 6 (1903), S. 10-14$x0036-8237"),
    ]
    work = record(fields, "     nab a22     2a 4500").work
    assert work.title == "Stagnation and progress of Marxism"
    assert (work.kind, work.container, work.volume, work.issue) == (Kind.ARTICLE_JOURNAL, "Die Neue Zeit", "21", "6")
    assert (work.pages, work.issued) == ("10-14", Date(1903))


def test_a_parallel_title_and_another_script_are_variants() -> None:
    fields = [
        ("245", "00", "$aGosudarstvo i revoli\ufe20u\ufe21tsii\ufe20a\ufe21 =$bState and revolution /$cV.I. Lenin"),
        ("880", "10", "$6245-01$aГосударство и революция"),
    ]
    work = record(fields).work
    assert work.variants == ("State and revolution", "Государство и революция")
    assert "State" not in work.title


def test_unimarc() -> None:
    fields = [
        ("001", "", "frBN1"),
        ("010", "  ", "$a9780192850904"),
        ("200", "1 ", "$aLes Jacobins noirs$eToussaint Louverture$fC. L. R. James"),
        ("210", "  ", "$aParis$cGallimard$d1949"),
        ("700", " 1", "$aJames$bC. L. R.$4070"),
        ("702", " 1", "$aNaville$bPierre$4730"),
    ]
    work = record(fields).work
    assert work.title == "Les Jacobins noirs: Toussaint Louverture"
    assert (work.authors, work.translators) == ((Name("James", "C. L. R."),), (Name("Naville", "Pierre"),))
    assert (work.publisher, work.issued) == ("Gallimard", Date(1949))


MARX = made([("001", "", "m1"), ("245", "10", "$aDas Kapital /$cKarl Marx")])
DAMAGES = {
    "a length that is too long": b"09999" + MARX[5:],
    "a length that is too short": b"00030" + MARX[5:],
    "no length": b"     " + MARX[5:],
    "a base address of letters": MARX[:12] + b"abcde" + MARX[17:],
    "wrong offsets": MARX[:24] + MARX[24:].replace(b"00000", b"00007", 1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_mended_and_its_neighbours_stay(damage: str) -> None:
    found = told(made(JAMES) + DAMAGES[damage] + made(JAMES[:-1]))
    assert [one.work.title for one in found if isinstance(one, Record)][1] == "Das Kapital"
    assert len(found) == 3


def test_what_cannot_be_mended_is_told() -> None:
    first, bad, last = told(made(JAMES) + b"what is\x1ethis\x1d\n" + MARX)
    assert isinstance(bad, Skipped)
    assert (bad.place, bad.kind) == ("record 2", "damaged record")
    assert isinstance(first, Record)
    assert isinstance(last, Record)


def test_a_file_that_ends_in_a_record() -> None:
    first, last = told(MARX + made(JAMES)[:200])
    assert isinstance(first, Record)
    assert isinstance(last, Skipped)


def test_utf8_that_says_it_is_marc8_and_marc8() -> None:
    utf8 = made([("245", "10", "$aThéorie")]).replace(b" a22", b"  22", 1)
    marc8 = utf8.replace("Théorie".encode(), b"Th\xe2eorie")
    for data in (utf8, marc8):
        (one,) = told(data)
        assert isinstance(one, Record)
        assert one.work.title == "Théorie"


@given(st.integers(0, len(MARX)), st.binary(min_size=1, max_size=4))
def test_no_damage_stops_the_reading(at: int, patch: bytes) -> None:
    found = told(made(JAMES) + MARX[:at] + patch + MARX[at + len(patch) :] + b"\x1d" + made(JAMES))
    assert len([one for one in found if isinstance(one, Record)]) >= 2


XML = """<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record>
<zs:recordSchema>marcxml</zs:recordSchema><zs:recordData>
<record xmlns="http://www.loc.gov/MARC21/slim"><leader>01142cam a2200301 a 4500</leader>
<controlfield tag="001">92005291</controlfield>
<datafield tag="100" ind1="1" ind2=" ">
<subfield code="a">Luxemburg, Rosa,</subfield><subfield code="d">1871-1919.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Reform or revolution /</subfield></datafield>
</record></zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"""


def test_marcxml_in_an_answer_of_sru() -> None:
    (one,) = told(XML.encode())
    assert isinstance(one, Record)
    assert (one.key, one.work.title, one.work.authors) == (
        "92005291",
        "Reform or revolution",
        (Name("Luxemburg", "Rosa"),),
    )


def test_a_uniform_title_stands_for_one_that_is_missing() -> None:
    work = record([("240", "10", "$aPlays"), ("245", "10", "$a")]).work
    assert (work.title, work.variants) == ("Plays", ())


def test_fields_in_another_order_than_the_directory() -> None:
    first, second = MARX[24:36], MARX[36:48]
    (one,) = told(MARX[:24] + second + first + MARX[48:])
    assert isinstance(one, Record)
    assert (one.key, one.work.title) == ("m1", "Das Kapital")


def test_blanks_after_the_last_record() -> None:
    assert len(told(MARX + b" \r\n\x1a"[:3])) == 1
