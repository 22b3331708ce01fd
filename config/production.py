"""Settings of a live site: https when the address says so, static files with immutable names."""

from config import env
from config.base import *  # noqa: F403

SECRET_KEY = env.secret_key()
PAIRWISE_KEY = env.pairwise_key()
DEBUG = False

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = env.IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_HSTS_SECONDS = 31_536_000 if env.IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.HSTS_SCOPE in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = env.HSTS_SCOPE == "preload"
SILENCED_SYSTEM_CHECKS = [
    # Whether sub-domains of the host, often a town's own, must all be https is for their owner to say
    # (PORTEE_HSTS_SCOPE), and so is the browsers' preload list.
    "security.W005",
    "security.W021",
]
