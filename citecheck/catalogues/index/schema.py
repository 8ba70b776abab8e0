"""The layout of an index: which fields a record has, and the number that changes whenever a field does."""

from __future__ import annotations

import tantivy

VERSION = 2

WORDS = "words"  # titles, people, container, publisher, years and numbers, folded
SOUNDS = "sounds"  # words brought to one letter a sound, of records in another script than Latin
EXACT = "exact"  # identifiers, and the record's own key, which a newer record of the same key replaces
STORED = "stored"  # the record itself, see packing.py

_BY_SPACES = "spaces"
_LONGEST = 160  # bytes; what is longer is no word, but an address or the debris of a format


def schema() -> tantivy.Schema:
    """No positions, since no phrase is ever asked for; frequencies, since block-max WAND works with them alone.

    The key is text: deleting by an unsigned number silently deletes nothing (shared lesson, tantivy 0.27).
    """
    builder = tantivy.SchemaBuilder()
    for name in (WORDS, SOUNDS):
        builder.add_text_field(name, tokenizer_name=_BY_SPACES, index_option="freq")
    builder.add_text_field(EXACT, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index with its tokenizer, which tantivy does not keep: text comes folded, so spaces part the words."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer(_BY_SPACES, analyzer.filter(tantivy.Filter.remove_long(_LONGEST)).build())
    return index
