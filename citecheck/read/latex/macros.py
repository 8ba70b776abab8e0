r"""The author's own commands: \newcommand, \def, \let, \NewDocumentCommand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.read.latex.scan import Input, Span

_ARGUMENT = re.compile(r"[+!]?(?:[mosrdODRtveb])")


@dataclass(frozen=True, slots=True)
class Macro:
    """A command of the author's. `optional`: the value of an optional first argument, None where there is none."""

    body: Span
    arguments: int = 0
    optional: Span | None = None
    star: bool = False

    def expand(self, input_: Input) -> None:
        """Takes the arguments and reads the body next."""
        taken: list[Span] = []
        if self.optional is not None:
            taken.append(input_.option() or self.optional)
        while len(taken) < self.arguments:
            argument = input_.argument()
            if argument is None:
                break
            taken.append(argument)
        input_.expand(self.body, tuple(taken))


def defined_by_command(input_: Input) -> tuple[str, Macro] | None:
    r"""What ``\newcommand{\name}[2][default]{body}`` defines, read from behind its first word."""
    name = name_of(input_.raw(input_.argument()))
    number, default = input_.raw(input_.option()), input_.option()
    body = input_.argument()
    if not name or body is None:
        return None
    return name, Macro(body, int(number) if number.isdecimal() else 0, default)


def defined_by_def(input_: Input) -> tuple[str, Macro] | None:
    r"""What ``\def\name#1#2{body}`` defines."""
    name = name_of(input_.raw(input_.argument()))
    count = 0
    while input_.peek() not in ("{", ""):
        parameter = input_.argument()
        count += parameter is not None and input_.raw(parameter).startswith("#")
    body = input_.argument()
    return (name, Macro(body, count)) if name and body is not None else None


def defined_by_document_command(input_: Input) -> tuple[str, Macro] | None:
    r"""What ``\NewDocumentCommand{\name}{o m}{body}`` defines; of its kinds of argument only [ ] differ."""
    name = name_of(input_.raw(input_.argument()))
    kinds = _ARGUMENT.findall(re.sub(r"\{[^{}]*\}", "", input_.raw(input_.argument())))
    body = input_.argument()
    if not name or body is None:
        return None
    kinds = [kind for kind in kinds if kind[-1] in "moO"]
    empty = Span(body.source, body.position, body.position) if kinds and kinds[0][-1] in "oO" else None
    return name, Macro(body, len(kinds), empty)


def name_of(written: str) -> str:
    r"""The name in ``{\name}`` or ``\name``, "" for what is no command."""
    written = written.strip("{} ")
    return written[1:] if written.startswith("\\") and len(written) > 1 else ""
