# make demo   a sample club and its reports, from nothing          make check  every static gate
# make test   the tests, on a Postgres of their own                make fix    format, and mend what can be mended
# make stop   stop the embedded Postgres where it was kept up           make clean  remove what set-up and tools made
# make bench  what batches cost, against loops and the ORM              make forget SURE=yes   remove the embedded database and the reports

SHELL := /bin/bash
PYTHON := .venv/bin/python
CODE := bench desk docs flows models tasks migrations tests

.PHONY: help demo run-set-up test-set-up test bench check fix stop clean forget

help:
	@sed -n '1,4s/^# //p' Makefile

demo: run-set-up
	@.venv/bin/debrief demo

run-set-up:
	@setup/install.sh

test-set-up:
	@setup/install.sh dev

test: test-set-up
	@$(PYTHON) -m pytest --cov --cov-report=term

# Some minutes; docs/benchmarks.md says what came of it. Figures are worth something on a machine that is otherwise idle.
bench: test-set-up
	@$(PYTHON) -m bench.run

check: test-set-up
	@$(PYTHON) -m ruff format --check --quiet $(CODE) || { echo "Not formatted; run: make fix" >&2; exit 1; }
	@$(PYTHON) -m ruff check --quiet $(CODE)
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) docs/generate.py --check

fix: test-set-up
	@$(PYTHON) -m ruff check --quiet --fix $(CODE) || true
	@$(PYTHON) -m ruff format --quiet $(CODE)
	@$(PYTHON) docs/generate.py

stop:
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m desk.embedded stop; fi

# An operator's club and reports live in var: it stays.
clean: stop
	@rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

forget:
	@[ "$(SURE)" = yes ] || { echo "This removes the embedded database and every report in var. If that is meant: make forget SURE=yes" >&2; exit 2; }
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m desk.embedded forget; else echo "Set-up is gone; run first: setup/install.sh" >&2; exit 1; fi
