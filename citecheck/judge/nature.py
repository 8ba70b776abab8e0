"""Sources that no catalogue is expected to hold, by the kind of work and the words of the citation (CC205)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from citecheck.judge import wording
from citecheck.model import Judgement, Kind, Verdict, Work
from citecheck.text import fold

_PRINTED_SINCE = 1450  # a year after which a date beside a classic is that of an edition
_NUMBER = re.compile(r"\b(?:([^\W\d_]{1,3}) )?(\d+)\b")
_NOT_A_SHELF = frozenset({"p", "pp", "s", "ss", "n", "no", "nr", "vol", "bd", "t", "tom", "с", "т"})
_ADDRESSEE = frozenset({"to", "an", "al", "alla", "para", "к", "ao", "au"})  # "a" and "do" are articles elsewhere
_LEAVES = frozenset({"fasc", "fase", "pag", "pagg", "cart", "reply", "doc"})


def nature(text: str, work: Work) -> str:
    """What kind of source a citation names that catalogues do not hold, in words; "" for all that they may hold.

    `text`: the citation as printed.

    >>> nature("Marx to Engels, 8 October 1858", Work(title="Marx to Engels"))
    'a letter'
    >>> nature("Gramsci, Letters from Prison (London: Cape, 1975)", Work(title="Letters from Prison", publisher="Cape"))
    ''
    """
    return next((called for called, is_one in _RULES if is_one(text, work)), "")


def strictly(judgement: Judgement) -> Judgement:
    """What `--strict` makes of a judgement: what is uncatalogued by nature was looked for and is not there."""
    if judgement.verdict is not Verdict.UNCATALOGUED:
        return judgement
    answer = judgement.answer
    silent = bool(answer.outages) or not answer.asked
    return replace(judgement, verdict=Verdict.UNCHECKED if silent else Verdict.UNRESOLVED)


# --- papers and people ----------------------------------------------------------------------------------------------


def _is_archival(text: str, work: Work) -> bool:
    if _is_printed(work):
        return False
    if _is_named(work.archive) and (
        _numbers_shelf(fold(work.archive)) or not (work.title or work.authors or work.issued)
    ):
        return True
    return bool(wording.marks("archive", "patterns").search(text)) or _has_shelf(text)


def _is_named(archive: str) -> bool:
    """Whether more is named than a leaf or a fascicle ("c. 137", "fasc. 2"), which articles have as well."""
    return any(len(word) > 2 and word.isalpha() and word not in _LEAVES for word in fold(archive).split())


def _has_shelf(text: str) -> bool:
    """Whether the name of an archive stands there, and after it a number that is no year and no page."""
    folded = fold(text)
    named = [found.end() for name in wording.words("archive", "names") if (found := re.search(rf"\b{name}", folded))]
    siglum = wording.sigla().search(text)
    rest = [folded[end:] for end in named] + ([fold(text[siglum.end() :])] if siglum else [])
    return any(map(_numbers_shelf, rest))


def _numbers_shelf(folded: str) -> bool:
    return any(_is_shelfmark(letters, int(number)) for letters, number in _NUMBER.findall(folded))


def _is_shelfmark(letters: str, number: int) -> bool:
    if letters in _NOT_A_SHELF:
        return False
    return bool(letters) or not _PRINTED_SINCE <= number <= 2100


def _is_letter(text: str, work: Work) -> bool:
    if work.kind is Kind.PERSONAL_COMMUNICATION and (not work.title or wording.has_day(text)):
        return True
    if _is_printed(work):
        return False
    return wording.has_words(text, "letter", "words") or _is_addressed(work.title or text, text) or _is_between(text)


def _is_addressed(title: str, text: str) -> bool:
    """A title that begins as a letter is called, and has both its ends, a person it goes to, or its day."""
    begun = wording.letter_opening().match(title)
    if begun is None:
        return False
    if begun["to"] and re.match(r"[^\W\d_a-zа-я][^,.;:]*", title[begun.end() :]):
        named = re.split(r"[,.;:(]", title[begun.end() :], maxsplit=1)[0]
        return len(named.split()) <= 4 or wording.has_day(text)
    return wording.has_day(text) or bool(set(fold(title[begun.end() :]).split()) & _ADDRESSEE)


def _is_between(text: str) -> bool:
    """ "Marx to Engels, 8 October 1858": two people and a day."""
    found = wording.ends().match(text)
    return found is not None and fold(found[1].split()[0]) not in wording.words("letter", "never")


def _is_interview(text: str, work: Work) -> bool:
    if work.kind is Kind.INTERVIEW:
        return not _is_printed(work)
    if _is_printed(work):
        return False
    if wording.has_words(text, "interview", "own"):
        return True
    title = work.title or text
    opening = next(
        (one for one in wording.words("interview", "openings") if f"{fold(title)} ".startswith(f"{one} ")), ""
    )
    if not opening:
        return _is_said_between(text) and wording.has_day(text)
    names = re.findall(r"\b[^\W\d_a-zа-я][\w’'-]*\.?", title.split(",")[0])[1:]
    return wording.has_day(text) or len(names) >= 2


def _is_said_between(text: str) -> bool:
    """An interview named after the person: "Tony Cliff, interview with Ian Birchall, London, 3 May 1994"."""
    parts = [fold(part) for part in re.split(r"[,;:]", text)[1:]]
    return any(f"{part} ".startswith(f"{one} ") for part in parts for one in wording.words("interview", "openings"))


# --- law ------------------------------------------------------------------------------------------------------------


def _is_case(text: str, work: Work) -> bool:
    if wording.marks("court", "patterns").search(text):
        return not work.authors or not _is_printed(work)
    if _is_printed(work):
        return False
    return work.kind is Kind.LEGAL_CASE or (not work.authors and bool(wording.marks("court", "reports").search(text)))


def _is_statute(text: str, work: Work) -> bool:
    if work.kind is Kind.LEGISLATION:
        return True
    if _is_printed(work) or work.container:
        return False
    unsigned = not work.authors and not work.editors and bool(wording.marks("statute", "acts").search(text))
    return unsigned or bool(wording.marks("statute", "patterns").search(text))


# --- books cited by their own divisions -----------------------------------------------------------------------------


def _is_scripture(text: str, work: Work) -> bool:
    return not _is_edition(work) and bool(wording.verse().match(text))


def _is_classic(text: str, work: Work) -> bool:
    if work.kind is Kind.CLASSIC:
        return True
    return not _is_edition(work) and bool(
        wording.line().match(text) or wording.marks("classic", "patterns").search(text)
    )


# --- unsigned and unpublished ---------------------------------------------------------------------------------------


def _is_unsigned_news(text: str, work: Work) -> bool:
    if work.authors or work.editors or _is_printed(work):
        return False
    paper = fold((work.container or work.title).replace("’", " ").replace("'", " ")).split()
    newspaper = bool(set(paper) & wording.newspapers()) and len(paper) <= 6
    return (work.kind is Kind.ARTICLE_NEWSPAPER or newspaper) and wording.has_day(text)


def _is_unpublished_thesis(text: str, work: Work) -> bool:
    return not _is_printed(work) and wording.has_words(text, "thesis", "words")


def _is_manuscript(text: str, work: Work) -> bool:
    return not _is_printed(work) and wording.has_words(text, "manuscript", "words")


# --- what tells an edition, a day, a word ---------------------------------------------------------------------------


def _is_printed(work: Work) -> bool:
    """Whether it is cited as printed: a publisher, a book's or article's number, a volume of a periodical."""
    return bool(work.publisher or work.id("doi") or work.id("isbn") or (work.container and (work.volume or work.issue)))


def _is_edition(work: Work) -> bool:
    """Whether an edition of a classic is meant, which catalogues hold."""
    dated = work.issued is not None and work.issued.year >= _PRINTED_SINCE
    return _is_printed(work) or bool(work.address) or bool(dated)


def _by_kind(kind: Kind) -> Callable[[str, Work], bool]:
    return lambda _, work: work.kind is kind


_RULES: tuple[tuple[str, Callable[[str, Work], bool]], ...] = (
    ("a court case", _is_case),
    ("a law or official paper", _is_statute),
    ("a treaty", _by_kind(Kind.TREATY)),
    ("a passage of scripture", _is_scripture),
    ("a classic cited by book and line", _is_classic),
    ("an archival item", _is_archival),
    ("an interview", _is_interview),
    ("a letter", _is_letter),
    ("an unsigned newspaper item", _is_unsigned_news),
    ("an unpublished thesis", _is_unpublished_thesis),
    ("a manuscript", _is_manuscript),
)
