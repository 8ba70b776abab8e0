from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from citecheck.catalogues.sources import Skipped, read
from citecheck.errors import ReadError
from citecheck.model import Record

BIB = b"""@book{luxemburg1913, author = {Luxemburg, Rosa}, title = {Die Akkumulation des Kapitals}, year = 1913}
@book{james1938, author = {James, C. L. R.}, title = {The Black Jacobins}, year = 1938}
"""
RIS = b"TY  - BOOK\r\nAU  - James, C. L. R.\r\nTI  - The Black Jacobins\r\nPY  - 1938\r\nER  - \r\n"
LINES = b"\n".join(
    json.dumps({"id": f"jacobins-{n}", "type": "book", "title": f"The Black Jacobins, part {n}"}).encode()
    for n in range(5000)
)


def _zip(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", b"")
        archive.writestr("folder/file", data)
    return made.getvalue()


def _tar(data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        member = tarfile.TarInfo("folder/file")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
    "zip": _zip,
    "tar": _tar,
    "tar.gz": lambda data: gzip.compress(_tar(data)),
    "tar.zst": lambda data: zstandard.ZstdCompressor().compress(_tar(data)),
    "tar of gz": lambda data: _tar(gzip.compress(data)),
    "tar in zip": lambda data: _zip(_tar(data)),
}


def titles(source: Path | str, stdin: bytes = b"") -> list[str]:
    told = list(read(str(source), io.BytesIO(stdin)))
    assert not [one for one in told if isinstance(one, Skipped)]
    return [one.work.title for one in told if isinstance(one, Record)]


def skipped(source: Path | str) -> list[Skipped]:
    return [one for one in read(str(source)) if isinstance(one, Skipped)]


@pytest.mark.parametrize("packing", PACKINGS)
def test_whatever_it_is_packed_in(tmp_path: Path, packing: str) -> None:
    path = tmp_path / "library.dat"  # the name tells nothing
    path.write_bytes(PACKINGS[packing](BIB))
    assert titles(path) == ["Die Akkumulation des Kapitals", "The Black Jacobins"]
    assert titles("-", path.read_bytes()) == titles(path)


@pytest.mark.parametrize("packing", ["gz", "xz", "zst", "tar.gz", "tar.zst", "tar of gz"])
def test_a_file_that_ends_too_early_gives_its_beginning_and_says_so(tmp_path: Path, packing: str) -> None:
    path = tmp_path / "library"
    whole = PACKINGS[packing](LINES)
    path.write_bytes(whole[: len(whole) * 9 // 10])
    told = list(read(str(path)))
    assert len([one for one in told if isinstance(one, Record)]) > (0 if "zst" in packing else 1000)
    assert "damaged file" in {one.kind for one in told if isinstance(one, Skipped)}


def test_two_compressed_parts_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "library"
    for compress in (gzip.compress, zstandard.ZstdCompressor().compress):
        path.write_bytes(compress(BIB[:100]) + compress(BIB[100:]))
        told = list(read(str(path)))
        assert [one.key for one in told if isinstance(one, Record)] == ["luxemburg1913", "james1938"]


def test_a_folder_and_a_glob_hold_several(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(BIB)
    (tmp_path / "b.ris").write_bytes(RIS)
    (tmp_path / "README").write_text("Two libraries.")
    for source in (tmp_path, tmp_path / "*"):
        told = list(read(str(source)))
        assert [one.work.title for one in told if isinstance(one, Record)] == [
            "Die Akkumulation des Kapitals",
            "The Black Jacobins",
            "The Black Jacobins",
        ]
        assert [(one.kind, one.source) for one in told if isinstance(one, Skipped)] == [
            ("unknown content", str(tmp_path / "README"))
        ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"Dear comrades, the meeting is on Tuesday.", "Dear comrades"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"<!DOCTYPE html><html><body>Robot check</body></html>", "html"),
        (b'[{"name": "Havana", "population": 2}]', "population"),
        (b"\x1f\x8b\x08\x00garbage", "uncompressed"),
        (b"PK\x03\x04 but no zip", "zip"),
        (b"date,place\n1917,Petrograd\n", "date,place"),
    ],
    ids=str,
)
def test_what_is_no_catalogue_is_told_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=said) as error:
        list(read(str(path)))
    assert "\n" not in str(error.value)


def test_a_missing_file() -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(read("nowhere/*.bib"))


def test_an_archive_of_nothing_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes(_zip(b"Minutes of the meeting"))
    with pytest.raises(ReadError, match="Minutes"):
        list(read(str(path)))


def test_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "library"
    entry = "@book{x, title = {Théorie et pratique}, author = {Pouget, Émile}}\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "latin-1"):
        path.write_bytes(entry.encode(encoding))
        assert titles(path) == ["Théorie et pratique"]


def test_the_same_key_twice_does_not_hide_a_record(tmp_path: Path) -> None:
    path = tmp_path / "library"
    path.write_bytes(BIB + BIB + BIB)
    keys = [one.key for one in read(str(path)) if isinstance(one, Record)]
    assert keys == ["luxemburg1913", "james1938", *(f"{k}~{n}" for n in (2, 3) for k in ("luxemburg1913", "james1938"))]


@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_it(data: bytes) -> None:
    try:
        told = list(read("-", io.BytesIO(data)))
    except ReadError:
        return
    assert all(isinstance(one, Record | Skipped) for one in told)


@given(st.sampled_from([BIB, RIS, LINES[:400], b'[{"id": 1, "title": "Capital", "type": "book"}]']), st.data())
def test_no_damage_breaks_it(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)))
    patch = data.draw(st.binary(max_size=6))
    try:
        told = list(read("-", io.BytesIO(whole[:at] + patch + whole[at + len(patch) :])))
    except ReadError:
        return
    assert all(isinstance(one, Record | Skipped) for one in told)


@pytest.mark.parametrize(
    "sign", ["<xml>", "<a>", "{", "[", "@a", " ", "TY  - ", "/type/", "\n", "@book{", '{"a":'], ids=repr
)
def test_hostile_heads_are_told_in_time(sign: str) -> None:
    try:
        told = list(read("-", io.BytesIO((sign * 20_000).encode())))
    except ReadError:
        return
    assert all(isinstance(one, Record | Skipped) for one in told)


def test_a_tar_file_of_many_members_is_read_member_by_member() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for n in range(50):
            data = gzip.compress(b"@book{b%d, title = {Volume %d}}" % (n, n))
            member = tarfile.TarInfo(f"part-{n}.gz")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    assert titles("-", made.getvalue()) == [f"Volume {n}" for n in range(50)]
