"""What a page behind the login is asked, and what a form or a file is answered with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from backpain.accounts.models import User

# Something typed does not fit; or it does, but no longer with what is saved.
WRONG_INPUT, CONFLICT = 422, 409
LONGEST_KEY = 18
JSON, ZIP = "application/json", "application/zip"


class AuthenticatedRequest(HttpRequest):
    user: User


def key_in(text: str) -> int | None:
    """Return the key of a row in what an address or a form sent; None if it is none.

    That is one that a column can hold: more digits would be an error of Postgres.
    """
    is_key = text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
    return int(text) if is_key else None


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be kept by whom it is for, and by no cache."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
