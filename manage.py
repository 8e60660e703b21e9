#!/usr/bin/env python
"""Run a management command: `python manage.py help` lists them."""

from __future__ import annotations

import os
import sys
from importlib import import_module

# What a timer runs, each time with limits on how long a statement may take.
JOBS = ("forget_old_looks", "rebuild_statuses")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
    if sys.argv[1:] and sys.argv[1] in JOBS:
        os.environ.setdefault("DATABASE_TIMEOUTS", "jobs")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: run `make setup`, then `make run`.")

    from backpain.embedded_postgres import EmbeddedPostgresError

    try:
        # Read now, so that a wrong variable is one line and not a traceback.
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except ImproperlyConfigured as error:
        sys.exit(f"backpain does not start: {error}")
    try:
        execute_from_command_line(sys.argv)
    except EmbeddedPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
