"""Triage: what a back says today, and what a runner should do about it."""
