"""The top of the pile: every address, and which app answers it."""

from __future__ import annotations

from django.urls import include, path

from backpain import views
from backpain.accounts.admin.site import staff_site
from backpain.accounts.views import me
from training.asked_by_triage import AskedByTriage
from training.services.rebuild import rebuild_status
from triage.urls import urls_with
from triage.views import welcome

TRAINING = AskedByTriage()

# /
urlpatterns = [
    path("", views.home, {"training": TRAINING}, name="home"),
    path("help-now/", views.help_now, name="help-now"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    # Training is above triage and accounts, so only this place knows what follows.
    path(
        "welcome/back/",
        welcome.back,
        {"then": "training:welcome-running", "training": TRAINING},
        name="welcome-back",
    ),
    path("me/", me.me, {"follow": rebuild_status}, name="me"),
    path("", include("backpain.accounts.urls")),
    path("", include(urls_with(TRAINING))),
    path("", include("training.urls")),
    path("coach/", include("training.coach.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", staff_site.urls),
]

handler400 = "backpain.views.bad_request"
handler403 = "backpain.views.permission_denied"
handler404 = "backpain.views.not_found"
handler429 = "backpain.views.too_many_requests"
handler500 = "backpain.views.server_error"
