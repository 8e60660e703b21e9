"""Migrations as they will come, of an app that no node knows of."""
