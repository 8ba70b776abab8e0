"""What can go wrong between a question and its answer."""

from __future__ import annotations

from citecheck.catalogues.online.question import Reply


class Fault(Exception):  # noqa: N818  (a fault of the network's, not yet an error of ours: another try may follow)
    """A request that led to nothing. Its text is a reason for people and holds no address but the host's.

    `again`: another try may help. `dead`: the host cannot be reached at all. `grave`: the fault is the host's, not the
    question's. `reply`: what came, for its headers.
    """

    def __init__(
        self, reason: str, *, again: bool = False, dead: bool = False, grave: bool = True, reply: Reply | None = None
    ) -> None:
        super().__init__(reason)
        self.again, self.dead, self.grave, self.reply = again, dead, grave, reply


class NamelessFault(Fault):
    """No address is known for a host: there is none, or we have no network."""

    def __init__(self, host: str) -> None:
        super().__init__(f"no address is known for {host}", dead=True)
