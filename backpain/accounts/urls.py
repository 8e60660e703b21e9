from __future__ import annotations

from django.urls import path

from backpain.accounts import views

# /
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/export/", views.export, name="me-export"),
    path("me/erase/", views.erase, name="me-erase"),
    path("goodbye/", views.goodbye, name="goodbye"),
    path(
        "demo/sign-in/<str:uid>/<str:token>/", views.demo_sign_in, name="demo-sign-in"
    ),
]
