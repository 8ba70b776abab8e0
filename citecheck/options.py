"""The options that several commands share: each has an environment variable and a key in the configuration file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from citecheck import defaults

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

_NOT_SETTINGS = frozenset({"config", "output", "help"})


def together(*options: Decorator[Any]) -> Decorator[Any]:
    """Several options as one decorator, shown by `--help` in this order."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def option(name: str, *names: str, **settings: Any) -> Decorator[Any]:
    """An option with its environment variable: ``--fail-on`` reads CITECHECK_FAIL_ON."""
    variable = "CITECHECK_" + name.partition("/")[0].lstrip("-").replace("-", "_").upper()
    return click.option(name, *names, envvar=variable, show_envvar=True, **settings)


def configure(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Makes the settings of the configuration file the defaults of this command's options."""
    from pathlib import Path  # lazy, as everything that `--help` can do without

    from citecheck import config

    path = Path(value) if value else config.find(Path.cwd())
    if path is None:
        return
    group = context.find_root().command
    commands = group.commands.values() if isinstance(group, click.Group) else (context.command,)
    loaded = config.load(path, frozenset(key for command in commands for key in _keys(command)))
    own = _keys(context.command)
    context.default_map = {own[key]: value for key, value in loaded.items() if key in own}


def _keys(command: click.Command) -> dict[str, str]:
    """The configuration keys of a command's options, with the parameters they set: ``{"fail-on": "fail_on"}``."""
    names = ((max(p.opts, key=len).lstrip("-"), p.name or "") for p in command.params if isinstance(p, click.Option))
    return {key: name for key, name in names if key not in _NOT_SETTINGS}


def codes(_context: click.Context, _parameter: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Codes however they are parted: ``("CC2,CC301",)`` gives ``("CC2", "CC301")``."""
    return tuple(code for value in values for code in value.replace(",", " ").split())


def completing_formats(_context: click.Context, _parameter: click.Parameter, given: str) -> list[str]:
    """The names of reporters that begin so, for the shell's completion."""
    from citecheck import plugins

    return [name for name in plugins.names(plugins.REPORTERS) if name.startswith(given)]


def per_file(
    _context: click.Context, _parameter: click.Parameter, values: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Globs with their codes: ``("old/*=CC5,CC201",)`` gives ``(("old/*", ("CC5", "CC201")),)``."""
    found = []
    for value in values:
        glob, parted, told = value.rpartition("=")
        if not (parted and glob and told.strip()):
            raise click.BadParameter(f"{value!r} is no GLOB=CODES")
        found.append((glob, tuple(told.replace(",", " ").split())))
    return tuple(found)


def exemptions(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The file of exemptions: the one named, else .citecheckignore, here or in a folder above."""
    if value is not None:
        return value or None
    from pathlib import Path  # lazy, as everything that `--help` can do without

    here = Path.cwd()
    found = next((path for one in (here, *here.parents) if (path := one / ".citecheckignore").is_file()), None)
    return os.path.relpath(found) if found else None


FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
CONFIG = option(
    "--config", metavar="FILE", is_eager=True, expose_value=False, callback=configure,
    help="The configuration file; else citecheck.toml or pyproject.toml, here or in a folder above.",
)  # fmt: skip
SOURCE = option(
    "--from", "source", metavar="FORMAT",
    help="The input's format; else found out from its content and its name.",
)  # fmt: skip
DATA = option("--data", metavar="FOLDER", help="Where local catalogues lie; else in the user's data directory.")
CACHE = option("--cache", metavar="FOLDER", help="Where answers are kept; else in the user's cache directory.")
CATALOGUES = together(
    option("--catalogue", "catalogues", metavar="NAME|FILE", multiple=True, default=defaults.CATALOGUES,
           show_default=", ".join(defaults.CATALOGUES),
           help="A catalogue to ask, by its name, or a .bib or CSL-JSON file as one. Repeatable."),
    option("--offline", is_flag=True, help="Ask only catalogues on this machine, and kept answers of the others."),
    option("--mailto", metavar="ADDRESS", help="Your address, for services to write to; they then answer faster."),
    option("--base", "bases", metavar="NAME=URL", multiple=True,
           help="Another address of a service: a mirror, a server of your own. Repeatable."),
    CACHE,
    DATA,
)  # fmt: skip
EMBEDDED = "embedded"
ENGINE = together(
    click.option("--engine", type=click.Choice([EMBEDDED, "spark"]), default=EMBEDDED, show_default=True,
                 help="What does the work: this machine, or Spark (citecheck-notes[spark], Java 17)."),
    click.option("--master", metavar="URL", help="The Spark cluster: spark://HOST:PORT, yarn, k8s://URL, local[*]."),
)  # fmt: skip
OUTPUT = click.option("--output", "-o", metavar="FILE", help="Write to a file, not to standard output.")
LINKS = option("--links", is_flag=True, help="Look whether the addresses that are cited still lead somewhere.")
STRICT = option(
    "--strict", is_flag=True,
    help="Count what no catalogue is expected to hold (letters, archives, laws) as unresolved.",
)  # fmt: skip
CHOICE = together(
    option("--select", metavar="CODES", multiple=True, callback=codes, help="Report only findings of these codes."),
    option("--ignore", metavar="CODES", multiple=True, callback=codes, help="Leave out findings of these codes."),
    option("--per-file-ignores", metavar="GLOB=CODES", multiple=True, callback=per_file,
           help="Leave out findings of these codes in files that the glob fits. Repeatable."),
    option("--ignore-file", metavar="FILE", callback=exemptions,
           help="Exemptions, one a line; else .citecheckignore, here or in a folder above."),
)  # fmt: skip
GATE = together(
    option("--fail-on", metavar="CODES", multiple=True, default=("error",), show_default="error", callback=codes,
           help="Codes, by prefix, or a level (error, warning, info) that make the exit code 1."),
    CHOICE,
    option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings."),
)  # fmt: skip
STYLE = option(
    "--style", metavar="STYLE", default="",
    help="The style the notes are to keep: chicago-18, chicago-17, mhra, oscola, german or french.",
)  # fmt: skip
BASELINE = option("--baseline", metavar="FILE", help="Known findings (`citecheck baseline`): only others count.")
DECISIONS = option(
    "--decisions", metavar="FILE",
    help='What editors decided (`citecheck review`); else citecheck.decisions.json beside each FILE. "" for none.',
)  # fmt: skip
TALK = together(
    option("--quiet", is_flag=True, help="Say nothing on standard error but errors."),
    option("--verbose", is_flag=True, help="Say on standard error what was read how, and who was asked."),
)  # fmt: skip
PROGRESS = option("--progress/--no-progress", default=True, help="Show how far the work is; only on a terminal.")
