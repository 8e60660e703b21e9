"""The one door to an athlete's data for somebody else: their coach.

Every page of a coach is behind with_roster or with_athlete. A stranger's athlete is
404, as if there were no such athlete; what was not shared is 403, with the words for
it; whoever may see anybody's health answers needs a second factor first; and every
look is noted in the access log.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.db.models import Exists, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts import looks, sessions
from backpain.accounts.http import AuthenticatedRequest
from backpain.accounts.models import Coaching, User

P = ParamSpec("P")
ROSTER = "/coach/"
# What a page may need, and how it is asked for.
NOT_SHARED: dict[str, StrOrPromise] = {
    "sees_plan": _("plan and runs"),
    "sees_health": _("health answers: pain, advice and reasons"),
    "can_edit": _("that you change workouts"),
}


def with_roster(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase]:
    """Let a coach in to a page about their athletes.

    The view itself notes whom it showed (looks.record_coach).
    """

    @functools.wraps(view)
    def inner(
        request: AuthenticatedRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        me = User.objects.filter(pk=request.user.pk)
        if me.filter(lacks_second_factor(request)).exists():
            return _to_second_factor(request)
        return view(request, *args, **kwargs)

    return inner


def with_athlete(
    page: str, *needs: str
) -> Callable[
    [Callable[Concatenate[AuthenticatedRequest, Coaching, P], HttpResponse]],
    Callable[..., HttpResponse],
]:
    """Give a view the coaching of the athlete in its address.

    page is a word of looks.PAGES; needs are the ticks of the consent without which
    the page is not open: "sees_plan", "sees_health", "can_edit".
    """

    def decorate(
        view: Callable[Concatenate[AuthenticatedRequest, Coaching, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def inner(
            request: AuthenticatedRequest,
            /,
            athlete: int,
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> HttpResponse:
            coaching = _coaching_of(request, athlete)
            if coaching.lacks_second_factor:
                return _to_second_factor(request)
            missing = [need for need in needs if not getattr(coaching, need)]
            if missing:
                return _not_shared(request, coaching, missing)
            response = view(request, coaching, *args, **kwargs)
            looks.record_coach(request, [coaching], page)
            return response

        return inner

    return decorate


def _coaching_of(request: AuthenticatedRequest, athlete: int) -> Any:
    """Return the coaching in force of an athlete, whatever is shared; else a 404."""
    mine = Coaching.objects.open_to(request.user.pk)
    found = mine.select_related("athlete__status").annotate(
        lacks_second_factor=lacks_second_factor(request)
    )
    coaching = get_object_or_404(found, athlete=athlete)
    coaching.coach = request.user
    return coaching


def lacks_second_factor(request: AuthenticatedRequest) -> Q:
    """Say whether a coach who may see health answers has shown a password alone.

    The statement that reads something else says so: it takes none of its own.
    """
    seen = Coaching.objects.open_to(request.user.pk).filter(sees_health=True)
    return Q(Exists(seen)) & ~Q(Exists(sessions.proved_second_factors(request)))


def _to_second_factor(request: AuthenticatedRequest) -> HttpResponse:
    wanted = request.get_full_path() if request.method == "GET" else ROSTER
    query = urlencode({"next": wanted})
    return redirect(f"{reverse('coach-second-factor')}?{query}")


def _not_shared(
    request: AuthenticatedRequest, coaching: Coaching, missing: list[str]
) -> HttpResponse:
    context = {
        "section": "coach",
        "roster": ROSTER,
        "coaching": coaching,
        "missing": [NOT_SHARED[need] for need in missing],
    }
    return render(request, "accounts/not_shared.html", context, status=403)
