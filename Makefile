# Two commands do everything: `make run` and `make test`.
VENV := .venv
PYTHON := $(VENV)/bin/python
WEB_ENV = PATH="$(CURDIR)/$(VENV)/node:$$PATH"
WEB_SOURCES := $(shell find web/src web/public web/scripts -type f 2>/dev/null) web/index.html web/package.json web/vite.config.ts

.PHONY: install run check test bench clean format browser

install: $(VENV)/.installed web/dist/index.html

$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(PYTHON) || python3 -m venv $(VENV) || \
	  { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(PYTHON) scripts/link_node.py
	touch $@

web/node_modules/.installed: $(VENV)/.installed web/package-lock.json
	cd web && $(WEB_ENV) npm ci --no-audit --no-fund --loglevel=error
	touch $@

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	cd web && $(WEB_ENV) npm run --silent build
	touch $@

run: install
	$(VENV)/bin/zhuxin run --demo $(ARGS)

check: install
	$(VENV)/bin/ruff format --check src tests bench tools scripts migrations/env.py
	$(VENV)/bin/ruff check src tests bench tools scripts
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -q tests/tidy
	cd web && $(WEB_ENV) npm run --silent lint

browser: $(VENV)/.installed
	$(PYTHON) scripts/install_browser.py

# Browsers run after all else, each file with a lender of its own: hands are not slowed down by other tests.
test: install browser
	$(PYTHON) -m pytest -q -n 2 --dist loadfile tests --ignore tests/browser $(ARGS)
	$(PYTHON) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests/browser $(ARGS)
	cd web && $(WEB_ENV) npm run --silent test

bench: install
	$(PYTHON) bench/run.py $(only) $(if $(list),--list)

format: $(VENV)/.installed
	$(VENV)/bin/ruff format src tests bench tools scripts migrations/env.py
	$(VENV)/bin/ruff check --fix src tests bench tools scripts

clean:
	rm -rf $(VENV) web/node_modules web/dist .mypy_cache .ruff_cache .hypothesis
