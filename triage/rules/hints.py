"""Name contributing causes that may fit (clinical.md 4): hints, never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.rules.conditions import (
    Answers,
    Changes,
    Condition,
    all_of,
    any_of,
    not_,
)
from triage.rules.field import Field
from triage.rules.fields_daily import (
    last_run_pain_max,
    last_run_trend,
    pain_now,
    pain_worst_24h,
)
from triage.rules.fields_episode import (
    duration_days,
    focal_bone_pain,
    onset,
    pain_site,
    posture_concern,
    spasm,
    worse_bending_sitting,
    worse_cough_sneeze,
    worse_leaning_back,
)
from triage.rules.fields_hints import (
    load_jump_from_m,
    load_jump_to_m,
    new_shoes_3w,
    shoe_age_km,
    shoe_fit,
    shoe_type,
    strength_sessions_per_week,
    surface,
    tight_hamstrings,
    warm_up_done,
    worse_standing_downhill,
)
from triage.rules.fields_list import leg_numb_tingle, leg_pain
from triage.rules.fields_profile import age_years
from triage.rules.report import SymptomReport
from triage.rules.shared import SUDDEN_OR_LIFTED
from triage.rules.types import RED_FLAG_CARE, Advice, Hint, gettext_noop as _

MAX_HINTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One hint and the pattern of answers that it may fit."""

    id: str
    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class LoadJump:
    """The distance rose by more than a tenth: load_jump_to_m against load_jump_from_m.

    Whoever fills these two fields sees to it that the jump lies within the 10 days
    before the pain began. Never true while one of them is missing.
    """

    def holds(self, answers: Answers) -> bool:
        """Say whether the jump was above 110 %."""
        before, after = (answers.get(field.name) for field in self.fields())
        if before is None or after is None:
            return False
        return 10 * int(after) > 11 * int(before)

    def fields(self) -> tuple[Field, ...]:
        """Return the distance before and after."""
        return (load_jump_from_m, load_jump_to_m)

    def because(self, answers: Answers, *, wanted: bool) -> tuple[str, ...]:
        """Return both names if the condition is as wanted."""
        names = tuple(field.name for field in self.fields())
        return names if self.holds(answers) is wanted else ()

    def ways(self, answers: Answers, *, wanted: bool) -> Iterator[Changes]:
        """Yield nothing but the empty change: what was run was run."""
        if self.holds(answers) is wanted:
            yield {}


IN_PAIN = any_of(pain_now.at_least(1), pain_worst_24h.at_least(1))

NO_LEG_SYMPTOMS = not_(
    any_of(leg_pain.at_least("buttock_thigh"), leg_numb_tingle.at_least("one_leg"))
)

LAST_RUN_HURT = last_run_pain_max.at_least(1)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        id="H-CORE",
        when=all_of(
            pain_site.is_("low"),
            onset.is_("gradual", "during_or_after_run"),
            last_run_trend.is_("rose"),
            last_run_pain_max.at_most(5),
            NO_LEG_SYMPTOMS,
            not_(strength_sessions_per_week.missing()),
            strength_sessions_per_week.at_most(1),
        ),
        text=_(
            "Your answers may fit back muscles doing the work of a tired core: pain "
            "that builds late in runs and little strength work. Two short core "
            "sessions a week are worth trying. Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-DISC",
        when=all_of(
            worse_bending_sitting.is_("yes"),
            any_of(
                worse_cough_sneeze.is_("yes"),
                leg_pain.is_("below_knee_one"),
                leg_numb_tingle.is_("one_leg"),
            ),
        ),
        text=_(
            "This may fit a disc irritating a nerve. Most settle within weeks. Walk, "
            "avoid long sitting and heavy bending, and have it checked before you run. "
            "Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-LORD",
        when=all_of(
            age_years.at_least(18),
            any_of(
                posture_concern.is_("yes"),
                all_of(
                    worse_leaning_back.is_("yes"),
                    worse_standing_downhill.is_("yes"),
                    worse_bending_sitting.is_("no"),
                ),
            ),
        ),
        text=_(
            "This may fit a lower back that curves in a lot (sway back). It is often "
            "harmless. If you think it is your problem, ask a clinician to look and "
            "plan with you. Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-STRAIN",
        when=all_of(
            IN_PAIN,
            SUDDEN_OR_LIFTED,
            not_(duration_days.missing()),
            duration_days.at_most(7),
            any_of(spasm.at_least("mild"), focal_bone_pain.is_("no")),
            pain_site.is_("low"),
            NO_LEG_SYMPTOMS,
        ),
        text=_(
            "This may fit a strained muscle or sprained ligament. Keep moving gently; "
            "do not run through it, or a few days can become weeks. If it is your first "
            "time, having it checked is sensible. Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-LOAD",
        when=all_of(IN_PAIN, LoadJump()),
        text=_(
            "This started after a jump in distance ({after} km against {before} km), "
            "which may play a part. Build up again by no more than a tenth a week. "
            "Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-WARM",
        when=all_of(warm_up_done.is_("no"), last_run_trend.is_("eased"), LAST_RUN_HURT),
        text=_(
            "Pain that is worst at the start may fit a cold start. Add 10 minutes of "
            "easy moving first. Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-HAM",
        when=all_of(IN_PAIN, tight_hamstrings.is_("yes")),
        text=_(
            "Tight hamstrings may add to it. Stretch them gently twice a day. Only an "
            "examination can tell."
        ),
    ),
    Pattern(
        id="H-SHOE",
        when=all_of(
            IN_PAIN,
            any_of(
                shoe_age_km.at_least(801),
                new_shoes_3w.is_("yes"),
                shoe_fit.is_("tight", "loose"),
                shoe_type.is_("walking", "other"),
            ),
        ),
        text=_(
            "The change of shoes may play a part. Run in running shoes that fit and "
            "are not worn out. Only an examination can tell."
        ),
    ),
    Pattern(
        id="H-SURF",
        when=all_of(IN_PAIN, LAST_RUN_HURT, surface.is_("road")),
        text=_(
            "Hard ground may play a part. Try two of your runs on softer ground. Only "
            "an examination can tell."
        ),
    ),
)

NO_PATTERN = Hint(
    id="H-NONE",
    text=_("Most back pain has no single cause that can be seen, and that is normal."),
)


def hints(report: SymptomReport, advice: Advice) -> tuple[Hint, ...]:
    """Return at most two hints, none beside a red flag.

    With pain and no pattern that fits, the one hint says that this is normal.
    """
    if advice.care >= RED_FLAG_CARE:
        return ()
    fitting = [pattern for pattern in PATTERNS if pattern.when.holds(report)]
    if not fitting:
        return (NO_PATTERN,) if IN_PAIN.holds(report) else ()
    return tuple(Hint(id=p.id, text=_text(p, report)) for p in fitting[:MAX_HINTS])


def _text(pattern: Pattern, report: SymptomReport) -> str:
    """Return the text of a hint with its distances filled in, in km."""
    before, after = (
        f"{int(report[name] or 0) / 1000:.1f}"
        for name in ("load_jump_from_m", "load_jump_to_m")
    )
    return pattern.text.format(before=before, after=after)
