# One command for each thing. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help demo run test check format bench faults pictures lock setup clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY)  ## .venv with the locked packages

$(READY): requirements.lock pyproject.toml
	@echo "Installing the locked packages into .venv (a minute or two the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit("Chuông needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 demo") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## a sample centre with four phones in the browser
	@$(BIN)/chuong demo

run: $(READY)  ## the bot for real, set up in .env
	@$(BIN)/chuong run

test: $(READY)  ## the whole test suite
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest  # or each of the processes it starts compiles everything anew

check: $(READY)  ## ruff, mypy, import-linter
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY)  ## let ruff arrange the code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

bench: $(READY)  ## the figures of docs/performance.md, side by side with the peers
	@$(BIN)/python -m tests.bench

faults: $(READY)  ## every fault of docs/faults.md as often as promised (an hour); ROWS=refuse TIMES=1 for less
	@$(BIN)/python -m tests.faults $(if $(ROWS),--rows $(ROWS)) $(if $(TIMES),--times $(TIMES))

pictures: $(READY)  ## the pictures of the docs, made anew from the running demo
	@$(BIN)/python -m tests.web.pictures

lock:  ## renew requirements.lock (needs uv)
	@uv pip compile pyproject.toml --extra dev --extra postgres --universal --python-version 3.11 --upgrade --generate-hashes \
	    --no-emit-index-url --no-header --quiet -o requirements.lock

clean:  ## remove what the commands above made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache demo.db*
