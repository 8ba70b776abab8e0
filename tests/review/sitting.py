"""A sitting without a browser: the application over the chapter of `tests/decisions`, asked by Flask's test client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from citecheck.checking import open_checker
from citecheck.config import Settings
from citecheck.review.app import create
from citecheck.review.events import Hub
from citecheck.review.guard import HEADER, Guard
from citecheck.review.session import Session
from tests.decisions.samples import laid

TOKEN = "the-token"
PATIENCE = 60.0  # seconds; a check of a few notes takes less than one


@dataclass
class Sitting:
    """A session with its client; `window` is the one that decides."""

    session: Session
    client: FlaskClient
    window: str = "w1"
    password: str = ""

    def get(self, address: str) -> Any:
        answer = self.client.get(f"/api/{address}", headers={HEADER: TOKEN}, auth=("me", self.password))
        assert answer.status_code == 200, answer.text
        return answer.json

    def ask(self, method: str, address: str, code: int = 200, **told: Any) -> Any:
        body = {"window": self.window, **told}
        answer = self.client.open(f"/api/{address}", method=method, json=body, headers={HEADER: TOKEN})
        assert answer.status_code == code, answer.text
        return answer.json

    def decide(self, note: str, citation: int, code: int = 200, **told: Any) -> Any:
        seen = {"expected": self.citation(note, citation)["version"]}
        return self.ask("PUT", f"{self.at(note)}/citations/{citation}/decision", code, **(seen | told))

    def citation(self, note: str, citation: int) -> Any:
        return self.get(self.at(note))["citations"][citation]

    def at(self, note: str) -> str:
        return f"documents/0/notes/{note}"

    def verdicts(self) -> list[list[str]]:
        return [[one["verdict"] for one in row["citations"]] for row in self.get("documents/0/notes")["notes"]]

    def wait(self, number: int = 0) -> str:
        """Until a document is checked, and everything begun before is done."""
        until = time.monotonic() + PATIENCE
        self.idle()
        while (state := self.get("state")["documents"][number]["state"]) not in ("done", "failed"):
            assert time.monotonic() < until, state
            time.sleep(0.02)
        self.idle()
        return str(state)

    def idle(self) -> None:
        """Until all that was to be done in the background is."""
        done = threading.Event()
        self.session._jobs.put((self.session.document(0), lambda _: done.set()))
        assert done.wait(PATIENCE)


@contextmanager
def sitting(folder: Path, by: str = "A. Editor", password: str = "", **chosen: Any) -> Iterator[Sitting]:
    """A sitting over the chapter that lies in the folder (laid there, unless there is one)."""
    path = folder / "chapter.md"
    if not path.exists():
        laid(folder)
    settings = replace(Settings(catalogues=(str(folder / "works.json"),), offline=True), **chosen)
    with open_checker(settings) as checker:
        session = Session(checker, settings, by, Hub())
        app = create(session, Guard(TOKEN, password))
        one = Sitting(session, app.test_client(), password=password)
        session.open(str(path))
        one.wait()
        yield one
