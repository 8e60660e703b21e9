from __future__ import annotations

import datetime as dt

import pytest

from tests.make import (
    check_in_data,
    make_check_in,
    make_profile,
    profile_data,
    running_data,
)
from tests.page import errors_at, form_of, ways_to_answers

YOU, BACK, RUNNING = "/welcome/you/", "/welcome/back/", "/welcome/running/"
STEPS = 'class="steps-bar"'


@pytest.fixture(autouse=True)
def _december(time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC), tick=False)


def test_three_steps_lead_to_todays_answer(client_of_alice, alice):
    assert client_of_alice.get("/").url == YOU
    for path, data, following in (
        (YOU, profile_data(), BACK),
        (BACK, None, RUNNING),
        (RUNNING, running_data(), "/"),
    ):
        assert STEPS in client_of_alice.get(path).text
        response = client_of_alice.post(path, data or check_in_data(alice))
        assert response.url == following

    page = client_of_alice.get("/").text
    assert "This is your day today" in page
    assert "No rule asks for caution today" in page


@pytest.mark.parametrize("path", [BACK, RUNNING, "/check-ins/new/"])
def test_later_step_leads_back_to_the_first(client_of_alice, path):
    assert client_of_alice.get(path).url == YOU


def test_who_left_after_the_first_step_finds_the_check_in_on_today(
    client_of_alice, alice
):
    client_of_alice.post(YOU, profile_data())

    page = client_of_alice.get("/").text

    assert "How is your back?" in page
    assert "the first time takes a few minutes" in page
    assert form_of(client_of_alice.get(YOU).text)["birth_date"] == ["1991-05-17"]


def test_second_step_is_done_once(client_of_alice, alice):
    make_profile(alice)
    make_check_in(alice)

    assert client_of_alice.get(BACK).url == RUNNING
    assert client_of_alice.post(BACK, check_in_data(alice)).url == RUNNING
    assert alice.check_ins.count() == 1


def test_red_flag_in_the_second_step_leads_to_its_advice(client_of_alice, alice):
    make_profile(alice)
    data = check_in_data(alice, warnings=["saddle"], warning_saddle="yes")

    response = client_of_alice.post(BACK, data)

    assert response.url == alice.check_ins.get().get_absolute_url()


def test_refused_second_step_keeps_its_place(client_of_alice, alice):
    make_profile(alice)

    response = client_of_alice.post(BACK, check_in_data(alice, walking=None))

    assert response.status_code == 422
    assert STEPS in response.text


@pytest.mark.parametrize(
    ("at", "changes", "message"),
    [
        ("birth_date", {"birth_date": None}, "Enter your date of birth"),
        ("birth_date", {"birth_date": "2026-12-04"}, "in the future"),
        ("birth_date", {"birth_date": "9999-12-31"}, "in the future"),
        ("birth_date", {"birth_date": "1900-01-01"}, "Check the year"),
        ("birth_date", {"birth_date": "0001-01-01"}, "Check the year"),
        ("birth_date", {"birth_date": "0000-01-01"}, "Enter a date"),
        ("birth_date", {"birth_date": "1991-02-29"}, "Enter a date"),
        ("birth_date", {"birth_date": "a\0b"}, "Enter a date"),
        ("sex_at_birth", {"sex_at_birth": None}, "Choose an answer"),
        ("sex_at_birth", {"sex_at_birth": "x"}, "Choose an answer"),
        ("pregnancy", {"pregnancy": None}, "Choose an answer"),
        ("conditions", {"conditions": None}, "Tap what applies"),
        ("conditions", {"conditions": ["none", "osteoporosis"]}, "untap one"),
        ("conditions", {"conditions": ["a cold"]}, "Choose from the list"),
        ("medicines", {"medicines": None}, "Tap what applies"),
        ("medicines", {"medicines": ["none", "blood_thinners"]}, "untap one"),
        ("procedures", {"procedures": None}, "Tap what applies"),
        (
            "procedures",
            {"procedures": ["none", "had_spine_surgery_6m"]},
            "untap one",
        ),
        ("low_energy", {"low_energy": None}, "Tap what applies"),
        ("low_energy", {"low_energy": ["none", "tired"]}, "untap one"),
        ("clinician_advice", {"clinician_advice": "run!"}, "Choose an answer"),
        ("posture_concern", {"posture_concern": None}, "Choose an answer"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_bad_answer_about_oneself_is_refused_at_the_question(
    client_of_alice, alice, at, changes, message
):
    response = client_of_alice.post(YOU, profile_data(**changes))

    assert response.status_code == 422
    assert any(message in error for error in errors_at(response.text, at))
    assert f"id_{at}" in ways_to_answers(response.text)
    assert not hasattr(alice, "health_profile")
    again = form_of(response.text)
    if at != "posture_concern":
        assert again["posture_concern"] == ["no"]
    if at != "birth_date":
        assert again["birth_date"] == ["1991-05-17"]


def test_man_is_not_asked_about_pregnancy(client_of_alice, alice):
    data = profile_data(sex_at_birth="male", pregnancy=None)

    assert client_of_alice.post(YOU, data).status_code == 302
    assert alice.health_profile.pregnancy == "no"


def test_answers_become_the_fields_of_the_dictionary(client_of_alice, alice):
    data = profile_data(
        sex_at_birth="unknown",
        pregnancy="pregnant",
        conditions=["cancer_past", "cancer_current", "osteoporosis"],
        medicines=["blood_thinners"],
        procedures=["had_spine_surgery_6m"],
        low_energy=["eating", "tired"],
    )

    client_of_alice.post(YOU, data)

    profile = alice.health_profile
    assert profile.sex_at_birth == ""
    assert profile.cancer_history == "current"
    assert (profile.osteoporosis, profile.immune_weak) == ("yes", "no")
    page = client_of_alice.get(YOU).text
    assert "had_spine_surgery_6m" in form_of(page)["procedures"]
    assert (profile.blood_thinners, profile.injected_drugs) == ("yes", "no")
    assert profile.recent_infection_or_spine_procedure == "yes"
    assert profile.had_spine_surgery_6m
    assert profile.low_energy_signs == "yes"
    assert profile.reviewed_on == profile.low_energy_asked_on == dt.date(2026, 12, 3)


def test_review_shows_what_was_answered_and_keeps_it(client_of_alice, alice):
    data = profile_data(
        conditions=["cancer_past", "immune_weak"],
        medicines=["steroid_tablets_3m"],
        procedures=["recent_infection_or_spine_procedure"],
        clinician_advice="walk_only",
    )
    client_of_alice.post(YOU, data)

    page = client_of_alice.get(YOU).text
    shown = form_of(page)

    assert "Still true?" in page
    assert STEPS not in page
    assert "low_energy" not in shown
    for name in ("conditions", "medicines", "procedures", "clinician_advice"):
        answer = data[name]
        assert shown[name] == (answer if isinstance(answer, list) else [answer])
    response = client_of_alice.post(YOU, shown | {"low_energy": ["none"]})
    assert response.url == "/"
    assert alice.health_profile.cancer_history == "past"


def test_review_of_a_profile_with_nothing_shows_none(client_of_alice, alice):
    client_of_alice.post(YOU, profile_data())

    shown = form_of(client_of_alice.get(YOU).text)

    assert shown["conditions"] == shown["medicines"] == ["none"]
    assert shown["sex_at_birth"] == ["female"]


def test_pregnant_athlete_is_asked_about_her_own_signs(client_of_alice, alice):
    make_profile(alice, pregnancy="pregnant")
    data = check_in_data(alice, warnings=["pregnancy"], warning_pregnancy="unsure")

    client_of_alice.post("/check-ins/new/", data)

    assert alice.check_ins.get().report["pregnancy_warning"] == "yes"
