"""`citecheck review`: opens the editors' page, or writes what they marked as rows to learn from."""

from __future__ import annotations

import getpass
import ipaddress
import json
import os
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from citecheck import decisions
from citecheck.checking import decisions_at, open_checker
from citecheck.config import Settings
from citecheck.errors import ReadError, UsageError
from citecheck.read.source import load
from citecheck.review import annotating
from citecheck.streams import say, write

if TYPE_CHECKING:
    from citecheck.review.events import Hub

_THREADS = 16  # a window holds one for its events
_LOCAL = "127.0.0.1"


def review(
    files: Sequence[str],
    settings: Settings,
    *,
    host: str = _LOCAL,
    port: int = 0,
    allow_remote: bool = False,
    password_file: str | None = None,
    browser: bool = True,
    by: str | None = None,
) -> None:
    """Serves the page until it is interrupted; prints its address on standard output.

    ReadError where a file cannot be read at all; what is wrong with what it holds, the page tells.
    """
    if settings.decisions == "":
        raise UsageError("decisions must lie somewhere: name a file with --decisions, or leave it out")
    password = _password(host, password_file, allow_remote=allow_remote)
    for one in files:
        if one == "-":
            raise UsageError("the page needs files: standard input cannot be read again")
        load(Path(one))
    from waitress.server import create_server  # lazy, as all that waits for the options to be right

    from citecheck.review.app import create
    from citecheck.review.events import Hub
    from citecheck.review.guard import Guard
    from citecheck.review.session import Session

    hub, token = Hub(), secrets.token_urlsafe(24)
    with open_checker(settings) as checker:
        session = Session(checker, settings, by or _user(), hub)
        app = create(session, Guard(token, password))
        door = _door(host, port)
        server = create_server(
            app, sockets=[door], threads=_THREADS, channel_request_lookahead=1, ident="citecheck",
            clear_untrusted_proxy_headers=True,
        )  # fmt: skip
        address = f"http://{_shown(host)}:{door.getsockname()[1]}/?token={token}"
        for one in files:
            session.open(one)
        write(f"{address}\n", None)
        say("citecheck: the page is open until this is interrupted (Ctrl-C); decisions are kept at once")
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        _leave_at_once(hub)
        try:
            server.run()
        except (KeyboardInterrupt, SystemExit):
            server.close()


def _leave_at_once(hub: Hub) -> None:
    """Sends the pages that listen home at the signal: the server waits for their threads before it ends."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        hub.close()
        raise SystemExit

    for one in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, leave)


def export(files: Sequence[str], settings: Settings, path: str) -> None:
    """Writes the fields that were marked by hand in these manuscripts, as JSON Lines ("-" is standard output)."""
    places = dict.fromkeys(decisions_at(one, settings) for one in (files or ("",)))
    lines: list[str] = []
    for place in places:
        if place is None or not place.exists():
            raise ReadError(f"{place or 'no file'}: no such file of decisions: nothing was marked")
        found = decisions.load(place)
        lines += [json.dumps(row, ensure_ascii=False) for row in annotating.rows(found, place.parent.resolve().name)]
    write("".join(f"{line}\n" for line in lines), None if path == "-" else path)
    say(f"citecheck: {len(lines)} note{'' if len(lines) == 1 else 's'} with fields marked by hand")


def _door(host: str, port: int) -> socket.socket:
    """A socket that listens; 0 is any free port."""
    try:
        family, kind, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(place)
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return door


def _password(host: str, file: str | None, *, allow_remote: bool) -> str:
    """The password that browsers are asked for; "" where only this machine can ask."""
    if _is_loopback(host):
        return ""
    if not allow_remote:
        raise UsageError(f"--host {host} lets other machines in: add --allow-remote and a password if that is meant")
    told = os.environ.get("CITECHECK_REVIEW_PASSWORD", "")
    if file is not None:
        try:
            told = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: the password cannot be read: {error}") from error
    if len(told) < 8:
        raise UsageError("give a password of 8 characters or more: --password-file, or CITECHECK_REVIEW_PASSWORD")
    say("citecheck: password and pages go over the network unencrypted: let only a network that you trust come near")
    return told


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    """A host as browsers want it; this machine's name where it listens on all addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return socket.gethostname() if address.is_unspecified else f"[{host}]" if address.version == 6 else host


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return ""
