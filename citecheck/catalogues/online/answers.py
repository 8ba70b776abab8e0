"""What comes back, read without trust: a JSON object, an XML tree, records in either.

CatalogueError where an answer is none of the shapes that its service has: such an answer says nothing, least of all
that there is no such work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from lxml import etree

from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.sources import elements
from citecheck.catalogues.sources.elements import Element
from citecheck.catalogues.sources.entries import UnusableError
from citecheck.errors import CatalogueError
from citecheck.model import Record

_Raw = TypeVar("_Raw")
_PARSED = {"recover": True, "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_SHOWN = 60  # characters of an odd answer that a message shows


def json_object(reply: Reply) -> Mapping[str, Any]:
    """The object that is the answer."""
    told = json_value(reply)
    if not isinstance(told, dict):
        raise CatalogueError(f"answers JSON that is no object: {_shown(reply.body)}")
    return told


def json_value(reply: Reply) -> Any:
    """The JSON value that is the answer."""
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise CatalogueError(f"answers what is no sound JSON: {_shown(reply.body)}") from error


def tree(data: bytes) -> Element:
    """The root of a whole XML document; no entity is resolved and nothing is fetched.

    A prefix without its declaration is forgiven, as some libraries' servers leave them out; half a document is not.
    """
    parser = etree.XMLParser(**_PARSED)
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CatalogueError(f"answers what is no sound XML: {_shown(data)}") from error
    if root is None or any(one.level_name == "FATAL" for one in parser.error_log):
        raise CatalogueError(f"answers what is no sound XML: {_shown(data)}")
    return root


def listed(told: Any, *path: str) -> list[Mapping[str, Any]]:
    """The objects in the list at the end of a path of keys."""
    for key in path:
        if not isinstance(told, dict) or key not in told:
            raise CatalogueError(f"answers without {'.'.join(path)}")
        told = told[key]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise CatalogueError(f"answers with something else than a list of objects in {'.'.join(path)}")
    return told


def records(read: Callable[[_Raw], Record], raws: Iterable[_Raw]) -> Iterator[Record]:
    """What `read` makes of each; what is no work (a figure, an issue, an entry without a title) is left out."""
    for raw in raws:
        try:
            yield read(raw)
        except UnusableError:
            continue
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise CatalogueError(f"answers with a record that makes no sense: {error}") from error


def innermost(element: Element, names: Collection[str]) -> list[Element]:
    """The elements of those names that hold no other of them, and are not empty: records, and not what wraps them."""
    found = [one for one in element.iter() if elements.local(one) in names and len(one)]
    return [one for one in found if not any(elements.local(inner) in names for inner in one.iterdescendants())]


def _shown(body: bytes) -> str:
    text = " ".join(body[: 4 * _SHOWN].decode("utf-8", "replace").split())
    return repr(text[:_SHOWN]) if text else "nothing at all"
