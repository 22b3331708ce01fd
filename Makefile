# The commands of the project. CONTRIBUTING.md says when to use which; docs/adr/ says why they are so few.
SHELL := bash
PYTHON ?= python3
PORT ?= 8000
SIZE ?= ci
SITE ?=
FIGURES ?=

# Compiled modules are kept in the checkout: without them each start of Portée takes 4.5 s more of processor.
unexport PYTHONDONTWRITEBYTECODE

STAMPS := .venv/.stamps
CATALOGUES := $(shell find src -name "*.po")
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '*.md')

.DEFAULT_GOAL := help
# One part at a time: they share one folder, and say what they do.
.NOTPARALLEL:
.PHONY: help setup setup-dev run test check bench messages docs screenshots clean

help: ## Say what each command does.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: $(STAMPS)/python $(STAMPS)/frontend $(CATALOGUES:.po=.mo) ## Install everything into this folder; serve nothing.

# The development parts come first: each holds what `setup` wants, which then finds nothing left to do.
setup-dev: $(STAMPS)/python-dev frontend/node_modules/.with-dev setup

run: setup ## Install what is missing, create the demonstration network, serve it (PORT=8000).
	@PORT=$(PORT) exec scripts/run

test: setup-dev ## Install what tests need and run the whole suite on SQLite, then on PostgreSQL.
	@scripts/test

check: setup-dev ## Format, lint, types, import contracts, translations, templates, architecture.
	@scripts/check

bench: setup-dev ## Run every benchmark at CI size; `make bench-<name> SIZE=…` runs one.
	@scripts/bench

bench-%: setup-dev
	@SIZE=$(SIZE) scripts/bench $*

messages: setup-dev ## Bring each context's catalogue up to date with its source strings.
	@scripts/messages

docs: setup-dev ## Write again the pages of docs/ that are generated from the code.
	@.venv/bin/python scripts/write_docs.py

screenshots: setup-dev ## Picture twelve pages, narrow and wide, light and dark (SITE=… of a running one; FIGURES=1: those of docs/).
	@.venv/bin/python -m scripts.screenshots $(if $(SITE),--site $(SITE)) $(if $(FIGURES),--figures)

clean: ## Remove what the commands above installed or built; data in var/ stays.
	rm -rf .venv frontend/node_modules frontend/dist $(CATALOGUES:.po=.mo)

$(STAMPS)/python: requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) scripts/setup python requirements.lock
	@touch $@

$(STAMPS)/python-dev: requirements-dev.lock pyproject.toml
	@PYTHON=$(PYTHON) scripts/setup python requirements-dev.lock
	@touch $(STAMPS)/python $@

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json requirements-node.lock | $(STAMPS)/python
	@scripts/setup node --omit=dev
	@touch $@

frontend/node_modules/.with-dev: frontend/package.json frontend/package-lock.json requirements-node.lock | $(STAMPS)/python-dev
	@scripts/setup node
	@touch frontend/node_modules/.installed $@

$(STAMPS)/frontend: $(FRONTEND) frontend/node_modules/.installed
	@scripts/setup frontend
	@touch $@

%.mo: %.po | $(STAMPS)/python
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
