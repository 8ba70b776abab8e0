"""One printed name taken apart: family and given name, particle, suffix; bodies stay whole."""

from __future__ import annotations

from citecheck.model import Name, Text
from citecheck.parse.tokens import Token, Tokens, tokenize
from citecheck.parse.words import vocabulary


def read_name(printed: str) -> Name:
    """A printed name taken apart; a body, or what is no name, as a literal.

    >>> read_name("Beethoven, Ludwig van")
    Name(family='Beethoven', given='Ludwig', particle='van', suffix='', literal='')
    >>> read_name("M. de Certeau")
    Name(family='Certeau', given='M.', particle='de', suffix='', literal='')
    """
    tokens = tokenize(Text(printed))
    words = [_bare(t) for t in tokens.items if t.kind != "p"]
    if not words:
        return Name(literal=printed.strip())
    if is_body(printed):
        return Name(literal=printed.strip(" ,;"))
    if tokens.word(0) in ("saint", "st", "san", "santa", "sankt", "pope"):
        return Name(family=printed.strip(" ,;"))
    head, comma, tail = printed.partition(",")
    if comma and tail.strip(" ."):
        return _from_inverted(head.strip(), tail.strip())
    return _from_natural(_pieces(tokens))


def _bare(token: Token) -> str:
    """A word without the genitive."""
    return token.text[:-2] if token.text.endswith(("’s", "'s")) else token.text


def is_body(printed: str) -> bool:
    """Whether a name is that of an institution: "Committee on ...", "Statistisches Bundesamt"."""
    words = [word.strip(".,()") for word in printed.lower().split()]
    known = any(word in vocabulary("people", "body") for word in words)
    return known or (len(words) > 1 and words[-1] in vocabulary("imprint", "company"))


def _pieces(tokens: Tokens) -> list[str]:
    """The words of a name, initials with their stop, hyphens kept inside: "J.-P.", "Sartre"."""
    pieces: list[str] = []
    for at, token in enumerate(tokens.items):
        glued = at > 0 and not tokens.spaced(at)
        if token.text in ".-‐‑" and pieces:
            pieces[-1] += token.text
        elif token.kind == "p":
            continue
        elif glued and pieces and pieces[-1][-1] in "-‐‑":
            pieces[-1] += token.text
        else:
            pieces.append(_bare(token))
    return pieces


def _from_inverted(head: str, tail: str) -> Name:
    """As in "Family, Given particle, suffix"."""
    given, _, rest = tail.partition(",")
    suffix = ""
    if given.strip(" .").lower() in vocabulary("people", "suffixes"):
        suffix, given = given.strip(), rest.strip()
    elif rest.strip(" .").lower() in vocabulary("people", "suffixes"):
        suffix = rest.strip()
    words, after = given.split(), list[str]()
    while len(words) > 1 and words[-1].lower() in vocabulary("people", "particles") and not words[-1][0].isupper():
        after.insert(0, words.pop())
    before, family = _particles(head.split())
    return Name(family=cased(" ".join(family)), given=" ".join(words), particle=" ".join(before + after), suffix=suffix)


def _from_natural(pieces: list[str]) -> Name:
    """As in "Given particle Family suffix", "FAMILY Given", "Family I."."""
    suffix = ""
    if len(pieces) > 1 and pieces[-1].strip(".").lower() in vocabulary("people", "suffixes"):
        suffix = pieces.pop()
    if len(pieces) == 1:
        return Name(family=cased(pieces[0].rstrip(".")), suffix=suffix)
    if _family_first(pieces):
        cut = next((i for i, p in enumerate(pieces) if i and _is_short(p)), 1)
        if not _is_short(pieces[-1]):
            cut = next((i for i, p in enumerate(pieces) if not p.isupper()), 1)
        before, family = _particles(pieces[:cut])
        return Name(
            family=cased(" ".join(family)), given=" ".join(pieces[cut:]), particle=" ".join(before), suffix=suffix
        )
    cut = next(
        (i for i, p in enumerate(pieces) if i and _begins_family(p)),
        len(pieces) - 1,
    )
    if pieces[0].lower() in vocabulary("people", "particles") and not pieces[0][0].isupper():
        cut = 0
    before, family = _particles(pieces[cut:])
    return Name(family=cased(" ".join(family)), given=" ".join(pieces[:cut]), particle=" ".join(before), suffix=suffix)


def _begins_family(piece: str) -> bool:
    """Whether a particle begins a family name here, or ends its first part ("Moed-van Walraven")."""
    last = piece.rpartition("-")[2]
    return last.lower() in vocabulary("people", "particles") and last != "y" and (last == piece or last.islower())


def _family_first(pieces: list[str]) -> bool:
    """As in "MARX Karl", "Cecchetti B.", "Espey LL"."""
    if _is_short(pieces[-1]) and not _is_short(pieces[0]):
        return True
    return pieces[0].isupper() and len(pieces[0]) > 3 and "." not in pieces[0] and not pieces[-1].isupper()


def _is_short(piece: str) -> bool:
    letters = [c for c in piece if c.isalpha()]
    return all(c.isupper() for c in letters) and (len(letters) == 1 or "." in piece or len(letters) <= 3)


def _particles(words: list[str]) -> tuple[list[str], list[str]]:
    """The particles before a family name, and the family name; one word at least is the family name."""
    at = 0
    while at < len(words) - 1 and words[at].lower() in vocabulary("people", "particles") and not _is_saint(words[at]):
        if words[at][0].isupper() and words[at].lower() in (
            "le",
            "la",
            "de",
            "di",
            "da",
            "du",
            "del",
            "des",
            "el",
            "al",
            "san",
            "saint",
            "te",
        ):
            break
        at += 1
    return words[:at], words[at:]


def _is_saint(word: str) -> bool:
    return word.lower() in ("st", "saint", "san")


def cased(name: str) -> str:
    """A name printed in capitals, as usually written: "MARX" is Marx; short ones stay ("WHO")."""
    if len(name) > 3 and name.isupper():
        return "".join(part.capitalize() if part.isalpha() else part for part in _split_words(name))
    return name


def _split_words(name: str) -> list[str]:
    parts, word = [], ""
    for character in name:
        if character.isalpha():
            word += character
        else:
            parts += [word, character]
            word = ""
    return [p for p in [*parts, word] if p]
