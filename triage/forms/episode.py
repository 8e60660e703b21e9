"""The questions about a pain: asked when it starts, and when something changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.forms import fields
from triage.models import Episode

NECK_ONLY = "neck_only"
CHANGED_TOO = _(
    "You tapped this and changed an answer below: untap it, or change that back."
)
STIFFNESS = [
    ("0", _("Not at all")),
    ("15", _("Under 30 minutes")),
    ("45", _("30 to 60 minutes")),
    ("90", _("Over an hour")),
]
EASED = {
    "yes": _("Better"),
    "no": _("Worse, or no change"),
    "unknown": _("I don't know"),
}
WORSE_WITH = {
    "worse_bending_sitting": _("Bending or sitting"),
    "worse_leaning_back": _("Leaning back"),
    "worse_standing_downhill": _("Standing long, or walking downhill"),
    "worse_cough_sneeze": _("Coughing or sneezing"),
}
# Questions whose answers are the columns of an Episode as they are.
AS_THEY_ARE = (
    "started_on",
    "first_ever_episode",
    "onset",
    "spasm",
    "eased_by_movement",
    "eased_by_rest",
)


class EpisodeForm(forms.Form):
    """Where, since when, and how it behaves."""

    episode_unchanged = forms.BooleanField(
        label=_("Nothing about this pain has changed"), required=False
    )
    started_on = forms.DateField(
        label=_("When did it start?"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Roughly is fine."),
        error_messages={"invalid": _("Enter a date, for example 2026-11-03.")},
    )
    first_ever_episode = fields.choice(
        _("Is it your first back pain ever?"), fields.YES_NO.items(), required=False
    )
    onset = fields.dictionary_choice(
        "onset",
        _("How did it start?"),
        {
            "gradual": _("Slowly"),
            "sudden": _("Suddenly, for no reason"),
            "after_lift_or_twist": _("Lifting or twisting"),
            "during_or_after_run": _("During or after a run"),
        },
        required=False,
    )
    pain_site = fields.choice(
        _("Where is it?"),
        [
            ("low", _("Low back")),
            ("mid_upper", _("Mid or upper back")),
            (
                "buttock_or_sacrum_one_side",
                _("One side of the buttock or the back of the pelvis"),
            ),
            ("tailbone", _("Tailbone")),
            ("flank", _("Side, under the ribs")),
            (NECK_ONLY, _("Only my neck")),
        ],
        required=False,
    )
    episode_trauma = fields.dictionary_choice(
        "trauma",
        _("A fall or accident in the last 14 days?"),
        {
            "none": _("No"),
            "minor": _("A trip, a small fall, a jolt"),
            "major": _("Traffic, a fall from over 1 m or five stairs, a heavy blow"),
        },
        required=False,
    )
    episode_focal_bone_pain = fields.choice(
        _("Can you put one finger on a single sore spot on the bone?"),
        [("no", _("No")), ("yes", _("Yes")), ("unsure", _("Not sure"))],
        required=False,
    )
    episode_impact_pain = fields.choice(
        _("Does it stab there each time your foot lands?"),
        [("no", _("No")), ("yes", _("Yes")), ("unsure", _("Have not tried"))],
        required=False,
        help_text=_("Do not hop to find out."),
    )
    morning_stiffness_min = fields.choice(
        _("How long are you stiff in the morning?"), STIFFNESS, required=False
    )
    eased_by_movement = fields.dictionary_choice(
        "eased_by_movement", _("Moving makes it …"), EASED, required=False
    )
    eased_by_rest = fields.dictionary_choice(
        "eased_by_rest", _("Resting makes it …"), EASED, required=False
    )
    episode_night_pain = fields.dictionary_choice(
        "night_pain",
        _("And at night?"),
        {
            "none": _("No trouble"),
            "on_turning": _("It hurts on turning over"),
            "wakes_eases_when_up": _("It wakes me, and is better when I get up"),
            "wakes_constant": _("It keeps me awake in any position"),
        },
        required=False,
    )
    worse_with = fields.several(
        _("What makes it worse?"),
        [*WORSE_WITH.items(), ("nothing", _("None of these"))],
        required=False,
    )
    spasm = fields.dictionary_choice(
        "spasm",
        _("Muscle cramp or locking?"),
        {"none": _("None"), "mild": _("A bit"), "locked": _("Locked")},
        required=False,
    )

    def __init__(
        self, *args: Any, today: dt.date, known: Episode | None, **kwargs: Any
    ) -> None:
        if known is not None:
            kwargs["initial"] = initial_of(known)
        super().__init__(*args, **kwargs)
        self.today = today
        self.known = known
        self.fields["started_on"].widget.attrs["max"] = today.isoformat()
        if known is None:
            del self.fields["episode_unchanged"]

    @property
    def is_unchanged(self) -> bool:
        return bool(self.cleaned_data.get("episode_unchanged"))

    def has_changed(self) -> bool:
        """Say whether anything was answered otherwise; a page without this part says no."""
        was_sent = any(name in self.data for name in self.fields)
        return was_sent and super().has_changed()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        changed = {*self.changed_data} - {"episode_unchanged"}
        if data.get("episode_unchanged") and self.has_changed() and changed:
            self.add_error("episode_unchanged", CHANGED_TOO)
        return data

    def clean_started_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["started_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("This date is in the future."))
        if day is not None and (self.today - day).days > 36_500:
            raise forms.ValidationError(_("This date is too long ago."))
        return day

    def clean_worse_with(self) -> list[str]:
        tapped: list[str] = self.cleaned_data["worse_with"]
        if "nothing" in tapped and len(tapped) > 1:
            raise forms.ValidationError(
                _("You tapped “None of these” and something else: untap one of them.")
            )
        return tapped

    def require_all(self) -> None:
        """Ask for every answer: a new or changed pain has to be known whole."""
        for name in self.fields:
            if name == "episode_unchanged" or name in self.errors:
                continue
            if self.cleaned_data.get(name) in (None, "", []):
                self.add_error(name, fields.ANSWER_THIS)

    def as_columns(self) -> dict[str, Any]:
        """Return the answers as columns of an Episode."""
        data = self.cleaned_data
        worse = data["worse_with"]
        site = data["pain_site"]
        columns = {name: data[name] for name in AS_THEY_ARE}
        columns |= {name: "yes" if name in worse else "no" for name in WORSE_WITH}
        columns |= {
            name: "" if data[f"episode_{name}"] == "unsure" else data[f"episode_{name}"]
            for name in ("trauma", "focal_bone_pain", "impact_pain", "night_pain")
        }
        return columns | {
            "morning_stiffness_min": int(data["morning_stiffness_min"]),
            "is_neck_only": site == NECK_ONLY,
            "pain_site": "" if site == NECK_ONLY else site,
        }


def initial_of(episode: Episode) -> dict[str, Any]:
    """Return what the form shows for an episode that is already known."""
    initial = {name: getattr(episode, name) for name in AS_THEY_ARE}
    worse = [name for name in WORSE_WITH if getattr(episode, name) == "yes"]
    return initial | {
        "pain_site": NECK_ONLY if episode.is_neck_only else episode.pain_site,
        "episode_trauma": episode.trauma,
        "episode_night_pain": episode.night_pain,
        "episode_focal_bone_pain": episode.focal_bone_pain or "unsure",
        "episode_impact_pain": episode.impact_pain or "unsure",
        "morning_stiffness_min": str(episode.morning_stiffness_min),
        "worse_with": worse or ["nothing"],
    }
