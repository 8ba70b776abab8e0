"""Makes the tagger that `citecheck/parse/model` holds; needs the dependency group `train` (README.md)."""
