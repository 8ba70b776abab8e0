# `make run` checks a sample; `make test` runs the tests. Each makes the environment .venv by itself, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

CORPORA ?= ../shared/corpora/parsing/train
CATALOGUES ?= ../shared/catalogues
PROSE ?= build/prose
BOOKS ?= build/books

.PHONY: run test check format bench train docs clean

run: $(VENV)/.installed
	@echo "citecheck check refs/manuscripts/ocr-chapter.md --offline --format table"
	@$(BIN)/citecheck check refs/manuscripts/ocr-chapter.md --offline --format table || test $$? -eq 1  # 1: it has findings

test: $(VENV)/.developing
	$(BIN)/python -m pytest

check: $(VENV)/.developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/documents.py --check

format: $(VENV)/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: $(VENV)/.training  # training/README.md says where the corpora are published
	mkdir -p build $(PROSE) $(BOOKS)
	$(BIN)/python -m training.styles $(CORPORA) $(CATALOGUES) build/styles.jsonl.gz
	$(BIN)/python -m training.keyed $(BOOKS) build/keyed.jsonl.gz
	$(BIN)/python -m training.train $(CORPORA) $(CATALOGUES) $(PROSE) build/styles.jsonl.gz build/keyed.jsonl.gz build/tagger.pt
	$(BIN)/python -m training.export build/tagger.pt citecheck/parse/model

docs: $(VENV)/.developing
	$(BIN)/python scripts/documents.py

bench: $(VENV)/.developing
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) dist build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developing: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@ $(VENV)/.installed

$(VENV)/.training: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group train
	touch $@
