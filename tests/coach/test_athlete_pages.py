from __future__ import annotations

import datetime as dt

import pytest

from backpain.accounts.models import AccessLog
from tests.coach.people import HEALTH, PLAN, client_of, make_coach, make_coaching
from tests.make import make_check_in, make_episode, make_plan_of, make_profile
from tests.training.make_log import (
    DAY,
    log_run,
    text_of,
    this_monday,
    two_runs_last_week,
)
from training.models import Change
from training.services import changes
from triage.models import HealthProfile


@pytest.fixture
def kim(db):
    return make_coach()


@pytest.fixture
def client_of_kim(kim):
    return client_of(kim)


@pytest.fixture
def coaching(alice, kim):
    return make_coaching(alice, kim)


def pages_of(alice, number=1):
    """Return the addresses of every page of one athlete that needs no other key."""
    at = f"/coach/athletes/{alice.pk}/"
    day = alice.local_date().isoformat()
    return [
        at,
        f"{at}?months=1",
        f"{at}?months=12",
        f"{at}runs/",
        f"{at}check-ins/",
        f"{at}weeks/{number}/",
        f"{at}weeks/{number}/print/",
        f"{at}days/{day}/",
        f"{at}notes/",
        f"{at}export/",
    ]


def test_overview_shows_verdict_reasons_week_chart_runs_and_check_ins(
    client_of_kim, alice, coaching
):
    two_runs_last_week(alice)
    make_episode(alice)
    make_check_in(alice, pain_now=3, pain_worst_24h=3)

    page = client_of_kim.get(f"/coach/athletes/{alice.pk}/")

    text = text_of(page)
    assert "Alice" in text
    assert "Easy run" in text
    assert "Pain now 3 , worst in 24 h 3 of 10." in text
    assert "Pain of 3: short, easy and flat only." in text
    assert "12.0" in text
    assert "Week 2 of 12" in text
    assert "pain 3, worst 3" in text


def test_no_link_leads_to_the_athletes_own_pages(client_of_kim, alice, coaching):
    two_runs_last_week(alice)
    make_check_in(alice)

    for path in pages_of(alice, 2):
        page = client_of_kim.get(path).content.decode()
        for own in ("/plan/weeks/", "/plan/days/", '"/runs/', '"/check-ins/'):
            assert f'href="{own}' not in page.replace('href="/runs', own), (path, own)


@pytest.mark.parametrize("path", range(10))
def test_every_page_is_shown_and_its_look_is_noted(
    client_of_kim, alice, coaching, path
):
    two_runs_last_week(alice)
    make_check_in(alice)

    response = client_of_kim.get(pages_of(alice, 2)[path])

    assert response.status_code == 200
    look = AccessLog.objects.get()
    assert (look.athlete_id, look.actor_id, look.method) == (
        alice.pk,
        coaching.coach_id,
        "GET",
    )
