"""The health profile: asked at sign-up, and whether it is still true every 3 months."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.forms import fields
from triage.models import PROFILE_ANSWERS, HealthProfile
from triage.rules import FIELDS

NOTHING = "none"
OLDEST_AGE = 110
EXCLUSIVE = _("You tapped “None” and something else: untap one of them.")

CONDITIONS: dict[str, StrOrPromise] = {
    "cancer_current": _("Cancer, now"),
    "cancer_past": _("Cancer, in the past"),
    "osteoporosis": _(
        "Thin bones (osteoporosis), or a broken bone from a small fall after 50"
    ),
    "past_stress_fracture": _("A stress fracture"),
    "known_aneurysm": _("An aneurysm (a widened main artery)"),
    "immune_weak": _(
        "A weak immune system, or medicine that weakens it (also diabetes on insulin, "
        "dialysis, a transplant, chemotherapy)"
    ),
    "spa_features": _(
        "Psoriasis, inflammatory bowel disease, an inflamed eye, or a parent or "
        "sibling with inflammatory back disease"
    ),
    NOTHING: _("None that I know of"),
}
MEDICINES: dict[str, StrOrPromise] = {
    "steroid_tablets_3m": _(
        "Steroid tablets (such as prednisolone) for about 3 months"
    ),
    "blood_thinners": _("Blood thinners"),
    "injected_drugs": _(
        "Injected drugs that were not prescribed, in the last 12 months"
    ),
    NOTHING: _("None"),
}
PROCEDURES: dict[str, StrOrPromise] = {
    "recent_infection_or_spine_procedure": _(
        "In the last 3 months: an injection, acupuncture or operation near my spine, "
        "or a serious infection"
    ),
    "had_spine_surgery_6m": _("In the last 6 months: an operation on my spine"),
    NOTHING: _("Neither"),
}
LOW_ENERGY: dict[str, StrOrPromise] = {
    "periods": _("Periods missing for 3 months or more, not planned"),
    "weight": _("My weight is changing without my wanting it"),
    "eating": _("I often eat less than my training needs"),
    "past": _("An eating disorder in the past"),
    "tired": _("Constant tiredness, or little sex drive"),
    NOTHING: _("None of these"),
}


class ProfileForm(forms.Form):
    """Who the athlete is, as far as it changes what back pain can mean."""

    birth_date = forms.DateField(
        label=_("When were you born?"),
        widget=forms.DateInput({"type": "date", "autocomplete": "bday"}),
        help_text=_("Age changes what back pain can mean."),
        error_messages={
            "invalid": _("Enter a date, for example 1988-04-23."),
            "required": _("Enter your date of birth, for example 1988-04-23."),
        },
    )
    sex_at_birth = fields.choice(
        _("Sex at birth"),
        [
            ("female", _("Female")),
            ("male", _("Male")),
            ("other", _("Other")),
            ("unknown", _("Rather not say")),
        ],
        help_text=_("So that we ask the right questions; no rule looks at it."),
    )
    pregnancy = fields.dictionary_choice(
        "pregnancy",
        _("Are you pregnant, or have you given birth?"),
        {
            "no": _("No"),
            "pregnant": _("I am pregnant"),
            "postpartum_0_12w": _("I gave birth less than 12 weeks ago"),
            "postpartum_over_12w": _("I gave birth 3 to 12 months ago"),
        },
        help_text=_("Pelvis and bones need other limits in this time."),
    )
    conditions = fields.several(
        _("Has a doctor ever told you that you have any of these?"),
        CONDITIONS.items(),
        help_text=_("With these, the same pain is looked at sooner."),
    )
    medicines = fields.several(
        _("Do you take any of these?"),
        MEDICINES.items(),
        help_text=_(
            "They change what back pain can mean: bones break more easily, infections "
            "hide. Nobody but you sees the answer unless you allow it."
        ),
    )
    procedures = fields.several(
        _("Have you had one of these?"),
        PROCEDURES.items(),
        help_text=_("An infection near the spine can start quietly."),
    )
    low_energy = fields.several(
        _("Are any of these true?"),
        LOW_ENERGY.items(),
        help_text=_(
            "Training on too little energy weakens bones. We ask again every month."
        ),
    )
    clinician_advice = fields.dictionary_choice(
        "clinician_advice",
        _("Has a clinician told you something about running?"),
        {
            "cleared": _("I may run"),
            "none": _("Nothing"),
            "walk_only": _("Walk only"),
            "no_exercise": _("No exercise"),
        },
        help_text=_("Their word outranks ours."),
    )
    posture_concern = fields.dictionary_choice(
        "posture_concern",
        _("Do you think your lower back curves in too much?"),
        fields.YES_NO,
        help_text=_("It is often harmless; if it worries you, it is worth a look."),
    )

    def __init__(
        self, *args: Any, today: dt.date, profile: HealthProfile | None, **kwargs: Any
    ) -> None:
        if profile is not None and profile.reviewed_on is not None:
            kwargs["initial"] = initial_of(profile)
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["birth_date"].widget.attrs["max"] = today.isoformat()

    def clean_birth_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["birth_date"]
        if day > self.today:
            raise forms.ValidationError(_("This date is in the future."))
        if self.today.year - day.year > OLDEST_AGE:
            raise forms.ValidationError(_("Check the year: that is too long ago."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("sex_at_birth") == "male" and not data.get("pregnancy"):
            # The page does not show him the question.
            self.errors.pop("pregnancy", None)
            data["pregnancy"] = "no"
        for name in ("conditions", "medicines", "procedures", "low_energy"):
            tapped = data.get(name, [])
            if NOTHING in tapped and len(tapped) > 1:
                self.add_error(name, EXCLUSIVE)
        return data

    def save_to(self, profile: HealthProfile) -> HealthProfile:
        """Keep the answers in the profile, as of today."""
        data = self.cleaned_data
        before = health_answers(profile)
        for name in ("birth_date", "pregnancy", "clinician_advice", "posture_concern"):
            setattr(profile, name, data[name])
        sex = data["sex_at_birth"]
        profile.sex_at_birth = "" if sex == "unknown" else sex
        tapped = {*data["conditions"], *data["medicines"], *data["procedures"]}
        for name in YES_NO_ANSWERS:
            setattr(profile, name, "yes" if name in tapped else "no")
        if tapped & {"had_spine_surgery_6m"}:
            profile.recent_infection_or_spine_procedure = "yes"
        profile.cancer_history = _cancer_history(tapped)
        profile.had_spine_surgery_6m = "had_spine_surgery_6m" in tapped
        profile.low_energy_signs = "no" if data["low_energy"] == [NOTHING] else "yes"
        profile.reviewed_on = profile.low_energy_asked_on = self.today
        if health_answers(profile) != before:
            profile.changed_at = timezone.now()
        profile.save()
        return profile


def _cancer_history(tapped: set[str]) -> str:
    """Return the answer that asks for most caution of those tapped."""
    if "cancer_current" in tapped:
        return "current"
    return "past" if "cancer_past" in tapped else "never"


YES_NO_ANSWERS = (
    "osteoporosis",
    "past_stress_fracture",
    "known_aneurysm",
    "immune_weak",
    "spa_features",
    "steroid_tablets_3m",
    "blood_thinners",
    "injected_drugs",
    "recent_infection_or_spine_procedure",
)


def health_answers(profile: HealthProfile) -> dict[str, Any]:
    """Return the answers that an advice may have been judged on."""
    names = (*PROFILE_ANSWERS, "birth_date", "had_spine_surgery_6m")
    return {name: getattr(profile, name) for name in names}


def initial_of(profile: HealthProfile) -> dict[str, Any]:
    """Return what the form shows for a profile that was filled in before.

    Which of the low-energy signs it was is not kept, so that question starts empty.
    """
    said = {name for name in YES_NO_ANSWERS if getattr(profile, name) == "yes"}
    if profile.cancer_history in ("past", "current"):
        said.add(f"cancer_{profile.cancer_history}")
    if profile.had_spine_surgery_6m:
        said.add("had_spine_surgery_6m")
    initial: dict[str, Any] = {
        name: getattr(profile, name)
        for name in ("birth_date", "pregnancy", "clinician_advice", "posture_concern")
    }
    initial["sex_at_birth"] = profile.sex_at_birth or "unknown"
    for name, options in (
        ("conditions", CONDITIONS),
        ("medicines", MEDICINES),
        ("procedures", PROCEDURES),
    ):
        initial[name] = [key for key in options if key in said] or [NOTHING]
    return initial


class HabitsForm(forms.ModelForm):
    """The habits that only hints look at; every one of them may be skipped."""

    class Meta:
        model = HealthProfile
        fields = (
            "strength_sessions_per_week",
            "warm_up_done",
            "cool_down_done",
            "tight_hamstrings",
            "surface",
            "shoe_type",
            "shoe_fit",
            "shoe_age_km",
            "new_shoes_3w",
            "overpronation",
        )
        labels = {
            "strength_sessions_per_week": _("Strength or core sessions a week"),
            "warm_up_done": _("Do you warm up before most runs?"),
            "cool_down_done": _("Do you cool down after most runs?"),
            "tight_hamstrings": _("Are your hamstrings tight?"),
            "surface": _("What do you mostly run on?"),
            "shoe_type": _("What shoes do you run in?"),
            "shoe_fit": _("How do they fit?"),
            "shoe_age_km": _("Roughly how many km have they done?"),
            "new_shoes_3w": _("Are they newer than three weeks?"),
            "overpronation": _("Do your feet roll inwards (overpronation)?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("strength_sessions_per_week", "shoe_age_km"):
            most = FIELDS[name].high
            self.fields[name].widget.attrs["max"] = most
            message = _("Enter a whole number from 0 to %(most)s.") % {"most": most}
            wrong = ("invalid", "min_value", "max_value")
            self.fields[name].error_messages |= dict.fromkeys(wrong, message)
