from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.formats.loaded import Complaint
from citecheck.formats.ris import dumps, loads
from citecheck.formats.ristypes import KINDS, TYPES
from citecheck.model import Date, Identifier, Kind, Name, Work
from tests.strategies import works


def one(*lines: str) -> Work:
    loaded = loads("\n".join((*lines, "ER  - ")))
    assert loaded.complaints == ()
    ((_, work),) = loaded.entries
    return work


def test_an_article() -> None:
    work = one(
        "TY  - JOUR", "ID  - cliff", "AU  - Cliff, Tony", "A1  - van der Berg, Jan, Jr.", "TI  - On the Class",
        "  Nature", "JO  - Soc. Rev.", "T2  - Socialist Review", "PY  - 1948", "DA  - 1948/05/12/", "VL  - 3",
        "IS  - 2",
        "SP  - 4", "EP  - 20", "SN  - 0028-0836", "DO  - https://doi.org/10.1000/ABC", "UR  - https://example.org/a",
        "LA  - en", "AB  - left aside",
    )  # fmt: skip
    assert work == Work(
        Kind.ARTICLE_JOURNAL,
        "On the Class Nature",
        (Name("Cliff", "Tony"), Name("Berg", "Jan", "van der", "Jr.")),
        container="Socialist Review",
        issued=Date(1948, 5, 12),
        volume="3",
        issue="2",
        pages="4-20",
        language="en",
        ids=(
            Identifier("doi", "10.1000/abc"),
            Identifier("issn", "0028-0836"),
            Identifier("url", "https://example.org/a"),
        ),
    )


def test_a_chapter() -> None:
    work = one(
        "TY  - CHAP", "AU  - World Bank", "A2  - Lih, Lars T.", "A4  - Smith, J.", "T1  - Part", "BT  - Whole",
        "T3  - Series", "PB  - Verso", "CY  - London", "Y1  - 2001///Spring", "SN  - 0-19-285090-0 (paper)", "ET  - 2",
    )  # fmt: skip
    assert (work.kind, work.title, work.container, work.series) == (Kind.CHAPTER, "Part", "Whole", "Series")
    assert work.authors == (Name(literal="World Bank"),)
    assert (work.editors, work.translators) == ((Name("Lih", "Lars T."),), (Name("Smith", "J."),))
    assert (work.publisher, work.address, work.issued, work.edition) == ("Verso", "London", Date(2001), "2")
    assert work.ids == (Identifier("isbn", "0192850900"),)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["TY  - BOOK", "BT  - Title", "T2  - Series"], "series", "Series"),
        (["TY  - BOOK", "BT  - Title", "T2  - Series"], "title", "Title"),
        (["TY  - EDBOOK", "TI  - T", "AU  - Lih, L."], "editors", (Name("Lih", "L."),)),
        (["TY  - EDBOOK", "TI  - T", "AU  - Lih, L."], "authors", ()),
        (["TY  - THES", "TI  - T", "M3  - PhD thesis"], "genre", "PhD thesis"),
        (["TY  - JOUR", "TI  - T", "A2  - Lih, L."], "editors", ()),
        (["TY  - JOUR", "TI  - T", "SP  - 4-20", "EP  - 20"], "pages", "4-20"),
        (["TY  - JOUR", "TI  - T", "EP  - 20"], "pages", "20"),
        (["TY  - JOUR", "TI  - T", "PY  - 2001/05//"], "issued", Date(2001, 5)),
        (["TY  - JOUR", "TI  - T", "PY  - 2001/13/40/"], "issued", Date(2001)),
        (["TY  - JOUR", "TI  - T", "PY  - 2001", "DA  - 2009/01/02"], "issued", Date(2001)),
        (["TY  - JOUR", "TI  - T", "PY  - no date"], "issued", None),
        (["TY  - JOUR", "TI  - T", "M3  - 10.1000/x"], "ids", (Identifier("doi", "10.1000/x"),)),
        (["TY  - JOUR", "TI  - T", "N1  - costs 10.5000/x"], "ids", ()),
        (["TY  - BOOK", "TI  - T", "AU  - Plato"], "authors", (Name("Plato"),)),
        (["TY  - BOOK", "TI  - T", "AU  - Иванов Петров, И."], "authors", (Name("Иванов Петров", "И."),)),
        (["TY  - BOOK", "TI  - T", "AU  - , "], "authors", ()),
        (["TY - BOOK", "TI -  one space"], "title", "one space"),
        (["TY  - book", "TI  - T"], "kind", Kind.BOOK),
        (["TY  - BOOK", "TI  - Results", "AND - more"], "title", "Results AND - more"),
    ],
    ids=str,
)
def test_fields(lines: list[str], field: str, value: object) -> None:
    assert getattr(one(*lines), field) == value


def test_bad_entries_are_complained_of_with_their_line() -> None:
    loaded = loads(
        "stray\n\nTY  - BOOK\nTI  - A\nTY  - NONE\nTI  - B\nER  -\nTY  - BOOK\nPY  - 1999\nER  - \nTY  - BOOK\nAU  - X"
    )
    assert [(key, work.title) for key, work in loaded.entries] == [("", "A"), ("", "B"), ("", "")]
    assert loaded.lines == (3, 5, 11)
    assert loaded.complaints == (
        Complaint(1, "line outside of any entry skipped: stray"),
        Complaint(3, "entry without its end (ER): it ends where the next begins"),
        Complaint(5, "unknown type 'NONE': read as a document"),
        Complaint(8, "entry skipped: neither title nor author"),
        Complaint(11, "entry without its end (ER): the file ends in it"),
    )


@given(st.lists(st.sampled_from(["TY  - BOOK", "ER  - ", "TI  - A", "AU  - B, C", "PY  - 1/2/3", "x", "", "SN  - "])))
def test_every_type_gives_an_entry_or_a_complaint(lines: list[str]) -> None:
    loaded = loads("\n".join(lines))
    begun = {number for number, line in enumerate(lines, 1) if line.startswith("TY")}
    assert begun == {*loaded.lines, *(c.line for c in loaded.complaints if "skipped: neither" in c.message)}


def test_a_value_of_very_many_lines() -> None:
    work = one("TY  - BOOK", "TI  - A", *["word"] * 50_000)
    assert work.title.count("word") == 50_000


# --- writing --------------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[A-Z][A-Z0-9]  - .*")  # the specification: a tag, two blanks, a hyphen, a blank, the value


def test_an_entry_as_it_is_written() -> None:
    work = Work(
        Kind.CHAPTER, "On\nTruth", (Name("Beethoven", "Ludwig", "van", "Jr."), Name(literal="World Bank")),
        editors=(Name("Lih", "Lars T."),), container="Essays", series="Papers", publisher="Verso", address="London",
        issued=Date(1917, 5, 2), original=Date(1906), pages="12–15", edition="2", archive="RGASPI",
        ids=(Identifier("doi", "10.1000/x"), Identifier("isbn", "0192850903"), Identifier("pmid", "7"),
             Identifier("url", "http://x.org/a"), Identifier("url", "http://x.org/b")),
        variants=("Истина",),
    )  # fmt: skip
    assert dumps([("beethoven1917truth", work)], {"beethoven1917truth": "edition from shelf:b"}).splitlines() == [
        "TY  - CHAP", "ID  - beethoven1917truth", "AU  - van Beethoven, Ludwig, Jr.", "AU  - World Bank",
        "ED  - Lih, Lars T.", "TI  - On Truth", "T2  - Essays", "T3  - Papers", "PB  - Verso", "CY  - London",
        "PY  - 1917", "DA  - 1917/05/02/", "OP  - 1906", "SP  - 12", "EP  - 15", "ET  - 2", "AV  - RGASPI",
        "TT  - Истина", "DO  - 10.1000/x", "SN  - 0192850903", "N1  - pmid: 7", "UR  - http://x.org/a",
        "UR  - http://x.org/b", "N1  - edition from shelf:b", "ER  - ",
    ]  # fmt: skip


@given(st.lists(works(), max_size=3))
def test_every_line_is_of_the_format(drawn: list[Work]) -> None:
    lines = dumps((f"k{number}", work) for number, work in enumerate(drawn)).split("\n")
    assert all(_LINE.fullmatch(line) for line in lines if line)
    assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"] * len(drawn)
    assert [line.rpartition(" ")[2] for line in lines if line[:2] == "ID"] == [f"k{n}" for n in range(len(drawn))]


@given(works())
def test_an_entry_reads_back_as_its_work(work: Work) -> None:
    loaded = loads(dumps([("key", work)]))
    if not (work.title or work.authors):
        return
    ((key, read),) = loaded.entries
    assert (key, loaded.complaints) == ("key", ())
    same = (
        "title",
        "publisher",
        "address",
        "volume",
        "issue",
        "edition",
        "archive",
        "language",
        "original",
        "variants",
    )
    assert [getattr(read, name) for name in same] == [getattr(work, name) for name in same]
    assert read.pages == work.pages.replace("–", "-")
    assert read.kind is KINDS.get(TYPES.get(work.kind, "GEN"))
    assert (read.issued and read.issued.year) == (work.issued and work.issued.year)
    assert read.id("doi") == work.id("doi")
    assert len(read.authors) == len([name for name in work.authors if str(name).strip(" ,")])


@given(works())
def test_what_was_read_is_written_the_same_again(work: Work) -> None:
    once = [loads(dumps([("key", work)])).entries]
    again = [loads(dumps(entries)).entries for entries in once]
    assert again == once


@pytest.mark.parametrize(
    "name", [Name("Cliff", "Tony"), Name("Berg", "Jan", "van der"), Name("Plato"), Name("King", "M. L.", "", "Jr."),
             Name(literal="World Bank"), Name("García Márquez", "Gabriel"), Name("毛", "泽东")], ids=str
)  # fmt: skip
def test_a_name_reads_back(name: Name) -> None:
    assert loads(dumps([("k", Work(Kind.BOOK, "T", (name,), (name,), (name,)))])).entries[0][1] == Work(
        Kind.BOOK, "T", (name,), (name,), (name,)
    )


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {
    Kind.ARTICLE, Kind.REVIEW, Kind.INTERVIEW, Kind.SPEECH, Kind.TREATY, Kind.COLLECTION}], ids=str)  # fmt: skip
def test_a_kind_reads_back(kind: Kind) -> None:
    assert loads(dumps([("k", Work(kind, "T"))])).entries[0][1].kind is kind


def test_a_comma_behind_a_name_alone_parts_nothing() -> None:
    ((_, work),) = loads("TY  - JOUR\nTI  - A\nED  - Lenin's ,\nER  - \n").entries
    assert work.editors == (Name(family="Lenin's"),)
