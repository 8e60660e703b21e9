from __future__ import annotations

from django.urls import path

from training import views

app_name = "training"

# /welcome/
urlpatterns = [
    path("welcome/running/", views.welcome_running, name="welcome-running"),
]
