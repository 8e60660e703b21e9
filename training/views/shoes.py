"""Shoes: how far they have gone, and which are still run in."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backpain.accounts.http import WRONG_INPUT, AuthenticatedRequest
from training.forms.shoe import ShoeForm
from training.models import Shoe
from training.shoes import shoes_of, worn_after
from training.views.gate import hold_context
from triage.situation import Situation, lock


@require_GET
def shoe_list(request: AuthenticatedRequest) -> HttpResponse:
    shoes = shoes_of(request.user)
    return render(
        request,
        "training/shoe_list.html",
        {
            "section": "plan",
            **hold_context(Situation.of(request.user)),
            "in_use": [one for one in shoes if one.shoe.retired_on is None],
            "worn_after": worn_after(request.user.units),
            "retired": [one for one in shoes if one.shoe.retired_on],
        },
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def create(request: AuthenticatedRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    shoe = get_object_or_404(Shoe, athlete=request.user, pk=pk)
    if "retire" in request.POST or "bring_back" in request.POST:
        is_retired = "retire" in request.POST
        shoe.retired_on = request.user.local_date() if is_retired else None
        shoe.save(update_fields=["retired_on"])
        said = _("Retired: %(name)s.") if is_retired else _("Back in use: %(name)s.")
        messages.success(request, said % {"name": shoe.name})
        return redirect("training:shoe-list")
    return _edit(request, shoe)


def _edit(request: AuthenticatedRequest, shoe: Shoe | None) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent:
        # Two pairs of one name sent at once: the second one is told so.
        lock(request.user)
    form = ShoeForm(request.POST if is_sent else None, athlete=request.user, known=shoe)
    if form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved: %(name)s.") % {"name": saved.name})
        return redirect("training:shoe-list")
    return render(
        request,
        "training/shoe_form.html",
        {
            "section": "plan",
            **hold_context(Situation.of(request.user)),
            "form": form,
            "shoe": shoe,
        },
        status=WRONG_INPUT if is_sent else 200,
    )
