"""What citation commands do: a work out of the .bib file set into a note; and the list of references typed by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from citecheck import refs
from citecheck.formats.rendering import families, pieces
from citecheck.model import NoteKind
from citecheck.read.latex.interpreter import Handler, Interpreter
from citecheck.read.latex.notes import numbered, open_note
from citecheck.read.latex.output import Draft
from citecheck.read.latex.scan import Item, Span

REFERENCE = "cite."  # begins the keys of entries in a list of references


@cache
def commands() -> dict[str, Handler]:
    """The handlers of these commands, by name."""
    return dict.fromkeys(refs.words("latex")["citations"], _cite) | {"bibitem": _entry}


@cache
def environments() -> dict[str, Handler]:
    """The handler of the list of references."""
    return {"thebibliography": _references}


def _cite(run: Interpreter, name: str) -> None:
    how = run.words["citations"][name]
    place = run.input.place()
    items = _cited(run, how)
    sets_note = how == "note" or (how == "auto" and run.cites_in_notes)
    if sets_note and not run.output.in_note and items and not run.output.muted:
        draft = numbered(run, "footnote", NoteKind.FOOTNOTE)
        run.output.call(draft.label, draft.key, place)
        run.input.push(*items, open_note(run, draft))
    else:
        run.input.push(*items)


def _cited(run: Interpreter, how: str) -> list[Item]:
    """What a citation command prints, as stretches to be read and calls to be made, in order."""
    items: list[Item] = []
    while run.input.peek() == "(":
        run.input.option("(", ")")
    while True:
        first = run.input.option()
        second = run.input.option()
        if run.input.peek() != "{":
            return items
        keys = [key.strip() for key in run.input.raw(run.input.argument()).split(",") if key.strip()]
        before, after = (first, second) if second is not None else (None, first)
        if items:
            items.append(partial(run.output.literal, "; "))
        items.extend(_printed(run, how, keys, before, after))


def _printed(run: Interpreter, how: str, keys: list[str], before: Span | None, after: Span | None) -> list[Item]:
    items: list[Item] = []
    if before is not None and run.input.raw(before):
        items += [before, partial(run.output.literal, " ")]
    for number, key in enumerate(keys):
        if number:
            items.append(partial(run.output.literal, "; "))
        items.append(partial(_work, run, how, key))
    if after is not None and run.input.raw(after):
        items += [partial(run.output.literal, ", "), after]
    return items


def _work(run: Interpreter, how: str, key: str) -> None:
    """Prints one work: in a note in full, in running text by as much as its sentence shows."""
    work = run.bibliography.work(key) if run.output.in_note or how in _SHORT else None
    if work is None:
        _unknown(run, key)
    elif how in _SHORT:
        run.output.literal(_SHORT[how](work))
    else:
        draft = run.output.draft
        start, leaning = draft.length, draft.italic
        for text, italic in pieces(work):
            draft.lean(italic != leaning)
            run.output.literal(text)
        draft.lean(leaning)
        draft.embedded.append((start, draft.length, work))


def _unknown(run: Interpreter, key: str) -> None:
    """A key without a work: in a note the key itself must do; in running text it may call an entry of the list."""
    if run.output.in_note:
        run.output.literal(key)
    elif not run.is_preamble:
        run.output.call("", REFERENCE + key, run.input.place())


_SHORT: dict[str, Callable[..., str]] = {
    "names": lambda work: families(work.authors or work.editors),
    "title": lambda work: work.title,
    "year": lambda work: str(work.issued.year) if work.issued else "",
}


def _references(run: Interpreter, name: str) -> None:
    run.skip("d")
    run.paragraph()
    run.counters.set("reference", 0)
    run.open(partial(_end_entry, run), environment=name)


def _entry(run: Interpreter, _: str) -> None:
    _end_entry(run)
    option = run.input.option()
    key = run.input.raw(run.input.argument())
    value = run.counters.step("reference")
    label = run.input.raw(option) if option else str(value)
    run.close_entry = open_note(run, Draft(NoteKind.REFERENCE, label.strip("{}"), REFERENCE + key))


def _end_entry(run: Interpreter) -> None:
    if run.close_entry:
        run.close_entry()
        run.close_entry = None
    run.output.paragraph()
