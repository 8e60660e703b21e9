"""The groups of a coach: names under which they keep some of their athletes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.door import with_roster
from backpain.accounts.http import WRONG_INPUT, AuthenticatedRequest
from backpain.accounts.models import CoachingGroup
from training.forms.group import GroupForm
from triage.situation import lock


@require_http_methods(["GET", "HEAD", "POST"])
@with_roster
def group_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the groups, and make a new one."""
    if request.method != "POST":
        return _list_page(request, GroupForm(coach=request.user, group=None))
    return _made(request)


@transaction.atomic
def _made(request: AuthenticatedRequest) -> HttpResponse:
    form = _sent_form(request, None)
    return _saved(request, form) if form.is_valid() else _list_page(request, form)


def _list_page(request: AuthenticatedRequest, form: GroupForm) -> HttpResponse:
    in_force = Q(
        coachings__ended_at=None,
        coachings__accepted_at__isnull=False,
        coachings__athlete__is_active=True,
    )
    groups = CoachingGroup.objects.filter(coach=request.user).order_by("name")
    context = {
        "section": "coach",
        "form": form,
        "groups": groups.annotate(count=Count("coachings", filter=in_force)),
    }
    status = WRONG_INPUT if form.is_bound else 200
    return render(request, "coach/group_list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@with_roster
def group(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a group, rename it and choose who is in it."""
    known = get_object_or_404(CoachingGroup, coach=request.user, pk=pk)
    if request.method != "POST":
        form = GroupForm(coach=request.user, group=known)
        return _group_page(request, known, form)
    return _changed(request, known)


@transaction.atomic
def _changed(request: AuthenticatedRequest, known: CoachingGroup) -> HttpResponse:
    form = _sent_form(request, known)
    if form.is_valid():
        return _saved(request, form)
    return _group_page(request, known, form)


def _group_page(
    request: AuthenticatedRequest, known: CoachingGroup, form: GroupForm
) -> HttpResponse:
    context = {"section": "coach", "form": form, "group": known}
    status = WRONG_INPUT if form.is_bound else 200
    return render(request, "coach/group.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@with_roster
def group_delete(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask before a group goes; its athletes stay the coach's."""
    known = get_object_or_404(CoachingGroup, coach=request.user, pk=pk)
    if request.method == "POST":
        known.delete()
        messages.success(request, _("Deleted: %(name)s.") % {"name": known.name})
        return redirect("coach:group-list")
    context = {"section": "coach", "group": known}
    return render(request, "coach/group_confirm_delete.html", context)


def _sent_form(request: AuthenticatedRequest, known: CoachingGroup | None) -> GroupForm:
    # Two groups of one name sent at once: the second one is told so.
    lock(request.user)
    return GroupForm(request.POST, coach=request.user, group=known)


def _saved(request: AuthenticatedRequest, form: GroupForm) -> HttpResponse:
    saved = form.save()
    messages.success(request, _("Saved: %(name)s.") % {"name": saved.name})
    return redirect("coach:group", saved.pk)
