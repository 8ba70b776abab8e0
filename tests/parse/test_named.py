"""Persons named right before a note's mark, and the notes that leave their names out for it."""

from __future__ import annotations

import pytest

from citecheck.model import Citation, Mark, Name, Note, Place, Text
from citecheck.parse import parse
from citecheck.parse.memory import Memory
from citecheck.parse.named import named_before

HOME = Place("chapter.md")


def note(name: str, text: str, sentence: str = "") -> Note:
    """A note that the sentence calls where "|" stands, behind the mark that "^" stands for."""
    lead, _, rest = sentence.partition("|")
    whole = (lead + rest).replace("^", "")
    return Note(name, Text(text), HOME, name, mark=Mark(HOME, whole, "", lead.rpartition("^")[2]) if sentence else None)


def read(*notes: Note) -> list[Citation]:
    return [citation for parsed in parse(notes) for citation in parsed.citations]


def families(sentence: str, *known: Name) -> list[str]:
    memory = Memory()
    for name in known:
        memory._authors[name.family.lower()] = name
    return [name.family or name.literal for name in named_before(note("1", "", sentence).mark, memory).names]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("This goes back to Sapir|.", ["Sapir"]),
        ("Embick and Marantz| propose another order.", ["Embick", "Marantz"]),
        ("It is due to Kenneth Hale, Daniel Marantz and David Embick|.", ["Hale", "Marantz", "Embick"]),
        ("As Ladusaw (1980)| has it, any is negative.", ["Ladusaw"]),
        ("This was shown by Elisabeth Leiss et al.| long ago.", ["Leiss"]),
        ("Reichenbach’s| theory of tense.", ["Reichenbach"]),
        ("Forscher wie Manfred Bierwisch,^ Bech^ und Karl Bühler| haben das gesehen.", ["Bühler"]),
        ("Wie Bech| bemerkt, ist das anders.", ["Bech"]),
        ("Das folgende Beispiel von Gunnar Bech| zeigt es.", ["Bech"]),
        ("Das ist Bechs| Ansatz, der uns nicht gefällt.", ["Bech"]),
        ("Der Band von Werner Abraham (Hg.)| ist neu.", ["Abraham"]),
        ("According to Morris Halle,| order is late.", ["Halle"]),
        ("The order is late.|", []),
        ("They lived in the Bundestag|, it seems.", []),
        ("Das ist die Theorie| und der Begriff, den wir brauchen.", []),
        ("Man braucht dazu viele neue Argumente| und die Geduld der Leser.", []),
        ("He went to Algeria|.", []),
        ("It was decided in the Reichstag.|", []),
        ("", []),
    ],
)
def test_names_that_end_at_the_mark(sentence: str, names: list[str]) -> None:
    assert families(sentence) == names


def test_a_word_alone_behind_a_stop_must_be_an_author_cited_before() -> None:
    assert families("It was said by Bech,|") == []
    assert [*families("It was said by Bech,|", Name("Bech", "Gunnar"))] == ["Bech"]


@pytest.mark.parametrize(
    ("text", "sentence", "authors"),
    [
        ("“Distributed Morphology,” Lingua 90 (1993): 111–176.", "So Embick and Marantz|.", ["Embick", "Marantz"]),
        ("Das deutsche Verbum: Neue Studien, Kopenhagen 1955.", "Ich folge Bech|.", ["Bech"]),
        ("Zeit im Deutschen, in: Linguistische Berichte 12. 1971, S. 5–20.", "So auch Bech|.", ["Bech"]),
        ("Jane Grey, The Theory of Tense (Oxford: Blackwell, 1991).", "So Embick and Marantz|.", ["Grey"]),
    ],
)
def test_a_note_without_author_has_those_just_named(text: str, sentence: str, authors: list[str]) -> None:
    (one,) = read(note("1", text, sentence))
    assert one.work
    assert [name.family for name in one.work.authors] == authors


def test_a_second_work_of_the_same_authors_follows_a_mark_at_once() -> None:
    first, second = read(
        note("1", "Syntactic Structures, The Hague 1957.", "This is old (Chomsky|"),
        note("2", "Aspects of the Theory of Syntax, Cambridge, MA 1965.", "This is old (Chomsky^; |"),
    )
    assert [one.work and one.work.authors[0].family for one in (first, second)] == ["Chomsky", "Chomsky"]


def test_editors_named_before_the_mark_are_editors() -> None:
    (one,) = read(note("1", "The Romance Languages, London 1988.", "See Martin Harris and Nigel Vincent (eds.)|."))
    assert one.work
    assert ([n.family for n in one.work.editors], one.work.authors) == (["Harris", "Vincent"], ())
    assert one.inferred == ("editor",)


def test_the_head_of_a_title_is_no_author_where_another_has_just_been_named() -> None:
    (one,) = read(note("1", "Kleine Argumente: Vom Aktiv zum Passiv, S. 9.", "Ich folge Gunnar Bech|."))
    assert one.work
    assert (one.work.title, one.work.authors[0].family) == ("Kleine Argumente: Vom Aktiv zum Passiv", "Bech")
