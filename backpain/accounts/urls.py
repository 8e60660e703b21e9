from __future__ import annotations

from django.urls import path

from backpain.accounts.views import browsers, coach, coaches, invitations, me

# /
urlpatterns = [
    path("me/export/", me.export, name="me-export"),
    path("me/erase/", me.erase, name="me-erase"),
    path("goodbye/", me.goodbye, name="goodbye"),
    path("demo/sign-in/<str:uid>/<str:token>/", me.demo_sign_in, name="demo-sign-in"),
]

# /me/coaches/
urlpatterns += [
    path("me/coaches/", coaches.coaches, name="me-coaches"),
    path("me/coaches/invite/", invitations.invite, name="me-coach-invite"),
    path("me/coaches/join/", invitations.join, name="me-coach-join"),
    path("me/coaches/join/<str:code>/", invitations.agree, name="me-coach-agree"),
    path("me/coaches/<int:pk>/", coaches.change, name="me-coach"),
    path("me/coaches/<int:pk>/end/", coaches.end, name="me-coach-end"),
    path("me/coaches/<int:pk>/again/", invitations.invite_again, name="me-coach-again"),
]

# /coach/
urlpatterns += [
    path("coach/code/", coach.code, name="coach-code"),
    path("coach/invitations/<int:pk>/", coach.invitation, name="coach-invitation"),
    path("coach/athletes/<int:athlete>/end/", coach.end, name="coach-end"),
    path("coach/second-factor/", coach.second_factor, name="coach-second-factor"),
]

# /accounts/: instead of the pages that allauth has there
urlpatterns += [
    path("accounts/logout/", browsers.log_out, name="account_logout"),
    path("accounts/sessions/", browsers.browsers, name="usersessions_list"),
]
