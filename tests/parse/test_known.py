"""Earlier works that a note names again in few words."""

from __future__ import annotations

import pytest

from citecheck.model import Citation, Mark, Note, Place, Role, Text
from citecheck.parse import parse

HERE = Place("chapter.md")
VERBUM = "Gunnar Bech, Das deutsche Verbum: Eine Studie (Kopenhagen: Munksgaard, 1955), 12."
TEMPUS = "Marga Reis and Gunnar Bech, Tempus und Zeit im Satz (Tübingen: Niemeyer, 1974), 3."
SPIRITS = "Alice Reed, Counting Sheep (and Naming Them), Oxford 1999."
BARRIERS = "Noam Adams, Fences: A Short History, Cambridge, MA 1986."


def cited(*texts: str, lead: str = "") -> tuple[Citation, ...]:
    """What the last note cites."""
    notes = [Note(str(n), Text(text), HERE, str(n)) for n, text in enumerate(texts, 1)]
    if lead:
        notes[-1] = Note(notes[-1].id, notes[-1].text, HERE, notes[-1].id, mark=Mark(HERE, lead, "", lead))
    return list(parse(notes))[-1].citations


def targets(citations: tuple[Citation, ...]) -> list[str]:
    return [one.refers_to.note if one.refers_to else "" for one in citations]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Bech, Das deutsche Verbum; Reis and Bech, Tempus und Zeit im Satz.", ["1", "2"]),
        ("Bech, Das deutsche Verbum, Kapitel 4 und 5.", ["1"]),
        ("Das deutsche Verbum.", ["1"]),
        ("das deutsche Verbum, S. 44.", ["1"]),
        ("Tempus und Zeit im Satz; Bech, Das deutsche Verbum.", ["2", "1"]),
        ("Das Problem wird gelöst, indem man anderes annimmt (Bech, Das deutsche Verbum).", ["1"]),
        ("Bech, Das deutsche Verbum behauptet, dass das Verb am Ende steht.", ["1"]),
        ("Reis et al., Tempus und Zeit im Satz, 14.", ["2"]),
        ("Reed, Counting sheep (and naming them).", ["3"]),
        ("Fences.", ["4"]),
        ("Bech, Das deutsche Verbum; Ewa Reich, Sprache und Geist: Ein Versuch, Edinburgh 2004.", ["1", ""]),
        ("Bech, Das deutsche Verbum im Wandel der Zeit, Berlin 1970.", [""]),
        ("Ewa Reich, Das deutsche Verbum: Ein Lehrbuch, Berlin 1970.", [""]),
        ("Dies ist ein Satz über das deutsche Verbum und seine Stellung.", []),
        ("He climbed over several fences on his way to the farm.", []),
    ],
    ids=str,
)
def test_short_titles_of_earlier_works(text: str, notes: list[str]) -> None:
    assert targets(cited(VERBUM, TEMPUS, SPIRITS, BARRIERS, text)) == notes


def test_of_two_works_of_one_title_that_of_the_person_just_named_is_meant() -> None:
    other = "Carl Brandt and Ivan Mohr, Das deutsche Verbum (Chicago: Press, 1994)."
    (one,) = cited(VERBUM, other, "Das deutsche Verbum, S. 4.", lead="Das haben Brandt und Mohr")
    assert targets((one,)) == ["2"]
    (one,) = cited(VERBUM, other, "Das deutsche Verbum, S. 4.", lead="Ich folge Bech")
    assert targets((one,)) == ["1"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Bech.", "1"),
        ("Reis and Bech, sec. 4.", "2"),
        ("Bech, 44.", "1"),
        ("Reis und Bech, 44.", "2"),
        ("Adams 1986, 12.", "4"),
        ("Adams and Reed, 12.", ""),
        ("Adams 1987, 12.", ""),
        ("Germany.", ""),
    ],
)
def test_names_alone_mean_a_work_that_these_and_nobody_else_wrote(text: str, note: str) -> None:
    found = cited(VERBUM, TEMPUS, SPIRITS, BARRIERS, text)
    assert targets(found) in ([note], [] if not note else [note])


@pytest.mark.parametrize(
    ("text", "volume"),
    [
        ("Bruck, The Alpine World, 2:757.", "2"),
        ("Bruck, Alpine World, vol. 2, 757.", "2"),
        ("Bruck, Alpine World, II, 757.", "II"),
        ("Bruck, Alpine, 2:757.", "2"),
    ],
)
def test_a_short_form_with_a_volume_is_no_journal(text: str, volume: str) -> None:
    full = "Fernand Bruck, The Alpine and the Alpine World in the Age of Charles V, trans. S. Reynolds (London, 1973)."
    short, again = cited(full, f"{text[:-1]}; ibid., 760.")
    assert (short.role, targets((short,))) == (Role.SHORT, ["1"])
    assert short.work
    assert (short.work.title, short.work.volume) == ("The Alpine and the Alpine World in the Age of Charles V", volume)
    assert targets((again,)) == ["1"]


def test_a_journal_with_a_volume_is_no_short_form() -> None:
    (one,) = cited(VERBUM, "Gunnar Bech, Linguistic Inquiry 2 (1971): 757.")
    assert one.role is Role.WORK


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The metaphor comes from (ibid).", "1"),
        ("This is one view of the matter; see (ibid., 41–99, and throughout).", "1"),
        ("Dass Verben nach links regieren, sagt Bech, Ebd. Die Lösung hier ist anders.", "1"),
    ],
)
def test_ibid_in_running_text(text: str, note: str) -> None:
    found = cited(VERBUM, text)
    assert (found[-1].role, targets(found[-1:])) == (Role.IBID, [note])


def test_ibid_passes_over_a_title_that_a_sentence_only_names() -> None:
    said = "Many listeners who came late to his music have heard of the album Portrait in Blue, made at night."
    assert targets(cited(VERBUM, said, "Ibid., 4.")) == ["1"]


def test_a_full_citation_without_place_is_no_short_form() -> None:
    (one,) = cited("Adam Price and Anna Kuhn, Grammar for Slavists, in: Glossos 8. 2006, n.pl., pp. 1–68.")
    assert (one.role, one.refers_to) == (Role.WORK, None)


def test_one_unknown_title_named_twice_is_one_work() -> None:
    assert targets(cited("Ute Marx, Das Haus am Ende.", "Marx, Das Haus am Ende, 3.")) == ["1"]
