"""Texts that are translated where they are shown: nothing here knows of Django."""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Return message unchanged; makemessages finds the texts marked with it."""
    return message
