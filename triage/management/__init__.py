"""Commands of the triage app, and how they read JSON."""

from __future__ import annotations
