"""The rows of the pages that other packages bring: log-in, second factor, admin."""

from __future__ import annotations

from tests.project.matrix import (
    AGAIN,
    DOOR,
    HERS,
    LOGIN,
    NOT_POSTED,
    OWN,
    PUBLIC,
    ROWS,
    Answer,
    Answers,
    each,
    row,
)

# /accounts/: pages of those who are not logged in, of everybody, and of each
ANONYMOUS_ONLY = each("/", anonymous=200)
PUBLIC_NOT_POSTED = each(405, anonymous=405)
row("accounts/login/", get=ANONYMOUS_ONLY, post=ANONYMOUS_ONLY)
row("accounts/signup/", get=ANONYMOUS_ONLY, post=ANONYMOUS_ONLY)
row("accounts/logout/", get=each(200, anonymous="/"), post=each("/", anonymous="/"))
row("accounts/inactive/", get=PUBLIC, post=PUBLIC_NOT_POSTED)
row("accounts/email/", get=OWN, post=each("/accounts/email/"))
row("accounts/confirm-email/", get=PUBLIC, post=PUBLIC_NOT_POSTED)
row(
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
    at="/accounts/confirm-email/{token}/",
    get=PUBLIC,
    post=each(404, anonymous=404),
)
row("accounts/password/change/", get=OWN, post=OWN)
row(
    "accounts/password/set/",
    get=each("/accounts/password/change/"),
    post=each("/accounts/password/change/"),
)
row("accounts/password/reset/", get=PUBLIC, post=PUBLIC)
row("accounts/password/reset/done/", get=PUBLIC, post=PUBLIC_NOT_POSTED)
row("accounts/password/reset/key/done/", get=PUBLIC, post=PUBLIC_NOT_POSTED)
row(
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    at="/accounts/password/reset/key/{uid}-{token}/",
    get=PUBLIC,
    post=PUBLIC,
)
row("accounts/login/code/confirm/", get=each("/"), post=each("/"))
row("accounts/sessions/", get=OWN, post=each("/accounts/sessions/"))

# /accounts/2fa/
WITH_AN_APP = {"coach", "without_edit", "without_plan", "ended", "other_coach", "staff"}


def second_factor(*, app: Answer, passkey: Answer, none: Answer) -> Answers:
    """Answer by the second factor that somebody has; the athletes have a passkey."""
    with_an_app = dict.fromkeys(WITH_AN_APP, app)
    return each(none, **with_an_app | {"athletes": passkey})


# Whoever has a second factor is asked for it, and not for the password.
BY_CODE, BY_PASSKEY = (
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
)
BY_PASSWORD = second_factor(app=BY_CODE, passkey=BY_PASSKEY, none=200)
row("accounts/reauthenticate/", get=BY_PASSWORD, post=BY_PASSWORD)
row("accounts/2fa/", get=OWN, post=NOT_POSTED)
row("accounts/2fa/authenticate/", get=each("/"), post=each("/"))
BY_APP = second_factor(app=200, passkey=BY_PASSKEY, none=AGAIN)
row("accounts/2fa/reauthenticate/", get=BY_APP, post=BY_APP)
ONCE = second_factor(app="/accounts/2fa/totp/deactivate/", passkey=200, none=200)
row("accounts/2fa/totp/activate/", get=ONCE, post=ONCE)
row(
    "accounts/2fa/totp/deactivate/",
    get=second_factor(app=200, passkey=404, none=404),
    post=second_factor(app="/accounts/2fa/", passkey=404, none=404),
)
CODES = "/accounts/2fa/recovery-codes/"
row("accounts/2fa/recovery-codes/", get=each(404), post=NOT_POSTED)
row(
    "accounts/2fa/recovery-codes/generate/",
    get=OWN,
    post=second_factor(app=CODES, passkey=CODES, none=200),
)
row("accounts/2fa/recovery-codes/download/", get=each(404), post=each(404))
row("accounts/2fa/webauthn/", get=OWN, post=NOT_POSTED)
row("accounts/2fa/webauthn/add/", get=OWN, post=OWN)
row(
    "accounts/2fa/webauthn/reauthenticate/",
    get=second_factor(app=BY_CODE, passkey=200, none=AGAIN),
    # What a passkey did not sign begins anew.
    post=second_factor(app=BY_CODE, passkey=LOGIN, none=AGAIN),
)
row("accounts/2fa/webauthn/login/", get=each("/"), post=each("/"))
row(
    "accounts/2fa/webauthn/keys/<int:pk>/remove/",
    pk="passkey",
    get=HERS,
    post=each(404, athlete="/accounts/2fa/webauthn/"),
)
row(
    "accounts/2fa/webauthn/keys/<int:pk>/edit/",
    pk="passkey",
    get=HERS,
    post=each(404, athlete="/accounts/2fa/webauthn/"),
    data={"name": "Another"},
)


# /admin/: support staff only. The pages of the admin itself send everybody to its
# own door, which sends on whoever is not logged in; those of tables ask for the
# log-in first.
def for_staff(answer: Answer, *, anonymous: Answer = LOGIN) -> Answers:
    return each(DOOR, anonymous=anonymous, staff=answer)


BEFORE_STAFF = set(ROWS)
row(
    "admin/",
    get=for_staff(200, anonymous=DOOR),
    post=for_staff(200, anonymous=DOOR),
)
row(
    "admin/login/",
    get=each(403, staff="/admin/"),
    post=each(403, staff="/admin/"),
)
row(
    "admin/logout/",
    get=each("/admin/", anonymous=DOOR, staff=200),
    post=each("/admin/", anonymous=DOOR, staff="/"),
)
row(
    "admin/password_change/",
    get=for_staff("/accounts/password/change/", anonymous=DOOR),
    post=for_staff("/accounts/password/change/", anonymous=DOOR),
)
row(
    "admin/jsi18n/",
    get=for_staff(200, anonymous=DOOR),
    post=for_staff(405, anonymous=DOOR),
)
row(
    "admin/^(?P<app_label>accounts|triage|training)/$",
    at="/admin/accounts/",
    get=for_staff(200, anonymous=DOOR),
    post=for_staff(200, anonymous=DOOR),
)
row(
    r"admin/(?P<url>.*)$",
    at="/admin/nothing/",
    get=for_staff(404, anonymous=DOOR),
    post=for_staff(404, anonymous=DOOR),
)

# /admin/accounts/user/
U, BACK = "admin/accounts/user/", "/admin/accounts/user/"
row(U, at=f"/{U}?q=%22of+athlete%22", get=for_staff(200), post=for_staff(200), looks=1)
row(
    f"{U}<int:pk>/health/",
    pk="athlete",
    get=for_staff(200),
    post=for_staff(BACK),
    data={"reason": "Asked for help with a run"},
    looks=1,
    # Typing the reason shows nothing yet.
    looks_posted=0,
)
row(
    f"{U}<int:pk>/mail/",
    pk="athlete",
    get=for_staff(405),
    post=for_staff(BACK),
    data={"mail": "reset"},
    looks=1,
)
row(
    f"{U}<int:pk>/active/",
    pk="athlete",
    get=for_staff(405),
    post=for_staff(BACK),
    looks=1,
)
for page, get, post in (
    ("history", 200, 200),
    ("change", 200, 403),
    ("delete", 403, 403),
):
    row(
        f"{U}<path:object_id>/{page}/",
        pk="athlete",
        get=for_staff(get),
        post=for_staff(post),
        looks=1,
    )

# Tables that support reads: the list of one athlete, and each row of it.
LISTS = ("accounts/coaching", "accounts/accesslog")
TABLES = {
    "accounts/athletestatus": "athlete",
    "triage/checkin": "check_in",
    "triage/carehold": "hold",
    "triage/episode": "episode",
    "triage/healthprofile": "profile",
    "training/runninghistory": "history",
    "training/plan": "plan",
    "training/week": "week",
    "training/workout": "workout",
    "training/change": "change",
    "training/run": "run",
    "training/note": "note",
}
for table in (*LISTS, *TABLES):
    row(
        f"admin/{table}/",
        at=f"/admin/{table}/?athlete={{athlete}}",
        get=for_staff(200),
        post=for_staff(200),
        looks=1,
    )
for table, place in TABLES.items():
    row(
        f"admin/{table}/<path:object_id>/change/",
        pk=place,
        get=for_staff(200),
        post=for_staff(403),
        looks=1,
    )

STAFF_ROWS = [row for pattern, row in ROWS.items() if pattern not in BEFORE_STAFF]
