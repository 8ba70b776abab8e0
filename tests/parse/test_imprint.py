from __future__ import annotations

import pytest

from citecheck.parse.imprint import read_edition, read_imprint
from citecheck.parse.series import read_series
from tests.parse.spans import Printed, marked, printed, spans


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (
            "Core Verbs, Leiden Core Linguistics 4 (Leiden: Brill, 2003)",
            [("Leiden Core Linguistics", "publisher-place"), ("4", "volume"), ("Leiden", "publisher-place"),
             ("Brill", "publisher"), ("2003", "issued")],
            [("Leiden Core Linguistics", "collection-title"), ("4", "collection-number"), ("Leiden", "publisher-place"),
             ("Brill", "publisher"), ("2003", "issued")],
        ),
        (
            "Core Verbs, Leiden Linguistics 4 (Leiden: Brill, 2003)",
            [("Core Verbs", "title"), ("Leiden Linguistics 4", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
            [("Core Verbs", "title"), ("Leiden Linguistics", "collection-title"), ("4", "collection-number"),
             ("Leiden", "publisher-place"), ("Brill", "publisher")],
        ),
        (
            "Verbs, in Core Verbs (Leiden: Brill, 2003)",
            [("Verbs", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
            [("Verbs", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
        ),
        (
            "“Verbs,” Core Verbs (Leiden: Brill, 2003)",
            [("Verbs", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
            [("Verbs", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
        ),
        (
            "Lee says so in (*Core Verbs* (Leiden: Brill, 2003))",
            [("Lee says so", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
            [("Lee says so", "title"), ("Core Verbs", "container-title"), ("Leiden", "publisher-place"),
             ("Brill", "publisher")],
        ),
        (
            "Ferry (Blue Lamp Films, 1940)",
            [("Ferry", "title"), ("Blue Lamp Films", "title"), ("1940", "issued")],
            [("Ferry", "title"), ("Blue Lamp Films", "publisher"), ("1940", "issued")],
        ),
        (
            "Verbes, Bibliothèque Droz (Genève: Droz, 1916)",
            [("Bibliothèque Droz", "publisher"), ("Genève", "publisher-place"), ("Droz", "publisher")],
            [("Bibliothèque Droz", "collection-title"), ("Genève", "publisher-place"), ("Droz", "publisher")],
        ),
        (
            "Verben, Kleine Reihe 3 (Metzler Verlag, 2003)",
            [("Kleine Reihe 3", "publisher"), ("Metzler Verlag", "publisher")],
            [("Kleine Reihe", "collection-title"), ("3", "collection-number"), ("Metzler Verlag", "publisher")],
        ),
        (
            "Verben, Wiesbaden 1988 (Studien zum Satz 14), S. 9",
            [("Wiesbaden", "publisher-place"), ("1988", "issued"), ("Studien zum Satz 14", "note"), ("S. 9", "page")],
            [("Wiesbaden", "publisher-place"), ("1988", "issued"), ("Studien zum Satz", "collection-title"),
             ("14", "collection-number"), ("S. 9", "page")],
        ),
        (
            "Ferry (Blue Lamp Productions, 1940)",
            [("Blue Lamp Productions", "publisher-place"), ("1940", "issued")],
            [("Blue Lamp Productions", "publisher"), ("1940", "issued")],
        ),
        (
            "Satz, Stuttgart, Weimar 2004",
            [("Stuttgart", "publisher-place"), ("Weimar", "publisher")],
            [("Stuttgart", "publisher-place"), ("Weimar", "publisher-place")],
        ),
        (
            "Этюды. М.; Л.: Наука",
            [("М.; Л", "publisher-place"), ("Наука", "publisher")],
            [("М", "publisher-place"), ("Л", "publisher-place"), ("Наука", "publisher")],
        ),
        (
            "Money (1867; London: Dent, 1976)",
            [("1867", "issued"), ("London", "publisher-place"), ("1976", "issued")],
            [("1867", "original-date"), ("London", "publisher-place"), ("1976", "issued")],
        ),
        # must stay: publisher before its place, place before its province or publisher, a number of no series
        (
            "A Title, Plon (Paris, 1975)",
            [("Plon", "publisher"), ("Paris", "publisher-place"), ("1975", "issued")],
            [("Plon", "publisher"), ("Paris", "publisher-place"), ("1975", "issued")],
        ),
        (
            "Restauro, Premeno (Novara), 1981",
            [("Premeno", "publisher-place"), ("Novara", "publisher-place")],
            [("Premeno", "publisher-place"), ("Novara", "publisher-place")],
        ),
        (
            "A Title, London (Verso, 1975)",
            [("London", "publisher-place"), ("Verso", "publisher")],
            [("London", "publisher-place"), ("Verso", "publisher")],
        ),
        (
            "A Title, London (reprinted 1975)",
            [("London", "publisher-place"), ("reprinted 1975", "note")],
            [("London", "publisher-place"), ("reprinted 1975", "note")],
        ),
        (
            "A Title, London, Virago 1975",
            [("London", "publisher-place"), ("Virago", "publisher")],
            [("London", "publisher-place"), ("Virago", "publisher")],
        ),
        ("Vistas (accessed 3)", [("accessed 3", "note")], [("accessed 3", "note")]),
    ],
    ids=["place", "container", "chapter", "quoted", "prose", "company in brackets", "publisher", "numbered", "brackets",
         "company", "two places", "Russian", "original", "behind", "province", "publisher in brackets", "year",
         "one place", "no imprint"],
)  # fmt: skip
def test_each_part_of_an_imprint_has_its_name(text: str, given: list[Printed], expected: list[Printed]) -> None:
    plain = marked(text).plain
    assert printed(plain, read_imprint(plain, read_series(marked(text), spans(plain, *given)))) == expected


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("2nd ed", "2"),
        ("5. Aufl.", "5"),
        ("2-е изд", "2"),
        ("3e éd.", "3"),
        ("²", "2"),
        ("7", "7"),
        ("", ""),
        ("2nd rev. ed.", "2nd rev. ed."),  # says more
        ("rev. ed.", "rev. ed."),
        ("1. und 2. Aufl.", "1. und 2. Aufl."),
    ],
)
def test_an_edition_is_its_number(text: str, edition: str) -> None:
    assert read_edition(text) == edition
