"""The page as text: whole without scripts, nothing from elsewhere, contrast by WCAG 2.2."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from citecheck.model import CheckedNote, Citation, Content, Document, Note, ParsedNote, Place, Report, Span, Text
from citecheck.report.html import HtmlReporter
from citecheck.report.html.overview import overview
from citecheck.report.html.segments import printable, segments
from tests.report.samples import CHECKED, EMPTY, IBID, REPORT, TALKING, UNRESOLVED

STYLE = (Path(__file__).parents[3] / "citecheck/report/html/templates/report.css").read_text("utf-8")
EVIL = "</mark></p><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{ 7*7 }}"


def page(report: Report) -> html.HtmlElement:
    return html.document_fromstring(HtmlReporter().render(report))


def evil() -> Report:
    """A manuscript, a catalogue and a file name that would all like to run something."""
    note = Note("1", Text(EVIL), Place(EVIL, 1), EVIL)
    cited = Citation(0, 20, spans=(Span(3, 20, EVIL),), work=CHECKED.notes[0].parsed.citations[0].work)
    judged = replace(UNRESOLVED, reason=EVIL)
    one = CheckedNote(ParsedNote(note, Content.CITATION, (cited,)), (judged,))
    findings = tuple(replace(f, message=EVIL, hint=EVIL, note="1") for f in CHECKED.findings)
    return Report((replace(CHECKED, document=Document(EVIL, "markdown", ()), notes=(one,), findings=findings),), EVIL)


# --- what it holds --------------------------------------------------------------------------------------------------


def test_every_note_finding_and_verdict_is_there_without_scripts() -> None:
    shown = page(REPORT)
    notes = shown.findall(".//article")
    assert [one.get("data-verdicts") for one in notes] == [
        "unresolved differs",
        "unresolved",
        "uncatalogued dangling",
        "",
    ]
    assert not any(one.get("hidden") for one in notes)
    text = " ".join(shown.text_content().split())
    for finding in CHECKED.findings:
        assert finding.code in text
    assert "Suppressed: known to the editor" in text
    assert "notes_2.docx: no notes found" in text


def test_a_differing_field_stands_beside_the_record() -> None:
    (row,) = [row for row in page(REPORT).iterfind(".//tbody/tr") if row.find("th").text == "issued"]
    cited, record = row.findall("td")
    assert (cited.text, record.text.strip(), record.get("class")) == ("1955", "1974", "differs")


def test_a_work_that_is_only_talked_about_has_no_verdict() -> None:
    shown = page(TALKING)
    (note,) = shown.findall(".//article")
    (mark,) = note.find_class("mention")
    assert (mark.text_content(), mark.get("data-field")) == ("Lucinda", "mentioned")
    assert "Mentioned, not cited: Lucinda" in " ".join(note.text_content().split())
    assert not note.find_class("verdict")


def test_an_empty_report_is_a_page() -> None:
    assert page(EMPTY).findtext(".//h1") == "Citation check"


# --- what it must not do --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [REPORT, evil()], ids=["sample", "evil"])
def test_only_our_own_script_and_style_and_nothing_from_elsewhere(report: Report) -> None:
    shown = page(report)
    assert len(shown.findall(".//script")) == len(shown.findall(".//style")) == 1
    assert [one.tag for one in shown.iter("img", "link", "iframe", "object", "embed", "video", "audio", "base")] == []
    attributes = {name for one in shown.iter(etree.Element) for name in one.attrib}
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    addresses = [one.get("href") for one in shown.iter("a")]
    assert all(address.startswith(("#", "https://")) for address in addresses)
    policy = shown.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_what_a_manuscript_says_stays_text() -> None:
    (note,) = page(evil()).find_class("note")
    assert note.text_content() == EVIL


def test_an_address_that_is_none_is_no_link() -> None:
    record = replace(CHECKED.notes[0].judgements[1].record, url="javascript:alert(1)")
    judged = replace(CHECKED.notes[0].judgements[1], record=record)
    note = CheckedNote(ParsedNote(CHECKED.notes[1].parsed.note, Content.CITATION, (IBID,)), (judged,))
    assert "javascript:" not in HtmlReporter().render(Report((replace(CHECKED, notes=(note,)),), "1"))


# --- segments -------------------------------------------------------------------------------------------------------

RANGES = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(max_size=40), st.lists(RANGES, max_size=5), st.lists(RANGES, max_size=3))
def test_segments_are_the_text(text: str, spans: list[tuple[int, int]], emphasis: list[tuple[int, int]]) -> None:
    note = Note("1", Text(text, tuple(emphasis)), Place("a.md"))
    cited = Citation(0, len(text), spans=tuple(Span(start, end, "title") for start, end in spans))
    found = segments(ParsedNote(note, Content.CITATION, (cited,)))
    assert "".join(one.text for one in found) == printable(text)


# --- overview -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 60, 700])
def test_the_strip_is_as_wide_as_the_manuscript(times: int) -> None:
    found = overview(Report((replace(CHECKED, notes=CHECKED.notes * times),), "1"))
    assert sum(count for _, count in found.verdicts) == 4 * times
    assert round(sum(block.width * block.height for block in found.strip)) == pytest.approx(960 * 48, rel=0.01)
    assert len({block.x for block in found.strip}) <= 120


# --- contrast (WCAG 2.2, 1.4.3 and 1.4.11) --------------------------------------------------------------------------

THEMES = [
    dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
]
TEXTS = [
    "ink",
    "quiet",
    "link",
    "resolved",
    "differs",
    "possible",
    "ambiguous",
    "unresolved",
    "unchecked",
    "uncatalogued",
    "dangling",
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_contrast(theme: dict[str, str]) -> None:
    pairs = [(text, ground, 4.5) for text, ground in product(TEXTS, ("page", "raised"))]
    pairs += [("ink", hue, 4.5) for hue in ("person", "title", "container", "date", "press", "number")]
    pairs += [("bar", "page", 3.0), ("rule", "page", 3.0)]
    low = [(*pair, found) for *pair, least in pairs if (found := contrast(theme[pair[0]], theme[pair[1]])) < least]
    assert low == []


def test_both_themes_have_every_colour() -> None:
    light, dark = THEMES
    assert light.keys() == dark.keys()
    assert set(re.findall(r"var\(--([a-z]+)\)", STYLE)) <= light.keys()
