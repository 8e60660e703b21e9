"""Which static files are collected."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    # Bootstrap's wheel brings every variant of itself, and hashing and
    # compressing them all would take longer than the rest of the start.
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "css/bootstrap-*",
        "css/bootstrap.css*",
        "css/bootstrap.rtl.*",
        "js/bootstrap.bundle.js*",
        "js/bootstrap.esm.*",
        "js/bootstrap.js*",
        "js/bootstrap.min.js*",
    ]
