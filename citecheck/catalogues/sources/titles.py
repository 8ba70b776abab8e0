"""Titles without what systems leave in them: HTML, JATS and MathML, entities, MARC's subfield signs and punctuation."""

from __future__ import annotations

import html
import re

from citecheck.text import spaced

_SUSPECT = re.compile(r"[<&$\x00-\x1f\x7f-\x9f]|\s[:;,/=]|[\s:;,/=]\Z|\A\s|  ")
_TWICE = re.compile(r"<((?:mml:)?annotation(?:-xml)?|tex-math)\b[^<>]{0,300}>[^<]{0,1000}</\1\s?>")  # MathML as TeX
_TAG = re.compile(r"<(?:/?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,500})?/?|!--[^<>]{0,200}--)>")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_SUBFIELD = re.compile(r"\s?[:;]?\s?\$[a-z]\s")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # MARC's marks around articles (U+0088, U+0098) among them
_ISBD = re.compile(r"\s([:;,])(?=\s)")
_TRAILING = " /:;=,"


def clean(title: str) -> str:
    """The title as it would be printed.

    >>> clean("Feuerbach : $b The roots of the socialist philosophy /")
    'Feuerbach: The roots of the socialist philosophy'
    >>> clean("The &lt;i&gt;Grundrisse&lt;/i&gt; &amp;amp; after")
    'The Grundrisse & after'
    """
    if not _SUSPECT.search(title):
        return spaced(title)
    text = html.unescape(html.unescape(title)) if "&" in title else title
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _TWICE.sub("", text)))
    text = _SUBFIELD.sub(": ", _CONTROL.sub("", text))
    return _ISBD.sub(r"\1", spaced(text)).strip(_TRAILING)


def joined(title: str, subtitle: str) -> str:
    """``title: subtitle``, without a second sign where the title ends in one.

    >>> joined("Reform or Revolution?", "a pamphlet"), joined("Das Kapital :", "Kritik"), joined("", "Kritik")
    ('Reform or Revolution? a pamphlet', 'Das Kapital: Kritik', 'Kritik')
    """
    title, subtitle = title.rstrip(_TRAILING), subtitle.strip(_TRAILING)
    if not (title and subtitle) or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ".?!" else f"{title}: {subtitle}"
