"""What a reply means: something was found, there is no such thing, or nothing is known."""

from __future__ import annotations

import json

from citecheck.catalogues.online.faults import Fault
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.service import Asked

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


def is_absence(reply: Reply, question: Question, asked: Asked) -> bool:
    """Whether a reply says that there is no such thing; Fault where it says neither that nor anything.

    Half a body is a fault even where the half that came looks like an absence. What comes with an error's status need
    not be what its type says: Crossref calls a line of text JSON.
    """
    if reply.status == 200:
        _require_whole(reply)
    if any(shape.fits(reply, question.url) for shape in asked.absent):
        return True
    if any(shape.fits(reply, question.url) for shape in asked.faults):
        raise Fault("answers with an error", grave=False, reply=reply)
    if reply.status == 200 and reply.type in question.accept:
        return False
    raise fault(reply)


def fault(reply: Reply) -> Fault:
    """What is wrong with a reply that is no answer."""
    status = reply.status
    if status == 429:
        return Fault("asks for fewer questions (429)", again=True, reply=reply)
    if status in _AGAIN or status >= 500:
        return Fault(f"is out of order ({status})", again=status in _AGAIN, reply=reply)
    if status in (401, 403):
        return Fault(f"refuses to answer ({status})", reply=reply)
    if status == 200 and reply.type in ("text/html", "application/xhtml+xml"):
        return Fault("answers with a web page, perhaps to keep programs out", reply=reply)
    return Fault(f"answers what it should not ({status}, {reply.type or 'no type'})", grave=False, reply=reply)


def _require_whole(reply: Reply) -> None:
    """Fault where a body of JSON or XML is none."""
    try:
        if _is(reply.type, "json"):
            json.loads(reply.body)
        elif _is(reply.type, "xml") and reply.type != "application/xhtml+xml":
            _parse(reply.body)
    except (ValueError, RecursionError) as error:
        raise Fault("its answer broke off, or is damaged", again=True, reply=reply) from error


def _is(kind: str, language: str) -> bool:
    return kind.endswith((f"/{language}", f"+{language}"))


def _parse(body: bytes) -> None:
    """ValueError where it is no XML, or half of one; a prefix that is not declared is forgiven, as our clients do."""
    from lxml import etree  # lazy: few services answer in XML

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root is None or any(one.level_name == "FATAL" for one in parser.error_log):
        raise ValueError("half a document")
