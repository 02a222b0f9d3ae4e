# make build   sets up .venv, checks the package, builds every workbook
# make test    the same set-up, then the tests
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: build test check format docs reliability site pictures clean

build: $(READY)
	$(BIN)/marketbook build
	$(BIN)/marketbook check

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/marketbook check
	$(BIN)/marketbook build --check

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)
	$(BIN)/python -m docs.generate

# tries faults of many kinds for less than half an hour, and writes docs/reliability.md
reliability: $(READY)
	$(BIN)/python -m tests.reliability.run

# the pages of docs/ and the library, into site/
site: $(READY)
	$(BIN)/python -m pip install --quiet --editable ".[dev,docs]"
	$(BIN)/mkdocs build --strict

# needs LibreOffice and poppler
pictures: $(READY)
	$(BIN)/python -m docs.pictures

clean:
	rm -rf .venv build dist site .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"
