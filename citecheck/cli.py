"""The command: flags in, exit code out. Results go to standard output, everything else to standard error.

The program's own modules are imported inside the functions that need them, so that `citecheck --help` costs little more
than the interpreter's start (docs/decisions/0002-lazy-imports.md).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from citecheck import __version__
from citecheck.errors import CitecheckError, ReadError, UsageError
from citecheck.options import (
    BASELINE,
    CATALOGUES,
    CHOICE,
    CONFIG,
    DATA,
    DECISIONS,
    ENGINE,
    FILES,
    GATE,
    LINKS,
    OUTPUT,
    PROGRESS,
    SOURCE,
    STRICT,
    STYLE,
    TALK,
    completing_formats,
    option,
)
from citecheck.streams import say, write

if TYPE_CHECKING:
    from citecheck import lines
    from citecheck.checking import Watch
    from citecheck.config import Settings
    from citecheck.model import Document, Report
    from citecheck.protocols import Reporter


class Exit(IntEnum):
    """Exit codes. Where several hold, input that was not read comes first, then findings, then an incomplete check."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREAD = 3
    INCOMPLETE = 4
    INTERRUPTED = 130


class Lazy(click.Group):
    """A group whose commands, those in `module`, are loaded when one of them, or their list, is asked for."""

    def __init__(self, *args: Any, module: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._module = module

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own)
        """By name."""
        return sorted(self._loaded())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's own)
        """The command of this name, if there is one."""
        return self._loaded().get(cmd_name)

    def _loaded(self) -> dict[str, click.Command]:
        commands: dict[str, click.Command] = import_module(self._module).COMMANDS
        return commands


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and exits; an error of ours is one line on standard error."""
    try:
        code = citecheck.main(arguments, prog_name="citecheck", standalone_mode=False, terminal_width=_width())
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except CitecheckError as error:
        say(f"citecheck: {error}")
        code = Exit.UNREAD if isinstance(error, ReadError) else Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        say("citecheck: interrupted")
        code = Exit.INTERRUPTED
    except BrokenPipeError:  # whoever reads us has had enough (`| head`); what the interpreter still holds goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.CLEAN
    sys.exit(code or Exit.CLEAN)


def _completing_codes(_context: click.Context, _parameter: click.Parameter, given: str) -> list[str]:
    """The codes that begin so, for the shell's completion."""
    from citecheck.findings import register

    return [code for code in register() if code.startswith(given.upper())]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="citecheck")
def citecheck() -> None:
    """Verify the footnotes of a manuscript: every note read, every cited work held against catalogues.

    Exit codes: 0 clean; 1 findings; 2 wrong usage; 3 a file could not be read, or has no notes; 4 a catalogue could
    not be asked.
    """


@citecheck.command()
@FILES
@CONFIG
@SOURCE
@CATALOGUES
@option("--format", "formats", metavar="FORMAT[=FILE]", multiple=True, default=("text",), show_default="text",
        shell_complete=completing_formats,
        help="text, table, json, markdown, html, sarif, junit, github, gitlab, rdjson, docx, queries, bib or csl; with "
        "=FILE into a file. Repeatable.")  # fmt: skip
@OUTPUT
@STYLE
@GATE
@STRICT
@LINKS
@BASELINE
@DECISIONS
@TALK
@PROGRESS
def check(
    files: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    exit_zero: bool,
    quiet: bool,
    verbose: bool,
    progress: bool,
    **chosen: Any,
) -> int:
    """Check every note of the FILEs against the catalogues (- is standard input, with --from)."""
    from citecheck import gate, pipeline

    settings = _settings(chosen)
    reporters = _reporters(formats, output, files)
    with _watching(progress and not quiet) as watch:
        report = pipeline.check(files, settings, watch)
    for reporter, path in reporters:
        content = reporter.render(report)
        if path is None and isinstance(content, bytes) and sys.stdout.isatty():
            raise UsageError(f"{reporter.name} is nothing for a terminal: name a file (--format {reporter.name}=FILE)")
        write(content, path)
        if reporter.name == "github":
            _write_step_summary(report)
    _mention(report, verbose=verbose, quiet=quiet)
    if report.failures:
        return Exit.UNREAD
    if gate.fails(report, settings) and not exit_zero:
        return Exit.FINDINGS
    return Exit.INCOMPLETE if gate.is_incomplete(report) else Exit.CLEAN


@citecheck.command()
@FILES
@CONFIG
@SOURCE
@CATALOGUES
@option(
    "--output",
    "-o",
    metavar="FILE",
    help="The file to write; its suffix tells the format: .bib, .ris, .json (CSL-JSON), .md, .html, .txt, .docx.",
)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="bib, biblatex, ris, csl, markdown, html, text or docx, whatever the file is called.",
)
@click.option("--biblatex", is_flag=True, help="Write .bib files in biblatex's own types and names.")
@option(
    "--style",
    metavar="STYLE",
    help="The style of .md, .html, .txt and .docx: a name of citationstyles.org. [default: chicago-notes-bibliography]",
)
@click.option("--notes", is_flag=True, help="The notes, too, formatted in that style.")
@click.option("--complete", is_flag=True, help="Ask the catalogues, and fill in what the manuscript leaves open.")
@click.option("--only-resolved", is_flag=True, help="Ask the catalogues, and leave out what they do not know.")
@click.option("--trace", metavar="FILE", help="With --complete: which record told which field, as JSON.")
@DECISIONS
@TALK
def bib(
    files: tuple[str, ...],
    output: str | None,
    form: str | None,
    biblatex: bool,
    style: str | None,
    notes: bool,
    complete: bool,
    only_resolved: bool,
    trace: str | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> int:
    """Write the bibliography of what the notes cite: one entry for each distinct work.

    Its fields are those of the manuscript. With --complete the entries say which fields are not, and whose they are.
    """
    from citecheck import gate, pipeline
    from citecheck.report import bib as bibliographies
    from citecheck.report.summary import silence, silences

    chosen_form = _bibliographic(form or ("biblatex" if biblatex else None), output)
    report = pipeline.bibliography(files, _settings(chosen), complete=complete, only_resolved=only_resolved)
    content = bibliographies.written(report, chosen_form, _formatting(style), with_notes=notes)
    if output is None and isinstance(content, bytes) and sys.stdout.isatty():
        raise UsageError("a Word file is nothing for a terminal: name a file with --output")
    write(content, output)
    if trace:
        write(bibliographies.trace(report), trace)
    _mention(report, verbose=verbose, quiet=quiet)
    if report.failures:
        return Exit.UNREAD
    if gate.is_incomplete(report):
        for one in silences(report):
            say(f"citecheck: {silence(one)}")
        return Exit.INCOMPLETE
    return Exit.CLEAN


@citecheck.command()
@FILES
@CONFIG
@SOURCE
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to list."
)
@option("--references/--no-references", default=True, show_default=True,
        help="Show under each note what `check` would ask catalogues: nothing else leaves the machine.")  # fmt: skip
@OUTPUT
@TALK
def extract(
    files: tuple[str, ...],
    form: str,
    references: bool,
    output: str | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> int:
    """List the notes of the FILEs with their marks, and what would be asked of them: the dry run; no catalogue is."""
    from citecheck import extraction
    from citecheck.report import shapes, text

    apparatuses, failures = extraction.extract(files, _settings(chosen))
    asked = extraction.asked(apparatuses) if references else None
    body = shapes.extraction(apparatuses, failures, asked) if form == "json" else text.listing(apparatuses, asked)
    write(body, output)
    for failure in failures:
        say(f"citecheck: {failure.path}: {failure.reason}")
    if not quiet:
        _tell((a.document for a in apparatuses), verbose=verbose)
    return Exit.UNREAD if failures else Exit.CLEAN


@citecheck.command()
def parse() -> int:
    """Turn notes into citations: JSON Lines on standard input, JSON Lines on standard output."""
    from citecheck import lines

    return _stream(lines.parse(_standard_input()))


@citecheck.command()
@CONFIG
@CATALOGUES
def match(**chosen: Any) -> int:
    """Turn references into verdicts: JSON Lines on standard input, JSON Lines on standard output."""
    from citecheck import checking, lines

    with checking.open_catalogues(_settings(chosen)) as catalogues:
        code = _stream(lines.match(_standard_input(), catalogues))
        for warning in checking.complaints(catalogues):
            say(f"citecheck: {warning}")
    return code


@citecheck.command()
@click.argument("references", metavar="REFERENCES")
@click.option("--index", required=True, metavar="NAME|FOLDER", help="The local catalogue; with Spark also a URI.")
@click.option("--output", "-o", required=True, metavar="DIR", help="The folder to write into; with Spark also a URI.")
@ENGINE
@click.option("--part-size", type=click.IntRange(min=1), metavar="N", help="References of a part, which is the step.")
@option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; else one for each core. Not with Spark.")
@CONFIG
@DATA
@click.option("--quiet", is_flag=True, help="Say nothing on standard error but errors.")
@PROGRESS
def link(**chosen: Any) -> int:
    """Match REFERENCES (JSON Lines, Parquet, or a folder of manuscripts) with a local catalogue: a row a citation."""
    from citecheck import linking

    return linking.link(**chosen)


@citecheck.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@CONFIG
@SOURCE
@CATALOGUES
@STYLE
@STRICT
@LINKS
@CHOICE
@BASELINE
@DECISIONS
@option("--by", metavar="NAME", help="Who decides; else your name on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the page; else only print its address.")
@click.option(
    "--export-annotations",
    "annotations",
    metavar="FILE",
    help="Open no page: write the fields marked by hand, as rows that a parser can learn from.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; else a free one.")
@click.option("--allow-remote", is_flag=True, help="Let other machines in; needs a password.")
@click.option("--password-file", metavar="FILE", help="The password's file; else CITECHECK_REVIEW_PASSWORD.")
def review(
    files: tuple[str, ...],
    by: str | None,
    browser: bool,
    annotations: str | None,
    host: str,
    port: int,
    allow_remote: bool,
    password_file: str | None,
    **chosen: Any,
) -> None:
    """Open the editors' page on the FILEs: notes beside what catalogues know, decisions that stay decided."""
    from citecheck import reviewing

    settings = _settings(chosen)
    if annotations is not None:
        reviewing.export(files, settings, annotations)
        return
    reviewing.review(
        files, settings, host=host, port=port, allow_remote=allow_remote, password_file=password_file,
        browser=browser, by=by,
    )  # fmt: skip


@citecheck.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=_completing_codes)
def explain(codes: tuple[str, ...]) -> None:
    """Tell what a finding means and what to do about it; without a CODE, list them all."""
    from citecheck import plugins
    from citecheck.findings import register

    known = register()
    for code in codes:
        if code.upper() not in known:
            raise UsageError(f"no finding has the code {code!r}{plugins.nearest(code.upper(), known)}")
    if codes:
        click.echo("\n\n".join(known[code.upper()].page() for code in codes))
    else:
        click.echo("\n".join(f"{one.code}  {one.level:<8} {one.name}" for one in known.values()))


@citecheck.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL, to be sourced in its start-up file.

    bash: eval "$(citecheck completion bash)"; zsh likewise; fish: citecheck completion fish | source
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise UsageError(f"this version of click completes nothing in {shell}: update it")
    click.echo(made(citecheck, {}, "citecheck", "_CITECHECK_COMPLETE").source())


@citecheck.group(cls=Lazy, module="citecheck.keeping")
def cache() -> None:
    """Show or clear the answers of services that are kept on this machine."""


@citecheck.group(cls=Lazy, module="citecheck.baselining")
def baseline() -> None:
    """Keep a file of known findings, so that `check --baseline FILE` blocks only new ones."""


@citecheck.group(cls=Lazy, module="citecheck.shelving")
def catalogue() -> None:
    """Make and search local catalogues: any number of records on this machine, asked in milliseconds."""


def _width() -> int:
    """The terminal's, at most 110; asked of the system itself, since click would load shutil and its compressors."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        columns = 80
    return max(min(columns, 110), 50)


# --- what goes in ---------------------------------------------------------------------------------------------------


def _settings(chosen: dict[str, Any]) -> Settings:
    from citecheck.config import Settings

    return Settings(**chosen)


def _standard_input() -> Iterator[str]:
    """The lines of standard input, as UTF-8 whatever the locale; a byte that is none becomes U+FFFD."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")


def _reporters(formats: Sequence[str], output: str | None, files: Sequence[str]) -> list[tuple[Reporter, str | None]]:
    """The reporters with the files they write to, None for standard output, which only one may have."""
    chosen = [(name, path or None) for name, _, path in (one.partition("=") for one in formats)]
    loose = [name for name, path in chosen if path is None]
    if len(loose) > 1:
        raise UsageError(f"{' and '.join(loose)} cannot share one output: give each a file (--format {loose[-1]}=FILE)")
    found = [(_reporter(name, path or output), path or output) for name, path in chosen]
    for _, path in found:
        if path and any(_is_same(path, one) for one in files):
            raise UsageError(f"{path} is the manuscript itself: give the report another name")
    return found


def _reporter(name: str, path: str | None) -> Reporter:
    """The reporter of a format; the one for files of this suffix where it has several forms (`queries-docx`)."""
    from citecheck import plugins

    own = f"{name}-{(path or '').rpartition('.')[2].lower()}"
    return plugins.reporter(own if own in plugins.names(plugins.REPORTERS) else name)


def _is_same(path: str, other: str) -> bool:
    from pathlib import Path

    try:
        return Path(path).samefile(other)
    except OSError:  # one of them is not there
        return False


def _bibliographic(form: str | None, output: str | None) -> str:
    """The format of a bibliography, by name or by the output file's suffix."""
    from citecheck.report import bib as bibliographies

    name = form or bibliographies.FORMS.get((output or ".bib").rpartition(".")[2].lower(), "")
    if name not in bibliographies.NAMES:
        known = ", ".join(f".{suffix}" for suffix in bibliographies.FORMS)
        raise UsageError(
            f"no bibliography format for {form or output!r}: name the file {known}, "
            f"or give --format {', '.join(bibliographies.NAMES)}"
        )
    return name


def _formatting(style: str | None) -> str:
    """The CSL style of a name: one of ours stands for the first of its own."""
    from citecheck.house import houses
    from citecheck.report.bib import STYLE

    if style is None:
        return STYLE
    return houses()[style].csl[0] if style in houses() else style


@contextmanager
def _watching(wanted: bool) -> Iterator[Watch]:
    """Shows a bar on standard error while the notes go by, where that is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield iter
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda notes: bar.track(notes, description="checking notes")


# --- what comes out -------------------------------------------------------------------------------------------------


def _write_step_summary(report: Report) -> None:
    """Adds the findings to the summary of the step, where GitHub runs us and names its file."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from citecheck.report.github import summary

    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:  # noqa: PTH123  (pathlib is not loaded here)
            file.write(summary(report))
    except OSError as error:
        raise UsageError(f"{path} (GITHUB_STEP_SUMMARY): cannot be written: {error.strerror or error}") from error


def _stream(answers: Iterable[dict[str, Any] | lines.Complaint]) -> int:
    import json

    written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode  # made once: answers are small
    code = Exit.CLEAN
    for answer in answers:
        if isinstance(answer, dict):
            sys.stdout.buffer.write(written(answer).encode() + b"\n")
        else:
            say(f"citecheck: standard input, {answer}")
            code = Exit.UNREAD
    sys.stdout.buffer.flush()
    return code


def _mention(report: Report, *, verbose: bool, quiet: bool) -> None:
    """What the report itself may not show: files that failed, and how things were read."""
    for failure in report.failures:
        say(f"citecheck: {failure.path}: {failure.reason}")
    if not quiet:
        for warning in (*report.warnings, *_of_the_network(report, verbose=verbose)):
            say(f"citecheck: {warning}")
        _tell((d.document for d in report.documents), verbose=verbose)
        for one in report.documents:
            if one.notes and not any(note.parsed.citations for note in one.notes):
                say(f"citecheck: {one.document.path}: {_many(len(one.notes))}, but none cites a work")


def _of_the_network(report: Report, *, verbose: bool) -> Iterator[str]:
    """A line for each catalogue that could not be asked, and what was asked of whom."""
    from citecheck.report import summary

    yield from map(summary.silence, summary.silences(report))
    if verbose:
        yield from map(summary.asking, report.traffic)


def _many(notes: int) -> str:
    return "1 note" if notes == 1 else f"{notes} notes"


def _tell(documents: Iterable[Document], *, verbose: bool) -> None:
    for document in documents:
        for warning in document.warnings:
            say(f"citecheck: {warning if warning.startswith(document.path) else f'{document.path}: {warning}'}")
        if verbose:
            say(f"citecheck: {document.path}: read as {document.format}, language {document.language or 'unknown'}")
