"""Notes from a coach, as the athlete reads them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from backpain.accounts.http import AuthenticatedRequest, key_in
from training.models import Note
from training.services.notes import mark_read

# The pages that show notes, and where each of them is.
BACK_TO = {"today": "home", "plan": "training:plan", "notes": "training:note-list"}


@require_safe
def note_list(request: AuthenticatedRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    notes = Note.objects.filter(athlete=request.user).to_the_athlete().newest_first()
    shown, earlier = notes.page(key_in(before))
    context = {
        "section": "plan",
        "notes": shown,
        "is_first": not before,
        "earlier": earlier,
        "back_to": "notes",
    }
    return render(request, "training/note_list.html", context)


@require_POST
def note_read(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take note that a note was read."""
    if not mark_read(athlete=request.user, pk=pk):
        raise Http404
    return redirect(BACK_TO.get(request.POST.get("back_to", ""), "training:note-list"))
