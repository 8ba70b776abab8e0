"""What happens, told to every page that is open."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

IDLE = 5.0  # seconds of silence after which a page is sent a ping, and is noticed if it has gone

Event = tuple[str, dict[str, Any]]


class Hub:
    """Hands each event to all that listen, in order; what nobody listens to is gone."""

    def __init__(self) -> None:
        self._listeners: set[queue.SimpleQueue[Event | None]] = set()
        self._lock = threading.Lock()

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Says that something happened."""
        with self._lock:
            for one in self._listeners:
                one.put((kind, data))

    def listen(self, is_gone: Callable[[], bool] = lambda: False, idle: float = IDLE) -> Iterator[str]:
        """Server-sent events from now on (HTML Living Standard, 9.2.6), until the listener is gone or the hub closed.

        The first is a ping, which tells the page that it is connected.
        """
        mine: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        with self._lock:
            self._listeners.add(mine)
        try:
            yield _written("ping", {})
            while not is_gone():
                try:
                    event = mine.get(timeout=idle)
                except queue.Empty:
                    event = ("ping", {})
                if event is None:
                    return
                yield _written(*event)
        finally:
            with self._lock:
                self._listeners.discard(mine)

    def close(self) -> None:
        """Sends all listeners home."""
        with self._lock:
            for one in self._listeners:
                one.put(None)


def _written(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
