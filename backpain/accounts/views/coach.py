"""The coach's side of consent: code, invitations, the second factor, and ending it."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts import coaching as consent, sessions
from backpain.accounts.again import path_to_ask
from backpain.accounts.coach_mail import send_accepted
from backpain.accounts.coaching import RefusedError, addresses_of, pending_for
from backpain.accounts.door import ROSTER
from backpain.accounts.http import CONFLICT, WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.models import CoachCode, Coaching
from backpain.accounts.shares import shares_of

# Where a coach goes on once there is a second factor, kept with the session: the
# pages that set one up are allauth's, and lead to its own.
GO_ON = "second_factor_next"
SET_UP = {"passkey": "mfa_add_webauthn", "app": "mfa_activate_totp"}


@require_http_methods(["GET", "POST"])
def code(request: AuthenticatedRequest) -> HttpResponse:
    if request.method == "POST":
        if request.POST.get("action") == "renew" and request.user.is_coach:
            consent.renew_code(coach=request.user)
            messages.success(request, _("This is your new code. The old one is void."))
        else:
            consent.become_coach(user=request.user)
        return redirect("coach-code")
    mine = CoachCode.objects.filter(coach=request.user).first()
    is_coach = request.user.is_coach and mine is not None
    path = reverse("me-coach-agree", args=[mine.code]) if mine else ""
    context = {
        "section": "coach",
        "roster": ROSTER,
        "code": mine.code if mine and is_coach else "",
        "link": request.build_absolute_uri(path),
        "invitations": pending_for(request.user),
    }
    return render(request, "accounts/coach_code.html", context)


@require_http_methods(["GET", "POST"])
def invitation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say who invites and what they share; accept or decline it."""
    mine = Coaching.objects.filter(invited_email__in=addresses_of(request.user))
    mine = mine.filter(athlete__is_active=True).exclude(athlete=request.user)
    mine = mine.filter(Q(coach=None) | Q(coach=request.user))
    coaching = get_object_or_404(mine.select_related("athlete"), pk=pk)
    if coaching.is_in_force:
        return redirect(ROSTER)
    if request.method != "POST":
        return _invitation_page(request, coaching)
    answer = request.POST.get("answer")
    if answer not in ("accept", "decline"):
        return _invitation_page(
            request, coaching, _("Choose one of the two."), status=WRONG_INPUT
        )
    try:
        if answer == "decline":
            return _declined(request, coaching)
        began = consent.accept(coach=request.user, coaching=coaching)
    except RefusedError as error:
        return _invitation_page(request, coaching, str(error), status=CONFLICT)
    if began:
        send_accepted(request, coaching)
    said = _("You coach %(athlete)s now.") % {"athlete": coaching.athlete}
    messages.success(request, said)
    return redirect(ROSTER)


def _declined(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    consent.decline(coaching=coaching)
    messages.success(request, _("Declined. Nothing was shared with you."))
    return redirect("coach-code")


def _invitation_page(
    request: AuthenticatedRequest,
    coaching: Coaching,
    refused: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = Coaching.objects.pending().filter(pk=coaching.pk).exists()
    context = {
        "section": "coach",
        "roster": ROSTER,
        "coaching": coaching,
        "shares": shares_of(coaching),
        "is_open": is_open,
        "refused": refused,
    }
    return render(request, "accounts/coach_invitation.html", context, status=status)


@require_http_methods(["GET", "POST"])
def end(request: AuthenticatedRequest, athlete: int) -> HttpResponse:
    """Stop coaching somebody. Open without a second factor: nothing is seen here."""
    theirs = Coaching.objects.filter(coach=request.user, athlete=athlete)
    theirs = theirs.select_related("athlete")
    coaching = theirs.in_force().first()
    if request.method == "POST":
        # The same page sent twice has ended it before.
        coaching = coaching or theirs.order_by("-pk").first()
    if coaching is None:
        raise Http404
    if request.method == "POST":
        return _ended(request, coaching)
    context = {"section": "coach", "roster": ROSTER, "coaching": coaching}
    return render(request, "accounts/coach_end.html", context)


def _ended(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    try:
        consent.end(coaching=coaching, by=Coaching.Side.COACH)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect(ROSTER)
    said = _("Ended. You see nothing of %(athlete)s any more.")
    messages.success(request, said % {"athlete": coaching.athlete})
    return redirect(ROSTER)


@require_http_methods(["GET", "POST"])
def second_factor(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a second factor, set it up on allauth's pages, and go on afterwards."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if not _is_own_path(wanted):
        wanted = ""
    if sessions.has_proved_second_factor(request):
        kept = request.session.get(GO_ON, "")
        if kept:
            del request.session[GO_ON]
        return redirect(wanted or kept or ROSTER)
    if is_mfa_enabled(request.user):
        # Set up in another browser: to be shown in this one, too.
        return redirect(path_to_ask(request, wanted or ROSTER))
    if request.method == "POST" and request.POST.get("way") in SET_UP:
        request.session[GO_ON] = wanted or ROSTER
        return redirect(SET_UP[request.POST["way"]])
    # Without a way back: the list of athletes would lead here again.
    context = {"section": "coach", "next": wanted}
    status = WRONG_INPUT if request.method == "POST" else 200
    return render(request, "accounts/second_factor.html", context, status=status)


def _is_own_path(wanted: str) -> bool:
    """Say whether it is a page of ours, given by its path alone."""
    return wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
