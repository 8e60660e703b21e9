"""No secret is in the repository, every exception has its reason, and keys can change."""

from __future__ import annotations

import re
import secrets
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.test import Client

PROJECT_DIR = Path(settings.BASE_DIR)
# Passwords of examples, which are nobody's.
NOBODYS = re.compile(r":(?:password|secret|a%40b|b|\u2026)@$")
# What a secret looks like, wherever it stands.
SECRETS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "cloud key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token of a forge": r"\b(?:gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_]{20,}",
    "token of a chat or shop": r"\b(?:xox[abprs]-|sk_live_|rk_live_)[A-Za-z0-9-]{10,}",
    "signed token": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.",
    "Django's key": r"django-insecure-[^\s'\"]{10,}",
    "key that is given": r"(?i)\b(?:secret_key|api_key|email_host_password)\b['\"]?\s*"
    r"[:=]\s*['\"][A-Za-z0-9+/=_!@#$%^&*()-]{24,}['\"]",
    "password in an address": r"\b[a-z][a-z+]{2,}://[^\s:/@'\"{}$<[]+:[^\s/@'\"{}$<]+@",
}
# The key of test_settings.py, which counts through the alphabet.
COUNTED = "0123456789abcdefghijklmnopqrstuvwxyz"


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT_DIR, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git repository")
    names = listed.stdout.decode().split("\0")
    return [PROJECT_DIR / name for name in names if (PROJECT_DIR / name).is_file()]


def secrets_in(text: str) -> list[str]:
    return [
        f"{kind}: {found[0]}"
        for kind, pattern in SECRETS.items()
        for found in re.finditer(pattern, text)
        if not NOBODYS.search(found[0]) and COUNTED not in found[0]
    ]


def test_no_secret_is_committed():
    wrong = [
        f"{path.relative_to(PROJECT_DIR)}: {secret}"
        for path in tracked_files()
        if path != Path(__file__)
        for secret in secrets_in(path.read_text(errors="ignore"))
    ]

    assert not wrong, "\n".join(wrong)


def test_no_file_that_holds_secrets_is_committed():
    names = {path.name for path in tracked_files()}

    assert not [
        name
        for name in names
        if name in (".env", ".secret_key", "id_rsa", "credentials.json")
        or name.endswith((".pem", ".key", ".p12", ".pfx", ".sqlite3", ".dump"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "key = 'AKIA" + "Z" * 16 + "'",
        "ghp_" + "a1" * 18,
        "SECRET_KEY = '" + "k9-" * 12 + "'",
        "SECRET_KEY = 'django-insecure-abcdefghijkl'",
        "https://me:word@db.example.org/",
    ],
)
def test_a_secret_would_be_found(text):
    assert secrets_in(text)


def test_every_exception_to_the_linters_has_its_reason():
    """A noqa or nosemgrep says why: behind it, or for a name in its own words."""
    bare = re.compile(
        r"# noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?\s*$|nosemgrep(?:: ?[a-z-]+)?\s*$"
    )
    wrong = [
        f"{path.relative_to(PROJECT_DIR)}:{number}: {line.strip()}"
        for path in tracked_files()
        if path.suffix in (".py", ".html") and path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(line)
    ]

    assert not wrong, "\n".join(wrong)


# The key changes: what was signed with the one before stays good while it is named.


@pytest.fixture
def new_key(settings):
    """The key has been changed; what the old one signed is still taken."""

    def change(*, keep: bool) -> None:
        old = settings.SECRET_KEY
        settings.SECRET_KEY = secrets.token_urlsafe(50)
        settings.SECRET_KEY_FALLBACKS = [old] if keep else []

    return change


@pytest.mark.parametrize("keep", [True, False])
def test_who_is_signed_in_stays_so_only_while_the_old_key_is_named(
    client_of_alice, new_key, keep
):
    new_key(keep=keep)

    assert (client_of_alice.get("/me/").status_code == 200) is keep


@pytest.mark.parametrize("keep", [True, False])
def test_a_mailed_link_works_only_while_the_old_key_is_named(alice, new_key, keep):
    token, signed = default_token_generator.make_token(alice), signing.dumps("a")
    new_key(keep=keep)

    assert default_token_generator.check_token(alice, token) is keep
    if keep:
        assert signing.loads(signed) == "a"
    else:
        with pytest.raises(signing.BadSignature):
            signing.loads(signed)


def test_what_is_signed_now_is_signed_with_the_new_key(alice, new_key):
    new_key(keep=True)
    client = Client()
    client.force_login(alice)

    settings.SECRET_KEY_FALLBACKS.clear()

    assert client.get("/me/").status_code == 200
