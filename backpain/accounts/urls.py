from __future__ import annotations

from django.urls import path

from backpain.accounts import views

# /me/
urlpatterns = [
    path("me/", views.me, name="me"),
]
