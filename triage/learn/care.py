"""Before anything else: a doctor first, painkillers, the root cause, body weight."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.types import Group, Section, Strength, Topic

RUNNING_AND_BACK_PAIN = Topic(
    slug="running-and-back-pain",
    group=Group.FIRST,
    title=_("Can I run with back pain?"),
    summary=_(
        "For ordinary back pain, often yes, and it can even help. It depends on the "
        "kind of pain and its cause, so find out first."
    ),
    sections=(
        Section(
            title=_("Why it is not the enemy"),
            text=(
                _(
                    "Runners have less low back pain than people in general. In a small "
                    "trial, adults with long-lasting back pain who followed three "
                    "half-hour run-walk sessions a week had less pain after 12 weeks "
                    "than those who waited."
                ),
            ),
        ),
        Section(
            title=_("Find out whether it is safe today"),
            points=(
                _("A warning sign? Help first, no run."),
                _("Pain at 2 or less and walking normally: usually fine."),
                _("At 3: short, easy, flat. At 4 or 5: walk. From 6: no workout."),
                _("You cannot walk properly: a doctor before any exercise."),
                _("Too hard or painful on the way: switch to walking."),
            ),
        ),
        Section(
            title=_("Good form, bad form"),
            text=(
                _(
                    "Running relaxed and tall may ease a back, running bent or "
                    "overstriding may upset it. Listen to your body more than to the "
                    "watch."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "One small trial (40 people, average pain 15 points of 100 lower than in the "
        "waiting group) and a review of how common back pain is in runners. Both are "
        "about ordinary back pain without warning signs."
    ),
    sources=("S38", "S51", "A"),
    related=("doctor-first", "stop-rules", "form"),
)

DOCTOR_FIRST = Topic(
    slug="doctor-first",
    group=Group.FIRST,
    title=_("When a doctor comes first"),
    summary=_(
        "A few signs matter more than any pain score. They count on painless days too."
    ),
    sections=(
        Section(
            title=_("Hospital now"),
            points=(
                _("Numbness between the legs or around the bottom."),
                _("New trouble with pee, poo or sex."),
                _("Pain, tingling, numbness or weakness in both legs."),
                _("Chest pain, breathlessness, or feeling faint and very unwell."),
            ),
            text=(_("The page “Get help now” has the whole list and the numbers."),),
        ),
        Section(
            title=_("A doctor today"),
            points=(
                _("New weakness in one leg or foot."),
                _("Fever or shivers together with back pain."),
                _("You cannot walk because of your back."),
                _("Pain that stays in every position and keeps you awake."),
            ),
        ),
        Section(
            title=_("An appointment, and no run before it"),
            points=(
                _("You limp or cannot walk properly: before any exercise."),
                _("Pain, tingling or numbness down one leg, past the knee."),
                _("One sore spot on the bone that stabs when you land."),
                _("The pain disturbs your daily life, or keeps getting worse."),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "From national leaflets, guidelines and an international framework. Each sign "
        "alone is a poor test: many people who have one have nothing serious. That is "
        "the price of missing nobody."
    ),
    sources=("S1", "S2", "S3", "S5", "S7", "S8"),
    related=("stop-rules", "rules"),
)

FIX_THE_ROOT_CAUSE = Topic(
    slug="fix-the-root-cause",
    group=Group.FIRST,
    title=_("Fix the root cause"),
    summary=_(
        "If it disturbs your daily life or keeps coming back, first calm it, then find "
        "out why."
    ),
    sections=(
        Section(
            title=_("First calm it"),
            text=(
                _(
                    "Pain that gets in the way of your day needs treating, not running "
                    "through. A doctor may suggest painkillers from the pharmacy for a "
                    "while, so that you can move."
                ),
            ),
        ),
        Section(
            title=_("Then find out why"),
            points=(
                _("Strength: is the trunk doing its share?"),
                _("Load: did distance or speed jump?"),
                _("Form and shoes: what changed before it began?"),
                _("The day: long sitting, heavy lifting."),
            ),
            text=(
                _(
                    "A doctor or physiotherapist can examine you and may suggest "
                    "stretching, physiotherapy or strengthening that fits what they "
                    "find."
                ),
            ),
        ),
        Section(
            title=_("When to ask"),
            text=(
                _(
                    "After two weeks of it, or when two runs in two weeks left you sore "
                    "for more than a day. Earlier if it gets worse."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "Guidelines recommend exercise and physiotherapy, and trials show that "
        "exercise prevents new episodes. Searching for one root cause is experience: "
        "often none is found."
    ),
    sources=("A", "S5", "S36", "S54"),
    related=("no-single-cause", "core-and-strength", "painkillers", "doctor-first"),
)

PAINKILLERS = Topic(
    slug="painkillers",
    group=Group.FIRST,
    title=_("Painkillers"),
    summary=_(
        "They treat the symptom, not the cause. Use them to get through the day, never "
        "to get through a run."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Ask a pharmacist which one suits you and your other medicines."),
                _("Anti-inflammatories: the lowest dose, for the shortest time."),
                _("Paracetamol alone is not recommended for back pain."),
                _("Needing strong tablets? See a clinician before you run."),
            ),
        ),
        Section(
            title=_("Not before a run"),
            text=(
                _(
                    "A tablet hides the one signal that tells you to stop. Check in "
                    "again once it has worn off."
                ),
                _(
                    "Anti-inflammatories around long runs also strain the gut and the "
                    "kidneys."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "Choice and dose: a national guideline. The warning for runners: experts and "
        "studies of runners, as reported in the running press."
    ),
    sources=("S5", "S35", "A"),
    related=("fix-the-root-cause", "stop-rules"),
)

BODY_WEIGHT = Topic(
    slug="body-weight",
    group=Group.HABITS,
    title=_("Body weight"),
    summary=_("Read on only if you want to. Nothing here asks what you weigh."),
    sections=(
        Section(
            title=_("What can be said"),
            text=(
                _(
                    "Running helps some people to carry less body fat, and that may "
                    "take load off the back. It is one of several things that were "
                    "seen together with back pain in runners."
                ),
            ),
        ),
        Section(
            title=_("Who should leave it alone"),
            text=(
                _(
                    "If you are under 18 or pregnant, if your periods stay away, if you "
                    "eat less than your training needs or ever had trouble with eating: "
                    "eating enough protects your bones and your back. Losing weight "
                    "does not."
                ),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "A body mass index above 24 is reported as a risk factor in runners. Nothing "
        "we read shows that losing weight mends a runner's back."
    ),
    sources=("A", "S51", "S26"),
    related=("core-and-strength",),
    is_listed=False,
)

TOPICS = (
    RUNNING_AND_BACK_PAIN,
    DOCTOR_FIRST,
    FIX_THE_ROOT_CAUSE,
    PAINKILLERS,
    BODY_WEIGHT,
)
