"""A coach's notes about one athlete: to them, or private."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backpain.accounts.door import with_athlete
from backpain.accounts.http import WRONG_INPUT, AuthenticatedRequest, key_in
from backpain.accounts.models import Coaching
from training.coach.athlete import notes_seen
from training.forms.note import NoteForm
from training.models import Note
from training.services.notes import write_note


@require_http_methods(["GET", "HEAD", "POST"])
@with_athlete("notes")
def note_list(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    if request.method != "POST":
        return _notes_page(request, coaching, NoteForm())
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _notes_page(request, coaching, form, WRONG_INPUT)
    note = write_note(
        coaching=coaching, text=form.cleaned_data["text"], is_private=form.is_private
    )
    if note is None:
        raise Http404
    kept = _("Kept. The athlete does not see it in the app; their export has it.")
    messages.success(request, kept if note.is_private else _("Sent."))
    return redirect("coach:note-list", coaching.athlete_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_athlete("notes")
def note_delete(
    request: AuthenticatedRequest, coaching: Coaching, pk: int
) -> HttpResponse:
    """Ask, and delete a note of one's own."""
    mine = Note.objects.filter(athlete=coaching.athlete_id, author=request.user)
    note = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        note.delete()
        messages.success(request, _("The note is deleted."))
        return redirect("coach:note-list", coaching.athlete_id)
    context = {"section": "coach", "coaching": coaching, "note": note}
    return render(request, "coach/note_confirm_delete.html", context)


def _notes_page(
    request: AuthenticatedRequest, coaching: Coaching, form: NoteForm, status: int = 200
) -> HttpResponse:
    before = key_in(request.GET.get("before", ""))
    shown, earlier = notes_seen(coaching).page(before)
    context = {
        "section": "coach",
        "coaching": coaching,
        "form": form,
        "notes": shown,
        "earlier": earlier,
    }
    return render(request, "coach/note_list.html", context, status=status)
