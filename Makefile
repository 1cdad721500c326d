# Needs make and Python 3.10 to 3.13 with its venv module, nothing else; `make` lists the targets.
# Another Python than python3 is used with, for example, `make PYTHON=python3.12 build`.

# The steps share .venv, target/ and the warehouse file, so they never run side by side (make -j).
.NOTPARALLEL:

BIN := .venv/bin
INSTALL := scripts/install.sh
# The folders of queries; macros are templates, checked where a query uses them.
SQL := $(wildcard models tests analyses snapshots)

.PHONY: help build test test-all lint format bench mutation lock clean \
	install-build install-development install-oldest-client

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: install-build ## Build and check the warehouse: dbt build
	@echo 'Checking the seed files'
	@$(BIN)/python plugins/seed_files.py
	@echo 'Building the warehouse: seeds, models and tests (dbt build)'
	@$(BIN)/dbt build

test: install-development install-oldest-client lint ## Lint, then run the tests in tests/python
	@echo 'Running the tests in tests/python (pytest)'
	@$(BIN)/pytest tests/python

# Tests that need more than this machine's Python (a database server, a browser, a cluster) get a
# target of their own, named test-..., that installs what it needs; add it to this line.
test-all: test ## Run every test there is; continuous integration runs this

lint: install-development ## Check the style of Python, YAML and SQL
	@echo 'Checking Python (ruff)'
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@echo 'Checking YAML (yamllint)'
	@$(BIN)/yamllint --strict .
	@echo 'Checking SQL as dbt compiles it (sqlfluff)'
	@$(BIN)/sqlfluff lint --quiet $(SQL)

format: install-development ## Mend what can be mended in the style of Python and SQL
	@echo 'Formatting Python (ruff)'
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet
	@echo 'Formatting SQL (sqlfluff)'
	@$(BIN)/sqlfluff fix --quiet $(SQL)

bench: install-build ## Measure what a build costs
	@echo 'Running the benchmarks (benchmarks/run.py)'
	@$(BIN)/python benchmarks/run.py

mutation: install-build ## Make mistakes in the seeds on purpose and see that each is noticed
	@echo 'Building the warehouse with a mistake in the seeds, many times over (mutation/run.py)'
	@$(BIN)/python mutation/run.py

# Pins that still fit stay as they are; `make lock UPGRADE=1` takes the newest versions.
# --universal: one file for every platform and Python; --no-strip-extras: older pips refuse a pin
# with hashes whose extras are left out; no index is named, so that any mirror will do.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.10 --generate-hashes \
	--no-strip-extras --no-emit-index-url --custom-compile-command 'make lock' \
	$(if $(UPGRADE),--upgrade)

# The development requirements come first, for they contain those of the build: a build that
# follows their versions never conflicts with them in .venv.
lock: ## Pin requirements/*.in with hashes in requirements/*.txt
	@$(INSTALL) .venv lock
	@echo 'Pinning the requirements (uv)'
	@$(COMPILE) requirements/development.in --output-file requirements/development.txt
	@$(COMPILE) requirements/build.in --constraints requirements/development.txt \
		--output-file requirements/build.txt
	@$(COMPILE) requirements/oldest_client.in --output-file requirements/oldest_client.txt
	@$(COMPILE) requirements/lock.in --output-file requirements/lock.txt

clean: ## Remove environments, logs and caches; the warehouse stays, for it may have readers
	@echo 'Removing environments, logs and caches'
	@rm -rf .venv .venv-oldest-client target logs .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

install-build:
	@$(INSTALL) .venv build

install-development: install-build
	@$(INSTALL) .venv development

install-oldest-client:
	@$(INSTALL) .venv-oldest-client oldest_client
