"""What the commands do that set notes, call them, or count them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from citecheck import refs
from citecheck.model import NoteKind
from citecheck.read.latex.interpreter import Handler, Interpreter
from citecheck.read.latex.output import Draft

_INTEGER = re.compile(r"-?\d{1,6}")


@cache
def commands() -> dict[str, Handler]:
    """The handlers of these commands, by name."""
    words = refs.words("latex")
    return dict.fromkeys(words["notes"], _note) | {
        "Footnote": _marked_note,
        "setcounter": _set_counter,
        "addtocounter": _add_to_counter,
        "stepcounter": _step_counter,
        "refstepcounter": _step_counter,
        "counterwithin": _count_within,
        "@addtoreset": _add_to_reset,
        "counterwithout": _count_through,
        "label": _label,
        "ref": _refer,
        "cref": _refer,
        "Cref": _refer,
        "footref": _call_again,
        "footnoteref": _call_again,
    }


def open_note(run: Interpreter, draft: Draft) -> Callable[[], None]:
    """Begins a note, whatever stands around its mark; what is returned ends it."""
    before = run.output.muted, run.mathematics, run.note
    run.output.muted, run.mathematics, run.note = False, 0, (draft.label, draft.key)
    run.output.open_note(draft)

    def close() -> None:
        run.output.close_note()
        run.output.muted, run.mathematics, run.note = before

    return close


def numbered(run: Interpreter, counter: str, kind: NoteKind) -> Draft:
    """The next note of a counter."""
    value = run.counters.step(counter)
    key = run.counters.note_key(counter, value)
    return Draft(kind, run.counters.label(counter, value), key)


def _note(run: Interpreter, name: str) -> None:
    counter, brings = run.words["notes"][name]
    counter = _counter(run, counter)
    place = run.input.place()
    option = run.input.option()
    if run.is_preamble and not run.is_title:
        return
    value = _value(run, counter, run.input.raw(option) if option else None, steps=brings != "text")
    label, key = run.counters.label(counter, value), run.counters.key(counter, value)
    if brings == "mark":
        run.output.call(label, key, place)
        return
    if not run.input.enter():
        return
    key = run.counters.note_key(counter, value)
    if brings == "both":
        run.output.call(label, key, place)
    kind = NoteKind.ENDNOTE if counter == "endnote" else NoteKind.FOOTNOTE
    run.open(open_note(run, Draft(kind, label, key)))


def _counter(run: Interpreter, counter: str) -> str:
    if counter == "footnote" and run.is_title:
        return "thanks"
    return "mpfootnote" if counter == "footnote" and run.minipages else counter


def _value(run: Interpreter, counter: str, option: str | None, *, steps: bool) -> int:
    """The number of a note or mark: as its option says, else counted on."""
    if option is None:
        return run.counters.step(counter) if steps else run.counters.value(counter)
    found = _INTEGER.search(option)
    return int(found[0]) if found else run.counters.value(counter)


def _marked_note(run: Interpreter, _: str) -> None:
    r"""The ``\Footnote{mark}{text}`` of bigfoot."""
    place = run.input.place()
    label = run.input.raw(run.input.argument())
    key = run.counters.note_key("Footnote", run.counters.step("Footnote"))
    run.output.call(label, key, place)
    if run.input.enter():
        run.open(open_note(run, Draft(NoteKind.FOOTNOTE, label, key)))


def _set_counter(run: Interpreter, _: str) -> None:
    counter, value = run.input.raw(run.input.argument()), _INTEGER.match(run.input.raw(run.input.argument()))
    if value:
        run.counters.set(counter, int(value[0]))


def _add_to_counter(run: Interpreter, _: str) -> None:
    counter, value = run.input.raw(run.input.argument()), _INTEGER.match(run.input.raw(run.input.argument()))
    if value:
        run.counters.add(counter, int(value[0]))


def _step_counter(run: Interpreter, _: str) -> None:
    run.counters.step(run.input.raw(run.input.argument()))


def _count_within(run: Interpreter, _: str) -> None:
    counter = run.input.raw(run.input.argument())
    run.counters.number_within(counter, run.input.raw(run.input.argument()))


def _add_to_reset(run: Interpreter, _: str) -> None:
    counter = run.input.raw(run.input.argument())
    run.counters.number_within(counter, run.input.raw(run.input.argument()))


def _count_through(run: Interpreter, _: str) -> None:
    run.counters.number_through(run.input.raw(run.input.argument()))
    run.input.argument()


def _label(run: Interpreter, _: str) -> None:
    name = run.input.raw(run.input.argument())
    if run.note:
        run.labels[name] = run.note


def _refer(run: Interpreter, _: str) -> None:
    """A reference to a note set before prints its number; others are left out, their targets having none here."""
    note = run.labels.get(run.input.raw(run.input.argument()))
    if note:
        run.output.literal(note[0])


def _call_again(run: Interpreter, _: str) -> None:
    place = run.input.place()
    note = run.labels.get(run.input.raw(run.input.argument()))
    if note:
        run.output.call(note[0], note[1], place)
