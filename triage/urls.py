from __future__ import annotations

from django.urls import path

from triage import learn, views

app_name = "triage"

urlpatterns = [
    path("check-ins/", views.check_in_list, name="check-in-list"),
    path("learn/", learn.index, name="learn"),
    path("learn/<slug:slug>/", learn.topic, name="learn-topic"),
]
