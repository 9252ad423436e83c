# One command each. Everything a command needs is set up on the way; the second time is quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860

.PHONY: help run test check gate eval bench index clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(VENV)/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,bench,train]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run  ## install, build the index, serve the chat on 127.0.0.1
	$(BIN)/assistant index
	$(BIN)/assistant serve --host $(HOST) --port $(PORT)

index: $(VENV)/.run  ## build or update the index
	$(BIN)/assistant index

test: check  ## everything that proves the code: ruff, mypy, corpus check, pytest
	$(BIN)/assistant documents check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev  ## the fast loop: format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

gate: $(VENV)/.run  ## the share of the evals that every commit is held against
	$(BIN)/assistant index
	$(BIN)/assistant eval --quick --report .evals

eval: $(VENV)/.run  ## measure the answers: every suite, report in .evals/
	$(BIN)/assistant eval --report .evals

clean:  ## remove what was built (the environment stays)
	rm -rf .store .evals .mypy_cache .ruff_cache .pytest_cache .hypothesis
