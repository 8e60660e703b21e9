"""The four common causes: what may fit, what to do, and who should look."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.types import Group, Section, Strength, Topic

ONLY_AN_EXAMINATION = _(
    "A page or an app cannot tell you that this is what you have. Only an examination "
    "can."
)

WEAK_CORE = Topic(
    slug="weak-core",
    group=Group.CAUSES,
    title=_("A weak core"),
    summary=_(
        "When the muscles round your middle tire, the muscles along the spine take "
        "over their share of every step."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("It came on slowly, low down in the back."),
                _("It is quiet early in a run and builds late, or when you are tired."),
                _("You do little or no strength work."),
                _("Nothing is felt in the legs."),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            text=(
                _(
                    "Two short strength sessions a week, on days without a run. Give "
                    "it weeks, not days, and keep it up: the benefit goes when the "
                    "habit goes."
                ),
                _(
                    "Running itself keeps the trunk working too, but a tired trunk "
                    "needs more than running."
                ),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "That a tired core loads the spine comes from a computer model of 8 healthy "
        "adults. In one survey, marathon runners who felt fatigued had back pain more "
        "often. Neither proves the cause. That exercise helps is far better shown: see "
        "core and strength."
    ),
    sources=("A", "S53", "S52"),
    related=("core-and-strength", "running-and-back-pain"),
)

HERNIATED_DISC = Topic(
    slug="herniated-disc",
    group=Group.CAUSES,
    title=_("A herniated disc"),
    summary=_(
        "A disc between two vertebrae bulges or leaks and irritates a nerve. Most "
        "settle without an operation, but it should be examined before you run."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("Bending forward and long sitting make it worse."),
                _("A cough or a sneeze sends a jolt through it."),
                _("Pain, tingling or numbness runs down one leg, often past the knee."),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            points=(
                _("Walk, as long as it does not drive the pain further down the leg."),
                _("Break up sitting, and leave heavy bending and lifting for now."),
                _("Book a doctor or physiotherapist. Don't run before that."),
                _(
                    "Watch which way the leg pain moves. Back up towards the spine is "
                    "a good sign; further down the leg means stop."
                ),
            ),
        ),
        Section(
            title=_("When it is urgent"),
            text=(
                _(
                    "New weakness in a leg needs a doctor today. Numbness between the "
                    "legs, new trouble with pee, poo or sex, or signs in both legs "
                    "need hospital now, whatever the pain."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "Guidelines agree on staying active and on when to be examined. That pain "
        "drawing back towards the spine goes with a better course was seen in "
        "follow-up studies."
    ),
    sources=("A", "S5", "S6", "S31"),
    related=("doctor-first", "walking"),
)

HYPERLORDOSIS = Topic(
    slug="hyperlordosis",
    group=Group.CAUSES,
    title=_("Hyperlordosis (sway back)"),
    summary=_(
        "The lower back curves inward more than usual. Every healthy back has some of "
        "this curve; hyperlordosis means a lot of it."
    ),
    sections=(
        Section(
            title=_("Which way it curves"),
            text=(
                _(
                    "It is often described wrongly. Hyperlordosis is an exaggerated "
                    "inward curve of the low back: the belly goes forward and the "
                    "bottom back. Hunching is the opposite, an outward curve, and is "
                    "called kyphosis."
                ),
            ),
        ),
        Section(
            title=_("What may fit"),
            points=(
                _("Leaning back, standing long or running downhill makes it worse."),
                _("Bending forward or sitting does not."),
                _("Somebody noticed the deep curve, or you see it in a mirror."),
            ),
            text=(
                _("A deep curve is common and often causes nothing at all."),
                ONLY_AN_EXAMINATION,
            ),
        ),
        Section(
            title=_("What to do"),
            text=(
                _(
                    "If you think your curve is the problem, see a professional: a "
                    "doctor or physiotherapist can measure it, look for a reason and "
                    "make a plan with you. Don't try to force your back flat on your "
                    "own."
                ),
                _(
                    "Under 18, pain on leaning back can be a stress injury of the "
                    "spine. Walk only, and see a doctor with a parent."
                ),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "We found no trial in runners. That a professional should look at it is "
        "experience; the warning for young athletes comes from reviews of back pain in "
        "youth."
    ),
    sources=("A", "S14"),
    related=("form", "doctor-first"),
)

STRAIN_OR_SPRAIN = Topic(
    slug="strain-or-sprain",
    group=Group.CAUSES,
    title=_("A strain or sprain"),
    summary=_(
        "A pulled muscle is a strain, an overstretched ligament a sprain. Move gently, "
        "don't run through it, and have a first one looked at."
    ),
    sections=(
        Section(
            title=_("What may fit"),
            points=(
                _("It came suddenly, or after a lift or a twist."),
                _("It is days old, sore, perhaps with a muscle that cramps."),
                _("Nothing is felt below the buttock."),
            ),
            text=(ONLY_AN_EXAMINATION,),
        ),
        Section(
            title=_("What to do"),
            points=(
                _("The first days: gentle walking, no running, no bed rest."),
                _("Don't run through it: a few days off can become 8 weeks off."),
                _(
                    "Your first ever? Having it checked by a professional is sensible, "
                    "so that you know what you are recovering from. It is not urgent "
                    "unless a warning sign is there."
                ),
                _(
                    "Locked in spasm, or unable to walk properly? See somebody before "
                    "any exercise."
                ),
                _("Come back by the ladder, not where you left off."),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "Staying gently active is what guidelines say. Having every first strain "
        "checked is more careful than they are: most people do well by looking after "
        "themselves."
    ),
    sources=("A", "S5"),
    related=("running-again", "doctor-first", "fix-the-root-cause"),
)

TOPICS = (WEAK_CORE, HERNIATED_DISC, HYPERLORDOSIS, STRAIN_OR_SPRAIN)
