"""What the statements of a Wikidata item say of a work (wikidata.org/wiki/Wikidata:WikiProject_Books)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import named
from citecheck.model import Date, Kind, Name, Record, Work

Item = Mapping[str, Any]
_KEY = re.compile(r"Q[1-9]\d{0,11}")
_TIME = re.compile(r"([+-])0{0,12}(\d{1,4})-(\d\d)-(\d\d)T")
_PEOPLE = {"authors": "P50", "editors": "P98", "translators": "P655"}
_ITEMS = {"container": "P1433", "publisher": "P123", "address": "P291"}
_TEXTS = {"volume": "P478", "issue": "P433", "pages": "P304"}
_NUMBERS = {"doi": ("P356",), "isbn": ("P212", "P957"), "issn": ("P236",), "oclc": ("P243",), "lccn": ("P1144",)}
_WORK = ("P50", "P2093", "P98", "P577", "P1476", "P629")  # a person or a place has none of these
_EDITION_OF, _AS_PRINTED, _ORDER = "P629", "P1932", "P1545"
_KINDS = {  # P31
    "Q13442814": Kind.ARTICLE_JOURNAL, "Q191067": Kind.ARTICLE, "Q580922": Kind.ARTICLE, "Q190399": Kind.PAMPHLET,
    "Q1266946": Kind.THESIS, "Q187685": Kind.THESIS, "Q1980247": Kind.CHAPTER, "Q23927052": Kind.PAPER_CONFERENCE,
    "Q5633421": Kind.PERIODICAL, "Q1002697": Kind.PERIODICAL, "Q861911": Kind.SPEECH, "Q10870555": Kind.REPORT,
}  # fmt: skip
_LANGUAGES = {  # P407
    "Q1860": "en", "Q188": "de", "Q150": "fr", "Q7737": "ru", "Q652": "it", "Q1321": "es", "Q5146": "pt", "Q7411": "nl",
    "Q809": "pl", "Q8798": "uk", "Q7850": "zh", "Q5287": "ja", "Q397": "la",
}  # fmt: skip


def is_key(text: str) -> bool:
    """Whether a text is the key of an item."""
    return _KEY.fullmatch(text) is not None


def is_work(item: Item) -> bool:
    """Whether an item has an author, a title or a date of publication."""
    return any(True for property_ in _WORK for _ in _values(item, property_))


def meant(item: Item) -> Iterator[str]:
    """The keys of the people, places and containers that an item names."""
    for property_ in (*_PEOPLE.values(), *_ITEMS.values()):
        yield from (key for value, _ in _values(item, property_) if is_key(key := _key(value)))


def label(item: Item) -> str:
    """What an item is called: in English or in every language, else in the first that there is."""
    labels = items.mapping(item.get("labels"))
    told = (items.mapping(one).get("value") for one in (labels.get("en"), labels.get("mul"), *labels.values()))
    return next(filter(None, map(items.text, told)), "")


def grouped(works: Sequence[Item]) -> list[list[Item]]:
    """Each work with its editions, the work first where it is among them."""
    groups: dict[str, list[Item]] = {}
    for one in works:
        key = items.text(one.get("id"))
        whole = next((_key(value) for value, _ in _values(one, _EDITION_OF)), "") or key
        group = groups.setdefault(whole, [])
        group.insert(0 if key == whole else len(group), one)
    return list(groups.values())


def record(group: Sequence[Item], names: Mapping[str, str]) -> Record:
    """The record of a work and its editions: their titles are variants, their numbers its own.

    The date of a work is that of its first appearance, that of its only edition its own.
    """
    main, *others = group
    key = items.text(main.get("id"))
    work, editions = _work(main, names), [_work(one, names) for one in others]
    titles = dict.fromkeys(title for one in (work, *editions) for title in (one.title, *one.variants) if title)
    whole = replace(
        work,
        title=next(iter(titles), ""),
        variants=tuple(titles)[1:],
        authors=next((one.authors for one in (work, *editions) if one.authors), ()),
        issued=editions[0].issued or work.issued if len(editions) == 1 else work.issued,
        original=work.issued if editions else None,
        ids=tuple(dict.fromkeys(number for one in (work, *editions) for number in one.ids)),
    )
    found = entries.record(whole, key, f"https://www.wikidata.org/wiki/{key}")
    return replace(found, also=tuple(items.text(one.get("id")) for one in others))


def _work(item: Item, names: Mapping[str, str]) -> Work:
    titles = [items.text(items.mapping(value).get("text")) for value, _ in _values(item, "P1476")]
    titles += [label(item), *_all_names(item)]
    titles = list(dict.fromkeys(filter(None, titles)))
    kinds = [_KINDS[key] for value, _ in _values(item, "P31") if (key := _key(value)) in _KINDS]
    languages = [_LANGUAGES[key] for value, _ in _values(item, "P407") if (key := _key(value)) in _LANGUAGES]
    authors = _people(item, "P50", names) + [(order, named(name)) for order, name in _written(item)]
    dates = [date for value, _ in _values(item, "P577") if (date := _date(value))]
    told: dict[str, Any] = {field: next(iter(_texts(item, p)), "") for field, p in _TEXTS.items()}
    told |= {field: next(filter(None, _named(item, p, names)), "") for field, p in _ITEMS.items()}
    return Work(
        kind=kinds[0] if kinds else Kind.BOOK,
        title=titles[0] if titles else "",
        authors=_in_order(authors),
        editors=_in_order(_people(item, "P98", names)),
        translators=_in_order(_people(item, "P655", names)),
        issued=min(dates, key=lambda date: date.year) if dates else None,
        language=languages[0] if len(languages) == 1 else "",
        ids=items.numbered({s: [t for p in ps for t in _texts(item, p)] for s, ps in _NUMBERS.items()}),
        variants=tuple(titles[1:]),
        **told,
    )


# --- people and names -----------------------------------------------------------------------------------------------


def _people(item: Item, property_: str, names: Mapping[str, str]) -> list[tuple[int, Name]]:
    """With their places in the line of authors: as printed where that is told, else as they are called."""
    found = []
    for value, claim in _values(item, property_):
        name = _qualifier(claim, _AS_PRINTED) or names.get(_key(value), "")
        if name:
            found.append((_order(claim), named(name)))
    return found


def _written(item: Item) -> Iterator[tuple[int, str]]:
    """Authors who have no item of their own."""
    return ((_order(claim), items.text(value)) for value, claim in _values(item, "P2093") if items.text(value))


def _in_order(people: Sequence[tuple[int, Name]]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name for _, name in sorted(people, key=lambda one: one[0])))


def _order(claim: Item) -> int:
    told = _qualifier(claim, _ORDER)
    return int(told) if told.isdecimal() and len(told) < 6 else 10**6


def _all_names(item: Item) -> Iterator[str]:
    for one in items.mapping(item.get("labels")).values():
        yield items.text(items.mapping(one).get("value"))
    for several in items.mapping(item.get("aliases")).values():
        yield from (items.text(one.get("value")) for one in items.mappings(several))


# --- values ---------------------------------------------------------------------------------------------------------


def _values(item: Item, property_: str) -> Iterator[tuple[Any, Item]]:
    """The values of a property with their claims: the preferred ones where there are any, never a deprecated one."""
    claims = list(items.mappings(items.mapping(item.get("claims")).get(property_)))
    best = [claim for claim in claims if claim.get("rank") == "preferred"]
    for claim in best or [claim for claim in claims if claim.get("rank") != "deprecated"]:
        snak = items.mapping(claim.get("mainsnak"))
        if snak.get("snaktype") == "value":
            yield items.mapping(snak.get("datavalue")).get("value"), claim


def _texts(item: Item, property_: str) -> list[str]:
    return [told for value, _ in _values(item, property_) if (told := items.text(value))]


def _named(item: Item, property_: str, names: Mapping[str, str]) -> Iterator[str]:
    return (names.get(_key(value), "") for value, _ in _values(item, property_))


def _key(value: object) -> str:
    return items.text(items.mapping(value).get("id"))


def _qualifier(claim: Item, property_: str) -> str:
    snaks = items.mappings(items.mapping(claim.get("qualifiers")).get(property_))
    return next((items.text(items.mapping(one.get("datavalue")).get("value")) for one in snaks), "")


def _date(value: object) -> Date | None:
    """``{"time": "+1905-07-00T00:00:00Z", "precision": 10}``: 9 is a year, 10 a month, 11 a day; coarser is none."""
    told = items.mapping(value)
    found, precision = _TIME.match(items.text(told.get("time"))), told.get("precision")
    if not found or not isinstance(precision, int) or precision < 9:
        return None
    year = int(found[2]) if found[1] == "+" else -int(found[2])
    month = int(found[3]) if precision > 9 and found[3] != "00" else None
    return Date(year, month, int(found[4]) if month and precision > 10 and found[4] != "00" else None)
