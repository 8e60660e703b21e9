from __future__ import annotations

from django.urls import URLPattern, path

from triage import learn
from triage.ports import Training
from triage.views import advice, care_hold, check_in, history, welcome

app_name = "triage"


def urls_with(training: Training) -> tuple[list[URLPattern], str]:
    """Return the addresses of triage, for include(); training knows the runs."""
    answers = {"training": training}
    # /
    patterns = [
        path("welcome/you/", welcome.you, name="welcome-you"),
        path("care-hold/seen/", care_hold.record_assessment, name="record-assessment"),
    ]
    # /check-ins/
    patterns += [
        path("check-ins/", history.check_in_list, name="check-in-list"),
        path("check-ins/new/", check_in.create, answers, name="check-in-create"),
        path("check-ins/<int:pk>/", advice.detail, answers, name="check-in-detail"),
    ]
    # /learn/
    patterns += [
        path("learn/", learn.index, name="learn"),
        path("learn/<slug:slug>/", learn.topic, name="learn-topic"),
    ]
    return patterns, app_name
