"""Trains the tagger: `python -m training.train CORPORA OUT`; seeds fixed, every figure printed.

Words as bags of hashed letter groups and looks, two bidirectional LSTM layers, two softmax heads: where citations begin
and go on (O, B, I), and the field of each token (BIO). Decoding with the constraints of BIO is `parse/tagger.py`'s.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from citecheck.model import Text
from citecheck.parse.features import BUCKETS, SHAPES, grams, shapes, tokenize
from training import synthesis
from training.corpora import Example, read

FIELDS = (
    "author", "editor", "translator", "title", "container-title", "collection-title", "issued", "volume", "issue", "page", "publisher", "publisher-place",
    "edition", "URL", "DOI", "ISBN", "genre", "note", "archive", "backref", "signal",
)  # fmt: skip
TAGS = ("O", *(f"{edge}-{name}" for name in FIELDS for edge in "BI"))
NUMBER = {tag: number for number, tag in enumerate(TAGS)}
UNKNOWN = -100
LONGEST = 400


class Network(nn.Module):
    def __init__(self, width: int = 64, hidden: int = 112) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(BUCKETS, width, mode="mean", padding_idx=0)
        self.looks = nn.EmbeddingBag(SHAPES + 1, 32, mode="sum", padding_idx=SHAPES)
        self.drop = nn.Dropout(0.25)
        self.lstm = nn.LSTM(width + 32, hidden, num_layers=2, bidirectional=True, batch_first=True, dropout=0.3)
        self.bounds = nn.Linear(2 * hidden, 3)
        self.fields = nn.Linear(2 * hidden, len(TAGS))

    def forward(self, words: Tensor, looks: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        batch, length, _ = words.shape
        seen = torch.cat([self.words(words.view(batch * length, -1)), self.looks(looks.view(batch * length, -1))], 1)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(seen.view(batch, length, -1)), lengths, batch_first=True)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        out = self.drop(out)
        return self.bounds(out), self.fields(out)


def encode(example: Example) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray] | None:
    """Word buckets, looks, boundary tags and field tags of an example, None where it is too long or empty."""
    found = tokenize(example.text)
    if not 0 < len(found) <= LONGEST:
        return None
    words = np.zeros((len(found), 24), np.int32)
    looks = np.full((len(found), 8), SHAPES, np.int8)
    text = Text(example.text, example.emphasis)
    for row, (token, shape) in enumerate(zip(found, shapes(text, found), strict=True)):
        bag = grams(example.text[token.start : token.end])
        words[row, : len(bag)] = bag
        looks[row, : min(8, len(shape))] = shape[:8]
    bounds, fields = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    if example.is_note and not example.parts and example.source.startswith("linkedbooks"):
        fields[:] = UNKNOWN
    starts = [t.start for t in found]
    for ref in example.refs:
        first = True
        for row, start in enumerate(starts):
            if ref.start <= start < ref.end:
                bounds[row], first = (1 if first else 2), False
                fields[row] = 0
    spans = [s for ref in example.refs for s in ref.spans] + [p for p in example.parts if p.label == "signal"]
    for span in spans:
        first = True
        for row, start in enumerate(starts):
            if span.start <= start < span.end:
                fields[row] = NUMBER[f"{'B' if first else 'I'}-{span.label}"]
                first = False
    return words, looks, bounds, fields


def batches(encoded: Sequence[tuple[np.ndarray, ...]], chance: random.Random, tokens: int = 4000) -> Iterator[tuple[Tensor, ...]]:
    order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i][0]) + chance.random() * 6))
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, len(encoded[i][0]))
        if group and longest * (len(group) + 1) > tokens:
            groups.append(group)
            group, longest = [], len(encoded[i][0])
        group.append(i)
    groups.append(group)
    chance.shuffle(groups)
    for group in groups:
        group.sort(key=lambda i: -len(encoded[i][0]))
        lengths = torch.tensor([len(encoded[i][0]) for i in group])
        shape = (len(group), int(lengths[0]))
        words, looks = np.zeros((*shape, 24), np.int64), np.full((*shape, 8), SHAPES, np.int64)
        bounds, fields = np.full(shape, UNKNOWN, np.int64), np.full(shape, UNKNOWN, np.int64)
        for row, i in enumerate(group):
            n = len(encoded[i][0])
            words[row, :n], looks[row, :n], bounds[row, :n], fields[row, :n] = encoded[i]
        yield torch.from_numpy(words), torch.from_numpy(looks), lengths, torch.from_numpy(bounds), torch.from_numpy(fields)


def prose(folder: Path, blocks: Sequence[Example]) -> list[str]:
    """Sentences that cite nothing: what stands between the citations of the corpora, and books free of copyright."""
    found: list[str] = []
    for example in blocks:
        place = 0
        for ref in (*example.refs, None):
            between = example.text[place : ref.start if ref else len(example.text)].strip(" ;,.()")
            place = ref.end if ref else place
            if len(between) > 60 and len(re.findall(r"[a-zà-ÿ]{3,}", between)) > 8 and not re.search(r"\d{4}|\bpp?\.", between):
                found.append(between[0].upper() + between[1:] + ".")
    for book in folder.glob("*.epub"):
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                if "chapter" in name and name.endswith("html"):
                    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", archive.read(name).decode("utf-8")))
                    found += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", plain) if 40 < len(s) < 400]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--books", type=Path, default=Path("books"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--synthetic", type=int, default=12000)
    parser.add_argument("--device", default="cpu")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    chance = random.Random(1)
    clean = [e for name in ("anystyle_core", "anystyle_good", "grobid_corpus") for e in read(chosen.corpora / f"{name}.jsonl.gz") if e.refs]
    ugly = [e for e in read(chosen.corpora / "anystyle_ugly.jsonl.gz") if e.refs]
    feet = [e for name in ("footnotes",) for e in read(chosen.corpora / f"{name}.jsonl.gz") if e.refs]
    feet_notes = list(read(chosen.corpora / "footnotes_notes.jsonl.gz"))
    linked = list(read(chosen.corpora / "linkedbooks_notes.jsonl.gz"))
    texts = prose(chosen.books, linked)
    whole = [e for e in linked if len(e.refs) == 1 and e.refs[0].start < 4 and e.refs[0].end > len(e.text) - 4]
    print(f"clean {len(clean)}, ugly {len(ugly)}, footnotes {len(feet)}+{len(feet_notes)}, linked {len(linked)} (whole {len(whole)}), prose {len(texts)}")
    humanities = [e for e in clean if e.source == "anystyle"] + feet * 12 + whole[:5000]
    network = Network().to(chosen.device)
    print("parameters", sum(p.numel() for p in network.parameters()))
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-4)
    begun = time.monotonic()
    fixed = [e for e in map(encode, linked) if e]
    for epoch in range(chosen.epochs):
        made = [synthesis.note(humanities if chance.random() < 0.8 else clean, texts, chance) for _ in range(chosen.synthetic)]
        pool = clean + feet * 6 + feet_notes * 10 + chance.sample(ugly, 1500) + made
        dressed = []
        for e in pool:
            e = synthesis.italicized(e, chance) if chance.random() < 0.45 else e
            dressed.append(synthesis.noisy(e, chance) if chance.random() < 0.08 else e)
        encoded = [e for e in map(encode, dressed) if e] + chance.sample(fixed, 12000)
        network.train()
        total = count = 0.0
        drawn = list(batches(encoded, chance))
        for step, (words, looks, lengths, bounds, fields) in enumerate(drawn):
            left = 1 - (epoch + step / len(drawn)) / chosen.epochs
            for group in optimizer.param_groups:
                group["lr"] = 3e-3 * max(0.01, left)
            a, b = network(words.to(chosen.device), looks.to(chosen.device), lengths)
            loss = nn.functional.cross_entropy(a.flatten(0, 1), bounds.flatten().to(chosen.device), ignore_index=UNKNOWN)
            loss = loss + nn.functional.cross_entropy(b.flatten(0, 1), fields.flatten().to(chosen.device), ignore_index=UNKNOWN)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1} loss {total / count:.4f} after {time.monotonic() - begun:.0f} s", flush=True)
        save(network, chosen.out)


def save(network: Network, path: Path) -> None:
    weights = {name: value.detach().cpu().numpy().astype(np.float16) for name, value in network.state_dict().items()}
    np.savez_compressed(path, tags=np.array(TAGS), **weights)


if __name__ == "__main__":
    main()
