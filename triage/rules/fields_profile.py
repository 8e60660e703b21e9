"""The fields of the health profile: asked at sign-up and every three months."""

from __future__ import annotations

from triage.rules.field import Asked, Changeable, choice, no_yes, number
from triage.rules.types import gettext_noop as _

PROFILE = Asked.PROFILE

age_years = number(
    "age_years",
    PROFILE,
    _("Age"),
    low=13,
    high=100,
    unit="years",
    best=30,
    required=True,
    lift=_("age"),
)
sex_at_birth = choice(
    "sex_at_birth",
    PROFILE,
    _("Sex at birth"),
    {"female": _("female"), "male": _("male"), "other": _("other")},
)
pregnancy = choice(
    "pregnancy",
    PROFILE,
    _("Pregnancy"),
    {
        "no": _("no"),
        "pregnant": _("pregnant"),
        "postpartum_0_12w": _("gave birth less than 12 weeks ago"),
        "postpartum_over_12w": _("gave birth more than 12 weeks ago"),
    },
    required=True,
)
cancer_history = choice(
    "cancer_history",
    PROFILE,
    _("Cancer"),
    {
        "never": _("never, as far as I know"),
        "past": _("in the past"),
        "current": _("now"),
    },
    ordered=True,
    required=True,
)
osteoporosis = no_yes("osteoporosis", PROFILE, _("Fragile bones"), required=True)
steroid_tablets_3m = no_yes(
    "steroid_tablets_3m",
    PROFILE,
    _("Steroid tablets for three months or more"),
    required=True,
)
immune_weak = no_yes("immune_weak", PROFILE, _("Weakened defences"), required=True)
injected_drugs = no_yes(
    "injected_drugs",
    PROFILE,
    _("Injected drugs in the last 12 months"),
    required=True,
)
recent_infection_or_spine_procedure = no_yes(
    "recent_infection_or_spine_procedure",
    PROFILE,
    _("Serious infection or spine procedure in the last 3 months"),
    required=True,
)
known_aneurysm = no_yes("known_aneurysm", PROFILE, _("Known aneurysm"), required=True)
ever_smoked = choice(
    "ever_smoked", PROFILE, _("Ever smoked"), {"no": _("no"), "yes": _("yes")}
)
blood_thinners = no_yes("blood_thinners", PROFILE, _("Blood thinners"))
past_stress_fracture = no_yes(
    "past_stress_fracture", PROFILE, _("Stress fracture in the past")
)
low_energy_signs = no_yes(
    "low_energy_signs",
    PROFILE,
    _("Signs of eating too little for the training"),
    required=True,
)
spa_features = choice(
    "spa_features",
    PROFILE,
    _("Psoriasis, bowel or eye inflammation, or family history"),
    {"no": _("no"), "yes": _("yes")},
)
clinician_advice = choice(
    "clinician_advice",
    PROFILE,
    _("Your clinician's advice"),
    {
        "cleared": _("cleared to run"),
        "none": _("no advice"),
        "walk_only": _("walk, don't run"),
        "no_exercise": _("no exercise"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("your clinician's advice changed to “{words}”"),
    clear=_("a clinician's word that you may run"),
)

PROFILE_FIELDS = (
    age_years,
    sex_at_birth,
    pregnancy,
    cancer_history,
    osteoporosis,
    steroid_tablets_3m,
    immune_weak,
    injected_drugs,
    recent_infection_or_spine_procedure,
    known_aneurysm,
    ever_smoked,
    blood_thinners,
    past_stress_fracture,
    low_energy_signs,
    spa_features,
    clinician_advice,
)
