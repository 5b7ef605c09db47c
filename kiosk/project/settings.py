"""Django's settings, all of them derived from `kiosk.toml` and the home folder."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.config import home_folder, load

if TYPE_CHECKING:
    from pathlib import Path

KIOSK_HOME = home_folder()
KIOSK = load(KIOSK_HOME)
KIOSK_HOURS = KIOSK.hours.hours()
KIOSK_LAMPS = KIOSK.sign_day.lamps()
TESTING = "pytest" in sys.modules


def _secret_key(path: Path) -> str:
    """`kiosk init` writes the key; a process that runs before that gets one of its own, good for its lifetime."""
    return path.read_text(encoding="ascii").strip() if path.exists() else secrets.token_urlsafe(50)


def _database(url: str) -> dict[str, object]:
    if url == "sqlite:":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": KIOSK_HOME / "kiosk.sqlite3",
            "CONN_MAX_AGE": None,
            # IMMEDIATE: a transaction that reads first and writes later would lose with "database is locked".
            # FULL: a number that was shown must survive a power cut.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # recursive_triggers: INSERT OR REPLACE must not slip past the triggers of append-only tables.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA recursive_triggers=ON;",
            },
            "TEST": {"NAME": str(KIOSK_HOME / "test.sqlite3")},  # a file: in memory, threads would lock each other out
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {  # a server that is cut off without a word is given up within ten seconds, not after a quarter of an hour
            "connect_timeout": 4, "tcp_user_timeout": 8000,
            "keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 2,
            # Without a number nothing is prepared, not even what asks for it; so high, only kiosk/statements.py prepares.
            "prepare_threshold": 1_000_000,
            "options": "-c lock_timeout=10000",  # whoever waits for a lock for ten seconds is told so, and tries again
        },
    }


SECRET_KEY = _secret_key(KIOSK_HOME / "keys" / "secret.key")
DEBUG = False
ALLOWED_HOSTS = KIOSK.web.allowed_hosts
DATABASES = {"default": _database(KIOSK.database.url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FEATURES = ["queues", "guide", "notices", "ratings", "blood_pressure", "announcements", "help", "colleagues"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "kiosk.staff",
    "kiosk.limits",
    "kiosk.health",
    "kiosk.outbox",
    *(f"kiosk.{feature}" for feature in FEATURES),
    "kiosk.api",
    "kiosk.console",
    "kiosk.sign_page",
    "kiosk.desks",
    *(["kiosk.bench_page"] if KIOSK.demo or TESTING else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kiosk.project.nul.RefuseNul",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kiosk.staff.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "kiosk.project.urls"
ASGI_APPLICATION = "kiosk.project.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kiosk.console.context.house",
            ],
        },
    },
]

AUTH_USER_MODEL = "staff.Member"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "staff:log_in"
LOGIN_REDIRECT_URL = "console:home"
LOGOUT_REDIRECT_URL = "staff:log_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_HANDLER = "kiosk.staff.lock_out.LogInGuard"  # the limit holds for a name at one address; ten times that for a name
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username"]
AXES_USERNAME_CALLABLE = "kiosk.staff.lock_out.counted_name"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nor is a try during a lock-out counted
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "kiosk.staff.views.locked_out"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600  # a working day; idle limits are in kiosk.staff.middleware
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KIOSK.web.https
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KIOSK.web.https else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    },
}

LANGUAGE_CODE = "zh-hant"
TIME_ZONE = "Asia/Taipei"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        # Warnings of these two would write a phone page's secret address into the log.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # an error with its trace for every scan of the network
    },
}
