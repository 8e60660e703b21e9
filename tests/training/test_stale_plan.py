"""A page that shows an older plan: 409, what was changed by whom, and once more."""

from __future__ import annotations

import html
import re

import pytest

from tests.coach.people import client_of, make_coach, make_coaching
from tests.make import make_plan_of
from tests.training.days import DAY, THU, TUE, WED, next_week
from training.models import Change, Replan
from training.services import changes, coach_changes
from training.services.changes import StaleError, version_of
from training.services.coach_changes import Asked
from triage.models import HealthProfile

WALK = Asked(kind="walk", activity="walking", duration_s=1800)


@pytest.fixture
def coach(alice):
    make_plan_of(alice)
    coach = make_coach()
    make_coaching(alice, coach)
    return coach


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def form_to(response, address: str) -> dict[str, str]:
    """Return the hidden fields of the first form of a page that goes to an address."""
    page = response.content.decode()
    form = page[page.index(f'action="{address}"') :]
    form = form[: form.index("</form>")]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_skipping_a_day_that_the_coach_changed_meanwhile_is_asked_again(
    client_of_alice, alice, coach
):
    day = next_week(alice, THU)
    page, skip = f"/plan/days/{day}/", f"/plan/days/{day}/skip/"
    sent = form_to(client_of_alice.get(page), skip)
    coach_changes.change_workout(
        athlete=alice, day=day, asked=WALK, reason="Rain.", by=coach
    )

    late = client_of_alice.post(skip, sent)

    assert late.status_code == 409
    said = words(late)
    assert "The plan was changed after you opened this page" in said
    assert re.search(r"\d\d:\d\d, by Kim: Thursday \d+ \w+: walk", said, re.I)
    assert f"You asked for: Skip Thursday {day.day} {day:%B}." in said
    assert Change.objects.get().kind == Change.Kind.OVERRIDE

    again = client_of_alice.post(skip, form_to(late, skip))
    assert again.status_code == 302
    assert Change.objects.filter(kind=Change.Kind.SKIP).exists()


def test_moving_is_asked_again_and_keeps_where_to(client_of_alice, alice, coach):
    day, to = next_week(alice, THU), next_week(alice, WED)
    move = f"/plan/days/{day}/move/"
    sent = form_to(client_of_alice.get(f"/plan/days/{day}/"), move)
    changes.skip(athlete=alice, day=day + 7 * DAY, by=alice)

    late = client_of_alice.post(move, sent | {"to": to.isoformat()})

    assert late.status_code == 409
    assert "by you: " in words(late)
    again = form_to(late, move)
    assert again["to"] == to.isoformat()
    assert client_of_alice.post(move, again).status_code == 302


def test_a_pause_keeps_what_was_typed_and_is_taken_the_second_time(
    client_of_alice, alice, coach
):
    first, last = next_week(alice, TUE), next_week(alice, THU)
    url = "/plan/pauses/new/"
    seen = client_of_alice.get(url).context["version"]
    data = {"first": first, "last": last, "cause": "holiday", "seen": str(seen)}
    coach_changes.set_ceiling(
        athlete=alice, last=last, ceiling_m=15_000, reason="", by=coach
    )

    late = client_of_alice.post(url, data)

    assert late.status_code == 409
    assert "by Kim: No week above 15.0 km" in words(late)
    assert f'value="{last}"' in late.text
    assert Change.objects.count() == 1
    data["seen"] = str(late.context["version"])
    assert client_of_alice.post(url, data).status_code == 302


def test_taking_back_is_asked_again_and_once_done_is_done(
    client_of_alice, alice, coach
):
    day = next_week(alice, THU)
    change = changes.skip(athlete=alice, day=day, by=alice)
    undo = f"/plan/changes/{change.pk}/undo/"
    sent = form_to(client_of_alice.get(f"/plan/days/{day}/"), undo)
    changes.skip(athlete=alice, day=next_week(alice, TUE), by=alice)

    late = client_of_alice.post(undo, sent)

    assert late.status_code == 409
    again = form_to(late, undo)
    assert client_of_alice.post(undo, again).status_code == 302
    # A retry, with a version that is old by now.
    assert client_of_alice.post(undo, again).status_code == 302
    change.refresh_from_db()
    assert change.undone_at


@pytest.mark.parametrize("page", ["ceilings/new/", "pauses/new/"])
def test_a_coach_is_told_what_the_athlete_changed(page, client_of_alice, alice, coach):
    day = next_week(alice, THU)
    url = f"/coach/athletes/{alice.pk}/{page}"
    client = client_of(coach)
    seen = str(client.get(url).context["version"])
    data = {"ceiling": "20.0", "first": day, "last": day, "cause": "other"}
    data |= {"reason": "Exams.", "seen": seen}
    changes.skip(athlete=alice, day=next_week(alice, TUE), by=alice)

    late = client.post(url, data)

    assert late.status_code == 409
    assert re.search(r"by Alice: Tuesday \d+ \w+ is skipped\.", words(late))
    assert "Exams." in late.text
    data["seen"] = str(late.context["version"])
    assert client.post(url, data).status_code == 302


def test_a_coach_without_health_is_not_told_of_a_check_in(alice, coach):
    alice.coachings.update(sees_health=False)
    url = f"/coach/athletes/{alice.pk}/ceilings/new/"
    client = client_of(coach)
    day = alice.local_date() + DAY
    seen = str(client.get(url).context["version"])
    Replan.objects.create(
        athlete=alice, plan=alice.plans.get(), cause=Replan.Cause.CHECK_IN
    )

    late = client.post(url, {"ceiling": "20.0", "last": day, "seen": seen})

    assert late.status_code == 409
    said = words(late)
    assert "The weeks were planned anew." in said
    assert "check-in" not in said.lower().replace("check-ins", "")


def test_the_same_page_sent_twice_is_one_change(alice, coach):
    day, seen = next_week(alice, THU), version_of(alice)
    both = {"athlete": alice, "seen": seen}
    calls = [
        lambda: changes.skip(day=day, by=alice, **both),
        lambda: changes.move(day=day, to=day - DAY, by=alice, **both),
        lambda: changes.pause(first=day, last=day, cause="other", by=alice, **both),
        lambda: coach_changes.set_ceiling(
            last=day, ceiling_m=15_000, reason="", by=coach, **both
        ),
        lambda: coach_changes.change_workout(
            day=day, asked=WALK, reason="Rain.", by=coach, **both
        ),
    ]
    for call in calls:
        both["seen"] = version_of(alice)
        first = call()
        assert call() == first
        changes.undo(athlete=alice, change=first)
    assert Change.objects.count() == len(calls)


def test_another_change_from_the_same_page_is_refused(alice, coach):
    day, seen = next_week(alice, THU), version_of(alice)
    changes.skip(athlete=alice, day=day, by=alice, seen=seen)

    with pytest.raises(StaleError):
        changes.skip(athlete=alice, day=next_week(alice, TUE), by=alice, seen=seen)


def test_the_same_change_by_somebody_else_is_no_retry(alice, coach):
    day, seen = next_week(alice, THU), version_of(alice)
    changes.pause(
        athlete=alice, first=day, last=day, cause="other", by=alice, seen=seen
    )

    with pytest.raises(StaleError):
        changes.pause(
            athlete=alice, first=day, last=day, cause="other", by=coach, seen=seen
        )


def test_what_was_not_opened_here_is_not_compared(alice, coach):
    assert HealthProfile.objects.exists()
    changes.skip(athlete=alice, day=next_week(alice, TUE), by=alice)

    assert changes.skip(athlete=alice, day=next_week(alice, THU), by=alice)
