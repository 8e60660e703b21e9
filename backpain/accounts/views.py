from __future__ import annotations

from django.http import HttpResponse

from backpain.accounts.http import AuthenticatedRequest


def me(request: AuthenticatedRequest) -> HttpResponse:
    return HttpResponse("me")
