"""Pages that ask once more who it is, because of what they hand out or take away."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from django.shortcuts import redirect

from backpain.accounts.http import AuthenticatedRequest

P = ParamSpec("P")


def asked_again(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[AuthenticatedRequest, P], HttpResponse]:
    """Let in whoever typed their password or showed their second factor just now.

    allauth's own decorator keeps in the session what was sent, passwords too, and
    sends it on afterwards. Here the page is opened instead, and nothing is kept.
    """

    @functools.wraps(view)
    def inner(
        request: AuthenticatedRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        return redirect(path_to_ask(request, request.path))

    return inner


def path_to_ask(request: AuthenticatedRequest, then: str) -> str:
    """Return the page that asks once more, and leads on to another one of ours."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    return f"{ways[0]['url']}?{urlencode({'next': then})}"
