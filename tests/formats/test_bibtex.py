from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from pybtex.database import parse_string

from citecheck.formats.bibtex import dumps, loads
from citecheck.model import Date, Identifier, Kind, Name, Work
from tests.strategies import works

TROTSKY = Work(
    Kind.BOOK,
    "Results & Prospects: 50% {sic}",
    (Name("Trotsky", "Leon"),),
    translators=(Name("Smith and Sons"),),
    publisher="Pathfinder and Co",
    address="New York",
    issued=Date(1969),
    original=Date(1906),
    ids=(Identifier("isbn", "0192850903"), Identifier("oclc", "5")),
    variants=("Итоги и перспективы",),
)
PERSON = (Name("Lih", "Lars T."),)


def one(bib: str) -> Work:
    loaded = loads(bib)
    assert loaded.complaints == ()
    ((_, work),) = loaded.entries
    return work


@given(works())
def test_an_entry_reads_back_as_its_work(work: Work) -> None:
    read = one(dumps([("key", work)]))
    assert replace(read, ids=()) == replace(work, ids=(), pages=work.pages.replace("–", "-"))
    assert set(read.ids) == set(work.ids)


@given(works())
def test_pybtex_reads_what_is_written(work: Work) -> None:
    entry = parse_string(dumps([("key", work)]), "bibtex").entries["key"]  # raises on whatever is wrong
    if work.authors and work.kind is not Kind.PERIODICAL:
        assert len(entry.persons["author"]) == len(work.authors)


@given(works())
def test_an_entry_of_biblatexs_own_reads_back_as_its_work(work: Work) -> None:
    read = one(dumps([("key", work)], modern=True, notes={"key": "publisher from crossref"}))
    expected = replace(work, ids=(), pages=work.pages.replace("–", "-"))
    if work.issued and work.issued.day:  # ISO 8601 has no 30 February
        expected = replace(expected, issued=read.issued)
    if work.genre == "" and work.kind is Kind.THESIS:
        assert read.genre == ""
    assert replace(read, ids=()) == expected
    assert set(read.ids) == set(work.ids)


@pytest.mark.parametrize(
    ("work", "lines"),
    [
        (
            Work(Kind.ARTICLE_JOURNAL, "A", container="New Left Review", issued=Date(1964, 1), volume="23"),
            ["@article{k,", "author = {{}},", "title = {A},", "journaltitle = {New Left Review},", "volume = {23},",
             "date = {1964-01},"],
        ),
        (
            Work(Kind.THESIS, "A", PERSON, publisher="MIT", address="Boston", issued=Date(1999)),
            ["@thesis{k,", "author = {Lih, Lars T.},", "title = {A},", "institution = {MIT},", "location = {Boston},",
             "date = {1999},", "type = {phdthesis},"],
        ),
        (
            Work(Kind.WEBPAGE, "A", ids=(Identifier("url", "http://x.org"),), issued=Date(2001, 2, 3)),
            ["@online{k,", "title = {A},", "date = {2001-02-03},", "url = {http://x.org},"],
        ),
        (Work(Kind.REPORT, "A", PERSON, publisher="UN"),
         ["@report{k,", "author = {Lih, Lars T.},", "title = {A},", "institution = {UN},", "date = {XXXX},",
          "type = {techreport},"]),
    ],
    ids=lambda one: one.kind if isinstance(one, Work) else "",
)  # fmt: skip
def test_an_entry_in_biblatexs_own_names(work: Work, lines: list[str]) -> None:
    assert [line.strip() for line in dumps([("k", work)], modern=True).splitlines()] == [*lines, "}"]


def test_a_remark_stands_where_styles_do_not_print_it() -> None:
    work, notes = Work(Kind.DOCUMENT, "A", issued=Date(1)), {"k": "publisher from crossref:10.1/x_y"}
    assert "  annote = {publisher from crossref:10.1/x\\_y},\n" in dumps([("k", work)], notes=notes)
    assert "  annotation = {publisher" in dumps([("k", work)], modern=True, notes=notes)
    assert "annot" not in dumps([("k", work), ("l", work)], notes={"m": "x"})


def test_an_entry_as_it_is_written() -> None:
    assert dumps([("trotsky1906results", TROTSKY), ("x", Work(Kind.SPEECH, issued=Date(1917, end_year=1918)))]) == (
        "@book{trotsky1906results,\n"
        "  author = {Trotsky, Leon},\n"
        "  translator = {{{Smith and Sons}}},\n"
        "  title = {Results \\& Prospects: 50\\% \\textbraceleft{}sic\\textbraceright{}},\n"
        "  publisher = {{Pathfinder and Co}},\n"
        "  address = {New York},\n"
        "  year = {1969},\n"
        "  origdate = {1906},\n"
        "  listc = {{Итоги и перспективы}},\n"
        "  isbn = {0192850903},\n"
        "  verba = {oclc:5},\n"
        "}\n"
        "\n"
        "@misc{x,\n"
        "  title = {{}},\n"
        "  date = {1917/1918},\n"
        "  howpublished = {Speech},\n"
        "  entrysubtype = {speech},\n"
        "}\n"
    )


@pytest.mark.parametrize("pages", ["76-136", "76–136", "76—136", "76--136"], ids=str)
def test_a_range_of_pages_has_two_hyphens(pages: str) -> None:
    assert "pages = {76--136}" in dumps([("key", Work(Kind.BOOK, pages=pages))])


@pytest.mark.parametrize(
    ("work", "opening"),
    [
        (Work(Kind.BOOK, authors=PERSON), "@book{"),
        (Work(Kind.BOOK, editors=PERSON), "@collection{"),
        (Work(Kind.BOOK, authors=PERSON, editors=PERSON), "@book{"),
        (Work(Kind.CHAPTER, authors=PERSON), "@inbook{"),
        (Work(Kind.CHAPTER, authors=PERSON, editors=PERSON), "@incollection{"),
        (Work(Kind.ARTICLE_NEWSPAPER), "@article{"),
        (Work(Kind.PAPER_CONFERENCE), "@inproceedings{"),
        (Work(Kind.THESIS), "@phdthesis{"),
        (Work(Kind.THESIS, genre="M.A. thesis"), "@mastersthesis{"),
        (Work(Kind.THESIS, genre="Mémoire de maîtrise"), "@mastersthesis{"),
        (Work(Kind.THESIS, genre="Dissertation on masterpieces"), "@phdthesis{"),
        (Work(Kind.REPORT), "@techreport{"),
        (Work(Kind.PERSONAL_COMMUNICATION), "@misc{"),
        (Work(Kind.WEBPAGE), "@misc{"),
    ],
    ids=str,
)
def test_each_kind_has_its_type(work: Work, opening: str) -> None:
    assert dumps([("key", work)]).startswith(opening)


@pytest.mark.parametrize(
    ("bib", "work"),
    [
        ("@book{k, title = {Th{\\'e}orie de l'{\\OE}uvre}}", Work(Kind.BOOK, "Théorie de l'Œuvre")),
        ('@Book{k, TITLE = "{Russia} in~" # jan}', Work(Kind.BOOK, "Russia in January")),
        ("@book(k, title = {A}, subtitle = {B})", Work(Kind.BOOK, "A: B")),
        ("@book{k, title = {Who?}, subtitle = {B}}", Work(Kind.BOOK, "Who? B")),
        ("@article{k, journaltitle = {J}, number = 3}", Work(Kind.ARTICLE_JOURNAL, container="J", issue="3")),
        ("@article{k, issue = 3, pages = {1--9}}", Work(Kind.ARTICLE_JOURNAL, issue="3", pages="1-9")),
        ("@conference{k, booktitle = {B}}", Work(Kind.PAPER_CONFERENCE, container="B")),
        ("@online{k, url = {http://x.org/a\\_b}}", Work(Kind.WEBPAGE, ids=(Identifier("url", "http://x.org/a_b"),))),
        (
            "@misc{k, howpublished = {\\url{http://x.org}}}",
            Work(Kind.WEBPAGE, ids=(Identifier("url", "http://x.org"),)),
        ),
        ("@misc{k, howpublished = {Letter to Engels}}", Work(Kind.PERSONAL_COMMUNICATION)),
        ("@misc{k, howpublished = {Mimeographed}}", Work(Kind.DOCUMENT, genre="Mimeographed")),
        ("@mastersthesis{k, school = {MIT}}", Work(Kind.THESIS, publisher="MIT", genre="Master's thesis")),
        ("@article{k, entrysubtype = {newspaper}}", Work(Kind.ARTICLE_NEWSPAPER)),
        ("@unheardof{k, location = {Paris}}", Work(Kind.DOCUMENT, address="Paris")),
        ("@book{k, author = {{}}, date = {XXXX}, title = {{}}}", Work(Kind.BOOK)),
        ("@book{k, year = {c1955}}", Work(Kind.BOOK, issued=Date(1955))),
        ("@book{k, year = 1955, month = 3 # {~} # mar}", Work(Kind.BOOK, issued=Date(1955, 3, 3))),
        ("@book{k, year = {1955--56}}", Work(Kind.BOOK, issued=Date(1955, end_year=1956))),
        (
            "@book{k, date = {2004-04-25/2005}, origyear = 1917}",
            Work(Kind.BOOK, issued=Date(2004, 4, 25, 2005), original=Date(1917)),
        ),
        (
            "@misc{k, eprint = {2301.01234v2}, archiveprefix = {arXiv}}",
            Work(ids=(Identifier("arxiv", "2301.01234v2"),)),
        ),
        ("@misc{k, eprint = {12}, eprinttype = {jstor}}", Work()),
        ("@misc{k, doi = {https://doi.org/10.1000/A\\_B}}", Work(ids=(Identifier("doi", "10.1000/a_b"),))),
        ("@book{k, titlevariants = {A; B}, shorttitle = {C}}", Work(Kind.BOOK, variants=("C", "A", "B"))),
        ("@book{k, title = {First}, title = {Second}}", Work(Kind.BOOK, "First")),
        ("@comment{ @book{k, title = {A}} }", Work(Kind.BOOK, "A")),
        ("@book{, title = {A}}", Work(Kind.BOOK, "A")),
    ],
    ids=str,
)
def test_what_other_people_write(bib: str, work: Work) -> None:
    assert one(bib) == work


def test_a_bad_entry_costs_itself_only() -> None:
    loaded = loads(
        "@book{a, title = {A}}\n\n@book{b,\n  title = {B\n}\n@book{c, title == {C}}\n@book{d, title = foo}\n"
    )
    assert [(key, work.title) for key, work in loaded.entries] == [("a", "A"), ("d", "foo")]
    assert [complaint.line for complaint in loaded.complaints] == [6, 6, 7]
    assert loaded.complaints[2].message == "undefined string: foo"


def test_strings_and_parents_are_filled_in() -> None:
    loaded = loads(
        "@String{Nlr = {New Left Review}}\n@article{a, journal = NLR, crossref = {b}}\n"
        "@inbook{c, title = {C}, crossref = {B}}\n@book{b, title = {Whole}, author = {X}, year = 1999}"
    )
    works = dict(loaded.entries)
    assert works["a"].container == "New Left Review"
    assert (works["c"].container, works["c"].authors, works["c"].issued) == ("Whole", (), Date(1999))


def test_text_without_entries_holds_none() -> None:
    assert loads("an @address in plain text, user@example.org {") == loads("")


@pytest.mark.parametrize(
    "bib", ["@book{" * 5000, "@book{k, title = {" + "{" * 30000, "@" * 30000, "@book{k, a = b # " * 3000]
)
def test_hostile_files_are_read_in_linear_time(bib: str) -> None:
    assert all(complaint.message for complaint in loads(bib).complaints)


COMPLETE = {
    "authors": (
        Name("Beethoven", "Ludwig", "van"),
        Name(literal="Institute & Co"),
        Name("Lenin"),
        Name("La Cruz", "J.", "De", "Jr."),
    ),
    "translators": (Name("García Márquez"),),
    "container": "Труды",
    "series": "Series",
    "publisher": "Smith and Sons",
    "address": "London",
    "volume": "XII",
    "issue": "3/4",
    "pages": "xii-45",
    "edition": "2nd",
    "genre": "Draft",
    "archive": "RGASPI f. 17",
    "language": "en",
    "original": Date(1906, 5, 2),
    "ids": (
        Identifier("doi", "10.1000/x_y"),
        Identifier("isbn", "0192850903"),
        Identifier("isbn", "0192850900"),
        Identifier("issn", "0028-0836"),
        Identifier("arxiv", "2301.01234"),
        Identifier("pmid", "7"),
        Identifier("url", "https://example.org/a%20b"),
    ),
    "variants": ("Other & and", "Другое"),
}


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
@pytest.mark.parametrize("modern", [False, True])
def test_biber_finds_every_kind_valid(tmp_path: Path, modern: bool) -> None:
    full = [Work(kind, f"{kind} \\ ~ # $ ^ _", issued=Date(1969, 3, 1), **COMPLETE) for kind in Kind]
    edited = [replace(work, editors=work.translators, authors=(), volume="3", issued=Date(44)) for work in full]
    bare = [Work(kind) for kind in Kind]
    spans = [Work(kind, "A", issued=Date(-43, end_year=1923), original=Date(1917, end_year=1923)) for kind in Kind]
    all_of_them = [*full, *edited, *bare, *spans]
    written = dumps(((f"k{i}", work) for i, work in enumerate(all_of_them)), modern=modern, notes={"k1": "remark"})
    (tmp_path / "all.bib").write_text(written, "utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "all.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []
    assert (tmp_path / "out.bib").read_text("utf-8").count("\n@") + 1 == len(all_of_them)
