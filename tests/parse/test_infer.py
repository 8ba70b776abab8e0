"""Authors from the prose around a citation: printed in the note, named by the sentence that calls it, or by nobody."""

from __future__ import annotations

import pytest

from citecheck.model import Citation, Mark, Note, Place, Text
from citecheck.parse import parse

HOME = Place("chapter.md")


def cited(text: str, sentence: str = "", before: str = "") -> tuple[Citation, ...]:
    (parsed,) = parse([Note("1", Text(text), HOME, "1", mark=Mark(HOME, sentence, before))])
    return parsed.citations


def authors(one: Citation) -> list[str]:
    return [name.family for name in one.work.authors] if one.work else []


@pytest.mark.parametrize(
    ("sentence", "before", "author"),
    [
        ("Fanon described violence as cleansing.", "", ["Fanon"]),
        ("Kautsky commented on this, saying about Lenin that he knew little.", "", ["Kautsky"]),
        ("The more striking is Fanon's further claim.", "", ["Fanon"]),
        ("He never took it back.", "Fanon described violence as cleansing.", ["Fanon"]),
        ("Violence was everywhere.", "", []),
        ("Violence was everywhere in Algeria and in Paris.", "", []),
    ],
    ids=str,
)
def test_the_calling_sentence_names_the_author(sentence: str, before: str, author: list[str]) -> None:
    (one,) = cited("The Wretched of the Earth, 1963, p. 35.", sentence, before)
    assert authors(one) == author
    assert one.inferred == (("author",) if author else ())


def test_an_author_whom_the_note_itself_names_is_printed() -> None:
    (one,) = cited("Fanon gave an example in his book: The Wretched of the Earth, chapter 1.", "Marx said so.")
    assert authors(one) == ["Fanon"]
    assert one.inferred == ()
    assert one.start == 0
    assert [(span.start, span.end) for span in one.spans if span.field == "author"] == [(0, 5)]


def test_a_printed_author_is_left_alone() -> None:
    (one,) = cited("Frantz Fanon, The Wretched of the Earth, 1963.", "Marx described violence.")
    assert authors(one) == ["Fanon"]
    assert one.inferred == ()


def test_ibid_in_the_same_note_has_its_targets_author() -> None:
    first, second = cited("The Wretched of the Earth, 1963, p. 35; Ibid., p. 50.", "Fanon described violence.")
    assert authors(first) == authors(second) == ["Fanon"]
    assert second.inferred == ()


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Ann Hall takes this up in similar ways in (“Beauty in Numbers,” Mind 21 (2007): 172–77).", ["Hall"]),
        ("The matter is, as Ann Hall has shown, an old one; (“Beauty in Numbers,” Mind 21 (2007): 172–77).", ["Hall"]),
        ("The best work in this area is Ann Hall’s (“Beauty in Numbers,” Mind 21 (2007): 172–77).", ["Hall"]),
        ("The best work on this is old (Ann Hall, “Beauty in Numbers,” Mind 21 (2007): 172–77).", ["Hall"]),
        ("I discuss this idea at some length in (“Beauty in Numbers,” Mind 21 (2007): 172–77).", []),
    ],
)
def test_a_work_in_brackets_is_by_whom_its_sentence_names(text: str, families: list[str]) -> None:
    (one,) = cited(text, "Schenker described beauty.")
    assert authors(one) == families


def test_a_pronoun_before_a_bracket_means_the_author_before() -> None:
    text = (
        "Ann Hall, Beauty (Oxford, 1999). See also her (“Numbers,” Mind 1 (2007): 2–7); (“Forms,” Mind 2 (2008): 1–9)."
    )
    assert [authors(one) for one in cited(text)] == [["Hall"], ["Hall"], ["Hall"]]
