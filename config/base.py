"""Settings common to every way of running Portée."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from config import env, security
from config.databases import database
from portee.protocols.records import Limits

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.DATA_DIR
BASE_URL = env.BASE_URL
NETWORK_NAME = env.NETWORK_NAME
DEBUG = False
ALLOWED_HOSTS = [
    # The supervisor and the probes of the machine ask by these names.
    "127.0.0.1",
    "localhost",
    "[::1]",
    urlsplit(env.BASE_URL).hostname or "localhost",
    *env.ALLOWED_HOSTS,
]

INSTALLED_APPS = [
    # Contexts, from the top of the house to the bottom.
    "portee.portal",
    "portee.access",
    "portee.catalogue",
    "portee.people",
    "portee.network",
    "portee.ui",
    "portee.kernel",
    # Back office: ours first, to dress Wagtail's templates.
    "portee.ui.backoffice",
    "wagtail.users",
    "wagtail.admin",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "modelsearch",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    # Accounts.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Jobs.
    "django_tasks",
    "django_tasks_db",
    # Django.
    "django_htmx",
    "django_prometheus",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "portee.kernel.logs.middleware.RequestLogMiddleware",
    "portee.kernel.request_memory.RequestMemoryMiddleware",
    "portee.kernel.security.proxies.TrustedProxyMiddleware",
    "portee.kernel.security.well_formed.WellFormedRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Packs what the page cache below has not packed itself; adds random bytes, so that a packed page tells nothing
    # of its secrets by its length.
    "django.middleware.gzip.GZipMiddleware",
    "portee.kernel.page_cache.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # After Django's, so that what it decides for visitors is what Django's then does (its docstring says how).
    "portee.kernel.security.visitor_csrf.VisitorCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portee.people.middleware.OpenSessionMiddleware",
    "portee.people.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portee.kernel.security.headers.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portee.ui.context_processors.layout",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": database(
        env.DATABASE_URL,
        pool_size=env.DATABASE_POOL_SIZE,
        pool_seconds=env.DATABASE_POOL_SECONDS,
        statement_seconds=env.DATABASE_STATEMENT_SECONDS,
        lock_seconds=env.DATABASE_LOCK_SECONDS,
        idle_seconds=env.DATABASE_IDLE_SECONDS,
    )
}
CACHES: dict[str, dict[str, Any]] = {
    # Shared by all processes and kept over a restart: rate limits live there. Pages have their own cache.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
PAGE_CACHE_ENABLED = True
# The cookies that change a visitor's page, each with the function that keeps only what is valid in it.
PAGE_CACHE_COOKIES = {"portee_comfort": "portee.ui.comfort.normalise_cookie"}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "portee.people.adapters.account_adapter.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Per address of the visitor and per e-mail address typed; the rest are allauth's own limits. Wrong passwords are
# counted by us (people/patience.py); "login_failed" is left to the codes of the second step, asked after a password.
ACCOUNT_RATE_LIMITS = {
    # A class signs in within one minute behind one address.
    "login": "300/m/ip",
    "login_failed": "120/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "passkey_challenge": "120/m/ip",
    "sign_in_link": "60/m/ip,5/h/key",
    "sign_in_link_used": "60/m/ip",
    # A class or a forum of associations asks from one address; a mailbox is not written to all day long.
    "registration_draft": "300/h/ip",
    "registration_proof": "150/h/ip",
    "activation": "60/m/ip",
    # A password asked again, of somebody signed in; a mailbox written to; a copy of one's data.
    "owner": "20/m/ip,5/5m/key",
    "address_change": "20/h/ip,5/h/key",
    "own_data": "100/h/ip,10/h/key",
    "registration": "150/h/ip,5/h/key",
}
AUTH_PASSWORD_VALIDATORS = [
    # Long rather than odd: no forced digits, no forced renewal (CNIL, deliberation 2022-100).
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portee.people.breached_password.BreachedPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
]
BREACHED_PASSWORDS = env.BREACHED_PASSWORDS
# The second step of staff, passkeys (docs/adr/0036).
STAFF_SECOND_FACTOR = env.STAFF_SECOND_FACTOR
MFA_ADAPTER = "portee.people.adapters.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A clock half a minute wrong, or a slow hand, still passes.
MFA_TOTP_TOLERANCE = 1
# An account is opened by an establishment, never by whoever holds an address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
ACCOUNT_URL = "people:account"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:home"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
TIME_ZONE = env.TIME_ZONE
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "frontend" / "dist",
    # The pictures of the guide.
    ("images", BASE_DIR / "docs" / "images"),
]
PORTEE_THEME_FILE = env.THEME_FILE
MEDIA_ROOT = env.STORAGE_DIR

CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = security.PERMISSIONS_POLICY
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = security.cookie_name("portee_session", is_https=env.IS_HTTPS)
SESSION_COOKIE_SECURE = env.IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = security.cookie_name("portee_csrf", is_https=env.IS_HTTPS)
CSRF_COOKIE_SECURE = env.IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# It goes with the session: none of the two outlives the browser's window by its own means.
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEVICE_COOKIE_NAME = security.cookie_name("portee_device", is_https=env.IS_HTTPS)
JOURNEY_COOKIE_NAME = security.cookie_name("portee_journey", is_https=env.IS_HTTPS)
CSRF_FAILURE_VIEW = "portee.portal.views.errors.refused_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

EMAIL_BACKEND = "portee.kernel.mail.backend.QueuedEmailBackend"
UNKNOWN_VARIABLES = env.unknown_names()
EMAIL_URL = env.EMAIL_URL
DEFAULT_FROM_EMAIL = env.EMAIL_FROM
SERVER_EMAIL = env.EMAIL_FROM
WEB_WORKERS = env.WEB_WORKERS
WEB_THREADS = env.WEB_THREADS
METRICS_TOKEN = env.METRICS_TOKEN
PREPARE_PROGRAM_METRICS = "config.metrics_folder.prepare_program_metrics"
TRUSTED_PROXIES = env.TRUSTED_PROXIES
OUTBOUND_PRIVATE_HOSTS = env.OUTBOUND_PRIVATE_HOSTS

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "portee.kernel.logs.formatting.JsonFormatter"},
        "console": {"()": "portee.kernel.logs.formatting.ConsoleFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL},
    "loggers": {
        # Django adds handlers of its own to these two, which write paths.
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True, "level": "CRITICAL"},
        # A refused request has its line already, with its route and status.
        "django.request": {"level": "ERROR"},
        # The statements of the database hold people's words.
        "django.db.backends": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}

# Search (catalogue).
SEARCH_URL = env.SEARCH_URL or "embedded:"

# Imports of records (catalogue).
IMPORT_READERS = env.IMPORT_READERS
IMPORT_LIMITS = Limits(
    content_bytes=env.IMPORT_LIMITS.file_mib * 1024**2,
    record_bytes=env.IMPORT_LIMITS.record_kib * 1024,
    rows=env.IMPORT_LIMITS.rows,
    columns=env.IMPORT_LIMITS.columns,
    workbook_bytes=env.IMPORT_LIMITS.workbook_mib * 1024**2,
    workbook_unpacked_bytes=env.IMPORT_LIMITS.workbook_unpacked_mib * 1024**2,
)
IMPORT_REMARKS_KEPT = 10_000

# Lists of readers and proofs (people): a list is for people, who read none of a hundred columns.
READER_LIST_LIMITS = Limits(
    content_bytes=env.READER_FILE_LIMITS.list_mib * 1024**2,
    record_bytes=100_000,
    rows=env.READER_FILE_LIMITS.list_rows,
    columns=100,
    cell_characters=1_000,
    workbook_bytes=env.READER_FILE_LIMITS.list_mib * 1024**2,
    workbook_unpacked_bytes=100 * 1024**2,
)
PROOF_BYTES = env.READER_FILE_LIMITS.proof_mib * 1024**2

# Durations of the background; None is the usual pace (portee/kernel/pace.py), which fault tests replace.
PACE: Any = None
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "Portée"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = LOGIN_URL

# Who answers for the site (portal/organisation.py).
PUBLISHER = env.PUBLISHER
PUBLICATION_DIRECTOR = env.PUBLICATION_DIRECTOR
HOSTING = env.HOSTING
CONTACT_EMAIL = env.CONTACT_EMAIL
DPO_CONTACT = env.DPO_CONTACT
SECURITY_CONTACT = env.SECURITY_CONTACT
SOURCE_URL = env.SOURCE_URL
