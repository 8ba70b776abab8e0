"""Makes up notes from annotated references: several joined, signals and commentary around, italics as printers set them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from training.corpora import Example, Labelled, Ref

SIGNALS = (
    "See ", "See also ", "Cf. ", "cf. ", "See, for example, ", "See, e.g., ", "Compare ", "But see ", "Quoted in ", "Cited in ", "See generally ", "Vgl. ",
    "Vgl. auch ", "Siehe ", "S. ", "Siehe dazu ", "Zit. nach ", "So auch ", "Voir ", "Voir aussi ", "Cf. aussi ", "Cité par ", "Cfr. ", "Vedi ", "Si veda ",
    "Cit. in ", "Véase ", "Véase también ", "Cit. por ", "Ver ", "Cf. também ", "См. ", "См. также ", "Ср. ", "Цит. по: ", "For example, ", "E.g. ", "Also ",
    "For a full discussion see ", "On this point see ", "For a critique, see ", "In general see ", "For details: ", "Hierzu ", "Dazu ", "Ausführlich ",
    "Sull'argomento si veda ", "A questo proposito cfr. ", "Sur ce point, voir ", "Sobre este punto, véase ",
)  # fmt: skip
JOINS = ("; ", "; ", "; ", "; ", ". ", ". ", " - ", " – ", ", and ", " and ", "; and ", "; see also ", "; cf. ", "; vgl. ", "; cfr. ", "; voir ", "; siehe auch ")
BACKREFS = (
    "Ibid.", "Ibid", "Ibid., p. {n}", "Ibid., {n}", "ibid., pp. {n}-{m}", "Ibidem", "Ibidem, p. {n}", "Ebd., S. {n}", "Ebd.", "ebenda, S. {n}", "Ivi, p. {n}",
    "Id. at {n}", "Там же. С. {n}", "Там же", "Idem, p. {n}", "Loc. cit.", "Op. cit., p. {n}", "ibid., n. {n}", "id., n. {n}",
)  # fmt: skip
SHORT = ("{a}, op. cit., p. {n}", "{a}, op. cit.", "{a}, op. cit., n. {n}, p. {m}", "{a}, a.a.O., S. {n}", "{a} (Anm. {n}), S. {m}", "{a}, supra note {n}, at {m}",
         "{a}, loc. cit.", "{a} (n {n}) {m}", "{a}, cit., p. {n}", "{a}, ob. cit., p. {n}", "{a}. Указ. соч. С. {n}", "{a}, id., p. {n}", "{a}, supra n. {n}")  # fmt: skip
MARKS = ("op. cit.", "op. cit.", "op. cit., n. {n}", "a.a.O.", "Anm. {n}", "supra note {n}", "loc. cit.", "n {n}", "cit.", "ob. cit.", "Указ. соч.", "id.", "supra n. {n}")


def note(references: Sequence[Example], prose: Sequence[str], chance: random.Random) -> Example:
    """A note of one to four citations, some of them back references, with what stands around them in real notes."""
    text, refs, parts = "", [], []
    if chance.random() < 0.35:
        label = chance.choice(("{}", "{}.", "({})", "[{}]")).format(chance.randint(1, 200))
        text = label + " "
        parts.append(Labelled(0, len(label), "label"))
    if chance.random() < 0.18:
        said = _prose(prose, chance)
        parts.append(Labelled(len(text), len(text) + len(said), "comment"))
        text += said + " "
    many = chance.choices((0, 1, 2, 3, 4), (6, 50, 28, 12, 4))[0]
    if many == 0:
        said = _prose(prose, chance)
        parts.append(Labelled(len(text), len(text) + len(said), "comment"))
        return Example("synthetic", text + said, (), tuple(parts), is_note=True)
    for number in range(many):
        if number:
            join = chance.choice(JOINS)
            word = join.strip(" ;.,–-")
            if word and word not in ("and",):
                parts.append(Labelled(len(text) + join.index(word), len(text) + join.index(word) + len(word), "signal"))
            text += join
        if chance.random() < 0.28 and not text.endswith(("see also ", "cf. ", "vgl. ", "cfr. ", "voir ", "auch ", "and ")):
            signal = chance.choice(SIGNALS)
            if text and not text.endswith((". ", ") ", "] ")):
                signal = signal[0].lower() + signal[1:]
            parts.append(Labelled(len(text), len(text) + len(signal.rstrip(" ,:")), "signal"))
            text += signal
        text, ref = _add(text, references, chance)
        refs.append(ref)
    text += chance.choice((".", ".", ".", "", ";"))
    if chance.random() < 0.12:
        said = _prose(prose, chance)
        parts.append(Labelled(len(text) + 1, len(text) + 1 + len(said), "comment"))
        text += " " + said
    return Example("synthetic", text, tuple(refs), tuple(parts), is_note=True)


def _add(text: str, references: Sequence[Example], chance: random.Random) -> tuple[str, Ref]:
    begin = len(text)
    if chance.random() < 0.16:
        printed, spans = _back(references, chance)
        return text + printed, Ref(begin, begin + len(printed), tuple(_moved(s, begin) for s in spans))
    example = chance.choice(references)
    ref = chance.choice(example.refs)
    printed = example.text[ref.start : ref.end]
    return text + printed, replace(ref, start=begin, end=begin + len(printed), spans=tuple(_moved(s, begin - ref.start) for s in ref.spans))


def _back(references: Sequence[Example], chance: random.Random) -> tuple[str, list[Labelled]]:
    n, m = chance.randint(1, 400), chance.randint(1, 400)
    if chance.random() < 0.5:
        form = chance.choice(BACKREFS)
        printed = form.format(n=n, m=n + m % 20 + 1)
        head = form.partition("{")[0]
        mark = head.rstrip(" ,") if "{" in form else form
        for word in (", p.", ", pp.", ", S.", ". С.", " at", ", n."):
            mark = mark.removesuffix(word)
        spans = [Labelled(0, len(mark), "backref")]
        if "{" in form:
            rest = printed[len(mark) :]
            skip = len(rest) - len(rest.lstrip(" ,.")) if not rest.startswith(". С") else 2
            spans.append(Labelled(len(mark) + skip, len(printed), "page"))
        return printed, spans
    number = chance.randrange(len(SHORT))
    author = _author(references, chance)
    printed = SHORT[number].format(a=author, n=n, m=m)
    mark = MARKS[number].format(n=n)
    begin = printed.index(mark, len(author) - 1)
    spans = [Labelled(0, len(author), "author"), Labelled(begin, begin + len(mark), "backref")]
    tail = printed[begin + len(mark) :]
    if any(c.isdigit() for c in tail):
        skip = len(tail) - len(tail.lstrip(" ,.)"))
        spans.append(Labelled(begin + len(mark) + skip, len(printed), "page"))
    return printed, spans


def _author(references: Sequence[Example], chance: random.Random) -> str:
    for _ in range(20):
        example = chance.choice(references)
        for span in example.refs[0].spans:
            words = example.text[span.start : span.end].replace(",", " ").split()
            if span.label == "author" and words:
                return max(words, key=len).strip(".")
    return "Smith"


def _prose(prose: Sequence[str], chance: random.Random) -> str:
    begin = chance.randrange(len(prose))
    return " ".join(prose[begin : begin + chance.choice((1, 1, 1, 2, 2, 3, 4))])


def _moved(span: Labelled, by: int) -> Labelled:
    return Labelled(span.start + by, span.end + by, span.label)


def italicized(example: Example, chance: random.Random) -> Example:
    """Italics as printers set them: the container, else the title unless quoted; ibid.; at times a word of the prose."""
    ranges = []
    for ref in example.refs:
        container = [s for s in ref.spans if s.label == "container-title"]
        chosen = container or [s for s in ref.spans if s.label == "title" and example.text[max(0, s.start - 1)] not in "\"“„‘«'"]
        ranges += [(s.start, s.end) for s in chosen]
        ranges += [(s.start, s.end) for s in ref.spans if s.label == "backref" and chance.random() < 0.6]
    for part in example.parts:
        if part.label == "comment" and chance.random() < 0.2 and part.end - part.start > 20:
            begin = chance.randrange(part.start, part.end - 10)
            ranges.append((begin, min(part.end, begin + chance.randint(4, 40))))
    return replace(example, emphasis=tuple(sorted(ranges)))


def noisy(example: Example, chance: random.Random) -> Example:
    """The slips of scanning, letter for letter so that offsets stay: l for 1, O for 0, a lost accent, a broken quote."""
    swaps = {"1": "l", "0": "O", "é": "e", "“": '"', "”": '"', "’": "'", "–": "-", "i": "l", "m": "n", "e": "c", ",": ".", ".": ","}
    letters = list(example.text)
    for place, letter in enumerate(letters):
        if letter in swaps and chance.random() < 0.025:
            letters[place] = swaps[letter]
    return replace(example, text="".join(letters))
