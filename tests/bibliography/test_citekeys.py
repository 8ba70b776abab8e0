from __future__ import annotations

import pytest

from citecheck.bibliography.citekeys import citekeys
from citecheck.model import Date, Kind, Name, Work


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (
            Work(title="Results and Prospects", authors=(Name("Trotsky", "L."),), issued=Date(1906)),
            "trotsky1906results",
        ),
        (Work(title="The State & Revolution", authors=(Name("Lenin"),), original=Date(1917)), "lenin1917state"),
        (Work(title="Der Staat", authors=(Name("García Márquez", "G."),)), "garciamarquezndstaat"),
    ],
    ids=str,
)
def test_a_key_is_made_of_family_year_and_word(work: Work, key: str) -> None:
    assert citekeys([work]) == (key,)


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(title="Die Hard", authors=(Name("Beethoven", "L.", "van"),), language="en-US"), "beethovennddie"),
        (Work(title="Итоги и перспективы", authors=(Name("Троцкий", "Л."),), issued=Date(1906)), "trotskii1906itogi"),
        (Work(title="国家与革命", authors=(Name("毛", "泽东"),), issued=Date(1940)), "mao1940guojiayu"),
        (Work(title="L'État", authors=(Name("Łoś", "J."),), issued=Date(2000)), "los2000letat"),
        (Work(title="Essays", editors=(Name("Carr"),), issued=Date(1950)), "carr1950essays"),
        (Work(title="On the Party", authors=(Name(literal="The Institute of History"),)), "institutendparty"),
        (Work(title="The Communist", issued=Date(1920)), "communist1920"),
        (Work(Kind.ARTICLE_NEWSPAPER, container="Pravda", issued=Date(1920)), "pravda1920"),
        (Work(title="What Is to Be", authors=(Name("Lenin"),), issued=Date(1902)), "lenin1902what"),
        (Work(title="Republic", authors=(Name("Plato"),), original=Date(-379)), "plato380bcrepublic"),
        (Work(title="???", authors=(Name(literal="!!!"),)), "anonnd"),
    ],
    ids=str,
)
def test_keys_of_every_script_and_of_works_that_lack_something(work: Work, key: str) -> None:
    assert citekeys([work]) == (key,)


def test_works_with_one_key_are_told_apart_in_their_order() -> None:
    work = Work(title="Works", authors=(Name("Lenin"),), issued=Date(1920))
    natural = Work(title="Worksa", authors=(Name("Lenin"),), issued=Date(1920))
    assert citekeys([work, work, work, natural]) == (
        "lenin1920works",
        "lenin1920worksa",
        "lenin1920worksb",
        "lenin1920worksaa",
    )
    assert citekeys([natural, work, work]) == ("lenin1920worksa", "lenin1920works", "lenin1920worksb")
    assert citekeys([work] * 30)[-3:] == ("lenin1920worksaa", "lenin1920worksab", "lenin1920worksac")
