from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from citecheck.read.inline import scan

PARSER = MarkdownIt("commonmark").disable(["html_inline", "entity", "link", "autolink", "escape", "backticks"])


def emphasized(source: str) -> str:
    """The characters that CommonMark's reference parser sets in italics, strong emphasis not counted."""
    depth, found = 0, []
    for token in PARSER.parseInline(source)[0].children or ():
        depth += (token.type == "em_open") - (token.type == "em_close")
        if depth and token.type == "text":
            found.append(token.content)
    return "".join(found)


@given(st.text(alphabet="ab .*_(", min_size=1, max_size=24))
@example("*a _b_ c* **d** *e **f** g* a_b_c")
@example("**a *b* c**")
@example("*a **b* c**")
@example("_a*_*a*")
def test_emphasis_is_commonmarks(source: str) -> None:
    source = source.strip() or "a"
    found = scan(source).text
    ours = "".join(found.plain[start:end] for start, end in found.emphasis)
    assert [c for c in ours if c in "ab"] == [c for c in emphasized(source) if c in "ab"]


@given(st.text(alphabet="ab *_", max_size=40))
def test_ranges_are_in_order_and_apart(source: str) -> None:
    ranges = scan(source).text.emphasis
    assert all(start < end for start, end in ranges)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ranges))
