# make build   installs what using Marketbook needs, checks the package, builds every workbook
# make test    adds what the tests need, and runs them all (about 8 minutes of processor time)
# make smoke   adds the same, and runs every command once (less than a minute)
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --progress-bar on
READY := .venv/ready
TESTED := .venv/ready-to-test

.PHONY: build test smoke check format docs reliability site pictures clean

build: $(READY)
	@echo "== check the package"
	$(BIN)/marketbook check --quiet
	@echo "no errors; 'marketbook check' also shows the notes"
	@echo "== build the workbooks"
	$(BIN)/marketbook build
	@echo
	@echo "open workbooks/portfolio.xlsx, or the workbook of one market beside it"
	@echo "try next: $(BIN)/marketbook --help"

test: $(TESTED)
	$(BIN)/python -m pytest

smoke: $(TESTED)
	$(BIN)/python -m pytest -m smoke tests/test_smoke.py -n 0

check: $(TESTED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/marketbook check
	$(BIN)/marketbook build --check

format: $(TESTED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(TESTED)
	$(BIN)/python -m docs.generate

# tries faults of many kinds for less than half an hour on a quiet machine, and writes docs/reliability.md
reliability: $(TESTED)
	$(BIN)/python -m tests.reliability.run

# the pages of docs/ and the library, into site/
site: $(TESTED)
	$(PIP) --quiet --editable ".[dev,docs]"
	$(BIN)/mkdocs build --strict

# needs LibreOffice and poppler
pictures: $(TESTED)
	$(BIN)/python -m docs.pictures

clean:
	rm -rf .venv build dist site .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(READY): pyproject.toml
	@echo "== install what Marketbook needs into .venv"
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"

$(TESTED): pyproject.toml $(READY)
	@echo "== install what the tests need too"
	$(PIP) --editable ".[dev]"
	@$(BIN)/python -c "import pathlib; pathlib.Path('$(TESTED)').touch()"
