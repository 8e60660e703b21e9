"""The athlete's side of consent: who may see what, who looked, change it, end it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import RefusedError, Ticks
from backpain.accounts.forms.coaching import CodeForm, EmailForm, TicksForm
from backpain.accounts.http import (
    CONFLICT,
    WRONG_INPUT,
    AuthenticatedRequest,
    key_in,
)
from backpain.accounts.looks_text import look_page
from backpain.accounts.models import Coaching, User
from backpain.accounts.shares import names_of

# What was agreed earlier is shown this far back; the export has all of it.
ENDED_SHOWN = 20


@require_GET
def coaches(request: AuthenticatedRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    actor = _actor(request)
    mine = request.user.coachings.select_related("coach")
    in_force = _lines(mine.in_force().order_by("accepted_at", "pk"))
    ended = _lines(mine.ended().order_by("-ended_at", "-pk")[:ENDED_SHOWN])
    known = {line.coach_id: line.coach for line, _names in [*in_force, *ended]}
    context = {
        "section": "me",
        "coaches": in_force,
        "invitations": _lines(mine.offered().order_by("pk")),
        "ended": ended,
        "now": timezone.now(),
        "email_form": EmailForm(),
        "code_form": CodeForm(),
        "page": look_page(
            request.user, before=before, actor=actor.pk if actor else None
        ),
        "actor": actor,
        "lookers": (known | {actor.pk: actor} if actor else known).values(),
        "is_first": not before,
    }
    return render(request, "accounts/coaches.html", context)


def _lines(
    coachings: Iterable[Coaching],
) -> list[tuple[Coaching, list[StrOrPromise]]]:
    """Return consents, each with the names of what is shared."""
    return [(coaching, names_of(coaching)) for coaching in coachings]


def _actor(request: AuthenticatedRequest) -> User | None:
    """Return the coach whose looks are asked for; None for everybody's."""
    key = request.GET.get("coach", "")
    if not key:
        return None
    theirs = User.objects.filter(coached__athlete=request.user)
    return get_object_or_404(theirs.distinct(), pk=key_in(key))


@require_http_methods(["GET", "POST"])
def change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = request.user.coachings.filter(ended_at=None).select_related("coach")
    coaching = get_object_or_404(found, pk=pk)
    if request.method != "POST":
        ticks = Ticks.of(coaching)
        return _change_page(request, coaching, TicksForm(initial=vars(ticks)))
    form = TicksForm(request.POST)
    if not form.is_valid():
        return _change_page(request, coaching, form, status=WRONG_INPUT)
    try:
        consent.change_ticks(coaching=coaching, ticks=form.ticks)
    except RefusedError as error:
        return _change_page(
            request, coaching, form, refused=str(error), status=CONFLICT
        )
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("me-coaches")


def _change_page(
    request: AuthenticatedRequest,
    coaching: Coaching,
    form: TicksForm,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"section": "me", "coaching": coaching, "form": form, "refused": refused}
    return render(request, "accounts/coach_change.html", context, status=status)


@require_POST
def end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    coaching = get_object_or_404(request.user.coachings.select_related("coach"), pk=pk)
    try:
        consent.end(coaching=coaching, by=Coaching.Side.ATHLETE)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("me-coaches")
    if coaching.coach is None:
        messages.success(request, _("The invitation is taken back."))
    else:
        said = _("Ended. %(coach)s sees nothing of yours any more.")
        messages.success(request, said % {"coach": coaching.coach})
    return redirect("me-coaches")
