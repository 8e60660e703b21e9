"""What a coach does for a whole group: a pause, a message, the weeks on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from backpain.accounts import looks
from backpain.accounts.door import with_roster
from backpain.accounts.http import WRONG_INPUT, AuthenticatedRequest, key_in
from backpain.accounts.models import CoachingGroup
from training.coach.group import (
    MOST_AT_ONCE,
    SHEETS_AT_ONCE,
    members_of,
    pause_each,
    sheets_of,
)
from training.forms.group_pause import GroupPauseForm
from training.forms.note import MessageForm
from training.services.notes import write_to_each
from training.views.print_week import SAME_ON_EVERY_SHEET


@require_http_methods(["GET", "HEAD", "POST"])
@with_roster
def group_pause(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Pause the plan of each athlete of a group who lets this coach do so."""
    group = _group(request, pk)
    members = members_of(group)[: MOST_AT_ONCE + 1]
    form = GroupPauseForm(request.POST or None, today=request.user.local_date())
    context: dict[str, Any] = {
        "members": list(members),
        "most": MOST_AT_ONCE,
        "form": form,
    }
    if request.method != "POST":
        return _page(request, "coach/group_pause.html", group, context)
    if not form.is_valid() or len(context["members"]) > MOST_AT_ONCE:
        return _page(request, "coach/group_pause.html", group, context, WRONG_INPUT)
    context["results"] = pause_each(context["members"], by=request.user, **form.pause)
    # Why a pause is refused tells of a plan as well.
    looks.record_coach(request, context["members"], "change")
    return _page(request, "coach/group_pause.html", group, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_roster
def group_message(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send a note to each athlete of a group."""
    group = _group(request, pk)
    members = members_of(group)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reached = write_to_each(coachings=members, text=form.cleaned_data["text"])
        looks.record_coach(request, members, "notes")
        said = ngettext(
            "Sent to %(count)s athlete.", "Sent to %(count)s athletes.", reached
        )
        messages.success(request, said % {"count": reached})
        return redirect("coach:group-message", group.pk)
    status = WRONG_INPUT if form.is_bound else 200
    context = {"form": form, "count": members.count()}
    return _page(request, "coach/group_message.html", group, context, status)


@require_safe
@with_roster
def group_print(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """This week of each athlete of a group, a page each."""
    group = _group(request, pk)
    after = key_in(request.GET.get("after", ""))
    members = members_of(group).filter(sees_plan=True)
    if after is not None:
        members = members.filter(athlete__gt=after)
    found = list(members[: SHEETS_AT_ONCE + 1])
    shown = found[:SHEETS_AT_ONCE]
    sheets, without = sheets_of(shown)
    looks.record_coach(request, shown, "week-print")
    context = {
        "sheets": sheets,
        "without": without,
        "not_shared": members_of(group).filter(sees_plan=False).count(),
        "next": shown[-1].athlete_id if len(found) > len(shown) else None,
        **SAME_ON_EVERY_SHEET,
    }
    return _page(request, "coach/group_print.html", group, context)


def _group(request: AuthenticatedRequest, pk: int) -> CoachingGroup:
    return get_object_or_404(CoachingGroup, coach=request.user, pk=pk)


def _page(
    request: AuthenticatedRequest,
    template: str,
    group: CoachingGroup,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    everywhere = {"section": "coach", "group": group}
    return render(request, template, everywhere | context, status=status)
