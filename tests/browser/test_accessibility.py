"""Every page for everybody: axe finds nothing, nothing scrolls sideways, and what is
tapped is large enough; in light and dark, on a phone and on a desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from backpain.accounts.models import User
from tests.browser.conftest import PHONE, OpenContext, sign_in
from tests.browser.hands import Fingers
from tests.browser.steps import (
    IS_IT_THERE,
    PAIN_NOW,
    RAN,
    SADDLE,
    WARNINGS,
    send,
)
from tests.make import make_check_in, make_episode, make_history, make_profile
from training.models import Run, Shoe
from training.services.plan import make_plan

DESK = {"width": 1280, "height": 900}
AXE = Axe()
ALL_RULES = {
    "type": "tag",
    "values": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
}
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    # No page has sound or film.
    "preload": False,
}
SMALLEST_TARGET = 44

Step = Callable[[Page], None]
Before = Callable[[User], None]


def nothing(_: object) -> None:
    pass


@dataclass(frozen=True)
class Visit:
    """One page in one state. before makes the data, then what is done on the page."""

    name: str
    path: str
    before: Before | None = None
    then: Step = nothing

    def __str__(self) -> str:
        return self.name


def healthy(athlete: User) -> None:
    make_profile(athlete)


def child(athlete: User) -> None:
    make_profile(athlete, birth_date=athlete.local_date() - dt.timedelta(days=5000))


def rested(athlete: User) -> None:
    healthy(athlete)
    make_check_in(athlete, note="Slept well")


def walking(athlete: User) -> None:
    healthy(athlete)
    make_episode(athlete)
    make_check_in(athlete, pain_now=4, pain_worst_24h=5, daily_life="a_bit")


def held(athlete: User) -> None:
    healthy(athlete)
    make_check_in(athlete, saddle_numbness="yes")


def long_known(athlete: User) -> None:
    healthy(athlete)
    make_episode(athlete)
    now = dt.datetime.now(dt.UTC)
    for days, pain in enumerate((0, 1, 3, 5, 7, 2)):
        make_check_in(
            athlete,
            now=now - dt.timedelta(days=12 - 2 * days),
            pain_now=pain,
            pain_worst_24h=pain + 1,
            daily_life="a_bit",
        )
    make_check_in(athlete, saddle_numbness="yes")


def planned(athlete: User) -> None:
    """A plan since last week, two runs, a pair of shoes, and a bad morning."""
    walking(athlete)
    make_history(athlete)
    today = athlete.local_date()
    monday = today - dt.timedelta(days=today.weekday())
    worn = Shoe.objects.create(
        athlete=athlete,
        name="Grey ones",
        kind="running",
        support="neutral",
        run_before_m=790_000,
        bought_on=today - dt.timedelta(days=30),
    )
    for days, metres in ((6, 9_000), (3, 6_800)):
        Run.objects.create(
            athlete=athlete,
            date=monday - dt.timedelta(days=days),
            distance_m=metres,
            session_rpe=4,
            pain_max=2,
            shoe=worn,
        )
    make_plan(athlete=athlete, made_on=monday - dt.timedelta(days=7))


def go(path: str) -> Step:
    """Open a page of the plan, with the days, weeks and runs that there are."""

    def step(page: Page) -> None:
        athlete = User.objects.get(email="charlie@example.org")
        run = Run.objects.filter(athlete=athlete).latest("date")
        sunday = athlete.local_date() + dt.timedelta(
            days=6 - athlete.local_date().weekday()
        )
        page.goto(path.format(run=run.pk, sunday=sunday))

    return step


def then_press(path: str) -> Step:
    """Open a page of the plan and send its form as it is."""

    def step(page: Page) -> None:
        go(path)(page)
        press_the_only_button(page)

    return step


def send_nothing(page: Page) -> None:
    send(page)
    page.get_by_role("alert").wait_for()


def open_follow_ups(page: Page) -> None:
    hands = Fingers(page)
    hands.choose(WARNINGS, SADDLE, "I am not sure about one of these")
    hands.choose(IS_IT_THERE, "Yes")
    hands.choose(PAIN_NOW, "3")
    hands.choose(RAN, "Yes")
    page.get_by_text("Add a note").click()


def open_details(page: Page) -> None:
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((d) => d.open = 1)"
    )


def sign_up(page: Page) -> None:
    page.get_by_label("E-mail").fill("dora@example.org")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/accounts/confirm-email/")


def press_the_only_button(page: Page) -> None:
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()


def forget_the_cookies(page: Page) -> None:
    page.context.clear_cookies()
    page.locator("main button[type=submit]").first.click()
    page.get_by_role("heading", name="Your form was not accepted").wait_for()


VISITS = [
    Visit("landing", "/"),
    Visit("help now", "/help-now/"),
    Visit("learn", "/learn/"),
    Visit("learn, the rules", "/learn/rules/"),
    Visit("log in", "/accounts/login/"),
    Visit("log in, wrong", "/accounts/login/", then=press_the_only_button),
    Visit("sign up", "/accounts/signup/"),
    Visit("verification sent", "/accounts/signup/", then=sign_up),
    Visit("password reset", "/accounts/password/reset/"),
    Visit("password reset done", "/accounts/password/reset/done/"),
    Visit("goodbye", "/goodbye/"),
    Visit("not found", "/no-such-page/"),
    Visit("form not accepted", "/accounts/logout/", healthy, forget_the_cookies),
    Visit("me", "/me/", healthy),
    Visit("export", "/me/export/", healthy),
    Visit("erase", "/me/erase/", healthy),
    Visit("e-mail address", "/accounts/email/", healthy),
    Visit("change password", "/accounts/password/change/", healthy),
    Visit("second factor", "/accounts/2fa/", healthy),
    Visit("second factor, app", "/accounts/2fa/totp/activate/", healthy),
    Visit("second factor, add a key", "/accounts/2fa/webauthn/add/", healthy),
    Visit("logged-in browsers", "/accounts/sessions/", healthy),
    Visit("log out", "/accounts/logout/", healthy),
    Visit("welcome, you", "/welcome/you/", nothing),
    Visit("welcome, you, wrong", "/welcome/you/", nothing, press_the_only_button),
    Visit("welcome, back", "/welcome/back/", healthy),
    Visit("welcome, running", "/welcome/running/", healthy, open_details),
    Visit(
        "welcome, running, wrong", "/welcome/running/", healthy, press_the_only_button
    ),
    Visit("check-in", "/check-ins/new/", rested, open_details),
    Visit("check-in, wrong", "/check-ins/new/", walking, send_nothing),
    Visit("check-in, follow-ups", "/check-ins/new/", healthy, open_follow_ups),
    Visit("advice: run", "/", rested),
    Visit("advice: walk", "/", walking, open_details),
    Visit("advice: red flag, held", "/", held, open_details),
    Visit("I have been seen", "/care-hold/seen/", held),
    Visit("I have been seen, wrong", "/care-hold/seen/", held, press_the_only_button),
    Visit("history", "/check-ins/", long_known),
    Visit("history, empty", "/check-ins/", healthy),
    Visit("outside the rules", "/", child),
    Visit("today with its workout", "/", planned, open_details),
    Visit("plan", "/plan/", planned, open_details),
    Visit("week", "/plan/", planned, go("/plan/weeks/2/")),
    Visit("week that is over", "/plan/", planned, go("/plan/weeks/1/")),
    Visit("day", "/plan/", planned, go("/plan/days/{sunday}/")),
    Visit("pause", "/plan/pauses/new/", planned),
    Visit("pause, wrong", "/", planned, then_press("/plan/pauses/new/")),
    Visit("days of the plan", "/welcome/running/", planned),
    Visit("runs", "/runs/", planned),
    Visit("runs, empty", "/runs/", healthy),
    Visit("log a run", "/runs/new/", planned, open_details),
    Visit("log a run, wrong", "/", planned, then_press("/runs/new/")),
    Visit("run", "/", planned, go("/runs/{run}/")),
    Visit("delete a run", "/", planned, go("/runs/{run}/delete/")),
    Visit("shoes", "/shoes/", planned),
    Visit("shoes, empty", "/shoes/", healthy),
    Visit("add shoes, wrong", "/", planned, then_press("/shoes/new/")),
]


@pytest.fixture
def visit(open_context: OpenContext, charlie: User, origin: str):
    """Open a page in its state, as Charlie if it needs somebody."""

    def go(wanted: Visit) -> Page:
        context = open_context(color_scheme="light")
        if wanted.before is not None:
            wanted.before(charlie)
            sign_in(context, charlie, origin)
        page = context.new_page()
        page.goto(wanted.path)
        wanted.then(page)
        return page

    return go


@pytest.mark.parametrize("wanted", VISITS, ids=str)
def test_page_is_accessible(visit, wanted: Visit):
    page = visit(wanted)

    assert everything_wrong(page) == []


def test_axe_and_the_measures_notice_a_bad_page(page: Page):
    page.goto("/help-now/")
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', "
        '\'<img src="/static/img/icon.svg" width="2000"><button>x</button>\')'
    )

    assert any(one.startswith("image-alt") for one in violations(page))
    assert sideways(page) != []
    assert too_small(page) == ["smaller than 44 px: x"]


def everything_wrong(page: Page) -> list[str]:
    """Look at a page on a phone and on a desk, in light and in dark."""
    found = too_small(page)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += sideways(page) + violations(page)
        # The colours are all that is different in the dark.
        page.emulate_media(color_scheme="dark")
        found += violations(page, "color-contrast")
    return found


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds, by all its rules or by these."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    only = {"type": "rule", "values": rules} if rules else ALL_RULES
    options = {"runOnly": only, **OPTIONS}
    results = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{result['id']}: {node['target']} {node['failureSummary']}"
        for result in results["violations"]
        for node in result["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """Say how much wider than the window the page is, if it is."""
    width, window = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, innerWidth]"
    )
    return [f"{width} px wide in {window} px"] if width > window else []


def too_small(page: Page) -> list[str]:
    found = page.evaluate(TOO_SMALL, SMALLEST_TARGET)
    return [f"smaller than {SMALLEST_TARGET} px: {one}" for one in found]


# Links within a sentence are as high as their line, which WCAG allows; the label of a
# radio button or tick box is what is tapped.
TOO_SMALL = """(smallest) => {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const isSeen = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  const isInText = (one) => one.tagName === "A"
    && getComputedStyle(one).display === "inline"
    && (one.parentElement.textContent.trim() !== one.textContent.trim()
        || one.closest("td, li, p") !== null);
  // A link may cover all of the card that it stands in.
  const target = (one) => {
    const { content, position } = getComputedStyle(one, "::after");
    return content !== "none" && position === "absolute" ? one.offsetParent : one;
  };
  return [...document.querySelectorAll(controls)]
    .filter((one) => !one.matches(".skip-link") && isSeen(one) && !isInText(one))
    .map((one) => (one.matches("[type=radio], [type=checkbox]") && one.labels[0]) || one)
    .filter((one) => {
      const { width, height } = target(one).getBoundingClientRect();
      return Math.round(width) < smallest || Math.round(height) < smallest;
    })
    .map((one) => one.textContent.trim() || one.outerHTML);
}"""
