# make run starts everything; README.md says what the others do.
# Needs Python 3.11 or newer with venv. Another Python: PYTHON=python3.12 make run

PYTHON ?= python3
new_enough = 'import sys; sys.exit(sys.version_info < (3, 11) and \
  "Python 3.11 or newer is needed. Choose one: PYTHON=python3.12 make run")'
python = .venv/bin/python
pip_install = $(python) -m pip install --quiet --disable-pip-version-check \
  --no-input --require-hashes --requirement
lock = $(python) -m piptools compile --quiet --generate-hashes --strip-extras \
  --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
  --no-emit-find-links --no-header --annotation-style=line

semgrep = --metrics off --disable-version-check --config tests/semgrep
# Tests of the whole, which are slow and reach no line that others don't: every address
# for everybody, whole lives, the database against the planner, all answers at random.
whole = $(addprefix tests/,project/test_access_matrix*.py project/test_fuzz.py \
  project/test_nothing_dangerous.py project/test_query_counts.py \
  coach/test_athlete_without_health.py coach/test_no_hint_of_health.py \
  coach/test_status_over_time.py training/planner/test_properties.py \
  training/test_demo_*.py training/test_interleavings.py training/test_life.py \
  training/test_plan_over_time.py \
  training/test_planner_and_postgres_agree.py training/test_weekly_volume_attacks.py \
  training/test_weekly_volume_time_zones.py triage/rules/test_properties.py \
  triage/test_learn.py triage/test_promises.py)

# What each test did, for safety/evidence.py.
reports = .reports

.DEFAULT_GOAL := run
.PHONY: run setup test nightly mutants check bench bench-large drill observatory \
  format lock screenshots browser fuzz semgrep wapiti audit sbom \
  check-types check-style check-database

# A stamp is there only when all packages are. Without it nothing in .venv is
# trusted, and neither is a .venv whose Python is gone or was copied elsewhere.
$(shell $(python) -c '' 2>/dev/null || rm -f .venv/.demo .venv/.dev)

run: .venv/.demo
	@$(python) -m backpain.run

setup: .venv/.demo

.venv/.demo: requirements/demo.txt
	@test -e $@ || $(PYTHON) -c $(new_enough)
	@test -e $@ || $(PYTHON) -m venv --clear .venv
	@echo 'Installing the packages of $<'
	@rm -f $@
	@$(pip_install) $<
	@touch $@

.venv/.dev: requirements/dev.txt
	@$(MAKE) --no-print-directory .venv/.demo
	@echo 'Installing the packages of $<'
	@rm -f .venv/.demo $@
	@$(pip_install) $<
	@touch .venv/.demo $@

# Tests start Python again and again. What it compiled is kept, whatever the shell says.
test nightly fuzz mutants check-database: export PYTHONDONTWRITEBYTECODE =

test: .venv/.dev browser
	@rm -rf .coverage .coverage.* $(reports)
	@# The databases are made once, for all three runs.
	DEBUG=1 DEMO=1 $(python) -m coverage run -m pytest -n 2 --dist loadfile \
	  --create-db --reuse-db \
	  --ignore tests/browser $(foreach one,$(whole),--ignore-glob='$(one)') \
	  --junitxml $(reports)/most.xml
	@$(python) -m coverage combine --quiet
	$(python) -m coverage report --fail-under=95
	$(python) -m coverage report --include='triage/rules/*' --fail-under=100
	$(python) -m coverage report --include='training/planner/*' --fail-under=100
	@# Not under coverage, which makes them slower by half.
	DEBUG=1 DEMO=1 $(python) -m pytest -n 2 --dist loadfile --reuse-db $(whole) \
	  --junitxml $(reports)/whole.xml
	DEBUG=1 DEMO=1 $(python) -m pytest -n 2 --dist worksteal --reuse-db tests/browser \
	  --junitxml $(reports)/browser.xml
	@# Every test that stands as evidence somewhere was run and passed.
	$(python) safety/evidence.py $(reports)

# What takes minutes: longer hangs, more interleavings, every time zone.
nightly: .venv/.dev
	DEBUG=1 DEMO=1 $(python) -m pytest -n 2 --dist worksteal -m nightly tests

# How many wrong changes of the rules and the planner the tests notice. Takes hours.
mutants: .venv/.dev
	$(python) bench/mutants triage/rules
	$(python) bench/mutants training/planner

# The browser tests take Debian's chromium or the one that Playwright brings.
browser: .venv/.dev
	@command -v chromium >/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -qq -y chromium; } \
	  || $(python) -m playwright install chromium

# In parts, so that `make --jobs 2 check` looks at two at once.
check: check-types check-style check-database sbom

check-types: .venv/.dev
	$(python) -m mypy backpain triage training manage.py \
	  audit bench docs drills requirements/check.py safety .ci/*.py

check-style: .venv/.dev
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	.venv/bin/djade --check $$(find templates -name '*.html')
	$(python) -m djlint --quiet --lint templates
	$(python) -c 'from importlinter.cli import lint_imports_command as run; run()'

check-database: .venv/.dev
	$(python) manage.py makemigrations --check --dry-run
	$(python) .ci/lint_migrations.py
	@echo 'manage.py check --deploy, as in production'
	@DEBUG=0 DEMO=0 ALLOWED_HOSTS=backpain.example.org \
	  DATABASE_URL=postgres://backpain@db.example.org/backpain TRUSTED_PROXIES=1 \
	  EMAIL_HOST=mail.example.org \
	  SECRET_KEY="$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	  $(python) manage.py check --deploy --fail-level WARNING

# What is slow: each form 2,000 times.
fuzz: .venv/.dev
	DEBUG=1 DEMO=1 FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-2000} $(python) -m pytest -n 2 \
	  --dist worksteal tests/project/test_fuzz.py

# The tools that look for faults, each in an environment of its own.
audit: semgrep wapiti

semgrep: .venv-semgrep/.tool
	.venv-semgrep/bin/semgrep --test $(semgrep) tests/semgrep
	.venv-semgrep/bin/semgrep scan $(semgrep) --error --quiet \
	  --exclude tests/semgrep backpain triage training templates bench drills audit docs

wapiti: .venv/.dev .venv-wapiti/.tool
	$(python) audit/scan.py

.venv-%/.tool: requirements/%.txt
	@echo 'Installing the packages of $<'
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check \
	  --no-input --require-hashes --requirement $<
	@touch $@

# What is in production, as CycloneDX writes it.
sbom: .venv/.dev
	@$(python) -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml \
	  --output-reproducible --short-PURLs --output-file sbom.json requirements/base.txt
	$(python) requirements/check.py sbom.json

format: .venv/.dev
	$(python) -m ruff check --fix-only .
	$(python) -m ruff format .
	.venv/bin/djade $$(find templates -name '*.html')

bench: .venv/.dev
	$(python) -m bench

# Half an hour and 15 GB: a hundred thousand athletes with a year of check-ins.
bench-large: .venv/.dev
	$(python) -m bench large

# Needs Node and npm. Exactly what the lock names, and nothing of it is run on the way.
observatory: .venv/.dev .observatory/.packages
	$(python) -m drills.observatory

.observatory/.packages: drills/observatory_packages/package-lock.json
	@echo 'Installing the packages of $<'
	@mkdir -p .observatory
	@cp drills/observatory_packages/package*.json .observatory
	@npm --prefix .observatory ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# KILLS=1 for a short one.
drill: .venv/.dev browser
	$(python) -m drills

screenshots: .venv/.dev browser
	$(python) docs/make_screenshots.py

lock: .venv/.dev
	$(lock) --output-file=requirements/dev.txt --extra=demo --extra=dev pyproject.toml
	$(lock) --output-file=requirements/demo.txt --constraint=requirements/dev.txt \
	  --extra=demo pyproject.toml
	$(lock) --output-file=requirements/base.txt --constraint=requirements/dev.txt \
	  pyproject.toml
	$(lock) --output-file=requirements/semgrep.txt requirements/semgrep.in
	$(lock) --output-file=requirements/wapiti.txt requirements/wapiti.in
