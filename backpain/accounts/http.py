"""The request of a page behind the login."""

from __future__ import annotations

from django.http import HttpRequest

from backpain.accounts.models import User


class AuthenticatedRequest(HttpRequest):
    user: User
