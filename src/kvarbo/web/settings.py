"""Settings, read from the environment; what is missing or unsafe fails loudly at start."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from kvarbo.house import addresses
from kvarbo.web import sending_settings as sending

BASE = Path(__file__).resolve().parent


def _said(name: str, otherwise: str) -> str:
    return os.environ.get(name, otherwise).strip()


def _secret_key() -> str:
    key = os.environ.get("KVARBO_SECRET_KEY", "")
    if key:
        return key
    if DEBUG_OR_TEST:
        return "only-for-the-demo-and-the-tests-never-for-real-people"  # pragma: allowlist secret
    raise ImproperlyConfigured("KVARBO_SECRET_KEY saknas: sätt en lång slumpad text innan Kvarbo startas på riktigt.")


MODE = _said("KVARBO_MODE", "demo")  # demo, test or production
if MODE not in ("demo", "test", "production"):
    raise ImproperlyConfigured(f"KVARBO_MODE är {MODE!r}: skriv demo, test eller production.")
DEBUG = False
DEBUG_OR_TEST = MODE in ("demo", "test")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _said("KVARBO_HOSTS", "localhost,127.0.0.1,[::1],testserver" if DEBUG_OR_TEST else "").split(",")

KVARBO_VAR = Path(_said("KVARBO_VAR", "var"))
KVARBO_DATABASE = _said("KVARBO_DATABASE", str(KVARBO_VAR / "databases"))
KVARBO_ADMIN_DATABASE = _said("KVARBO_ADMIN_DATABASE", KVARBO_DATABASE)
KVARBO_KEYS = _said("KVARBO_KEYS", str(KVARBO_VAR / "keys"))
KVARBO_ANCHORS = _said("KVARBO_ANCHORS", str(KVARBO_VAR / "anchors"))  # for real: another machine or medium
KVARBO_FILES = _said("KVARBO_FILES", str(KVARBO_VAR / "files"))
KVARBO_TODAY = _said("KVARBO_TODAY", "")  # the demo and the tests can stand still on a day; never in production
if KVARBO_TODAY and MODE == "production":
    raise ImproperlyConfigured("KVARBO_TODAY får inte sättas i skarp drift: där gäller dagens datum.")
# How many days the demo town has been played since it was built. Nowhere else does a day go on by itself.
KVARBO_DAYS_PLAYED = KVARBO_VAR / "days-played" if MODE == "demo" and KVARBO_TODAY else None

# Text messages and e-mail (docs/how-to/messages.md). "shown": nothing leaves, it is written down.
KVARBO_SMS = _said("KVARBO_SMS", "shown" if DEBUG_OR_TEST else "")  # shown, http, or nothing
KVARBO_SMS_URL = _said("KVARBO_SMS_URL", "")
KVARBO_SMS_USER = _said("KVARBO_SMS_USER", "")
KVARBO_SMS_PASSWORD = _said("KVARBO_SMS_PASSWORD", "")
KVARBO_SMS_FROM = _said("KVARBO_SMS_FROM", "Kvarbo")
KVARBO_MAIL = _said("KVARBO_MAIL", "shown" if DEBUG_OR_TEST else "")  # shown, smtp, or nothing
KVARBO_MAIL_FROM = _said("KVARBO_MAIL_FROM", "hyra@kvarbo.example" if DEBUG_OR_TEST else "")
KVARBO_SMTP_HOST = _said("KVARBO_SMTP_HOST", "")
KVARBO_SMTP_PORT = int(_said("KVARBO_SMTP_PORT", "587"))
KVARBO_SMTP_USER = _said("KVARBO_SMTP_USER", "")
KVARBO_SMTP_PASSWORD = _said("KVARBO_SMTP_PASSWORD", "")
KVARBO_SMTP_TLS = _said("KVARBO_SMTP_TLS", "starttls")  # starttls, tls, or none to this machine alone
KVARBO_SEND_SECONDS = float(_said("KVARBO_SEND_SECONDS", "20"))  # how long a provider may take to answer
KVARBO_REPORT_URL = _said("KVARBO_REPORT_URL", "")  # how a provider reaches this installation, or nothing: no reports
sending.check(
    sms=KVARBO_SMS, sms_url=KVARBO_SMS_URL, mail=KVARBO_MAIL, mail_from=KVARBO_MAIL_FROM, smtp_host=KVARBO_SMTP_HOST,
    smtp_tls=KVARBO_SMTP_TLS, production=MODE == "production",
)  # fmt: skip

INSTALLED_APPS = [
    "kvarbo.house.apps.HouseConfig",
    "kvarbo.ground.apps.GroundConfig",
    "kvarbo.doors.apps.DoorsConfig",
    "kvarbo.landlord.apps.LandlordConfig",
    "kvarbo.social.apps.SocialConfig",
    "kvarbo.web.apps.WebConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kvarbo.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kvarbo.web.rooms.middleware.RoomMiddleware",
]

ROOT_URLCONF = "kvarbo.web.urls"
WSGI_APPLICATION = "kvarbo.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kvarbo.web.rooms.context.room",
            ],
        },
    }
]

DATABASE_ROUTERS = ["kvarbo.house.router.RoomRouter"]
AUTH_USER_MODEL = "house.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if MODE == "test" else []),
]
if MODE == "test":  # thousands of logins: a quick hasher; production and demo use Argon2
    PASSWORD_HASHERS = PASSWORD_HASHERS[::-1]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ACCOUNT_ADAPTER = "kvarbo.web.accounts.ClosedHouse"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"} if MODE != "test" else False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kvarbo"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

SECURE = MODE == "production"
SESSION_COOKIE_NAME = "__Host-kvarbo" if SECURE else "kvarbo"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
CSRF_COOKIE_NAME = "__Host-kvarbo-csrf" if SECURE else "kvarbo-csrf"
CSRF_FAILURE_VIEW = "kvarbo.web.errors.stale_form"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = None  # whitenoise serves the package's own files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DATABASES = {"default": addresses.connection(KVARBO_DATABASE, room="house")}
