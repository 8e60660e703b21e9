"""The pages of a coach, and those of consent, for everybody: see test_accessibility."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page

from backpain.accounts.coaching import become_coach
from backpain.accounts.models import Coaching, CoachingGroup, User
from tests.browser.conftest import PHONE, OpenContext
from tests.browser.test_accessibility import (
    everything_wrong,
    held,
    open_details,
    planned,
    press_the_only_button,
)
from tests.coach.people import client_of, make_coach, make_coaching
from training.services.coach_changes import set_ceiling
from training.services.notes import write_note

Then = Callable[[Page], None]


@pytest.fixture
def kim(transactional_db: None) -> User:
    return make_coach()


@pytest.fixture
def alice(transactional_db: None, kim: User) -> User:
    """An athlete with a plan, two runs, a note, a ceiling and a bad morning."""
    alice = User.objects.create_user("alice@example.org", name="Alice")
    planned(alice)
    coaching = make_coaching(alice, kim)
    write_note(coaching=coaching, text="Well done.", is_private=False)
    set_ceiling(
        athlete=alice,
        last=alice.local_date() + dt.timedelta(days=20),
        ceiling_m=15_000,
        reason="Calm weeks first.",
        by=kim,
    )
    group = CoachingGroup.objects.create(coach=kim, name="On the way back")
    group.coachings.add(coaching)
    return alice


@pytest.fixture
def visit_all(open_context: OpenContext, origin: str):
    """Look at pages one after the other; return what is wrong, by the page."""

    def visit(who: User, paths: dict[str, Then]) -> dict[str, list[str]]:
        context = open_context(color_scheme="light")
        cookie = client_of(who).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": origin}]
        )
        page = context.new_page()
        return {path: _faults(page, path, then) for path, then in paths.items()}

    return visit


def _faults(page: Page, path: str, then: Then) -> list[str]:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    response = page.goto(path)
    assert response is not None
    assert response.ok, path
    then(page)
    return everything_wrong(page)


def nothing_wrong(found: dict[str, list[str]]) -> bool:
    return not {path: faults for path, faults in found.items() if faults}


def test_pages_that_a_coach_reads_are_accessible(visit_all, kim, alice, charlie):
    held(charlie)
    make_coaching(charlie, kim)
    at = f"/coach/athletes/{alice.pk}"
    newest = alice.check_ins.newest_first()[0]

    found = visit_all(
        kim,
        {
            "/coach/": open_details,
            f"{at}/": open_details,
            f"/coach/athletes/{charlie.pk}/": open_details,
            f"{at}/check-ins/": open_details,
            f"{at}/check-ins/{newest.pk}/": open_details,
            f"{at}/runs/": open_details,
            f"{at}/weeks/2/": open_details,
            f"{at}/days/{alice.local_date()}/": open_details,
            f"{at}/notes/": open_details,
            f"{at}/export/": open_details,
        },
    )

    assert nothing_wrong(found), found


def test_pages_on_which_a_coach_changes_something_are_accessible(visit_all, kim, alice):
    at = f"/coach/athletes/{alice.pk}"
    group = kim.coaching_groups.get()
    monday = alice.local_date() + dt.timedelta(days=7 - alice.local_date().weekday())

    found = visit_all(
        kim,
        {
            f"{at}/days/{monday}/change/": open_details,
            f"{at}/weeks/3/change/": open_details,
            f"{at}/ceilings/new/": press_the_only_button,
            f"{at}/pauses/new/": press_the_only_button,
            "/coach/groups/": open_details,
            f"/coach/groups/{group.pk}/": open_details,
            f"/coach/groups/{group.pk}/message/": press_the_only_button,
            f"/coach/groups/{group.pk}/pause/": press_the_only_button,
            "/coach/code/": open_details,
            f"{at}/end/": open_details,
        },
    )

    assert nothing_wrong(found), found


def test_pages_of_consent_are_accessible(visit_all, kim, alice, charlie):
    coaching = Coaching.objects.get()
    # So that somebody has looked.
    client_of(kim).get(f"/coach/athletes/{alice.pk}/")
    lee = User.objects.create_user("lee@example.org", name="Lee")
    code = become_coach(user=lee).code

    of_alice = visit_all(
        alice,
        {
            "/me/coaches/": open_details,
            f"/me/coaches/{coaching.pk}/": open_details,
            f"/me/coaches/join/{code}/": press_the_only_button,
            "/plan/": open_details,
            "/notes/": open_details,
        },
    )
    make_coaching(charlie, lee)
    of_lee = visit_all(lee, {"/coach/": open_details})

    assert nothing_wrong(of_alice), of_alice
    assert nothing_wrong(of_lee), of_lee
