"""The version, and whom a run asks unless it is told otherwise: what `--help` shows, which loads little."""

VERSION = "0.1.0"

CATALOGUES = ("shelf", "openlibrary", "wikidata", "k10plus", "loc", "crossref", "openalex", "datacite", "arxiv")
