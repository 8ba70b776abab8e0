from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from citecheck.errors import ReadError
from citecheck.read.package import PARTS, RATIO, SMALL, open_package, parse, stream

PATH = Path("essay.docx")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_parts_are_read_by_name():
    package = open_package(zipped({"a.xml": b"<a/>", "b.txt": b"text"}), PATH)
    assert sorted(package.names) == ["a.xml", "b.txt"]
    assert (package.read("b.txt"), package.parse("a.xml").tag) == (b"text", "a")
    assert package.find("c.xml") is None
    with pytest.raises(ReadError, match=r"has no c\.xml"):
        package.read("c.xml")


@pytest.mark.parametrize("size", [SMALL, SMALL * 3], ids=str)
def test_a_part_that_swells_is_refused_only_if_it_is_large(size):
    package = open_package(zipped({"bomb": bytes(size)}), PATH)
    if size <= SMALL:
        assert len(package.read("bomb")) == size
    else:
        with pytest.raises(ReadError, match="zip bomb"):
            package.read("bomb")


def test_a_large_part_that_does_not_swell_is_read():
    varied = bytes(range(256)) * (SMALL // 256) + b"and more"
    package = open_package(zipped({"a": varied}, zipfile.ZIP_STORED), PATH)
    assert len(package.read("a")) < RATIO * SMALL


def test_all_parts_together_are_limited(monkeypatch):
    monkeypatch.setattr("citecheck.read.package.TOTAL_SIZE", 25)
    package = open_package(zipped({"a": b"ten bytes!", "b": b"ten bytes!", "c": b"ten bytes!"}), PATH)
    assert package.read("a") == package.read("b")
    with pytest.raises(ReadError, match="too large"):
        package.read("c")


def test_a_zip_of_too_many_parts_is_not_even_listed():
    with pytest.raises(ReadError, match="parts"):
        open_package(b"PK\x01\x02" * (PARTS + 1), PATH)


def test_damage_is_an_error_of_the_file():
    data = bytearray(zipped({"a": bytes(range(256))}))
    data[40:44] = b"\xff\xff\xff\xff"
    with pytest.raises(ReadError, match="cannot be unpacked"):
        open_package(bytes(data), PATH).read("a")


def test_a_protected_part_is_an_error_of_the_file():
    data = zipped({"a": b"text"})
    at = data.index(b"PK\x01\x02")
    flagged = data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]
    with pytest.raises(ReadError, match="cannot be unpacked"):
        open_package(flagged, PATH).read("a")


@pytest.mark.parametrize(
    "xml",
    [
        f"<!DOCTYPE a [{LAUGHS}]><a>&l9;</a>",
        f'<!DOCTYPE a [{LAUGHS}]><a b="&l9;"/>',
        f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><a>{"&x;" * 20_000}</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]><a/>',
        "<a>" * 100_000,
        "<a>" * 5_000 + "</a>" * 5_000,
        "<a>" + "x" * 11_000_000 + "</a>",
        "<a><b></a>",
        "",
    ],
    ids=lambda xml: xml[:24],
)
def test_hostile_and_damaged_xml_is_refused(xml):
    with pytest.raises(ReadError, match=r"^essay\.docx: its XML"):
        parse(xml.encode(), PATH)
    with pytest.raises(ReadError, match=r"^essay\.docx: its XML"):
        list(stream(xml.encode(), PATH, ("a",)))


def test_a_document_type_without_entities_is_none_of_our_business():
    assert parse(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>text</a>', PATH).text == "text"


def test_children_are_streamed_and_those_of_others_are_not():
    xml = b"<r><x><b>0</b></x><a><b>1</b><c>2</c><b><b>3</b></b></a><b>4</b></r>"
    assert ["".join(e.itertext()) for e in stream(xml, PATH, ("a",), ("b",))] == ["1", "3"]
    assert ["".join(e.itertext()) for e in stream(xml, PATH, ("a", "x"))] == ["0", "1", "2", "3"]
