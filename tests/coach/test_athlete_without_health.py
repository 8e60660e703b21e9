"""A coach with the plan tick alone finds no trace of a health answer anywhere."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile

import pytest
from django.db import transaction
from django.utils import timezone

from backpain.accounts.models import CoachingGroup
from tests.coach.people import ALL, PLAN, client_of, make_coach, make_coaching
from tests.make import make_check_in, make_episode
from tests.training.make_log import DAY, log_run, two_runs_last_week
from training.models import Change, Note
from training.services import changes
from training.services.plan import replan

# Nothing else on a page has these numbers and words.
PAIN_NOW, PAIN_WORST, PAIN_OF_RUN, EFFORT = 7, 9, 8, 6
CHECK_IN_NOTE = "Zwetschgenkuchen"
NOTE_OF_ANOTHER = "Pfifferling"
REASON_OF_ANOTHER = "Haselnuss"
TRACES = (
    CHECK_IN_NOTE,
    NOTE_OF_ANOTHER,
    REASON_OF_ANOTHER,
    "saddle",
    "umbness",
    "when you poo",
    "warning sign",
    "red flag",
    "Hospital",
    "hospital",
    "on hold",
    "has been seen",
    "be seen",
    "clinician",
    "advice of that day",
    "emergency",
    "limped",
    "illness",
    "for pain",
    "effort 6",
    "pain 8",
    "Pain now",
    "worst",
)
# What is printed for everybody, whatever they answered.
SAME_FOR_ALL = (
    r'<section class="box signs".*?</section>',
    r'<footer class="foot">.*?</footer>',
    r"<script.*?</script>",
    r"<head>.*?</head>",
    # What a coach may choose as the cause of a pause.
    r'<fieldset class="choice.*?</fieldset>',
)


@pytest.fixture
def athlete(alice, kim):
    """An athlete with plan, runs and much to tell, who shares the plan with Kim."""
    coaching = make_coaching(alice, kim, **PLAN)
    CoachingGroup.objects.create(coach=kim, name="Tuesday").coachings.add(coaching)
    two_runs_last_week(alice)
    make_episode(alice)
    log_run(
        alice,
        alice.local_date() - 8 * DAY,
        3_210,
        pain_max=PAIN_OF_RUN,
        session_rpe=EFFORT,
        limp="yes",
    )
    other = make_coach("Robin")
    make_coaching(alice, other, **ALL)
    Note.objects.create(
        athlete=alice, author=other, author_name="Robin", text=NOTE_OF_ANOTHER
    )
    Change.objects.create(
        athlete=alice,
        kind="ceiling",
        first=alice.local_date(),
        last=alice.local_date() + 30 * DAY,
        ceiling_m=100_000,
        reason=REASON_OF_ANOTHER,
        made_by=other,
    )
    return alice


def check_in_with_a_red_flag(athlete):
    return make_check_in(
        athlete,
        pain_now=PAIN_NOW,
        pain_worst_24h=PAIN_WORST,
        saddle_numbness="yes",
        note=CHECK_IN_NOTE,
    )


def every_page(athlete, kim):
    """Return the path and the text of all that the coach can open."""
    client = client_of(kim)
    group = CoachingGroup.objects.get(coach=kim)
    at = f"/coach/athletes/{athlete.pk}/"
    today = athlete.local_date()
    paths = [
        at,
        f"{at}?months=1",
        f"{at}?months=12",
        f"{at}runs/",
        f"{at}notes/",
        f"{at}export/",
        *(f"{at}weeks/{number}/" for number in (1, 2, 3)),
        *(f"{at}weeks/{number}/print/" for number in (1, 2, 3)),
        *(f"{at}days/{today + n * DAY}/" for n in range(-6, 8)),
        f"/coach/groups/{group.pk}/print/",
        f"/coach/groups/{group.pk}/pause/",
        f"/coach/groups/{group.pk}/message/",
    ]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200 or "/days/" in path, path
        yield path, response.content.decode()
    yield "json", client.post(f"{at}export/", {"format": "json"}).content.decode()
    archive = client.post(f"{at}export/", {"format": "csv"}).content
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        for name in files.namelist():
            yield name, files.read(name).decode()


def without_what_all_see(page):
    for pattern in SAME_FOR_ALL:
        page = re.sub(pattern, "", page, flags=re.S)
    return html.unescape(page)


def traces_in(athlete, kim):
    return [
        (path, trace)
        for path, page in every_page(athlete, kim)
        for trace in TRACES
        if trace in without_what_all_see(page)
    ]


def test_no_trace_of_a_red_flag_on_any_page_or_in_any_file(athlete, kim):
    check_in_with_a_red_flag(athlete)

    assert traces_in(athlete, kim) == []


def test_the_same_search_finds_them_with_the_health_tick(athlete, kim):
    check_in_with_a_red_flag(athlete)
    athlete.coachings.filter(coach=kim).update(sees_health=True)

    found = {trace for _path, trace in traces_in(athlete, kim)}

    # Notes are between an athlete and the coach who wrote them.
    assert NOTE_OF_ANOTHER not in found
    assert found >= {
        CHECK_IN_NOTE,
        REASON_OF_ANOTHER,
        "umbness",
        "on hold",
        "be seen",
        "limped",
        "effort 6",
        "pain 8",
        "Pain now",
    }


@pytest.mark.parametrize("cause", ["pain", "illness"])
def test_no_trace_of_why_a_plan_is_paused(athlete, kim, cause):
    today = athlete.local_date()
    changes.pause(
        athlete=athlete, first=today, last=today + 3 * DAY, cause=cause, by=athlete
    )

    pages = dict(every_page(athlete, kim))

    assert traces_in(athlete, kim) == []
    assert "Paused" in pages[f"/coach/athletes/{athlete.pk}/"]


def test_stopped_plan_reads_as_nothing_planned(athlete, kim):
    check_in_with_a_red_flag(athlete)

    pages = dict(every_page(athlete, kim))

    for path in ("", "weeks/2/", "weeks/2/print/"):
        page = pages[f"/coach/athletes/{athlete.pk}/{path}"]
        assert "No training planned at present." in page
    group_sheet = next(page for path, page in pages.items() if "/groups/" in path)
    assert "No training planned at present." in group_sheet


def test_verdict_of_today_is_all_that_is_said(athlete, kim):
    make_check_in(athlete, pain_now=3, pain_worst_24h=3)

    page = dict(every_page(athlete, kim))[f"/coach/athletes/{athlete.pk}/"]

    assert "Easy run" in page
    assert "Why is not shared with you." in page
    assert "Pain of 3" not in page


def test_last_check_in_time_is_told_but_not_its_verdict(athlete, kim):
    make_check_in(athlete, now=timezone.now() - 2 * DAY, pain_now=6, pain_worst_24h=6)

    page = dict(every_page(athlete, kim))[f"/coach/athletes/{athlete.pk}/"]

    assert "No check-in today" in page
    assert "The last one was on" in page


def test_file_holds_runs_without_how_they_felt(athlete, kim):
    pages = dict(every_page(athlete, kim))
    tables = json.loads(pages["json"])

    assert set(tables) == {
        "athlete",
        "notes",
        "runs",
        "changes",
        "weeks",
        "workouts",
    }
    assert set(tables["runs"][0]) == {"date", "distance_m", "duration_s", "surface"}


def test_pages_are_the_same_whatever_the_pain_behind_the_verdict(athlete, kim):
    """Not even the length of a bar tells a pain of 4 from one of 5."""
    now = timezone.now()
    seen = []
    for pain in (4, 5):
        with transaction.atomic():
            make_check_in(athlete, now=now, pain_now=pain, pain_worst_24h=pain)
            replan(athlete=athlete, cause="check_in")
            seen.append({path: bare(page) for path, page in every_page(athlete, kim)})
            transaction.set_rollback(True)

    assert seen[0] == seen[1]


def bare(page):
    """Return a page without what changes from one request to the next."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'"(submission_key|id)": "?[\w-]+"?', "", page)
