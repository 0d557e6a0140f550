# Two commands matter: `make demo` and `make test`. Both do all the set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup setup-dev demo test check bench docs pictures messages lock

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "poaiss needs Python 3.11 or newer; set PYTHON=python3.x")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.runtime  ## Prepare the environment only

setup-dev: $(VENV)/.dev  ## Prepare the environment with the tools of development

demo: setup  ## Open the demonstration in a browser
	@exec $(BIN)/poaiss demo $(ARGS)

test: setup-dev  ## Run the whole suite, browser tests included
	$(BIN)/python tools/browser.py
	-$(BIN)/python tools/office.py
	-$(BIN)/python tools/odk.py
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: setup-dev  ## What CI runs: lint, types, import contracts, migrations, translations, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/**.html')
	$(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/python -m tools.check

bench: setup-dev  ## Side-by-side benchmarks, as ratios
	$(BIN)/python -m bench

docs: setup-dev  ## Write the generated pages of the documentation
	$(BIN)/python -m tools.generate

pictures: setup-dev  ## Take the pictures of the tutorials anew
	$(BIN)/python -m pytest tests/browser -q
	$(BIN)/python -m tools.pictures

messages: setup-dev  ## Collect the texts for translation
	$(BIN)/python -m tools.messages

lock:  ## Pin exact versions and hashes (needs pip-tools)
	$(PYTHON) -m piptools compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-strip-extras --allow-unsafe --all-build-deps -o requirements.lock pyproject.toml
	$(PYTHON) -m piptools compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-strip-extras --allow-unsafe --all-build-deps --extra dev -o requirements-dev.lock pyproject.toml
