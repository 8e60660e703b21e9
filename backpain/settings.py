"""Settings of every way to run backpain, read from the environment.

Without any variable this is development: DEBUG on, an embedded Postgres, a secret
key made on the first run. `make run` is the demo (DEBUG=0 DEMO=1): the product as
it is, over plain HTTP on this machine only. With both off it is production, and
then it refuses to start until DATABASE_URL, SECRET_KEY and ALLOWED_HOSTS are set.
README.md lists the variables.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from backpain.database import databases
from backpain.env import Environment
from backpain.headers import PAGE_POLICY, static_file_headers
from backpain.hosts import allowed_hosts, trusted_origins
from backpain.logs import LEVELS, configuration
from backpain.secret_key import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# How it runs

DEBUG = env.boolean("DEBUG", default=True)
# The demo shows on the page what otherwise goes out by mail, and offers the
# one-time sign-in links that `make run` prints.
DEMO = env.boolean("DEMO", default=DEBUG)
PRODUCTION = not DEBUG and not DEMO

SECRET_KEY = secret_key(env, BASE_DIR / ".secret_key", is_production=PRODUCTION)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = allowed_hosts(env, is_production=PRODUCTION)
CSRF_TRUSTED_ORIGINS = trusted_origins(env)

# Applications

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "backpain.static_files.StaticFiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_include_bootstrap",
    "pgtrigger",
    "backpain.upkeep",
    "backpain.accounts",
    "triage",
    "training",
]

MIDDLEWARE = [
    "backpain.request_log.request_log",
    # Before the others, so that whatever one of them answers has these headers as well.
    "backpain.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Pages hold nothing secret beside what a visitor sent, but the CSRF token, and
    # Django masks that and pads each answer anew (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backpain.middleware.private_pages_are_not_stored",
    "backpain.middleware.long_bodies_are_refused",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "backpain.accounts.middleware.Authentication",
    "backpain.middleware.LoginRequired",
    "backpain.middleware.only_links_and_forms",
    "backpain.accounts.middleware.local_time",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "backpain.urls"
WSGI_APPLICATION = "backpain.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# Database

DATABASES = databases(env, is_production=PRODUCTION)
DATABASE_ROUTERS = ["backpain.replica.Router"] if "replica" in DATABASES else []
# Where backups go, and the list of who was erased since: another disk than the
# database's, if there is one.
BACKUPS_DIR = Path(env.text("BACKUPS_DIR", str(BASE_DIR / "backups")))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "backpain.accounts.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "backpain.accounts.passwords.OwnDataValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "backpain.accounts.passwords.LengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "backpain.accounts.passwords.CommonPasswordValidator"},
    {"NAME": "backpain.accounts.passwords.SiteWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "backpain.accounts.adapter.AccountAdapter"
# allauth's own holds only until another address is asked for, which would let whoever
# asks keep the owner from setting a new password.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - no password
)
# Each is told to the old address.
ACCOUNT_RATE_LIMITS = {"manage_email": "5/m/user,20/d/user"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "add_email": "backpain.accounts.forms.log_in.AddEmailForm",
    "change_password": "backpain.accounts.forms.log_in.ChangePasswordForm",
    "login": "backpain.accounts.forms.log_in.LoginForm",
    "reauthenticate": "backpain.accounts.forms.log_in.ReauthenticateForm",
    "reset_password": "backpain.accounts.forms.log_in.ResetPasswordForm",
    "reset_password_from_key": "backpain.accounts.forms.log_in.ResetPasswordKeyForm",
    "set_password": "backpain.accounts.forms.log_in.SetPasswordForm",
    "signup": "backpain.accounts.forms.sign_up.SignupForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", default=0, maximum=5)
MFA_ADAPTER = "backpain.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "backpain.accounts.forms.codes.ActivateTOTPForm",
    "add_webauthn": "backpain.accounts.forms.passkeys.AddPasskeyForm",
    "authenticate": "backpain.accounts.forms.codes.CodeForm",
    "authenticate_webauthn": "backpain.accounts.forms.passkeys.PasskeyForm",
    "edit_webauthn": "backpain.accounts.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "backpain.accounts.forms.passkeys.LoginPasskeyForm",
    "reauthenticate": "backpain.accounts.forms.codes.ConfirmCodeForm",
    "reauthenticate_webauthn": "backpain.accounts.forms.passkeys.ConfirmPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "backpain"
# Browsers allow passkeys over plain HTTP for localhost; nothing else may.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False

# Mail: without a server every message is printed on the console.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", default=587, minimum=1, maximum=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST else "console.EmailBackend"
)
# Where somebody writes who cannot get into their account any more.
OPERATOR_EMAIL = env.text("OPERATOR_EMAIL")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "backpain <noreply@localhost>")

# Rate limits are counted here. One process-wide memory would multiply them by
# the number of workers, so all workers share a table of the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # Past this many, Django throws counts away, and whoever guesses passwords
        # starts at nought. Its own 300 are reached by trying as many addresses.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Language and time

LANGUAGE_CODE = "en"
# Red-flag texts are offered only in languages that a person has checked.
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / ".staticfiles"
# Hashed names and compressed files, except while developing and in the tests:
# then the files are read where they lie.
COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN if DEBUG else COMPRESSED},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Images are compressed already, and only a developer's tools ask for maps.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "jpg", "map", "png", "webp", "woff2"]
WHITENOISE_ADD_HEADERS_FUNCTION = static_file_headers

# Security

SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The longest that any log-in lasts; backpain/accounts/sessions.py ends most before.
SESSION_COOKIE_AGE = 30 * 24 * 3600
SEEN_COOKIE_NAME = "seen"
CSRF_FAILURE_VIEW = "backpain.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SEEN_COOKIE_NAME = "__Host-seen"
    LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=True)
    # Whoever watches the server asks it from inside, over plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", default=2 * 365 * 86400)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PAGE_POLICY}

# What a form may carry: the longest honest check-in is far below these.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

# Among what `make run` says, who was coached by whom on which day means nothing.
LOG_LEVEL = env.choice(
    "LOG_LEVEL", LEVELS, default="INFO" if DEBUG or PRODUCTION else "WARNING"
)
LOGGING = configuration(LOG_LEVEL, as_json=PRODUCTION, each_request=DEBUG or PRODUCTION)
