"""The demo behind a proxy that speaks HTTPS, with the tests' passwords."""

from __future__ import annotations

from backpain.settings import *  # noqa: F403 - the same, but for what follows
from backpain.settings import PLAIN, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The static files as they lie: nothing has to be collected first.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": PLAIN}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
