from __future__ import annotations

from django.urls import path

from triage import learn
from triage.views import care_hold, check_in, history, welcome

app_name = "triage"

# /
urlpatterns = [
    path("welcome/you/", welcome.you, name="welcome-you"),
    path("care-hold/seen/", care_hold.record_assessment, name="record-assessment"),
]

# /check-ins/
urlpatterns += [
    path("check-ins/", history.check_in_list, name="check-in-list"),
    path("check-ins/new/", check_in.create, name="check-in-create"),
    path("check-ins/<int:pk>/", check_in.detail, name="check-in-detail"),
]

# /learn/
urlpatterns += [
    path("learn/", learn.index, name="learn"),
    path("learn/<slug:slug>/", learn.topic, name="learn-topic"),
]
