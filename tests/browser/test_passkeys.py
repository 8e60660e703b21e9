"""Passkeys and the sign-up form's script, with the strict security policy on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from backpain.accounts.models import User
from tests.browser.watch import watched
from tests.conftest import PASSWORD

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page_with_device(
    transactional_db: None, browser: Browser, origin: str
) -> Iterator[Page]:
    """A page under the name localhost, on a device that can keep passkeys."""
    named = origin.replace("127.0.0.1", "localhost")
    with watched(browser, named) as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        yield page


def test_passkey_is_added_and_then_logs_in_alone(page_with_device: Page, alice: User):
    page = page_with_device
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("E-mail address").fill(alice.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="Is it really you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()

    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/me/")
    page.get_by_role("button", name="Log in with a passkey").click()

    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Me", exact=True)).to_be_visible()


def test_no_passkey_is_offered_where_the_address_is_a_number(page: Page, origin: str):
    page.goto(f"{origin.replace('localhost', '127.0.0.1')}/accounts/login/")

    expect(page.get_by_role("button", name="Log in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()


def test_sign_up_form_is_filled_from_the_browser(open_context):
    page = open_context(locale="en-US", timezone_id="America/Denver").new_page()

    page.goto("/accounts/signup/")

    for name, value in {
        "time_zone": "America/Denver",
        "units": "mi",
        "language": "en",
        "country": "US",
    }.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
