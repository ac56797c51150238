# The manual of this checkout: what can be done with it, a sentence each. CI calls `make test` and `make lint`.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
# compiled once, not at each of the hundreds of starts of the program that the tests make
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install dev lock wheel demo run sync resync serve test test-fast tables lint format pictures bench crash mutants fuzz deploy clean

help:            ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

install:         ## set up .venv from the run-time lock, hashes checked, nothing resolved
	@$(PYTHON) tools/install.py

dev:             ## and what tests and lint need
	@$(PYTHON) tools/install.py dev

lock: $(if $(wildcard $(BIN)/uv),,dev)  ## add to the locks what pyproject.toml asks for anew; PACKAGE=… takes its newest, UPGRADE=1 all
	$(BIN)/python tools/lock.py $(if $(UPGRADE),--upgrade) $(addprefix --package=,$(PACKAGE))

wheel: install   ## what is installed elsewhere, in dist/: the wheel, the same bytes from the same files, and the versions it was tested with
	@mkdir -p dist && sed -n 's/ *\\$$//; /^[a-z0-9].*==/p' requirements.txt > dist/constraints.txt
	SOURCE_DATE_EPOCH=$(or $(SOURCE_DATE_EPOCH),315619200) $(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .

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

test: dev        ## all tests, with coverage
	$(BIN)/pytest -n auto --cov --cov-report=term

test-fast: dev   ## without browsers, whole runs, kills, deadlines, huge pages and long tables, with a fifth of the random texts: a minute on two quiet cores
	$(BIN)/pytest -n auto -m "not browser and not slow and not long" --hypothesis-profile few

tables: dev      ## write anew what tests hold of drafts, findings and steps as they are today: read the difference (docs/mutants.md)
	for test in draft/test_recorded draft/test_readings policy/test_recorded policy/test_readings record/test_verbs book/test_whole record/test_altered record/test_spoilt test_steps runs; do \
		PYTHONPATH=tests:. $(BIN)/python tests/$$test.py || exit 1; done

lint: dev        ## format, style, types, directions of import, the locks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/lock.py --check

format: dev      ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: dev    ## take the pictures of the manual and of docs/design.md anew (Chromium); then look at them
	PICTURES=1 $(BIN)/pytest -n 0 -q tests/browser/test_manual_pictures.py tests/browser/test_pictures.py

bench: dev       ## the figures of the README that a machine can measure by itself (some twenty minutes)
	$(BIN)/python benchmarks/run.py

crash: dev       ## kill the program at 10,000 I/O events of all that it does, and let an outside ledger count (about an hour)
	$(BIN)/python tests/crash/harness.py --points $(or $(POINTS),10000)

mutants: dev     ## break NUMBER=300 rules, one at a time, and see whether a test notices each (about 25 minutes)
	$(BIN)/python -m tools.mutants --number $(or $(NUMBER),300) --seed $(or $(SEED),1)

fuzz: dev        ## fuzz the readers of feeds and pages with atheris, where it installs (SECONDS=600)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-fuzz.txt \
		|| { echo "atheris does not install here: skipped; the hypothesis tests of the readers run in make test"; exit 1; }
	PYTHONPATH=tests $(BIN)/python tests/fuzz/readers.py -max_total_time=$(or $(SECONDS),600)

deploy: dev      ## check the files of deploy/ with the strictest tools that can run here, and name those that cannot
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-deploy.txt
	$(BIN)/pytest -rs tests/deploy

clean:           ## remove what install made
	rm -rf .venv
