from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.model import Block, Document, NoteKind
from citecheck.read.ocr import OcrMarkdown


def read(source: str) -> Document:
    return OcrMarkdown().read(source.encode(), Path("scan.md"))


def notes(source: str) -> list[str]:
    """Each note as "label: text"."""
    return [f"{block.label}: {block.text.plain}" for block in read(source).blocks if block.kind]


def calls(source: str) -> list[str]:
    """The labels that are marks, "?" before those that might be something else."""
    return [("" if c.sure else "?") + c.label for block in read(source).blocks for c in block.calls]


def running(source: str) -> list[Block]:
    return [block for block in read(source).blocks if block.kind is None]


PAGE = """**Workers had read their Marx** <sup>(1)</sup>. Nobody in the towns<sup>(2)</sup> doubted, in terms of its

---

<sup>(1)</sup> Letter to the editor of *Zapiski*: *"If Russia continues"*.

<sup>(2)</sup>*Ibid.*

**political content, that this was so.** It went on.
"""


def test_a_page_is_read_with_its_notes_and_the_sentence_goes_on_behind_them() -> None:
    found = read(PAGE).blocks
    assert [(b.kind, b.label, b.text.plain) for b in found] == [
        (None, "", "Workers had read their Marx. Nobody in the towns doubted, in terms of its"),
        (NoteKind.FOOTNOTE, "1", 'Letter to the editor of Zapiski: "If Russia continues".'),
        (NoteKind.FOOTNOTE, "2", "Ibid."),
        (None, "", "political content, that this was so. It went on."),
    ]
    assert [b.continues for b in found] == [False, False, False, True]
    assert [b.page for b in found] == [1, 1, 1, 2]
    assert [(c.offset, c.label, c.sure) for c in found[0].calls] == [(27, "1", True), (48, "2", True)]
    assert [found[1].text.plain[a:b] for a, b in found[1].text.emphasis] == ["Zapiski", '"If Russia continues"']


def test_places_are_those_of_the_marks() -> None:
    lines = PAGE.split("\n")
    found = read(PAGE).blocks
    for place in [*(call.place for call in found[0].calls), found[1].place, found[2].place]:
        assert place.line is not None
        assert place.column is not None
        assert lines[place.line - 1][place.column - 1 :].startswith("<sup>(")


MARKED = {
    "brackets above": ("<sup>(1)</sup>", "<sup>(2)</sup>", "<sup>(1)</sup> A.\n\n<sup>(2)</sup> B."),
    "numbers above": ("<sup>1</sup>", "<sup>2</sup>", "<sup>1</sup>A.\n\n<sup>2</sup>B."),
    "digits above": ("¹", "²", "¹ A.\n\n² B."),
    "mathematics": ("$^{1}$", "$^{2}$", "$^{1}$ A.\n\n$^2$ B."),
    "round": (" (1)", " (2)", "(1) A.\n\n(2) B."),
    "square": ("[1]", "[2]", "[1] A.\n\n[2] B."),
    "dotted": ("<sup>1</sup>", "<sup>2</sup>", "1. A.\n2. B."),
    "bare": ("<sup>1</sup>", "<sup>2</sup>", "1 A.\n\n2 B."),
    "one paragraph": ("<sup>1</sup>", "<sup>2</sup>", "<sup>1</sup> A.\n<sup>2</sup> B."),
    "bold": ("<sup>1</sup>", "<sup>2</sup>", "**<sup>1</sup> A.**\n\n**<sup>2</sup> B."),
    "slips": ("<sup>l</sup>", "<sup>2</sup>", "<sup>I</sup> A.\n\n<sup>2</sup> B."),
}


RULED = [(form, "---\n\n") for form in MARKED]
NOT_RULED = [(form, "") for form in MARKED if form != "round"]  # these need a rule, or to be used throughout a text


@pytest.mark.parametrize(("form", "rule"), RULED + NOT_RULED, ids=str)
def test_forms_of_marks_and_notes(form: str, rule: str) -> None:
    one, two, foot = MARKED[form]
    source = f"Workers read{one}. Peasants wrote{two}.\n\n{rule}{foot}\n\nIt went on."
    assert notes(source) == ["1: A.", "2: B."]
    assert [label.lstrip("?") for label in calls(source)] == ["1", "2"]
    assert running(source)[0].text.plain == "Workers read. Peasants wrote."


@pytest.mark.parametrize("star", ["*", r"\*", "<sup>*</sup>"], ids=str)
def test_stars_and_daggers_begin_anew_on_each_page(star: str) -> None:
    opening = star if star.startswith("<") else r"\*"
    page = f"Workers read{star} it and wrote† too.\n\n---\n\n{opening} A.\n\n† B.\n\n"
    found = read(page + page)
    assert notes(page + page) == ["*: A.", "†: B."] * 2
    assert [block.page for block in found.blocks if block.kind] == [1, 1, 2, 2]


def test_numbers_in_brackets_that_are_used_throughout_need_no_rule() -> None:
    pages = (f"Workers read this book ({n}) and left.\n\n({n}) Title {n}.\n\n" for n in range(1, 8))
    assert notes("".join(pages)) == [f"{n}: Title {n}." for n in range(1, 8)]


@pytest.mark.parametrize(
    "source",
    [
        "Consider (1).\n\n(1) Mary left.\n\nIn (1), she left. As in (2):\n\n(2) Mary came.\n\nUnlike (1), (2) is new.",
        "There are (1) the state and (2) the class.\n\n---\n\nAnother part.",
        "In the year (1905) and after.\n\n---\n\n(1905) was a year.",
        "Some 10<sup>6</sup> of 3 m<sup>2</sup>, the 19<sup>th</sup> century, H<sub>2</sub>O and x².",
        "One.\n\n" + r"\*\*\*\*\*" + "\n\nTwo.\n\n* * *\n\nThree.",
        "Steps:\n\n1. Read.\n2. Write.\n\nThen rest.",
        "Items* follow.\n\n* one\n* two\n* three",
        "<sup>14</sup>C dating is old.",
        "Notes\n\nThese are notes on a journey.",
        "12 men came.\n\n---\n\n3 left.",
    ],
    ids=str,
)
def test_what_is_no_note(source: str) -> None:
    assert notes(source) == []
    assert calls(source) == []


def test_what_is_no_mark_stays_in_the_text() -> None:
    body = "There are (1) the state, (2) 10<sup>6</sup> men and the party<sup>1</sup>."
    source = f"{body}\n\n---\n\n<sup>1</sup> A.\n\nGo (1) on."
    assert calls(source) == ["1"]
    assert running(source)[0].text.plain == "There are (1) the state, (2) 106 men and the party."
    assert running(source)[1].text.plain == "Go (1) on."


def test_sure_marks_without_note_and_notes_without_mark_are_kept() -> None:
    source = "Workers<sup>1</sup> and towns<sup>2</sup> here.\n\n---\n\n<sup>1</sup> A.\n\n<sup>3</sup> C."
    assert calls(source) == ["1", "2"]
    assert notes(source) == ["1: A.", "3: C."]


def test_a_note_of_several_paragraphs_is_told_by_the_note_after_it() -> None:
    foot = "<sup>1</sup> A.\n\nMore.\n\n<sup>2</sup> B."
    source = f"Workers<sup>1</sup> and towns<sup>2</sup> in\n\n---\n\n{foot}\n\nterms of it."
    assert notes(source) == ["1: A.\nMore.", "2: B."]


def test_a_note_that_runs_on_to_the_next_page_is_made_whole() -> None:
    first = "Workers<sup>1</sup> and\n\n---\n\n<sup>1</sup> A, which is\n\n"
    second = "towns<sup>2</sup> went\n\n---\n\na long note.\n\n<sup>2</sup> B.\n\non."
    assert notes(first + second) == ["1: A, which is\na long note.", "2: B."]
    assert [b.text.plain for b in running(first + second)] == ["Workers and", "towns went", "on."]


def test_body_between_two_pages_of_notes_is_body() -> None:
    source = "Workers<sup>1</sup> here.\n\n<sup>1</sup> A.\n\nTowns<sup>2</sup> there.\n\n<sup>2</sup> B."
    assert notes(source) == ["1: A.", "2: B."]
    assert [b.text.plain for b in running(source)] == ["Workers here.", "Towns there."]


def test_notes_at_the_end_of_chapters() -> None:
    chapter = "# Title\n\nWorkers<sup>1</sup> read (2).\n\n## Notes\n\n1. A.\n\n    More.\n\n2. B.\n\n"
    found = [block for block in read(chapter * 2).blocks if block.kind]
    assert [(b.kind, b.label, b.text.plain) for b in found] == [
        (NoteKind.ENDNOTE, "1", "A.\nMore."),
        (NoteKind.ENDNOTE, "2", "B."),
    ] * 2
    assert calls(chapter * 2) == ["1", "?2"] * 2


@pytest.mark.parametrize("heading", ["Anmerkungen", "**Примечания**", "NOTAS", "## Notes :"], ids=str)
def test_headings_of_notes_in_other_languages(heading: str) -> None:
    assert notes(f"Workers read<sup>1</sup>.\n\n{heading}\n\n1. A.\n\n# Index\n\nText.") == ["1: A."]


def test_headings_inside_the_notes_divide_them() -> None:
    ending = "# Notes\n\n## I\n\n1. A.\n\n## II\n\n1. B.\n\n# Index\n\n1905 Mao."
    source = f"One<sup>1</sup> day.\n\nTwo<sup>1</sup> days.\n\n{ending}"
    assert notes(source) == ["1: A.", "1: B."]


def test_links_of_a_converter_bind_mark_and_note() -> None:
    foot = '<span id="p-1"></span><sup>1</sup>It is deprecated.'
    source = f"Call os.popen[1](#p-1) as in [3](#p-9).\n\n{foot}\n\n(3) is past."
    found = read(source).blocks
    assert [(c.label, c.key, c.sure) for c in found[0].calls] == [("1", "p-1", True)]
    assert (found[1].label, found[1].key, found[1].text.plain) == ("1", "p-1", "It is deprecated.")
    assert found[0].text.plain == "Call os.popen as in 3."


def test_page_numbers_between_two_halves_of_a_sentence_are_left_out() -> None:
    found = running("A sentence that is broken\n\n12\n\nby a page number.")
    assert [(b.text.plain, b.continues) for b in found] == [
        ("A sentence that is broken", False),
        ("by a page number.", True),
    ]


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        ("It ended.", "Then it began.", False),
        ("It went on and", "then ended.", True),
        ("A Title", "Then it began.", False),
        ("# A title", "in lower case", False),
        ("It went on:", "1. First", False),
    ],
    ids=str,
)
def test_which_paragraphs_go_on(first: str, second: str, goes_on: bool) -> None:
    assert running(f"{first}\n\n{second}")[1].continues is goes_on


def test_a_form_feed_ends_the_page_and_its_last_note() -> None:
    assert notes("Workers¹ read in the\n\n1 A.\n\ftowns and elsewhere.") == ["1: A."]


def test_a_line_of_hyphens_is_a_rule_whatever_stands_above_it() -> None:
    source = "Workers read<sup>1</sup> in the\n---\n<sup>1</sup> A.\n\ntowns."
    assert notes(source) == ["1: A."]
    assert [b.continues for b in running(source)] == [False, True]


def test_language_and_format_are_named() -> None:
    found = read(PAGE + "This is the history of what was said in the towns and what it meant for the workers. " * 2)
    assert (found.format, found.language) == ("ocr-md", "en")


UNITS = [
    "<sup>1</sup> a\n\n",
    "a(1)\n\n(1) b\n\n",
    "a*\n\n\\* b\n\n",
    "1. a\n",
    "# Notes\n\n1. a\n\n",
    "bb\n\n",
    "<sup>1</sup>a\n",
    "---\n\n",
]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    assert read(unit * (20_000 // len(unit)))
