from __future__ import annotations

from collections.abc import Iterator

import pytest

from citecheck.model import Citation, Content, Kind, Mark, Note, ParsedNote, Place, Reference, Role, Text
from citecheck.parse import parse

HERE = Place("chapter.md")


def notes(*texts: str, marks: dict[int, Mark] | None = None) -> list[Note]:
    return [Note(str(n), Text(t), HERE, str(n), mark=(marks or {}).get(n)) for n, t in enumerate(texts, 1)]


def last(*texts: str) -> Citation:
    parsed = list(parse(notes(*texts)))[-1]
    return parsed.citations[-1]


PIPES = "R. Pipes, The Russian Revolution (New York: Knopf, 1990), 45."
CLIFF = "T. Cliff, State Capitalism in Russia (London, 1974), p. 12."


@pytest.mark.parametrize(
    ("before", "text", "role", "target"),
    [
        ((PIPES,), "Ibid., p. 50.", Role.IBID, Reference("1", 0)),
        ((PIPES,), "Ebd., S. 50.", Role.IBID, Reference("1", 0)),
        ((PIPES,), "Ivi, p. 50.", Role.IBID, Reference("1", 0)),
        ((PIPES,), "Там же. С. 50.", Role.IBID, Reference("1", 0)),
        ((PIPES,), "Id. at 50.", Role.IBID, Reference("1", 0)),
        ((PIPES, "This was said of many others, and it was true of some."), "ibid", Role.IBID, Reference("1", 0)),
        ((PIPES, "Ibid."), "Ibid., 7.", Role.IBID, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, op. cit., 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, a.a.O., S. 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, ob. cit., p. 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, Russian Revolution, 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, Russian Revolution cit., p. 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, 78.", Role.SHORT, Reference("1", 0)),
        ((PIPES, CLIFF), "See n. 1 above.", Role.CROSS_REFERENCE, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes (n 1) 5", Role.CROSS_REFERENCE, Reference("1", 0)),
        ((PIPES, CLIFF), "Pipes, Revolution (wie Anm. 1), S. 12.", Role.CROSS_REFERENCE, Reference("1", 0)),
        ((PIPES,), "supra note 99", Role.CROSS_REFERENCE, None),
        ((PIPES,), "Stone, op. cit., p. 4.", Role.SHORT, None),
        ((), "Ibid., p. 4.", Role.IBID, None),
    ],
    ids=str,
)
def test_back_references(before: tuple[str, ...], text: str, role: Role, target: Reference | None) -> None:
    citation = last(*before, text)
    assert (citation.role, citation.refers_to) == (role, target)
    if target:
        assert citation.work is not None
        assert citation.work.title == "The Russian Revolution"


@pytest.mark.parametrize(
    "text",
    [CLIFF, "R. Pipes, The Russian Revolution (New York: Knopf, 1990), 7.", "R. Pipes, Property and Freedom (1999)."],
    ids=str,
)
def test_a_full_citation_is_no_back_reference(text: str) -> None:
    assert last(PIPES, text).role is Role.WORK


def test_ibid_after_several_works_has_rivals() -> None:
    citation = last(f"{PIPES[:-1]}; {CLIFF}", "Ibid., p. 3.")
    assert citation.refers_to == Reference("1", 1)
    assert citation.rivals == (Reference("1", 0),)


def test_ibid_inside_a_note_means_the_work_before_it() -> None:
    citation = last(CLIFF, f"{PIPES[:-1]}; ibid., 7.")
    assert (citation.refers_to, citation.rivals) == (Reference("2", 0), ())


def test_idem_is_the_author_before() -> None:
    citation = last(PIPES, "Id., Property and Freedom, London 1999, p. 3.")
    assert citation.role is Role.WORK
    assert citation.work is not None
    assert [str(a) for a in citation.work.authors] == ["R. Pipes"]
    assert citation.inferred == ("author",)


def test_a_short_title_that_fits_two_works_has_a_rival() -> None:
    citation = last(
        "E. Carr, The Revolution of Hope, London 1950.",
        "E. Carr, The Revolution of Fear, London 1951.",
        "Carr, Revolution, 3.",
    )
    assert citation.refers_to == Reference("2", 0)
    assert citation.rivals == (Reference("1", 0),)


# --- authors from the running text ----------------------------------------------------------------------------------


def inferred(text: str, sentence: str, before: str = "", earlier: str = "") -> list[str]:
    mark = Mark(HERE, sentence, before)
    parsed = list(parse(notes(*([earlier] if earlier else []), text, marks={2 if earlier else 1: mark})))[-1]
    assert parsed.citations[0].work is not None
    return [str(a) for a in parsed.citations[0].work.authors]


@pytest.mark.parametrize(
    ("sentence", "before", "author"),
    [
        ("Plekhanov commented on this, saying about Engels that he was late.", "", "Plekhanov"),
        ("Bernstein translated this in the slogan of the day.", "", "Bernstein"),
        ("More daring is Luxemburg's further perception: the strike.", "", "Luxemburg"),
        ("According to Rosa Luxemburg, nothing follows.", "", "Rosa Luxemburg"),
        ("These are the words of Bukharin.", "", "Bukharin"),
        ("Since the workers will rule, they will build.", "To overcome this, Parvus proposed the theory.", "Parvus"),
        ("(Martov described the power of the soviets as weak).", "", "Martov"),
        ("Das ist, schrieb Bebel, kein Zufall.", "", "Bebel"),
        ("Secondo Gramsci, la guerra era finita.", "", "Gramsci"),
        ("La question, écrivait Jaurès, reste ouverte.", "", "Jaurès"),
        ("Según Mariátegui, el problema es la tierra.", "", "Mariátegui"),
        ("Как писал Плеханов, история рассудит.", "", "Плеханов"),
    ],
    ids=str,
)
def test_author_from_the_running_text(sentence: str, before: str, author: str) -> None:
    assert inferred("Notes on the Present Question, chapter 2", sentence, before) == [author]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Notes on the Present Question, chapter 2", "The Russian workers of Moscow went on strike in May."),
        ("Notes on the Present Question, chapter 2", ""),
        ("‘Strike Ends’, The Times, 3 May 1926, p. 4.", "Baldwin said that it was over."),
        ("RGASPI, f. 17, op. 3, d. 123.", "Stalin wrote to him at once."),
    ],
    ids=str,
)
def test_no_author_from_nowhere(text: str, sentence: str) -> None:
    assert inferred(text, sentence) == []


def test_the_author_of_the_same_title_earlier() -> None:
    found = inferred(
        "Results and Prospects, chapter 9", "It is not so.", earlier="L. Trotsky, Results and prospects, 1906."
    )
    assert found == ["L. Trotsky"]


def test_a_known_author_weighs_more() -> None:
    sentence = "The party that Molotov had opened, and the experts whom Plekhanov had to recall."
    found = inferred("Six Theses On The Tasks", sentence, earlier="G. Plekhanov, In Defence of Theory, 1895.")
    assert found == ["G. Plekhanov"]


def test_a_pronoun_in_the_note_leaves_it_to_the_text() -> None:
    before = "To overcome this, Parvus proposed the theory."
    assert inferred('He set it out in his book "War and Peace Now" in 1906.', "They will build.", before) == ["Parvus"]


# --- notes as a whole -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (PIPES, Content.CITATION),
        ('He set it out in his book "Results and Hopes" issued in 1906.', Content.CITATION),
        ("This policy freed trade and it abolished the levy.", Content.COMMENTARY),
        (f"This policy freed trade and it abolished the levy. See {PIPES}", Content.MIXED),
        ("Ibid.", Content.CITATION),
    ],
    ids=str,
)
def test_content(text: str, content: Content) -> None:
    (parsed,) = parse(notes(text))
    assert parsed.content is content


def test_a_letter_invents_no_work_from_its_quotation() -> None:
    text = 'Letter from Engels to the Editor of the Daily Herald: "If the country goes on as now, it will lose all".'
    (parsed,) = parse([Note("1", Text(text, ((41, 53), (55, len(text) - 1))), HERE, "1")])
    (citation,) = parsed.citations
    assert citation.work is not None
    assert citation.work.kind is Kind.PERSONAL_COMMUNICATION
    assert [str(a) for a in citation.work.authors] == ["Engels"]
    assert citation.work.title == "Letter from Engels to the Editor of the Daily Herald"
    assert not citation.work.container


@pytest.mark.parametrize("same", ["———", "Idem", "Id.", "Ders."])
def test_what_stands_for_the_author_before(same: str) -> None:
    work = last(PIPES, f"{same}, Russia under the Old Regime (London, 1974), p. 3.").work
    assert work is not None
    assert [str(author) for author in work.authors] == ["R. Pipes"]
    assert work.title == "Russia under the Old Regime"


def test_a_person_who_is_only_named_with_a_number_is_no_work() -> None:
    (parsed,) = parse(notes("Smith, 45."))
    assert (parsed.content, parsed.citations) == (Content.COMMENTARY, ())


def test_notes_are_read_some_at_a_time() -> None:
    taken = 0

    def source() -> Iterator[Note]:
        nonlocal taken
        for note in notes(*[PIPES, CLIFF, "Ibid."] * 1000):
            taken += 1
            yield note

    stream: Iterator[ParsedNote] = parse(source())
    next(stream)
    assert taken <= 300


def test_the_memory_of_one_document_is_not_another_ones() -> None:
    list(parse(notes(PIPES)))
    assert last("Ibid.").refers_to is None
