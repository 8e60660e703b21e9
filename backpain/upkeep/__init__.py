"""Keeping the database: backups and what is made of them, and safe migrations."""
