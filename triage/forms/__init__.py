"""The forms of triage: one module for each part of the check-in and the profile."""
