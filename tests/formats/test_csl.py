from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.formats.csl import from_csl, to_csl
from citecheck.model import Date, Identifier, Kind, Name, Work
from tests.strategies import works


@given(works())
def test_an_item_reads_back_as_its_work(work: Work) -> None:
    read = from_csl(json.loads(json.dumps(to_csl(work))))
    assert replace(read, ids=()) == replace(work, ids=())
    assert set(read.ids) == set(work.ids)


def test_every_variable_has_its_csl_name() -> None:
    work = Work(
        Kind.CHAPTER,
        "Peasants",
        (Name("Beethoven", "L.", "van", "Jr."), Name(literal="Institute of History")),
        editors=(Name("Carr", "E. H."),),
        translators=(Name("Pevear", "Richard"),),
        container="Essays",
        series="Studies",
        publisher="Pluto",
        address="London",
        issued=Date(1955, 3, 1),
        original=Date(1917, end_year=1923),
        volume="2",
        issue="4",
        pages="12-15",
        edition="2",
        genre="Essay",
        archive="RGASPI",
        language="en",
        ids=(
            Identifier("doi", "10.1000/x"),
            Identifier("isbn", "9780192850904"),
            Identifier("isbn", "0192850903"),
            Identifier("oclc", "5"),
        ),
        variants=("Крестьяне",),
    )
    assert to_csl(work) == {
        "type": "chapter",
        "title": "Peasants",
        "author": [
            {"family": "Beethoven", "given": "L.", "non-dropping-particle": "van", "suffix": "Jr."},
            {"literal": "Institute of History"},
        ],
        "editor": [{"family": "Carr", "given": "E. H."}],
        "translator": [{"family": "Pevear", "given": "Richard"}],
        "container-title": "Essays",
        "collection-title": "Studies",
        "publisher": "Pluto",
        "publisher-place": "London",
        "issued": {"date-parts": [[1955, 3, 1]]},
        "original-date": {"date-parts": [[1917], [1923]]},
        "volume": "2",
        "issue": "4",
        "page": "12-15",
        "edition": "2",
        "genre": "Essay",
        "archive": "RGASPI",
        "language": "en",
        "DOI": "10.1000/x",
        "ISBN": "9780192850904 0192850903",
        "custom": {"identifiers": ["oclc:5"], "titles": ["Крестьяне"]},
    }


@pytest.mark.parametrize(
    ("item", "work"),
    [
        ({}, Work()),
        ({"type": "motion_picture", "title": "October"}, Work(Kind.DOCUMENT, "October")),
        ({"type": "entry-dictionary"}, Work(Kind.ENTRY_ENCYCLOPEDIA)),
        ({"title": ["A <i>Title</i> &amp; more", "B"]}, Work(title="A Title & more")),
        ({"title": "a < b > c &c; R&D"}, Work(title="a < b > c &c; R&D")),
        ({"title": None, "author": None, "issued": None, "DOI": None, "custom": 3}, Work()),
        ({"volume": 12, "issue": 3.5}, Work(volume="12", issue="3.5")),
        ({"number": "TR-7"}, Work(issue="TR-7")),
        ({"issued": {"date-parts": [["1965", "6", "1"]]}}, Work(issued=Date(1965, 6, 1))),
        ({"issued": {"date-parts": [[1965, 13]]}}, Work(issued=Date(1965))),
        ({"issued": {"date-parts": [[]]}}, Work()),
        ({"issued": {"date-parts": [[None]]}}, Work()),
        ({"issued": {"date-parts": [["", "3"]], "literal": "c. 1890"}}, Work(issued=Date(1890))),
        ({"issued": {"raw": "1917-10-25"}}, Work(issued=Date(1917, 10, 25))),
        ({"issued": "2008"}, Work(issued=Date(2008))),
        ({"issued": 2008}, Work(issued=Date(2008))),
        ({"author": "Lenin"}, Work(authors=(Name(literal="Lenin"),))),
        ({"author": [{"name": "UN"}, {}, 7, []]}, Work(authors=(Name(literal="UN"), Name(literal="7")))),
        ({"author": [{"given": "Madonna"}]}, Work(authors=(Name("Madonna"),))),
        (
            {"author": [{"family": "Gaulle", "given": "C.", "dropping-particle": "de"}]},
            Work(authors=(Name("Gaulle", "C.", "de"),)),
        ),
        ({"DOI": "https://doi.org/10.1000/ABC"}, Work(ids=(Identifier("doi", "10.1000/abc"),))),
        (
            {"ISSN": ["0028-0836", "14764687"]},
            Work(ids=(Identifier("issn", "0028-0836"), Identifier("issn", "1476-4687"))),
        ),
        ({"title-short": "Short"}, Work(variants=("Short",))),
    ],
    ids=str,
)
def test_what_other_programs_write(item: dict[str, object], work: Work) -> None:
    assert from_csl(item) == work


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "date-parts", "raw", "x"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["type", "title", "author", "issued", "DOI", "ISBN", "custom", "page"]), _JUNK))
def test_junk_becomes_a_work_that_can_be_written(item: dict[str, object]) -> None:
    assert from_csl(to_csl(from_csl(item))) == from_csl(item)
