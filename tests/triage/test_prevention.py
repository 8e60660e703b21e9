from __future__ import annotations

import pytest

from triage.learn.topics import TOPICS
from triage.prevention import MOST_TOPICS, TRIGGERS, prevention_for
from triage.rules import FIELDS, REQUIRED, Care, SymptomReport, Verdict

CALM = {
    **{name: FIELDS[name].best for name in REQUIRED},
    "age_years": 35,
    "leg_numb_tingle": "none",
}
RUN, EASY, WALK, REST = Verdict
ALL_VERDICTS = list(Verdict)


def make_report(**changes) -> SymptomReport:
    return SymptomReport.from_answers({**CALM, **changes})


def slugs(verdict: Verdict, *, care: Care | None = Care.NONE, **changes) -> list[str]:
    return [t.slug for t in prevention_for(make_report(**changes), verdict, care=care)]


def test_quiet_run_day_gets_the_habits_of_every_run() -> None:
    assert slugs(RUN) == ["warm-up", "cool-down", "hamstrings"]


def test_never_more_than_three() -> None:
    chosen = slugs(
        WALK,
        pain_now=3,
        painkiller_8h="simple",
        flares_14d=2,
        tight_hamstrings="yes",
        shoe_fit="tight",
        strength_sessions_per_week=0,
    )

    assert chosen == ["painkillers", "walking", "fix-the-root-cause"]
    assert len(chosen) == MOST_TOPICS


def test_every_topic_has_a_learn_page_and_a_short_text() -> None:
    for trigger in TRIGGERS:
        assert trigger.topic.slug in TOPICS
        assert trigger.topic.title
        assert 20 < len(str(trigger.topic.advice)) < 160


def test_body_weight_is_never_offered() -> None:
    assert all(trigger.topic.slug != "body-weight" for trigger in TRIGGERS)


@pytest.mark.parametrize("care", [Care.URGENT_SAME_DAY, Care.EMERGENCY])
@pytest.mark.parametrize("verdict", ALL_VERDICTS)
def test_nothing_while_care_is_urgent(verdict: Verdict, care: Care) -> None:
    assert slugs(verdict, care=care, tight_hamstrings="yes") == []


def test_routine_care_still_gets_advice() -> None:
    assert slugs(WALK, care=Care.ROUTINE)[0] == "walking"


def test_care_is_assessed_when_it_is_not_given() -> None:
    assert slugs(WALK, care=None, weight_loss="yes", pain_now=2) == []
    assert slugs(WALK, care=None, pain_now=2) != []


@pytest.mark.parametrize(
    ("answer", "offered"), [("none", False), ("simple", True), ("strong", True)]
)
def test_painkillers(answer: str, offered: bool) -> None:
    assert ("painkillers" in slugs(WALK, painkiller_8h=answer)) is offered


@pytest.mark.parametrize(
    ("verdict", "offered"), [(RUN, False), (EASY, False), (WALK, True), (REST, False)]
)
def test_walking_on_a_walk_day(verdict: Verdict, offered: bool) -> None:
    assert ("walking" in slugs(verdict)) is offered


@pytest.mark.parametrize(
    ("verdict", "offered"), [(RUN, True), (EASY, True), (WALK, False), (REST, False)]
)
def test_warm_up_and_cool_down_on_run_days(verdict: Verdict, offered: bool) -> None:
    chosen = slugs(verdict)

    assert ("warm-up" in chosen) is offered
    assert ("cool-down" in chosen) is offered


@pytest.mark.parametrize(
    ("changes", "longer"),
    [
        ({"warm_up_done": "yes"}, False),
        ({"warm_up_done": "no"}, True),
        ({"last_run_trend": "eased", "last_run_pain_max": 0}, False),
        ({"last_run_trend": "eased", "last_run_pain_max": 1}, True),
        ({"last_run_trend": "steady", "last_run_pain_max": 1}, False),
    ],
)
def test_longer_warm_up_after_a_cold_start(changes, longer: bool) -> None:
    first = prevention_for(make_report(**changes), RUN, care=Care.NONE)[0]

    assert first.slug == "warm-up"
    assert ("Ten minutes" in str(first.advice)) is longer


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"pain_now": 5}, True),
        ({"pain_now": 6}, False),
        ({"pain_now": 7}, False),
        ({"pain_now": None}, False),
        ({"leg_pain": "none"}, True),
        ({"leg_pain": "buttock_thigh"}, True),
        ({"leg_pain": "below_knee_one"}, False),
        ({"leg_pain": "both_legs"}, False),
        ({"leg_pain": None}, False),
        ({"leg_numb_tingle": "one_leg"}, False),
    ],
)
def test_hamstrings_are_skipped_near_an_irritated_nerve(changes, offered) -> None:
    for tight in ("yes", "no"):
        chosen = slugs(WALK, tight_hamstrings=tight, **changes)
        assert ("hamstrings" in chosen) is offered


@pytest.mark.parametrize(
    ("changes", "twice"),
    [
        ({"tight_hamstrings": "yes"}, True),
        ({"tight_hamstrings": "no"}, False),
        ({}, False),
        ({"pain_now": 1, "onset": "gradual"}, True),
        ({"pain_now": 0, "onset": "gradual"}, False),
        ({"pain_now": 1, "onset": "after_lift_or_twist"}, False),
        ({"pain_now": 1, "onset": "gradual", "trauma": "minor"}, False),
    ],
)
def test_hamstrings_twice_when_tight_or_without_a_reason(changes, twice) -> None:
    topics = prevention_for(make_report(**changes), WALK, care=Care.NONE)

    (found,) = [topic for topic in topics if topic.slug == "hamstrings"]
    assert ("evening" in str(found.advice)) is twice


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"pain_now": 1, "duration_days": 13}, False),
        ({"pain_now": 1, "duration_days": 14}, True),
        ({"pain_now": 1, "duration_days": 15}, True),
        ({"pain_now": 0, "duration_days": 15}, False),
        ({"pain_now": 0, "pain_worst_24h": 1, "duration_days": 14}, True),
        ({"flares_14d": 1}, False),
        ({"flares_14d": 2}, True),
        ({"flares_14d": 3}, True),
    ],
)
def test_root_cause_when_it_lasts_or_returns(changes, offered: bool) -> None:
    for verdict in ALL_VERDICTS:
        assert ("fix-the-root-cause" in slugs(verdict, **changes)) is offered


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"shoe_age_km": 800}, False),
        ({"shoe_age_km": 801}, True),
        ({"new_shoes_3w": "yes"}, True),
        ({"new_shoes_3w": "no"}, False),
        ({"shoe_fit": "good"}, False),
        ({"shoe_fit": "loose"}, True),
        ({"shoe_type": "running"}, False),
        ({"shoe_type": "walking"}, True),
        ({"shoe_age_km": 801, "pain_now": 0}, False),
    ],
)
def test_shoes_when_they_may_play_a_part(changes, offered: bool) -> None:
    assert ("shoes" in slugs(RUN, **{"pain_now": 1, **changes})) is offered


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"last_run_pain_max": 0}, False),
        ({"last_run_pain_max": 1}, True),
        ({"last_run_pain_max": 1, "surface": "trail"}, False),
        ({"last_run_pain_max": 1, "pain_now": 0}, False),
    ],
)
def test_softer_ground_after_sore_road_runs(changes, offered: bool) -> None:
    answers = {"pain_now": 1, "surface": "road", **changes}

    assert ("surface" in slugs(RUN, **answers)) is offered


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"strength_sessions_per_week": 0}, True),
        ({"strength_sessions_per_week": 1}, True),
        ({"strength_sessions_per_week": 2}, False),
        ({}, False),
        ({"strength_sessions_per_week": 1, "pain_now": 3}, True),
        ({"strength_sessions_per_week": 1, "pain_now": 4}, False),
        ({"strength_sessions_per_week": 1, "pain_now": None}, False),
    ],
)
def test_strength_comes_first_when_there_is_little_of_it(changes, offered) -> None:
    chosen = slugs(RUN, **changes)

    assert (chosen[0] == "core-and-strength") is offered


@pytest.mark.parametrize(("flares", "offered"), [(1, False), (2, True), (3, True)])
def test_form_after_two_runs_that_hurt(flares: int, offered: bool) -> None:
    assert ("form" in slugs(RUN, flares_14d=flares)) is offered


def test_rest_day_gets_no_exercise() -> None:
    assert slugs(REST, tight_hamstrings="yes", strength_sessions_per_week=0) == []


def test_cross_training_fills_a_walk_day() -> None:
    assert slugs(WALK, pain_now=4, leg_pain="below_knee_one") == [
        "walking",
        "cross-training",
    ]
