from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Name, Text
from citecheck.parse.names import read_name
from citecheck.parse.runs import find_names
from citecheck.parse.tokens import tokenize


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Karl Marx", Name("Marx", "Karl")),
        ("Marx, Karl", Name("Marx", "Karl")),
        ("MARX Karl", Name("Marx", "Karl")),
        ("van der Linden, Marcel", Name("Linden", "Marcel", "van der")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("José dos Santos", Name("Santos", "José", "dos")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Kee KS", Name("Kee", "KS")),
        ("Cecchetti B.", Name("Cecchetti", "B.")),
        ("J.-P. Sartre", Name("Sartre", "J.-P.")),
        ("Saint Teresa", Name("Saint Teresa")),
        ("Ministry of Justice", Name(literal="Ministry of Justice")),
        ("Ленин В. И.", Name("Ленин", "В. И.")),
    ],
    ids=str,
)
def test_one_name(printed: str, name: Name) -> None:
    assert read_name(printed) == name


def names_in(text: str) -> list[str]:
    tokens = tokenize(Text(text))
    run = find_names(tokens, 0, len(tokens))
    return [tokens.printed(p.start, p.end) for p in run.people] if run else []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("J. Smith and A. Brown, Title", ["J. Smith", "A. Brown"]),
        ("Smith, J., Brown, A. 1990", ["Smith, J.", "Brown, A."]),
        ("Marx & Engels, The Manifesto", ["Marx", "Engels"]),
        ("Yoshida T, Taga C, Fukui K: Title", ["Yoshida T", "Taga C", "Fukui K"]),
        ("Feest/Blankenburg, 1972", ["Feest", "Blankenburg"]),
        ("Duranceau, S.J.; Townley, D.; & Bell, G.E.C., 2004", ["Duranceau, S.J.", "Townley, D.", "Bell, G.E.C."]),
        ("Gessner, Volkmar , 1976: Recht", ["Gessner, Volkmar"]),
        ("Isaac Deutscher, The Prophet", ["Isaac Deutscher"]),
        ("Троцкий Л. Д. Перманентная революция", ["Троцкий Л. Д."]),
        ("John F. Kennedy, Title", ["John F. Kennedy"]),
        ("Results and Prospects, chapter 9", []),
        ("The History of Rome", []),
        ("May 1968", []),
        ("Turgot, Oeuvres, I, Paris", ["Turgot"]),
    ],
    ids=str,
)
def test_runs(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@given(st.text(max_size=60))
def test_any_text_gives_a_name(printed: str) -> None:
    name = read_name(printed)
    assert not (name.literal and name.family)
