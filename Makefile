# `make run` checks a sample; `make test` runs the tests. Each makes the environment .venv by itself, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format bench docs clean

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
