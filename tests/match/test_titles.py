from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match import titles

SAME = [
    ("Results and prospects", "Results and Prospects"),
    ("Two Tactics of Social Democracy", "Two Tactics of Social-Democracy"),
    ("State Capitalism in Russia", "State Capitalism in Russia: A Marxist Analysis"),
    ("Stalin: A Political Biography", "Stalin"),
    ("Lenin’s Last Struggle", "Lenin's last struggle"),
    ("The Prophet Arrned", "The Prophet Armed"),
    ("Ter rorism and Communism", "Terrorism and Communism"),
    (
        "Adevanced Theoryof Ca pitai and Class Strugglein Europe",
        "Advanced Theory of Capital and Class Struggle in Europe",
    ),
    ("Gosudarstvo i revoliutsiia", "Государство и революция"),
    ("Gosudarstvo i revolyutsiya", "Государство и революция"),
    ("History of the Russian Revolution", "The History of the Russian Revolution"),
    ("The Theses on Feuerbach", "Theses on Feuerbach"),
]
OTHER = [
    ("Results and Prospects", "Results and Perspectives"),
    ("The Permanent Revolution", "The Permanent Revolution in China"),
    ("Revolution", "The Permanent Revolution"),
    ("Theories of Surplus Value, Part 1", "Theories of Surplus Value, Part 2"),
    ("Capital, Volume I", "Capital, Volume II"),
    ("What Happened in 1917", "What Happened in 1918"),
    ("The Russian Revolution", "The Soviet Revolution"),
    ("Marx and Keynes", "Marx or Keynes"),
    ("Notes on Species", "Notes on Subspecies"),
    ("Vitamin A", "Vitamin B"),
    ("Stalin: A Political Biography", "Stalin: A Life"),
    ("", "Capital"),
]


@pytest.mark.parametrize(("cited", "known"), SAME, ids=str)
def test_one_title(cited: str, known: str) -> None:
    assert titles.compare(cited, known) >= titles.SAME


@pytest.mark.parametrize(("cited", "known"), OTHER, ids=str)
def test_two_titles(cited: str, known: str) -> None:
    assert titles.compare(cited, known) < titles.SAME


@pytest.mark.parametrize(
    ("cited", "known"), [("Capital, Volume I", "Capital, Volume II"), ("Theses, Part 1", "Theses, Part 2")], ids=str
)
def test_parts_of_a_work_are_far_apart(cited: str, known: str) -> None:
    assert titles.compare(cited, known) <= titles.OTHER


def test_a_variant_will_do() -> None:
    assert titles.compare("The State and Revolution", "Государство и революция", ("The State and Revolution",)) == 1.0


def test_main_title() -> None:
    assert titles.main("Stalin: A Life") == "stalin"
    assert titles.main("Better Fewer, But Better") == "better fewer but better"


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetrical_and_bounded(one: str, other: str) -> None:
    here, there = titles.compare(one, other), titles.compare(other, one)
    assert 0.0 <= here <= 1.0
    assert here == pytest.approx(there, abs=0.05)


@given(st.text(min_size=1, max_size=80).filter(lambda text: any(c.isalnum() for c in text)))
def test_a_title_is_itself(title: str) -> None:
    assert titles.compare(title, title) in (0.0, 1.0)


def test_subtitle_expression_is_linear() -> None:
    assert titles.main("a" + " " * 20_000 + "b") == "a b"
