"""Parses a page as a browser would: whatever its encoding and however loose its syntax; sound XHTML as XML."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from citecheck.errors import ReadError
from citecheck.read import tree
from citecheck.read.flow import Element

_XHTML = "{http://www.w3.org/1999/xhtml}"
_CHARSET = re.compile(
    rb"""(?:<meta\b[^>]{0,200}?charset|<\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_DECLARED = re.compile(
    rb"\s*(?:<\?xml|<!doctype html[^>]{0,300}xhtml|<html[^>]{0,500}www\.w3\.org/1999/xhtml)", re.IGNORECASE
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# The encoding standard (encoding.spec.whatwg.org) reads these labels as Windows code pages.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
}
_HEAD = 4096


def parse(data: bytes, path: Path) -> Element:
    """The root, names without namespace; XHTML that is no XML after all is read as HTML."""
    if _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")):
        try:
            return _without_namespace(tree.parse(data, path))
        except ReadError:
            pass  # most of what calls itself XHTML was never checked; HTML's rules mend it
    return _parse_html(decode(data), path)


def decode(data: bytes) -> str:
    """The text of a page: its byte order mark decides, then what it declares, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data, 0, _HEAD)
    label = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    for encoding in (_ALIASES.get(label, label), "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _parse_html(text: str, path: Path) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{path}: no HTML that can be read ({error.msg}): save the page anew") from error
    fatal = next((entry.message for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL), None)
    if fatal:  # what stands behind it is lost
        raise ReadError(
            f"{path}: HTML nested too deep or too long to be read whole ({fatal.strip()}): save it from another program"
        )
    if root is None:
        raise ReadError(f"{path}: empty: save the page anew")
    return root


def _without_namespace(root: Element) -> Element:
    for element in root.iter(f"{_XHTML}*"):
        element.tag = element.tag[len(_XHTML) :]
    return root
