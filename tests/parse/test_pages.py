from __future__ import annotations

import pytest

from citecheck.parse.pages import is_pinpoint, locator_of


@pytest.mark.parametrize(
    ("printed", "pinpoint"),
    [
        ("pp. 12-14", False),
        ("S. 45 f.", False),
        ("л. 12", False),
        ("c. 5 r", False),
        ("77", False),
        ("E163", False),
        ("chapter 7", True),
        ("§ 23", True),
        ("Rn. 4", True),
        ("para. 9.32", True),
        ("гл. 2", True),
    ],
    ids=str,
)
def test_pinpoints_that_are_no_pages(printed: str, pinpoint: bool) -> None:
    assert is_pinpoint(printed) is pinpoint


@pytest.mark.parametrize(
    ("printed", "locator"),
    [("pp. 12–14", "12–14"), ("at 258", "258"), ("ch. 7", "ch. 7"), ("fol. 3r", "fol. 3r"), ("p.5", "5")],
    ids=str,
)
def test_locators(printed: str, locator: str) -> None:
    assert locator_of(printed) == locator
