"""Works, names and dates as hypothesis draws them: every script, LaTeX's special characters, corporate bodies."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from citecheck.model import Date, Identifier, Kind, Name, Work
from citecheck.text import spaced

_SAMPLE = r"""
    Lenin's Gulag Théories & 50% $5 #1 a_b {sic} ~ ^ \ \textbf -- --- `` '' ?` !` and And others : ; , . " ' @ = < >
    «État» ß Государство и революция 国家与革命 रूस الدولة Κεφάλαιο תורה I. Łódź naïve Œuvres van der
    12 12–15 (1917) [review] i ı
"""
_WORDS = st.sampled_from(_SAMPLE.split())
_CHARACTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Z")), min_size=1, max_size=8
)


def texts(min_words: int = 0) -> st.SearchStrategy[str]:
    return st.lists(_WORDS | _CHARACTERS, min_size=min_words, max_size=6).map(lambda words: spaced(" ".join(words)))


def names() -> st.SearchStrategy[Name]:
    family = st.sampled_from(
        ["Lenin", "García Márquez", "hooks", "d'Alembert", "毛", "Плеханов", "O'Neill", "and", "others"]
    )
    given = st.sampled_from(["", "V. I.", "Georg Wilhelm Friedrich", "bell", "泽东", "Г. В.", "J.-P.", "Smith and Co"])
    particle = st.sampled_from(["", "", "", "van", "von der", "De", "Van den", "'t", "al-"])
    suffix = st.sampled_from(["", "", "", "Jr.", "III"])
    people = st.builds(Name, family=family | texts(1), given=given, particle=particle, suffix=suffix)
    return people | st.builds(Name, literal=texts(1))


def dates() -> st.SearchStrategy[Date]:
    day = st.dates(datetime.date(1, 1, 1), datetime.date(2030, 12, 31))
    exact = st.builds(lambda d, parts: Date(*(d.year, d.month, d.day)[:parts]), day, st.integers(1, 3))
    spans = st.builds(lambda year, more: Date(year, end_year=year + more), st.integers(-500, 2000), st.integers(1, 30))
    return exact | spans | st.integers(-800, -1).map(Date)


_IDENTIFIERS = st.sampled_from(
    [
        Identifier("doi", "10.1000/xyz_1%2#(a)<b>;2-c"),
        Identifier("isbn", "9780192850904"),
        Identifier("isbn", "0192850903"),
        Identifier("isbn", "0192850900"),
        Identifier("issn", "0028-0836"),
        Identifier("arxiv", "2301.01234"),
        Identifier("arxiv", "hep-th/9901001"),
        Identifier("pmid", "123456"),
        Identifier("oclc", "12345"),
        Identifier("lccn", "n78890351"),
        Identifier("url", "https://example.org/a_b?c=%20&d=~e#f"),
        Identifier("url", "https://example.org/другое"),
    ]
)


def works() -> st.SearchStrategy[Work]:
    people = st.lists(names(), max_size=3).map(tuple)
    pages = st.sampled_from(["", "45", "12-15", "xii-xv", "12–15", "A1, 7-9"])
    text = texts()
    return st.builds(
        Work,
        kind=st.sampled_from(Kind),
        title=text,
        authors=people,
        editors=people,
        translators=people,
        container=text,
        series=text,
        publisher=text,
        address=text,
        issued=st.none() | dates(),
        original=st.none() | dates(),
        volume=st.sampled_from(["", "3", "XII", "1-2"]) | text,
        issue=st.sampled_from(["", "3", "12/13"]) | text,
        pages=pages,
        edition=st.sampled_from(["", "2", "2nd rev. ed."]) | text,
        genre=st.sampled_from(["", "PhD thesis", "Letter", "Master's thesis", "Speech"]) | text,
        archive=text,
        language=st.sampled_from(["", "en", "ru", "German and English"]),
        ids=st.lists(_IDENTIFIERS, max_size=5, unique=True).map(tuple),
        variants=st.lists(texts(1), max_size=3, unique=True).map(tuple),
    )
