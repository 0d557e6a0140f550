"""Settings of poaiss, read top to bottom.

Development works with none of the environment variables set; production (``POAISS_ENV=production``)
refuses to start with a missing or default secret.
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from poaiss.common.databases import database

ROOT = Path(__file__).resolve().parent
PROJECT = ROOT.parent.parent
PRODUCTION = os.environ.get("POAISS_ENV") == "production"
DEMO = not PRODUCTION and os.environ.get("POAISS_DEMO") == "1"
DEBUG = not PRODUCTION and os.environ.get("POAISS_DEBUG") == "1"

# -- Where things lie ------------------------------------------------------------------------------------------

DATA = Path(os.environ.get("POAISS_DATA") or PROJECT / "var").resolve()
REFERENCE_DATA = PROJECT / "reference-data"
QUESTIONNAIRES = PROJECT / "questionnaires"


def secret(name: str, default: str) -> str:
    """Return NAME or the content of the file NAME_FILE; in production neither may be missing."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, "" if PRODUCTION else default)
    if PRODUCTION and (len(value) < 32 or value == default):
        raise ImproperlyConfigured(f"Set {name} (at least 32 characters) or {name}_FILE before starting in production.")
    return value


SECRET_KEY = secret("POAISS_SECRET_KEY", "development-only-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = os.environ.get("POAISS_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
BASE_URL = os.environ.get("POAISS_BASE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

# -- Who runs this installation --------------------------------------------------------------------------------

OPERATOR = {
    "name": os.environ.get("POAISS_OPERATOR", "Demonstration installation"),
    "email": os.environ.get("POAISS_OPERATOR_EMAIL", "operator@demonstration.example"),
    "is_unoda": os.environ.get("POAISS_OPERATOR_IS_UNODA") == "1",
}

# -- Rooms -----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "poaiss.common",
    "poaiss.audit",
    "poaiss.directory",
    "poaiss.accounts",
    "poaiss.access",
    "poaiss.questionnaires",
    "poaiss.contacts",
    "poaiss.library",
    "poaiss.reporting",
    "poaiss.analysis",
    "poaiss.assistance",
    "poaiss.meetings",
    "poaiss.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # slow lines; it pads at random against BREACH
    "poaiss.common.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "poaiss.accounts.middleware.LastSeen",
    "poaiss.access.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "poaiss.common.middleware.BodyLimit",  # last, so that its page has a person and a language
]

ROOT_URLCONF = "poaiss.urls"
WSGI_APPLICATION = "poaiss.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],  # before allauth's own templates
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "django.contrib.auth.context_processors.auth",
                "poaiss.site.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "poaiss.site.templatetags.components",
                "poaiss.site.templatetags.words",
            ],
        },
    }
]

# -- Database: an owner for migrations, an application login that owns nothing -----------------------------------

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://poaiss_app@/poaiss")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
POOL = {"pool": {"min_size": 2, "max_size": int(os.environ.get("POAISS_POOL", "10")), "timeout": 10}}
DATABASES = {
    "default": database(DATABASE_URL, **(POOL if os.environ.get("POAISS_POOLED") == "1" else {})),
    "owner": database(DATABASE_OWNER_URL),
}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DATABASE_ROUTERS = ["poaiss.common.routers.OwnerMigrates"]
APPLICATION_LOGIN = DATABASES["default"]["USER"]

CACHES = {  # shared by all web processes: rate limits and used one-time codes hold everywhere
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "common_cache"}
}

# -- People ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:workspace"
LOGOUT_REDIRECT_URL = "site:home"
ACCOUNT_ADAPTER = "poaiss.accounts.adapter.InvitedPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proves the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/15m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost in development
MFA_TOTP_ISSUER = "poaiss"
MFA_TOTP_TOLERANCE = 1 if DEMO else 0  # a visitor of the demonstration may sign in twice within a minute
MFA_ADAPTER = "poaiss.accounts.adapter.SecondFactor"
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# -- Languages and time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "poaiss.site.formats"  # dates as the United Nations writes them in English
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# -- Files -------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("poaiss/fonts", DATA / "fonts")] if (DATA / "fonts").is_dir() else []
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ATTACHMENT_LIMIT = 20 * 1024 * 1024  # bytes of one file that is attached to an answer
BODY_LIMIT = 50 * 1024 * 1024  # bytes of one request; more is refused before anything is read
BODY_DROPPED = 256 * 1024 * 1024  # bytes of a refused request that are read and dropped, so that its page is seen
OPENROSA_PASSWORDS = not PRODUCTION or os.environ.get("POAISS_OPENROSA_PASSWORDS") == "1"  # else device tokens alone
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# -- Mail and jobs -----------------------------------------------------------------------------------------------

EMAIL_BACKEND = os.environ.get("POAISS_EMAIL_BACKEND", "poaiss.common.mail.FolderBackend")
EMAIL_HOST = os.environ.get("POAISS_EMAIL_HOST", "localhost")
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("POAISS_FROM_EMAIL", "poaiss <no-reply@demonstration.example>")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# -- Safety ------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("POAISS_BEHIND_PROXY") == "1" else None
CSRF_FAILURE_VIEW = "poaiss.site.errors.csrf_failure"

# -- Logging: one JSON line an event; never a name, an address or an answer ------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "poaiss.common.logging.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("POAISS_LOG_LEVEL", "WARNING")},
}
