# make demo   sets everything up and builds the sheets of an example profile
# make test   sets everything up and runs every check and test
# make conformance   fills forms in real viewers and validates every sheet; writes docs/viewers.md
# make conformance-quick   the same for what must be right, in a few minutes; writes nothing
# Both need only make and Python 3.11 or newer, as `python3` or as named: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
EXAMPLE := zuzana

.PHONY: demo test check conformance conformance-quick format goldens clean

demo: $(VENV)/installed
	@$(RUN) -m prepsheet build content/examples/$(EXAMPLE).yaml --quiet
	@echo
	@echo "These are the sheets of an invented person, $(EXAMPLE), made from content/examples/$(EXAMPLE).yaml."
	@echo "Open the PDF files in any viewer and type into them; the draft opens in Word or LibreOffice."
	@echo
	@echo "Next, your own:"
	@echo "  . $(VENV)/bin/activate"
	@echo "  prepsheet new me.yaml      # then put your own words into me.yaml"
	@echo "  prepsheet build me.yaml"

test: check
	@$(RUN) -m pytest -q -n auto

check: $(VENV)/installed-dev
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy

conformance: $(VENV)/installed-conformance
	@$(RUN) -m tests.conformance

conformance-quick: $(VENV)/installed-conformance
	@$(RUN) -m tests.conformance --quick

goldens: $(VENV)/installed-dev
	@$(RUN) -m pytest -q --update-goldens

format: $(VENV)/installed-dev
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "prepsheet needs Python 3.11 or newer; name one: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python can't make virtual environments: its venv and ensurepip are missing." >&2; \
	  echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once)…"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml
	@$(RUN) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/created pyproject.toml
	@$(RUN) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-conformance: $(VENV)/installed-dev
	@$(RUN) -m pip install --quiet --disable-pip-version-check --editable '.[conformance]'
	@touch $@
