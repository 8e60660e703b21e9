from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import template
from django.utils.translation import gettext as _

from backpain.accounts import demo_code, demo_mail
from backpain.accounts.models import User

register = template.Library()

# First match wins: browsers claim to be each other, the last to come says so most.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(user_agent: str) -> str:
    """Return what people call it: "Firefox, Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or _("Unknown browser")


@register.simple_tag
def mail_is_printed() -> bool:
    """Tell whether mail goes nowhere but to the demo's own console."""
    return demo_mail.is_shown()


@register.simple_tag
def demo_code_for(secret: str) -> str:
    """Return what an authenticator app with this secret shows now, in the demo only."""
    return demo_code.of_secret(secret) if demo_code.is_shown() else ""


@register.simple_tag
def demo_code_of(user: User) -> str:
    """Return what the app of one of the demo's people shows now, "" for others."""
    if not demo_code.is_shown() or not demo_code.is_of_the_demo(user):
        return ""
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    found = mine.first()
    return demo_code.of_authenticator(found) if found else ""
