from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match.relation.features import DIRECTIONS, entry, table
from citecheck.match.relation.learned import probabilities
from citecheck.model import Date, Name, Work

TEXTS = st.text("abn 1é-:", max_size=12)
WORKS = st.builds(
    Work,
    title=TEXTS,
    authors=st.lists(st.builds(Name, TEXTS, TEXTS), max_size=3).map(tuple),
    container=st.sampled_from(["", "vldb j.", "very large data bases", "technical report", "& hellip ;"]),
    issued=st.sampled_from([None, Date(1999), Date(2001)]),
)
WORK = Work(
    title="Rate-based query optimization for streaming information sources",
    authors=(Name("Viglas", "S"), Name("Naughton", "J")),
    container="SIGMOD Conference",
    issued=Date(2002),
)


@given(WORKS, WORKS)
def test_features_are_the_same_whichever_work_comes_first(one: Work, other: Work) -> None:
    rows = table([(entry(one), entry(other)), (entry(other), entry(one))])
    assert rows.shape == (2, len(DIRECTIONS))
    assert rows[0] == pytest.approx(rows[1], abs=1e-6, nan_ok=True)


@given(st.lists(st.tuples(WORKS, WORKS), max_size=4))
def test_a_pair_is_judged_alike_alone_and_among_others(pairs: list[tuple[Work, Work]]) -> None:
    together = probabilities(pairs)
    assert together.shape == (len(pairs),)
    assert together == pytest.approx([probabilities([pair])[0] for pair in pairs])
    assert ((together >= 0) & (together <= 1)).all()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (replace(WORK, authors=(Name("Viglas", "S"), Name("Naughton", "JF")), issued=None), True),
        (replace(WORK, title=WORK.title.replace("for streaming", "forstreaming"), container="proc. of SIGMOD"), True),
        (replace(WORK, authors=WORK.authors[:1], container=""), True),
        (replace(WORK, title="Query optimization in compressed database systems"), False),
        (replace(WORK, authors=(Name("Freytag", "J"),), issued=Date(1993)), False),
        (replace(WORK, title="Database queries", authors=(), issued=None, container=""), False),
    ],
)
def test_entries_that_it_has_not_seen(other: Work, *, same: bool) -> None:
    (chance,) = probabilities([(WORK, other)])
    assert (chance >= 0.5) == same


def test_years_farther_apart_make_a_pair_no_likelier() -> None:
    pairs = [(WORK, replace(WORK, issued=Date(2002 + gap))) for gap in range(12)]
    assert (np.diff(probabilities(pairs)) <= 1e-9).all()
