"""Whatever address a page is told to go on to, it stays on this site."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings as chosen, strategies as st

from backpain.accounts.models import User
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

EVIL = "evil.example"
TARGETS = [
    f"https://{EVIL}/",
    f"http://{EVIL}/",
    f"HTTPS://{EVIL}",
    f"ftp://{EVIL}/",
    f"//{EVIL}",
    f"///{EVIL}",
    f"////{EVIL}",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"\\/{EVIL}",
    f"/\t/{EVIL}",
    f"/\n/{EVIL}",
    f"/%09/{EVIL}\t",
    f"https:{EVIL}",
    f"https:/{EVIL}",
    f"https:///{EVIL}",
    f"http:\\\\{EVIL}",
    f"http:///{EVIL}",
    f"https://testserver@{EVIL}/",
    f"https://testserver.{EVIL}/",
    f"https://{EVIL}#testserver",
    f"https://{EVIL}?testserver",
    f"https://{EVIL}\\.testserver/",
    f"//{EVIL}:80/",
    f"//{EVIL}%2f..",
    f" //{EVIL}",
    f"\x00//{EVIL}",
    f"\u2028//{EVIL}",
    f"javascript://{EVIL}/%0aalert(1)",
    "javascript:alert(1)",
    "data:text/html,x",
    f"%0d%0aLocation: https://{EVIL}",
    f"\r\nLocation: https://{EVIL}",
    f"https://[::1]@{EVIL}/",
    f"https://[{EVIL}",
]
# One that each reader of addresses falls for.
SOME = [
    f"https://{EVIL}/",
    f"//{EVIL}",
    f"/\\{EVIL}",
    f"https://[{EVIL}",
    f"/\t/{EVIL}",
]


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    cache.clear()


def make(name: str, **columns) -> User:
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, **columns)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


class Place:
    """A page that is told where to go on to, and what makes it go."""

    def log_in(self, target: str):
        data = {"login": "alice@example.org", "password": PASSWORD}
        return Client().post("/accounts/login/", data | {"next": target})

    def log_in_by_the_address(self, target: str):
        data = {"login": "alice@example.org", "password": PASSWORD}
        return Client().post("/accounts/login/", data, query_params={"next": target})

    def log_in_while_logged_in(self, target: str):
        return signed_in(self.alice).get("/accounts/login/", {"next": target})

    def sign_up_while_logged_in(self, target: str):
        return signed_in(self.alice).get("/accounts/signup/", {"next": target})

    def log_out(self, target: str):
        return signed_in(self.alice).post("/accounts/logout/", {"next": target})

    def ask_again(self, target: str):
        data = {"password": PASSWORD, "next": target}
        return signed_in(self.alice).post("/accounts/reauthenticate/", data)

    def door_of_the_admin(self, target: str):
        return Client().get("/admin/login/", {"next": target})

    def second_factor_shown(self, target: str):
        path = "/coach/second-factor/"
        return signed_in(self.coach).get(path, {"next": target})

    def second_factor_to_be_shown(self, target: str):
        client = Client()
        client.force_login(self.coach)
        return client.post("/coach/second-factor/", {"next": target})

    def __init__(self):
        self.alice = make("alice")
        self.coach = make("kim", is_coach=True)
        Authenticator.objects.create(user=self.coach, type="totp", data={})


PLACES = [name for name in vars(Place) if not name.startswith("_")]


def leads_elsewhere(location: str) -> bool:
    """Say whether a browser would leave: it reads backslashes as slashes."""
    read = location.strip().replace("\\", "/").replace("\t", "").replace("\n", "")
    try:
        to = urljoin("http://testserver/a/b/", read)
    except ValueError:
        return True
    return not to.startswith("http://testserver/")


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https:e"])
def test_the_check_sees_what_leads_elsewhere(target):
    assert leads_elsewhere(target)
    assert not leads_elsewhere("/me/")


@pytest.fixture
def asked(rf):
    """The check that the pages of the log-in share, asked as by a page."""
    with request_context(rf.get("/")):
        yield get_adapter().is_safe_url


@pytest.mark.parametrize("target", TARGETS)
def test_what_leads_elsewhere_is_refused(asked, target):
    assert not asked(target) or not leads_elsewhere(target)


@given(target=st.text(st.sampled_from("/\\:@.?#%[]\t\r\n evilhtps"), max_size=20))
@chosen(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_so_is_any_other_text(asked, target):
    for start in ("", "/", "http:", "//"):
        text = f"{start}{target}"
        assert not asked(text) or not leads_elsewhere(text)


@pytest.mark.parametrize("place", PLACES)
def test_no_page_leads_elsewhere(db, place):
    go = getattr(Place(), place)

    for target in SOME:
        answer = go(target)

        assert answer.status_code == 302, target
        assert not leads_elsewhere(answer.headers["Location"]), target


@pytest.mark.parametrize("place", PLACES)
def test_a_page_of_ours_is_led_to(db, place):
    """Else the test above would pass where nobody is led anywhere."""
    answer = getattr(Place(), place)("/help-now/")

    assert "help-now" in answer.headers["Location"]
