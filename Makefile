# Everything a fresh machine with Python 3.11 and make needs. `make help` lists what there is.

PYTHON ?= python3
BIN ?= .venv/bin
LAKE ?= lake
# an environment of one's own, given as BIN, is taken as it is
READY := $(if $(filter .venv/bin,$(BIN)),.venv/bin/paperlake)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# what test-llama needs beside the lock, in which everybody would have to compile llama.cpp: that takes minutes, so its wheel is kept here
LLAMA_WHEELS ?= .wheels
LLAMA_CPP := 0.3.36
GGUF := 0.19.0

.DEFAULT_GOAL := help
.PHONY: help install run test e2e test-llama deploy check bench calibrate accuracy screenshots lock clean

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/bin/paperlake: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

install: $(READY) ## Set up .venv with what the commands need

run: $(READY) ## Run the main job on examples/dumps as a Prefect flow, and show the tables
	$(BIN)/paperlake ingest examples/dumps --lake $(LAKE) --prefect
	$(BIN)/paperlake dumps --lake $(LAKE)
	$(BIN)/paperlake sql --lake $(LAKE) "SELECT model, params, qualifier, role, evidence FROM model_sizes ORDER BY params DESC, model LIMIT 10"

test: $(READY) ## Run the tests, but for those that need a Prefect server and a worker, or llama.cpp
	$(BIN)/python -m pytest -m "not e2e and not llama"

e2e: $(READY) ## Run the tests on a real Prefect server and a real worker
	$(BIN)/python -m pytest -m e2e

test-llama: $(READY) ## Run the LLM extractor's tests on llama.cpp, with a model of random weights
	@ls $(LLAMA_WHEELS)/llama_cpp_python-$(LLAMA_CPP)-*.whl >/dev/null 2>&1 || \
		$(PIP) wheel --no-deps --wheel-dir $(LLAMA_WHEELS) llama-cpp-python==$(LLAMA_CPP)
	$(PIP) install --constraint requirements.lock --find-links $(LLAMA_WHEELS) llama-cpp-python==$(LLAMA_CPP) gguf==$(GGUF)
	$(BIN)/python -m pytest -m llama

deploy: $(READY) ## Put the work pool, its limit and the deployments on the server that PREFECT_API_URL names
	@$(BIN)/prefect config view | grep -q PREFECT_API_URL || { echo "Which server? Say so: export PREFECT_API_URL=http://HOST:4200/api"; exit 1; }
	@$(BIN)/prefect work-pool inspect paperlake >/dev/null 2>&1 || $(BIN)/prefect work-pool create paperlake --type process
	@$(BIN)/prefect concurrency-limit inspect paperlake-extract >/dev/null 2>&1 || $(BIN)/prefect concurrency-limit create paperlake-extract 4
	$(BIN)/prefect --no-prompt deploy --all

check: $(READY) ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(READY) ## Measure the extractor's speed, on abstracts and on texts made to slow it down, how fast a model is asked, and how soon a report opens
	$(BIN)/python benchmarks/extraction.py
	-$(BIN)/python benchmarks/adversarial.py
	-$(BIN)/python -m benchmarks.asking
	-$(BIN)/python -m benchmarks.report

calibrate: $(READY) ## Weigh the clues of the rules' confidence anew by the gold rows in ../shared
	$(BIN)/python -m benchmarks.calibration ../shared/gold/dev.jsonl ../shared/gold/outside.jsonl --write

accuracy: $(READY) ## Renew docs/accuracy.md from the gold rows in ../shared
	$(BIN)/python -m benchmarks.accuracy

screenshots: $(READY) ## Renew the pictures in the README from the report of the examples, with Chromium
	$(BIN)/python -m docs.screenshots

lock: $(READY) ## Resolve the dependencies anew into requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --no-header pyproject.toml -o requirements.lock

clean: ## Remove the environment and the examples' lake
	rm -rf .venv lake
