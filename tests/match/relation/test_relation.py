from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match.relation import Reason, RelationKind, relate
from citecheck.model import Date, Identifier, Kind, Name, Work

ARTICLE = Work(
    Kind.ARTICLE_JOURNAL,
    "The moral economy of the English crowd in the eighteenth century",
    (Name("Thompson", "E. P."),),
    container="Past & Present",
    issued=Date(1971),
    volume="50",
    pages="76-136",
)
BOOK = Work(Kind.BOOK, "Robust statistics", (Name("Huber", "Peter J."),), publisher="Wiley", issued=Date(1981))
CHAPTER = replace(ARTICLE, kind=Kind.CHAPTER, container="Customs in Common", volume="", pages="185-258")
NOBODYS = replace(ARTICLE, authors=())
EDITORIAL = Work(Kind.ARTICLE_JOURNAL, "Editorial", container="Mind", issued=Date(1950), volume="59", pages="1-2")
DATASET = Work(Kind.DATASET, "Trueperella pyogenes", (Name("Reimer", "L."),), issued=Date(2019))
STANDARD = Work(Kind.STANDARD, "Ergonomics of the thermal environment")
PHOTOGRAPH = Work(Kind.ARTICLE, "Museum under construction", issued=Date(1975))
LONG_PHOTOGRAPH = replace(PHOTOGRAPH, title="Museum under construction, seen from the north, page 7")
PREPRINT = Work(Kind.ARTICLE, ARTICLE.title, ARTICLE.authors, issued=Date(1969))
REVIEW = Work(Kind.REVIEW, "The making of it", container="Mind", issued=Date(1950), pages="12")


def of(work: Work, *ids: str, **fields: object) -> Work:
    """The work with other fields, and with identifiers ("doi:10.1/x")."""
    return replace(work, ids=tuple(Identifier(*one.split(":", 1)) for one in ids), **fields)


SAME = {
    Reason.DOI: [(of(ARTICLE, "doi:10.1/a"), of(BOOK, "doi:10.1/A"))],
    Reason.IDENTIFIER: [(of(ARTICLE, "pmid:1"), of(BOOK, "pmid:1")), (of(ARTICLE, "work:w"), of(BOOK, "work:w"))],
    Reason.VERSION: [
        (of(PREPRINT, "arxiv:1501.04294v1"), of(PREPRINT, "arxiv:1501.04294v3", title="Another title")),
        (of(DATASET, "doi:10.6084/m9.figshare.12.v1"), of(DATASET, "doi:10.6084/m9.figshare.12")),
        (of(PREPRINT, "doi:10.20944/preprints2020.v1"), of(PREPRINT, "doi:10.20944/preprints2020.v2")),
    ],
    Reason.COMPONENT_OF: [
        (of(ARTICLE, "doi:10.1021/ic.1"), of(NOBODYS, "doi:10.1021/ic.1.s007", kind=Kind.DOCUMENT, genre="component"))
    ],
    Reason.TITLE_PEOPLE: [
        (ARTICLE, replace(ARTICLE, title=ARTICLE.title.upper(), authors=(Name("Thompson", "Edward P."),))),
        (ARTICLE, PREPRINT),
        (ARTICLE, replace(ARTICLE, authors=(*ARTICLE.authors, Name("Hobsbawm", "Eric")))),
        (of(ARTICLE, "doi:10.1/a"), of(ARTICLE, "doi:10.1/b", pages="1-61", volume="")),  # online before print
        (replace(ARTICLE, title="Vivienda y ciudad"), replace(ARTICLE, title="Vivienda y ciudad / Housing and town")),
        (ARTICLE, replace(ARTICLE, title=f"{ARTICLE.title} Die moralische Ökonomie der englischen Unterschichten")),
        (ARTICLE, replace(CHAPTER, issued=Date(1972))),
    ],
    Reason.EDITION: [
        (BOOK, replace(BOOK, issued=Date(2009), authors=(*BOOK.authors, Name("Ronchetti", "E.")))),
        (BOOK, BOOK),
    ],
    Reason.TITLE_PLACE: [(ARTICLE, NOBODYS)],
    Reason.TITLE_ALONE: [(of(STANDARD, "doi:10.3403/1"), of(STANDARD, "doi:10.3403/1u"))],
    Reason.TITLE_YEAR: [
        (of(NOBODYS, "doi:10.1/a", pages=""), of(ARTICLE, "pmid:1", container="Past and present (Oxford)")),
        (of(LONG_PHOTOGRAPH, "doi:10.7916/a"), of(LONG_PHOTOGRAPH, "doi:10.7916/b")),
        (of(NOBODYS, "doi:10.1/a"), of(NOBODYS, "pmid:1", pages="92-99")),
    ],
}
DIFFERENT = {
    Reason.KIND: [
        (ARTICLE, replace(ARTICLE, kind=Kind.REVIEW)),
        (ARTICLE, replace(ARTICLE, kind=Kind.DATASET)),
        (ARTICLE, replace(ARTICLE, kind=Kind.BOOK)),
        (replace(BOOK, kind=Kind.CHAPTER, container="Statistics"), BOOK),
        (ARTICLE, replace(ARTICLE, kind=Kind.DOCUMENT, genre="component")),
    ],
    Reason.DATASET: [(of(DATASET, "doi:10.13145/1"), of(DATASET, "doi:10.13145/2"))],
    Reason.ABOUT: [
        (ARTICLE, replace(ARTICLE, title=f"Review of {ARTICLE.title}")),
        (ARTICLE, replace(ARTICLE, title=f"Additional file 3 of {ARTICLE.title}")),
        (ARTICLE, replace(ARTICLE, title=f"Correction to: {ARTICLE.title}")),
    ],
    Reason.NUMBERS: [(replace(BOOK, title="Annual report 2013"), replace(BOOK, title="Annual report 2014"))],
    Reason.SUBTITLE: [(replace(BOOK, title="Lenin: his early life"), replace(BOOK, title="Lenin: the last struggle"))],
    Reason.TITLE: [
        (ARTICLE, replace(ARTICLE, title="The moral economy of the French crowd in the eighteenth century")),
        (BOOK, replace(BOOK, title="Robust regression")),
    ],
    Reason.PEOPLE: [
        (ARTICLE, replace(ARTICLE, authors=(Name("Hobsbawm", "Eric"),))),
        (
            replace(ARTICLE, authors=(Name("Rebman", "K."), Name("Finkbeiner", "D."))),
            replace(ARTICLE, authors=(Name("Mirsky", "L."), Name("Finkbeiner", "D.")), container="Mind", pages="371"),
        ),
    ],
    Reason.YEAR: [
        (ARTICLE, replace(ARTICLE, issued=Date(1976))),
        (ARTICLE, replace(NOBODYS, issued=Date(1974))),
        (ARTICLE, replace(ARTICLE, issued=Date(1974), authors=(*ARTICLE.authors, Name("Hobsbawm", "Eric")))),
    ],
    Reason.CONTAINER: [
        (CHAPTER, replace(CHAPTER, container="The Essential E. P. Thompson")),
        (REVIEW, replace(REVIEW, container="The Historical Journal")),
    ],
    Reason.REGISTRANT: [
        (of(ARTICLE, "doi:10.1/a"), of(ARTICLE, "doi:10.1/b", pages="140-151")),
        (of(ARTICLE, "doi:10.1/a"), of(ARTICLE, "doi:10.1/b", title=f"{ARTICLE.title}: a rejoinder", pages="")),
        (of(PHOTOGRAPH, "doi:10.14288/1"), of(PHOTOGRAPH, "doi:10.14288/2")),
    ],
    Reason.PLACE: [
        (ARTICLE, replace(ARTICLE, pages="140-151")),
        (
            replace(EDITORIAL, authors=ARTICLE.authors),
            replace(EDITORIAL, authors=ARTICLE.authors, volume="60", pages=""),
        ),
    ],
    Reason.VOLUME: [(replace(BOOK, volume="1"), replace(BOOK, volume="II"))],
}
AMBIGUOUS = {
    Reason.UNTITLED: [(ARTICLE, replace(ARTICLE, title=""))],
    Reason.GENERIC_TITLE: [
        (EDITORIAL, replace(EDITORIAL, container="Nature", volume="3", pages="7")),
        (replace(EDITORIAL, title="Vorwort"), replace(EDITORIAL, title="Vorwort", container="")),
        (
            replace(EDITORIAL, title="Annual general meeting, Leeds"),
            replace(EDITORIAL, title="Annual general meeting, Leeds", container=""),
        ),
    ],
    Reason.SHORT_TITLE: [(replace(EDITORIAL, title="AOP"), replace(EDITORIAL, title="AOP", container="Nature"))],
    Reason.UNSIGNED: [(ARTICLE, replace(NOBODYS, container="The Historical Journal", volume="12", pages="9"))],
    Reason.REVIEWER: [(ARTICLE, of(NOBODYS, "doi:10.5860/choice.27-2673", container="Choice", pages=""))],
    Reason.CUT_TITLE: [(ARTICLE, replace(ARTICLE, title=f"{ARTICLE.title}: a sequel", issued=None, pages=""))],
    Reason.RETITLED: [
        (
            replace(
                PREPRINT, title="The design and implementation of the hypervisor", authors=(Name("Dall"), Name("Nieh"))
            ),
            replace(
                PREPRINT,
                title="Optimizing the design and implementation of the Linux hypervisor",
                authors=(Name("Nieh"), Name("Dall")),
            ),
        )
    ],
}
CASES = [
    pytest.param(kind, reason, *pair, id=f"{reason}-{n}")
    for kind, table in zip(RelationKind, (SAME, DIFFERENT, AMBIGUOUS), strict=True)
    for reason, pairs in table.items()
    for n, pair in enumerate(pairs)
]


@pytest.mark.parametrize(("kind", "reason", "one", "other"), CASES)
def test_relations_and_their_reasons(kind: RelationKind, reason: Reason, one: Work, other: Work) -> None:
    found = relate(one, other)
    assert (found.kind, found.reason) == (kind, reason)
    assert relate(other, one) == found


def test_every_reason_has_an_example() -> None:
    assert {*SAME, *DIFFERENT, *AMBIGUOUS} == set(Reason)


# What a rule must leave alone: the nearest pairs that it does not mean.
@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (of(DATASET, "doi:10.6084/m9.figshare.12.v1"), of(DATASET, "doi:10.6084/m9.figshare.13.v1"), "different"),
        (of(ARTICLE, "doi:10.1021/ic.1"), of(ARTICLE, "doi:10.1021/ic.11", pages="9"), "different"),
        (ARTICLE, replace(ARTICLE, issued=Date(1975)), "same"),  # four years
        (BOOK, replace(BOOK, issued=Date(1931)), "same"),  # a book comes out again
        (replace(ARTICLE, title="A review of housing"), replace(ARTICLE, title="A review of housing."), "same"),
        (replace(EDITORIAL, authors=ARTICLE.authors), replace(EDITORIAL, authors=ARTICLE.authors), "same"),
        (replace(ARTICLE, authors=(Name(literal="&NA;"),)), replace(ARTICLE, authors=(Name(literal="N/A"),)), "same"),
        (
            replace(ARTICLE, authors=(Name("Jesús Flores", "Montes Manuel", "de"),)),
            replace(ARTICLE, authors=(Name("Flores Montes", "Manuel de Jesús"),)),
            "same",
        ),
        (ARTICLE, replace(ARTICLE, kind=Kind.PAPER_CONFERENCE), "same"),  # kinds that catalogues mix up
        (ARTICLE, replace(ARTICLE, kind=Kind.REPORT), "same"),
        (ARTICLE, CHAPTER, "same"),
        (replace(BOOK, volume="1"), replace(BOOK, volume="I"), "same"),
    ],
)
def test_what_rules_leave_alone(one: Work, other: Work, kind: str) -> None:
    assert relate(one, other).kind == kind


WORKS = st.builds(
    Work,
    st.sampled_from([Kind.ARTICLE_JOURNAL, Kind.BOOK, Kind.CHAPTER, Kind.DATASET, Kind.STANDARD, Kind.REVIEW]),
    st.sampled_from(["", "AOP", "Editorial", ARTICLE.title, f"{ARTICLE.title}: II", "Review of " + ARTICLE.title]),
    st.lists(
        st.sampled_from([Name("Thompson", "E. P."), Name("Hobsbawm", "Eric"), Name(literal="N/A")]), max_size=2
    ).map(tuple),
    container=st.sampled_from(["", "Mind", "Past & Present"]),
    issued=st.sampled_from([None, Date(1971), Date(1974), Date(1990)]),
    volume=st.sampled_from(["", "1", "50"]),
    pages=st.sampled_from(["", "1-7", "76-136", "80"]),
    ids=st.sampled_from(["", "10.1/a", "10.1/b", "10.2/c.v2", "10.5860/x"]).map(
        lambda doi: (Identifier("doi", doi),) if doi else ()
    ),
)


@given(WORKS, WORKS)
def test_the_order_of_two_works_does_not_matter(one: Work, other: Work) -> None:
    assert relate(one, other) == relate(other, one)


@given(WORKS)
def test_a_work_is_never_another_than_itself(work: Work) -> None:
    assert relate(work, work).kind is not RelationKind.DIFFERENT
