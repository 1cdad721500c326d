# Building and testing need make and Python 3.10 to 3.13 with its venv module, nothing else; dashboards,
# Spark and the browser need more, and say so. `make` lists the targets.
# Another Python than python3 is used with, for example, `make PYTHON=python3.12 build`.

# The steps share .venv, target/ and the warehouse file, so they never run side by side (make -j).
.NOTPARALLEL:

BIN := .venv/bin
CLI := $(BIN)/municipal-indicators
SPARK_BIN := .venv-spark/bin
INSTALL := scripts/install.sh
# The folders of queries; macros are templates, checked where a query uses them.
SQL := $(wildcard models tests analyses snapshots)

# The project has its profile in its own folder, whatever the shell is set up for.
unexport DBT_PROFILES_DIR DBT_PROFILE DBT_PROJECT_DIR DBT_TARGET

.PHONY: help build export metrics postgres spark dashboard dashboard-export site docs \
	test test-all test-docs test-publication test-clients test-metrics test-servers test-spark test-browser \
	lint format bench bench-build bench-dashboard bench-scale bench-spark mutation lock clean \
	install-build install-development install-clients install-metrics install-postgres install-spark \
	install-oldest-client install-dashboard install-browser install-docs

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: install-build ## Build and check the warehouse, then export it: dbt build, make export
	@$(CLI) build

export: install-build ## Export the published warehouse as open data
	@$(CLI) export

# ASK is what is asked; docs/metrics.md has more questions.
ASK := --saved-query targets_by_year

metrics: install-metrics ## Check the metrics, and ask the published warehouse for some
	@$(BIN)/dbt --quiet parse
	@$(CLI) mf validate-configs
	@$(CLI) mf query $(ASK)

postgres: install-postgres ## Build and check the warehouse on a PostgreSQL server
	@$(CLI) build --target postgres

spark: install-spark ## Build and check the warehouse on a Spark cluster
	@$(SPARK_BIN)/municipal-indicators build --target spark

test: install-development install-oldest-client lint ## Lint, then run the tests of the project and its package
	@echo 'Running the tests (pytest)'
	@$(BIN)/pytest --numprocesses auto --dist loadfile

# Tests that need more than this machine's Python (a database server, a browser, a cluster) get a
# target of their own, named test-..., that installs what it needs; add it to this line.
test-all: test test-docs test-publication test-clients test-metrics test-servers test-spark test-browser ## Run every test there is; continuous integration runs this

test-docs: install-development install-docs ## Build the documentation site and follow its links
	@echo 'Running the tests in tests/docs (pytest)'
	@$(BIN)/pytest tests/docs

test-publication: install-development ## Rebuild under readers, and kill builds at any moment
	@echo 'Running the tests in tests/rebuilds (pytest)'
	@$(BIN)/pytest --numprocesses auto --dist loadfile -rP tests/rebuilds

test-clients: install-development install-clients ## Run the examples of each SQL client
	@echo 'Running the tests in tests/clients (pytest)'
	@$(BIN)/pytest tests/clients

test-metrics: install-development install-metrics ## Compare the metrics with SQL written by hand
	@echo 'Running the tests in tests/metrics (pytest)'
	@$(BIN)/pytest tests/metrics

test-servers: install-development install-postgres ## Run the tests that start a database server
	@echo 'Running the tests in tests/servers (pytest)'
	@$(BIN)/pytest -rs tests/servers tests/project/test_replaced_macros.py

test-spark: install-spark ## Start a Spark cluster of two workers and compare its tables with DuckDB's
	@echo 'Running the tests in tests/cluster (pytest)'
	@$(SPARK_BIN)/pytest -rs tests/cluster tests/project/test_replaced_macros.py

test-browser: install-development install-browser install-dashboard ## Test the dashboards and the site in Chromium
	-@scripts/install_chromium.sh
	@echo 'Running the tests in tests/browser (pytest)'
	@$(BIN)/pytest -rPs tests/browser

lint: install-development ## Check the style of Python, YAML and SQL
	@echo 'Checking Python (ruff)'
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@echo 'Checking the types of Python (mypy)'
	@$(BIN)/mypy --no-error-summary
	@echo 'Checking YAML (yamllint)'
	@$(BIN)/yamllint --strict .
	@echo 'Checking the conventions of the project (dbt-bouncer, dbt-score)'
	@$(BIN)/dbt --quiet parse
	@if [ -x $(BIN)/dbt-bouncer ]; then $(BIN)/dbt-bouncer run --output-only-failures; \
		else echo 'dbt-bouncer needs Python 3.11 and is left out'; fi
	@$(BIN)/dbt-score lint
	@echo 'Checking SQL as dbt compiles it (sqlfluff)'
	@$(BIN)/sqlfluff lint --quiet $(SQL)

format: install-development ## Mend what can be mended in the style of Python and SQL
	@echo 'Formatting Python (ruff)'
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet
	@echo 'Formatting SQL (sqlfluff)'
	@$(BIN)/sqlfluff fix --quiet $(SQL)

bench: bench-build bench-scale bench-dashboard bench-spark ## Measure all there is to measure (hours)

bench-build: install-build ## Measure what a build costs
	@echo 'Running the benchmark of builds (benchmarks/builds.py)'
	@$(BIN)/python -m benchmarks.builds

bench-dashboard: build install-development install-browser install-dashboard ## Measure how long the dashboards take to load
	@scripts/install_chromium.sh
	@$(BIN)/python -m benchmarks.dashboard

# PORT is where the dashboards are served.
PORT := 8088

dashboard: install-build install-dashboard ## Show the dashboards in Apache Superset on this machine
	@$(CLI) dashboard --port $(PORT)

dashboard-export: install-build install-dashboard ## Write what was edited in the browser back to dashboard/assets
	@$(CLI) dashboard --export

site: install-build ## Write the public site: a folder that any web server can publish
	@$(CLI) site

# The data dictionary is filled from what dbt writes, so dbt goes first. A broken link stops it.
docs: install-docs ## Build the documentation site, for which nothing else needs to be built
	@echo 'Describing the models (dbt docs generate)'
	@$(BIN)/dbt --quiet docs generate --static
	@echo 'Building the documentation site (sphinx)'
	@rm -rf target/docs
	@$(BIN)/sphinx-build --quiet --fail-on-warning --conf-dir docs . target/docs
	@echo 'Wrote target/docs/index.html'

bench-scale: install-build install-clients ## Measure what 1 and 10 million figures cost (long)
	@echo 'Running the benchmark at scale (benchmarks/scale.py)'
	@$(BIN)/python -m benchmarks.scale

bench-spark: install-spark ## Measure what figures cost on Spark and on DuckDB (long)
	@echo 'Running the benchmark of the cluster (benchmarks/cluster.py)'
	@$(SPARK_BIN)/python -m benchmarks.cluster

mutation: install-development ## Make every mistake on purpose and see that each is noticed (long)
	@echo 'Damaging seeds and tables, one mistake at a time (pytest)'
	@$(BIN)/pytest tests/mutation -m '' --mutation-report docs/mutation.md

OLDEST_PYTHON = 3.10
# Pins that still fit stay as they are; `make lock UPGRADE=1` takes the newest versions.
# --universal: one file for every platform and Python; --no-strip-extras: older pips refuse a pin
# with hashes whose extras are left out; no index is named, so that any mirror will do.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version $(OLDEST_PYTHON) --generate-hashes \
	--no-strip-extras --no-emit-index-url --custom-compile-command 'make lock' \
	$(if $(UPGRADE),--upgrade)

# Superset leaves most of its dependencies open, and newer ones break it: take those of its day.
# DuckDB is the exception, for it has to be the one that writes the warehouse.
DASHBOARD_AGE = --exclude-newer 2026-05-25 --exclude-newer-package duckdb=2026-11-01

# The development requirements come first, for they contain those of the build: a build that
# follows their versions never conflicts with them in .venv.
lock: ## Pin requirements/*.in with hashes in requirements/*.txt
	@$(INSTALL) .venv lock
	@echo 'Pinning the requirements (uv)'
	@$(COMPILE) requirements/development.in --output-file requirements/development.txt
	@$(COMPILE) requirements/build.in --constraints requirements/development.txt \
		--output-file requirements/build.txt
	@$(COMPILE) requirements/reader.in --constraints requirements/development.txt \
		--output-file requirements/reader.txt
	@$(COMPILE) requirements/docs.in --constraints requirements/development.txt \
		--output-file requirements/docs.txt
	@$(COMPILE) requirements/metrics.in --constraints requirements/development.txt \
		--output-file requirements/metrics.txt
	@$(COMPILE) requirements/postgres.in --constraints requirements/development.txt \
		--output-file requirements/postgres.txt
	@$(subst $(OLDEST_PYTHON),3.11,$(COMPILE)) requirements/spark.in \
		--constraints requirements/development.txt --output-file requirements/spark.txt
	@$(COMPILE) requirements/clients.in --output-file requirements/clients.txt
	@$(COMPILE) requirements/oldest_client.in --output-file requirements/oldest_client.txt
	@$(COMPILE) requirements/lock.in --output-file requirements/lock.txt
	@$(COMPILE) requirements/browser.in --constraints requirements/development.txt \
		--output-file requirements/browser.txt
	@$(COMPILE) requirements/dashboard.in --output-file requirements/dashboard.txt $(DASHBOARD_AGE)
	@awk -f scripts/pin_without_extras.awk requirements/dashboard.txt >requirements/dashboard.tmp
	@mv requirements/dashboard.tmp requirements/dashboard.txt

clean: ## Remove environments, logs and caches; the warehouse stays, for it may have readers
	@echo 'Removing environments, logs and caches'
	@rm -rf .venv .venv-clients .venv-dashboard .venv-oldest-client .venv-spark target logs .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

install-build:
	@$(INSTALL) .venv build
	@$(INSTALL) .venv reader

install-development: install-build
	@$(INSTALL) .venv development

install-metrics: install-build
	@$(INSTALL) .venv metrics

install-postgres: install-build
	@$(INSTALL) .venv postgres

install-spark:
	@$(INSTALL) .venv-spark spark

install-clients:
	@$(INSTALL) .venv-clients clients

install-oldest-client:
	@$(INSTALL) .venv-oldest-client oldest_client

install-dashboard:
	@$(INSTALL) .venv-dashboard dashboard

install-browser: install-build
	@$(INSTALL) .venv browser

install-docs: install-build
	@$(INSTALL) .venv docs
