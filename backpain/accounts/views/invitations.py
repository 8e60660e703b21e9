"""How an athlete gets a coach: by inviting an address, or by the code of a coach."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backpain.accounts import coaching as consent, limits
from backpain.accounts.coach_mail import send_invitation
from backpain.accounts.coaching import RefusedError, coach_of_code
from backpain.accounts.forms.coaching import (
    WRONG_CODE,
    CodeForm,
    EmailForm,
    InviteForm,
    TicksForm,
)
from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.models import Coaching, User

INVITE, JOIN = "accounts/coach_invite.html", "accounts/coach_join.html"


@require_http_methods(["GET", "POST"])
def invite(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for the address, then for the ticks, and only then send it."""
    if request.method != "POST":
        return _page(request, INVITE, form=InviteForm())
    if "send" not in request.POST:
        return _ticks_to_come(request)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, INVITE, form=form, status=WRONG_INPUT)
    email = form.cleaned_data["email"]
    refusal = limits.refusal_to_invite(request, athlete=request.user.pk, email=email)
    if refusal is not None:
        return refusal
    try:
        coaching = consent.invite(athlete=request.user, email=email, ticks=form.ticks)
    except RefusedError as error:
        return _page(request, INVITE, form=form, refused=str(error), status=CONFLICT)
    _send(request, coaching)
    return redirect("me-coaches")


def _ticks_to_come(request: AuthenticatedRequest) -> HttpResponse:
    """Show the ticks for the address that was typed on the page of coaches."""
    asked = EmailForm(request.POST)
    if not asked.is_valid():
        form = InviteForm(request.POST)
        # The ticks were not asked for yet.
        form.errors.pop("__all__", None)
        return _page(request, INVITE, form=form, status=WRONG_INPUT)
    form = InviteForm(initial={"email": asked.cleaned_data["email"]})
    return _page(request, INVITE, form=form)


@require_POST
def invite_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    coaching = get_object_or_404(request.user.coachings.offered(), pk=pk)
    refusal = limits.refusal_to_invite(
        request, athlete=request.user.pk, email=coaching.invited_email
    )
    if refusal is not None:
        return refusal
    try:
        consent.renew(coaching=coaching)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("me-coaches")
    _send(request, coaching)
    return redirect("me-coaches")


def _send(request: AuthenticatedRequest, coaching: Coaching) -> None:
    email = {"email": coaching.invited_email}
    if send_invitation(request, coaching):
        said = _("Invited: %(email)s. They see nothing until they accept.")
        messages.success(request, said % email)
    else:
        said = _(
            "The invitation of %(email)s is noted, but the mail could not be sent "
            "just now. Send it again in a few minutes."
        )
        messages.error(request, said % email)


@require_http_methods(["GET", "POST"])
def join(request: AuthenticatedRequest) -> HttpResponse:
    """Find the coach of a code; nothing is agreed yet."""
    if request.method != "POST":
        return _page(request, JOIN, form=CodeForm())
    refusal = limits.refusal_of(request, "coach_code")
    if refusal is not None:
        return refusal
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, JOIN, form=form, status=WRONG_INPUT)
    coach = coach_of_code(form.cleaned_data["code"])
    if coach is None:
        form.add_error("code", WRONG_CODE)
    elif coach == request.user:
        form.add_error("code", _("That is your own code. Nobody coaches themselves."))
    else:
        return redirect("me-coach-agree", coach.coach_code.code)
    return _page(request, JOIN, form=form, status=WRONG_INPUT)


@require_http_methods(["GET", "POST"])
def agree(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """Say whose code it is and what each tick shares; only the button agrees."""
    refusal = limits.refusal_of(request, "coach_code")
    if refusal is not None:
        return refusal
    coach = coach_of_code(code)
    if coach is None:
        return _wrong_code(request, code)
    if request.method != "POST":
        if coach == request.user:
            return redirect("coach-code")
        return _agree_page(request, coach, TicksForm())
    form = TicksForm(request.POST)
    if not form.is_valid():
        return _agree_page(request, coach, form, status=WRONG_INPUT)
    try:
        consent.agree_by_code(athlete=request.user, coach=coach, ticks=form.ticks)
    except RefusedError as error:
        return _agree_page(request, coach, form, refused=str(error), status=CONFLICT)
    said = _("%(coach)s is your coach now. You can end it here at any time.")
    messages.success(request, said % {"coach": coach})
    return redirect("me-coaches")


def _wrong_code(request: AuthenticatedRequest, code: str) -> HttpResponse:
    form = CodeForm({"code": code})
    if form.is_valid():
        form.add_error("code", WRONG_CODE)
    return _page(request, JOIN, form=form, status=404)


def _agree_page(
    request: AuthenticatedRequest,
    coach: User,
    form: TicksForm,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    return _page(
        request,
        "accounts/coach_agree.html",
        form=form,
        coach=coach,
        refused=refused,
        status=status,
    )


def _page(
    request: AuthenticatedRequest,
    template: str,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    return render(request, template, {"section": "me", **context}, status=status)
