from __future__ import annotations

import pytest
from hypothesis import given

from citecheck.formats.rendering import families, names, pieces, text
from citecheck.model import Date, Identifier, Kind, Name, Work
from tests.strategies import works

LIH, VAN = Name("Lih", "Lars T."), Name("Berg", "Jan", "van der")


@pytest.mark.parametrize(
    ("work", "printed", "italic"),
    [
        (
            Work(Kind.BOOK, "Results", (LIH,), (VAN,), (LIH,), publisher="Verso", address="London", issued=Date(1969),
                 original=Date(1906), edition="2", volume="3", series="Classics", ids=(Identifier("doi", "10.1/x"),)),
            ("Lars T. Lih, Results, ed. Jan van der Berg, trans. Lars T. Lih, 2nd ed., vol. 3, Classics, London: "
             "Verso, 1969 [1906], https://doi.org/10.1/x"), "Results",
        ),
        (
            Work(Kind.ARTICLE_JOURNAL, "On", (LIH, VAN), container="Review", volume="12", issue="3", pages="4-20",
                 issued=Date(1917, 5)),
            "Lars T. Lih and Jan van der Berg, “On”, Review 12, no. 3 (1917): 4-20", "Review",
        ),
        (
            Work(Kind.ARTICLE_NEWSPAPER, "On", container="Pravda", issued=Date(1917, 5, 9), pages="4"),
            "“On”, Pravda, 9 May 1917, 4", "Pravda",
        ),
        (
            Work(Kind.CHAPTER, "On", (LIH,), (VAN,), container="Whole", publisher="Verso", pages="3-5"),
            "Lars T. Lih, “On”, in Whole, ed. Jan van der Berg, Verso, 3-5", "Whole",
        ),
        (Work(Kind.BOOK, "Whole", editors=(LIH,), address="London", issued=Date(1999)),
         "Lars T. Lih (ed.), Whole, London 1999", "Whole"),
        (Work(Kind.THESIS, "On", genre="PhD thesis", publisher="Oxford", issued=Date(1999)),
         "“On”, PhD thesis, Oxford, 1999", ""),
        (Work(Kind.WEBPAGE, "On", ids=(Identifier("url", "https://example.org"),)), "On, https://example.org", "On"),
        (Work(Kind.BOOK, "On", edition="11", issued=Date(1917, end_year=1923)), "On, 11th ed., 1917-1923", "On"),
        (Work(Kind.BOOK, "On", edition="revised edition"), "On, revised edition", "On"),
        (Work(), "", ""),
    ],
    ids=lambda value: value.title if isinstance(value, Work) else str(value)[:20],
)  # fmt: skip
def test_as_an_editor_prints_it(work: Work, printed: str, italic: str) -> None:
    found = text(work)
    assert found.plain == printed
    assert [found.plain[start:end] for start, end in found.emphasis] == ([italic] if italic else [])


@given(works())
def test_title_and_container_are_always_there(work: Work) -> None:
    printed = text(work).plain
    assert work.title in printed
    assert work.container in printed
    assert printed == "".join(piece for piece, _ in pieces(work))


def test_several_names() -> None:
    assert names((LIH, VAN, Name(literal="World Bank"))) == "Lars T. Lih, Jan van der Berg and World Bank"
    assert families((LIH, VAN)) == "Lih and van der Berg"
    assert names(()) == ""
