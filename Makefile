# make run    set up, ingest what changed, serve the page on 127.0.0.1:7860
# make test   set up with the test extras, run every test
# make evals  run every question set against evals/baseline.json; make baseline writes that anew
# make check  format, lint, types, the library's articles, tests: what CI runs

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 7860
# The whole library: the shipped articles, and those that a keeper added on the page.
LIBRARY := corpus $(wildcard uploads)
SOURCES := ingest bot page evals app.py tests
# On every core, up to four; each file's tests together, since they share what takes long to build.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: run test check format lock docs evals baseline clean
.DELETE_ON_ERROR:

run: .venv/run.installed
	@$(BIN)/python -m ingest $(LIBRARY) || [ $$? -eq 1 ]
	@$(BIN)/python app.py --port $(PORT)

test: .venv/test.installed
	$(PYTEST)

check: .venv/test.installed
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/python -m ingest --check corpus/
	$(PYTEST)

evals: .venv/run.installed
	@$(BIN)/python -m ingest $(LIBRARY) || [ $$? -eq 1 ]
	$(BIN)/python -m evals run $(addprefix --baseline ,$(wildcard evals/baseline.json)) $(EVALS)

# After a change that is meant: what `make evals` is held against from now on.
baseline: .venv/run.installed
	@$(BIN)/python -m ingest $(LIBRARY) || [ $$? -eq 1 ]
	$(BIN)/python -m evals run --write-baseline evals/baseline.json $(EVALS)

format: .venv/test.installed
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

# Rewrites the command help in README and the library's page of sources; a test fails when they are out of date.
docs: .venv/test.installed
	$(BIN)/python -m tests.readme

# Torch's CUDA libraries are left out of the lock: torch itself pins them, and its CPU build has none.
lock:
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	for extra in "" test; do \
	  .venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links $${extra:+--extra $$extra} \
	    pyproject.toml $${extra:+-c requirements.lock} | grep -vE '^(nvidia-|cuda-|triton)' > requirements$${extra:+-$$extra}.lock; \
	done

clean:
	rm -rf .venv .index

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.installed: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

.venv/test.installed: requirements-test.lock .venv/run.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-test.lock
	@touch $@
