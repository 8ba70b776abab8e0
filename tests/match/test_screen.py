import numpy as np
import pytest

from citecheck.match import screen
from citecheck.model import Date, Kind, Name, Query, Work

CLIFF = Work(Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "Tony"),), issued=Date(1974))
TROTSKY = Work(Kind.BOOK, "Перманентная революция", (Name("Троцкий", "Лев"),), issued=Date(1930))
RESULTS = Work(
    Kind.BOOK,
    "Results and Prospects",
    (Name("Trotsky", "Leon"),),
    issued=Date(1906),
    variants=("Итоги и перспективы", "Itogi i perspektivy"),
)
ARTICLE = Work(
    Kind.ARTICLE_JOURNAL,
    "On the second variation of the energy",
    (Name("Takeuchi", "Yuya"),),
    container="Physical Review",
    issued=Date(2018),
)
RECORDS = (CLIFF, TROTSKY, RESULTS, ARTICLE)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        (Query("T. Cliff, State Capita1ism in Russ ia", Work(title="State Capita1ism in Russ ia")), CLIFF),
        (Query("Cliff, State Capitalism in Russia: A Marxist Analysis", CLIFF), CLIFF),
        (
            Query("Permanentnaia revoliutsiia", Work(title="Permanentnaia revoliutsiia", authors=(Name("Trotskii"),))),
            TROTSKY,
        ),
        (
            Query("Trotskij, Itogi i perspektivy", Work(title="Itogi i perspektivy", authors=(Name("Trotskij"),))),
            RESULTS,
        ),
        (
            Query("Y. Takeuchi, Phys. Rev. 90 (2018) 12", Work(authors=(Name("Takeuchi", "Y."),), issued=Date(2018))),
            ARTICLE,
        ),
        (Query("Y. Takeuchi, Phys. Rev. 90 (2018) 12", Work()), ARTICLE),
        (Query("", Work(title="On the second variation of the energy", authors=(Name("Graham"),))), ARTICLE),
    ],
)
def test_the_work_meant_passes(query: Query, meant: Work) -> None:
    chances = screen.screen(query, [screen.card(work) for work in RECORDS])
    assert chances[RECORDS.index(meant)] >= screen.LIKELY
    assert RECORDS[int(chances.argmax())] == meant


def test_other_works_do_not_pass() -> None:
    chances = screen.screen(Query("", CLIFF), [screen.card(work) for work in (TROTSKY, RESULTS, ARTICLE)])
    assert (chances < screen.LIKELY).all()


def test_no_records() -> None:
    assert screen.screen(Query("", CLIFF), []).shape == (0,)


def test_a_record_is_judged_alike_alone_and_among_others() -> None:
    cards = [screen.card(work) for work in (*RECORDS, Work())]
    together = screen.screen(Query("", RESULTS), cards)
    assert together == pytest.approx([screen.screen(Query("", RESULTS), [one])[0] for one in cards])
    assert np.isfinite(together).all()
