from __future__ import annotations

import re

import pytest

from citecheck.model import Content, Note, NoteKind, ParsedNote, Place, Role, Span, Text, Work
from citecheck.parse import parse
from citecheck.parse.mentions import part_mentions
from citecheck.parse.tag import Tagged

HERE = Place("essay.md")
_FIELDS = {
    "a": "author", "t": "title", "j": "container-title", "d": "issued", "p": "locator", "v": "volume",
    "l": "publisher-place", "u": "publisher", "w": "URL", "i": "italic", "c": "citation",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z])>")


def marked(text: str) -> tuple[Text, tuple[Tagged, ...]]:
    """A note and its works from the marks of training/annotations, with <i> for italics."""
    plain, opened, spans = "", dict[str, int](), list[Span]()
    at = 0
    for found in _TAG.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        if found[1]:
            spans.append(Span(opened[found[2]], len(plain), _FIELDS[found[2]], 0.9))
        else:
            opened[found[2]] = len(plain)
    plain += text[at:]
    italics = tuple((one.start, one.end) for one in spans if one.field == "italic")
    works = [one for one in spans if one.field == "citation"]
    fields = [one for one in spans if one.field not in ("italic", "citation")]
    inside = (
        tuple(sorted((f for f in fields if one.start <= f.start < one.end), key=lambda f: f.start)) for one in works
    )
    tagged = (Tagged(one.start, one.end, "", found) for one, found in zip(works, inside, strict=True))
    return Text(plain, italics), tuple(tagged)


def roles(text: str) -> list[str]:
    told, works = marked(text)
    found = {one.start: "mention" if one.mentioned else "work" for one in part_mentions(told, works)}
    return [found.get(one.start, "none") for one in works]


CITED = [
    ("a whole note", "<c><t>Letters from the Mountain</t></c>."),
    ("titles in a row", "<c><t>Letters from the Mountain</t></c>; <c><t>The Social Contract</t></c>"),
    ("title and part", "<c><t>The Corvée</t>, <p>chapter 2</p></c>"),
    ("author, title", "<c><a>Bloch</a>, <t>Feudal Society</t></c>, which argues the contrary."),
    ("author: title", "<c><a>M. Bloch</a>: <t>Feudal Society</t></c>"),
    ("family name first", "<c><a>Bloch, M.</a> <t>Feudal Society</t></c>."),
    ("a sentence opened and closed", "<c><a>Bloch</a>, “<t>Feudal Society</t>.”</c> His pupils saw it otherwise."),
    ("behind a sentence", "Nobody had foreseen it. <c><t>Letters from the Mountain</t></c>"),
    ("a quotation behind it", "<c><t>Letter from Rousseau to Voltaire</t></c>: “All this I have suffered”."),
    ("a remark behind it", "<c><t>Letters from the Mountain</t></c>, abridged."),
    ("see", "See <c><a>Bloch</a>’s <i><t>Feudal Society</t></i></c> for the argument."),
    ("see ... in", "See the remarks in chapter two of <c><a>Bloch</a>’s <t>Feudal Society</t></c>, which are useful."),
    ("a row", "Compare <c><a>Bloch</a>’s <t>Feudal Society</t></c> and <c><a>Hay</a>’s <t>Crime</t></c>."),
    ("vgl.", "Das ist umstritten; vgl. <c><a>Elias</a>’ <t>Die höfische Gesellschaft</t></c> und die Kritik daran."),
    ("signal behind a comma", "This is an old dispute, see <c><a>Bloch</a>’s <t>Feudal Society</t></c> for more."),
    ("voir", "Sur ce point, voir <c><t>La Société féodale</t></c> de Marc Bloch, qui dit le contraire."),
    ("taken from", "The figures are taken from <c><t>The Domesday Book</t></c>, and I have rounded them."),
    ("brackets", "This is the second chapter of his book (<c><i><t>Feudal Society</t></i></c>) with few changes."),
    ("imprint in prose", "<c><a>Bloch</a>’s book <t>Feudal Society</t> (<l>London</l>, <d>1961</d>)</c> is long."),
    ("a title that is read too short", "‘<c><t>Custom in Common</t></c> Law’."),
    ("pinpoint in prose", "She says so in <c><t>Feudal Society</t>, <p>45</p></c>, and again in her letters."),
    ("year in brackets", "She says so in <c><t>Feudal Society</t> (<d>1961</d>)</c>, and again in her letters."),
    ("a book on films", "She says so in <c><t>Film and Memory</t> (<d>1961</d>)</c>, and again in her letters."),
    ("published in", "She set it out in her pamphlet “<c><t>Bread or Work</t>” published in <d>1847</d></c>."),
    ("a book of a year", "She set it out in a book entitled “<c><t>Bread or Work</t>” in <d>1847</d></c>, and left."),
    ("periodical and date", "The slogan stood in <c><j>Le Réveil</j>, <d>3 May 1869</d></c>, and then everywhere."),
    ("an address", "<c><w>http://www.example.org/a</w></c>, 3.5.2009."),
    ("title and address", "<c><t>The gesture that became a sign of that year</t>. <w>http://example.org/a</w></c>."),
    ("an address that is broken", "<c><w>http://www.example.org/a/File:Raised</w></c> hand.jpg. Last access: May."),
    ("on, a pronoun elsewhere", "<c>“<t>Mozart in Prague</t>.” Archived on <d>2007</d></c>. We had asked for it."),
    ("where it is from", "Übernommen aus Wikipedia: <c><w>http://de.example.org/a</w></c>."),
]  # fmt: skip
MENTIONED = [
    ("an album", "He was little known until he played on <c><a>John Coltrane</a>’s <t>Giant Steps</t></c> that year."),
    ("a book in prose", "In her book <c><i><t>Feudal Society</t></i></c> she argues that lords came late."),
    ("opening a sentence", "<c><i><t>Feudal Society</t></i></c> had been out of print for years when she read it."),
    ("an issue", "This <c>issue of <j>Annals of Botany</j></c> honours the memory of its founder."),
    ("year of something else", "It was on his album <c><t>Blue Moon</t>, released in <d>1961</d></c>, in another key."),
    ("an album and its year", "The tune opens Hay’s album <c><t>Blue Moon</t> (<d>1961</d>)</c>, where it is slower."),
    ("a film", "<c><t>Le film La Nuit blanche</t> (<d>1961</d>)</c> en donne un exemple."),
    ("year in prose", "He appeared on <c><a>Hay</a>’s <t>Blue Moon</t> in <d>1961</d></c>, and left soon after."),
    ("address in prose", "The <c>institute keeps a list of schools in Wales at <w>http://example.org/list</w></c>."),
    ("covers the same", "<c><a>Hay</a>’s <t>Crime and Custom</t></c> covers much of the same material."),
    ("a list of schools", "The <c><t>Society of Teachers keeps a list</t> at <w>http://example.org/list</w></c>."),
    ("covers it", "<c><a>Hay</a>’s <t>Crime and Custom</t></c> covers similar ground."),
    ("we see", "In this way we see <c><a>Hay</a>’s <t>Crime and Custom</t></c> as the end of a development."),
    ("see in a sentence before", "See above. Later <c><a>Hay</a>’s <t>Crime and Custom</t></c> was forgotten."),
    ("told the author", "<c><a>Ada Weber</a> (p.c. <d>2014</d>)</c> pointed out to me that there is another reading."),
    ("roman, allemand", "Dans son roman <c><i><t>Les Indifférents</t></i></c>, il décrit la bourgeoisie de Rome."),
    ("im Buch", "In seinem Buch <c>„<t>Die höfische Gesellschaft</t>“</c> beschreibt er den Hof Ludwigs XIV."),
]  # fmt: skip
NO_WORKS = [
    ("a quoted phrase", "Some call it the <c>“<t>rising tide</t>”</c> in their talks."),
    ("a name", "<c><t>Hay</t></c> has no such definition of a custom."),
    ("a statement", "<c><t>Hay calls the practice “custom in the making” of the courts</t></c>."),
    ("a statement with a quotation", "<c><t>Weber defines custom as “what is done because it was done</t></c>”."),
]  # fmt: skip


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in CITED])
def test_what_sends_the_reader_to_a_work_cites_it(text: str) -> None:
    assert set(roles(text)) == {"work"}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in MENTIONED])
def test_what_is_only_talked_about_is_mentioned(text: str) -> None:
    assert roles(text) == ["mention"]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NO_WORKS])
def test_phrases_and_sentences_are_no_works(text: str) -> None:
    assert roles(text) == ["none"]


def test_a_work_cited_beside_one_that_is_mentioned() -> None:
    text = "<c><a>Hay</a>’s <t>Crime and Custom</t></c> is older; see <c><a>Bloch</a>, <t>Society</t>, <p>4</p></c>."
    assert roles(text) == ["mention", "work"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His works are published by <c><a>Hay</a> <t>Sons</t>, <l>London</l></c>.", ["none"]),
        ("The sermons are printed by <a>Hay</a> in <c><t>The Old Paths</t>, <l>London</l></c>.", ["work"]),
    ],
    ids=["a publisher", "a book"],
)
def test_who_publishes_is_no_work(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


# --- in a document ----------------------------------------------------------------------------------------------------

CITING = "R. Pipes, Russia under the Old Regime (London, 1974), p. 3."
TALKING = "He was little known until his appearance on John Coltrane’s Giant Steps in 1960."


def read(*notes: Note) -> list[ParsedNote]:
    return list(parse(notes))


def note(number: int, text: str, kind: NoteKind = NoteKind.FOOTNOTE) -> Note:
    return Note(str(number), Text(text), HERE, str(number), kind=kind)


def test_a_mention_stands_apart_from_the_citations() -> None:
    (parsed,) = read(note(1, TALKING))
    assert parsed.content is Content.COMMENTARY
    assert not parsed.citations
    (mention,) = parsed.mentions
    assert mention.role is Role.MENTION
    assert mention.work is not None
    assert mention.work.title == "Giant Steps"


def test_ibid_means_the_last_work_cited() -> None:
    *_, ibid = read(note(1, CITING), note(2, TALKING), note(3, "Ibid., 4."))
    assert ibid.citations[0].refers_to is not None
    assert ibid.citations[0].refers_to.note == "1"


def test_an_entry_of_a_reference_list_cites() -> None:
    (parsed,) = read(note(1, TALKING, NoteKind.REFERENCE))
    assert parsed.citations
    assert not parsed.mentions


def test_what_a_reference_manager_put_there_is_cited() -> None:
    start = TALKING.index("John")
    (parsed,) = read(Note("1", Text(TALKING), HERE, embedded=((start, len(TALKING) - 1, Work(title="Giant Steps")),)))
    assert [one.work and one.work.title for one in parsed.citations] == ["Giant Steps"]
    assert not parsed.mentions


def test_whoever_marks_a_note_by_hand_has_the_last_word() -> None:
    (found,) = read(note(1, TALKING))
    (parsed,) = parse([note(1, TALKING)], lambda _: found.mentions)
    assert [one.role for one in parsed.citations] == [Role.WORK]
    assert not parsed.mentions
