from __future__ import annotations

import pytest

from citecheck.model import Text
from citecheck.parse.bare import find_bare_title


@pytest.mark.parametrize(
    "text", ["The Conquest of Bread", "Lessons of the Paris Commune.", "Terrorism and Communism", "«La Guerra Civil»"]
)
def test_titles(text: str) -> None:
    found = find_bare_title(Text(text))
    assert found is not None
    assert text[found[0] : found[1]] == text.strip(".«»")


def test_italics_tell_a_title() -> None:
    text = "Il formaggio e i vermi"
    assert find_bare_title(Text(text)) is None
    assert find_bare_title(Text(text, ((0, len(text)),))) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Emphasis added.",
        "Victor Serge",
        "See here.",
        "Nobody knew of it.",
        "This was denied by Marx and by Engels.",
        "Capital",
        "It was so. It Had Been So Before.",
        "12",
        "",
        "a " * 30_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_is_none(text: str) -> None:
    assert find_bare_title(Text(text)) is None
