"""`citecheck review` as a user runs it, and its page in Debian's Chromium with all that it complained of."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from playwright.sync_api import Page

_ADDRESS = re.compile(r"http://\S+")
_STARTS = 60.0  # seconds a busy machine may take to start the program, or to answer


class Review:
    """The program running in a folder; `address`: what it printed."""

    def __init__(self, folder: Path, *arguments: str, env: dict[str, str] | None = None) -> None:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("CITECHECK")}
        kept = {"CITECHECK_CACHE": str(folder / "cache"), "CITECHECK_DATA": str(folder / "data")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "citecheck", "review", *arguments, "--no-browser"],
            cwd=folder,
            env=clean | kept | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.said: list[str] = []
        self._told = threading.Event()
        self._readers = [
            threading.Thread(target=self._read, args=(stream,), daemon=True)
            for stream in (self._process.stdout, self._process.stderr)
        ]
        for reader in self._readers:
            reader.start()
        self._told.wait(_STARTS)
        self.address = next((found[0] for line in self.said if (found := _ADDRESS.search(line))), "")
        assert self.address, f"no address in {self.said}"

    def _read(self, stream: Any) -> None:
        for line in stream:
            self.said.append(line.rstrip("\n"))
            if _ADDRESS.search(line):
                self._told.set()
        self._told.set()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends it; its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        code = self._process.wait(_STARTS)
        for reader in self._readers:
            reader.join(_STARTS)
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Window:
    """A page in a browser, with what it complained of and what it asked of other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.expected = ""  # what it may complain of
        self.elsewhere: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._asked(request.url))
        page.set_default_timeout(_STARTS * 1000)
        page.goto(address)

    def _asked(self, url: str) -> None:
        if url.split("/")[2:3] != self.address.split("/")[2:3] and not url.startswith("blob:"):
            self.elsewhere.append(url)

    def option(self, name: str) -> Any:
        """A note in the list."""
        return self.page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}\b"))

    def open(self, name: str) -> None:
        """Opens a note by the list."""
        self.option(name).click()
        self.page.get_by_role("heading", name=re.compile(rf"^{re.escape(name)}\b"), level=2).wait_for()

    def citation(self, number: int = 1) -> Any:
        """A citation of the open note, counted from 1."""
        return self.page.locator(f"#citation-{number - 1}")


def decisions(folder: Path) -> dict[str, Any]:
    """What is written in the file of decisions."""
    found: dict[str, Any] = json.loads((folder / "citecheck.decisions.json").read_text("utf-8"))
    return found


def written(folder: Path, name: str, notes: Sequence[str]) -> Path:
    """A manuscript in Markdown with these notes, each called by a sentence of its own."""
    body = "\n\n".join(f"Sentence number {number} calls a note.[^{number}]" for number in range(1, len(notes) + 1))
    told = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, 1))
    path = folder / name
    path.write_text(f"{body}\n\n{told}\n", "utf-8")
    return path
