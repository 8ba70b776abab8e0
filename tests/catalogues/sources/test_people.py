from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.sources.people import body, named
from citecheck.model import Name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Marx, Karl, 1818-1883", Name("Marx", "Karl")),
        ("Marx, Karl, 1818-1883.", Name("Marx", "Karl")),
        ("James, C. L. R. (Cyril Lionel Robert), 1901-1989", Name("James", "C. L. R.")),
        ("C. L. R. James", Name("James", "C. L. R.")),
        ("Rosa Luxemburg", Name("Luxemburg", "Rosa")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("von Hayek, Friedrich", Name("Hayek", "Friedrich", "von")),
        ("King, Martin Luther, Jr., 1929-1968", Name("King", "Martin Luther", suffix="Jr.")),
        ("Plato, 428? BCE-348? BCE", Name("Plato")),
        ("Euripides", Name("Euripides")),
        ("Lih, Lars T.", Name("Lih", "Lars T.")),
        ("", Name()),
    ],
    ids=str,
)
def test_names_in_either_order(written: str, name: Name) -> None:
    assert named(written) == name


@given(st.text(max_size=60))
def test_any_text_is_some_name(text: str) -> None:
    assert isinstance(str(named(text)), str)


def test_a_body_is_not_taken_apart() -> None:
    assert body("Communist International. ") == (Name(literal="Communist International"),)
    assert body(" , ") == ()


def test_hostile_names_end() -> None:
    for sign in (",", "(", "[a", "1-", "a. "):
        assert isinstance(named(sign * 20_000), Name)
