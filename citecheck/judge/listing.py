"""CC508 and CC509: the works that the notes cite, held against the bibliography behind them, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citecheck.findings import make
from citecheck.judge.naming import Cited, called, citations
from citecheck.model import Bibliography, CheckedNote, Entry, Finding, Kind, Note, Reference, Role, Work
from citecheck.text import fold

CITED, LISTED = "notes", "list"  # the "documents" of the bibliography in which both are joined

_ENOUGH = 0.5  # of the works on one side are on the other, too: below, the list is a selection, or of another kind
_UNLISTED = frozenset({  # The Chicago Manual of Style, 18th edition, 14.97-14.130: usually left to the notes
    Kind.ARTICLE_NEWSPAPER, Kind.CLASSIC, Kind.COLLECTION, Kind.DOCUMENT, Kind.INTERVIEW, Kind.LEGAL_CASE,
    Kind.LEGISLATION, Kind.MANUSCRIPT, Kind.PERSONAL_COMMUNICATION, Kind.SPEECH, Kind.TREATY, Kind.WEBPAGE,
})  # fmt: skip


def findings(notes: Sequence[CheckedNote], entries: Sequence[Note], joined: Bibliography) -> Iterator[Finding]:
    """Findings on the notes, then on the `entries` of the list; `joined` names them CITED#ID and LISTED#ID."""
    by_place = {cited.reference: cited for cited in citations(notes)}
    by_id = {entry.id: entry for entry in entries}
    cited = [one for one in joined.entries if _on(one, CITED)]
    listed = [one for one in joined.entries if _on(one, LISTED)]
    there, here = _Shelf(listed), _Shelf(cited)
    both = sum(there.holds(one) for one in cited)
    unlisted = [one for one in cited if one.work.kind not in _UNLISTED and not there.holds(one)]
    uncited = [one for one in listed if not here.holds(one)]
    if both >= _ENOUGH * (both + len(unlisted)):
        yield from (_unlisted(one, by_place) for one in unlisted if _is_described(one, by_place))
    if len(listed) - len(uncited) >= _ENOUGH * len(listed):
        yield from (_uncited(one, by_id) for one in uncited)


class _Shelf:
    """The works of one side, in which those of the other are looked up more freely than as one and the same.

    A title may be cut short, and a part may stand for the whole that holds it, or the whole for the part.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._keys = {entry.citekey for entry in entries}
        self._wholes = {fold(entry.work.container) for entry in entries} - {""}
        self._titles: dict[str, set[str]] = {}
        for entry in entries:
            self._titles.setdefault(_family(entry.work), set()).add(fold(entry.work.title))
        self._all_titles = set().union(*self._titles.values()) - {""}

    def holds(self, entry: Entry) -> bool:
        """Whether the work of the other side stands here, too."""
        title, container = fold(entry.work.title), fold(entry.work.container)
        if entry.citekey in self._keys or container in self._all_titles or title in self._wholes:
            return True
        others = self._titles.get(_family(entry.work), set()) - {""}
        return bool(title) and any(title.startswith(other) or other.startswith(title) for other in others)


def _family(work: Work) -> str:
    people = work.authors or work.editors
    return fold(people[0].family or people[0].literal) if people else ""


def listed_short(joined: Bibliography) -> frozenset[Reference]:
    """The citations of works that the list describes."""
    return frozenset(reference for one in joined.entries if _on(one, LISTED) for reference in _on(one, CITED))


def _on(entry: Entry, side: str) -> list[Reference]:
    """The places on one side where a work stands."""
    return [
        Reference(one.note.removeprefix(f"{side}#"), one.citation)
        for one in entry.cited
        if one.note.startswith(f"{side}#")
    ]


def _is_described(entry: Entry, by_place: Mapping[Reference, Cited]) -> bool:
    """Whether a citation in the notes names the work by title: of one that only points back too little is known."""
    places = (by_place[one].citation for one in _on(entry, CITED))
    return bool(entry.work.title) and any(one.role is Role.WORK for one in places)


def _unlisted(entry: Entry, by_place: Mapping[Reference, Cited]) -> Finding:
    cited = by_place[_on(entry, CITED)[0]]
    message = f"{called(entry.work, cited.text)} is not in the bibliography"
    return cited.find("CC508", message, "Add it there, or make its title the same in both places.")


def _uncited(entry: Entry, by_id: Mapping[str, Note]) -> Finding:
    note = by_id[_on(entry, LISTED)[0].note]
    message = f"{called(entry.work, note.text.plain)} is in the bibliography, and no note cites it"
    return make(
        "CC509", message, note.place, subject=note.text.plain, hint="Leave it out, or look for the citation of it."
    )
