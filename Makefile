# Set-up needs git, make and Python 3.11 or later with venv; all else comes from requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BROWSER := .venv/.browser
MUTATION := .venv/.mutation
SPARK := .venv/.spark
# conftest.py puts it there too, but only once the plugins of pytest are imported.
OFFLINE := PYTHONPATH="$(CURDIR)/tests/offline"

.PHONY: report test test-thorough test-spark test-browser mutants faults wheel-check lab bench docs lock notebooks picture schema clean

report: $(READY)
	@$(BIN)/analysis report

# Kernels and commands that the tests start import what the first one has compiled, also where the
# environment says that nothing is to be written beside the sources.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(OFFLINE) $(BIN)/pytest --numprocesses 2 --dist loadfile --nbval -m "not thorough" src tests notebooks

# The tests that take more than a second each.
test-thorough: export PYTHONDONTWRITEBYTECODE =
test-thorough: $(READY)
	$(OFFLINE) $(BIN)/pytest --numprocesses 2 --dist loadfile -m thorough tests

# The report and the notebooks as a browser shows them; needs Debian's chromium.
test-browser: $(BROWSER)
	rm -rf browser-screenshots
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests/browser

# Change one expression at a time in some modules and see whether a test fails (docs/mutation.md);
# needs fork, so Linux or macOS. It begins anew, for mutmut lets stand what an earlier run found
# with earlier tests.
mutants: $(MUTATION)
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/python docs/mutants.py

# Kill reports on the way, and write them where a machine fails (docs/robustness.md); some ten
# minutes on Linux. As root it mounts small file systems of its own; what it may not do it skips.
faults: export PYTHONDONTWRITEBYTECODE =
faults: $(READY)
	PYTHONPATH=tests $(BIN)/python -m faults

lab: $(READY)
	@$(BIN)/analysis lab

bench: $(READY)
	$(BIN)/python -m benchmarks --to docs/benchmarks.md

# The API reference, from the docstrings: api-reference/index.html.
docs: $(READY)
	rm -rf api-reference
	$(BIN)/python -W error -m pdoc --docformat numpy --no-show-source \
		--template-directory docs/api --output-directory api-reference analysis

# Execute the stored notebooks in place, after a change that moves their outputs.
notebooks: $(READY)
	$(BIN)/ruff format notebooks
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.record_timing=False notebooks/*.ipynb
	$(BIN)/python docs/readme_figure.py

# Draw the picture of the README anew, after a change of the front page. Needs Chromium.
picture: $(READY)
	$(BIN)/python docs/front_picture.py

# Write what is stored of a study's schema: the codebook in data/README.md, the data package, and
# the issue forms. After a change to schema.py, units.py, columns.py or figure_columns.py in
# src/analysis/study.
schema: $(READY)
	$(BIN)/python docs/schema.py

# PySpark in local mode against DuckDB and pandas. Needs Java 17 or later, and fails without it.
# With PANEL=FILE it takes its sample from that panel, and from an invented one without. Warnings
# are shown, and no failures as elsewhere: PySpark has its own.
test-spark: $(SPARK)
	ANALYSIS_TEST_SPARK=1 $(BIN)/pytest --numprocesses 0 -W default \
		tests/spark tests/world/test_expressions.py

$(SPARK): requirements-spark.lock $(READY)
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python \
		--require-hashes -r requirements-spark.lock
	touch $(SPARK)

lock: $(READY)
	$(BIN)/uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade --quiet \
		pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --group pyproject.toml:browser \
		--constraint requirements.lock --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --upgrade --quiet --output-file requirements-browser.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --group pyproject.toml:mutation \
		--constraint requirements.lock --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --upgrade --quiet --output-file requirements-mutation.lock
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))\
	['project']['optional-dependencies']['spark'], sep='\n')" | \
	$(BIN)/uv pip compile --universal --python-version 3.11 --constraint requirements.lock \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --quiet \
		- --output-file requirements-spark.lock

# uv itself is the first to be installed by its hash; matplotlib's font cache is built here, since
# a kernel that builds it says so on stderr.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip install --quiet --system-certs --compile-bytecode --python $(BIN)/python \
		--require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -c "import matplotlib.font_manager"
	touch $(READY)

# The wheel as a stranger has it: in an environment of its own, in a folder whose name has a space,
# with nothing around it. The packaged study has rejected figures, so check exits with 1.
wheel-check: $(READY)
	rm -rf "wheel check"
	$(BIN)/uv build --quiet --system-certs --no-build-isolation --python $(BIN)/python \
		--out-dir "wheel check/dist"
	$(BIN)/uv run --quiet --system-certs --no-project --isolated --python $(BIN)/python \
		--with twine twine check --strict "wheel check"/dist/*.whl "wheel check"/dist/*.tar.gz
	$(PYTHON) -m venv "wheel check/venv"
	sed -e 's/ *\\$$//' -e '/^ *--hash=/d' requirements.lock > "wheel check/constraints.txt"
	$(BIN)/uv pip install --quiet --system-certs --python "wheel check/venv/bin/python" \
		--constraint "wheel check/constraints.txt" "$(CURDIR)/wheel check"/dist/*.whl
	mkdir "wheel check/empty"
	cd "wheel check/empty" && ../venv/bin/analysis report && test -s report/index.html
	cd "wheel check/empty" && library=$$(../venv/bin/python -c \
		"from analysis.report import own_notebooks; print(own_notebooks().parent)") && \
		case "$$library" in *site-packages*) ;; *) exit 1 ;; esac && \
		{ ../venv/bin/analysis check "$$library/data" > check.txt; test $$? -eq 1; }
	rm -rf "wheel check"

$(BROWSER): $(READY) requirements-browser.lock
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python \
		--require-hashes -r requirements-browser.lock
	touch $(BROWSER)

$(MUTATION): $(READY) requirements-mutation.lock
	$(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python \
		--require-hashes -r requirements-mutation.lock
	touch $(MUTATION)

clean:
	rm -rf .venv report api-reference browser-screenshots "wheel check" mutants \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis
