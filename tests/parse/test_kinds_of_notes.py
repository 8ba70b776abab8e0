"""Notes of kinds that were read wrong, from the text to the work; each beside a note that looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from citecheck.formats.csl import to_csl
from citecheck.model import Citation, Note, Place
from citecheck.parse import parse
from tests.parse.spans import marked

HERE = Place("chapter.md")


def cited(line: str) -> tuple[Citation, ...]:
    (parsed,) = parse([Note("1", marked(line), HERE, "1")])
    return parsed.citations


def told(citation: Citation) -> dict[str, Any]:
    """A work in CSL's words, people and dates as one string each."""
    assert citation.work is not None
    item = to_csl(citation.work)
    for role in ("author", "editor", "translator"):
        people = (
            " ".join(filter(None, (p.get("family"), p.get("given"), p.get("literal")))) for p in item.get(role, [])
        )
        item[role] = "; ".join(people)
    for date in ("issued", "original-date"):
        item[date] = "-".join(map(str, item.get(date, {"date-parts": [[]]})["date-parts"][0]))
    return item | {"locator": citation.locator, "signal": citation.signal}


def kinds(*rows: tuple[str, str, dict[str, str]]) -> Any:
    return pytest.mark.parametrize(("line", "expected"), [row[1:] for row in rows], ids=[row[0] for row in rows])


def holds(line: str, expected: dict[str, str]) -> None:
    (only,) = cited(line)
    work = told(only)
    assert {name: work.get(name, "") for name in expected} == expected


@kinds(
    (
        "two authors, Russian",
        "Рубин И., Дашковский И. Очерки. 2-е изд. Т. 12. М.: Госиздат, 1930. С. 61.",
        {
            "author": "Рубин И.; Дашковский И.",
            "title": "Очерки",
            "edition": "2",
            "volume": "12",
            "publisher-place": "Москва",
            "publisher": "Госиздат",
            "issued": "1930",
            "locator": "61",
        },
    ),
    (
        "one author, Russian",
        "Лотман Ю. М. Беседы о культуре. СПб.: Искусство, 1994. С. 45.",
        {"author": "Лотман Ю. М.", "title": "Беседы о культуре", "publisher-place": "Санкт-Петербург"},
    ),
    (
        "family and given name",
        "Holster, Arno (2003), Die Werften, Berlin.",
        {"author": "Holster Arno", "issued": "2003"},
    ),
    ("two families", "Weber, Bauer, *Staat*, Berlin 1956.", {"author": "Weber; Bauer", "title": "Staat"}),
    (
        "director",
        "*The Ferry*, directed by Karel Novak (Blue Lamp Productions, 1967).",
        {"author": "Novak Karel", "title": "The Ferry", "publisher": "Blue Lamp Productions"},
    ),
    (
        "company",
        "Two Rivers Productions, *The Old House*, 1999.",
        {"author": "Two Rivers Productions", "title": "The Old House"},
    ),
    (
        "label",
        "Quelle: Holm, Die Werft, Berlin 1999, S. 12.",
        {"signal": "Quelle:", "author": "Holm", "title": "Die Werft"},
    ),
    (
        "number of a list",
        "12 B. Harris, *The League* (Oxford: Berg, 1978), p. 9.",
        {"author": "Harris B.", "title": "The League"},
    ),
    (
        "genitive",
        "Morley's *Life of Cobden*, vol. 2, p. 201.",
        {"author": "Morley", "title": "Life of Cobden", "volume": "2"},
    ),
    ("colon", "Ernst Horn: Die Spuren. Berlin 1930, S. 12.", {"author": "Horn Ernst", "title": "Die Spuren"}),
)
def test_authors(line: str, expected: dict[str, str]) -> None:
    holds(line, expected)


@kinds(
    (
        "preface",
        "Simone Roux, preface to *Night Work*, by Albert Thomas, trans. Ann Lee (Boston: Beacon, 1958), 3-19.",
        {
            "type": "chapter",
            "author": "Roux Simone",
            "title": "preface",
            "container-title": "Night Work",
            "translator": "Lee Ann",
            "editor": "",
            "page": "3-19",
        },
    ),
    (
        "a title that begins so",
        "Irving Copi, *Introduction to Logic* (New York: Macmillan, 1953), 4.",
        {"type": "book", "title": "Introduction to Logic", "locator": "4"},
    ),
    (
        "letter",
        "Anna Brandt to Emil Nagel, 4 January 1848, in *The Brandt Letters*, ed. Ann Smith (Oxford: Berg, 1995), 17.",
        {
            "type": "personal_communication",
            "author": "Brandt Anna",
            "title": "Anna Brandt to Emil Nagel",
            "original-date": "1848-1-4",
            "container-title": "The Brandt Letters",
            "editor": "Smith Ann",
            "issued": "1995",
            "page": "17",
        },
    ),
    (
        "letter by initials",
        "Emma L. to Henry B., 2 March 1811, in *Letters of Emma L.*, ed. Claire T. (London: Reeves, 1988), 51.",
        {
            "type": "personal_communication",
            "title": "Emma L. to Henry B",
            "issued": "1988",
            "original-date": "1811-3-2",
            "page": "51",
        },
    ),
    (
        "homage",
        "George Orwell, *Homage to Catalonia* (London: Secker, 1938), 4.",
        {"type": "book", "author": "Orwell George"},
    ),
    (
        "journal",
        "Krause, Über die Quellen, ZfR 8 (1979) 362 ff.",
        {
            "type": "article-journal",
            "title": "Über die Quellen",
            "container-title": "ZfR",
            "volume": "8",
            "issued": "1979",
        },
    ),
    (
        "Festschrift",
        "Krause, Über die Quellen, Festschrift für Otto Braun (1979) 362 ff.",
        {"type": "chapter", "title": "Über die Quellen", "container-title": "Festschrift für Otto Braun"},
    ),
    (
        "pinpoint in brackets",
        "Krause, in: Festschrift Braun (Paris 1969) 75 (83).",
        {
            "container-title": "Festschrift Braun",
            "page": "75",
            "issue": "",
            "locator": "83",
            "publisher-place": "Paris",
        },
    ),
    ("issue in brackets", "Krause, ‘The Form’ (1960) 75 (3) LQR 12.", {"volume": "75", "issue": "3", "page": "12"}),
    (
        "editors",
        "Weber, in: Krause/Lindner 267 (270 ff.).",
        {"author": "Weber", "editor": "Krause; Lindner", "container-title": "", "page": "267", "locator": "270 ff"},
    ),
    (
        "newspaper's day",
        "H. Holm, Vom Hafen, in: The Daily Courier, 10.3.1997.",
        {"type": "article-newspaper", "container-title": "The Daily Courier", "issued": "1997-3-10"},
    ),
    (
        "journal's issue",
        "Ann Lee, “Two Views: A Survey,” Language 60, no. 3 (1984): 483–509.",
        {"volume": "60", "issue": "3"},
    ),
)
def test_parts_of_a_whole(line: str, expected: dict[str, str]) -> None:
    holds(line, expected)


@kinds(
    (
        "case, parallel",
        "R (Osei) v Secretary of State for the Home Department [2014] UKSC 21, [2015] AC 90 [33].",
        {
            "type": "legal_case",
            "author": "",
            "title": "R (Osei) v Secretary of State for the Home Department",
            "issued": "2014",
            "container-title": "UKSC",
            "page": "21",
            "locator": "33",
        },
    ),
    (
        "case, American",
        "Harmon v. Doyle, 288 U.S. 311, 320.",
        {
            "type": "legal_case",
            "title": "Harmon v. Doyle",
            "container-title": "U.S.",
            "volume": "288",
            "page": "311",
            "locator": "320",
        },
    ),
    (
        "statute",
        "28 U.S.C. § 1331 (2012).",
        {"type": "legislation", "container-title": "U.S.C.", "volume": "28", "locator": "§ 1331", "issued": "2012"},
    ),
    ("book on law", "A. Stone, *Law and Custom* (London: Verso, 1970), § 12.", {"type": "book", "locator": "§ 12"}),
)
def test_laws(line: str, expected: dict[str, str]) -> None:
    holds(line, expected)


@kinds(
    (
        "year of the original",
        "Walter Dodd, *Sugar and Empire* (London: Bogle, 1972 [1944]), 12.",
        {"issued": "1972", "original-date": "1944", "locator": "12"},
    ),
    (
        "original first",
        "Karl Brand, *Money* (1867; London: Penguin, 1976), 3.",
        {"issued": "1976", "original-date": "1867"},
    ),
    ("edition", "J. Smith, *Grammar*, 5th ed. (London: Routledge, 1997), 3.", {"edition": "5", "issued": "1997"}),
    ("edition at the year", "J. Smith, *Grammar*, Oxford, 2nd 2004, p. 3.", {"edition": "2", "issued": "2004"}),
    (
        "raised edition",
        "Brockmann, Die Grammatik, Bd. 4, Mannheim 20057, § 1182.",
        {"edition": "7", "issued": "2005", "locator": "§ 1182"},
    ),
    ("raised sign", "J. Smith, *Grammar*, Berlin 1994², S. 3.", {"edition": "2", "issued": "1994"}),
    ("letter at the year", "J. Smith, *Grammar*, Berlin 1994a, S. 3.", {"edition": "", "issued": "1994"}),
    (
        "no place",
        "Ann Reed, *Feminist Readings of Milton* (Routledge, 1997), p. 3.",
        {"publisher": "Routledge", "publisher-place": ""},
    ),
    ("no publisher", "Ann Reed, Satz und Wort, Opladen 1993, S. 3.", {"publisher": "", "publisher-place": "Opladen"}),
    (
        "series before the place",
        "D. Ager, *Core Verbs*, Leiden Core Linguistics 4 (Leiden: Brill, 2003), 3.",
        {"collection-title": "Leiden Core Linguistics", "publisher-place": "Leiden", "publisher": "Brill"},
    ),
    (
        "series in brackets",
        "Peter Ost, Das Adverb, Wiesbaden 1988 (Studien zur Syntax 14), S. 9.",
        {"collection-title": "Studien zur Syntax", "publisher-place": "Wiesbaden"},
    ),
)
def test_imprints(line: str, expected: dict[str, str]) -> None:
    holds(line, expected)


@kinds(
    (
        "number in a title",
        "Stanley Cooper, *1999: A Moon Odyssey* (Polar Films, 1975).",
        {"title": "1999: A Moon Odyssey", "issued": "1975"},
    ),
    (
        "italics inside a word",
        "John Reed, *Colonial*ism and Science (London: Verso, 1990), 12.",
        {"title": "Colonialism and Science"},
    ),
    ("italics at a word's end", "John Reed, *Colonialism*, and more (London: Verso, 1990), 12.", {"issued": "1990"}),
    ("book and letter", "Pliny, Letters, bk. 10, no. 96.", {"volume": "", "locator": "bk. 10, no. 96"}),
    ("book and chapter", "Aristotle, Nic. Eth. V.3.", {"type": "classic", "volume": "", "locator": "V.3"}),
    ("book and page", "Cicero, *Letters to Atticus*, IX 10.", {"volume": "", "locator": "IX 10"}),
    ("volume and page", "Fowler’s History of the Guilds, ii. 30.", {"volume": "ii", "locator": "30"}),
    (
        "remark",
        "B. Mason, 'A Theory of Games', 185. Note: B.'s italics.",
        {"title": "A Theory of Games", "container-title": "", "locator": "185"},
    ),
)
def test_titles_and_pinpoints(line: str, expected: dict[str, str]) -> None:
    holds(line, expected)


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("*Nosferatu* (1922); *Silent Running* (1972).", ["Nosferatu", "Silent Running"]),
        ("Mills, *The Elite*; Whyte, *The Organization*.", ["The Elite", "The Organization"]),
        ("42 U.S.C. § 1985 (2018); see also Monroe v. Carey, 365 U.S. 190 (1961).", ["", "Monroe v. Carey"]),
        ("Bauer, *Soul; Its Sorrows*, London 1852, p. 3.", ["Soul; Its Sorrows"]),
        ("Quelle: eigene Darstellung.", []),
    ],
)
def test_works_in_one_note(line: str, titles: list[str]) -> None:
    assert [one.work.title for one in cited(line) if one.work] == titles
