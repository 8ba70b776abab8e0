"""Names as BibTeX writes them: ``von Last, Jr, First and {{A Body}}``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citecheck.formats.latex import COMMA, decode, encode
from citecheck.model import Name

_AND = re.compile(r"\band\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\{\\MakeUppercase\{(.+?)\}")
_PLAIN = re.compile(r"([^,{}\\~]+),\s*([^,{}\\~]+)")
_TYPESET = re.compile(r"[,{}\\~]")
_OTHERS = frozenset({"others", "et al", "et al."})


def write(names: Iterable[Name]) -> str:
    r"""The names as one field; particles in capitals are marked as particles in LaTeX's own way.

    >>> print(write([Name("Beethoven", "Ludwig", "van"), Name(literal="Smith and Sons")]))
    van Beethoven, Ludwig and {Smith and Sons}
    """
    return " and ".join(filter(None, map(_written, names)))


def read(field: str) -> tuple[Name, ...]:
    """The names of a field, LaTeX decoded; "and others" is left out.

    >>> read("Ludwig van Beethoven and {Smith and Sons}")
    (Name(family='Beethoven', given='Ludwig', particle='van', suffix='', literal=''), \
Name(family='', given='', particle='', suffix='', literal='Smith and Sons'))
    """
    if not field:
        return ()
    from pybtex.bibtex.exceptions import BibTeXError
    from pybtex.bibtex.utils import split_name_list  # heavy, and needed for .bib files only

    try:
        found = [_name(part) for part in split_name_list(field) if part.strip(" ,").casefold() not in _OTHERS]
    except BibTeXError:  # braces in braces beyond all measure
        found = [Name(literal=decode(field))]
    return tuple(name for name in found if str(name))


def _written(name: Name) -> str:
    if name.literal:
        return f"{{{encode(name.literal)}}}"
    alone = not (name.given or name.suffix)
    family = " ".join(
        filter(None, [*map(_particle, name.particle.split()), _family(name.family, alone and not name.particle)])
    )
    given = _guarded(name.given) or "{}"  # biber will not have a comma at the end
    return family if alone else ", ".join(filter(None, [family, _guarded(name.suffix), given]))


def _particle(word: str) -> str:
    """A word of the particle; BibTeX knows one by its small letter, so a capital is made by a command."""
    first = next((c for c in word if c.isalpha()), "")
    small = first.lower()
    if not first.isupper() or len(small) != 1 or small.upper() != first or not small.islower():
        return encode(word)
    before, after = word.split(first, 1)
    return f"{encode(before)}{{\\MakeUppercase{{{small}}}{encode(after)}}}"


def _family(family: str, alone: bool) -> str:
    """A family name that BibTeX will not take apart; alone, one more pair of braces tells it from a body's name."""
    written = encode(family)
    words = family.split()
    if not words or (_is_plain(written) and all(w[0].isalpha() and not w[0].islower() for w in words)):
        return written if not (alone and len(words) > 1) else f"{{{{{written}}}}}"
    return f"{{{{{written}}}}}" if alone else f"{{{written.replace(',', COMMA)}}}"


def _guarded(part: str) -> str:
    written = encode(part)
    return written if _is_plain(written) or not written else f"{{{written.replace(',', COMMA)}}}"


def _is_plain(written: str) -> bool:
    return "," not in written and "\\" not in written and "{" not in written and not _AND.search(written)


def _name(written: str) -> Name:
    plain = _PLAIN.fullmatch(written)
    if plain and not any(w[0].islower() or not w[0].isalpha() for w in plain[1].split()[:-1]):
        return Name(decode(plain[1]), decode(plain[2]))  # as most are, in a tenth of the time
    words = written.split()
    if words and not _TYPESET.search(written) and all(word[0].isupper() for word in words):
        return Name(decode(words[-1]), decode(" ".join(words[:-1])))  # BibTeX's "First Last": no word is a particle
    from pybtex.bibtex.utils import split_tex_string  # see above
    from pybtex.database import Person

    if _is_group(written):
        inside = written[1:-1].strip()
        return Name(family=decode(inside)) if _is_group(inside) else Name(literal=decode(inside))
    if len(split_tex_string(written, ",")) > 3:  # "A, B, C, D": nobody knows which is which
        return Name(literal=decode(written))
    person = Person(written)
    first = person.first_names + person.middle_names
    return Name(
        family=_joined(person.last_names),
        given=_joined(first),
        particle=_joined([_CAPITAL.sub(lambda found: f"{{{found[1].upper()}", word) for word in person.prelast_names]),
        suffix=_joined(person.lineage_names),
    )


def _joined(words: Iterable[str]) -> str:
    return decode(" ".join(words))


def _is_group(text: str) -> bool:
    """Whether one pair of braces holds the whole text: "{A Body}", not "{A} and {B}"."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(text) - 1
    return False
