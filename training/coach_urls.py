from __future__ import annotations

from django.urls import URLPattern

app_name = "coach"

# /coach/
urlpatterns: list[URLPattern] = []
