"""Every learn page, in the order of the index."""

from __future__ import annotations

from triage.learn import care, causes, habits, how, other_causes, running

ALL_TOPICS = (
    *care.TOPICS,
    *causes.TOPICS,
    *other_causes.TOPICS,
    *habits.TOPICS,
    *running.TOPICS,
    *how.TOPICS,
)
TOPICS = {topic.slug: topic for topic in ALL_TOPICS}
