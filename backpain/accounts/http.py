"""The request of a page behind the login, and what a form is answered with."""

from __future__ import annotations

from django.http import HttpRequest

from backpain.accounts.models import User

# Something typed does not fit; or it does, but no longer with what is saved.
WRONG_INPUT, CONFLICT = 422, 409


class AuthenticatedRequest(HttpRequest):
    user: User
