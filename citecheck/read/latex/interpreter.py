"""Reads LaTeX token by token, without recursion: groups, environments and macros lie on stacks of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from citecheck import refs
from citecheck.model import Block
from citecheck.read.latex.bibliography import Bibliography
from citecheck.read.latex.counters import Counters
from citecheck.read.latex.files import Folder
from citecheck.read.latex.macros import Macro
from citecheck.read.latex.output import Output
from citecheck.read.latex.scan import Input, Span
from citecheck.read.latex.source import Source

Handler = Callable[["Interpreter", str], None]


@dataclass(slots=True)
class Frame:
    """A group that is open: what holds again behind it, and what is to be done at its end."""

    italic: bool
    styles: dict[str, str]
    environment: str = ""
    close: Callable[[], None] | None = None


class Interpreter:
    """One run over a manuscript. Handlers of commands work on its parts: input, output, counters, macros, folder."""

    def __init__(self, path: Path, commands: Mapping[str, Handler], environments: Mapping[str, Handler]) -> None:
        self.words = refs.words("latex")
        self.input = Input()
        self.output = Output(self.input.place)
        self.counters = Counters()
        self.folder = Folder(path)
        self.bibliography = Bibliography(self.folder, str(path))
        self.macros: dict[str, Macro] = {}
        self.labels: dict[str, tuple[str, str]] = {}
        self.language: str | None = None
        self.is_preamble = False
        self.is_title = False
        self.note: tuple[str, str] | None = None
        self.close_entry: Callable[[], None] | None = None
        self.mathematics = 0
        self.minipages = 0
        self.shorthands: dict[str, str] = {}
        self.cites_in_notes = False
        self._commands = commands
        self._environments = environments
        self._frames: list[Frame] = []
        self._opened: Counter[str] = Counter()
        self._accents: dict[str, str] = self.words["accents"]

    def run(self, source: Source) -> tuple[Block, ...]:
        """The blocks of a main file and of all it reads in."""
        self.output.muted = self.is_preamble = "\\begin{document}" in source.text
        self.input.push(Span(source, 0, len(source.text)))
        kinds = {name.removeprefix("_on_"): getattr(self, name) for name in dir(self) if name.startswith("_on_")}
        while found := self.input.next():
            kinds[found.lastgroup or "other"](found)
        while self._frames:
            self.close()
        return self.output.blocks()

    # --- groups -----------------------------------------------------------------------------------------------------

    def open(self, close: Callable[[], None] | None = None, environment: str = "") -> None:
        """Begins a group; `close` is called at its end."""
        self._frames.append(Frame(self.output.draft.italic, self.counters.styles, environment, close))
        self._opened[environment] += 1

    def close(self) -> None:
        """Ends the innermost group."""
        frame = self._frames.pop()
        self._opened[frame.environment] -= 1
        self.output.draft.lean(frame.italic)
        if frame.close:
            frame.close()
        self.counters.styles = frame.styles

    def begin(self, name: str) -> None:
        """Begins an environment."""
        handler = self._environments.get(name.rstrip("*"))
        if handler:
            handler(self, name)
            return
        self.paragraph()
        self.skip(self.words["environments"].get(name, "o"))
        self.open(self.paragraph, environment=name)

    def end(self, name: str) -> None:
        """Ends an environment, and every group left open within."""
        if not self._opened[name]:
            return
        while self._frames[-1].environment != name:
            self.close()
        self.close()

    def paragraph(self) -> None:
        """Ends the paragraph for something set apart, behind which its sentence may go on."""
        if not self.mathematics:
            self.output.paragraph(broken=True)

    def skip(self, arguments: str) -> None:
        """Passes arguments that are no text: o = optional, d = mandatory."""
        for kind in arguments:
            if kind == "o":
                self.input.option()
            elif self.input.peek() in ("{", "\\"):
                self.input.argument()

    # --- tokens, by the names of their groups -----------------------------------------------------------------------

    def _on_text(self, found: re.Match[str]) -> None:
        self.output.text(found[0])

    def _on_space(self, _: re.Match[str]) -> None:
        self.output.text(" ")

    def _on_blank(self, found: re.Match[str]) -> None:
        if " " in found[0] or "\t" in found[0]:
            self.output.text(" ")

    def _on_paragraph(self, _: re.Match[str]) -> None:
        self.output.paragraph()

    def _on_word(self, found: re.Match[str]) -> None:
        name = found["word"]
        handler = self._commands.get(name)
        if handler:
            handler(self, name)
        elif name in self.macros:
            self.macros[name].expand(self.input)
        elif self.input.is_adjacent("["):
            self.input.option()

    def _on_symbol(self, found: re.Match[str]) -> None:
        symbol = found["symbol"]
        if symbol in self._accents:
            self.accent(symbol)
        elif symbol in "()[]":
            self.display(begins=symbol in "([", shown=symbol in "[]")
        elif symbol == "\\":
            self.input.option()
            self.output.literal(" ")
        elif symbol in " \n\t,;:>":
            self.output.literal(" ")
        elif symbol not in "-/!@*+<\0":
            self.output.literal(symbol)

    def _on_open(self, _: re.Match[str]) -> None:
        self.open()

    def _on_close(self, _: re.Match[str]) -> None:
        if self._frames and not self._frames[-1].environment:
            self.close()

    def _on_dollar(self, found: re.Match[str]) -> None:
        self.display(begins=not self.mathematics, shown=len(found[0]) == 2)

    def _on_number(self, found: re.Match[str]) -> None:
        self.input.argument_of_body(int(found["number"]))

    def _on_other(self, found: re.Match[str]) -> None:
        sign = found[0]
        if sign == '"' and self.shorthands:
            self._shorthand()
        elif sign == "&":
            self.output.literal(" ")
        elif not (self.mathematics and sign in "^_"):
            self.output.literal(sign)

    # --- what handlers and tokens share -----------------------------------------------------------------------------

    def accent(self, name: str) -> None:
        """Sets an accent on the letter that follows."""
        letter = self.input.raw(self.input.argument()).strip("{} ")
        letter = {"\\i": "i", "\\j": "j"}.get(letter, letter.removeprefix("\\"))
        letter = self.words["symbols"].get(letter, letter) if len(letter) > 1 else letter
        composed = letter[:1] + self._accents[name] + letter[1:] if letter else ""
        self.output.literal(unicodedata.normalize("NFC", composed))

    def display(self, *, begins: bool, shown: bool) -> None:
        """Mathematics begins or ends; what is set in a line of its own is left out of the text."""
        self.mathematics = max(0, self.mathematics + (1 if begins else -1))
        if shown:
            self.output.literal(" ")
            self.output.muted = self.is_preamble or (self.mathematics > 0 and not self.output.in_note)

    def _shorthand(self) -> None:
        for sign, text in self.shorthands.items():
            if self.input.is_adjacent(sign):
                self.input.argument()
                self.output.literal(text)
                return
        self.output.literal('"')
