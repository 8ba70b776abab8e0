"""The verdict on one citation: what may be asserted of it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.judge import claims
from citecheck.judge.differences import differences
from citecheck.judge.evidence import NEARLY, SUPPORT, WHOLE, Evidence, weigh
from citecheck.judge.nature import nature
from citecheck.model import Answer, Citation, Difference, Judgement, Verdict, Work
from citecheck.text import fold

ASSERTED = 0.50  # the least probability of a work said to exist
POSSIBLE = 0.20  # ... of one worth showing
_MANY = 4  # supports that leave so little doubt that misprints elsewhere do not matter
_WHOLE = 0.85  # of an author's score: everybody that is cited is right
_ALIKE = 0.03  # two works whose probabilities lie closer fit alike
_LONG_WORDS, _LONG_LETTERS = 4, 20  # a title that is specific enough to stand without an author


def judge(answer: Answer, citation: Citation) -> Judgement:
    """The verdict on what `citation` cites, from what the catalogues said of it.

    A record is asserted (resolved, differs) on three independent supports, on an identifier that title or author bears
    out, or on title and author where only one work bears that title; never against an author, a title or a kind.
    """
    found = [weigh(match, citation, answer.query.work) for match in answer.matches]
    for rule in (_asserted, _misattributed, _possible):
        if (judgement := rule(answer, citation, found)) is not None:
            return judgement
    return _absent(answer, found)


# --- the work exists ------------------------------------------------------------------------------------------------


def _asserted(answer: Answer, citation: Citation, found: Sequence[Evidence]) -> Judgement | None:
    sure = [one for one in found if _is_sure(one, found, answer.query.work, citation)]
    if not sure:
        return None
    best, rivals = sure[0], [one for one in sure[1:] if _fits_alike(one, sure[0])]
    if rivals:
        reason = f"{len(rivals) + 1} works fit alike: {_agreement(best)}"
        return Judgement(answer, Verdict.AMBIGUOUS, reason, best.match.probability, best.match.record)
    return _agreed(answer, citation, best)


def _agreed(answer: Answer, citation: Citation, best: Evidence) -> Judgement:
    wrong = _wrong(answer.query.work, citation, best)
    reason = _agreement(best)
    if wrong and all(one.field in citation.unsure for one in wrong):
        reason += f"; {_listed([one.field for one in wrong])} would differ, but may have been read wrongly"
        return Judgement(answer, Verdict.POSSIBLE, reason, best.match.probability, best.match.record)
    verdict = Verdict.DIFFERS if wrong else Verdict.RESOLVED
    if wrong:
        reason += f"; {_listed([one.field for one in wrong])} {'differs' if len(wrong) == 1 else 'differ'}"
    elif best.score("year") and best.score("year") < SUPPORT["year"]:
        reason += "; another edition (the record's year is another)"
    return Judgement(answer, verdict, reason, best.match.probability, best.match.record, wrong)


def _wrong(cited: Work, citation: Citation, best: Evidence) -> tuple[Difference, ...]:
    """What disagrees with the record, and what goes beyond it; each field once."""
    found = differences(cited, citation, best)
    beyond = claims.beyond(cited, citation, best.match.record)
    return (*found, *(one for one in beyond if one.field not in {other.field for other in found}))


def _is_sure(one: Evidence, found: Sequence[Evidence], cited: Work, citation: Citation) -> bool:
    if one.has_identifier and not one.against & {"title", "author"}:
        return True
    if one.against or one.match.probability < _least(one) or _is_unconfirmed(one, citation):
        return False
    if "title" not in one.supports:
        has_title = bool(cited.title) and "title" in one.parts
        return _is_misquoted(one) if has_title else one.is_enough
    return one.is_enough or (_is_only(one, found) and ("author" in one.supports or _stands_alone(one, cited)))


def _least(one: Evidence) -> float:
    """The least probability: none where a long title and its author are right to the letter, little where much agrees.

    Whatever else is wrong is then wrongly described, and two wrong fields must not look milder than one.
    """
    is_exact = one.score("title") == 1.0 and one.score("author") >= _WHOLE and _is_long(one.match.record.work)
    if is_exact and not one.is_other_volume:
        return 0.0
    return POSSIBLE if len(one.supports) >= _MANY or _is_misquoted(one) else ASSERTED


def _is_misquoted(one: Evidence) -> bool:
    """A title nearly right, by the right author, in the right place there: the same work, described wrongly.

    A short title needs its place: "Bronze Age Economics" is no likely slip for the author of "Stone Age Economics".
    """
    is_placed = bool(one.supports & {"volume", "page"}) or one.score("container") >= SUPPORT["container"]
    is_telling = is_placed or _is_long(one.match.record.work)
    return one.score("title") >= NEARLY and "author" in one.supports and is_telling and len(one.supports) >= 3


def _is_unconfirmed(one: Evidence, citation: Citation) -> bool:
    """An author who was only inferred, and whom the record does not bear out."""
    return "author" in citation.inferred and "author" not in one.supports


def _is_only(one: Evidence, found: Sequence[Evidence]) -> bool:
    """Whether no other work that could be meant bears the title."""
    return all(other is one or "title" not in other.supports or "author" in other.against for other in found)


def _stands_alone(one: Evidence, cited: Work) -> bool:
    """A title without an author: enough if it is long and nothing speaks against it, or if it names its container."""
    nameless = not cited.authors and not cited.editors and one.parts.get("author", 1.0) >= SUPPORT["author"]
    return nameless and not one.wrong_figures and (_is_long(one.match.record.work) or "container" in one.supports)


def _is_long(work: Work) -> bool:
    words = fold(work.title).split()
    return len(words) >= _LONG_WORDS and sum(map(len, words)) >= _LONG_LETTERS


def _fits_alike(one: Evidence, best: Evidence) -> bool:
    return best.match.probability - one.match.probability < _ALIKE and len(one.supports) >= len(best.supports)


# --- the title exists, by somebody else -----------------------------------------------------------------------------


def _misattributed(answer: Answer, citation: Citation, found: Sequence[Evidence]) -> Judgement | None:
    """The same title by other authors is another work, unless the year and the place leave no doubt.

    Of a book its publisher is place enough; of an article volume or page: journals print a title more than once.
    """
    others = [one for one in found if "title" in one.supports and one.against == {"author"}]
    if not others:
        return None
    best = max(others, key=lambda one: len(one.supports))
    is_placed = best.match.record.work.kind in WHOLE or bool(best.supports & {"volume", "page"})
    if len(best.supports) >= 3 and is_placed and not best.is_elsewhere:
        return _agreed(answer, citation, best)
    return _nowhere(answer, "title exists, authors differ")


# --- the work may exist ---------------------------------------------------------------------------------------------


def _possible(answer: Answer, citation: Citation, found: Sequence[Evidence]) -> Judgement | None:
    for one in found:
        if not one.against and _may_be(one):
            reason = f"too little to assert it: {_agreement(one)}"
            if _is_unconfirmed(one, citation):
                reason = f"the author was inferred, and the record does not bear it out: {_agreement(one)}"
            return Judgement(answer, Verdict.POSSIBLE, reason, one.match.probability, one.match.record)
    return None


def _may_be(one: Evidence) -> bool:
    """A title with another word in it is another title; without one, numbers alone make no work possible."""
    if "title" in one.parts:
        return "title" in one.supports
    return one.match.probability >= POSSIBLE and "author" in one.supports


# --- the work is not there ------------------------------------------------------------------------------------------


def _absent(answer: Answer, found: Sequence[Evidence]) -> Judgement:
    if called := nature(answer.query.text, answer.query.work):
        return Judgement(answer, Verdict.UNCATALOGUED, f"{called}: no catalogue is expected to hold it")
    near = next((one for one in found if one.match.probability >= POSSIBLE), None)
    return _nowhere(answer, f"nothing fits; nearest: {_agreement(near)}" if near else "nothing fits")


def _nowhere(answer: Answer, reason: str) -> Judgement:
    """Unresolved; but unchecked while a catalogue is missing that may hold it."""
    if answer.outages or not answer.asked:
        silent = _listed([outage.catalogue for outage in answer.outages]) or "no catalogue"
        told = f"{silent} could not be asked" if answer.outages else "no catalogue was asked"
        return Judgement(answer, Verdict.UNCHECKED, f"{told}; elsewhere: {reason}" if answer.asked else told)
    return Judgement(answer, Verdict.UNRESOLVED, f"{reason} (asked: {_listed(answer.asked)})")


# --- words ----------------------------------------------------------------------------------------------------------


def _agreement(one: Evidence) -> str:
    """The supports with their scores, and the record: ``"title (1.00) and year (0.80) agree with shelf:key"``."""
    record = one.match.record
    agreeing = [f"{name} ({_score(one, name):.2f})" for name in _ORDER if name in one.supports]
    if one.parts.get("identifier") == 1.0:
        agreeing.insert(0, "identifier")
    verb = "agrees" if len(agreeing) == 1 else "agree"
    return f"{_listed(agreeing) or 'nothing'} {verb} with {record.catalogue}:{record.key}"


_ORDER = ("title", "author", "year", "container", "volume", "page")


def _score(one: Evidence, name: str) -> float:
    return max(one.score(name), one.score("publisher")) if name == "container" else one.score(name)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
