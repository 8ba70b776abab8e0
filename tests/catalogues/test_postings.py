from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.postings import Postings

DOCUMENTS = [
    {"results", "prospects", "trotsky"},
    {"permanent", "revolution", "trotsky"},
    {"russian", "revolution", "pipes", "1990"},
]


def test_rare_words_weigh_most() -> None:
    postings = Postings(DOCUMENTS)
    assert [number for _, number in postings.rank({"permanent", "revolution"}, 5)] == [1, 2]
    assert postings.weight("permanent") > postings.weight("revolution")
    assert postings.weight("unknown") > postings.weight("permanent")


def test_nothing_asked_or_nothing_held() -> None:
    assert Postings(DOCUMENTS).rank((), 5) == []
    assert Postings(DOCUMENTS).rank({"kautsky"}, 5) == []
    assert Postings([]).rank({"kautsky"}, 5) == []


def test_the_limit_holds() -> None:
    assert len(Postings([{"x", str(n)} for n in range(50)]).rank({"x"}, 7)) == 7


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=1, max_size=12), st.data())
def test_a_document_is_found_by_its_own_terms(documents: list[set[str]], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(range(len(documents))))
    found = [number for _, number in Postings(documents).rank(documents[wanted], len(documents))]
    assert any(documents[number] >= documents[wanted] for number in found)
