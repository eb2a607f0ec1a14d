# Two commands do all the set-up on a machine that has Python 3.11 or newer and nothing else:
#
#     make theory     build the environment, then decide and prove every claim
#     make test       the whole suite, as CI runs it
#
# By hand, the same:
#
#     python3 -m venv .venv
#     .venv/bin/python -m pip install -c constraints.txt -e '.[dev]'
#     .venv/bin/python -m pytest -m theory
#
# The trained GANs need torch, and figures matplotlib, which `make test` adds: -e '.[dev,gan,figures]'.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python -m
STAMP  := $(VENV)/.installed
TORCH  := $(VENV)/.torch

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help theory test lint clean FORCE

help:
	@echo 'make theory   build the environment and prove every claim (pytest -m theory)'
	@echo 'make test     the whole suite: lint, types, tests'
	@echo 'make lint     ruff and pyright alone'
	@echo 'make clean    remove the environment and what tools left behind'
	@echo 'PYTHON=...    the interpreter to build the environment with (3.11 or newer)'

theory: $(STAMP)
	@$(RUN) pytest -m theory

test: lint
	@$(RUN) pytest -n auto --dist loadfile

lint: $(TORCH)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) pyright --pythonpath $(VENV)/bin/python

clean:
	rm -rf $(VENV) .pytest_cache .hypothesis .ruff_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing is repeated only when what to install has changed, or when the environment's Python has gone
# (a system upgrade removes the interpreter that a venv points to).
$(STAMP): pyproject.toml constraints.txt $(if $(shell test -x $(VENV)/bin/python && echo there),,FORCE)
	@if ! $(RUN) pip --version >/dev/null 2>&1; then \
	    $(find_python); \
	    echo "creating $(VENV) with $$($$python --version)"; \
	    "$$python" -m venv --clear $(VENV); \
	fi
	@echo 'installing into $(VENV) (a first time takes a minute)'
	@$(RUN) pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(TORCH): $(STAMP)
	@echo 'installing torch and matplotlib into $(VENV) (some hundred megabytes)'
	@$(RUN) pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev,gan,figures]'
	@touch $@

# Sets $python to the first candidate that is new enough and able to make an environment. Each candidate is *run*:
# a version manager leaves names such as python3.12 on the path that exist and do not work.
define find_python
python=; found=; \
for candidate in "$(PYTHON)" python3.13 python3.12 python3.11; do \
    version=$$("$$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
    if ! "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
        found="$$found $$candidate is $$version, too old;"; \
    elif ! "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then \
        found="$$found $$candidate is $$version but has no ensurepip (on Debian or Ubuntu: apt install python$$version-venv);"; \
    else python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
    echo "error: needs Python 3.11 or newer with venv. Found:$${found:- none}" >&2; \
    echo "       Name another one with: make PYTHON=/path/to/python3" >&2; \
    exit 1; \
fi
endef
