"""Types and fields of .bib files: biblatex's data model, which biber validates against, and BibTeX's names for it."""

from __future__ import annotations

from citecheck.model import Kind

# The fields that a type has besides those of every type: biblatex's data model, which biber validates against.
_OF_PARTS = "author editor translator booktitle series publisher address volume number pages edition isbn"
PART = frozenset(_OF_PARTS.split())
FIELDS: dict[str, frozenset[str]] = {
    "article": frozenset(["author", "editor", "translator", "journal", "series", "volume", "number", "pages", "issn"]),
    "book": PART - {"booktitle"},
    "collection": PART - {"booktitle", "author"},
    "incollection": PART,
    "inbook": PART,
    "inproceedings": PART - {"translator", "edition"},
    "periodical": frozenset(["editor", "series", "volume", "number", "issn"]),
    "phdthesis": frozenset(["author", "school", "address", "pages", "type"]),
    "mastersthesis": frozenset(["author", "school", "address", "pages", "type"]),
    "techreport": frozenset(["author", "institution", "address", "number", "pages", "type"]),
    "unpublished": frozenset(["author", "howpublished", "address", "type"]),
    "dataset": frozenset(["author", "editor", "series", "publisher", "address", "number", "edition", "type"]),
    "misc": frozenset(["author", "editor", "organization", "howpublished", "address", "type"]),
}
DEMANDED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author", "title", "year"),
    "collection": ("editor", "title", "year"),
    "incollection": ("author", "editor", "title", "booktitle", "year"),
    "inbook": ("author", "title", "booktitle", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "periodical": ("editor", "title", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "mastersthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "year"),
    "dataset": ("title",),
    "misc": ("title", "year"),
}
# Where a field goes, best first; the last of each exists in every type (biblatex leaves user* and list* to users).
PLACES: dict[str, tuple[str, ...]] = {
    "author": ("author", "namea"),
    "editor": ("editor", "nameb"),
    "translator": ("translator", "namec"),
    "title": ("title",),
    "container": ("journal", "booktitle", "usera"),
    "series": ("series", "userb"),
    "publisher": ("publisher", "institution", "school", "organization", "userc"),
    "address": ("address", "userd"),
    "volume": ("volume", "usere"),
    "issue": ("number", "userf"),
    "pages": ("pages", "lista"),
    "edition": ("edition", "listb"),
    "genre": ("type", "titleaddon"),
    "archive": ("library",),
    "language": ("language",),
}
FOREIGN: dict[str, tuple[str, ...]] = {  # what other people's files call it, after our own names
    "author": ("bookauthor",),
    "container": ("journaltitle", "maintitle", "journal-title"),
    "publisher": ("origpublisher",),
    "address": ("location",),
    "issue": ("issue",),
    "edition": ("version",),
    "genre": ("howpublished",),
    "archive": ("archive",),
    "language": ("langid",),
    "pages": ("page",),
}
LISTS = frozenset(["publisher", "institution", "school", "organization", "address", "language", "lista", "listb"])
_UNSET = "doi isbn issn pmid oclc lccn eprint eprinttype archiveprefix arxivid url howpublished verba"
VERBATIM = frozenset(_UNSET.split())
EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid"}
SCHEMES = frozenset({"doi", "isbn", "issn", "arxiv", "pmid", "oclc", "lccn", "url"})
ROLES = {"namea": "author", "nameb": "editor", "namec": "translator"}

TYPES: dict[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "article", Kind.ARTICLE_MAGAZINE: "article", Kind.ARTICLE_NEWSPAPER: "article",
    Kind.REVIEW: "article", Kind.BOOK: "book", Kind.CLASSIC: "book", Kind.PAMPHLET: "book", Kind.CHAPTER:
    "incollection", Kind.ENTRY_ENCYCLOPEDIA: "incollection", Kind.PAPER_CONFERENCE: "inproceedings",
    Kind.PERIODICAL: "periodical", Kind.THESIS: "phdthesis", Kind.REPORT: "techreport", Kind.MANUSCRIPT:
    "unpublished", Kind.DATASET: "dataset",
}  # fmt: skip
KINDS: dict[str, Kind] = {
    "article": Kind.ARTICLE_JOURNAL, "suppperiodical": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK, "mvbook": Kind.BOOK,
    "collection": Kind.BOOK, "mvcollection": Kind.BOOK, "proceedings": Kind.BOOK, "reference": Kind.BOOK, "manual":
    Kind.BOOK, "booklet": Kind.PAMPHLET, "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "bookinbook":
    Kind.CHAPTER, "suppbook": Kind.CHAPTER, "suppcollection": Kind.CHAPTER, "inreference": Kind.ENTRY_ENCYCLOPEDIA,
    "inproceedings": Kind.PAPER_CONFERENCE, "conference": Kind.PAPER_CONFERENCE, "periodical": Kind.PERIODICAL,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS, "techreport": Kind.REPORT,
    "report": Kind.REPORT, "unpublished": Kind.MANUSCRIPT, "dataset": Kind.DATASET, "online": Kind.WEBPAGE,
    "electronic": Kind.WEBPAGE, "www": Kind.WEBPAGE, "blog": Kind.WEBPAGE, "letter": Kind.PERSONAL_COMMUNICATION,
    "software": Kind.SOFTWARE, "standard": Kind.STANDARD, "review": Kind.REVIEW, "jurisdiction": Kind.LEGAL_CASE,
    "judicial": Kind.LEGAL_CASE, "case": Kind.LEGAL_CASE, "legislation": Kind.LEGISLATION, "law": Kind.LEGISLATION,
    "legal": Kind.TREATY, "newspaper": Kind.ARTICLE_NEWSPAPER,
}  # fmt: skip
SUBTYPES = {
    "magazine": Kind.ARTICLE_MAGAZINE,
    "newspaper": Kind.ARTICLE_NEWSPAPER,
    **{kind.value: kind for kind in Kind},
}
PUBLISHED = {  # howpublished, for styles that know of no such type
    Kind.PERSONAL_COMMUNICATION: "Letter", Kind.SPEECH: "Speech", Kind.INTERVIEW: "Interview",
    Kind.COLLECTION: "Archive", Kind.WEBPAGE: "Web page",
}  # fmt: skip
_SORTED = """
    author editor translator title journal journaltitle booktitle series volume number edition publisher institution
    school organization address location year month day date origdate pages
"""
ORDER = tuple(_SORTED.split())
MODERN_FIELDS = {  # what biblatex itself calls the fields for which it also knows BibTeX's names
    "journal": "journaltitle", "address": "location", "school": "institution",
}  # fmt: skip
MODERN_TYPES = {"phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report"}
NATURES = {"phdthesis": "", "mathesis": "Master's thesis", "techreport": ""}  # biblatex's words in `type`, and ours


def modern(type_: str, fields: dict[str, str], issued: str) -> tuple[str, dict[str, str]]:
    """An entry in biblatex's own types and names; `issued`: its date as ISO 8601, "" where it has none."""
    named = {MODERN_FIELDS.get(name, name): value for name, value in fields.items() if name not in _CALENDAR}
    if issued:
        named["date"] = issued
    if type_ in MODERN_TYPES:
        nature = {"mastersthesis": "mathesis"}.get(type_, type_)
        named.setdefault("type", nature)
    is_page = type_ == "misc" and named.get("entrysubtype") == Kind.WEBPAGE.value and "url" in named
    if is_page and not _NOT_ONLINE & named.keys():
        del named["entrysubtype"]
        named.pop("howpublished", None)
        return "online", named
    return MODERN_TYPES.get(type_, type_), named


_CALENDAR = frozenset({"year", "month", "day"})
_NOT_ONLINE = frozenset({"location", "type"})  # fields that the data model of biber refuses to entries of that type
