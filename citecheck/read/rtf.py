"""Reads Rich Text Format (specification 1.9.1): running text with its marks, footnotes, endnotes, embedded works."""

from __future__ import annotations

import re
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Document
from citecheck.read.rtf_story import Story

_OPENING = b"{\\rtf"
_TOKEN = re.compile(
    r"""(?P<text>    [^\\{}\r\n]+ )
      | \\ (?P<word> [A-Za-z]{1,32} ) (?P<number> -?[0-9]{1,10} )? [ ]?
      | \\'(?P<byte> [0-9A-Fa-f]{2} )
      | \\ (?P<sign> [^A-Za-z] )
      | (?P<brace>   [{}] )
      | (?P<line>    [\r\n]+ )""",
    re.VERBOSE | re.DOTALL,
)


class Rtf:
    """Files that every word processor of the last forty years can write."""

    name = "rtf"
    suffixes = (".rtf",)

    def recognizes(self, head: bytes) -> bool:
        """The first group of the file says so."""
        return head.lstrip().startswith(_OPENING)

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; numbers of notes are counted as a word processor would print them."""
        if not self.recognizes(data[:4096]):
            raise ReadError(f"{path}: not RTF, whatever its name says: save it again as .rtf or .docx")
        story = Story(path)
        _tell(data.decode("latin-1"), story)
        return story.document(self.name)


def _tell(source: str, story: Story) -> None:
    """Hands the tokens to the story, one byte of the file a character; raw data after `bin` are left out."""
    at = 0
    while found := _TOKEN.match(source, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            story.text(found[0])
        elif kind in ("word", "number"):
            number = int(found["number"]) if kind == "number" else None
            if found["word"] == "bin":
                at += max(0, number or 0)
            else:
                story.word(found["word"], number)
        elif kind == "brace":
            (story.open if found[0] == "{" else story.close)()
        elif kind == "byte":
            story.byte(int(found["byte"], 16))
        elif kind == "sign":
            story.sign(found["sign"])
        if story.done:
            return
    story.end()
