"""A linear-chain CRF (crfsuite) with the same features, trained on the same examples: what the network is held against.

`python -m training.compare CORPORA CATALOGUES PROSE STYLES MODELS` trains it; with `--parse` it reads the lines of
`citecheck parse` and writes its answers, the CRF in the place of the network and all else the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pycrfsuite

from citecheck.model import Text
from citecheck.parse.decode import NEVER
from citecheck.parse.features import Token, looks, places, tokenize
from citecheck.parse.network import Batch
from training.train import TAGS, UNKNOWN, Vocabulary, encode, load

BOUNDS = ("O", "B", "I")


def features(text: Text, tokens: Sequence[Token]) -> list[list[str]]:
    """Of each token what it is and looks like, and the same of two before and two after it."""
    words = [text.plain[a:b] for a, b in tokens]
    own = []
    for word, standing in zip(words, places(text, list(tokens)), strict=True):
        low = word.lower()
        low = "0" * len(low) if low.isdigit() else low
        bits = [f"p{n}" for n in range(9) if standing >> n & 1]
        own.append([f"w={low}", f"a={low[:3]}", f"z={low[-3:]}", *(f"l{one}" for one in looks(word)), *bits])
    rows = []
    for at in range(len(own)):
        row = list(own[at])
        for by in (-2, -1, 1, 2):
            if 0 <= at + by < len(own):
                row += [f"{by}:{one}" for one in own[at + by] if abs(by) == 1 or one[0] in "wl"]
        rows.append(row)
    return rows


class Crf:
    """In the place of the network: certain of one tag for each token."""

    tags = TAGS

    def __init__(self, folder: Path) -> None:
        self._taggers = []
        for name in ("bounds", "fields"):
            self._taggers.append(pycrfsuite.Tagger())
            self._taggers[-1].open(str(folder / name))

    def score(self, texts: Sequence[tuple[Text, list[Token]]]) -> list[Batch]:
        return [self._one(number, *one) for number, one in enumerate(texts) if one[1]]

    def _one(self, number: int, text: Text, tokens: list[Token]) -> Batch:
        rows = features(text, tokens)
        scores = []
        for tagger, names in zip(self._taggers, (BOUNDS, self.tags), strict=True):
            table = np.full((1, len(tokens), len(names)), NEVER / 1e8, np.float32)
            for at, tag in enumerate(tagger.tag(rows)):
                table[0, at, names.index(tag)] = 0
            scores.append(table)
        return Batch([number], np.array([len(tokens)], np.int32), *scores)


def train(chosen: argparse.Namespace) -> None:
    chance = random.Random(1)
    material = load(chosen.corpora, chosen.catalogues, chosen.prose, chosen.styles, chance)
    pool = [e if chance.random() < 0.4 else replace(e, emphasis=()) for e in material.epoch(chance)]
    pool = chance.sample(pool, min(len(pool), chosen.examples))
    vocabulary = Vocabulary()
    chosen.models.mkdir(parents=True, exist_ok=True)
    for which, name, names in ((2, "bounds", BOUNDS), (3, "fields", TAGS)):
        trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
        trainer.set_params({"max_iterations": 12})
        for example in pool:
            encoded = encode(example, vocabulary)
            if encoded is not None and UNKNOWN not in encoded[which]:
                tokens = tokenize(example.text)[: len(encoded[0])]
                trainer.append(
                    features(Text(example.text, example.emphasis), tokens), [names[n] for n in encoded[which]]
                )
        trainer.train(str(chosen.models / name))
        print(name, (chosen.models / name).stat().st_size, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("corpora", "catalogues", "prose", "styles", "models"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--examples", type=int, default=40000)
    parser.add_argument("--parse", action="store_true")
    chosen = parser.parse_args()
    if not chosen.parse:
        train(chosen)
        return
    from citecheck import cli
    from citecheck.parse import tag

    crf = Crf(chosen.models)
    tag.network = lambda: crf  # type: ignore[assignment,return-value]
    sys.argv = ["citecheck", "parse"]
    cli.main()


if __name__ == "__main__":
    main()
