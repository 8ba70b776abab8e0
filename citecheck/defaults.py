"""Whom a run asks, unless it is told otherwise; apart from the settings, as `--help` shows it and loads little."""

CATALOGUES = ("shelf", "openlibrary", "wikidata", "k10plus", "loc", "crossref", "openalex", "datacite", "arxiv")
