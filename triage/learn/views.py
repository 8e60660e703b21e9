"""The learn pages: the index and one topic."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from triage.learn.sources import SOURCES
from triage.learn.topics import ALL_TOPICS, TOPICS
from triage.learn.types import Group, Strength
from triage.rules import RULESET_VERSION


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    listed = [topic for topic in ALL_TOPICS if topic.is_listed]
    groups = [
        (group, [topic for topic in listed if topic.group is group]) for group in Group
    ]
    context = {
        "groups": groups,
        "strengths": list(reversed(Strength)),
        "section": "learn",
    }
    return render(request, "triage/learn.html", context)


@login_not_required
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in TOPICS:
        raise Http404(f"No learn page is called {slug!r}.")
    found = TOPICS[slug]
    is_about_rules = slug == "rules"
    context = {
        "topic": found,
        "sources": [SOURCES[code] for code in found.sources],
        "all_sources": list(SOURCES.values()) if is_about_rules else [],
        "ruleset_version": RULESET_VERSION if is_about_rules else "",
        "related": [TOPICS[other] for other in found.related],
        "section": "learn",
    }
    return render(request, "triage/learn_topic.html", context)
