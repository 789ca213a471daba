# make        set up the environment and run the pipeline on raw/
# make test   set up the environment and run lint, types and tests
# make docs   the documentation as a site, in site/
# make bench  speed beside the field's tools, and growth up to 30,000 pages (an hour)
# make servers  exports through doccano and Label Studio themselves (installs them, once)
# make lock   pin the dependencies of pyproject.toml anew (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
export PATH := $(BIN):$(PATH)
export DVC_NO_ANALYTICS := 1

.PHONY: all test docs bench servers lock clean
all: $(VENV)/ready
	@echo "== the pipeline, stage by stage (dvc repro)"
	dvc repro
	@echo "== done: tables in output/*.parquet, figures in output/metrics.json"
	@echo "== to look at them, open output/review/index.html in a browser"

test: $(VENV)/ready
	@echo "== lint"
	ruff check pipeline tests
	ruff format --check pipeline tests
	@echo "== types"
	mypy
	@echo "== tests"
	python -m pytest

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "vanban needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	@echo "== the environment in $(VENV)/ (a few minutes, once)"
	$(PYTHON) -m venv $(VENV)
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	"$(BIN)/python" -m compileall -q pipeline
	@touch $@

docs: $(VENV)/ready
	python -m vanban rules docs/rules.md
	python -m vanban dictionary docs/dictionary.md
	python -m vanban.cli.reference docs/commands.md
	NO_MKDOCS_2_WARNING=1 mkdocs build --strict --quiet
	@echo "== the documentation: open site/index.html in a browser"

bench: $(VENV)/ready
	python -m vanban.bench.speed $(FOLDER)
	python -m vanban.bench.growth $(FOLDER)

servers: $(VENV)/ready
	python -m tests.servers

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header \
		--no-emit-index-url --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) .venv-servers output/stages site dist build
