from __future__ import annotations

import datetime as dt
import uuid

import pytest

from tests.make import (
    check_in_data,
    episode_data,
    make_check_in,
    make_episode,
    make_profile,
)
from tests.page import errors_at, form_of, ways_to_answers

URL = "/check-ins/new/"
RAN = {
    "ran": "yes",
    "last_run_pain_max": "1",
    "last_run_trend": "eased",
    "last_run_limp": "no",
    "last_run_settled": "same_day",
}


@pytest.fixture(autouse=True)
def _profile(alice):
    make_profile(alice)


def pain(**changes):
    return {
        "pain_now": "3",
        "pain_worst_24h": "4",
        "change_vs_last_week": "same",
        "daily_life": "none",
    } | changes


@pytest.mark.parametrize(
    ("at", "changes", "message"),
    [
        ("warnings", {"warnings": None}, "Tap everything that applies"),
        ("warnings", {"warnings": ["none", "fall"]}, "untap one of them"),
        ("warnings", {"warnings": ["none", "unsure"]}, "untap one of them"),
        ("warnings", {"warnings": ["no such sign"]}, "Choose from the list"),
        ("warnings", {"warnings": ["pregnancy"]}, "Choose from the list"),
        ("warning_saddle", {"warnings": ["saddle"]}, "say which it is"),
        ("warning_fever", {"warnings": ["fever"]}, "say which it is"),
        (
            "warning_saddle",
            {"warnings": ["saddle"], "warning_saddle": "perhaps"},
            "Choose an answer",
        ),
        (
            "warning_fever",
            {"warnings": ["fever"], "warning_fever": ["fever", "cold"]},
            "Choose from the list",
        ),
        ("unsure_about", {"warnings": ["unsure"]}, "not sure about"),
        (
            "unsure_about",
            {"warnings": ["unsure"], "unsure_about": ["none"]},
            "Choose from the list",
        ),
        ("pain_now", {"pain_now": None}, "number from 0 to 10"),
        ("pain_now", {"pain_now": "11", "pain_worst_24h": "11"}, "from 0 to 10"),
        ("pain_now", {"pain_now": "four"}, "number from 0 to 10"),
        ("pain_now", {"pain_now": "-1"}, "number from 0 to 10"),
        ("pain_now", {"pain_now": "3.5"}, "number from 0 to 10"),
        ("pain_now", {"pain_now": "٣"}, "number from 0 to 10"),
        ("pain_now", {"pain_now": "1" * 5000}, "number from 0 to 10"),
        ("pain_worst_24h", {"pain_worst_24h": None}, "number from 0 to 10"),
        ("pain_worst_24h", pain(pain_worst_24h="2"), "cannot be lower"),
        ("walking", {"walking": None}, "Choose an answer"),
        ("walking", {"walking": "flying"}, "Choose an answer"),
        ("painkiller_8h", {"painkiller_8h": None}, "Choose an answer"),
        ("change_vs_last_week", pain(change_vs_last_week=None), "Choose an answer"),
        ("change_vs_last_week", pain(change_vs_last_week="x"), "Choose an answer"),
        ("daily_life", pain(daily_life=None), "Choose an answer"),
        ("ran", {"ran": None}, "Choose an answer"),
        ("ran_on", RAN, "Choose an answer"),
        ("ran_on", RAN | {"ran_on": "0001-01-01"}, "Select a valid choice"),
        ("ran_on", RAN | {"ran_on": "yesterday"}, "Select a valid choice"),
        ("last_run_pain_max", RAN | {"last_run_pain_max": ""}, "Choose an answer"),
        ("last_run_pain_max", RAN | {"last_run_pain_max": "11"}, "from 0 to 10"),
        ("last_run_trend", RAN | {"last_run_trend": ""}, "Choose an answer"),
        ("last_run_limp", RAN | {"last_run_limp": ""}, "Choose an answer"),
        ("last_run_settled", RAN | {"last_run_settled": ""}, "Choose an answer"),
        ("run_distance", RAN | {"run_distance": "201"}, "further than we can believe"),
        ("run_distance", RAN | {"run_distance": "-1"}, "below zero"),
        ("run_distance", RAN | {"run_distance": "NaN"}, "for example 5.2"),
        ("run_distance", RAN | {"run_distance": "Infinity"}, "for example 5.2"),
        ("run_distance", RAN | {"run_distance": "1e400"}, "check the distance"),
        ("run_distance", RAN | {"run_distance": "1e-400"}, "check the distance"),
        ("run_distance", RAN | {"run_distance": "five"}, "for example 5.2"),
        ("note", {"note": "x" * 501}, "it has 501"),
        ("note", {"note": "x" * 100_000}, "it has 100000"),
        ("note", {"note": "a\0b"}, "Null characters"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_bad_answer_is_refused_at_the_question_and_nothing_is_lost(
    client_of_alice, alice, at, changes, message
):
    data = check_in_data(alice, **{"note": "kept", "ran": "no"} | changes)

    response = client_of_alice.post(URL, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in error for error in errors_at(page, at)), page
    assert f"id_{at}" in ways_to_answers(page)
    assert not alice.check_ins.exists()
    assert not alice.episodes.exists()
    shown = form_of(page)
    offered = {
        "warnings": {"none", "unsure", "saddle", "fever", "fall"},
        "walking": {"normal"},
        "note": {data["note"].replace("\0", "\ufffd"), data["note"]},
    }
    for name, possible in offered.items():
        if name in data:
            sent = data[name] if isinstance(data[name], list) else [data[name]]
            assert set(shown.get(name, [])) >= {v for v in sent if v in possible}


def test_whatever_is_asked_can_be_gone_to_from_the_notice(client_of_alice, alice):
    first = client_of_alice.post(URL, {}).text
    new_pain = check_in_data(alice, **pain(), ran="yes")

    page = client_of_alice.post(URL, new_pain).text

    assert ways_to_answers(first)[:3] == [
        "id_warnings",
        "id_pain_now",
        "id_pain_worst_24h",
    ]
    asked = {"id_started_on", "id_worse_with", "id_last_run_trend", "id_ran_on"}
    assert asked <= {*ways_to_answers(page)}
    assert "wrong-answers" not in client_of_alice.get(URL).text


def test_answers_typed_before_an_error_can_be_sent_again_as_they_stand(
    client_of_alice, alice
):
    data = check_in_data(
        alice,
        **RAN,
        **pain(),
        **episode_data(alice.local_date(), worse_with=["worse_leaning_back"]),
        warnings=["fall", "fever"],
        warning_fall="minor",
        warning_fever=["shivers", "sweats"],
        run_distance="5.2",
        ran_on=(alice.local_date() - dt.timedelta(days=2)).isoformat(),
        note="two\nlines & <b>",
    )
    refused = client_of_alice.post(URL, data | {"walking": "flying"})
    again = form_of(refused.content.decode()) | {"walking": ["normal"]}

    response = client_of_alice.post(URL, again)

    assert response.status_code == 302
    check_in = alice.check_ins.get()
    assert check_in.report["fever"] == "unsure"
    assert check_in.report["night_sweats"] == "yes"
    assert check_in.report["trauma"] == "minor"
    assert check_in.run_distance_m == 5200
    assert check_in.note == "two\nlines & <b>"
    assert alice.episodes.get().worse_leaning_back == "yes"


@pytest.mark.parametrize(
    ("at", "changes", "message"),
    [
        ("started_on", {"started_on": "2999-01-01"}, "in the future"),
        ("started_on", {"started_on": "0001-01-01"}, "too long ago"),
        ("started_on", {"started_on": "9999-12-31"}, "in the future"),
        ("started_on", {"started_on": "2025-02-29"}, "Enter a date"),
        ("started_on", {"started_on": "last week"}, "Enter a date"),
        ("started_on", {"started_on": ""}, "Choose an answer"),
        ("pain_site", {"pain_site": "knee"}, "Choose an answer"),
        ("onset", {"onset": ""}, "Choose an answer"),
        ("episode_trauma", {"episode_trauma": "huge"}, "Choose an answer"),
        ("episode_night_pain", {"episode_night_pain": ""}, "Choose an answer"),
        ("morning_stiffness_min", {"morning_stiffness_min": "7"}, "Choose an answer"),
        ("worse_with", {"worse_with": []}, "Choose an answer"),
        (
            "worse_with",
            {"worse_with": ["nothing", "worse_leaning_back"]},
            "untap one of them",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_bad_answer_about_the_pain_is_refused_at_the_question(
    client_of_alice, alice, at, changes, message
):
    episode = episode_data(alice.local_date(), **changes)

    response = client_of_alice.post(URL, check_in_data(alice, **pain(), **episode))

    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in error for error in errors_at(page, at))
    assert not alice.check_ins.exists()
    assert not alice.episodes.exists()


def test_nothing_has_changed_and_a_changed_answer_contradict_each_other(
    client_of_alice, alice
):
    today = alice.local_date()
    make_episode(alice, answered_on=today - dt.timedelta(days=9))
    episode = episode_data(today, episode_trauma="major", episode_unchanged="on")

    response = client_of_alice.post(URL, check_in_data(alice, **pain(), **episode))

    assert response.status_code == 422
    (error,) = errors_at(response.content.decode(), "episode_unchanged")
    assert "changed an answer below" in error
    assert not alice.check_ins.exists()


def test_old_pain_is_asked_whether_it_is_still_true(client_of_alice, alice):
    today = alice.local_date()
    make_episode(alice, answered_on=today - dt.timedelta(days=8))
    data = check_in_data(alice, **pain(), **episode_data(today))

    refused = client_of_alice.post(URL, data)
    accepted = client_of_alice.post(URL, data | {"episode_unchanged": "on"})

    (error,) = errors_at(refused.content.decode(), "episode_unchanged")
    assert "Is this still true?" in error
    assert accepted.status_code == 302
    assert alice.episodes.get().answered_on == today
    assert "INC-1" not in [f["rule"] for f in alice.check_ins.get().findings]


@pytest.mark.parametrize("text", ["🏃‍♀️ läuft", "שלום עולם", "مرحبا <script>x</script>"])
def test_note_in_any_script_is_kept_and_shown_as_text(client_of_alice, alice, text):
    response = client_of_alice.post(URL, check_in_data(alice, note=text), follow=True)

    page = response.content.decode()
    assert alice.check_ins.get().note == text
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<script>x" not in page
    assert '<p dir="auto">' in page


def test_note_of_500_characters_may_have_new_lines(client_of_alice, alice):
    note = "a" * 498 + "\r\n" + "b"

    response = client_of_alice.post(URL, check_in_data(alice, note=note))

    assert response.status_code == 302
    assert len(alice.check_ins.get().note) == 500


@pytest.mark.parametrize("key", ["", "not-a-key", "0" * 33, "\0", "9" * 5000])
def test_page_with_a_tampered_key_is_sent_again_with_a_good_one(
    client_of_alice, alice, key
):
    data = check_in_data(alice, note="kept", submission_key=key)

    response = client_of_alice.post(URL, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "did not arrive whole" in page
    assert not alice.check_ins.exists()
    again = client_of_alice.post(URL, form_of(page))
    assert again.status_code == 302
    assert alice.check_ins.get().note == "kept"


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-13-01", "\0"])
def test_page_with_a_tampered_day_is_sent_again(client_of_alice, alice, day):
    response = client_of_alice.post(URL, check_in_data(alice, shown_for=day))

    assert response.status_code == 422
    assert not alice.check_ins.exists()
    assert client_of_alice.post(URL, form_of(response.text)).status_code == 302


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_page_of_another_day_is_a_conflict(client_of_alice, alice, day):
    response = client_of_alice.post(URL, check_in_data(alice, shown_for=day))

    assert response.status_code == 409
    assert "opened on another day" in response.text
    assert not alice.check_ins.exists()


def test_page_of_another_day_with_an_open_question_says_both(client_of_alice, alice):
    data = check_in_data(alice, shown_for="2020-01-01", walking=None)

    response = client_of_alice.post(URL, data)

    assert response.status_code == 422
    assert "opened on another day" in response.text
    assert errors_at(response.text, "walking")


@pytest.mark.parametrize(
    "pk", ["-1", "0", "x", "\0", "1.5", "²", "9" * 18, "9" * 30, "9" * 5000, str(2**63)]
)
def test_correcting_what_is_not_there_is_not_found(client_of_alice, alice, pk):
    data = check_in_data(alice, corrects=pk)

    assert client_of_alice.post(URL, data).status_code == 404
    assert client_of_alice.get(URL, {"corrects": pk}).status_code == 404
    assert not alice.check_ins.exists()


def test_correcting_somebody_elses_check_in_is_not_found(
    client_of_alice, alice, charlie
):
    make_profile(charlie)
    theirs = make_check_in(charlie, saddle_numbness="yes")
    data = check_in_data(alice, corrects=str(theirs.pk))

    assert client_of_alice.post(URL, data).status_code == 404
    assert client_of_alice.get(URL, {"corrects": theirs.pk}).status_code == 404
    assert charlie.care_holds.get().cleared_at is None


def test_fields_that_are_not_on_the_page_are_ignored(client_of_alice, alice, charlie):
    extra = {
        "athlete_id": str(charlie.pk),
        "verdict": "0",
        "care": "0",
        "local_date": "2020-01-01",
        "supersedes": "1",
        "fear_unsafe": "no",
        "low_energy_signs": "maybe",
        "age_years": "-5",
    }

    response = client_of_alice.post(URL, check_in_data(alice, **extra))

    assert response.status_code == 302
    check_in = alice.check_ins.get()
    assert check_in.local_date == alice.local_date()
    assert check_in.supersedes is None
    assert "fear_unsafe" not in check_in.report


def test_more_fields_than_any_page_has_are_a_bad_request(client_of_alice, alice):
    data = check_in_data(alice, **{f"extra_{number}": "1" for number in range(600)})

    assert client_of_alice.post(URL, data).status_code == 400


def test_more_text_than_any_page_has_is_a_bad_request(client_of_alice, alice):
    response = client_of_alice.post(URL, check_in_data(alice, note="x" * 300_000))

    assert response.status_code in (400, 413)
    assert not alice.check_ins.exists()


def test_key_of_another_person_makes_a_check_in_of_ones_own(
    client_of_alice, alice, charlie
):
    make_profile(charlie)
    theirs = make_check_in(charlie)
    data = check_in_data(alice, submission_key=str(theirs.submission_key))

    response = client_of_alice.post(URL, data)

    assert response.url == alice.check_ins.get().get_absolute_url()
    assert uuid.UUID(data["submission_key"]) == theirs.submission_key


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(client_of_alice, method):
    assert getattr(client_of_alice, method)(URL).status_code == 405


def test_without_a_profile_the_check_in_leads_to_the_first_step(client_of_charlie):
    response = client_of_charlie.post(URL, {"pain_now": "3"})

    assert response.url == "/welcome/you/"


def test_nobody_checks_in_without_logging_in(client, alice):
    response = client.post(URL, check_in_data(alice))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
