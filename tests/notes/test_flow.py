from __future__ import annotations

import pytest

from citecheck.model import Block, Call, NoteKind, Place, Text
from citecheck.notes.flow import LONGEST, flows

HERE = Place("a.md", 1)


def running(text: str, *, continues: bool = False) -> Block:
    """A block of running text; "|" is a mark."""
    plain, offsets = "", []
    for piece in text.split("|"):
        plain += piece
        offsets.append(len(plain))
    return Block(Text(plain), HERE, tuple(Call(o, "1", HERE) for o in offsets[:-1]), continues=continues)


def around(*blocks: Block) -> tuple[str, str]:
    """What is said around the only mark."""
    index = next(i for i, block in enumerate(blocks) if block.calls)
    return flows(blocks, "en")[index].around(index, blocks[index].calls[0].offset)


NOTE = Block(Text("A note. It has two."), HERE, kind=NoteKind.FOOTNOTE)


@pytest.mark.parametrize(
    ("blocks", "sentence", "before"),
    [
        ([running("One. Two. Three| is it. Four.")], "Three is it.", "One. Two."),
        ([running("One. Two.| Three.")], "Two.", "One."),
        ([running("One. Two.|Three.")], "Two.", "One."),
        ([running("|One. Two.")], "One.", ""),
        ([running("One said. Before."), running("Two| here.")], "Two here.", "One said. Before."),
        ([running("One said."), running("A Title"), running("Two| here.")], "Two here.", "One said."),
        ([running("Zero. One| is"), NOTE, running("two here. Three.", continues=True)], "One is two here.", "Zero."),
        ([running("Zero. One infor-"), NOTE, running("mation| is.", continues=True)], "One information is.", "Zero."),
        ([running("Zero. One self-"), running("Evident| is.", continues=True)], "One self- Evident is.", "Zero."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sentence_of_a_mark_and_the_one_before(blocks: list[Block], sentence: str, before: str) -> None:
    assert around(*blocks) == (sentence, before)


def test_a_mark_in_a_note_is_quoted_from_the_note() -> None:
    inner = Block(Text("First. Second here."), HERE, (Call(13, "2", HERE),), NoteKind.FOOTNOTE)
    assert flows([running("Body."), inner], "en")[1].around(1, 13) == ("Second here.", "First.")


def test_two_sentences_go_before_unless_the_nearer_is_long() -> None:
    long = "This one goes on " + "and on " * 60 + "to its end."
    assert around(running(f"One. {long} Three|.")) == ("Three.", long)


def test_of_what_is_no_sentence_the_part_around_the_mark_is_given() -> None:
    sentence, _ = around(running("word " * 5_000 + "here| " + "word " * 5_000))
    assert "here" in sentence
    assert len(sentence) <= 2 * LONGEST


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("So say Ott| and Lee|.", ["So say Ott", " and Lee"]),
        ("So it is.| So say Ott|; |", ["So it is.", "So say Ott", "; "]),
    ],
)
def test_the_lead_of_a_mark_is_what_stands_between_it_and_the_one_before(text: str, leads: list[str]) -> None:
    block = running(text)
    assert [flows([block], "en")[0].lead(0, call.offset) for call in block.calls] == leads
