"""From the invitation to a changed workout, and to the end of the consent."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from backpain.accounts.models import Coaching, User
from tests.browser.conftest import sign_in
from tests.browser.hands import Fingers
from tests.codes import wait_for_a_code
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_history
from training.models import Workout
from training.services.plan import make_plan
from training.weeks import WEEK, monday_of

REASON = "You have travelled all week."


@pytest.fixture
def kim(transactional_db: None) -> User:
    """Somebody with an account, who is nobody's coach yet."""
    kim = User.objects.create_user(
        "kim@example.org", PASSWORD, name="Kim Okafor", time_zone="Europe/Berlin"
    )
    EmailAddress.objects.create(user=kim, email=kim.email, verified=True, primary=True)
    return kim


@pytest.fixture
def page_of_kim(open_context, kim, origin) -> Page:
    context = open_context()
    sign_in(context, kim, origin)
    page: Page = context.new_page()
    return page


@pytest.fixture
def run(alice: User) -> Workout:
    """The first run of Alice's next week, who has checked in and has a plan."""
    make_check_in(alice, pain_now=1, pain_worst_24h=1)
    make_history(alice)
    # What was run so far, or at a week's end nothing but its last days would count.
    make_plan(athlete=alice, ran_this_week_m=14_000)
    monday = monday_of(alice.local_date()) + WEEK
    planned = Workout.objects.filter(
        athlete=alice, date__gte=monday, activity="running"
    )
    return planned.order_by("date")[0]


def invite(page: Page, email: str) -> None:
    hands = Fingers(page)
    page.goto("/me/")
    hands.open("Coaches")
    hands.write("E-mail address of your coach", email)
    hands.press("Invite by e-mail")
    for tick in ("Plan and runs", "Health answers", "May change workouts"):
        page.get_by_label(tick, exact=True).check()
    hands.press("Share what is ticked: send the invitation")


def set_up_an_app(page: Page) -> None:
    """Take the code that the demo shows in place of an app."""
    hands = Fingers(page)
    # A slow machine takes seconds from the page with the code to its answer.
    wait_for_a_code(left_s=20)
    hands.press("Use an app")
    code = page.locator("b.secret").text_content() or ""
    page.locator("input[name=code]").fill(code)
    hands.press("Turn it on")
    hands.open("Go on to your athletes")


def test_from_the_invitation_to_the_end_of_the_consent(
    page_of_alice, page_of_kim, alice, kim, run
):
    # Alice invites; Kim accepts, and is asked for a second factor at the first page
    # with health answers.
    invite(page_of_alice, kim.email)
    hands = Fingers(page_of_kim)
    page_of_kim.goto("/coach/")
    hands.open("Alice")
    expect(page_of_kim.get_by_text("Health answers").first).to_be_visible()
    hands.press("Accept")
    page_of_kim.goto("/coach/")
    expect(
        page_of_kim.get_by_role("heading", name="One step before you see")
    ).to_be_visible()
    set_up_an_app(page_of_kim)

    # The roster, Alice's page, a day of hers, and a change of it.
    expect(page_of_kim.get_by_role("heading", name="Athletes")).to_be_visible()
    hands.open("Alice")
    expect(page_of_kim.get_by_role("heading", name="Alice")).to_be_visible()
    at = f"/coach/athletes/{alice.pk}"
    page_of_kim.goto(f"{at}/days/{run.date}/")
    hands.open("Change this workout")
    hands.choose("What", "Easy run")
    hands.write("Distance in km", "60")
    hands.write("Why?", REASON)
    hands.press("Change it")
    refused = page_of_kim.get_by_role("alert")
    expect(refused).to_contain_text("Nothing was changed.")
    expect(refused).to_contain_text("+10 % rule")
    expect(page_of_kim.get_by_label("Why?")).to_have_value(REASON)
    hands.write("Distance in km", "3.1")
    hands.press("Change it")
    expect(page_of_kim.get_by_role("status")).to_contain_text("sees it with your name")
    changed_at = dt.datetime.now(alice.zone)

    # Alice sees who, what, when and why, and who looked.
    page_of_alice.goto(f"/plan/days/{run.date}/")
    expect(page_of_alice.get_by_role("heading", level=1)).to_contain_text("3.1 km")
    change = page_of_alice.get_by_role("region", name="Changed by your coach")
    expect(change).to_contain_text("Kim Okafor")
    expect(change).to_contain_text(REASON)
    expect(change).to_contain_text(f"{changed_at:%A}")
    page_of_alice.goto("/me/coaches/")
    looks = page_of_alice.get_by_role("region", name="Who looked")
    expect(looks).to_contain_text("Your overview")
    expect(looks).to_contain_text("A change of your plan")

    # She ends it: the next click finds nothing.
    page_of_alice.get_by_role("button", name="End it now").click()
    expect(page_of_alice.get_by_role("button", name="End it now")).to_have_count(0)
    assert not Coaching.objects.in_force().exists()
    page_of_kim.goto(f"{at}/days/{run.date}/")
    expect(page_of_kim.get_by_text("404")).to_be_visible()
    page_of_kim.goto("/coach/")
    expect(page_of_kim.get_by_role("link", name="Alice")).to_have_count(0)


def test_what_does_not_belong_to_the_kind_is_not_asked(page_of_kim, alice, kim, run):
    Coaching.objects.create(
        athlete=alice,
        coach=kim,
        accepted_at=dt.datetime.now(dt.UTC),
        sees_plan=True,
        can_edit=True,
    )
    hands = Fingers(page_of_kim)
    page_of_kim.goto(f"/coach/athletes/{alice.pk}/days/{run.date}/change/")
    distance = page_of_kim.get_by_label("Distance in km")
    minutes = page_of_kim.get_by_label("Minutes")
    sport = page_of_kim.get_by_label("Which sport")

    hands.choose("What", "Cross-training")
    expect(distance).to_be_hidden()
    expect(minutes).to_be_visible()
    expect(sport).to_be_visible()
    hands.choose("What", "Rest")
    expect(minutes).to_be_hidden()
    hands.press("Change it")

    expect(page_of_kim.get_by_role("status")).to_contain_text("is changed")
    assert Workout.objects.get(athlete=alice, date=run.date).is_rest
