from __future__ import annotations

import pytest

from citecheck import refs
from citecheck.judge.wording import ends, has_day, has_words, line, marks, verse
from citecheck.text import fold


@pytest.mark.parametrize(
    "text",
    [
        "8 October 1858",
        "March 4th, 1923",
        "12. März 1917",
        "1er mai 1871",
        "4 de mayo de 1907",
        "3 мая 1994",
        "12.5.1990",
        "5.III.1917",
    ],
    ids=str,
)
def test_a_day(text: str) -> None:
    assert has_day(f"Pravda, {text}, p. 2")


@pytest.mark.parametrize("text", ["March 1917", "1917-1923", "12 (1986): 45", "vol. 3, 1952", "Mai 1968"], ids=str)
def test_no_day(text: str) -> None:
    assert not has_day(text)


@pytest.mark.parametrize(
    "text", ["Gen 1,1", "1 Cor. 13:4", "II Sam. 7:12", "Иер. 31:33", "Koran 2:255", "Sure 4, 3"], ids=str
)
def test_a_verse(text: str) -> None:
    assert verse().match(text)


@pytest.mark.parametrize(
    "text", ["Genesis of Fascism 12", "Mark Mazower 3:4", "John 3", "Acts of Union 17:07", "Col. 12"], ids=str
)
def test_no_verse(text: str) -> None:
    assert not verse().match(text)


@pytest.mark.parametrize(
    "text",
    ["Hom. Il. 1.1", "Tac. Ann. 1.1", "Verg. Aen. 6, 851", "Cf. Cic. Off. 1.23", "Dante, Inferno III, 9"],
    ids=str,
)
def test_a_line(text: str) -> None:
    assert line().match(text)


@pytest.mark.parametrize(
    "text", ["Homer and his Age", "Horace Walpole, Castle 4", "Mart. Luther, Works, 45", "Augustine of Hippo"], ids=str
)
def test_no_line(text: str) -> None:
    assert not line().match(text)


def test_people_and_a_day_are_needed_at_both_ends() -> None:
    assert ends().match("K. Marx to F. Engels, London, 8 October 1858")
    assert not ends().match("Marx to Engels, 1858")
    assert not ends().match("the road to Wigan Pier, 8 October 1937")


def test_words_count_whole_and_folded() -> None:
    assert has_words("Mémoire de maîtrise, Lyon", "thesis", "words")
    assert not has_words("A memoir of a dissertation", "thesis", "words")


def test_every_list_is_folded_and_every_pattern_compiles() -> None:
    for table, lists in refs.words("nature").items():
        for key in ("patterns", "reports", "acts"):
            assert not lists.get(key) or marks(table, key).pattern
        for key in ("words", "openings", "own", "names", "never"):
            assert [word for word in lists.get(key, ()) if word != fold(word)] == []
