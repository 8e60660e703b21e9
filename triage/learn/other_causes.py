"""Other things that may be behind it, and the ones that need a doctor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.causes import ONLY_AN_EXAMINATION
from triage.learn.types import Group, Section, Strength, Topic

TRAINING_JUMP = Topic(
    slug="training-jump",
    group=Group.CAUSES,
    title=_("A jump in training"),
    summary=_(
        "One run much longer than anything lately, or a week far above the last, a few "
        "days before the pain began."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("A single run over 110 % of your longest in the last 30 days."),
                _("A week over 110 % of the one before."),
                _("It came within about ten days before the pain."),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            text=(
                _(
                    "Go back to what was comfortable, and build again in small steps. "
                    "The plan here caps the week and each single run for you."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "In 5205 runners, runs over 110 % of the longest of the last 30 days went with "
        "clearly more overuse injuries of all kinds; it was not about backs alone, and "
        "watching is not a trial."
    ),
    sources=("S41", "S42"),
    related=("ten-percent", "running-again"),
)

NO_SINGLE_CAUSE = Topic(
    slug="no-single-cause",
    group=Group.CAUSES,
    title=_("No single cause"),
    summary=_(
        "Most back pain has no one cause that anybody can see, not even on a scan. "
        "That is normal, and it usually gets better."
    ),
    sections=(
        Section(
            title=_("Small things that may add up"),
            points=(
                _("A cold start: worst in the first minutes, then it eases."),
                _("Tight hamstrings, above all when no other reason is found."),
                _("Shoes: new, worn out, a poor fit, or not made for running."),
                _("Ground: it hurts only after runs on hard roads."),
                _("Running while tired."),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            text=(
                _(
                    "Change one thing at a time and keep it for a few weeks, else you "
                    "will not know what helped. Keep moving meanwhile: for most backs "
                    "that is safe and part of getting better."
                ),
                _("More than six weeks without getting better? Ask for help."),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "New back pain drops by about half in six weeks on average, then more slowly "
        "(from 52 to 23 on a scale of 100). Links with single habits come from "
        "surveys, which cannot show what came first."
    ),
    sources=("S36", "S51", "S52"),
    related=("warm-up", "hamstrings", "shoes", "surface", "fix-the-root-cause"),
)

STRESS_FRACTURE = Topic(
    slug="stress-fracture",
    group=Group.CAUSES,
    title=_("A stress fracture"),
    summary=_(
        "A crack in a bone that was loaded faster than it could rebuild. Rare in the "
        "back, easily missed, and a reason not to run."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("One fingertip finds one sore spot on the bone."),
                _("It stabs there each time the foot lands."),
                _("Often low, on one side of the back of the pelvis."),
                _(
                    "More likely with missed periods, eating less than training needs, "
                    "an earlier stress fracture, thin bones, long steroid use, or "
                    "around a birth."
                ),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            points=(
                _("No running until it is examined. Ask for a visit within days."),
                _("Walk only if walking does not hurt."),
                _("For bone there is no acceptable pain: the usual zones don't apply."),
                _("Run again only once a clinician has cleared you."),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "Known from single cases and small series of athletes, and from an expert "
        "consensus on under-fuelling. In those cases runners rested for weeks and then "
        "built up slowly."
    ),
    sources=("S20", "S23", "S24", "S26", "S17"),
    related=("doctor-first", "running-again"),
)

INFLAMMATORY_STIFFNESS = Topic(
    slug="inflammatory-stiffness",
    group=Group.CAUSES,
    title=_("Inflammatory stiffness"),
    summary=_(
        "A back that is stiff for long in the morning and better for moving. Running "
        "may be fine; a check is still worth it."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("It began slowly, before the age of 45, and has lasted 3 months."),
                _("Stiff for half an hour or more in the morning."),
                _("Better with movement, not with rest."),
                _("It wakes you in the second half of the night."),
                _(
                    "Psoriasis, bowel inflammation or an inflamed eye, in you or in "
                    "close family."
                ),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            text=(
                _(
                    "Book an ordinary appointment and say these things. This is why "
                    "the advice has two sides: you may be told to run and to see a "
                    "doctor at the same time."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_("From criteria that experts agreed on and tested in patients."),
    sources=("S10", "S11"),
    related=("doctor-first", "rules"),
)

TOPICS = (TRAINING_JUMP, NO_SINGLE_CAUSE, STRESS_FRACTURE, INFLAMMATORY_STIFFNESS)
