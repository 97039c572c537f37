# Kvarbo. `make help` lists what can be done; CONTRIBUTING.md says when.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install install-dev demo next-day test check docs screenshots proof clean where-tests-run

PORT ?= 8000
STAGE ?= day7
# Two workers suit two cores and up; TEST_WORKERS=0 runs everything in one process.
TEST_WORKERS ?= 2
PYTEST = .venv/bin/python -m pytest -n $(TEST_WORKERS)
SETTINGS = DJANGO_SETTINGS_MODULE=kvarbo.web.settings
# A browser that is already on the machine is used without being asked for.
KVARBO_TEST_BROWSER ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export KVARBO_TEST_BROWSER
# What this machine cannot run is left out, and where-tests-run says in a line how to enable it.
CHOSEN = not proof $(if $(KVARBO_TEST_BROWSER),,and not browser) $(if $(KVARBO_TEST_POSTGRES),,and not postgres) \
	$(if $(KVARBO_MATERIAL),,and not material)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

install: .venv/.kvarbo-run ## Make .venv with the kvarbo command (hash-checked)

.venv/.kvarbo-run: requirements.txt pyproject.toml scripts/install
	@scripts/install requirements.txt
	@touch $@

install-dev: .venv/.kvarbo-dev ## The same, with what tests and checks need

.venv/.kvarbo-dev: requirements-dev.txt pyproject.toml scripts/install
	@scripts/install requirements-dev.txt
	@touch $@ .venv/.kvarbo-run

demo: install ## Install, build the demo town, start it and print address and logins (PORT=8000 STAGE=day7)
	@.venv/bin/kvarbo demo --port $(PORT) --stage $(STAGE)

next-day: install ## Let the demo town go on one day in every room, and tell what happened (STAGE=day7)
	@.venv/bin/kvarbo demo --stage $(STAGE) --next-day

test: install-dev where-tests-run ## Run every test this machine can run
	@$(PYTEST) -q -m "$(strip $(CHOSEN))"

where-tests-run:
	@if [ -z "$(KVARBO_TEST_BROWSER)" ]; then \
		echo "Browser tests are left out. To run them: sudo apt-get install chromium"; fi
	@if [ -z "$(KVARBO_TEST_POSTGRES)" ]; then \
		echo "PostgreSQL tests are left out. To run them: make test KVARBO_TEST_POSTGRES=postgresql://superuser:password@127.0.0.1/postgres"; fi

check: install-dev test ## Everything CI checks: tests, lint, types, import contracts, migrations, docs, size
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@$(SETTINGS) KVARBO_DATABASE=$$(mktemp -d) .venv/bin/django-admin makemigrations --check --dry-run
	@echo "make check: all is well"

docs: install-dev ## Write the pages that are made from the code (docs/how-to/command-line.md, docs/how-to/papers.md, docs/how-to/channels.md, docs/rules.md)
	@.venv/bin/python scripts/command_line_docs.py
	@.venv/bin/python scripts/paper_docs.py
	@.venv/bin/python scripts/channel_docs.py
	@.venv/bin/kvarbo law document

screenshots: install-dev ## Take the pictures in docs/screenshots of a demo that is running (PORT=8000)
	@.venv/bin/python scripts/screenshots.py $(PORT)

proof: install-dev ## The long measurements and proofs (hours); results go to docs/proof/
	@$(PYTEST) -q -m proof

clean: ## Remove .venv, caches and the demo's databases (var/)
	rm -rf .venv var build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
