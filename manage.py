#!/usr/bin/env python
"""Run a management command: `python manage.py help` lists them."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: run `make setup`, then `make run`.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
