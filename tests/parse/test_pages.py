from __future__ import annotations

import pytest

from citecheck.model import Text
from citecheck.parse.pages import find_number, locator_of
from citecheck.parse.tokens import tokenize


def found(text: str) -> tuple[str, str] | None:
    tokens = tokenize(Text(text))
    number = find_number(tokens, 0, len(tokens))
    return (tokens.printed(0, number[0]), number[1]) if number else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("pp. 12-14, 1999", ("pp. 12-14", "locator")),
        ("pp. 228, 194, 219.", ("pp. 228, 194, 219", "locator")),
        ("S. 45 f., dort", ("S. 45 f.", "locator")),
        ("pages 17--29", ("pages 17--29", "locator")),
        ("л. 12", ("л. 12", "locator")),
        ("c. 5 r", ("c. 5 r", "locator")),
        ("chapter 7", ("chapter 7", "part")),
        ("§ 23", ("§ 23", "locator")),
        ("vol. XXX p. 112", ("vol. XXX", "volume")),
        ("Bd. 6. Opladen", ("Bd. 6", "volume")),
        ("no. 4", ("no. 4", "issue")),
        ("№ 9", ("№ 9", "issue")),
        ("2nd ed., London", ("2nd ed.", "edition")),
        ("5te Auflage", ("5te Auflage", "edition")),
        ("2 vols., Venice", ("2 vols.", "number-of-volumes")),
        ("page boys", None),
        ("S. Freud", None),
        ("no one", None),
        ("volume", None),
    ],
    ids=str,
)
def test_numbered_parts(text: str, number: tuple[str, str] | None) -> None:
    assert found(text) == number


@pytest.mark.parametrize(
    ("printed", "locator"),
    [("pp. 12–14", "12–14"), ("at 258", "258"), ("ch. 7", "ch. 7"), ("fol. 3r", "fol. 3r"), ("p.5", "5")],
    ids=str,
)
def test_locators(printed: str, locator: str) -> None:
    assert locator_of(printed) == locator
