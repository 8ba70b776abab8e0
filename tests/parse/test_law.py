from __future__ import annotations

import pytest

from citecheck.parse.law import find_statutes, read_laws
from tests.parse.spans import Printed, marked, printed, spans


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (
            "R (Osei) v Lord Chancellor [2014] UKSC 21, [2015] AC 90 [33]",
            [("R (Osei", "author"), ("v Lord Chancellor [2014", "title"), ("UKSC", "container-title"), ("21", "volume"),
             ("2015", "issued"), ("90", "page"), ("33", "page")],
            [("R (Osei) v Lord Chancellor", "title"), ("2014", "issued"), ("UKSC", "container-title"), ("21", "page"),
             ("2015", "issued"), ("AC", "container-title"), ("90", "page"), ("33", "locator")],
        ),
        (
            "Harmon v. Doyle, 288 U.S. 311, 320",
            [("Harmon v. Doyle", "author"), ("288", "volume"), ("U", "container-title"), ("S. 311", "page"),
             ("320", "page")],
            [("Harmon v. Doyle", "title"), ("288", "volume"), ("U.S.", "container-title"), ("311", "page"),
             ("320", "page")],
        ),
        (
            "In re Farrow, 61 F.2d 44 (1932)",
            [("In re Farrow", "title"), ("61", "volume"), ("F.2d 44", "container-title"), ("1932", "issued")],
            [("In re Farrow", "title"), ("61", "volume"), ("F.2d", "container-title"), ("44", "page"),
             ("1932", "issued")],
        ),
        # no report of cases: a journal, a quoted title, a soldier
        (
            "A. Stone, ‘Law’ [1983] 69 Law Rev. 1685",
            [("A. Stone", "author"), ("Law", "title"), ("1983", "issued"), ("Law Rev.", "container-title")],
            [("A. Stone", "author"), ("Law", "title"), ("1983", "issued"), ("Law Rev.", "container-title")],
        ),
        (
            "A. Stone, “Farrow v. State,” 61 F.2d 44",
            [("A. Stone", "author"), ("Farrow v. State", "title")],
            [("A. Stone", "author"), ("Farrow v. State", "title"), ("61", "volume"), ("F.2d", "container-title"),
             ("44", "page")],
        ),
        ("The 42 U.S. soldiers", [("The 42 U.S. soldiers", "title")], [("The 42 U.S. soldiers", "title")]),
    ],
    ids=["parallel", "stops", "in re", "journal", "quoted", "none"],
)  # fmt: skip
def test_a_report_tells_a_case(text: str, given: list[Printed], expected: list[Printed]) -> None:
    assert printed(text, read_laws(marked(text), 0, len(text), spans(text, *given))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 U.S.C. § 1331 (2012)", ["28", "U.S.C.", "§ 1331", "2012"]),
        ("15 U.S.C. §§ 78a-78d.", ["15", "U.S.C.", "§§ 78a-78d"]),
        ("8 U.S.C. § 1101(a)(15), and", ["8", "U.S.C.", "§ 1101(a)(15)"]),
        ("40 C.F.R. § 60.2", ["40", "C.F.R.", "§ 60.2"]),
        ("§ 28 of the Act", []),
        ("288 U.S. 311 and § 4", []),
    ],
)
def test_statutes_are_known_by_code_and_section(text: str, expected: list[str]) -> None:
    found = [text[span.start : span.end] for law in find_statutes(text, 0, len(text)) for span in law]
    assert [one.rstrip(".") if one.startswith("§") else one for one in found] == expected
