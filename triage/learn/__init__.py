"""The learn pages, public: causes, prevention, and where the rules come from."""

from __future__ import annotations

from triage.learn.views import index, topic

__all__ = ["index", "topic"]
