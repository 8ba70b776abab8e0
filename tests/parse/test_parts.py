from __future__ import annotations

import pytest

from citecheck.parse.parts import read_parts
from tests.parse.spans import Printed, marked, printed, spans

YEAR_PAGE = [("1979", "issued"), ("362", "page")]


@pytest.mark.parametrize(
    ("line", "given", "expected"),
    [
        (
            "Simone Roux, preface to *Night Work*, by Albert Thomas (Paris, 1958), 3",
            [("Simone Roux", "author"), ("preface to Night Work", "title"), ("Albert Thomas", "editor")],
            [
                ("Simone Roux", "author"),
                ("preface", "title"),
                ("Night Work", "container-title"),
                ("Albert Thomas", "container-author"),
            ],
        ),
        (
            "Max Horn, Vorwort zu *Die Fabrik*, von Anna Reuter",
            [("Max Horn", "author"), ("Die Fabrik", "title"), ("Anna Reuter", "translator")],
            [
                ("Max Horn", "author"),
                ("Vorwort", "title"),
                ("Die Fabrik", "container-title"),
                ("Anna Reuter", "container-author"),
            ],
        ),
        (
            "Edda Sand, foreword to *Orient*, by Selim Haddad",
            [("Edda Sand, foreword to Orient", "title"), ("Selim Haddad", "author")],
            [
                ("Edda Sand", "author"),
                ("foreword", "title"),
                ("Orient", "container-title"),
                ("Selim Haddad", "container-author"),
            ],
        ),
        (
            "Busch, Vom Staat, ZfR 8 (1979) 362",
            [("Busch", "author"), ("Vom Staat, ZfR 8", "title"), *YEAR_PAGE],
            [("Busch", "author"), ("Vom Staat", "title"), ("ZfR", "container-title"), ("8", "volume"), *YEAR_PAGE],
        ),
        (
            "Busch, Vom Staat, FS Otto Braun (1979) 362",
            [("Vom Staat, FS Otto Braun", "title"), *YEAR_PAGE],
            [("Vom Staat", "title"), ("FS Otto Braun", "container-title"), *YEAR_PAGE],
        ),
        (
            "Busch, Vom Staat, in: Festschrift Braun (1979) 362",
            [("Vom Staat, in: Festschrift Braun", "title"), *YEAR_PAGE],
            [("Vom Staat", "title"), ("Festschrift Braun", "container-title"), *YEAR_PAGE],
        ),
        (
            "Kessler, in: Brandt/Hofer 112 (115)",
            [("Kessler", "author"), ("Brandt/Hofer", "container-title"), ("112", "page")],
            [("Kessler", "author"), ("Brandt", "editor"), ("Hofer", "editor"), ("112", "page")],
        ),
        (
            "Lang, Die Form, JZ 1979, 362",
            [("Lang", "author"), ("Die Form", "container-title"), ("JZ", "container-title"), *YEAR_PAGE],
            [("Lang", "author"), ("Die Form", "title"), ("JZ", "container-title"), *YEAR_PAGE],
        ),
        (
            "‘Rules’, Folia, 14.3 (1979), 362",
            [("Folia", "container-title"), ("14.3", "volume"), *YEAR_PAGE],
            [("Folia", "container-title"), ("14", "volume"), ("3", "issue"), *YEAR_PAGE],
        ),
        (
            "‘Rules’, Folia, 14.3–4 (1979), 362",
            [("Folia", "container-title"), ("14", "volume"), *YEAR_PAGE],
            [("Folia", "container-title"), ("14", "volume"), ("3–4", "issue"), *YEAR_PAGE],
        ),
        # must stay
        (
            "‘Rules’, Folia, 14. 3 March (1979), 362",
            [("Folia", "container-title"), ("14", "volume"), *YEAR_PAGE],
            [("Folia", "container-title"), ("14", "volume"), *YEAR_PAGE],
        ),
        (
            "Logic, 2.01 (1979), 362",
            [("Logic", "title"), ("2.01", "volume"), *YEAR_PAGE],
            [("Logic", "title"), ("2.01", "volume"), *YEAR_PAGE],
        ),
        (
            "Irving Copi, *Introduction to Logic* (1953)",
            [("Irving Copi", "author"), ("Introduction to Logic", "title")],
            [("Irving Copi", "author"), ("Introduction to Logic", "title")],
        ),
        (
            "Irving Copi, Introduction to Logic (1953)",
            [("Irving Copi", "author"), ("Introduction to Logic", "title")],
            [("Irving Copi", "author"), ("Introduction to Logic", "title")],
        ),
        (
            "Oil, ed. by Ann Lee",
            [("Oil", "container-title"), ("Ann Lee", "editor")],
            [("Oil", "container-title"), ("Ann Lee", "editor")],
        ),
        ("Soul, Body (1979) 362", [("Soul, Body", "title"), *YEAR_PAGE], [("Soul, Body", "title"), *YEAR_PAGE]),
        (
            "Women in England, 1700 (1979) 362",
            [("Women in England, 1700", "title"), *YEAR_PAGE],
            [("Women in England, 1700", "title"), *YEAR_PAGE],
        ),
        (
            "Kessler, in: Recht/Wirtschaft 3, 112",
            [("Kessler", "author"), ("Recht/Wirtschaft", "container-title"), ("3", "volume"), ("112", "page")],
            [("Kessler", "author"), ("Recht/Wirtschaft", "container-title"), ("3", "volume"), ("112", "page")],
        ),
        (
            "Lang, in: JZ 1979, 362",
            [("Lang", "author"), ("JZ", "container-title"), *YEAR_PAGE],
            [("Lang", "author"), ("JZ", "container-title"), *YEAR_PAGE],
        ),
    ],
    ids=[
        "preface",
        "outside the title",
        "author in the title",
        "journal",
        "FS",
        "in",
        "editors",
        "two containers",
        "issue",
        "issue outside",
        "day",
        "section",
        "italic title",
        "title",
        "editor",
        "comma",
        "years",
        "journal of two words",
        "journal alone",
    ],
)
def test_a_part_is_parted_from_its_whole(line: str, given: list[Printed], expected: list[Printed]) -> None:
    text = marked(line)
    assert printed(text.plain, read_parts(text, spans(text.plain, *given))) == expected
