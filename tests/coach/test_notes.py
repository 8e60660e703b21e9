from __future__ import annotations

import re

import pytest

from backpain.accounts.models import AccessLog
from tests.coach.people import make_coach, make_coaching
from tests.make import make_check_in, make_profile
from tests.page import errors_at
from tests.training.make_log import text_of, two_runs_last_week
from training.models import Note


@pytest.fixture
def path(alice, kim):
    make_coaching(alice, kim)
    return f"/coach/athletes/{alice.pk}/notes/"


def make_note(athlete, author, **changes):
    columns = {"text": "Take it slow", "author_name": str(author)} | changes
    return Note.objects.create(athlete=athlete, author=author, **columns)


# The coach


@pytest.mark.parametrize(("to", "is_private"), [("athlete", False), ("private", True)])
def test_note_is_kept_as_its_button_says(
    client_of_kim, alice, kim, path, to, is_private
):
    response = client_of_kim.post(path, {"text": "Good week", "to": to})

    assert response.headers["Location"] == path
    note = Note.objects.get()
    assert (note.athlete, note.author, note.author_name) == (alice, kim, "Kim")
    assert (note.text, note.is_private, note.read_at) == ("Good week", is_private, None)
    assert "Good week" in text_of(client_of_kim.get(path))


def test_same_note_sent_twice_is_kept_once(client_of_kim, path):
    for _tap in range(2):
        client_of_kim.post(path, {"text": "Good week", "to": "athlete"})

    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "name", "error"),
    [
        ({"text": "", "to": "athlete"}, "text", "Write something first."),
        ({"text": "  \n", "to": "private"}, "text", "Write something first."),
        ({"text": "x" * 2001, "to": "athlete"}, "text", "Use at most 2000 characters."),
        ({"text": "a\x00b", "to": "athlete"}, "text", "Null characters"),
        ({"text": "For whom?"}, "to", "Choose whether to send the note"),
        ({"text": "For whom?", "to": "all"}, "to", "Choose whether to send the note"),
    ],
)
def test_wrong_note_is_refused_and_what_was_typed_is_kept(
    client_of_kim, path, sent, name, error
):
    response = client_of_kim.post(path, sent)

    assert response.status_code == 422
    page = response.content.decode()
    assert error in " ".join(errors_at(page, name))
    kept = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S)
    assert kept[1].strip() == sent["text"].strip()
    assert not Note.objects.exists()


def test_coach_reads_only_their_own_notes(client_of_kim, alice, kim, path):
    robin = make_coach("Robin")
    make_note(alice, kim, text="For Alice from Kim")
    make_note(alice, robin, text="Only for Robin", is_private=True)
    make_note(alice, robin, text="For Alice from Robin")

    for address in (path, f"/coach/athletes/{alice.pk}/"):
        text = text_of(client_of_kim.get(address))
        assert "For Alice from Kim" in text
        assert "Robin" not in text


def test_private_note_is_said_to_be_in_the_athletes_export(client_of_kim, path):
    sent = client_of_kim.post(path, {"text": "Hm", "to": "private"}, follow=True)

    text = text_of(sent)
    assert "The athlete does not see it in the app; their export has it." in text
    assert "private: not shown in the app, but in the athlete's export" in text
    assert "When they export everything kept about them" in text


def test_note_is_deleted_after_asking(client_of_kim, alice, kim, path):
    note = make_note(alice, kim)

    asked = client_of_kim.get(f"{path}{note.pk}/delete/")
    assert "Delete this note?" in text_of(asked)
    assert Note.objects.exists()
    client_of_kim.post(f"{path}{note.pk}/delete/")

    assert not Note.objects.exists()


def test_note_of_another_coach_or_about_another_athlete_is_not_found(
    client_of_kim, alice, charlie, kim, path
):
    of_another = make_note(alice, make_coach("Robin"))
    elsewhere = make_note(charlie, kim)

    for note in (of_another, elsewhere):
        assert client_of_kim.post(f"{path}{note.pk}/delete/").status_code == 404
    assert Note.objects.count() == 2


def test_many_notes_come_in_pages(client_of_kim, alice, kim, path):
    for number in range(51):
        make_note(alice, kim, text=f"Note number {number:03}")

    first = client_of_kim.get(path).content.decode()
    oldest = Note.objects.order_by("id").first()

    assert "Note number 050" in first
    assert "Note number 000" not in first
    second = text_of(client_of_kim.get(f"{path}?before={oldest.pk + 1}"))
    assert "Note number 000" in second


def test_reading_and_writing_notes_is_logged(client_of_kim, path):
    client_of_kim.get(path)
    client_of_kim.post(path, {"text": "Good week", "to": "athlete"})

    assert list(AccessLog.objects.values_list("page", "method").order_by("id")) == [
        ("notes", "GET"),
        ("notes", "POST"),
    ]


# The athlete


def test_unread_note_stands_on_plan_and_today_until_it_is_read(
    client_of_alice, alice, kim
):
    two_runs_last_week(alice)
    make_check_in(alice)
    note = make_note(alice, kim)

    for page in ("/", "/plan/"):
        text = text_of(client_of_alice.get(page))
        assert "From your coach" in text
        assert "Take it slow" in text
    response = client_of_alice.post(f"/notes/{note.pk}/read/", {"back_to": "plan"})

    assert response.headers["Location"] == "/plan/"
    for page in ("/", "/plan/"):
        assert "Take it slow" not in text_of(client_of_alice.get(page))
    assert "Take it slow" in text_of(client_of_alice.get("/notes/"))


def test_looking_at_a_note_does_not_mark_it_as_read(client_of_alice, alice, kim):
    two_runs_last_week(alice)
    note = make_note(alice, kim)

    for page in ("/", "/plan/", "/notes/"):
        client_of_alice.get(page)

    note.refresh_from_db()
    assert note.read_at is None


def test_above_the_check_in_a_note_is_only_announced(client_of_alice, alice, kim):
    make_profile(alice)
    make_note(alice, kim)

    text = text_of(client_of_alice.get("/"))

    assert "A note from Kim" in text
    assert "Take it slow" not in text


def test_note_is_shown_to_somebody_outside_the_rules(client_of_alice, alice, kim):
    make_profile(alice, had_spine_surgery_6m=True)
    make_note(alice, kim)

    assert "Take it slow" in text_of(client_of_alice.get("/"))


def test_newest_unread_note_comes_first_and_no_more_than_three(
    client_of_alice, alice, kim
):
    two_runs_last_week(alice)
    for number in range(5):
        make_note(alice, kim, text=f"Note {number}")

    text = text_of(client_of_alice.get("/plan/"))

    assert text.index("Note 4") < text.index("Note 3") < text.index("Note 2")
    assert "Note 1" not in text
    assert "There are more: all notes" in text


def test_private_note_is_nowhere_and_cannot_be_read(client_of_alice, alice, kim):
    two_runs_last_week(alice)
    make_check_in(alice)
    note = make_note(alice, kim, text="Behind the curtain", is_private=True)

    for page in ("/", "/plan/", "/notes/"):
        assert "Behind the curtain" not in text_of(client_of_alice.get(page))
    assert client_of_alice.post(f"/notes/{note.pk}/read/").status_code == 404


def test_note_to_somebody_else_is_not_found(client_of_charlie, alice, kim):
    note = make_note(alice, kim)

    assert client_of_charlie.post(f"/notes/{note.pk}/read/").status_code == 404
    note.refresh_from_db()
    assert note.read_at is None


def test_note_is_text_and_never_markup(client_of_alice, alice, kim):
    two_runs_last_week(alice)
    make_note(alice, kim, text="<script>alert(1)</script>")

    page = client_of_alice.get("/plan/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_note_read_leads_back_to_a_page_of_ours_only(client_of_alice, alice, kim):
    note = make_note(alice, kim)

    response = client_of_alice.post(
        f"/notes/{note.pk}/read/", {"back_to": "https://example.org/"}
    )

    assert response.headers["Location"] == "/notes/"
