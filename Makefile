# The manual of this checkout: what can be done with it, a sentence each. CI calls `make test` and `make lint`.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/.installed

.PHONY: help install lock demo run sync resync serve test lint format bench crash fuzz clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

install: $(DONE) ## set up .venv from the lock, hashes checked

$(DONE): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock: install    ## resolve pyproject.toml anew into requirements*.txt, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra dev --extra notices pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements-dev.txt pyproject.toml -o requirements.txt

demo: install    ## the main job on a bundled sample site, from a new page to the post (SERVE=1 stays up)
	$(BIN)/feedbridge demo $(if $(SERVE),--serve)

run: install     ## sync and publish with feeds.toml
	$(BIN)/feedbridge run

sync: install    ## look at the sources of feeds.toml
	$(BIN)/feedbridge sync

resync: install  ## look at every source and page anew
	$(BIN)/feedbridge resync

serve: install   ## the desk in a browser
	$(BIN)/feedbridge serve

test: install    ## all tests, with coverage
	$(BIN)/pytest -n auto --cov --cov-report=term

lint: install    ## format, style, types, directions of import
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install   ## every figure of the README, measured here
	$(BIN)/python benchmarks/run.py

crash: install   ## kill the program at 10,000 I/O events of a sync, a post, a correction, and let an outside ledger count (about an hour)
	$(BIN)/python tests/crash/harness.py --points $(or $(POINTS),10000)

fuzz: install    ## fuzz the readers of feeds and pages with atheris, where it installs (SECONDS=600)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-fuzz.txt \
		|| { echo "atheris does not install here: skipped; the hypothesis tests of the readers run in make test"; exit 1; }
	PYTHONPATH=tests $(BIN)/python tests/fuzz/readers.py -max_total_time=$(or $(SECONDS),600)

clean:           ## remove what install made
	rm -rf .venv
