"""What commands and environments of running text do."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from urllib.parse import unquote

from citecheck import refs
from citecheck.read.latex import macros
from citecheck.read.latex.interpreter import Handler, Interpreter
from citecheck.read.latex.macros import Macro
from citecheck.read.latex.scan import Span

_ESCAPED = re.compile(r"\\([%#&_~{}$])")
_DOI = re.compile(r"(?<=doi\.org/)10\.\d{4,9}/\S+", re.IGNORECASE)
_OUTSIDE = re.compile(r"https?://", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z-]+")


@cache
def commands() -> dict[str, Handler]:
    """The handlers of commands, by name."""
    words = refs.words("latex")
    found: dict[str, Handler] = {}
    tables: tuple[tuple[str, Handler], ...] = (
        ("arguments", _skip_arguments), ("emphasis", _emphasis), ("italic", _italic), ("emphatic", _emphatic),
        ("upright", _upright), ("headings", _heading), ("titles", _title), ("paragraphs", _paragraph),
        ("spaces", _space), ("symbols", _symbol), ("accents", _accent), ("quotes", _quotes),
    )  # fmt: skip
    for table, handler in tables:
        found |= dict.fromkeys(words[table], handler)
    return found | _SINGLE


@cache
def environments() -> dict[str, Handler]:
    """The handlers of environments that are more than a paragraph of their own, by name without a star."""
    found: dict[str, Handler] = dict.fromkeys(refs.words("latex")["mathematics"], _mathematics)
    return found | {"document": _document, "minipage": _minipage}


# --- characters and their look ---------------------------------------------------------------------------------------


def _symbol(run: Interpreter, name: str) -> None:
    run.output.literal(run.words["symbols"][name])


def _accent(run: Interpreter, name: str) -> None:
    run.accent(name)


def _space(run: Interpreter, _: str) -> None:
    run.output.literal(" ")


def _emphasis(run: Interpreter, name: str) -> None:
    if run.input.enter():
        run.open()
        run.output.draft.lean(name != "emph" or not run.output.draft.italic)


def _italic(run: Interpreter, _: str) -> None:
    run.output.draft.lean(True)


def _emphatic(run: Interpreter, _: str) -> None:
    run.output.draft.lean(not run.output.draft.italic)


def _upright(run: Interpreter, name: str) -> None:
    if name.startswith("text"):
        if run.input.enter():
            run.open()
            run.output.draft.lean(False)
    else:
        run.output.draft.lean(False)


def _quotes(run: Interpreter, name: str) -> None:
    before, after = run.words["quotes"][name]
    run.input.option()
    if run.input.enter():
        run.output.literal(before)
        run.open(partial(run.output.literal, after))


def _address(run: Interpreter, _: str) -> None:
    run.output.literal(_ESCAPED.sub(r"\1", run.input.raw(run.input.argument())))


def _link(run: Interpreter, _: str) -> None:
    r"""``\href{address}{text}`` prints the text; a DOI that it hides follows, other addresses are kept beside."""
    run.input.option()
    address = _ESCAPED.sub(r"\1", run.input.raw(run.input.argument()))
    if run.input.enter():
        draft, first, start = run.output.draft, len(run.output.draft.pieces), run.output.draft.length
        run.open(lambda: _linked(run, address, start, "".join(draft.pieces[first:])))


def _linked(run: Interpreter, address: str, start: int, printed: str) -> None:
    doi = _DOI.search(unquote(address))
    if doi and doi[0].lower() not in printed.lower():
        run.output.literal(f" <https://doi.org/{doi[0]}>")
    elif _OUTSIDE.match(address) and address != printed:
        run.output.draft.links.append((start, run.output.draft.length, address))


def _protected(run: Interpreter, _: str) -> None:
    r"""``\texorpdfstring{printed}{bookmark}``: only the first is text."""
    printed = run.input.argument()
    run.input.argument()
    if printed:
        run.input.push(printed)


# --- structure -------------------------------------------------------------------------------------------------------


def _skip_arguments(run: Interpreter, name: str) -> None:
    run.skip(run.words["arguments"][name])


def _paragraph(run: Interpreter, name: str) -> None:
    run.output.paragraph()
    if name == "item":
        run.input.option()
    elif name == "maketitle":
        run.counters.set("footnote", 0)


def _heading(run: Interpreter, name: str) -> None:
    if not run.input.token.rstrip().endswith("*"):
        run.counters.heading(name)
    if name == "captionof":
        run.input.argument()
    run.input.option()
    if run.input.enter():
        run.output.paragraph()
        run.open(run.output.paragraph)


def _title(run: Interpreter, _: str) -> None:
    r"""``\title``, ``\author``: printed by ``\maketitle``, so it counts even in the preamble."""
    run.input.option()
    if not run.input.enter():
        return
    muted, run.output.muted, run.is_title = run.output.muted, False, True

    def close() -> None:
        run.output.paragraph()
        run.output.muted, run.is_title = muted, False

    run.output.paragraph()
    run.open(close)


def _begin(run: Interpreter, _: str) -> None:
    run.begin(run.input.raw(run.input.argument()))


def _end(run: Interpreter, _: str) -> None:
    run.end(run.input.raw(run.input.argument()))


def _begin_group(run: Interpreter, _: str) -> None:
    run.open(environment="begingroup")


def _end_group(run: Interpreter, _: str) -> None:
    run.end("begingroup")


def _document(run: Interpreter, name: str) -> None:
    run.output.muted = run.is_preamble = False
    run.open(run.output.paragraph, environment=name)


def _mathematics(run: Interpreter, name: str) -> None:
    run.skip(run.words["environments"].get(name.rstrip("*"), ""))
    run.display(begins=True, shown=True)
    run.open(partial(run.display, begins=False, shown=True), environment=name)


def _minipage(run: Interpreter, name: str) -> None:
    """A minipage counts its notes by itself, in letters (source2e, ltboxes)."""
    run.skip(run.words["environments"][name])
    run.paragraph()
    run.minipages += 1
    run.counters.set("mpfootnote", 0)

    def close() -> None:
        run.minipages -= 1
        run.paragraph()

    run.open(close, environment=name)


def _class(run: Interpreter, name: str) -> None:
    options, chosen = run.input.raw(run.input.option()), run.input.raw(run.input.argument())
    if chosen in run.words["chaptered"]:
        run.counters.number_within("footnote", "chapter")
        run.counters.number_within("endnote", "chapter")
    _speak(run, options)
    if name == "documentclass":
        run.input.option()


def _package(run: Interpreter, _: str) -> None:
    options, packages = run.input.raw(run.input.option()), run.input.raw(run.input.argument())
    if "babel" in packages or "polyglossia" in packages:
        _speak(run, options)
    if "footmisc" in packages and "symbol" in options:
        run.counters.style("footnote", "\\fnsymbol")
    if "biblatex" in packages:
        run.cites_in_notes = _cites_in_notes(run, packages, options)


def _cites_in_notes(run: Interpreter, packages: str, options: str) -> bool:
    r"""Whether ``\autocite`` sets a footnote, by biblatex's own rule: the option autocite, else the style."""
    chosen = dict(part.split("=", 1) for part in re.sub(r"\s+", "", options).split(",") if "=" in part)
    if "autocite" in chosen:
        return chosen["autocite"] == "footnote"
    style = chosen.get("citestyle", chosen.get("style", ""))
    return style in run.words["footnoting"] or ("chicago" in packages and "authordate" not in options)


def _language(run: Interpreter, _: str) -> None:
    run.input.option()
    _speak(run, run.input.raw(run.input.argument()))


def _speak(run: Interpreter, options: str) -> None:
    """Takes the language from a list of options; babel's main language is the last."""
    languages: dict[str, str] = run.words["languages"]
    named = [word for word in _WORD.findall(options) if word in languages]
    if named:
        run.language = languages[named[-1]]
    if any(languages[word] == "de" for word in named):
        run.shorthands = run.words["shorthands"]


# --- definitions and files -------------------------------------------------------------------------------------------


def _define(read: Callable[..., tuple[str, Macro] | None]) -> Handler:
    def handle(run: Interpreter, name: str) -> None:
        found = read(run.input)
        if found is None:
            return
        defined, macro = found
        if defined.startswith("the"):
            run.counters.style(defined.removeprefix("the"), run.input.raw(macro.body))
        elif name != "providecommand" or defined not in run.macros:
            run.macros[defined] = macro

    return handle


def _let(run: Interpreter, _: str) -> None:
    new = macros.name_of(run.input.raw(run.input.argument()))
    if run.input.peek() == "=":
        run.input.argument()
    old = run.input.argument()
    if new and old is not None and run.input.raw(old) != f"\\{new}":
        run.macros[new] = run.macros.get(macros.name_of(run.input.raw(old)), Macro(old))


def _read_in(run: Interpreter, name: str) -> None:
    folder = run.input.raw(run.input.argument()) if name in ("import", "subimport") else ""
    wanted = run.input.raw(run.input.argument())
    place = run.input.place()
    path = run.folder.find(f"{folder}/{wanted}" if folder else wanted, ".tex", place)
    source = run.folder.enter(path, place) if path else None
    if source is None:
        return
    if name == "include":
        run.output.paragraph()
    run.bibliography.announce(source.text)
    run.input.push(Span(source, 0, len(source.text)), run.folder.leave)


_SINGLE: dict[str, Handler] = {
    "begin": _begin,
    "end": _end,
    "begingroup": _begin_group,
    "endgroup": _end_group,
    "bgroup": _begin_group,
    "egroup": _end_group,
    "url": _address,
    "nolinkurl": _address,
    "path": _address,
    "href": _link,
    "texorpdfstring": _protected,
    "documentclass": _class,
    "usepackage": _package,
    "RequirePackage": _package,
    "selectlanguage": _language,
    "setmainlanguage": _language,
    "setdefaultlanguage": _language,
    "newcommand": _define(macros.defined_by_command),
    "renewcommand": _define(macros.defined_by_command),
    "providecommand": _define(macros.defined_by_command),
    "DeclareRobustCommand": _define(macros.defined_by_command),
    "NewDocumentCommand": _define(macros.defined_by_document_command),
    "RenewDocumentCommand": _define(macros.defined_by_document_command),
    "DeclareDocumentCommand": _define(macros.defined_by_document_command),
    "def": _define(macros.defined_by_def),
    "gdef": _define(macros.defined_by_def),
    "edef": _define(macros.defined_by_def),
    "let": _let,
    "input": _read_in,
    "include": _read_in,
    "subfile": _read_in,
    "subfileinclude": _read_in,
    "import": _read_in,
    "subimport": _read_in,
}
