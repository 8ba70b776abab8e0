from __future__ import annotations

import os

import numpy as np

from citecheck.model import Text
from citecheck.parse.features import tokenize
from citecheck.parse.network import network
from citecheck.parse.tag import tag, tag_all

NOTES = (
    "A. Ward, First Book (1990) 3.",
    "",
    "See B. Lee, ‘An Article’ (1991) 20 Journal of Law 56, 61; and compare what was said of it at the time.",
    "Ibid.",
)


def test_a_note_is_read_alike_alone_and_among_others() -> None:
    assert tag_all([Text(note) for note in NOTES]) == [tag(Text(note)) for note in NOTES]


def test_scores_are_probabilities() -> None:
    text = Text(NOTES[2])
    (batch,) = network().score([(text, tokenize(text.plain))])
    assert batch.bounds.shape[-1] == 5  # O, and B and I of citations and of mentions
    assert batch.fields.shape[-1] == len(network().tags)
    assert np.allclose(np.exp(batch.fields).sum(axis=-1), 1, atol=1e-4)


def test_more_words_than_are_kept() -> None:
    before = tag(Text(NOTES[0]))
    tag_all([Text(f"wort{n} zahl{n}x und y{n}z") for n in range(8_000)])
    assert tag(Text(NOTES[0])) == before


def test_the_runtime_reports_to_nobody() -> None:
    assert network()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
