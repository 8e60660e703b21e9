"""The optional fields that only the hints read; no rule ever sees them."""

from __future__ import annotations

from triage.rules.field import Asked, choice, no_yes, number
from triage.rules.types import gettext_noop as _

HINT = Asked.HINT

strength_sessions_per_week = number(
    "strength_sessions_per_week", HINT, _("Strength sessions a week"), high=7
)
warm_up_done = choice(
    "warm_up_done", HINT, _("Warm-up done"), {"yes": _("yes"), "no": _("no")}
)
cool_down_done = choice(
    "cool_down_done", HINT, _("Cool-down done"), {"yes": _("yes"), "no": _("no")}
)
tight_hamstrings = no_yes("tight_hamstrings", HINT, _("Tight hamstrings"))
shoe_age_km = number(
    "shoe_age_km", HINT, _("Distance run in these shoes"), high=100_000, unit="km"
)
shoe_fit = choice(
    "shoe_fit",
    HINT,
    _("Fit of the shoes"),
    {
        "good": _("good"),
        "tight": _("tight"),
        "loose": _("loose"),
        "unsure": _("not sure"),
    },
)
shoe_type = choice(
    "shoe_type",
    HINT,
    _("Kind of shoes"),
    {"running": _("running"), "walking": _("walking"), "other": _("other")},
)
new_shoes_3w = no_yes("new_shoes_3w", HINT, _("New shoes in the last 3 weeks"))
overpronation = choice(
    "overpronation",
    HINT,
    _("Overpronation"),
    {"no": _("no"), "yes": _("yes"), "unsure": _("not sure")},
)
surface = choice(
    "surface",
    HINT,
    _("Usual surface"),
    {
        "road": _("road"),
        "track": _("track"),
        "trail": _("trail"),
        "treadmill": _("treadmill"),
        "mixed": _("mixed"),
    },
)
worse_standing_downhill = no_yes(
    "worse_standing_downhill", HINT, _("Worse standing or running downhill")
)
load_jump_from_m = number(
    "load_jump_from_m",
    HINT,
    _("Distance before the jump"),
    high=10_000_000,
    unit="metres",
)
load_jump_to_m = number(
    "load_jump_to_m",
    HINT,
    _("Distance after the jump"),
    high=10_000_000,
    unit="metres",
)

HINT_FIELDS = (
    strength_sessions_per_week,
    warm_up_done,
    cool_down_done,
    tight_hamstrings,
    shoe_age_km,
    shoe_fit,
    shoe_type,
    new_shoes_3w,
    overpronation,
    surface,
    worse_standing_downhill,
    load_jump_from_m,
    load_jump_to_m,
)
