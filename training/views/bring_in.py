"""Bring an export into a new account."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backpain.accounts import limits
from backpain.accounts.again import asked_again
from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from training.bring_in.values import NotTakenError
from training.forms.bring_in import BringInForm
from training.services.bring_in import NotEmptyError, bring_in, has_nothing
from triage.models import CheckIn


@require_http_methods(["GET", "POST"])
@asked_again
def import_export(request: AuthenticatedRequest) -> HttpResponse:
    if request.method != "POST" or not has_nothing(request.user):
        form = BringInForm(athlete=request.user)
        return _page(
            request, form, status=200 if request.method != "POST" else CONFLICT
        )
    opens_at = limits.opens_at(request, "bring_in")
    if opens_at is not None:
        return _too_many(request, opens_at)
    form = BringInForm(request.POST, request.FILES, athlete=request.user)
    if not form.is_valid():
        return _page(request, form, status=WRONG_INPUT)
    try:
        bring_in(athlete=request.user, contents=form.contents, now=form.now)
    except NotTakenError as error:
        form.path = error.path
        form.add_error("file", str(error))
        return _page(request, form, status=WRONG_INPUT)
    except NotEmptyError:
        return _page(request, BringInForm(athlete=request.user), status=CONFLICT)
    messages.success(request, _said(len(form.contents.of(CheckIn))))
    return redirect("home")


def _said(check_ins: int) -> str:
    said = ngettext(
        "Brought in: %(count)s check-in and all that belongs to it.",
        "Brought in: %(count)s check-ins and all that belongs to them.",
        check_ins,
    )
    return said % {"count": check_ins}


def _too_many(request: AuthenticatedRequest, opens_at: dt.datetime) -> HttpResponse:
    """Say when the next file is taken; this one was not looked at."""
    # What is shown has no seconds, and is not to be too early.
    opens_at = timezone.localtime(opens_at) + dt.timedelta(minutes=1)
    is_today = opens_at.date() == timezone.localdate()
    opens = date_format(opens_at, "H:i" if is_today else "l, H:i")
    ticked = {"is_mine": "is_mine" in request.POST}
    form = BringInForm(initial=ticked, athlete=request.user)
    return _page(request, form, status=HTTPStatus.TOO_MANY_REQUESTS, opens=opens)


def _page(
    request: AuthenticatedRequest, form: BringInForm, *, status: int, opens: str = ""
) -> HttpResponse:
    context = {
        "section": "me",
        "form": form,
        "is_empty": has_nothing(request.user),
        "opens": opens,
    }
    return render(request, "training/bring_in.html", context, status=status)
