"""Reports for the tests of the rules: a healthy one, and any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from triage.rules import FIELDS, Field, SymptomReport

HEALTHY = {
    **{name: field.best for name, field in FIELDS.items() if field.required},
    "sex_at_birth": "female",
    "clinician_advice": "none",
    "past_stress_fracture": "no",
    "blood_thinners": "no",
    "spa_features": "no",
    "duration_days": 20,
    "first_ever_episode": "no",
    "onset": "during_or_after_run",
    "pain_site": "low",
    "morning_stiffness_min": 0,
    "eased_by_movement": "unknown",
    "eased_by_rest": "unknown",
    "spasm": "none",
    "daily_life": "none",
    "change_vs_last_week": "better",
    "fear_unsafe": "no",
    "startback_total": 0,
    "startback_psych": 0,
    "ran_last_7d": "no",
    "flares_14d": 0,
    "days_pain_3plus_14d": 0,
    "pain_last_3_days_max": 0,
    "prev_verdict": "run",
    "brisk_walk_30_ok": "yes",
    "days_pain_0_2": 10,
    "easy_runs_ok": 5,
    "pain_rising": "no",
}


def make_report(**changes: str | int | None) -> SymptomReport:
    """Return the report of a healthy runner of 30 with these changes."""
    return SymptomReport.from_answers({**HEALTHY, **changes})


def answers_to(field: Field) -> st.SearchStrategy:
    """Draw an answer to the field; numbers mostly lie near the rules' thresholds."""
    if not field.is_number:
        return st.sampled_from(field.values)
    top = min(field.high, 100)
    near = st.integers(field.low, top)
    return near if top == field.high else near | st.integers(field.low, field.high)


def reports() -> st.SearchStrategy[SymptomReport]:
    """Draw a report: a healthy one with any number of fields changed or taken away.

    Starting from a healthy one keeps the reports apart; over all fields at once
    nearly every one would be an emergency.
    """
    field_and_answer = st.sampled_from(list(FIELDS.values())).flatmap(
        lambda field: st.tuples(
            st.just(field.name), st.one_of(answers_to(field), st.none())
        )
    )
    changes = st.lists(field_and_answer, max_size=12, unique_by=lambda pair: pair[0])
    return changes.map(lambda pairs: make_report(**dict(pairs)))


def any_reports() -> st.SearchStrategy[SymptomReport]:
    """Draw a report with every field free."""
    return st.fixed_dictionaries(
        {
            name: st.one_of(st.none(), answers_to(field))
            for name, field in FIELDS.items()
        }
    ).map(SymptomReport.from_answers)
