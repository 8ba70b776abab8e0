"""Personal names and bodies: where a run of names stands, and how one name is taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import Name, Text
from citecheck.parse.tokens import Token, Tokens, tokenize
from citecheck.parse.words import phrases, vocabulary

STRONG, FAIR, WEAK = 3, 2, 1  # an initial, a known given name or an inversion; two capitalized words; a word alone
_LONGEST = 7  # words of one name
_ENDS = frozenset(",.:;([/-–—«“‘\"„")


@dataclass(frozen=True, slots=True)
class Person:
    """One name at tokens `start` to `end`; `strength` says how surely it is one."""

    start: int
    end: int
    strength: int
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Names in a row; `end` is past the last, or past "et al."."""

    people: tuple[Person, ...]
    end: int

    @property
    def strength(self) -> int:
        """That of the first name, raised where several stand together."""
        return max(self.people[0].strength, FAIR if len(self.people) > 1 and self.people[-1].strength >= FAIR else 0)


# --- where names stand ----------------------------------------------------------------------------------------------


def find_names(tokens: Tokens, at: int, stop: int) -> Run | None:
    """The run of names that begins at a token, if one does."""
    person = find_person(tokens, at, stop)
    people: list[Person] = []
    while person:
        people.append(person)
        after = _others(tokens, person.end, stop)
        if after > person.end:
            return Run(tuple(people), after)
        person = _next_person(tokens, people, stop)
    return Run(tuple(people), people[-1].end) if people else None


def find_person(tokens: Tokens, at: int, stop: int) -> Person | None:
    """One name at a token: "J. Smith", "Smith, J.", "MARX Karl", "van der Linden", "Kee KS", "Marx"."""
    at = _past_honorific(tokens, at, stop)
    end, words, initials = _words(tokens, at, stop)
    if not words:
        return None
    inverted = None if initials and not _is_initial(tokens, end - 1, stop) else _inverted(tokens, at, end, words, stop)
    if inverted:
        return inverted
    strength = _strength(tokens, at, end, words, initials)
    return Person(at, end, strength) if strength else None


def _past_honorific(tokens: Tokens, at: int, stop: int) -> int:
    """Past "Professor", "Mr.", "The Hon."; a lone letter counts only if a full name follows ("M. Vacherot" stays)."""
    while at + 1 < stop and len(tokens.word(at)) > 1 and tokens[at].capital:
        end = tokens.phrase(phrases("people", "honorifics"), at, stop)
        if end == at or end >= stop or not tokens[end].capital or tokens.word(at) in ("saint", "st"):
            break
        at = end
    return at


def _words(tokens: Tokens, at: int, stop: int) -> tuple[int, int, int]:
    """The end of the words that may make up one name, how many are whole words, and how many initials."""
    words = initials = 0
    particles, end = vocabulary("people", "particles"), at
    limit = min(stop, at + 2 * _LONGEST)
    while end < limit and words < _LONGEST:
        token = tokens[end]
        if token.kind != "w" or tokens.quoted[end] >= 0:
            break
        if _is_initial(tokens, end, stop):
            initials += 1
            end += 2 if end + 1 < stop and tokens[end + 1].text == "." else 1
            end = _past_hyphen(tokens, end, stop)
            continue
        if _is_name_word(token):
            words += 1
            end += 1
        elif token.lower in particles and end + 1 < limit and (words or initials or not token.text[0].isupper()):
            ahead = end + 1 if tokens.word(end + 1) not in particles else end + 2
            if ahead >= limit or not (_is_name_word(tokens[ahead]) or _is_initial(tokens, ahead, stop)) or tokens[ahead].lower in particles:
                break
            end += 1
        else:
            break
        end = _past_suffix(tokens, end, stop)
    return end, words, initials


def _past_hyphen(tokens: Tokens, at: int, stop: int) -> int:
    """"J.-P. Sartre"."""
    return at + 1 if at + 1 < stop and tokens[at].text in "-‐‑" and not tokens.spaced(at) and tokens[at + 1].capital else at


def _past_suffix(tokens: Tokens, at: int, stop: int) -> int:
    """Past ", Jr." and "III"."""
    ahead = at + 1 if at + 1 < stop and tokens[at].text == "," else at
    if ahead < stop and tokens.word(ahead) in vocabulary("people", "suffixes") and tokens[ahead].capital:
        return ahead + 2 if ahead + 1 < stop and tokens[ahead + 1].text == "." and tokens.word(ahead) in ("jr", "sr") else ahead + 1
    return at


def _is_initial(tokens: Tokens, at: int, stop: int) -> bool:
    """One capital (or two or three, "Kee KS", where no stop follows a word); "Yu." and "Th." with their stop."""
    if not 0 <= at < stop:
        return False
    text = tokens[at].text
    if tokens[at].kind != "w" or not text[0].isupper():
        return False
    stopped = at + 1 < stop and tokens[at + 1].text == "."
    if len(text) == 1:
        return stopped or (text not in "AIOÀÈEY" if at + 1 < stop and tokens[at + 1].capital else at > 0)
    if stopped and len(text) <= 3 and not tokens.spaced(at + 1):
        return text in ("Yu", "Ya", "Ju", "Ch", "Chr", "Th", "Ph", "Fr", "Jos", "Wm", "St", "Ed", "Al", "Joh", "Em", "Eug", "Ив", "Вл") and text != "St"
    return False


def _is_name_word(token: Token) -> bool:
    """A capitalized word that is neither a common word of titles nor a month."""
    text = token.text
    if not token.capital or len(text) < 2 or not text[0].isupper():
        return False
    if text.isupper() and len(text) > 3:
        return token.lower not in vocabulary("stopwords") and token.lower not in vocabulary("common")
    return not is_common(token.lower)


def is_common(word: str) -> bool:
    """Whether a word, lower case, is an article, a preposition or a common word of titles, so no one's name."""
    return (
        word in vocabulary("common") or word in vocabulary("stopwords") or word in vocabulary("months")
        or word in vocabulary("containers", "journal") or word in vocabulary("prose", "openers")
    )  # fmt: skip


def _strength(tokens: Tokens, at: int, end: int, words: int, initials: int) -> int:
    first = tokens[at]
    if initials:
        return STRONG
    if words >= 2 and first.lower in vocabulary("given"):
        return STRONG
    if words >= 2 and (tokens[end - 1].text.isupper() != first.text.isupper()) and len(tokens[end - 1].text) > 2:
        return STRONG
    if words >= 2:
        return FAIR if words <= 4 else 0
    return WEAK


def _inverted(tokens: Tokens, at: int, end: int, words: int, stop: int) -> Person | None:
    """"Smith, J. K.", "Carlin, Jerome", "Kee KS", "Cecchetti B.", "MARX Karl" is found as it stands."""
    if words > 4:
        return None
    if end < stop and tokens[end].text == "," and end + 1 < stop:
        return _after_comma(tokens, at, end, words, stop)
    bunch = tokens[end - 1].text if end - 1 > at else ""
    if end < stop and not bunch.endswith(".") and _is_bunch(tokens, end, stop):
        return Person(at, end + 1, STRONG, inverted=True)
    if words >= 2 and _is_bunch(tokens, end - 1, stop) and not tokens[at].text.isupper():
        return Person(at, end, STRONG, inverted=True)
    return None


def _after_comma(tokens: Tokens, at: int, end: int, words: int, stop: int) -> Person | None:
    given_end, given_words, initials = _words(tokens, end + 1, stop)
    if given_end == end + 1 or given_words > 3:
        return None
    first = tokens[end + 1]
    known_family = words >= 2 and tokens[at].lower in vocabulary("given")
    if initials and not given_words:
        return Person(at, given_end, STRONG, inverted=True)
    if given_words and first.lower in vocabulary("given") and not known_family:
        given_end = _given_only(tokens, end + 1, given_end, stop)
        return Person(at, given_end, STRONG, inverted=True)
    after = tokens[given_end].text if given_end < stop else ""
    if words == 1 and given_words <= 2 and after and (after in ".:;(" or tokens[given_end].kind == "n" or after in "“‘\"«"):
        return Person(at, given_end, FAIR, inverted=True)
    return None


def _given_only(tokens: Tokens, at: int, end: int, stop: int) -> int:
    """Where the given names end before another person's begin: "Cartan, Georges Smith" is rare, so all of them."""
    return end if end <= stop else at


def _is_bunch(tokens: Tokens, at: int, stop: int) -> bool:
    """Initials without stops, as medicine writes them: "Espey LL"."""
    text = tokens[at].text if at < stop else ""
    return 1 <= len(text) <= 3 and text.isalpha() and text.isupper() and tokens.spaced(at) and not (
        len(text) > 1 and tokens[at].roman and at + 1 < stop and tokens[at + 1].text == ".")  # fmt: skip


def _others(tokens: Tokens, at: int, stop: int) -> int:
    """Past "et al.", "u. a.", "and others", with the comma before."""
    ahead = at + 1 if at < stop and tokens[at].text == "," else at
    end = tokens.phrase(phrases("people", "others"), ahead, stop) if ahead < stop else ahead
    return end if end > ahead else at


def _next_person(tokens: Tokens, people: list[Person], stop: int) -> Person | None:
    """The person after a comma, "and", a stroke or a semicolon; weaker names only after "and" or a stroke."""
    at = people[-1].end
    if at + 1 >= stop:
        return None
    mark, joined = tokens[at].text, False
    ahead = at + 1
    if mark in ",;" and tokens.word(ahead) in vocabulary("people", "and"):
        ahead, joined = ahead + 1, True
    elif tokens.word(at) in vocabulary("people", "and"):
        joined = True
    elif mark not in ",;/-–" or (mark == "-" and not tokens.spaced(at)):
        return None
    person = find_person(tokens, ahead, stop) if ahead < stop else None
    if person is None or (person.end < stop and tokens.word(person.end) in ("and", "&") and False):
        return None
    return person if _joins(tokens, people[-1], person, mark, joined, stop) else None


def _joins(tokens: Tokens, last: Person, person: Person, mark: str, joined: bool, stop: int) -> bool:
    if mark == "/":
        return True
    after = tokens[person.end].text if person.end < stop else ""
    ends = not after or after in _ENDS or tokens[person.end].kind == "n" or tokens.word(person.end) in vocabulary("people", "and") or after in "&,"
    if joined:
        return person.strength >= FAIR or (last.strength == WEAK and ends) or (last.inverted and ends)
    if mark == ";" and not (last.inverted and person.inverted):
        return False
    if mark in "-–" and tokens.spaced(person.start):
        return person.strength == STRONG and last.strength == STRONG and not person.inverted
    if last.inverted and not person.inverted:
        return person.strength == STRONG and ends and len({tokens[i].text for i in range(person.start, person.end)}) > 1
    return person.strength == STRONG and ends


# --- one name -------------------------------------------------------------------------------------------------------


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
    return any(word.strip(".,()") in vocabulary("people", "body") for word in printed.lower().split())


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
    """"Family, Given particle, suffix"."""
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
    """"Given particle Family suffix", "FAMILY Given", "Family I."."""
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
        return Name(family=cased(" ".join(family)), given=" ".join(pieces[cut:]), particle=" ".join(before), suffix=suffix)
    cut = next((i for i, p in enumerate(pieces) if i and p.lower() in vocabulary("people", "particles") and p.lower() != "y"), len(pieces) - 1)
    if pieces[0].lower() in vocabulary("people", "particles") and not pieces[0][0].isupper():
        cut = 0
    before, family = _particles(pieces[cut:])
    return Name(family=cased(" ".join(family)), given=" ".join(pieces[:cut]), particle=" ".join(before), suffix=suffix)


def _family_first(pieces: list[str]) -> bool:
    """"MARX Karl", "Cecchetti B.", "Espey LL"."""
    if _is_short(pieces[-1]) and not _is_short(pieces[0]):
        return True
    return pieces[0].isupper() and len(pieces[0].strip(".")) > 3 and not pieces[-1].isupper()


def _is_short(piece: str) -> bool:
    letters = [c for c in piece if c.isalpha()]
    return all(c.isupper() for c in letters) and (len(letters) == 1 or "." in piece or len(letters) <= 3)


def _particles(words: list[str]) -> tuple[list[str], list[str]]:
    """The particles before a family name, and the family name; one word at least is the family name."""
    at = 0
    while at < len(words) - 1 and words[at].lower() in vocabulary("people", "particles") and not _is_saint(words[at]):
        if words[at][0].isupper() and words[at].lower() in ("le", "la", "de", "di", "da", "du", "del", "des", "el", "al", "san", "saint", "te"):
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
