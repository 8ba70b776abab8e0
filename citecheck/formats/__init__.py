"""Work <-> text, both directions side by side so that they cannot drift: `bibtex` and `csl`."""
