# Everything a fresh machine with Python 3.11 and make needs. `make help` lists what there is.

PYTHON ?= python3
BIN := .venv/bin
LAKE ?= lake

.DEFAULT_GOAL := help
.PHONY: help run test check bench calibrate accuracy lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(BIN)/paperlake: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

run: $(BIN)/paperlake ## Run the main job on examples/dumps as a Prefect flow, and show the tables
	$(BIN)/paperlake ingest examples/dumps --lake $(LAKE) --prefect
	$(BIN)/paperlake dumps --lake $(LAKE)
	$(BIN)/paperlake sql --lake $(LAKE) "SELECT model, params, qualifier, role, evidence FROM model_sizes ORDER BY params DESC LIMIT 10"

test: $(BIN)/paperlake ## Run the tests
	$(BIN)/python -m pytest

check: $(BIN)/paperlake ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(BIN)/paperlake ## Measure the extractor's speed, on abstracts and on texts made to slow it down
	$(BIN)/python benchmarks/extraction.py
	-$(BIN)/python benchmarks/adversarial.py

calibrate: $(BIN)/paperlake ## Weigh the clues of the rules' confidence anew by the gold rows in ../shared
	$(BIN)/python -m benchmarks.calibration ../shared/gold/dev.jsonl ../shared/gold/outside.jsonl --write

accuracy: $(BIN)/paperlake ## Renew docs/accuracy.md from the gold rows in ../shared
	$(BIN)/python -m benchmarks.accuracy

lock: $(BIN)/paperlake ## Resolve the dependencies anew into requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --no-header pyproject.toml -o requirements.lock

clean: ## Remove the environment and the examples' lake
	rm -rf .venv lake
