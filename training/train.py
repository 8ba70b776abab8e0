"""Trains the tagger: `make train`; seeds fixed, every figure printed.

Words as bags of hashed letter groups and looks, two bidirectional LSTM layers, two softmax heads: where citations
and mentions begin and go on (O, B, I; B, I), and the field of each token (BIO). The decoding, under BIO's rules, is in
`parse/decode.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from citecheck.model import Text
from citecheck.parse.features import BUCKETS, GRAMS, LOOKS, PLACES, grams, looks, places, tokenize
from training import synthesis
from training.corpora import Example, Labelled, Ref, annotated, read
from training.styles import gather

FIELDS = (
    "author", "editor", "translator", "title", "container-title", "collection-title", "issued", "volume", "issue",
    "page", "publisher", "publisher-place", "edition", "URL", "DOI", "ISBN", "genre", "note", "archive", "backref",
    "signal",
)  # fmt: skip
BOUNDS = ("O", "B-", "I-", "B-mention", "I-mention")
TAGS = ("O", *(f"{edge}-{name}" for name in FIELDS for edge in "BI"))
NUMBER = {tag: number for number, tag in enumerate(TAGS)}
UNKNOWN = -100
Weights = dict[str, Tensor]
LONGEST = 320  # tokens; longer texts are cut
RATE = 3e-3


class Network(nn.Module):
    """Scores of bounds and fields. `words`: rows of `bags`; `bags`, `faces`: bucket numbers and looks of each word."""

    def __init__(self, width: int = 64, first: int = 128, second: int = 96) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(BUCKETS, width, mode="mean", padding_idx=0)
        self.looks = nn.EmbeddingBag(LOOKS + 1, 32, mode="sum", padding_idx=LOOKS)
        self.places = nn.Linear(PLACES, 32, bias=False)
        self.drop = nn.Dropout(0.2)
        self.lower = nn.LSTM(width + 32, first, bidirectional=True, batch_first=True)
        self.upper = nn.LSTM(2 * first, second, bidirectional=True, batch_first=True)
        self.heads = nn.Linear(2 * second, len(BOUNDS) + len(TAGS))

    def see(self, bags: Tensor, faces: Tensor, words: Tensor, standing: Tensor) -> Tensor:
        known = torch.cat([self.words(bags), self.looks(faces)], 1)
        seen = known[words]
        return torch.cat([seen[..., :-32], seen[..., -32:] + self.places(standing)], -1)

    def forward(self, bags: Tensor, faces: Tensor, words: Tensor, standing: Tensor) -> Tensor:
        below = self.drop(self.lower(self.drop(self.see(bags, faces, words, standing)))[0])
        scores: Tensor = self.heads(self.drop(self.upper(below)[0]))
        return scores


@dataclass(slots=True)
class Vocabulary:
    """Words met so far, as rows of bucket numbers and looks; row 0 is no word."""

    rows: dict[str, int] = field(default_factory=dict)
    bags: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    faces: list[tuple[int, ...]] = field(default_factory=lambda: [()])

    def row(self, word: str) -> int:
        found = self.rows.get(word)
        if found is None:
            found = self.rows[word] = len(self.bags)
            self.bags.append(grams(word))
            self.faces.append(looks(word))
        return found

    def tables(self, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
        bags, faces = np.zeros((len(rows), GRAMS), np.int64), np.full((len(rows), 6), LOOKS, np.int64)
        for n, row in enumerate(rows):
            bags[n, : len(self.bags[row])] = self.bags[row]
            faces[n, : len(self.faces[row])] = self.faces[row]
        return torch.from_numpy(bags), torch.from_numpy(faces)


Encoded = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def encode(example: Example, vocabulary: Vocabulary) -> Encoded | None:
    """Words, places, boundary tags and field tags of an example, None where it is empty."""
    found = tokenize(example.text)[:LONGEST]
    if not found:
        return None
    words = np.array([vocabulary.row(example.text[t.start : t.end]) for t in found], np.int32)
    standing = np.array(places(Text(example.text, example.emphasis), found), np.int16)
    bounds, fields = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    if example.is_note and not example.parts and example.source.startswith("linkedbooks"):
        fields[:] = UNKNOWN  # signals are not marked there
    starts = [t.start for t in found]
    for begin, ref in [*((1, r) for r in example.refs), *((3, r) for r in example.mentions)]:
        a, b = bisect_left(starts, ref.start), bisect_left(starts, ref.end)
        bounds[a:b], fields[a:b] = begin + 1, 0
        if a < b:
            bounds[a] = begin
    for span in [s for ref in (*example.refs, *example.mentions) for s in ref.spans] + [
        p for p in example.parts if p.label == "signal"
    ]:
        a, b = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if a < b:
            fields[a:b] = NUMBER[f"I-{span.label}"]
            fields[a] = NUMBER[f"B-{span.label}"]
    return words, standing, bounds, fields


def batches(
    encoded: Sequence[Encoded], vocabulary: Vocabulary, chance: random.Random, tokens: int = 4000
) -> Iterator[tuple[Tensor, ...]]:
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]) + chance.random() * 2)
    groups: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(encoded[i][0]))
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            longest = len(encoded[i][0])
        groups[-1].append(i)
    chance.shuffle(groups)
    bits = np.arange(PLACES)
    for group in groups:
        group.sort(key=lambda i: -len(encoded[i][0]))
        shape = (len(group), len(encoded[group[0]][0]))
        words, standing = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        bounds, fields = np.full(shape, UNKNOWN, np.int64), np.full(shape, UNKNOWN, np.int64)
        for row, i in enumerate(group):
            n = len(encoded[i][0])
            words[row, :n], standing[row, :n], bounds[row, :n], fields[row, :n] = encoded[i]
        rows, inverse = np.unique(words, return_inverse=True)
        bags, faces = vocabulary.tables(rows.tolist())
        flags = ((standing[..., None] >> bits) & 1).astype(np.float32)
        yield (
            bags,
            faces,
            torch.from_numpy(inverse.reshape(shape)),
            torch.from_numpy(flags),
            torch.from_numpy(bounds),
            torch.from_numpy(fields),
        )


def prose(folder: Path, blocks: Sequence[Example]) -> list[str]:
    """Sentences that cite nothing: what stands between the citations of the corpora, books and sayings."""
    found: list[str] = []
    for example in blocks:
        place = 0
        for start, end in [*((r.start, r.end) for r in example.refs), (len(example.text), 0)]:
            between = example.text[place:start].strip(" ;,.()")
            place = end
            if (
                len(between) > 60
                and len(re.findall(r"[a-zà-ÿ]{3,}", between)) > 8
                and not re.search(r"\d{4}|\bpp?\.", between)
            ):
                found.append(between[0].upper() + between[1:] + ".")
    for book in sorted(folder.glob("*.epub")):
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                if "chapter" in name and name.endswith("html"):
                    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", archive.read(name).decode("utf-8")))
                    found += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", plain) if 40 < len(s) < 400]
    for sayings in sorted(folder.glob("*.txt")):
        for saying in sayings.read_text("utf-8", "replace").split("\n%\n"):
            plain = re.sub(r"\s+", " ", re.split(r"\n\s*(?:--|—|\()", saying)[0]).strip()
            if 40 < len(plain) < 300 and not re.search(r"\ufffd|http|[{}\\|<>=]", plain):
                found.append(plain)
    return found


def styled(path: Path) -> Iterator[Example]:
    """What `training.styles` rendered."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, spans = row["text"], tuple(Labelled(*s) for s in row["spans"])
            lead = re.match(r"[\s\[(]*\d{1,3}[\s.)\]]+", text)
            start = lead.end() if lead and spans and spans[0].start >= lead.end() else 0
            end = len(text.rstrip(" .,;"))
            spans = tuple(replace(s, end=min(s.end, end)) for s in spans)
            yield Example("csl", text, (Ref(start, end, spans),), (), tuple((a, b) for a, b in row["emphasis"]))


def keyed(path: Path) -> Iterator[Example]:
    """The notes of manuscripts with citation keys that `training.keyed` set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            refs = tuple(Ref(r["start"], r["end"], tuple(Labelled(*s) for s in r["spans"])) for r in row["refs"])
            parts = tuple(Labelled(a, b, "signal") for a, b in row["signals"])
            yield Example("keyed", row["text"], refs, parts, tuple((a, b) for a, b in row["emphasis"]), True)


@dataclass(slots=True)
class Material:
    """What an epoch is drawn from; of `linked`, blocks of LinkedBooks, and of `keyed` a part each time."""

    clean: list[Example]
    ugly: list[Example]
    references: list[Example]
    notes: list[Example]
    linked: list[Example]
    styled: list[Example]
    own: list[Example]
    keyed: list[Example]
    stock: synthesis.Stock
    lists: synthesis.Stock

    def epoch(self, chance: random.Random) -> Iterator[Example]:
        """Annotated examples, made-up ones beside them, dressed as print and scanners would."""
        made = [synthesis.note(self.stock, chance) for _ in range(12000)]
        made += [synthesis.essay(self.stock, chance) for _ in range(4500)]
        made += [synthesis.listing(self.lists, chance) for _ in range(1500)]
        made += [synthesis.mention(self.stock, chance) for _ in range(2500)]
        made += [synthesis.varied(e, self.stock, chance) for e in self.own * 16]
        pool = self.clean + self.references * 4 + self.notes * 8 + made
        for e in pool + chance.sample(self.ugly, 1200) + chance.sample(self.styled, min(len(self.styled), 3000)):
            dressed = synthesis.italicized(e, chance) if chance.random() < 0.4 else replace(e, emphasis=())
            dressed = synthesis.straight(dressed) if chance.random() < 0.12 else dressed
            yield synthesis.noisy(dressed, chance) if chance.random() < 0.1 else dressed
        for e in chance.sample(self.keyed, min(len(self.keyed), 10000)):
            bare = replace(e, emphasis=()) if chance.random() < 0.15 else e
            yield synthesis.straight(bare) if chance.random() < 0.1 else bare
        yield from chance.sample(self.linked, 14000)


def load(
    corpora: Path, catalogues: Path, books: Path, styles: Path, manuscripts: Path, chance: random.Random
) -> Material:
    """Everything there is to learn from."""
    names = ("anystyle_core", "anystyle_good", "anystyle_ugly", "grobid_corpus", "footnotes", "footnotes_notes")
    corpus = {name: list(read(corpora / f"{name}.jsonl.gz")) for name in (*names, "linkedbooks_notes")}
    clean = [e for name in ("anystyle_core", "anystyle_good", "grobid_corpus") for e in corpus[name] if e.refs]
    feet, linked, csl = corpus["footnotes"], corpus["linkedbooks_notes"], list(styled(styles))
    whole = [e for e in linked if len(e.refs) == 1 and e.refs[0].start < 4 and e.refs[0].end > len(e.text) - 4]
    parts = gather(corpora, catalogues)
    families = [family for family, _ in parts.people if len(family) < 25]
    handed = list(keyed(manuscripts))
    said = prose(books, linked + handed)
    own = list(annotated(Path(__file__).parent / "annotations" / "notes.txt"))
    humanities = [e for e in clean if e.source == "anystyle"] + [e for e in feet if e.refs] * 10
    humanities += chance.sample(whole, 6000) + csl
    print({n: len(e) for n, e in corpus.items()}, f"styled {len(csl)}, prose {len(said)}", flush=True)
    return Material(
        clean, corpus["anystyle_ugly"], feet, corpus["footnotes_notes"], linked, csl, own,
        handed,
        synthesis.Stock(humanities, said, parts, families), synthesis.Stock(clean + csl, said, parts, families),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("catalogues", type=Path)
    parser.add_argument("prose", type=Path, help="a folder of books (.epub) and sayings (.txt, parted by %% lines)")
    parser.add_argument("styles", type=Path, help="what training.styles wrote")
    parser.add_argument("manuscripts", type=Path, help="what training.keyed wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=0, help="stop after this time instead; slower falls the rate")
    parser.add_argument("--resume", type=Path, help="weights to go on from")
    parser.add_argument(
        "--share", type=float, default=1.0, help="of what is learned in the mean with the weights before"
    )
    parser.add_argument("--rate", type=float, default=RATE, help="how fast it learns at first")
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    chance = random.Random(1)
    material = load(chosen.corpora, chosen.catalogues, chosen.prose, chosen.styles, chosen.manuscripts, chance)
    vocabulary = Vocabulary()
    network = Network()
    before = torch.load(chosen.resume) if chosen.resume else {}
    if before:
        network.load_state_dict(before)
    print("parameters", sum(p.numel() for p in network.parameters()))
    optimizer = torch.optim.Adam(network.parameters(), lr=chosen.rate)
    begun = time.monotonic()
    epoch, progress = 0, 0.0
    while progress < 1:
        encoded = [x for x in (encode(e, vocabulary) for e in material.epoch(chance)) if x]
        drawn = list(batches(encoded, vocabulary, chance))
        network.train()
        total = 0.0
        for step, batch in enumerate(drawn):
            passed = (time.monotonic() - begun) / 60
            progress = passed / chosen.minutes if chosen.minutes else (epoch + step / len(drawn)) / chosen.epochs
            if progress >= 1:
                break
            warm = min(1.0, 0.1 + (epoch * len(drawn) + step) / 300)
            for group in optimizer.param_groups:
                group["lr"] = chosen.rate * max(0.003, 1 - progress) * warm
            total += _step(network, optimizer, batch)
            if step % 100 == 99:
                print(
                    f"epoch {epoch + 1} step {step + 1}/{len(drawn)} loss {total / (step + 1):.4f} {passed:.1f} min",
                    flush=True,
                )
        epoch += 1
        progress = progress if chosen.minutes else epoch / chosen.epochs
        torch.save(network.state_dict(), chosen.out)
    if before:
        torch.save(_mean(network.state_dict(), before, chosen.share), chosen.out)


def _mean(after: Weights, before: Weights, share: float) -> Weights:
    """The mean of weights before and after; the heads of mentions, which are new, only as learned."""
    mixed = {name: share * after[name] + (1 - share) * before[name] for name in after}
    for name in ("heads.weight", "heads.bias"):
        mixed[name][3:5] = after[name][3:5]
    return mixed


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: tuple[Tensor, ...]) -> float:
    *given, bounds, fields = batch
    scores = network(*given)
    loss = nn.functional.cross_entropy(scores[..., : len(BOUNDS)].flatten(0, 1), bounds.flatten(), ignore_index=UNKNOWN)
    loss = loss + nn.functional.cross_entropy(
        scores[..., len(BOUNDS) :].flatten(0, 1), fields.flatten(), ignore_index=UNKNOWN
    )
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


if __name__ == "__main__":
    main()
