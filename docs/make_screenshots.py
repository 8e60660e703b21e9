"""Make the pictures of README.md: `make screenshots`.

Two runners with six weeks of history, one of them from the demo, and the demo's coach,
in a database of its own that goes again, seen by a browser as wide as a phone.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
PICTURES = PROJECT_DIR / "docs" / "screenshots"
LARGEST_PICTURE = 150_000
PHONE: ViewportSize = {"width": 390, "height": 844}
MARGIN = 8
TABS = 100

sys.path.insert(0, str(PROJECT_DIR))
os.environ["DJANGO_SETTINGS_MODULE"] = "backpain.settings"
os.environ["TEST_DATABASE_NAME"] = "backpain_screenshots"
# Playwright keeps an event loop in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django

django.setup()

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, connections
from django.test.utils import (
    setup_test_environment,
    teardown_test_environment,
)
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    FloatRect,
    Page,
    ViewportSize,
    sync_playwright,
)

from backpain.accounts.models import User
from tests.browser.chromium import launch
from tests.browser.hands import Fingers
from tests.browser.server import serve
from tests.browser.steps import PAIN_NOW, PAIN_WORST, WARNINGS
from tests.make import (
    make_check_in,
    make_episode,
    make_history,
    make_profile,
)
from tests.signed_in import signed_in
from training.demo import make_people
from training.demo.athletes import SAM
from training.demo.people import KIM
from training.models import Run
from training.services.plan import make_plan
from triage.rules import RunReport

# Pain now and worst of the last 42 days, oldest first: a flare after a long run, a
# slow way back, and a small one last week. None: no check-in on that day.
SIX_WEEKS: list[tuple[int, int] | None] = [
    *[(0, 0), (0, 1), (0, 0), (1, 1), (0, 0), (0, 0), (0, 1)],
    *[(0, 0), (0, 0), (1, 1), (0, 1), None, (0, 0), (1, 2)],
    *[(1, 2), (3, 6), (5, 6), (4, 6), (4, 5), (3, 5), (3, 4)],
    *[(3, 4), (2, 4), (2, 3), None, (2, 3), (2, 2), (1, 3)],
    *[(1, 2), (1, 1), (0, 1), (0, 1), (0, 0), (0, 0), (0, 1)],
    *[(0, 0), (1, 2), (3, 4), (2, 4), (2, 3), (1, 2), (1, 2)],
]
DAYS_BETWEEN_RUNS = 3


def main() -> None:
    setup_test_environment()
    with a_database(), serve() as address, sync_playwright() as playwright:
        alice = make_alice()
        make_people()
        sam = User.objects.get(email=SAM.email)
        browser = launch(playwright)
        take_days(open_as(alice, browser, address), alice)
        take_plan(open_as(sam, browser, address))
        take_athletes(open_as(kim_with_a_second_factor(), browser, address))
        browser.close()
        # Those of this thread while the event loop is there; else the database
        # could not be dropped.
        connections.close_all()
    teardown_test_environment()


def open_as(user: User, browser: Browser, address: str) -> Page:
    context = browser.new_context(
        base_url=address,
        viewport=PHONE,
        color_scheme="light",
        reduced_motion="reduce",
    )
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return context.new_page()


@contextmanager
def a_database() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_alice() -> User:
    alice = User.objects.create_user(
        "alice@example.org", name="Alice", time_zone="Europe/Berlin", country="DE"
    )
    make_profile(alice, reviewed_on=alice.local_date() - dt.timedelta(days=50))
    make_episode(alice, started_on=alice.local_date() - dt.timedelta(days=36))
    first = len(SIX_WEEKS)
    for number, pain in enumerate(SIX_WEEKS):
        if pain is not None:
            morning_of(alice, days_ago=first - number, pain=pain)
    weeks = [10_400, 15_600, 10_400, 10_400]
    make_history(alice, recent_weeks_m=weeks, longest_run_30d_m=5_200)
    make_plan(athlete=alice, made_on=alice.local_date() - dt.timedelta(weeks=5))
    return alice


def morning_of(alice: User, *, days_ago: int, pain: tuple[int, int]) -> None:
    today = alice.local_date()
    day = today - dt.timedelta(days=days_ago)
    now, worst = pain
    ran = days_ago % DAYS_BETWEEN_RUNS == 0 and worst < 4
    run = RunReport(
        local_date=day - dt.timedelta(days=1),
        distance_m=5200,
        pain_max=min(worst, 3),
        trend="eased",
        limp="no",
        settled="by_next_morning",
    )
    if ran:
        Run.objects.create(
            athlete=alice,
            date=run.local_date,
            distance_m=run.distance_m,
            duration_s=2060,
            session_rpe=3,
            pain_max=run.pain_max,
            trend=run.trend,
            limp=run.limp,
            settled=run.settled,
        )
    make_check_in(
        alice,
        now=min(dt.datetime.combine(day, dt.time(6, 40), alice.zone), timezone.now()),
        run=run if ran else None,
        pain_now=now,
        pain_worst_24h=worst,
        change_vs_last_week="same" if worst else None,
        daily_life="a_bit" if worst > 3 else "none",
        brisk_walk_30_ok="yes",
        fear_unsafe="no",
        low_energy_signs="no",
    )


def kim_with_a_second_factor() -> User:
    kim = User.objects.get(email=KIM.email)
    Authenticator.objects.create(user=kim, type=Authenticator.Type.TOTP, data={})
    return kim


def take_athletes(page: Page) -> None:
    page.goto("/coach/")
    take(page, "athletes")
    Fingers(page).open(SAM.name)
    take(page, "athlete")


def take_plan(page: Page) -> None:
    page.goto("/plan/")
    take(page, "plan")
    Fingers(page).open("This week")
    take(page, "week")


def take_days(page: Page, alice: User) -> None:
    page.goto("/")
    hands = Fingers(page)
    hands.choose(WARNINGS, "None of these today")
    hands.choose(PAIN_NOW, "1")
    hands.choose(PAIN_WORST, "2")
    take(page, "check-in", start_at=".option-strong", end_at="#id_walking")

    morning_of(alice, days_ago=0, pain=(1, 2))
    page.goto("/")
    take(page, "today")

    page.goto("/check-ins/")
    take(page, "history")

    morning_of(alice, days_ago=0, pain=(4, 5))
    page.goto("/")
    take(page, "advice", end_at="section:has(#why)")


def take(page: Page, name: str, *, start_at: str = "body", end_at: str = "") -> None:
    """Save the page from one part to another; by default what a phone shows."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    page.mouse.move(0, 0)
    start = max(0, box_of(page, start_at)["y"] - MARGIN)
    end = start + PHONE["height"]
    if end_at:
        last = box_of(page, end_at)
        end = last["y"] + last["height"] + MARGIN
        # The tabs stay at the bottom of the screen: below the picture.
        tall: ViewportSize = {**PHONE, "height": int(end) + TABS}
        page.set_viewport_size(tall)
    clip: FloatRect = {
        "x": 0,
        "y": start,
        "width": PHONE["width"],
        "height": end - start,
    }
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True, clip=clip)
    page.set_viewport_size(PHONE)
    size = path.stat().st_size
    if size > LARGEST_PICTURE:
        sys.exit(f"{path.name} has {size} bytes; at most {LARGEST_PICTURE} are wanted.")
    print(f"{path.relative_to(PROJECT_DIR)}  {size // 1000} kB")


def box_of(page: Page, part: str) -> FloatRect:
    box = page.locator(part).first.bounding_box()
    if box is None:
        sys.exit(f"{part} is not seen on {page.url}.")
    return box


if __name__ == "__main__":
    main()
