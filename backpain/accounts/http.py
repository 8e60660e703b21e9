"""The request of a page behind the login, and what a form or a file is answered with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from backpain.accounts.models import User

# Something typed does not fit; or it does, but no longer with what is saved.
WRONG_INPUT, CONFLICT = 422, 409
JSON, ZIP = "application/json", "application/zip"


class AuthenticatedRequest(HttpRequest):
    user: User


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
