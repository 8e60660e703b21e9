"""The pages of triage: one module for each part of an athlete's day."""
