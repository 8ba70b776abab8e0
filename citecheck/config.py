"""Settings: one frozen value, merged from defaults, a file, the environment and the command line, in that order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is to do; catalogues and readers may look at it.

    `catalogues`: names of plugins or paths of files. `fail_on`, `select`, `ignore`: code prefixes; `fail_on` takes
    levels ("error", "warning", "info") too.
    """

    catalogues: tuple[str, ...] = ("shelf",)
    offline: bool = False
    fail_on: tuple[str, ...] = ("error",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exit_zero: bool = False
