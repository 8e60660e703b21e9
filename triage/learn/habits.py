"""Habits round the run: walking, warming up, cooling down, stretching, strength."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.types import Group, Section, Strength, Topic

WALKING = Topic(
    slug="walking",
    group=Group.HABITS,
    title=_("Walking"),
    summary=_(
        "When running is too much, walk. Walking beats doing nothing, and it helps to "
        "keep the pain from coming back."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Too hard or too painful to run? Walk the same minutes instead."),
                _("Up to 45 minutes; on a bad day several short walks do as well."),
                _("Brisk enough to warm you, easy enough to talk in sentences."),
                _(
                    "Listen to your body: shorten it if you start to limp or the pain "
                    "spreads."
                ),
                _("On days without pain, walking is a good habit too."),
            ),
        ),
        Section(
            title=_("The way back to running"),
            text=(
                _(
                    "Half an hour of brisk walking without trouble, on calm days, comes "
                    "before the next run. If you cannot walk properly, see a doctor "
                    "before any exercise."
                ),
            ),
        ),
    ),
    strength=Strength.TRIALS,
    strength_note=_(
        "WalkBack gave adults just over an episode of back pain a walking programme by "
        "chance: the next episode came after 208 days, against 112 without."
    ),
    sources=("S58", "A"),
    related=("running-again", "cross-training", "doctor-first"),
)

WARM_UP = Topic(
    slug="warm-up",
    group=Group.HABITS,
    title=_("Warm-up"),
    summary=_("Five to ten minutes that make you warm, not tired, before every run."),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Walk briskly for a few minutes."),
                _(
                    "Then dynamic stretching, moving all the time: leg swings, hip "
                    "circles, cat-cow, walking lunges."
                ),
                _("Or a few easy yoga poses, if you like them better."),
                _("Start the run slower than you think you should."),
            ),
        ),
        Section(
            title=_("When it matters most"),
            text=(
                _(
                    "If the first minutes hurt and it then eases, try ten minutes "
                    "instead of five."
                ),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "In one survey, marathon runners who warmed up too little reported back pain "
        "more often (odds ratio 2.6, from only 36 cases). There is no good trial for "
        "backs. That an injury is much more likely without it is not shown."
    ),
    sources=("A", "S52"),
    related=("cool-down", "stop-rules"),
)

COOL_DOWN = Topic(
    slug="cool-down",
    group=Group.HABITS,
    title=_("Cool-down"),
    summary=_("Let the run fade out. Do it for comfort, not out of fear."),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Walk for five minutes."),
                _("Then whatever feels good: a gentle stretch, yoga, a foam roller."),
                _("Stretch to a mild pull. Never into pain or tingling."),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "A review found that cooling down does little for recovery or soreness and "
        "does not seem to prevent injuries. It does no harm either, so we keep it."
    ),
    sources=("A", "S66"),
    related=("warm-up", "hamstrings"),
)

HAMSTRINGS = Topic(
    slug="hamstrings",
    group=Group.HABITS,
    title=_("Hamstrings"),
    summary=_(
        "The muscles at the back of the thigh hold on to the pelvis. A short stretch "
        "once a day, twice if they are tight."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Each leg twice for 30 seconds, every day."),
                _(
                    "Twice a day if they are tight, or your back hurts for no clear reason."
                ),
                _(
                    "Lie on your back, a towel round the foot, the knee soft; or put "
                    "the heel on a low step and tip the pelvis forward."
                ),
                _("A mild pull in the thigh is right; a tingle down the leg is not."),
            ),
        ),
        Section(
            title=_("When to leave it out"),
            text=(
                _(
                    "While pain or tingling runs down a leg past the knee, or your back "
                    "is at 6 or more: pulling on an irritated nerve makes it angrier."
                ),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "Stiff hamstrings are listed among the things that go with back pain in "
        "runners; which comes first is unknown. Pooled trials did not show that "
        "stretching prevents leg injuries (risk ratio 0.85, from 0.65 to 1.12)."
    ),
    sources=("A", "S51", "S55"),
    related=("warm-up", "core-and-strength"),
)

CORE_AND_STRENGTH = Topic(
    slug="core-and-strength",
    group=Group.HABITS,
    title=_("Core and strength"),
    summary=_(
        "Two short sessions a week. Of everything on these pages, exercise has the "
        "best evidence against the next episode."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Twice a week, on days without a run; 20 to 25 minutes will do."),
                _("For the trunk: bridge, side plank, bird-dog, dead bug."),
                _("For hips and legs: hip hinge, calf raises."),
                _("Two rounds, slow, breathing. Stop a movement that hurts above 3."),
                _("Not hard on the day before your long run."),
            ),
        ),
        Section(
            title=_("Who gains most"),
            text=(
                _(
                    "Anyone whose back tends to come back. Running trains the trunk as "
                    "well, but it does not replace strength work."
                ),
            ),
        ),
    ),
    strength=Strength.TRIALS,
    strength_note=_(
        "Over several trials, exercise cut the risk of a new episode by about a third "
        "(risk ratio 0.65), exercise with education by nearly half (0.55). The effect "
        "fades without keeping it up. Insoles and back belts did nothing."
    ),
    sources=("S54", "A"),
    related=("weak-core", "cross-training", "body-weight"),
)

CROSS_TRAINING = Topic(
    slug="cross-training",
    group=Group.HABITS,
    title=_("Cross-training"),
    summary=_(
        "Something else on the days between runs: the back keeps moving, and the "
        "landing gets a day off."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Alternate: run one day, do something else the next."),
                _("Cycling, swimming, strength and toning work, or yoga."),
                _("Pick what your back likes; long cycling bent low may not be it."),
                _(
                    "It counts as tiredness in your week, but never as running "
                    "distance."
                ),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "Common practice. Beginners' programmes with a day between runs had few "
        "injuries, but nobody tested the day between on its own."
    ),
    sources=("A", "S46"),
    related=("core-and-strength", "ten-percent"),
)

TOPICS = (WALKING, WARM_UP, COOL_DOWN, HAMSTRINGS, CORE_AND_STRENGTH, CROSS_TRAINING)
