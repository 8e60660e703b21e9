"""Forms opened in two windows: the second to be sent shows both, and loses neither."""

from __future__ import annotations

import html
import re

import pytest

from backpain.accounts.stale_form import version_of
from tests.make import make_history, make_profile, profile_data, running_data
from tests.page import form_of
from tests.training.make_log import DAY, log_run
from training.forms.run import RunForm, initial_of
from training.models import RunningHistory

# Asked at each review.
NO_SIGNS = {"low_energy": ["none"]}


@pytest.fixture
def windows(alice, client_of_alice):
    """Alice with a profile, a plan's answers and a run; what each page would send."""
    make_profile(alice)
    make_history(alice)
    return client_of_alice


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def settings_form(response) -> dict[str, list[str]]:
    """Return what the form of settings would send: the page has others."""
    return form_of(response.text.replace('<form class="panel" method', "<form method"))


def opened(client, url: str) -> dict[str, list[str]]:
    return form_of(client.get(url).text)


def test_a_run_changed_in_two_windows_shows_both_and_is_saved_when_sent_again(
    windows, alice
):
    run = log_run(alice, alice.local_date() - DAY, 5_000)
    url = run.get_absolute_url()
    one, other = (opened(windows, url) for _ in range(2))
    assert windows.post(url, one | {"distance": "6"}).status_code == 302

    late = windows.post(url, other | {"distance": "7", "duration": "45"})

    assert late.status_code == 409
    said = words(late)
    assert re.search(r"You saved it on \w+ \d+ \w+, \d\d:\d\d", said)
    assert "Distance in km 6 7" in said
    assert "Time no answer 45" in said
    run.refresh_from_db()
    assert run.distance_m == 6_000

    again = form_of(late.text)
    assert again["distance"] == ["7"]
    assert windows.post(url, again).status_code == 302
    run.refresh_from_db()
    assert (run.distance_m, run.duration_s) == (7_000, 2_700)


def test_the_same_change_sent_twice_is_no_conflict(windows, alice):
    run = log_run(alice, alice.local_date() - DAY, 5_000)
    url = run.get_absolute_url()
    sent = opened(windows, url) | {"distance": "6"}

    answers = [windows.post(url, sent) for _ in range(2)]
    answers.append(windows.post(url, sent | {"distance": "6.0"}))

    assert [one.status_code for one in answers] == [302, 302, 302]
    run.refresh_from_db()
    assert run.distance_m == 6_000


def test_a_profile_changed_in_two_windows_shows_both(windows, alice):
    url = "/welcome/you/"
    one, other = (opened(windows, url) for _ in range(2))
    assert (
        windows.post(
            url, one | {"medicines": ["blood_thinners"]} | NO_SIGNS
        ).status_code
        == 302
    )

    late = windows.post(url, other | {"conditions": ["osteoporosis"]} | NO_SIGNS)

    assert late.status_code == 409
    said = words(late)
    assert "Blood thinners None" in said
    assert "None that I know of Thin bones" in said
    profile = alice.health_profile
    profile.refresh_from_db()
    assert (profile.blood_thinners, profile.osteoporosis) == ("yes", "no")

    assert windows.post(url, form_of(late.text)).status_code == 302
    profile.refresh_from_db()
    assert (profile.blood_thinners, profile.osteoporosis) == ("no", "yes")


def test_the_days_of_the_plan_changed_in_two_windows_show_both(windows, alice):
    url = "/welcome/running/"
    one, other = (opened(windows, url) for _ in range(2))
    assert "seen" in one
    sent = running_data(running_days=["1", "3", "6"], long_run_day="6")
    assert windows.post(url, {"seen": one["seen"], **sent}).status_code == 302

    late = windows.post(url, {"seen": other["seen"], **running_data(easy_pace="7:00")})

    assert late.status_code == 409
    assert "Monday, Wednesday, Saturday Tuesday, Thursday, Sunday" in words(late)
    assert RunningHistory.objects.get().running_days == [1, 3, 6]


def test_settings_changed_in_two_windows_show_both(windows, alice):
    url = "/me/"
    one, other = (settings_form(windows.get(url)) for _ in range(2))
    assert windows.post(url, one | {"name": "Ada"}).status_code == 302

    late = windows.post(url, other | {"units": "mi"})

    assert late.status_code == 409
    assert "Name Ada Alice" in words(late)
    alice.refresh_from_db()
    assert (alice.name, alice.units) == ("Ada", "km")
    assert windows.post(url, settings_form(late)).status_code == 302


def test_a_page_that_does_not_say_what_it_showed_is_taken_at_its_word(windows, alice):
    make = profile_data(medicines=["blood_thinners"])
    assert windows.post("/welcome/you/", make).status_code == 302
    assert windows.post("/welcome/you/", profile_data()).status_code == 302


def test_the_version_changes_with_the_units_in_which_distances_were_typed(alice):
    run = log_run(alice, alice.local_date() - DAY, 5_000)

    def version(units: str) -> str:
        alice.units = units
        initial = initial_of(run, units)
        today = alice.local_date()
        return version_of(
            RunForm(athlete=alice, today=today, shoes=[], known=run, initial=initial)
        )

    assert version("km") == version("km") != version("mi")
