# `make demo` and `make test` do all the set-up on a machine with Python 3.11 or newer and a C++ compiler.
# Each step leaves a stamp in .venv that is named after what it depends on, so that running it again costs nothing.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
VENV   ?= .venv
BIN    := $(VENV)/bin
KEY    := $(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)
STAMPS := $(VENV)/.stamps
USE    := $(STAMPS)/use-$(KEY)
DEV    := $(STAMPS)/dev-$(KEY)
TRAIN  := $(STAMPS)/train-$(KEY)
PIP    := $(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt
TESTS  ?=
MODEL  ?=

.DELETE_ON_ERROR:
.PHONY: help install demo demo-rule demo-model model test test-train check format clean

help:
	@echo "make demo    install, fetch the model, and make two slow functions faster: one by a rule, one by the model"
	@echo "make test    install and run all tests (TESTS='-k orders' runs some)"
	@echo "make test-train   install torch and train a tiny model through every stage"
	@echo "make check   formatting, lint, types and import contracts"
	@echo "make clean   remove the environment and everything built"

install: $(USE)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than 3.11: set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(USE): | $(BIN)/python
	@echo "Installing burner with the model runtime (llama.cpp is compiled where there is no wheel: 3-8 minutes, once)"
	$(PIP) --editable '.[llm,tui,lsp,git]' 'pytest>=8.4,<9' # the examples' own tests are run by pytest
	@mkdir -p $(STAMPS) && touch $@

$(DEV): $(USE)
	$(PIP) --editable '.[dev,llm,tui,lsp,git]'
	@touch $@

# A build of torch that is there already (CPU or CUDA) is kept: the constraints name its version.
$(TRAIN): $(DEV)
	@$(BIN)/python -c 'import torch' 2>/dev/null || $(PIP) torch
	$(PIP) --editable '.[dev,llm,git,train,ray]'
	@touch $@

model: $(USE)
	@$(BIN)/burner model pull $(MODEL)

demo: model demo-rule demo-model

demo-rule: $(USE)
	@printf '\n== 1 of 2: a rewrite rule makes examples/orders.py::top_customers faster ==\n\n'
	$(BIN)/burner optimize examples/orders.py::top_customers --policy rules

demo-model: $(USE)
	@printf '\n== 2 of 2: the local model alone makes examples/changes.py::best_stretch faster ==\n\n'
	$(BIN)/burner optimize examples/changes.py::best_stretch --policy llm --budget 180s

test: $(DEV)
	@$(BIN)/python -m pytest --ignore=tests/training $(TESTS)

test-train: $(TRAIN)
	@$(BIN)/python -m pytest tests/training $(TESTS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
