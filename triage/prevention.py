"""Prevention advice chosen by the data: at most three, the most relevant first.

Pure: a report and a verdict in, topics out. The triggers are those of clinical.md 5.
Body weight is never among them. Nothing is said while care is urgent: then there is
one thing to do, and it is not a stretch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.rules import RED_FLAG_CARE, Care, SymptomReport, Verdict, assess

MOST_TOPICS = 3
# Below these a stretch or an exercise may be offered (clinical.md 5).
NO_STRETCH_FROM_PAIN = 6
STRENGTH_UP_TO_PAIN = 3
# Days of pain, and sore runs in two weeks, after which the cause is worth a search.
LASTING_PAIN_DAYS = 14
FLARES = 2
# Distance after which running shoes are worth a look: clinical.md 4, H-SHOE.
OLD_SHOES_KM = 800
FEW_STRENGTH_SESSIONS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One piece of advice; slug is the learn page that says more."""

    slug: str
    title: StrOrPromise
    advice: StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A topic and when it is offered."""

    topic: Topic
    applies: Callable[[SymptomReport, Verdict], bool]


def prevention_for(
    report: SymptomReport, verdict: Verdict, *, care: Care | None = None
) -> tuple[Topic, ...]:
    """Return at most three topics for today, the most relevant first.

    care is the care level of today's advice, with everything that is held from
    earlier days; without it the report is assessed for it. Empty when care is
    urgent_same_day or above. A topic comes once, with its strongest trigger.
    """
    if care is None:
        care = assess(report).care
    if care >= RED_FLAG_CARE:
        return ()
    chosen: dict[str, Topic] = {}
    for trigger in TRIGGERS:
        if trigger.topic.slug not in chosen and trigger.applies(report, verdict):
            chosen[trigger.topic.slug] = trigger.topic
    return tuple(chosen.values())[:MOST_TOPICS]


def _number(report: SymptomReport, name: str) -> int:
    """Return a number, 0 if it is missing."""
    return int(report[name] or 0)


def _runs_today(report: SymptomReport, verdict: Verdict) -> bool:
    return verdict <= Verdict.RUN_EASY


def _in_pain(report: SymptomReport) -> bool:
    return _number(report, "pain_now") >= 1 or _number(report, "pain_worst_24h") >= 1


def _last_run_hurt(report: SymptomReport) -> bool:
    return _number(report, "last_run_pain_max") >= 1


def _took_a_painkiller(report: SymptomReport, verdict: Verdict) -> bool:
    return report["painkiller_8h"] in ("simple", "strong")


def _walks_today(report: SymptomReport, verdict: Verdict) -> bool:
    return verdict is Verdict.WALK


def _lasts_or_returns(report: SymptomReport, verdict: Verdict) -> bool:
    lasts = _in_pain(report) and _number(report, "duration_days") >= LASTING_PAIN_DAYS
    return lasts or _number(report, "flares_14d") >= FLARES


def _may_stretch(report: SymptomReport, verdict: Verdict) -> bool:
    """An irritated nerve is not pulled at; an unknown answer is not a no."""
    pain = report["pain_now"]
    return (
        verdict < Verdict.REST
        and pain is not None
        and int(pain) < NO_STRETCH_FROM_PAIN
        and report["leg_pain"] in ("none", "buttock_thigh")
        and report["leg_numb_tingle"] in ("none", None)
    )


def _stretches_twice(report: SymptomReport, verdict: Verdict) -> bool:
    no_clear_reason = (
        _in_pain(report)
        and report["onset"] == "gradual"
        and report["trauma"] in ("none", None)
    )
    tight = report["tight_hamstrings"] == "yes"
    return (tight or no_clear_reason) and _may_stretch(report, verdict)


def _starts_cold(report: SymptomReport, verdict: Verdict) -> bool:
    hurts_at_first = report["last_run_trend"] == "eased" and _last_run_hurt(report)
    rushed = report["warm_up_done"] == "no" or hurts_at_first
    return rushed and _runs_today(report, verdict)


def _may_strengthen(report: SymptomReport, verdict: Verdict) -> bool:
    pain = report["pain_now"]
    return (
        verdict < Verdict.REST and pain is not None and int(pain) <= STRENGTH_UP_TO_PAIN
    )


def _lacks_strength(report: SymptomReport, verdict: Verdict) -> bool:
    sessions = report["strength_sessions_per_week"]
    few = sessions is not None and int(sessions) <= FEW_STRENGTH_SESSIONS
    return few and _may_strengthen(report, verdict)


def _shoes_may_play_a_part(report: SymptomReport, verdict: Verdict) -> bool:
    return _in_pain(report) and (
        _number(report, "shoe_age_km") > OLD_SHOES_KM
        or report["new_shoes_3w"] == "yes"
        or report["shoe_fit"] in ("tight", "loose")
        or report["shoe_type"] in ("walking", "other")
    )


def _hurts_on_roads(report: SymptomReport, verdict: Verdict) -> bool:
    return (
        _in_pain(report)
        and _last_run_hurt(report)
        and report["surface"] == "road"
        and verdict < Verdict.REST
    )


def _two_runs_hurt(report: SymptomReport, verdict: Verdict) -> bool:
    return _number(report, "flares_14d") >= FLARES and verdict < Verdict.REST


def _trains_today(report: SymptomReport, verdict: Verdict) -> bool:
    return verdict < Verdict.REST


PAINKILLERS = Topic(
    slug="painkillers",
    title=_("Painkillers"),
    advice=_(
        "Take them to get through the day, not before a run and not to reach a lower "
        "score. A pharmacist can tell you which one suits you."
    ),
)
WALKING = Topic(
    slug="walking",
    title=_("Walking"),
    advice=_(
        "Walk instead: flat, as far as your back lets you, 45 minutes at most. It beats "
        "doing nothing."
    ),
)
FIX_THE_ROOT_CAUSE = Topic(
    slug="fix-the-root-cause",
    title=_("Fix the root cause"),
    advice=_(
        "It lasts or keeps coming back. Strength, form and load are worth a look, and "
        "a doctor or physiotherapist can look with you."
    ),
)
HAMSTRINGS_TWICE = Topic(
    slug="hamstrings",
    title=_("Hamstrings, twice today"),
    advice=_(
        "Each leg twice for 30 seconds, morning and evening: a mild pull, never a "
        "tingle."
    ),
)
HAMSTRINGS = Topic(
    slug="hamstrings",
    title=_("Hamstrings"),
    advice=_("Each leg twice for 30 seconds, once today: a mild pull, never a tingle."),
)
LONGER_WARM_UP = Topic(
    slug="warm-up",
    title=_("A longer warm-up"),
    advice=_(
        "Ten minutes before you run: brisk walk, leg swings, hip circles, cat-cow. "
        "Easy, not tiring."
    ),
)
WARM_UP = Topic(
    slug="warm-up",
    title=_("Warm-up"),
    advice=_(
        "Five to ten minutes before you run: brisk walk, leg swings, hip circles, "
        "walking lunges or a little yoga."
    ),
)
COOL_DOWN = Topic(
    slug="cool-down",
    title=_("Cool-down"),
    advice=_(
        "Walk five minutes at the end, then stretch, do yoga or use a foam roller if "
        "it feels good."
    ),
)
STRENGTH = Topic(
    slug="core-and-strength",
    title=_("Core and strength"),
    advice=_(
        "Two short sessions a week, on days without a run: bridge, side plank, "
        "bird-dog, dead bug."
    ),
)
SHOES = Topic(
    slug="shoes",
    title=_("Shoes"),
    advice=_(
        "Check them: made for running, the right size, not worn out. If they are new, "
        "start with short runs."
    ),
)
SURFACE = Topic(
    slug="surface",
    title=_("Softer ground"),
    advice=_("Try part of the week on a track, grass or a smooth trail."),
)
FORM = Topic(
    slug="form",
    title=_("Running form"),
    advice=_(
        "Tall and relaxed, with quick short steps. One cue, on easy runs, for weeks."
    ),
)
CROSS_TRAINING = Topic(
    slug="cross-training",
    title=_("Cross-training"),
    advice=_("Between running days: cycling, swimming, strength or yoga."),
)

# Most relevant first: what today's answers ask for, then the habits of every day.
TRIGGERS = (
    Trigger(topic=PAINKILLERS, applies=_took_a_painkiller),
    Trigger(topic=WALKING, applies=_walks_today),
    Trigger(topic=FIX_THE_ROOT_CAUSE, applies=_lasts_or_returns),
    Trigger(topic=LONGER_WARM_UP, applies=_starts_cold),
    Trigger(topic=HAMSTRINGS_TWICE, applies=_stretches_twice),
    Trigger(topic=SHOES, applies=_shoes_may_play_a_part),
    Trigger(topic=SURFACE, applies=_hurts_on_roads),
    Trigger(topic=STRENGTH, applies=_lacks_strength),
    Trigger(topic=FORM, applies=_two_runs_hurt),
    Trigger(topic=WARM_UP, applies=_runs_today),
    Trigger(topic=COOL_DOWN, applies=_runs_today),
    Trigger(topic=HAMSTRINGS, applies=_may_stretch),
    Trigger(topic=STRENGTH, applies=_may_strengthen),
    Trigger(topic=CROSS_TRAINING, applies=_trains_today),
)
